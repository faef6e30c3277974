#include "models/processes/needs.hpp"

#include "models/observation/log_kinds.hpp"
#include "models/population/people.hpp"
#include "models/processes/help_seeking.hpp"
#include "models/processes/processes.hpp"

#include <array>
#include <bit>
#include <iterator>

namespace meam {

namespace {

/// Updates the number of MEAM needs that no episode treats.
void count_untreated(const ResidentStep& m)
{
    int untreated = 0;
    for (const auto& need : m.model.needs) {
        const bool treated = in_treatment(static_cast<Treatment>(m.level(need.treatment)));
        untreated += need.meam && m.level(need.severity) > 0 && !treated ? 1 : 0;
    }
    m.put(m.model.attributes.untreated, untreated);
}

} // namespace

void set_severity(const ResidentStep& m, NeedId id, int severity)
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
        m.put(m.model.attributes.needs_count, m.level(m.model.attributes.needs_count) + (severity == 0 ? -1 : 1));
        count_untreated(m);
    }
    m.note(log_kind::need, id * 4 + severity);
    if (severity == 3) {
        escalate(m, id);
    }
}

void read_needs(const ResidentStep& m, int circumstance)
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

void step_needs(const ResidentStep& m)
{
    struct Turn {
        std::uint32_t instant;
        int direction;
    };
    std::array<Turn, most_needs> turns;
    std::uint32_t turning = 0; // needs that change this week, one bit each
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

/// Calls visit(week, level) for each future step of a need's treatment level that time alone brings, in order,
/// beginning with the level that applies in week `now`: the levels after the last episode, until the next episode
/// begins, then those of the next episode.
template <class Visit> void each_band(const Resident& r, std::size_t need, Week now, Visit&& visit)
{
    const Week since = r.treated_since[need], until = r.treated_until[need];
    if (until >= 0 && (since < 0 || since > now)) {
        auto band = after_treatment.begin();
        while (std::next(band) != after_treatment.end() && until + std::next(band)->from <= now) {
            ++band;
        }
        for (; band != after_treatment.end() && (since < 0 || until + band->from < since); ++band) {
            visit(until + band->from, band->level);
        }
    }
    if (since >= 0) {
        visit(since, Treatment::first_2w);
        visit(since + 2, Treatment::on);
    }
}

template <class Visit> void each_treated(const Resident& r, Visit&& visit)
{
    for (unsigned left = r.treated; left != 0; left &= left - 1) {
        visit(static_cast<std::size_t>(std::countr_zero(left)));
    }
}

} // namespace

void settle_treatment(const ResidentStep& m)
{
    auto& r = m.resident;
    bool turned = false;
    each_treated(r, [&](std::size_t n) {
        auto level = Treatment::never;
        each_band(r, n, m.now,
                  [&](Week week, Treatment from_then_on) { level = week <= m.now ? from_then_on : level; });
        if (level == Treatment::off && r.treated_since[n] < 0) {
            r.treated &= static_cast<std::uint16_t>(~(1U << n)); // the level no longer changes
        }
        const int covariate = m.model.needs[n].treatment;
        turned = turned || in_treatment(static_cast<Treatment>(m.level(covariate))) != in_treatment(level);
        m.put(covariate, static_cast<int>(level));
    });
    if (turned) {
        r.counts_changed = true;
        count_untreated(m);
    }
}

Week next_treatment_band(const Resident& r, Week now)
{
    Week next = never;
    each_treated(r, [&](std::size_t n) {
        each_band(r, n, now, [&](Week week, Treatment) { next = week > now ? std::min(next, week) : next; });
    });
    return next;
}

Week next_treatment_rise(const ResidentStep& m, Week now)
{
    Week next = never;
    each_treated(m.resident, [&](std::size_t n) {
        const int covariate = m.model.needs[n].treatment;
        auto before = static_cast<Treatment>(m.level(covariate));
        each_band(m.resident, n, now, [&](Week week, Treatment after) {
            if (week <= now) {
                return;
            }
            if (in_treatment(before) != in_treatment(after) ||
                m.may_rise(covariate, static_cast<int>(before), static_cast<int>(after))) {
                next = std::min(next, week);
            }
            before = after;
        });
    });
    return next;
}

} // namespace meam
