// Components, cycles, gates, flows and betweenness: by hand, and on random graphs against brute force.

#include "models/network/digraph.hpp"
#include "sim/draws.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>
#include <set>

using namespace meam;
using namespace meam::graph;

namespace {

double number(std::uint32_t graph, std::uint32_t which)
{
    return uniform({20260802, 0}, {graph, name_hash("test.digraph"), 0, which});
}

Digraph random_graph(std::uint32_t which, int n, double density)
{
    Digraph graph{n, {}};
    for (int i = 0; i < n; ++i) {
        for (int j = 0; j < n; ++j) {
            if (i != j && number(which, static_cast<std::uint32_t>(i * n + j)) < density) {
                graph.arcs.push_back({i, j});
            }
        }
    }
    return graph;
}

std::vector<int> next(const Digraph& graph, int from)
{
    std::vector<int> to;
    for (const auto& arc : graph.arcs) {
        if (arc.from == from) {
            to.push_back(arc.to);
        }
    }
    return to;
}

Digraph without(const Digraph& graph, int vertex)
{
    Digraph left{graph.vertices, {}};
    for (const auto& arc : graph.arcs) {
        if (arc.from != vertex && arc.to != vertex) {
            left.arcs.push_back(arc);
        }
    }
    return left;
}

/// Whether a way leads from a to b, found by colouring.
bool leads(const Digraph& graph, int a, int b)
{
    std::vector<bool> seen(static_cast<std::size_t>(graph.vertices), false);
    std::vector<int> open{a};
    seen[static_cast<std::size_t>(a)] = true;
    while (!open.empty()) {
        const int v = open.back();
        open.pop_back();
        for (const int w : next(graph, v)) {
            if (!seen[static_cast<std::size_t>(w)]) {
                seen[static_cast<std::size_t>(w)] = true;
                open.push_back(w);
            }
        }
    }
    return seen[static_cast<std::size_t>(b)];
}

/// Every cycle, by trying every simple way that starts and ends at its lowest vertex.
std::set<std::vector<int>> all_cycles(const Digraph& graph)
{
    std::set<std::vector<int>> found;
    std::vector<int> way;
    const std::function<void(int, int)> walk = [&](int root, int at) {
        way.push_back(at);
        for (const int to : next(graph, at)) {
            if (to == root && way.size() > 1) {
                found.insert(way);
            } else if (to > root && std::find(way.begin(), way.end(), to) == way.end()) {
                walk(root, to);
            }
        }
        way.pop_back();
    };
    for (int v = 0; v < graph.vertices; ++v) {
        walk(v, v);
    }
    return found;
}

/// Betweenness from all shortest ways, each listed.
std::vector<double> all_shortest(const Digraph& graph)
{
    std::vector<double> result(static_cast<std::size_t>(graph.vertices), 0.0);
    for (int a = 0; a < graph.vertices; ++a) {
        for (int b = 0; b < graph.vertices; ++b) {
            if (a == b) {
                continue;
            }
            std::vector<std::vector<int>> ways{{a}}, done;
            for (int length = 0; length < graph.vertices && done.empty(); ++length) {
                std::vector<std::vector<int>> longer;
                for (const auto& way : ways) {
                    for (const int to : next(graph, way.back())) {
                        if (std::find(way.begin(), way.end(), to) != way.end()) {
                            continue;
                        }
                        auto more = way;
                        more.push_back(to);
                        (to == b ? done : longer).push_back(more);
                    }
                }
                ways = longer;
            }
            for (const auto& way : done) {
                for (std::size_t k = 1; k + 1 < way.size(); ++k) {
                    result[static_cast<std::size_t>(way[k])] += 1.0 / static_cast<double>(done.size());
                }
            }
        }
    }
    return result;
}

/// The smallest cut, by trying every set of vertices that holds `from` and not `to`.
double smallest_cut(int vertices, const std::vector<Pipe>& pipes, int from, int to)
{
    double best = 1e18;
    for (unsigned side = 0; side < 1U << vertices; ++side) {
        if ((side >> from & 1U) == 0 || (side >> to & 1U) != 0) {
            continue;
        }
        double cut = 0.0;
        for (const auto& pipe : pipes) {
            if ((side >> pipe.from & 1U) != 0 && (side >> pipe.to & 1U) == 0) {
                cut += pipe.capacity < 0.0 ? 1e18 : pipe.capacity;
            }
        }
        best = std::min(best, cut);
    }
    return best;
}

using Ways = std::vector<std::vector<int>>;

} // namespace

TEST_CASE("graph: desks that lead to one another are one component", "[models][services]")
{
    // 0 -> 1 <-> 2 -> 3, 3 -> 4 -> 5 -> 3
    const Digraph graph{6, {{0, 1}, {1, 2}, {2, 1}, {2, 3}, {3, 4}, {4, 5}, {5, 3}}};
    const auto component = strong_components(graph);
    CHECK(component[1] == component[2]);
    CHECK(component[3] == component[4]);
    CHECK(component[4] == component[5]);
    CHECK(std::set<int>(component.begin(), component.end()).size() == 3);
    for (const auto& arc : graph.arcs) {
        CHECK(component[static_cast<std::size_t>(arc.to)] <= component[static_cast<std::size_t>(arc.from)]);
    }
}

TEST_CASE("graph: the cycles of a triangle with a way back are two", "[models][services]")
{
    // 0 -> 1 -> 2 -> 0 and 1 -> 0
    CHECK(cycles({3, {{0, 1}, {1, 2}, {2, 0}, {1, 0}}}, 100).cycles == Ways{{0, 1}, {0, 1, 2}});
}

TEST_CASE("graph: a complete graph of four has twenty cycles, and listing stops at the limit", "[models][services]")
{
    // C(4,2) * 1 + C(4,3) * 2 + 3! = 6 + 8 + 6
    Digraph graph{4, {}};
    for (int i = 0; i < 4; ++i) {
        for (int j = 0; j < 4; ++j) {
            if (i != j) {
                graph.arcs.push_back({i, j});
            }
        }
    }
    CHECK(cycles(graph, 100).cycles.size() == 20);
    CHECK(cycles(graph, 20).all);
    CHECK_FALSE(cycles(graph, 19).all);
    CHECK(cycles(graph, 19).cycles.size() == 19);
}

TEST_CASE("graph: who stands in every way is a gatekeeper, who stands in one of two is not", "[models][services]")
{
    // 0 -> 1 -> {2, 3} -> 4 -> 5: 1 and 4 stand in every way to 5
    const Digraph graph{6, {{0, 1}, {1, 2}, {1, 3}, {2, 4}, {3, 4}, {4, 5}}};
    CHECK(gatekeepers(graph, 0, 5) == std::vector<int>{1, 4});
    CHECK(gatekeepers(graph, 0, 4) == std::vector<int>{1});
    CHECK(dominators(graph, 0) == std::vector<int>{-1, 0, 1, 1, 1, 4});
}

TEST_CASE("graph: a second door takes a gatekeeper's power", "[models][services]")
{
    const Digraph graph{6, {{0, 1}, {0, 2}, {1, 2}, {1, 3}, {2, 4}, {3, 4}, {4, 5}}};
    CHECK(gatekeepers(graph, 0, 5) == std::vector<int>{4});
}

TEST_CASE("graph: what cannot be reached has no gatekeeper", "[models][services]")
{
    const Digraph graph{4, {{0, 1}, {3, 2}}};
    CHECK(gatekeepers(graph, 0, 2).empty());
    CHECK(dominators(graph, 0)[2] == -1);
    CHECK(reachable(graph, 0) == std::vector<bool>{true, true, false, false});
}

TEST_CASE("graph: the middle of a line lies between all pairs across it", "[models][services]")
{
    // 0 -> 1 -> 2 -> 3 -> 4: of vertex 1 the pairs (0; 2, 3, 4), of 2 (0, 1; 3, 4), of 3 (0, 1, 2; 4)
    CHECK(betweenness({5, {{0, 1}, {1, 2}, {2, 3}, {3, 4}}}) == std::vector<double>{0, 3, 4, 3, 0});
}

TEST_CASE("graph: two shortest ways share a pair between them", "[models][services]")
{
    CHECK(betweenness({4, {{0, 1}, {0, 2}, {1, 3}, {2, 3}}}) == std::vector<double>{0, 0.5, 0.5, 0});
}

TEST_CASE("flow: a narrow place binds, and is named as the cut", "[models][services]")
{
    // 3 a week come, the desk sees 2, places allow 1.25 and 0.5
    const std::vector<Pipe> pipes{{0, 1, 3.0}, {1, 2, 2.0}, {2, 3, -1.0}, {2, 4, -1.0}, {3, 5, 1.25}, {4, 5, 0.5}};
    const auto flow = most_flow(6, pipes, 0, 5);
    CHECK(flow.most == Approx(1.75).epsilon(1e-9));
    CHECK(flow.cut == std::vector<int>{4, 5});
    CHECK(flow.through[1] == Approx(1.75).epsilon(1e-9));
}

TEST_CASE("flow: the classical example of 23", "[models][services]")
{
    // Cormen et al., Introduction to Algorithms, figure 26.6: capacities 16, 13, 12, 4, 14, 9, 7, 20, 4; 23 flow
    const std::vector<Pipe> pipes{{0, 1, 16}, {0, 2, 13}, {1, 3, 12}, {2, 1, 4}, {2, 4, 14},
                                  {3, 2, 9},  {4, 3, 7},  {3, 5, 20}, {4, 5, 4}};
    const auto flow = most_flow(6, pipes, 0, 5);
    CHECK(flow.most == Approx(23));
    CHECK(flow.cut == std::vector<int>{2, 6, 8}); // 12 + 7 + 4
}

TEST_CASE("flow: where nobody comes nothing flows", "[models][services]")
{
    CHECK(most_flow(3, {{0, 1, 0.0}, {1, 2, -1.0}}, 0, 2).most == 0.0);
    CHECK(most_flow(3, {{0, 1, 2.0}}, 0, 2).most == 0.0);
}

TEST_CASE("graph: random graphs have the cycles, gates, components and betweenness that brute force finds",
          "[models][services]")
{
    for (std::uint32_t which = 0; which < 60; ++which) {
        const int n = 4 + static_cast<int>(which % 4);
        const auto graph = random_graph(which, n, 0.25 + 0.03 * (which % 5));
        INFO("graph " << which << " of " << n);
        const auto found = cycles(graph, 100000);
        CHECK(std::set<std::vector<int>>(found.cycles.begin(), found.cycles.end()) == all_cycles(graph));
        const auto between = betweenness(graph), listed = all_shortest(graph);
        const auto component = strong_components(graph);
        for (int a = 0; a < n; ++a) {
            CHECK(between[static_cast<std::size_t>(a)] ==
                  Approx(listed[static_cast<std::size_t>(a)]).epsilon(1e-9).margin(1e-12));
            std::vector<int> gates;
            for (int g = 1; g < n; ++g) {
                if (g != a && a != 0 && leads(graph, 0, a) && !leads(without(graph, g), 0, a)) {
                    gates.push_back(g);
                }
            }
            auto named = gatekeepers(graph, 0, a);
            std::sort(named.begin(), named.end());
            CHECK(named == gates);
            for (int b = 0; b < n; ++b) {
                CHECK((component[static_cast<std::size_t>(a)] == component[static_cast<std::size_t>(b)]) ==
                      (leads(graph, a, b) && leads(graph, b, a)));
            }
        }
    }
}

TEST_CASE("flow: random networks carry what the smallest of all cuts allows", "[models][services]")
{
    for (std::uint32_t which = 0; which < 60; ++which) {
        const int n = 4 + static_cast<int>(which % 4);
        std::vector<Pipe> pipes;
        for (const auto& arc : random_graph(which + 500, n, 0.5).arcs) {
            pipes.push_back({arc.from, arc.to, number(which, static_cast<std::uint32_t>(900 + pipes.size())) * 3});
        }
        const auto flow = most_flow(n, pipes, 0, n - 1);
        INFO("network " << which << " of " << n);
        CHECK(flow.most == Approx(smallest_cut(n, pipes, 0, n - 1)).margin(1e-4));
        double cut = 0.0;
        for (const int p : flow.cut) {
            cut += pipes[static_cast<std::size_t>(p)].capacity;
        }
        CHECK(cut == Approx(flow.most).margin(1e-4));
        std::vector<double> kept(static_cast<std::size_t>(n), 0.0);
        for (std::size_t p = 0; p < pipes.size(); ++p) {
            kept[static_cast<std::size_t>(pipes[p].to)] += flow.through[p];
            kept[static_cast<std::size_t>(pipes[p].from)] -= flow.through[p];
        }
        for (int v = 1; v + 1 < n; ++v) {
            CHECK(kept[static_cast<std::size_t>(v)] == Approx(0.0).margin(1e-5)); // what comes in goes out
        }
    }
}
