#include "models/network/situations.hpp"

#include "models/processes/help_seeking.hpp"

namespace meam::graph {
namespace {

constexpr std::size_t most_states = 20000;

using What = Situation::What;

} // namespace

Situations::Situations(const Model& model, bool again, bool exact) : model_(model), again_(again)
{
    ways_.exact = exact;
}

int Situations::state(const Key& key, const Situation& situation)
{
    const auto [it, fresh] = index_.emplace(key, static_cast<int>(ways_.situations.size()));
    if (fresh) {
        ways_.situations.push_back(situation);
        ways_.chain.steps.emplace_back();
        keys_.push_back(key);
    }
    return it->second;
}

/// The known facts; none once the number of states has reached its limit, after which the chain is not exact.
std::uint64_t Situations::remembered(std::uint64_t known)
{
    if (ways_.situations.size() < most_states) {
        return known;
    }
    ways_.exact = false;
    return 0;
}

int Situations::end(End kind, ServiceId service, EdgeId edge, std::uint64_t known)
{
    if (again_ && kind != End::helped && kind != End::written_off) {
        return state({static_cast<int>(What::community), -1, 0, false, false, remembered(known)},
                     {What::community, -1, -1, false, false, End::finished});
    }
    return state({static_cast<int>(What::end), service, static_cast<int>(kind) + 16 * (edge + 1), false, false, 0},
                 {What::end, service, edge, false, false, kind});
}

int Situations::arrived(ServiceId at, bool retold, bool drawn, std::uint64_t known)
{
    const bool assessed = assesses(model_.services[static_cast<std::size_t>(at)]) && !drawn;
    return state({static_cast<int>(What::arrived), at, 0, retold && assessed, drawn, remembered(known)},
                 {What::arrived, at, -1, assessed, retold && assessed, End::finished});
}

int Situations::called(ServiceId at, std::uint64_t known)
{
    return state({static_cast<int>(What::called), at, 0, false, false, known},
                 {What::called, at, -1, false, false, End::finished});
}

int Situations::inside(ServiceId at, int missed, std::uint64_t known, Week weeks)
{
    return state({static_cast<int>(What::inside), at, missed, false, false, remembered(known), weeks},
                 {What::inside, at, -1, false, false, End::finished});
}

void Situations::add(int from, int to, double p, double after, EdgeId by)
{
    if (p > 0.0) {
        const auto what = [&](int state) { return ways_.situations[static_cast<std::size_t>(state)].what; };
        if (what(to) == What::community && what(from) != What::community && after > 0.0) {
            after -= 1.0; // an engagement that ends at the start of a week leaves this week for a new request
        }
        ways_.chain.steps[static_cast<std::size_t>(from)].push_back({to, p, after, by});
    }
}

std::vector<bool> Ways::ends(End end) const
{
    std::vector<bool> marked;
    for (const auto& s : situations) {
        marked.push_back(s.what == Situation::What::end && s.end == end);
    }
    return marked;
}

std::vector<bool> Ways::arrivals(ServiceId at) const
{
    std::vector<bool> marked;
    for (const auto& s : situations) {
        marked.push_back(s.what == Situation::What::arrived && s.service == at);
    }
    return marked;
}

std::vector<double> Ways::start_at(const Entry& entry) const
{
    std::vector<double> start(chain.size(), 0.0);
    for (const auto& [state, share] : entry.start) {
        start[static_cast<std::size_t>(state)] += share;
    }
    return start;
}

std::vector<double> Ways::usual_start() const
{
    std::vector<double> start(chain.size(), 0.0);
    double all = 0.0;
    for (const auto& entry : entries) {
        all += entry.per_week;
    }
    for (const auto& entry : entries) {
        for (const auto& [state, share] : entry.start) {
            start[static_cast<std::size_t>(state)] += all > 0.0 ? entry.per_week / all * share : 0.0;
        }
    }
    return start;
}

} // namespace meam::graph
