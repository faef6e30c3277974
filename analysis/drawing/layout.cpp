// The only file that includes Graphviz.

#include "analysis/drawing/layout.hpp"

#include "sim/results/store.hpp"

#ifdef MEAM_GRAPHVIZ

#include <fmt/format.h>
#include <graphviz/gvc.h>
#include <memory>
#include <string>

namespace meam::analysis {
namespace {

constexpr double inch = 72.0;

struct CloseGraph {
    GVC_t* context;
    void operator()(Agraph_t* graph) const
    {
        gvFreeLayout(context, graph);
        agclose(graph);
    }
};

template <class Thing> void set(Thing* thing, const char* name, const std::string& value)
{
    agsafeset(thing, const_cast<char*>(name), const_cast<char*>(value.c_str()), const_cast<char*>(""));
}

} // namespace

bool can_lay_out()
{
    return true;
}

DrawingLayout laid_out(const std::vector<BoxSize>& boxes, const std::vector<ArrowSpec>& arrows)
{
    const std::unique_ptr<GVC_t, int (*)(GVC_t*)> context(gvContext(), gvFreeContext);
    if (!context) {
        throw results::ResultsError("Graphviz does not start\n  draw with --as dot, which needs no Graphviz here");
    }
    agseterr(AGERR);
    const std::unique_ptr<Agraph_t, CloseGraph> graph(agopen(const_cast<char*>("services"), Agdirected, nullptr),
                                                      CloseGraph{context.get()});
    set(graph.get(), "rankdir", "LR");
    set(graph.get(), "nodesep", "0.28");
    set(graph.get(), "ranksep", "0.35");
    set(graph.get(), "splines", "true");
    set(graph.get(), "remincross", "true");
    set(graph.get(), "mclimit", "8");
    set(graph.get(), "searchsize", "100");
    std::vector<Agnode_t*> nodes;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        auto* node = agnode(graph.get(), const_cast<char*>(std::to_string(i).c_str()), 1);
        set(node, "shape", "box");
        set(node, "label", "");
        set(node, "fixedsize", "true");
        set(node, "width", fmt::format("{:.4f}", boxes[i].width / inch));
        set(node, "height", fmt::format("{:.4f}", boxes[i].height / inch));
        nodes.push_back(node);
    }
    std::vector<Agedge_t*> edges;
    for (std::size_t i = 0; i < arrows.size(); ++i) {
        const auto& spec = arrows[i];
        auto* edge = agedge(graph.get(), nodes[static_cast<std::size_t>(spec.from)],
                            nodes[static_cast<std::size_t>(spec.to)], const_cast<char*>(std::to_string(i).c_str()), 1);
        if (spec.label.width > 0.0) { // an empty cell of fixed size: the layout does not depend on installed fonts
            const auto cell = fmt::format("<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\" "
                                          "FIXEDSIZE=\"TRUE\" WIDTH=\"{0:.0f}\" HEIGHT=\"{1:.0f}\"><TR><TD "
                                          "FIXEDSIZE=\"TRUE\" WIDTH=\"{0:.0f}\" HEIGHT=\"{1:.0f}\"></TD></TR></TABLE>",
                                          spec.label.width, spec.label.height);
            agattr(graph.get(), AGEDGE, const_cast<char*>("label"), const_cast<char*>(""));
            char* html = agstrdup_html(graph.get(), const_cast<char*>(cell.c_str()));
            agset(edge, const_cast<char*>("label"), html);
            agstrfree(graph.get(), html);
        }
        set(edge, "weight", fmt::format("{:.0f}", spec.weight));
        edges.push_back(edge);
    }
    if (gvLayout(context.get(), graph.get(), "dot") != 0) {
        throw results::ResultsError("Graphviz finds no layout\n  draw with --as dot and another program");
    }
    DrawingLayout layout;
    const boxf around = GD_bb(graph.get());
    layout.width = around.UR.x - around.LL.x;
    layout.height = around.UR.y - around.LL.y;
    const auto position = [&](pointf p) { return Position{p.x - around.LL.x, around.UR.y - p.y}; };
    for (auto* node : nodes) {
        layout.boxes.push_back(position(ND_coord(node)));
    }
    for (std::size_t i = 0; i < edges.size(); ++i) {
        Arrow arrow;
        const auto* splines = ED_spl(edges[i]);
        if (splines != nullptr && splines->size > 0) {
            const auto& curve = splines->list[0];
            for (int k = 0; k < curve.size; ++k) {
                arrow.curve.push_back(position(curve.list[k]));
            }
            arrow.tip = curve.eflag != 0 ? position(curve.ep) : arrow.curve.back();
        }
        if (const auto* label = ED_label(edges[i]); label != nullptr && arrows[i].label.width > 0.0) {
            arrow.label = position(label->pos);
        }
        layout.arrows.push_back(std::move(arrow));
    }
    return layout;
}

} // namespace meam::analysis

#else

namespace meam::analysis {

bool can_lay_out()
{
    return false;
}

DrawingLayout laid_out(const std::vector<BoxSize>& /*boxes*/, const std::vector<ArrowSpec>& /*arrows*/)
{
    throw results::ResultsError("this build has no Graphviz, so it cannot draw");
}

} // namespace meam::analysis

#endif
