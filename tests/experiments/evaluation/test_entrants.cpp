// Participants when they are admitted: the same people, weeks and crises as the evaluation counts on its own way, and
// needs as residents have them.

#include "experiments/evaluation/cases.hpp"
#include "experiments/evaluation/entrants.hpp"
#include "experiments/warm_up.hpp"
#include "tests/support/tiny_model.hpp"
#include "tests/support/town.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

/// A hub that does nothing for anybody, and takes everybody in in week 0.
const std::string hub_for_all = R"(
[service.hub]
agency = "hub"
kind = "hub"
beds = 5000
treats = { thirst = 0 }
drop_out = { value = 1e-9, unit = "1/year" }
[edge.community.hub]
kind = "present"
rate = { value = 40, unit = "1/week" }
)";

} // namespace

TEST_CASE("entrants are the participants of the evaluation, with their weeks and crises before", "[experiments]")
{
    const auto experiment = with_scenarios(town({"replicates.at_most=2"}), {"as_is", "integrated"});
    const auto outcome = run_of(experiment);
    const auto& layout = outcome.source->layout();
    const TallyLayout tally(experiment.model);
    const DesignPoint point(experiment, 0);
    std::vector<std::unique_ptr<World>> pilots;
    const Week warm_up = find_warm_up(experiment, tally, point, pilots).weeks;
    int people = 0;
    for (int replicate = 0; replicate < 2; ++replicate) {
        const auto run = entrants_of(experiment, tally, point, replicate, 1, warm_up);
        const auto column = [&](const std::string& name) {
            return std::get<std::vector<std::int32_t>>(
                outcome.source->column({0, 1, replicate}, layout.column_index(name)));
        };
        CHECK(run[0].people == column("evaluation_people")[0]);
        CHECK(run[0].weeks == column("evaluation_weeks")[0]);
        const auto recorded = column("evaluation_recorded");
        CHECK(run[0].recorded == std::vector<int>(recorded.begin(), recorded.begin() + static_cast<std::ptrdiff_t>(
                                                                                           run[0].recorded.size())));
        CHECK(run[1].people + run[2].people == run[0].people);
        CHECK(run[4].people + run[5].people == run[3].people);
        CHECK(run[3].people == run[0].several_now);
        people += run[0].people;
    }
    CHECK(people > 20);
}

TEST_CASE("of a placebo's participants as many are cases as would be anyway, and many are", "[experiments]")
{
    const auto experiment = with_scenarios(town({"replicates.at_most=1"}), {"as_is", "watched"});
    const TallyLayout tally(experiment.model);
    const DesignPoint point(experiment, 0);
    std::vector<std::unique_ptr<World>> pilots;
    const Week warm_up = find_warm_up(experiment, tally, point, pilots).weeks;
    const auto cases = cases_of(experiment, tally, point, 0, 1, warm_up);
    CHECK(cases.people == entrants_of(experiment, tally, point, 0, 1, warm_up)[0].people);
    CHECK(cases.people > 3);
    CHECK(cases.scenario == cases.baseline);
    const auto kinds = case_kinds(experiment.model);
    for (std::size_t k = 0; k < kinds.size(); ++k) {
        if (kinds[k] == "all crises: fewer recorded") {
            CHECK(cases.scenario[k] > 0);
        }
    }
}

TEST_CASE("what a hub does makes other cases of its participants than the baseline", "[experiments]")
{
    const auto experiment = with_scenarios(town({"replicates.at_most=1"}), {"as_is", "integrated"});
    const TallyLayout tally(experiment.model);
    const DesignPoint point(experiment, 0);
    const auto cases = cases_of(experiment, tally, point, 0, 1, 60);
    CHECK(cases.people > 10);
    CHECK(cases.scenario != cases.baseline);
}

TEST_CASE("a case of a need is a participant in whom it is lower a year later", "[experiments]")
{
    // a cold that eases once a year; nobody catches it again, and a hub that does nothing for it takes everybody in
    const TinyModel tiny(always_in_need + R"(
[need.cold]
meam = true
start = { emerging = 0.5 }
[need.cold.onset]
rate = { value = 0, unit = "1/year" }
[need.cold.easing]
rate = { value = 1, unit = "1/year" }
[death.old]
rate = { value = 0.5, unit = "1/year" }
[circumstance.liberty]
states = ["free", "inside"]
default = "free"
away = ["inside"]
[circumstance.liberty.move.free.inside]
rate = { value = 0.7, unit = "1/year" }
[crisis.call]
agency = "police"
rate = { rate = { value = 1, unit = "1/year" } }
)" + hub_for_all,
                         5000);
    auto experiment = tiny.experiment();
    experiment.horizon = 130;
    const auto cases = cases_of(experiment, tiny.layout(), DesignPoint(experiment, 0), 0, 0, 60);
    const auto count = [&](const std::string& name) {
        const auto kinds = case_kinds(experiment.model);
        const auto at = std::ranges::find(kinds, name) - kinds.begin();
        return cases.scenario[static_cast<std::size_t>(at)];
    };
    REQUIRE(cases.people == 0); // all came in during the warm-up: an evaluation begins after it
    const auto from_the_start = cases_of(experiment, tiny.layout(), DesignPoint(experiment, 0), 0, 0, 0);
    const int people = from_the_start.people; // but for those who died or were taken inside in week 0
    const double left = std::exp(-1.2 * 7.0 / 365.25);
    REQUIRE(std::abs(people - 5000 * left) < 4.0 * std::sqrt(5000 * left * (1.0 - left)));
    const auto kinds = case_kinds(experiment.model);
    const auto of = [&](const std::string& name) {
        return from_the_start.scenario[static_cast<std::size_t>(std::ranges::find(kinds, name) - kinds.begin())];
    };
    const auto near = [&](int number, double share) {
        return std::abs(number - share * people) < 4.0 * std::sqrt(share * (1.0 - share) * people);
    };
    // from the end of week 0 to that of week 51; who died or is inside is no case of getting better
    const double week = 7.0 / 365.25, alive = std::exp(-0.5 * 51 * week), free = std::exp(-0.7 * 51 * week);
    CHECK(near(of("cold: lower"), 0.5 * std::exp(-week) * (1.0 - std::exp(-51 * week)) * alive * free));
    CHECK(near(of("not at liberty"), alive * (1.0 - free)));
    CHECK(near(of("died"), 1.0 - alive));
    CHECK(count("cold: lower") == 0);
    CHECK(from_the_start.scenario == from_the_start.baseline);
}

TEST_CASE("entrants have the needs they have, now and ever", "[experiments]")
{
    // everybody is thirsty; four in ten are cold, established; half have been hungry, and nobody is
    const TinyModel tiny(always_in_need + R"(
[need.cold]
meam = true
start = { established = 0.4 }
[need.cold.onset]
rate = { value = 0, unit = "1/year" }
[need.hunger]
meam = true
start = { ever = 0.5 }
[need.hunger.onset]
rate = { value = 0, unit = "1/year" }
)" + hub_for_all,
                         5000);
    auto experiment = tiny.experiment();
    experiment.horizon = 60;
    const auto run = entrants_of(experiment, tiny.layout(), DesignPoint(experiment, 0), 0, 0, 0);
    const auto need = [&](const std::string& name) { return static_cast<std::size_t>(tiny.need(name)); };
    const auto near = [](int number, double share) {
        return std::abs(number - share * 5000) < 4.0 * std::sqrt(share * (1.0 - share) * 5000);
    };
    REQUIRE(run[0].people == 5000);
    CHECK(run[0].weeks == 0); // all came in in week 0
    CHECK(run[0].now[need("thirst")] == 5000);
    CHECK(near(run[0].now[need("cold")], 0.4));
    CHECK(run[0].ever[need("cold")] == run[0].now[need("cold")]);
    CHECK(run[0].now[need("hunger")] == 0);
    CHECK(near(run[0].ever[need("hunger")], 0.5));
    CHECK(run[0].several_now == 0);
    CHECK(run[3].people == 0);
}
