// Referral routes, as [edge.FROM.TO] says.

#include "experiments/reading/whom.hpp"

#include "sim/draws.hpp"

#include <algorithm>

namespace meam::reading {
namespace {

void attach(Model& model, EdgeId id)
{
    const auto& edge = model.edges[static_cast<std::size_t>(id)];
    if (edge.from < 0) {
        model.doors.push_back(id);
        return;
    }
    auto& from = model.services[static_cast<std::size_t>(edge.from)];
    switch (edge.kind) {
    case EdgeKind::refer:
    case EdgeKind::enforce:
        from.refer.push_back(id);
        break;
    case EdgeKind::escalate:
        from.escalate.push_back(id);
        break;
    case EdgeKind::step_down:
        for (std::size_t how = 0; how < edge.on.size(); ++how) {
            if (edge.on[how]) {
                from.step_down[how].push_back(id);
            }
        }
        break;
    case EdgeKind::signpost:
        from.signpost.push_back(id);
        break;
    case EdgeKind::draw:
        from.draw.push_back(id);
        break;
    case EdgeKind::share:
        from.share.push_back(id);
        break;
    case EdgeKind::present:
    case EdgeKind::outreach:
        break;
    }
}

/// The endings that an edge leads on from: completion, unless it says otherwise.
void read_endings(Section& at, Edge& edge)
{
    if (!at.has("on")) {
        return;
    }
    if (edge.kind != EdgeKind::step_down) {
        at.mistake("E230", "on", "`on` is a key of edges of kind `step_down` alone", "kind = \"step_down\"");
    }
    edge.on.fill(false);
    const auto words = at.texts("on");
    for (const auto& word : words) {
        if (const int how = Names::index(leaving_names, word); how >= 0) {
            edge.on[static_cast<std::size_t>(how)] = true;
        } else {
            at.unknown("E203", "on", "ending", word, leaving_names);
        }
    }
    if (words.empty()) {
        at.mistake("E113", "on", "`on` names no ending",
                   "some of `completed`, `dropped_out`, `discharged`, `abandoned`");
    }
}

Edge read_edge(Reader& read, Section& at, ServiceId from, ServiceId to)
{
    Edge edge;
    edge.name = at.path().substr(std::string("edge.").size());
    edge.from = from;
    edge.to = to;
    edge.spot = at.spot();
    const auto kind = at.choice("kind");
    edge.kind = static_cast<EdgeKind>(std::max(0, Names::index(edge_kind_names, kind)));
    const bool known = Names::index(edge_kind_names, at.text("kind", "")) >= 0;
    if (known && (from < 0) != (edge.kind == EdgeKind::present)) {
        at.mistake("E230", "kind",
                   from < 0 ? "an edge from `community` is of kind `present`, not `" + kind + "`"
                            : "an edge of kind `present` starts at `community`",
                   from < 0 ? "kind = \"present\"" : "kind = \"refer\", or [edge.community." + at.name() + "]");
    }
    read_endings(at, edge);
    edge.open = read.flag(at.path() + ".open", at.flag("open"), edge.spot);
    if (from < 0) {
        edge.rate = read.add(read.hazard_spec(at, "rate", Kind::value));
    } else {
        edge.chance = read.chance(at, "chance");
    }
    edge.needs = read.need_levels(at, "needs");
    edge.says_needs = at.has("needs");
    if (at.has("whom")) {
        edge.whom = read_reach(read, at, Ranked::no);
    }
    edge.delay = read.number(at, "delay");
    edge.lost = read.number(at, "lost");
    edge.retold = read.flag(at.path() + ".retold", at.flag("retold"), edge.spot);
    edge.shares = read.flag(at.path() + ".shares", at.flag("shares"), edge.spot);
    edge.process = name_hash("edge." + edge.name);
    edge.lost_process = name_hash("edge." + edge.name + ".lost");
    return edge;
}

} // namespace

void read_edges(Reader& read, Section& root)
{
    auto edges = root.child("edge");
    if (!edges) {
        return;
    }
    auto froms = read.names.services;
    froms.emplace_back("community");
    for (auto& section : root.children("edge")) {
        const auto from_name = section.name();
        if (Names::index(froms, from_name) < 0) {
            edges->unknown("E231", from_name, "service", from_name, froms);
        }
        const int known_from = Names::index(read.names.services, from_name);
        const int from = known_from < 0 && from_name != "community" ? 0 : known_from; // unknown: read as any service's
        for (auto& at : edges->children(from_name)) {
            const int to = Names::index(read.names.services, at.name());
            if (to < 0) {
                section.unknown("E231", at.name(), "service", at.name(), read.names.services);
            }
            if (to == known_from && to >= 0) {
                section.mistake("E232", at.name(), "`" + at.name() + "` refers to itself",
                                "an edge to another service, or none");
            }
            auto edge = read_edge(read, at, from, std::max(to, 0));
            if (to >= 0 && Names::index(froms, from_name) >= 0) {
                read.model.edges.push_back(std::move(edge));
                attach(read.model, static_cast<EdgeId>(read.model.edges.size()) - 1);
            }
        }
    }
}

} // namespace meam::reading
