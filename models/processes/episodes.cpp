#include "models/processes/episodes.hpp"

#include <algorithm>

namespace meam {
namespace {

constexpr int bands = 16;
constexpr Week season = 13; ///< [week]

int band_of(double relationship)
{
    return std::min(bands - 1, static_cast<int>(relationship * bands));
}

template <class Each> void each_episode(const ResidentStep& m, Each&& each)
{
    for (const auto& e : m.resident.engaged) {
        if (e.stage == Stage::in_treatment) {
            each(e, m.model.services[e.service]);
        }
    }
}

/// The week in which R, met every week, is seen in another band, or a year from now: looking early changes nothing.
Week band_after(const Tables& shared, const Service& service, const Engagement& e)
{
    const double growth = shared.number(service.growth, 0.0);
    if (growth <= 0.0 || service.treats.empty()) {
        return never;
    }
    double r = e.relationship;
    Week week = e.met;
    while (week < e.met + 4 * season && band_of(r) == band_of(e.relationship)) {
        r += growth * (1.0 - r);
        ++week;
    }
    return week + 1;
}

} // namespace

double relationship_after(double relationship, double growth, Week weeks)
{
    for (Week i = 0; i < weeks; ++i) {
        relationship += growth * (1.0 - relationship);
    }
    return relationship;
}

double banded(double relationship)
{
    return (band_of(relationship) + 0.5) / bands;
}

int newcomer_steps(const Service& service, const Tables& shared)
{
    return std::max(1, static_cast<int>(shared.number(service.newcomer_steps, 1.0) + 0.5));
}

double newcomer_dose(const Service& service, const Tables& shared, int inexperience)
{
    const int steps = newcomer_steps(service, shared);
    const double first = shared.number(service.newcomer_dose, 1.0);
    return first + (1.0 - first) * std::max(0, steps - inexperience) / steps;
}

double dose(const Service& service, const Tables& shared)
{
    const double needed = shared.number(service.hours_needed, 0.0);
    if (needed <= 0.0 || !service.hours_per_worker.set()) {
        return 1.0;
    }
    const double caseload = std::max(1.0, shared.number(service.caseload, 1.0));
    return std::min(1.0, shared.number(service.hours_per_worker, 0.0) / caseload / needed);
}

namespace {

/// What the episodes that treat a need do together, each with its relationship as seen(episode, gain) has it: `gain` is
/// how much more the whole relationship does than none. Without a cap effects add up, which is the limit of
/// cap (1 - product of (1 - e / cap)) for a cap without end.
template <class Seen> double joint_effect(const ResidentStep& m, NeedId need, Seen&& seen)
{
    const Number stated = m.model.needs[static_cast<std::size_t>(need)].cap;
    const double cap = m.rules.number(stated, 0.0);
    double rest = 1.0, sum = 0.0;
    bool any = false;
    each_episode(m, [&](const Engagement& e, const Service& service) {
        for (const auto& [treated, effect] : service.treats) {
            if (treated != need) {
                continue;
            }
            const double alone = m.rules.number(service.works_without_relationship, 1.0);
            const double part = e.inexperience == 0 ? 1.0 : newcomer_dose(service, m.shared, e.inexperience);
            const double whole = m.rules.number(effect, 0.0) * dose(service, m.shared) * part;
            const double given = whole * (alone + (1.0 - alone) * seen(e, whole * (1.0 - alone)));
            sum += given;
            rest *= stated.set() ? 1.0 - std::min(given, cap) / cap : 1.0;
            any = true;
        }
    });
    if (!stated.set()) {
        return sum;
    }
    return any && cap > 0.0 ? cap * (1.0 - rest) : 0.0;
}

} // namespace

double treatment_effect(const ResidentStep& m, NeedId need)
{
    return joint_effect(m, need, [](const Engagement& e, double) { return banded(e.relationship); });
}

double highest_treatment_effect(const ResidentStep& m, NeedId need)
{
    return joint_effect(m, need, [](const Engagement&, double gain) { return banded(gain > 0.0 ? 1.0 : 0.0); });
}

double episode_speed(const ResidentStep& m, int circumstance, int to)
{
    double ratio = 1.0;
    each_episode(m, [&](const Engagement&, const Service& service) {
        for (const auto& speed : service.speeds) {
            if (speed.circumstance == circumstance && speed.to == to) {
                ratio *= m.rules.number(speed.ratio, 1.0);
            }
        }
    });
    return ratio;
}

Week shortest_stay(const Service& service, const Tables& shared)
{
    return static_cast<Week>(shared.number(service.shortest_stay, 0.0) + 0.5);
}

Week longest_stay(const Service& service, const Tables& shared)
{
    return service.longest_stay.set() ? std::max(1, static_cast<Week>(shared.number(service.longest_stay, 0.0) + 0.5))
                                      : never;
}

void settle_relationship(const Tables& shared, const Service& service, Engagement& e, Week until)
{
    if (e.met < until) {
        e.relationship = relationship_after(e.relationship, shared.number(service.growth, 0.0), until - e.met);
        e.met = until;
        e.next_band = 0;
    }
}

void settle_relationships(const Model& model, const Tables& shared, Resident& resident, Week until)
{
    for (auto& e : resident.engaged) {
        if (e.stage == Stage::in_treatment) {
            settle_relationship(shared, model.services[e.service], e, until);
        }
    }
}

Week next_relationship_band(const ResidentStep& m)
{
    Week next = never;
    for (auto& e : m.resident.engaged) {
        if (e.stage == Stage::in_treatment) {
            if (e.next_band == 0) {
                e.next_band = band_after(m.shared, m.model.services[e.service], e);
            }
            next = std::min(next, e.next_band);
        }
    }
    return next;
}

bool relationship_turned(const Resident& resident)
{
    return std::ranges::any_of(resident.engaged,
                               [](const Engagement& e) { return e.stage == Stage::in_treatment && e.next_band == 0; });
}

Week next_season(const Resident& resident, Week from)
{
    Week next = never;
    for (const auto& e : resident.engaged) {
        if (e.stage == Stage::in_treatment) {
            next = std::min(next, from + season - 1 - (from - 1 - e.since) % season);
        }
    }
    return next;
}

} // namespace meam
