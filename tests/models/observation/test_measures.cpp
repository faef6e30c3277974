// What a file asks to count: as residents stand when the week ends, in each stratum, by every stepping.

#include "analysis/outcomes.hpp"
#include "experiments/run.hpp"
#include "tests/support/plain_weeks.hpp"
#include "tests/support/residents.hpp"

#include <catch2/catch.hpp>

#include <vector>

#include <string>

using namespace meam;
using namespace meam::tests;

namespace {

/// A need that comes and goes, is treated, and moves trust; what is counted depends on all of it.
const std::string town = R"(
[need.cold]
meam = true
start = { emerging = 0.2, established = 0.1 }
[need.cold.onset]
rate = { value = 1, unit = "1/year" }
[need.cold.escalation]
rate = { value = 2, unit = "1/year" }
[need.cold.easing]
rate = { value = 2, unit = "1/year" }
rate_from_established = { value = 1, unit = "1/year" }
[stock.trust]
norm = 8
drift = { value = 1, unit = "1/year" }
on.completed = 2
[service.clinic]
agency = "nhs"
kind = "response"
beds = 100
treats = { cold = 4 }
completion = { value = 4, unit = "1/year" }
[edge.community.clinic]
kind = "present"
rate = { value = 3, unit = "1/year" }
needs = { cold = 1 }
[measure.cold_women]
whom = { sex = ["female"], need = { cold = 1 }, not = { trust = { at_most = 7 } } }
better = "lower"
[measure.treated]
label = "Of those with a cold, how many were treated of late"
whom = { treatment.cold = ["first_2w", "on", "off_2w", "off_4w"] }
among = { need = { cold = 1 } }
)";

} // namespace

TEST_CASE("a measure counts residents as they stand when the week ends", "[models][observation]")
{
    const TinyModel tiny(always_in_need + town, 2000);
    const auto& model = tiny.model();
    const auto cell = [&](int stratum, int measure, int part) {
        return tiny.layout().counted + static_cast<std::size_t>(stratum * 4 + measure * 2 + part);
    };
    tiny.simulated(120, [&](const World& world) {
        const auto& row = world.row();
        const auto cold = [&](const Resident& r) { return level(model, r, "cold") >= 1; };
        const auto late = [&](const Resident& r) {
            const int band = level(model, r, "treatment.cold");
            return cold(r) && band >= 1 && band <= 4;
        };
        const auto women = [&](const Resident& r) {
            return level(model, r, "sex") == 0 && cold(r) && level(model, r, "trust") > 7;
        };
        REQUIRE(row[cell(strata::all, 0, 0)] == count(world, women));
        REQUIRE(row[cell(strata::all, 0, 1)] == 2000);
        REQUIRE(row[cell(strata::sex + 1, 0, 0)] == 0);
        REQUIRE(row[cell(strata::sex, 0, 0)] == count(world, women));
        REQUIRE(row[cell(strata::all, 1, 1)] == count(world, cold));
        REQUIRE(row[cell(strata::all, 1, 0)] == count(world, late));
        REQUIRE(world.audit().empty());
    });
}

TEST_CASE("measures are the same by events and week by week", "[models][observation]")
{
    expect_the_same_weeks(TinyModel(always_in_need + town, 1000));
}

TEST_CASE("a measure is an outcome: a number, or a share of those it counts among", "[models][observation]")
{
    const auto text = std::string("horizon = \"10 weeks\"\nwarm_up = { exactly = \"52 weeks\" }\n"
                                  "replicates = { at_most = 1 }\n") +
                      whole_experiment(always_in_need + town, 2000);
    const auto experiment = load_experiment(input::Document::from_text(text, "test.toml", {}));
    const auto run = run_experiment(experiment, {}, [](const Progress&) {});
    const auto outcomes = analysis::outcomes_of(run.source->layout());
    const auto& number = analysis::outcome_named(outcomes, "measure.cold_women");
    const auto& share = analysis::outcome_named(outcomes, "measure.treated");
    CHECK(number.unit == "residents");
    CHECK(number.better == analysis::Better::lower);
    CHECK(share.unit == "%");
    CHECK(share.label == "Of those with a cold, how many were treated of late");

    const TallyLayout layout(experiment.model);
    const DesignPoint point(experiment, 0);
    auto world = world_of(experiment, layout, point, 0, 62);
    double women = 0, treated = 0, cold = 0;
    while (world->now() < 62) {
        world->week();
        if (world->now() > 52) {
            women += world->row()[layout.counted];
            treated += world->row()[layout.counted + 2];
            cold += world->row()[layout.counted + 3];
        }
    }
    CHECK(analysis::value_of(number, *run.source, {0, 0, 0}) == Approx(women / 10));
    CHECK(analysis::value_of(share, *run.source, {0, 0, 0}) == Approx(100 * treated / cold));
}

TEST_CASE("a measure of who is engaged where is refused", "[models][observation]")
{
    const std::string of = "[measure.held]\nwhom = { not = { enrolled = \"clinic\" } }\n";
    CHECK(mistakes_of(always_in_need + town + of) == std::vector<std::string>{"E234"});
    CHECK(mistakes_of(always_in_need + town + "[measure.all]\nbetter = \"lower\"\n") ==
          std::vector<std::string>{"E105"});
}

TEST_CASE("counts by age change in the week of a birthday, stored or computed", "[models]")
{
    const TinyModel tiny(always_in_need + "[measure.young]\nwhom = { age = [\"a18_24\"] }\n" +
                             "[place.tiny]\nresidents = 2000\nage = { a18_24 = 0.5, a25_34 = 0.5 }\n"
                             "sex = { female = 1 }\ndeprivation = { q3 = 1 }\naces = { none = 1 }\n",
                         2000);
    const auto first = tiny.simulated(1).row(), later = tiny.simulated(200).row();
    CHECK(later[tiny.layout().counted] < first[tiny.layout().counted]); // some have had theirs
    expect_the_same_weeks(tiny);
}

TEST_CASE("residents counted by a stock are recounted in the week in which a policy moves its norm", "[models]")
{
    const TinyModel tiny(always_in_need + R"(
[stock.trust]
norm = 8
[measure.trusting]
whom = { trust = 9 }
[scenario.plain]
policies = []
[scenario.raised]
policies = ["campaign"]
[[policy.campaign.change]]
set = "stock.trust.norm"
amount = 10
start = "week 2"
channel = "prevention"
)",
                         200);
    for (const auto stepping : {Stepping::events, Stepping::reference, Stepping::computed}) {
        auto world = tiny.world(6, 0, false, stepping);
        world.branch(tiny.scenario("raised"));
        std::vector<int> trusting;
        while (world.now() < 4) {
            world.week();
            trusting.push_back(world.row()[tiny.layout().counted]);
            CHECK(world.audit().empty());
        }
        CHECK(trusting == std::vector<int>{0, 0, 200, 200});
    }
}
