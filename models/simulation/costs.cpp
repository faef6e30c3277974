// Costs of a week by agency, in whole pence.

#include "models/observation/desk_events.hpp"
#include "models/simulation/world.hpp"

#include <algorithm>
#include <cmath>

namespace meam {
namespace {

std::int64_t pence(double pounds)
{
    return static_cast<std::int64_t>(std::floor(pounds * 100.0 + 0.5));
}

std::size_t service_cost(int agency)
{
    return static_cast<std::size_t>(agency) * 2;
}

std::size_t harm_cost(int agency)
{
    return service_cost(agency) + 1;
}

/// Splits a cost among the payers by their shares, to the penny. The last payer takes the rounding difference.
void split(const Tables& shared, const std::vector<std::pair<int, Number>>& payers, std::int64_t cost,
           std::vector<std::int64_t>& costs)
{
    double all = 0.0;
    for (const auto& [agency, share] : payers) {
        all += shared.number(share, 1.0);
    }
    std::int64_t left = cost;
    for (const auto& payer : payers) {
        const bool last = &payer == &payers.back();
        const double share =
            all > 0.0 ? shared.number(payer.second, 1.0) / all : 1.0 / static_cast<double>(payers.size());
        const auto part = last ? left : static_cast<std::int64_t>(std::floor(static_cast<double>(cost) * share + 0.5));
        costs[service_cost(payer.first)] += part;
        left -= part;
    }
}

} // namespace

void World::add_costs()
{
    const auto& model = *setting_.model;
    const auto& layout = *setting_.layout;
    const auto cost = [&](Number n) { return shared().number(n, 0.0); };
    const auto pence_of = [&](Number n) { return pence(cost(n)); };
    std::fill(costs_.begin(), costs_.end(), 0);
    for (std::size_t s = 0; s < model.services.size(); ++s) {
        const auto& service = model.services[s];
        const auto& desk = state_.desks[s];
        if (service.placebo()) {
            continue;
        }
        const auto id = static_cast<ServiceId>(s);
        std::int64_t week =
            static_cast<std::int64_t>(desk.inside.size()) * pence(cost(service.case_cost) * years_per_week) +
            row_[layout.desk_cell(id, Event::admitted)] * pence_of(service.event_cost) +
            row_[layout.desk_cell(id, Event::unblocked)] * pence_of(service.unblock_cost);
        if (desk.was_open) {
            week += pence(cost(service.worker_cost) * cost(service.workers) * years_per_week);
        }
        split(shared(), service.payers, week, costs_);
    }
    for (std::size_t c = 0; c < model.crises.size(); ++c) {
        const auto& crisis = model.crises[c];
        const int i = static_cast<int>(c);
        costs_[service_cost(crisis.agency_index)] +=
            row_[layout.crisis_cell(strata::all, i, 3)] * pence_of(crisis.service_cost);
        costs_[harm_cost(crisis.agency_index)] +=
            row_[layout.crisis_cell(strata::all, i, 0)] * pence_of(crisis.harm_cost);
    }
    for (std::size_t c = 0; c < model.channels.size(); ++c) {
        const auto& channel = model.channels[c];
        for (int outcome = 0; channel.cost.set() && outcome < 4; ++outcome) {
            costs_[service_cost(channel.agency_index)] +=
                row_[layout.contact_cell(strata::all, static_cast<int>(c), outcome)] * pence_of(channel.cost);
        }
    }
    for (const auto& payment : model.payments) {
        const auto happened = desk_events(layout, payment.on, payment.at, row_);
        costs_[service_cost(payment.from)] += happened * pence_of(payment.amount);
        costs_[service_cost(payment.to)] -= happened * pence_of(payment.amount);
    }
    for (const int p : rules_->policies()) {
        const auto& policy = model.policies[static_cast<std::size_t>(p)];
        const Week since = state_.now - (policy.standing ? 0 : branched_at_);
        const Week begins = first_week(policy);
        if (policy.payer < 0 || since < begins) {
            continue;
        }
        const double carried_out = shared().number(policy.strength, 1.0);
        const double once = since == begins ? cost(policy.once) : 0.0;
        costs_[service_cost(policy.payer)] += pence(carried_out * (once + cost(policy.yearly) * years_per_week));
    }
}

} // namespace meam
