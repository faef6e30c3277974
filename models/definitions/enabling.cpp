#include "models/definitions/enabling.hpp"

#include <algorithm>

namespace meam {
namespace {

using What = ProcessSpec::What;

/// True if a list of needs includes the one whose severity is this covariate.
bool asks_severity(const Model& model, const std::vector<std::pair<NeedId, int>>& needs, int covariate)
{
    return std::any_of(needs.begin(), needs.end(), [&](const auto& asked) {
        return model.needs[static_cast<std::size_t>(asked.first)].severity == covariate;
    });
}

} // namespace

bool asks(const Model& model, const Reach& reach, int covariate)
{
    return asks_severity(model, reach.needs, covariate) ||
           std::any_of(reach.levels.begin(), reach.levels.end(),
                       [&](const auto& asked) { return asked.first == covariate; }) ||
           std::any_of(reach.except.begin(), reach.except.end(),
                       [&](const Reach& other) { return asks(model, other, covariate); });
}

namespace {

/// Whether a condition depends on an engagement with a service.
bool asks_of_service(const Reach& reach, ServiceId service)
{
    return reach.enrolled == service || reach.at == service ||
           std::any_of(reach.except.begin(), reach.except.end(),
                       [&](const Reach& other) { return asks_of_service(other, service); });
}

/// Whether a policy may merge this service into another.
bool may_be_merged(const Model& model, const Service& service)
{
    return std::any_of(model.policies.begin(), model.policies.end(), [&](const Policy& policy) {
        return std::any_of(policy.changes.begin(), policy.changes.end(), [&](const Change& change) {
            return std::any_of(change.targets.begin(), change.targets.end(),
                               [&](Number target) { return target.index == service.redirect.index; });
        });
    });
}

/// Whether `service` receives the referrals to `to`, now or after a merger.
bool answers_for(const Model& model, const Service& service, ServiceId to)
{
    const auto& target = model.services[static_cast<std::size_t>(to)];
    return &service == &target || may_be_merged(model, target);
}

/// Whether two states of a circumstance differ in a property.
bool differ(const std::vector<bool>& has, std::size_t from, std::size_t to)
{
    return !has.empty() && has[from] != has[to];
}

/// Whether a step of a circumstance leads into or out of custody. For processes possible only in the place, also: into
/// or out of the place.
bool leads_away(const Circumstance& circumstance, const ProcessSpec& process, std::size_t from, std::size_t to)
{
    const bool here_alone = process.what == What::departure || process.what == What::door;
    return differ(circumstance.away, from, to) || (here_alone && differ(circumstance.elsewhere, from, to));
}

/// Whether a service admits residents in one of two states of a circumstance but not in the other.
bool asks_for_state(const Service& service, std::size_t circumstance, std::size_t from, std::size_t to)
{
    return std::any_of(service.eligible.begin(), service.eligible.end(), [&](const auto& asked) {
        return static_cast<std::size_t>(asked.first) == circumstance && asked.second[from] != asked.second[to];
    });
}

/// Whether the eligibility for an edge, or for the service it leads to, depends on a covariate other than a
/// circumstance.
bool asks_at_door(const Model& model, const Edge& edge, int covariate)
{
    return asks_severity(model, edge.needs, covariate) || (edge.whom && asks(model, *edge.whom, covariate)) ||
           std::any_of(model.services.begin(), model.services.end(), [&](const Service& service) {
               return service.whom && asks(model, *service.whom, covariate) && answers_for(model, service, edge.to);
           });
}

/// Whether a step of a covariate makes a process possible or impossible, apart from changing its hazard.
bool enables(const Model& model, int covariate, std::size_t from, std::size_t to, const ProcessSpec& process)
{
    const auto at = static_cast<std::size_t>(process.of);
    const auto by_circumstance = [&](auto&& decides) {
        for (std::size_t c = 0; c < model.circumstances.size(); ++c) {
            if (model.circumstances[c].covariate == covariate) {
                return decides(c);
            }
        }
        return false;
    };
    switch (process.what) {
    case What::worsen:
    case What::ease:
        return model.needs[at].severity == covariate;
    case What::move:
        return model.circumstances[at].covariate == covariate;
    case What::drift:
        return model.stocks[at].covariate == covariate;
    case What::departure:
    case What::crisis:
    case What::contact:
    case What::repeat:
        return by_circumstance([&](std::size_t c) { return leads_away(model.circumstances[c], process, from, to); });
    case What::door: {
        const auto& edge = model.edges[at];
        return asks_at_door(model, edge, covariate) || by_circumstance([&](std::size_t c) {
                   return leads_away(model.circumstances[c], process, from, to) ||
                          std::any_of(model.services.begin(), model.services.end(), [&](const Service& service) {
                              return asks_for_state(service, c, from, to) && answers_for(model, service, edge.to);
                          });
               });
    }
    case What::death:
        return false;
    }
    return false;
}

} // namespace

std::vector<ProcessSet> enabled(const Model& model, int covariate)
{
    const auto levels = static_cast<std::size_t>(model.covariates[static_cast<std::size_t>(covariate)].levels);
    std::vector<ProcessSet> by_step(levels * levels);
    bool any = false;
    for (std::size_t step = 0; step < by_step.size(); ++step) {
        for (std::size_t p = 0; p < model.processes.size(); ++p) {
            if (enables(model, covariate, step / levels, step % levels, model.processes[p])) {
                by_step[step].set(p);
                any = true;
            }
        }
    }
    return any ? by_step : std::vector<ProcessSet>{};
}

bool opens(const Model& model, std::size_t service, const ProcessSpec& process)
{
    if (process.what != What::door) {
        return false;
    }
    const auto& edge = model.edges[static_cast<std::size_t>(process.of)];
    const auto to = static_cast<std::size_t>(edge.to);
    const auto id = static_cast<ServiceId>(service);
    return model.place.one_at_a_time || to == service || may_be_merged(model, model.services[to]) ||
           (edge.whom && asks_of_service(*edge.whom, id)) ||
           (model.services[to].whom && asks_of_service(*model.services[to].whom, id));
}

bool helps(const Service& service, const Model& model, const ProcessSpec& process)
{
    if (process.what == What::ease) {
        return std::any_of(service.treats.begin(), service.treats.end(),
                           [&](const auto& treated) { return treated.first == process.of; });
    }
    return process.what == What::move &&
           std::any_of(service.speeds.begin(), service.speeds.end(), [&](const Service::Speed& speed) {
               const auto& moves = model.circumstances[static_cast<std::size_t>(process.of)].moves;
               return speed.circumstance == process.of &&
                      speed.to == moves[static_cast<std::size_t>(process.second)].to;
           });
}

} // namespace meam
