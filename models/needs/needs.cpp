#include "models/needs/needs.hpp"

#include "models/observation/log_kinds.hpp"
#include "models/population/people.hpp"
#include "models/processes.hpp"
#include "models/services/asking.hpp"

#include <array>
#include <bit>

namespace meam {

void set_severity(const Moment& m, NeedId id, int severity)
{
    const auto& need = m.model.needs[static_cast<std::size_t>(id)];
    const int before = m.level(need.severity);
    if (severity == before) {
        return;
    }
    m.put(need.severity, severity);
    if (severity >= 2) {
        m.put(need.ever, 1);
    }
    if (need.meam && (before == 0) != (severity == 0)) {
        m.put(m.model.needs_count, m.level(m.model.needs_count) + (severity == 0 ? -1 : 1));
    }
    m.note(log_kind::need, id * 4 + severity);
    if (severity == 3) {
        escalate(m, id);
    }
}

void read_needs(const Moment& m, int circumstance)
{
    const auto& c = m.model.circumstances[static_cast<std::size_t>(circumstance)];
    for (std::size_t n = 0; n < m.model.needs.size(); ++n) {
        const auto& need = m.model.needs[n];
        if (need.circumstance == circumstance) {
            set_severity(m, static_cast<NeedId>(n),
                         need.severity_of_state[static_cast<std::size_t>(m.level(c.covariate))]);
        }
    }
}

void step_needs(const Moment& m)
{
    struct Turn {
        std::uint32_t instant;
        int direction;
    };
    std::array<Turn, most_needs> turns;
    std::uint32_t turning = 0; // needs, a bit each
    each_event(m, ProcessSpec::What::worsen, ProcessSpec::What::ease,
               [&](const Point& point, const ProcessSpec& change) {
                   auto& turn = turns[static_cast<std::size_t>(change.of)];
                   if ((turning >> change.of & 1U) == 0 || point.instant < turn.instant) {
                       turn = {point.instant, change.what == ProcessSpec::What::worsen ? 1 : -1};
                       turning |= 1U << change.of;
                   }
               });
    for (; turning != 0; turning &= turning - 1) {
        const int need = std::countr_zero(turning);
        set_severity(m, need, m.severity(need) + turns[static_cast<std::size_t>(need)].direction);
    }
}

namespace {

struct Band {
    Week from; ///< weeks since the end of treatment
    Treatment level;
};
constexpr std::array<Band, 8> after_treatment{{{0, Treatment::off_2w},
                                               {2, Treatment::off_4w},
                                               {4, Treatment::off_8w},
                                               {8, Treatment::off_13w},
                                               {13, Treatment::off_26w},
                                               {26, Treatment::off_52w},
                                               {52, Treatment::off_104w},
                                               {104, Treatment::off}}};

/// Calls visit(need, week, level before, level from then on) for each band that time alone brings.
template <class Visit> void each_band(const Resident& r, Visit&& visit)
{
    for (unsigned left = r.treated; left != 0; left &= left - 1) {
        const auto n = static_cast<std::size_t>(std::countr_zero(left));
        if (const Week since = r.treated_since[n]; since >= 0) {
            visit(n, since, Treatment::never, Treatment::first_2w);
            visit(n, since + 2, Treatment::first_2w, Treatment::on);
        } else if (const Week until = r.treated_until[n]; until >= 0) {
            auto before = Treatment::on;
            for (const auto& band : after_treatment) {
                visit(n, until + band.from, before, band.level);
                before = band.level;
            }
        }
    }
}

} // namespace

void settle_treatment(const Moment& m)
{
    auto& r = m.resident;
    for (unsigned left = r.treated; left != 0; left &= left - 1) {
        const auto n = static_cast<std::size_t>(std::countr_zero(left));
        auto level = Treatment::never;
        if (r.treated_since[n] >= 0 && m.now >= r.treated_since[n]) {
            level = m.now - r.treated_since[n] < 2 ? Treatment::first_2w : Treatment::on;
        } else if (r.treated_until[n] >= 0 && m.now >= r.treated_until[n]) {
            for (const auto& band : after_treatment) {
                if (m.now - r.treated_until[n] >= band.from) {
                    level = band.level;
                }
            }
            if (level == Treatment::off && r.treated_since[n] < 0) {
                r.treated &= static_cast<std::uint16_t>(~(1U << n)); // it stays so
            }
        }
        const int covariate = m.model.needs[n].treatment;
        r.count_anew = r.count_anew || in_treatment(static_cast<Treatment>(m.level(covariate))) != in_treatment(level);
        m.put(covariate, static_cast<int>(level));
    }
}

Week next_treatment_band(const Resident& r, Week now)
{
    Week next = never;
    each_band(r,
              [&](std::size_t, Week week, Treatment, Treatment) { next = week > now ? std::min(next, week) : next; });
    return next;
}

Week next_treatment_rise(const Moment& m, Week now)
{
    Week next = never;
    each_band(m.resident, [&](std::size_t need, Week week, Treatment before, Treatment after) {
        if (week > now && week < next &&
            (in_treatment(before) != in_treatment(after) ||
             m.may_rise(m.model.needs[need].treatment, static_cast<int>(before), static_cast<int>(after)))) {
            next = week;
        }
    });
    return next;
}

} // namespace meam
