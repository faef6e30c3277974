// Tables that are re-simulated: the same for any number of threads, with progress, and stopped when asked.

#include "experiments/evaluation/cases.hpp"
#include "experiments/evaluation/entrants.hpp"
#include "sim/parallel.hpp"
#include "tests/support/town.hpp"

#include <catch2/catch.hpp>

#include <atomic>

using namespace meam;
using namespace meam::tests;

namespace {

Experiment with_a_hub()
{
    return shipped("kirkholt", {"horizon=\"70 weeks\""});
}

int scenario_with_hub(const Experiment& experiment)
{
    return experiment.baseline == 0 ? 1 : 0;
}

} // namespace

TEST_CASE("re-simulated tables do not depend on the number of threads", "[experiments][evaluation][slow]")
{
    const auto experiment = with_a_hub();
    const std::vector<int> scenarios{scenario_with_hub(experiment)}, replicates{0, 1, 2};
    std::vector<std::string> cases, participants;
    for (const int threads : {1, 2, 5}) {
        parallel::use_threads(threads);
        cases.push_back(to_csv(cases_table(experiment, scenarios, replicates, 10)));
        participants.push_back(to_csv(entrants_table(experiment, scenarios, replicates, 10)));
    }
    parallel::use_threads(0);
    for (std::size_t i = 1; i < cases.size(); ++i) {
        CHECK(cases[i] == cases[0]);
        CHECK(participants[i] == participants[0]);
    }
}

TEST_CASE("re-simulation reports every run, up to all that are planned", "[experiments][evaluation]")
{
    std::vector<std::size_t> done;
    const auto report = [&](const Progress& progress) {
        CHECK(progress.planned == 12);
        done.push_back(progress.done);
    };
    for_each_run(2, 3, 2, report, [](std::size_t, std::size_t) {});
    CHECK(done == std::vector<std::size_t>{0, 2, 4, 6, 8, 10, 12});
}

TEST_CASE("re-simulation stops when asked, without a table", "[experiments][evaluation]")
{
    const auto experiment = with_a_hub();
    std::atomic<bool> asked{false};
    const parallel::StopScope stop(&asked);
    std::size_t reports = 0;
    const auto report = [&](const Progress&) {
        ++reports;
        asked = true; // before the first run
    };
    CHECK_THROWS_AS(cases_table(experiment, {scenario_with_hub(experiment)}, {0, 1, 2, 3}, 1000, report),
                    parallel::Stopped);
    CHECK(reports == 1);
}
