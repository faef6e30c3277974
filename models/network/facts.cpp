#include "models/network/facts.hpp"

#include <algorithm>
#include <set>

namespace meam::graph {
namespace {

constexpr std::size_t most_facts = 63;

using Fact = std::pair<int, NeedId>;

/// Needs that exclude the resident from a service, known to the agency of that service.
std::set<Fact> that_exclude(const Walker& w)
{
    std::set<Fact> facts;
    for (std::size_t s = 0; s < w.model.services.size(); ++s) {
        const auto& service = w.model.services[s];
        for (const auto& [need, level] : service.excludes) {
            if (w.answering[s] == static_cast<ServiceId>(s) && severity_of(w, need) >= w.rules.number(level, 4.0)) {
                facts.emplace(service.agency_index, need);
            }
        }
    }
    return facts;
}

bool passes_on(const Walker& w, const Edge& edge)
{
    return edge.from >= 0 && (edge.kind == EdgeKind::share || is_on(w.rules.number(edge.shares, 0.0))) &&
           is_on(w.rules.number(edge.open, 1.0));
}

/// Adds the same needs, known to an agency that would share them. @return whether any was added
bool add_what_is_passed_on(const Walker& w, std::set<Fact>& facts)
{
    bool more = false;
    for (const auto& edge : w.model.edges) {
        if (!passes_on(w, edge)) {
            continue;
        }
        const int from = agency_of(w, edge.from), to = agency_of(w, edge.to);
        for (std::size_t n = 0; n < w.model.needs.size(); ++n) {
            const auto need = static_cast<NeedId>(n);
            if (from != to && severity_of(w, need) > 0 && facts.contains({to, need})) {
                more = facts.emplace(from, need).second || more;
            }
        }
    }
    return more;
}

} // namespace

int severity_of(const Walker& w, NeedId need)
{
    return w.at[static_cast<std::size_t>(w.model.needs[static_cast<std::size_t>(need)].severity)];
}

int agency_of(const Walker& w, ServiceId service)
{
    return w.model.services[static_cast<std::size_t>(service)].agency_index;
}

Facts::Facts(const Walker& w)
{
    auto all = that_exclude(w);
    while (add_what_is_passed_on(w, all)) {
    }
    facts_.assign(all.begin(), all.end());
    if (facts_.size() > most_facts) {
        facts_.resize(most_facts);
        exact_ = false;
    }
}

std::uint64_t Facts::bit(int agency, NeedId need) const
{
    const auto it = std::find(facts_.begin(), facts_.end(), std::pair{agency, need});
    return it == facts_.end() ? 0 : std::uint64_t{1} << (it - facts_.begin());
}

std::uint64_t Facts::passed_on(std::uint64_t known, int from, int to) const
{
    for (std::size_t i = 0; i < facts_.size(); ++i) {
        if (facts_[i].first == from && (known >> i & 1U) != 0) {
            known |= bit(to, facts_[i].second);
        }
    }
    return known;
}

std::vector<NeedId> Facts::to_learn(int agency, std::uint64_t known) const
{
    std::vector<NeedId> needs;
    for (std::size_t i = 0; i < facts_.size(); ++i) {
        if (facts_[i].first == agency && (known >> i & 1U) == 0) {
            needs.push_back(facts_[i].second);
        }
    }
    return needs;
}

} // namespace meam::graph
