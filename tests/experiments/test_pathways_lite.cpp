// The benchmark that other programs run too, in the ordinary language: what it should give is published with it, and
// stands in docs/benchmark.md.

#include "models/needs/needs.hpp"
#include "tests/support/tiny_model.hpp"
#include "tests/support/town.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <numeric>
#include <string>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

Experiment small()
{
    std::vector<std::string> sets{"place.pathways.residents=4000", "horizon=\"120 weeks\""};
    const std::vector<std::string> services{"homelessness",  "domestic_abuse", "substance_misuse",
                                            "mental_health", "crime",          "trauma"};
    for (const auto& service : services) {
        sets.push_back("service.general_" + service + ".beds=6");
        sets.push_back("service.special_" + service + ".beds=2");
    }
    return shipped("pathways_lite", sets);
}

Digests run_with(Stepping stepping, int threads)
{
    RunOptions options;
    options.stepping = stepping;
    options.threads = threads;
    return digests_of(run_of(small(), options));
}

/// Mean over the second half of the weeks of sums over some cells of the row.
class Averages {
public:
    Averages(const World& world, Week from) : sums_(world.row().size(), 0.0), from_(from) {}
    void add(const World& world)
    {
        if (world.now() > from_) {
            ++weeks_;
            for (std::size_t i = 0; i < sums_.size(); ++i) {
                sums_[i] += world.row()[i];
            }
        }
    }
    [[nodiscard]] double of(std::size_t cell, std::size_t cells = 1) const
    {
        const auto first = sums_.begin() + static_cast<std::ptrdiff_t>(cell);
        return std::accumulate(first, first + static_cast<std::ptrdiff_t>(cells), 0.0) / weeks_;
    }

private:
    std::vector<double> sums_;
    Week from_;
    double weeks_ = 0.0;
};

struct Expected {
    double value, tolerance;
};
struct OfService {
    const char* name;
    Expected queue, slots, admissions;
};

} // namespace

TEST_CASE("pathways-lite gives the same bits for any threads and plain stepping", "[experiments]")
{
    const auto events = run_with(Stepping::events, 1);
    CHECK(run_with(Stepping::events, 3) == events);
    CHECK(run_with(Stepping::reference, 2) == events);
    CHECK(run_with(Stepping::early_wakes, 1) == events);
}

TEST_CASE("untreated needs are those present that no episode treats, for everybody in every week", "[experiments]")
{
    const auto experiment = small();
    const auto& model = experiment.model;
    const TallyLayout tally(model);
    const DesignPoint point(experiment, 0);
    auto world = world_of(experiment, tally, point, 0, 60, Stepping::events);
    int treated_somewhere = 0;
    while (world->now() < 60) {
        world->week();
        for (const auto& r : world->state().residents) {
            int untreated = 0;
            for (const auto& need : model.needs) {
                const auto level = [&](int covariate) { return r.covariates[static_cast<std::size_t>(covariate)]; };
                const bool treated = in_treatment(static_cast<Treatment>(level(need.treatment)));
                untreated += level(need.severity) > 0 && !treated ? 1 : 0;
                treated_somewhere += treated ? 1 : 0;
            }
            REQUIRE(r.covariates[static_cast<std::size_t>(model.untreated)] == untreated);
        }
    }
    CHECK(treated_somewhere > 1000);
}

TEST_CASE("pathways-lite among a million residents gives the published figures", "[experiments][slow]")
{
    // Weeks 261 to 520, per million residents: mean of 48 runs of another program; four deviations of a single run.
    const std::vector<std::pair<std::string, Expected>> needs{
        {"homelessness", {2760, 99}},    {"domestic_abuse", {6226, 197}}, {"substance_misuse", {7012, 242}},
        {"mental_health", {13119, 306}}, {"crime", {4181, 164}},          {"trauma", {9498, 286}}};
    const std::vector<Expected> crises{{9.66, 0.91},  {18.75, 1.45}, {20.46, 1.26},
                                       {33.00, 1.79}, {13.52, 1.29}, {25.92, 1.79}};
    const std::vector<OfService> services{{"general_homelessness", {0, 3}, {803, 43}, {40.20, 2.00}},
                                          {"general_domestic_abuse", {5, 25}, {1555, 48}, {93.29, 2.68}},
                                          {"general_substance_misuse", {1723, 272}, {1700, 0}, {68.06, 1.82}},
                                          {"general_mental_health", {3348, 259}, {3000, 0}, {150.02, 3.04}},
                                          {"general_crime", {596, 158}, {1000, 0}, {60.00, 1.85}},
                                          {"general_trauma", {3920, 383}, {1800, 0}, {72.00, 2.37}},
                                          {"special_homelessness", {1581, 300}, {360, 0}, {8.99, 0.79}},
                                          {"special_domestic_abuse", {509, 205}, {340, 0}, {10.24, 0.85}},
                                          {"special_substance_misuse", {2158, 370}, {480, 0}, {9.58, 0.80}},
                                          {"special_mental_health", {0, 3}, {539, 48}, {13.51, 0.89}},
                                          {"special_crime", {409, 201}, {340, 0}, {10.18, 0.77}},
                                          {"special_trauma", {181, 203}, {400, 0}, {7.98, 0.70}}};

    const auto experiment = shipped("pathways_lite_million");
    const auto& model = experiment.model;
    const TallyLayout tally(model);
    const DesignPoint point(experiment, 0);
    auto world = world_of(experiment, tally, point, 0, experiment.horizon, Stepping::events);
    Averages mean(*world, 260);
    while (world->now() < experiment.horizon) {
        world->week();
        mean.add(*world);
    }
    const auto check = [](const std::string& what, double is, const Expected& expected) {
        INFO(what << ": " << is << ", expected " << expected.value << " within " << expected.tolerance);
        CHECK(std::fabs(is - expected.value) <= expected.tolerance + 1e-9);
    };
    const auto id_of = [](const auto& things, const std::string& name) {
        return static_cast<std::size_t>(
            std::ranges::find_if(things, [&](const auto& thing) { return thing.name == name; }) - things.begin());
    };
    check("one need or more", mean.of(tally.number_of_needs + 1, 6), {30791, 500});
    check("three needs or more", mean.of(tally.number_of_needs + 3, 4), {3037, 188});
    for (std::size_t i = 0; i < needs.size(); ++i) {
        const auto& [name, expected] = needs[i];
        check(name, mean.of(tally.needs + id_of(model.needs, name) * 4 + 1, 3), expected);
        const auto crisis = static_cast<int>(id_of(model.crises, name));
        check("crises of " + name, mean.of(tally.crisis_cell(strata::all, crisis, 0)), crises[i]);
    }
    for (const auto& [name, queue, slots, admissions] : services) {
        const auto service = static_cast<ServiceId>(id_of(model.services, name));
        check(std::string("queue of ") + name, mean.of(tally.caseload_cell(service, 1)), queue);
        check(std::string("slots of ") + name, mean.of(tally.caseload_cell(service, 2)), slots);
        check(std::string("admissions of ") + name, mean.of(tally.desk_cell(service, Event::admitted)), admissions);
    }
}
