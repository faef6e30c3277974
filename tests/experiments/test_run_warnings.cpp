// Warnings that only a run can give: what was cut in it, and what its design points could not start with.

#include "experiments/run.hpp"
#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace meam;
using namespace meam::tests;

namespace {

/// Half of the residents are men, and in each other attribute everybody has the second level.
std::string place()
{
    return "horizon = \"8 weeks\"\nwarm_up = { exactly = \"2 weeks\" }\nreplicates = { at_least = 2, at_most = 2 }\n"
           "[place.tiny]\nresidents = 60\nsex = { female = 0.5, male = 0.5 }\nage = { a25_34 = 1 }\n"
           "deprivation = { q2 = 1 }\naces = { one = 1 }\n";
}

std::vector<std::string> warnings_of(const TinyModel& tiny, int draws = 0, Stepping stepping = Stepping::events)
{
    auto experiment = tiny.experiment();
    experiment.design = design_of_draws(draws, experiment.seed);
    RunOptions options;
    options.stepping = stepping;
    return run_experiment(experiment, options, {}).warnings;
}

bool any_has(const std::vector<std::string>& warnings, const std::string& text)
{
    return std::ranges::any_of(warnings, [&](const std::string& w) { return w.find(text) != std::string::npos; });
}

/// A crisis with a rate that three ratios multiply.
std::string call(double rate)
{
    return place() + "[crisis.call]\nagency = \"police\"\n[crisis.call.rate]\nrate = " + weekly(rate) +
           "\nratio = { sex = { male = 4 }, age = { a25_34 = 4 }, deprivation = { q2 = 4 } }\n";
}

} // namespace

TEST_CASE("a run names the hazards that it cut at 40 events a week", "[experiments]")
{
    const TinyModel cut(call(1)); // 64 a week for men; at two of the three ratios 16
    CHECK_FALSE(any_has(cut.experiment().warnings, "E325"));
    for (const auto stepping : {Stepping::events, Stepping::reference, Stepping::computed}) {
        CHECK(any_has(warnings_of(cut, 0, stepping), "E325 `crisis.call.rate` came above 40 events a week"));
    }
    CHECK_FALSE(any_has(warnings_of(TinyModel(call(0.6))), "E325")); // 38.4 for men
}

TEST_CASE("a run names hazards of endings and of turnover that it cut", "[experiments]")
{
    const auto desk = [](double completion, double turnover) {
        return place() + always_in_need + "[service.desk]\nagency = \"nhs\"\nkind = \"response\"\n" +
               "treats = { thirst = 0 }\nworkers = \"9 workers\"\ncaseload = 9\n[service.desk.completion]\nrate = " +
               weekly(completion) +
               "\nratio = { sex = { male = 4 }, age = { a25_34 = 4 }, deprivation = { q2 = 4 } }\n" +
               "[service.desk.turnover]\nrate = " + weekly(turnover) +
               "\n[edge.community.desk]\nkind = \"present\"\nrate = " + weekly(1) + "\n";
    };
    CHECK(any_has(warnings_of(TinyModel(desk(1, 0.01))), "E325 `service.desk.completion`"));
    CHECK(any_has(warnings_of(TinyModel(desk(0.1, 50))), "E325 `service.desk.turnover`"));
    CHECK_FALSE(any_has(warnings_of(TinyModel(desk(0.1, 0.01))), "E325"));
}

TEST_CASE("a run says how many design points cannot start as drawn", "[experiments]")
{
    const auto start = [](double high) {
        return place() + "[need.debt]\n[need.debt.onset]\nrate = " + weekly(0.01) +
               "\nratio = { sex = { female = 0 } }\n[need.debt.easing]\nrate = " + weekly(0.01) +
               "\n[need.debt.start]\nestablished = { value = 0.4, low = 0.39, high = " + std::to_string(high) +
               ", assumed = \"a test\" }\n";
    };
    CHECK(any_has(warnings_of(TinyModel(start(0.95)), 4), "of 4 design points start otherwise than drawn"));
    CHECK(any_has(warnings_of(TinyModel(start(0.95)), 4), "E260"));
    CHECK_FALSE(any_has(warnings_of(TinyModel(start(0.45)), 4), "E260"));
    CHECK_FALSE(any_has(warnings_of(TinyModel(start(0.95))), "E260")); // the stated share itself can be reached
}
