#include "models/processes/contacts.hpp"

#include "models/observation/log_kinds.hpp"
#include "models/processes/consequences.hpp"
#include "models/processes/crises.hpp"
#include "models/processes/help_seeking.hpp"
#include "models/processes/processes.hpp"
#include "sim/mathematics.hpp"
#include "sim/short_lists.hpp"

#include <algorithm>
#include <tuple>

namespace meam {
namespace {

/// One contact in distress that is due this week.
struct Turning {
    std::uint32_t instant;
    int purpose;
    bool repeat;
    std::uint32_t id; ///< address of its draws; differs from those of all other contacts of the week and of crises
};

std::uint32_t draws_of(int purpose, bool repeat, std::uint32_t point)
{
    return point ^ (static_cast<std::uint32_t>(purpose) + 1U) << 12 ^ (repeat ? 8U << 20 : 0U);
}

/// Draws of a contact, in addition to those of a crisis (see `question`).
constexpr std::uint32_t which_channel = 0, whether_met = 5, what_time = 7;

/// Whether a channel is available to the resident.
/// @param time  time of the week as a fraction, uniform in (0, 1): a channel is open if time < hours, so that a channel
/// with shorter hours is open only when one with longer hours is open
bool can_be_had(const ResidentStep& m, const Channel& channel, double time)
{
    if (channel.service >= 0) {
        const ServiceId desk = m.answering[static_cast<std::size_t>(channel.service)];
        if (desk < 0 || (m.resident.written_off >> desk & 1U) != 0) {
            return false;
        }
        const int i = channel.held ? engagement_with(m.resident, desk) : -1;
        if (channel.held && (i < 0 || m.resident.engaged[static_cast<std::size_t>(i)].stage != Stage::in_treatment)) {
            return false;
        }
    }
    return time < m.rules.number(channel.hours, 1.0);
}

/// Draws one available channel of the purpose, with probability proportional to weight: the shortest of exponential
/// times.
/// @return nullptr if no channel is available
const Purpose::Way* choose(const ResidentStep& m, const Purpose& purpose, std::uint32_t id)
{
    const double time = m.draw(purpose.process, question(id, what_time));
    const Purpose::Way* chosen = nullptr;
    double shortest = 0.0;
    for (const auto& way : purpose.ways) {
        const auto& channel = m.model.channels[static_cast<std::size_t>(way.channel)];
        if (!can_be_had(m, channel, time)) {
            continue;
        }
        double weight = m.rules.per_week(way.weight, m.resident.covariates);
        if (way.channel == m.resident.last_channel) {
            weight *= m.rules.number(m.resident.last_met ? channel.after_met : channel.after_unmet, 1.0);
        }
        if (weight <= 0.0) {
            continue;
        }
        const double waited = -logarithm(m.draw(way.process, question(id, which_channel))) / weight;
        if (chosen == nullptr || waited < shortest) {
            chosen = &way;
            shortest = waited;
        }
    }
    return chosen;
}

/// Effects of a contact with a service that is not a crisis: the agency learns of the need behind it, shares
/// information, and may refer the resident on.
void hear(const ResidentStep& m, const Channel& channel, NeedId cause, std::uint32_t id)
{
    if (!m.lives_here()) {
        return; // a service in another place
    }
    if (cause >= 0 && channel.agency_index >= 0) {
        m.resident.known[static_cast<std::size_t>(channel.agency_index)] |= static_cast<std::uint16_t>(1U << cause);
    }
    if (channel.service >= 0) {
        share_information(m, m.model.services[static_cast<std::size_t>(channel.service)]);
        refer_after_crisis(m, channel.service, id);
    }
}

void count_contact(const ResidentStep& m, const Turning& turning, int channel, bool met)
{
    const auto& want = m.resident.unmet_contacts[static_cast<std::size_t>(turning.purpose)];
    const auto outcome = (turning.repeat ? ContactOutcome::repeat_met : ContactOutcome::first_met) + (met ? 0 : 1);
    if (m.lives_here()) {
        for (const int stratum : strata::of(m.model, m.resident)) {
            m.count(m.layout.contact_cell(stratum, channel, outcome));
        }
        m.count(m.layout.purpose_cell(turning.purpose, channel, outcome));
        const auto& turned_to = m.model.channels[static_cast<std::size_t>(channel)];
        if (turned_to.demand == Demand::preventative && m.model.ranks_by_share) {
            m.out.prevented.push_back({m.now, m.id, turned_to.agency_index});
        }
        if (turning.repeat && want.failed != no_channel) {
            m.count(m.layout.failure_cell(want.failed, channel));
        }
    }
    m.note(log_kind::contact,
           ((turning.purpose * static_cast<int>(most_channels) + channel) * 2 + (met ? 1 : 0)) * 256 +
               (turning.repeat ? want.contacts : 0));
}

/// Records that the need for contact is unmet, and schedules repeats.
void stay_unmet(const ResidentStep& m, const Purpose& purpose, const Turning& turning, std::uint8_t failed)
{
    auto& want = m.resident.unmet_contacts[static_cast<std::size_t>(turning.purpose)];
    want.contacts = turning.repeat ? static_cast<std::uint8_t>(std::min(255, want.contacts + 1)) : std::uint8_t{1};
    want.failed = failed;
    want.until = m.now + static_cast<Week>(m.rules.number(purpose.repeats_for, 0.0) + 0.5);
    const auto& again = m.model.depends.repeated[static_cast<std::size_t>(turning.purpose)];
    m.resident.dirty_processes |= again;
    m.out.computed.standing -= again;
}

/// Carries out one contact. @return false if the resident died
bool turn(const ResidentStep& m, const Turning& turning)
{
    const auto& purpose = m.model.purposes[static_cast<std::size_t>(turning.purpose)];
    const auto* way = choose(m, purpose, turning.id);
    if (way == nullptr) {
        stay_unmet(m, purpose, turning, no_channel);
        return true;
    }
    const auto& channel = m.model.channels[static_cast<std::size_t>(way->channel)];
    const NeedId cause = cause_of(m, purpose.rate, purpose.process, turning.id);
    bool met = m.happens(way->meets, way->process, question(turning.id, whether_met));
    bool alive = true;
    if (channel.crisis >= 0) {
        const auto result = apply_crisis(m, {channel.crisis, cause, way->process, turning.id, !met});
        met = met && result.reached == acted_on;
        alive = result.alive;
    } else {
        hear(m, channel, cause, turning.id);
    }
    count_contact(m, turning, way->channel, met);
    if (!alive) {
        return false;
    }
    m.resident.last_channel = static_cast<std::uint8_t>(way->channel);
    m.resident.last_met = met;
    happen(m, met ? purpose.met : purpose.unmet, channel.service, turning.id);
    if (met) {
        m.resident.unmet_contacts[static_cast<std::size_t>(turning.purpose)] = {};
    } else {
        stay_unmet(m, purpose, turning, static_cast<std::uint8_t>(way->channel));
    }
    return true;
}

} // namespace

bool simulate_contacts(const ResidentStep& m)
{
    ShortList<Turning, 8> week;
    each_process(m, ProcessSpec::What::contact, ProcessSpec::What::repeat, [&](std::size_t p, const ProcessSpec& spec) {
        const Hazard hazard = hazard_of(m, p, spec);
        if (!m.quiet(p, hazard)) {
            const bool repeat = spec.what == ProcessSpec::What::repeat;
            m.field(spec.address).each_in(m.now, hazard, [&](const Point& point) {
                week.push_back({point.instant, spec.of, repeat, draws_of(spec.of, repeat, point.id)});
            });
        }
    });
    std::sort(week.begin(), week.end(), [](const Turning& a, const Turning& b) {
        return std::tie(a.instant, a.purpose, a.id) < std::tie(b.instant, b.purpose, b.id);
    });
    for (const auto& turning : week) {
        if (turning.repeat && m.resident.unmet_contacts[static_cast<std::size_t>(turning.purpose)].until < m.now) {
            continue; // an earlier contact of the week resolved it
        }
        if (!turn(m, turning)) {
            return false;
        }
        if (!m.at_liberty()) {
            return true;
        }
    }
    return true;
}

} // namespace meam
