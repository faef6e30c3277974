// Routes of a resident and cycles of repeated referrals, computed with graph algorithms.

#include "models/network/journeys.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace meam::graph {
namespace {

using What = Situation::What;

constexpr int turns_counted = 60; ///< the transition repeats after so many turns, since all facts are then known

/// Propagates these shares of residents at service `here` to arrivals at service `next`, without visits to a third
/// service. Lost referrals are dropped.
std::vector<double> walked(const Ways& ways, const std::vector<double>& at, ServiceId here, ServiceId next)
{
    Chain stage = ways.chain;
    for (std::size_t i = 0; i < stage.size(); ++i) {
        const auto& s = ways.situations[i];
        if (s.service != here || (s.what != What::arrived && s.what != What::inside)) {
            stage.steps[i].clear();
        }
    }
    auto shares = visits(stage, at);
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const auto& s = ways.situations[i];
        shares[i] = s.what == What::arrived && s.service == next ? shares[i] : 0.0;
    }
    return shares;
}

double sum_of(const std::vector<double>& shares)
{
    double sum = 0.0;
    for (const double x : shares) {
        sum += x;
    }
    return sum;
}

/// Expected number of full turns, from these shares at the first service of the cycle.
double turns_from(const Ways& ways, std::vector<double> at, const std::vector<ServiceId>& cycle)
{
    double turns = 0.0, before = sum_of(at), now = before;
    for (int turn = 0; turn < turns_counted && now > 1e-12; ++turn) {
        for (std::size_t k = 0; k < cycle.size(); ++k) {
            at = walked(ways, at, cycle[k], cycle[(k + 1) % cycle.size()]);
        }
        before = now;
        now = sum_of(at);
        turns += now;
    }
    const double again = before > 0.0 ? now / before : 0.0;
    return now <= 1e-12 ? turns : again > 1.0 - 1e-12 ? without_end : turns + now * again / (1.0 - again);
}

Round round_of(const Ways& ways, const std::vector<ServiceId>& cycle)
{
    Round round{cycle, 0.0, 0.0};
    Chain first = ways.chain; // ends at the first arrival at a service of the cycle
    for (std::size_t i = 0; i < first.size(); ++i) {
        const auto& s = ways.situations[i];
        if (s.what == What::arrived && std::find(cycle.begin(), cycle.end(), s.service) != cycle.end()) {
            first.steps[i].clear();
        }
    }
    const auto come = visits(first, ways.usual_start());
    double turns = 0.0;
    for (std::size_t k = 0; k < cycle.size(); ++k) {
        auto from = cycle;
        std::rotate(from.begin(), from.begin() + static_cast<std::ptrdiff_t>(k), from.end());
        std::vector<double> at(come.size(), 0.0);
        for (std::size_t i = 0; i < come.size(); ++i) {
            const auto& s = ways.situations[i];
            at[i] = s.what == What::arrived && s.service == from.front() ? come[i] : 0.0;
        }
        round.share += sum_of(at);
        turns += sum_of(at) > 0.0 ? turns_from(ways, at, from) : 0.0;
    }
    round.turns = round.share > 0.0 ? turns / round.share : 0.0;
    return round;
}

Digraph graph_of(int vertices, const std::set<Arc>& arcs)
{
    return {vertices, {arcs.begin(), arcs.end()}};
}

} // namespace

Digraph routes_of(const Ways& ways, const Model& model)
{
    const int help = static_cast<int>(model.services.size()) + 1;
    std::set<Arc> arcs;
    for (const auto& entry : ways.entries) {
        arcs.insert({0, entry.service + 1});
    }
    for (std::size_t i = 0; i < ways.chain.size(); ++i) {
        const auto& from = ways.situations[i];
        if (from.service < 0) {
            continue;
        }
        for (const auto& step : ways.chain.steps[i]) {
            const auto& to = ways.situations[static_cast<std::size_t>(step.to)];
            if (to.what == What::end && to.end == End::helped) {
                arcs.insert({from.service + 1, help});
            } else if (to.what == What::arrived && to.service != from.service) {
                arcs.insert({from.service + 1, to.service + 1});
            }
        }
    }
    return graph_of(help + 1, arcs);
}

Digraph rounds_of(const Ways& ways, const Model& model)
{
    std::set<Arc> arcs;
    for (std::size_t i = 0; i < ways.chain.size(); ++i) {
        const auto& from = ways.situations[i];
        if (from.what != What::arrived && from.what != What::inside) {
            continue;
        }
        for (const auto& step : ways.chain.steps[i]) {
            const auto& to = ways.situations[static_cast<std::size_t>(step.to)];
            if (to.what == What::arrived && to.service != from.service) {
                arcs.insert({from.service, to.service});
            }
        }
    }
    return graph_of(static_cast<int>(model.services.size()), arcs);
}

std::vector<Round> rounds(const Ways& ways, const Model& model, std::size_t most, bool& all)
{
    const auto found = cycles(rounds_of(ways, model), most);
    all = found.all;
    std::vector<Round> result;
    for (const auto& cycle : found.cycles) {
        if (auto round = round_of(ways, cycle); round.turns > 1e-12) {
            result.push_back(std::move(round));
        }
    }
    std::sort(result.begin(), result.end(), [](const Round& a, const Round& b) {
        return std::tie(b.turns, a.services) < std::tie(a.turns, b.services);
    });
    return result;
}

} // namespace meam::graph
