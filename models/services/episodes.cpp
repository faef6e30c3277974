#include "models/services/episodes.hpp"

#include <algorithm>

namespace meam {
namespace {

constexpr int bands = 16;
constexpr Week season = 13; ///< [week]

int band_of(double relationship)
{
    return std::min(bands - 1, static_cast<int>(relationship * bands));
}

template <class Each> void each_episode(const Moment& m, Each&& each)
{
    for (int i = 0; i < m.resident.engagements; ++i) {
        const auto& e = m.resident.engaged[static_cast<std::size_t>(i)];
        if (e.stage == Stage::in_treatment) {
            each(e, m.model.services[e.service]);
        }
    }
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

double dose(const Service& service, const Tables& shared)
{
    const double needed = shared.number(service.hours_needed, 0.0);
    if (needed <= 0.0 || !service.hours_per_worker.set()) {
        return 1.0;
    }
    const double caseload = std::max(1.0, shared.number(service.caseload, 1.0));
    return std::min(1.0, shared.number(service.hours_per_worker, 0.0) / caseload / needed);
}

double treatment_effect(const Moment& m, NeedId need)
{
    const double cap = m.rules.number(m.model.needs[static_cast<std::size_t>(need)].cap, 1e9);
    double rest = 1.0;
    bool any = false;
    each_episode(m, [&](const Engagement& e, const Service& service) {
        for (const auto& [treated, effect] : service.treats) {
            if (treated != need) {
                continue;
            }
            const double alone = m.rules.number(service.works_without_relationship, 1.0);
            const double given = m.rules.number(effect, 0.0) * dose(service, m.shared) *
                                 (alone + (1.0 - alone) * banded(e.relationship));
            rest *= 1.0 - std::min(given, cap) / cap;
            any = true;
        }
    });
    return any && cap > 0.0 ? cap * (1.0 - rest) : 0.0;
}

double episode_speed(const Moment& m, int circumstance, int to)
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

bool settle_relationships(const Model& model, const Tables& shared, Resident& resident, Week until)
{
    bool moved = false;
    for (int i = 0; i < resident.engagements; ++i) {
        auto& e = resident.engaged[static_cast<std::size_t>(i)];
        if (e.stage == Stage::in_treatment && e.met < until) {
            const int before = band_of(e.relationship);
            const double growth = shared.number(model.services[e.service].growth, 0.0);
            e.relationship = relationship_after(e.relationship, growth, until - e.met);
            e.met = until;
            moved = moved || band_of(e.relationship) != before;
        }
    }
    return moved;
}

Week next_episode_band(const Moment& m, Week now)
{
    Week next = 1 << 28;
    each_episode(m, [&](const Engagement& e, const Service& service) {
        next = std::min(next, now + 1 + (season - 1 - (now - e.since) % season));
        const double growth = m.shared.number(service.growth, 0.0);
        if (growth <= 0.0 || service.treats.empty()) {
            return;
        }
        double r = e.relationship;
        const int band = band_of(r);
        Week week = e.met;
        const Week far = e.met + 4 * season; // looking early changes nothing
        while (week < far && band_of(r) == band) {
            r += growth * (1.0 - r);
            ++week;
        }
        next = std::min(next, std::max(now + 1, week + 1));
    });
    return next;
}

} // namespace meam
