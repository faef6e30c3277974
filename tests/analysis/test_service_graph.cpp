// The service graph as people and programs get it: nothing lies on anything in the drawings, files are well formed,
// what users call things is never markup.

#include "analysis/drawing/layout.hpp"
#include "analysis/service_graph.hpp"
#include "sim/draws.hpp"
#include "tests/support/tiny_model.hpp"
#include "tests/support/town.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <memory>

using namespace meam;
using namespace meam::analysis;

namespace {

/// Two scenarios of an experiment, reported on.
struct Reported {
    explicit Reported(Experiment e, const std::string& with)
        : experiment(std::move(e)), baseline(experiment.model, experiment.model.numbers.values())
    {
        const Key key{mixed_seed(experiment.seed, experiment.model.place.name), 0};
        int other = 0;
        for (std::size_t s = 0; s < experiment.model.scenarios.size(); ++s) {
            other = experiment.model.scenarios[s].name == with ? static_cast<int>(s) : other;
        }
        graph::Question question;
        question.residents = 500; // enough for figures to draw
        first = graph::report_on(experiment.model, baseline, experiment.baseline, key, question);
        second = graph::report_on(experiment.model, baseline, other, key, question);
    }
    [[nodiscard]] GraphPair pair() const { return {experiment.model, first, &second}; }

    Experiment experiment;
    Baseline baseline;
    graph::ScenarioReport first, second;
};

bool overlap(const Rectangle& a, const Rectangle& b)
{
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

bool holds(const Rectangle& outer, const Rectangle& inner)
{
    return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width &&
           inner.y + inner.height <= outer.y + outer.height;
}

std::size_t count(const std::string& text, const std::string& what)
{
    std::size_t n = 0;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) {
        ++n;
    }
    return n;
}

/// What is opened is closed, in order. Attribute values hold no angle brackets, since those are escaped.
bool well_formed(const std::string& xml)
{
    std::vector<std::string> open;
    for (auto at = xml.find('<'); at != std::string::npos; at = xml.find('<', at + 1)) {
        const auto end = xml.find('>', at);
        if (end == std::string::npos) {
            return false;
        }
        const auto tag = xml.substr(at + 1, end - at - 1);
        if (tag.starts_with("?")) {
            continue;
        }
        if (tag.starts_with("/")) {
            if (open.empty() || open.back() != tag.substr(1)) {
                return false;
            }
            open.pop_back();
        } else if (!tag.ends_with("/")) {
            open.push_back(tag.substr(0, tag.find(' ')));
        }
    }
    return open.empty();
}

void check_drawing(const Reported& reported, std::size_t at_least)
{
    const auto drawing = graph_drawing(reported.pair(), "Services");
    const Rectangle sheet{0, 0, drawing.width, drawing.height};
    CHECK(drawing.boxes.size() >= at_least);
    CHECK(well_formed(drawing.svg));
    CHECK(count(drawing.svg, "<title") > drawing.boxes.size());
    for (std::size_t a = 0; a < drawing.boxes.size(); ++a) {
        CHECK(holds(sheet, drawing.boxes[a]));
        for (std::size_t b = a + 1; b < drawing.boxes.size(); ++b) {
            CHECK_FALSE(overlap(drawing.boxes[a], drawing.boxes[b]));
        }
    }
    for (std::size_t a = 0; a < drawing.labels.size(); ++a) {
        const auto& label = drawing.labels[a];
        INFO(label.text);
        CHECK(holds(sheet, label.at));
        for (std::size_t b = a + 1; b < drawing.labels.size(); ++b) {
            INFO("and " << drawing.labels[b].text);
            CHECK_FALSE(overlap(label.at, drawing.labels[b].at));
        }
        for (std::size_t box = 0; box < drawing.boxes.size(); ++box) {
            if (label.box == static_cast<int>(box)) {
                CHECK(holds(drawing.boxes[box], label.at));
            } else {
                CHECK_FALSE(overlap(drawing.boxes[box], label.at));
            }
        }
    }
}

} // namespace

TEST_CASE("drawing: in none of the shipped graphs does a word lie on another, or on a service", "[analysis]")
{
    if (!can_lay_out()) {
        return;
    }
    check_drawing(Reported(tests::shipped("kirkholt", {}), "integrated"), 47); // 23 services, and 24
    check_drawing(Reported(tests::shipped("truro", {}), "integrated"), 37);
    check_drawing(Reported(tests::shipped("great_yarmouth", {}), "integrated"), 34);
}

TEST_CASE("drawing: what differs is marked, and both scenarios are named", "[analysis]")
{
    if (!can_lay_out()) {
        return;
    }
    const Reported reported(tests::shipped("truro", {}), "integrated");
    const auto svg = graph_drawing(reported.pair(), "Services of Truro").svg;
    CHECK(count(svg, "aria-label='Siloed'") == 1);
    CHECK(count(svg, "aria-label='Truro Safe'") == 1);
    CHECK(count(svg, ">only in Truro Safe</text>") == 1);
    CHECK(svg.find("role='img'") != std::string::npos);
    CHECK(svg.find("<desc id='desc'>") != std::string::npos);
}

TEST_CASE("graph: services that events send residents to are named as left out", "[analysis]")
{
    const auto says = sent_by_events(tests::shipped("kirkholt_partners", {}).model);
    CHECK(says == "Left out: residents whom consequences of events refer to MARAC, not by an edge.");
    CHECK(sent_by_events(tests::shipped("kirkholt", {}).model).empty());
    if (can_lay_out()) {
        const Reported reported(tests::shipped("kirkholt_partners", {}), "integrated");
        CHECK(count(graph_drawing(reported.pair(), "Couples").svg, ">" + says + "</text>") == 1);
    }
}

TEST_CASE("graph files: GraphML and DOT hold every open service and edge of both scenarios", "[analysis]")
{
    const Reported reported(tests::shipped("truro", {}), "integrated");
    const auto graphml = graph_graphml(reported.pair());
    CHECK(well_formed(graphml));
    CHECK(count(graphml, "<graph ") == 2);
    std::size_t open = 0, edges = 0;
    for (const auto* report : {&reported.first, &reported.second}) {
        for (const auto& service : report->services) {
            open += service.open ? 1 : 0;
        }
        for (const auto& edge : report->edges) {
            edges += edge.open ? 1 : 0;
        }
    }
    const auto crises = 2 * reported.experiment.model.crises.size(); // each names a desk that is always open here
    CHECK(count(graphml, "<node ") == open + 2);                     // and the community
    CHECK(count(graphml, "<edge ") == edges + crises);
    const auto dot = graph_dot(reported.pair());
    CHECK(count(dot, "subgraph ") == 2);
    CHECK(count(dot, " -> ") == edges + crises);
    CHECK(count(dot, "{") == count(dot, "}"));
}

TEST_CASE("graph files: what a file calls things is text, never markup or code", "[analysis]")
{
    const std::string evil = "<script>\\\"]; x -> y [";
    const Reported reported(
        tests::TinyModel(tests::always_in_need + "[service.clinic]\nlabel = \"" + evil +
                         "\"\nagency = \"nhs\"\nkind = \"response\"\nbeds = 5\ntreats = { thirst = 1 }\ncompletion = " +
                         tests::weekly(0.1) +
                         "\n[edge.community.clinic]\nkind = \"present\"\nrate = " + tests::weekly(0.1) + "\n")
            .experiment(),
        "plain");
    CHECK(graph_graphml(reported.pair()).find("<script>") == std::string::npos);
    CHECK(graph_dot(reported.pair()).find("<script>\\\"]; x -> y [\"") != std::string::npos); // the quote is escaped
    if (can_lay_out()) {
        CHECK(graph_drawing(reported.pair(), "<b>").svg.find("<script>") == std::string::npos);
        CHECK(graph_drawing(reported.pair(), "<b>").svg.find("<b>") == std::string::npos);
    }
}

TEST_CASE("graph tables: scenarios stand beside one another with their difference", "[analysis]")
{
    const Reported reported(tests::shipped("kirkholt", {}), "integrated");
    const auto tables = graph_tables(reported.pair());
    const auto& overview = tables.front();
    CHECK(overview.rows.size() == reported.first.patterns.size());
    for (std::size_t p = 0; p < overview.rows.size(); ++p) {
        const double siloed = std::get<double>(overview.rows[p][1]), integrated = std::get<double>(overview.rows[p][2]);
        CHECK(siloed == Approx(100 * reported.first.patterns[p].usual.helped).epsilon(1e-12));
        CHECK(std::get<double>(overview.rows[p][3]) == Approx(integrated - siloed).margin(1e-9));
    }
    for (const auto& table : tables) {
        for (const auto& row : table.rows) {
            CHECK(row.size() == table.columns.size());
        }
    }
}

TEST_CASE("graph: chances of every shipped pattern are chances, and its ends sum to one", "[analysis]")
{
    for (const char* name : {"kirkholt", "truro", "great_yarmouth"}) {
        const Reported reported(tests::shipped(name, {}), "integrated");
        for (const auto* report : {&reported.first, &reported.second}) {
            for (const auto& pattern : report->patterns) {
                INFO(name << " " << report->name << " " << pattern.pattern.name);
                double ends = 0.0;
                for (const double share : pattern.usual.ends) {
                    CHECK(share >= 0.0);
                    ends += share;
                }
                CHECK(ends == Approx(1.0).epsilon(1e-9));
                CHECK(pattern.usual.at_last >= pattern.usual.helped - 1e-12);
                CHECK(pattern.exact);
                for (const auto& removal : pattern.removals) {
                    CHECK(removal.helped >= -1e-12);
                    CHECK(removal.helped <= 1.0 + 1e-12);
                }
                for (const auto gate : pattern.gatekeepers) { // without a gatekeeper nobody is helped
                    for (const auto& removal : pattern.removals) {
                        CHECK((removal.service != gate || removal.helped < 1e-12));
                    }
                }
            }
        }
    }
}

TEST_CASE("what limits help is said as the figures have it", "[analysis]")
{
    graph::Bottleneck b;
    b.demand = b.nowhere = 2;
    CHECK(binding_text(b) == "no contact can lead to help with it; 2.00 contacts a week have no route to help with it");
    b.nowhere = 0.5;
    b.helped = 1.5;
    CHECK(binding_text(b) == "no limit: every contact with a route to help could be helped; 0.50 contacts a week have "
                             "no route to help with it");
    b.nowhere = 0;
    b.helped = 2;
    CHECK(binding_text(b) == "no limit: every contact could be helped");
    b.cut = {"capacity of Clinic (0.88 a week)"};
    CHECK(binding_text(b) == "the limit is capacity of Clinic (0.88 a week)");

    for (const auto* name : {"truro", "quickstart"}) {
        const Reported reported(tests::shipped(name), "integrated");
        for (const auto* scenario : {&reported.first, &reported.second}) {
            for (const auto& one : scenario->bottlenecks) {
                INFO(name << ": " << binding_text(one));
                const bool says_all = binding_text(one).starts_with("no limit");
                CHECK((!says_all || one.helped >= (one.demand - one.nowhere) * (1 - 1e-9)));
                CHECK((!says_all || one.helped > 0));
            }
        }
    }
}
