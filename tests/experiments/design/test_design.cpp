// Designs of experiment files: what differs at their points, and what the results hold of it.

#include "experiments/design/design.hpp"
#include "experiments/run.hpp"
#include "tests/support/town.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace meam;
using namespace meam::tests;

namespace {

constexpr const char* two_axes = R"(
[design]
method = "grid"
[design.axis.workers]
set = "service.clinic.workers"
values = ["2 workers", "5 workers"]
[design.axis.turnover]
scale = "service.*.turnover"
values = [0.5, 2]
)";

Experiment with(const std::string& design, const std::vector<std::string>& sets = {})
{
    auto all = sets;
    all.insert(all.end(), {"horizon=\"20 weeks\"", "warm_up={exactly=\"4 weeks\"}", "replicates={at_most=2}"});
    return town_of(town_text() + design, all);
}

double number(const Experiment& experiment, const std::string& path, int point)
{
    const auto found = experiment.model.numbers.find(path);
    REQUIRE(found.size() == 1);
    return numbers_at(experiment.model.numbers, experiment.design,
                      point)[static_cast<std::size_t>(found.front().index)];
}

std::vector<std::string> digests_at(const RunOutcome& outcome, int point)
{
    std::vector<std::string> digests;
    for (const auto& [id, digest] : outcome.digests) {
        if (id.point == point) {
            digests.push_back(digest);
        }
    }
    return digests;
}

} // namespace

TEST_CASE("a design sets one number and scales all that a star stands for", "[experiments]")
{
    const auto experiment = with(two_axes);
    CHECK(experiment.design.points == 5);
    const auto stated = town();
    const double workers = number(stated, "service.clinic.workers", 0);
    const double turnover = number(stated, "service.clinic.turnover", 0);
    CHECK(number(experiment, "service.clinic.workers", 0) == workers);
    CHECK(number(experiment, "service.clinic.workers", 2) == 5); // the last axis by name is the fastest
    CHECK(number(experiment, "service.clinic.workers", 3) == 2);
    CHECK(number(experiment, "service.clinic.turnover", 0) == turnover);
    CHECK(number(experiment, "service.clinic.turnover", 2) == turnover * 0.5);
    CHECK(number(experiment, "service.clinic.turnover", 4) == turnover * 2);
}

TEST_CASE("a point of a design gives the bits of the experiment that states its numbers", "[experiments]")
{
    const auto outcome =
        run_of(with("\n[design]\nmethod = \"grid\"\n[design.axis.workers]\n"
                    "set = \"service.clinic.workers\"\nvalues = { value = [2, 5], unit = \"worker\" }\n"));
    const auto two = run_of(with("", {"service.clinic.workers=\"2 workers\""}));
    const auto five = run_of(with("", {"service.clinic.workers=\"5 workers\""}));
    CHECK(digests_at(outcome, 0) == digests_at(run_of(with("")), 0));
    CHECK(digests_at(outcome, 1) == digests_at(two, 0));
    CHECK(digests_at(outcome, 2) == digests_at(five, 0));
    CHECK(digests_at(outcome, 1) != digests_at(outcome, 2));
}

TEST_CASE("results hold the numbers of each point of a design, and none without one", "[experiments]")
{
    const auto experiment = with(two_axes);
    const auto outcome = run_of(experiment);
    const auto& inputs = outcome.source->layout().inputs;
    const auto found = std::ranges::find(inputs.names, "service.clinic.workers");
    REQUIRE(found != inputs.names.end());
    const auto input = static_cast<std::size_t>(found - inputs.names.begin());
    CHECK(inputs.units[input] == "worker");
    CHECK(inputs.values.size() == inputs.names.size() * 5);
    std::vector<double> workers;
    for (std::size_t point = 0; point < 5; ++point) {
        workers.push_back(inputs.values[point * inputs.names.size() + input]);
    }
    CHECK(workers == std::vector<double>{number(experiment, "service.clinic.workers", 0), 2, 5, 2, 5});
    CHECK(run_of(with("")).source->layout().inputs.names.empty());
}

TEST_CASE("draws leave their numbers in the results", "[experiments]")
{
    auto experiment = shipped("quickstart", {"horizon=\"20 weeks\"", "replicates={at_most=2}"});
    experiment.design = design_of_draws(2, experiment.seed);
    const auto outcome = run_of(experiment);
    const auto& inputs = outcome.source->layout().inputs;
    const auto varied = varied_numbers(experiment.model.numbers, experiment.design);
    REQUIRE(inputs.names.size() == varied.size());
    REQUIRE_FALSE(varied.empty());
    for (std::size_t i = 0; i < varied.size(); ++i) {
        const auto& stated = experiment.model.numbers.info(varied[i]).stated;
        CHECK(inputs.values[i] == stated.value);
        for (const std::size_t point : {1, 2}) {
            const double drawn = inputs.values[point * varied.size() + i];
            CHECK((drawn >= *stated.low - 0.5 && drawn <= *stated.high + 0.5)); // whole numbers are rounded
        }
    }
}
