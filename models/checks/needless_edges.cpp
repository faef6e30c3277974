// Edges that send residents who have none of the needs that the target is for.

#include "models/checks/graph_checks.hpp"
#include "models/network/pattern.hpp"
#include "models/population/conditions.hpp"
#include "models/population/stock_levels.hpp"
#include "models/processes/admission.hpp"
#include "models/processes/help_seeking.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace meam {
namespace {

/// An edge without conditions to a service that is for some needs alone.
bool asks_nothing(const Model& model, const Edge& edge)
{
    const auto kinds = {EdgeKind::present, EdgeKind::refer, EdgeKind::enforce, EdgeKind::step_down};
    const auto& to = model.services[static_cast<std::size_t>(edge.to)];
    return std::ranges::find(kinds, edge.kind) != kinds.end() && !edge.says_needs && !edge.whom &&
           !to.for_needs.empty() && !to.placebo();
}

struct Count {
    int all = 0;      ///< residents whom the edge may send
    int needless = 0; ///< of these, with no need that the target is for
};

/// "54", or "under 1"
std::string percent(const Count& count)
{
    const double share = 100.0 * count.needless / count.all;
    return share < 1.0 ? "under 1" : fmt::format("{:.0f}", share);
}

class NeedlessCounter {
public:
    NeedlessCounter(const Model& model, const graph::FullStrength& rules) : model_(model), rules_(rules) {}

    void add(const Resident& resident, const Edge& edge, Count& count) const
    {
        const auto& to = model_.services[static_cast<std::size_t>(edge.to)];
        if (!may_take(resident, edge) || !eligible(model_, to, resident)) {
            return;
        }
        ++count.all;
        count.needless += in_need(model_, to, resident) ? 0 : 1;
    }

private:
    [[nodiscard]] bool may_take(const Resident& resident, const Edge& edge) const
    {
        const auto& tables = rules_.rules(resident.covariates);
        if (!is_on(tables.number(edge.open, 1.0))) {
            return false;
        }
        return edge.from < 0 ? tables.per_week(edge.rate, resident.covariates) > 0.0
                             : in_need(model_, model_.services[static_cast<std::size_t>(edge.from)], resident);
    }

    const Model& model_;
    const graph::FullStrength& rules_;
};

} // namespace

std::vector<Finding> judge_needless(const Model& model, const Baseline& baseline, Key key, int residents)
{
    std::vector<EdgeId> edges;
    for (std::size_t e = 0; e < model.edges.size(); ++e) {
        if (asks_nothing(model, model.edges[e])) {
            edges.push_back(static_cast<EdgeId>(e));
        }
    }
    if (edges.empty()) {
        return {};
    }
    const graph::FullStrength rules(model, baseline, standing_policies(model));
    const NeedlessCounter counter(model, rules);
    std::vector<Count> counts(edges.size());
    for (int id = 0; id < std::min(residents, model.place.residents); ++id) {
        auto r = baseline.population.person(model, baseline.numbers, key, static_cast<ResidentId>(id), 0);
        refresh_stocks(model, rules.rules(r.covariates), r);
        for (std::size_t e = 0; e < edges.size(); ++e) {
            counter.add(r, model.edges[static_cast<std::size_t>(edges[e])], counts[e]);
        }
    }
    std::vector<Finding> findings;
    for (std::size_t e = 0; e < edges.size(); ++e) {
        const auto& edge = model.edges[static_cast<std::size_t>(edges[e])];
        if (counts[e].needless > 0) {
            findings.push_back(
                {"E253", edge.spot,
                 fmt::format("`{}` has no `needs`: {} % of the residents whom it may refer at the start have no need "
                             "that `{}` is for",
                             edge.name, percent(counts[e]), model.services[static_cast<std::size_t>(edge.to)].name),
                 "needs = { debt = 1 } or similar; `needs = {}` if every resident is meant", false});
        }
    }
    return findings;
}

} // namespace meam
