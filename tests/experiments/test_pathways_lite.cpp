// The benchmark that other programs run too, in the ordinary language: what it should give is published with it, and
// stands in docs/developer/benchmark.md.

#include "tests/benchmark/plain_pathways.hpp"
#include "tests/support/town.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

constexpr std::size_t services = 12;
const std::vector<std::string> need_names{"homelessness",  "domestic_abuse", "substance_misuse",
                                          "mental_health", "crime",          "trauma"};

Experiment small()
{
    std::vector<std::string> sets{"place.pathways.residents=4000", "horizon=\"120 weeks\""};
    for (const auto& need : need_names) {
        sets.push_back("service.general_" + need + ".beds=6");
        sets.push_back("service.special_" + need + ".beds=2");
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

/// Means over weeks 261 to 520 among a million residents.
struct Figures {
    double any_need = 0.0, three_needs = 0.0;
    std::array<double, 6> needs{}, crises{};
    std::array<double, services> queue{}, slots{}, admissions{};
};

/// Published: the mean of 48 runs of another program, and four deviations of a single run.
constexpr Figures published{30791,
                            3037,
                            {2760, 6226, 7012, 13119, 4181, 9498},
                            {9.66, 18.75, 20.46, 33.00, 13.52, 25.92},
                            {0, 5, 1723, 3348, 596, 3920, 1581, 509, 2158, 0, 409, 181},
                            {803, 1555, 1700, 3000, 1000, 1800, 360, 340, 480, 539, 340, 400},
                            {40.20, 93.29, 68.06, 150.02, 60.00, 72.00, 8.99, 10.24, 9.58, 13.51, 10.18, 7.98}};
constexpr Figures tolerance{500,
                            188,
                            {99, 197, 242, 306, 164, 286},
                            {0.91, 1.45, 1.26, 1.79, 1.29, 1.79},
                            {3, 25, 272, 259, 158, 383, 300, 205, 370, 3, 201, 203},
                            {43, 48, 0, 0, 0, 0, 0, 0, 0, 48, 0, 0},
                            {2.00, 2.68, 1.82, 3.04, 1.85, 2.37, 0.79, 0.85, 0.80, 0.89, 0.77, 0.70}};

void check_published(const Figures& is)
{
    const auto near = [](const std::string& what, double value, double expected, double within) {
        INFO(what << ": " << value << ", published " << expected << " within " << within);
        CHECK(std::fabs(value - expected) <= within + 1e-9);
    };
    near("one need or more", is.any_need, published.any_need, tolerance.any_need);
    near("three needs or more", is.three_needs, published.three_needs, tolerance.three_needs);
    for (std::size_t j = 0; j < need_names.size(); ++j) {
        near(need_names[j], is.needs[j], published.needs[j], tolerance.needs[j]);
        near("crises of " + need_names[j], is.crises[j], published.crises[j], tolerance.crises[j]);
    }
    for (std::size_t s = 0; s < services; ++s) {
        const auto name = std::to_string(s);
        near("queue " + name, is.queue[s], published.queue[s], tolerance.queue[s]);
        near("slots " + name, is.slots[s], published.slots[s], tolerance.slots[s]);
        near("admissions " + name, is.admissions[s], published.admissions[s], tolerance.admissions[s]);
    }
}

/// The engine's figures.
Figures simulated(const Experiment& experiment)
{
    const auto& model = experiment.model;
    const TallyLayout tally(model);
    const DesignPoint point(experiment, 0);
    auto world = world_of(experiment, tally, point, 0, experiment.horizon, Stepping::events);
    Averages mean(*world, experiment.horizon / 2);
    while (world->now() < experiment.horizon) {
        world->week();
        mean.add(*world);
    }
    const auto id_of = [](const auto& things, const std::string& name) {
        return std::ranges::find_if(things, [&](const auto& thing) { return thing.name == name; }) - things.begin();
    };
    Figures figures;
    figures.any_need = mean.of(tally.number_of_needs + 1, 6);
    figures.three_needs = mean.of(tally.number_of_needs + 3, 4);
    for (std::size_t j = 0; j < need_names.size(); ++j) {
        const auto need = static_cast<std::size_t>(id_of(model.needs, need_names[j]));
        figures.needs[j] = mean.of(tally.needs + need * 4 + 1, 3);
        const auto crisis = static_cast<int>(id_of(model.crises, need_names[j]));
        figures.crises[j] = mean.of(tally.crisis_cell(strata::all, crisis, 0));
    }
    for (std::size_t s = 0; s < services; ++s) {
        const auto name = (s < 6 ? "general_" : "special_") + need_names[s % 6];
        const auto service = static_cast<ServiceId>(id_of(model.services, name));
        figures.queue[s] = mean.of(tally.caseload_cell(service, 1));
        figures.slots[s] = mean.of(tally.caseload_cell(service, 2));
        figures.admissions[s] = mean.of(tally.desk_cell(service, Event::admitted));
    }
    return figures;
}

} // namespace

TEST_CASE("pathways-lite gives the same bits for any threads and plain stepping", "[experiments]")
{
    const auto events = run_with(Stepping::events, 1);
    CHECK(run_with(Stepping::events, 3) == events);
    CHECK(run_with(Stepping::reference, 2) == events);
    CHECK(run_with(Stepping::early_wakes, 1) == events);
}

TEST_CASE("with several chunks every decision reaches its resident", "[experiments]")
{
    const auto experiment = shipped("pathways_lite", {"place.pathways.residents=70000", "horizon=\"40 weeks\""});
    const TallyLayout tally(experiment.model);
    const DesignPoint point(experiment, 0);
    auto world = world_of(experiment, tally, point, 0, 40, Stepping::events);
    while (world->now() < 40) {
        world->week();
        REQUIRE(world->audit().empty()); // who holds a place is who was given it
    }
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
            REQUIRE(r.covariates[static_cast<std::size_t>(model.attributes.untreated)] == untreated);
        }
    }
    CHECK(treated_somewhere > 1000);
}

TEST_CASE("pathways-lite among a million residents gives the published figures", "[experiments][slow]")
{
    check_published(simulated(shipped("pathways_lite_million")));
}

TEST_CASE("the benchmark's plain program does the same work", "[experiments][slow]")
{
    benchmark::PlainPathways pathways(1'000'000, 3);
    Figures sum;
    constexpr int weeks = 520, from = 260;
    for (int now = 0; now < weeks; ++now) {
        const auto week = pathways.week();
        if (now < from) {
            continue;
        }
        sum.any_need += week.any_need / double{from};
        sum.three_needs += week.three_needs / double{from};
        for (std::size_t j = 0; j < need_names.size(); ++j) {
            sum.needs[j] += week.needs[j] / double{from};
            sum.crises[j] += week.crises[j] / double{from};
        }
        for (std::size_t s = 0; s < services; ++s) {
            sum.queue[s] += week.queue[s] / double{from};
            sum.slots[s] += week.in_use[s] / double{from};
            sum.admissions[s] += week.admissions[s] / double{from};
        }
    }
    check_published(sum);
}
