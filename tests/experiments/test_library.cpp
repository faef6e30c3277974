// The library as users name it: experiments by name, bundles in place of their policies.

#include "experiments/experiment.hpp"
#include "sim/input/library_files.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/program.hpp"
#include "tests/support/town.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace meam;

namespace {

const std::vector<std::filesystem::path> folders{tests::library()};

Experiment based_on_kirkholt(const std::string& text, const std::vector<std::string>& sets = {})
{
    input::DocumentOptions options;
    options.library = folders;
    options.sets = sets;
    return load_experiment(
        input::Document::from_text("based_on = \"kirkholt\"\nname = \"mine\"\n" + text, "mine.toml", options));
}

const Scenario& scenario(const Experiment& experiment, const std::string& name)
{
    const auto& all = experiment.model.scenarios;
    return *std::ranges::find(all, name, &Scenario::name);
}

} // namespace

TEST_CASE("each experiment of the library is found by its name alone", "[experiments]")
{
    const auto names = tests::shipped_names();
    REQUIRE(names.size() > 20);
    for (const auto& name : names) {
        INFO(name);
        const auto files = input::library_files_named(name, folders);
        REQUIRE(files.size() == 1);
        CHECK(tests::text_of(files.front()).find("\"" + name + "\"") != std::string::npos);
    }
}

TEST_CASE("a file that was renamed names its present name, which is its own", "[experiments]")
{
    const auto now = input::renamed_to("graphs/kirkholt_edges", folders);
    REQUIRE(now);
    CHECK(*now == "places/kirkholt/referrals");
    CHECK_FALSE(input::renamed_to("graphs/kirkholt", folders));
}

TEST_CASE("a bundle stands for its policies, in their order", "[experiments]")
{
    const auto mine = based_on_kirkholt("[bundle.two]\npolicies = [\"early_help\", \"cuts\"]\n"
                                        "[scenario.by_bundle]\npolicies = [\"no_refer_on\", \"two\"]\n"
                                        "[scenario.by_name]\npolicies = [\"no_refer_on\", \"early_help\", \"cuts\"]\n");
    CHECK(scenario(mine, "by_bundle").policies.size() == 3);
    CHECK(scenario(mine, "by_bundle").policies == scenario(mine, "by_name").policies);
    CHECK(scenario(mine, "integrated").policies.size() == 11);
}

TEST_CASE("a small Kirkholt runs once its initial caseloads are left out", "[experiments]")
{
    const std::vector<std::string> small{"place.kirkholt.residents=400"};
    CHECK_THROWS_WITH(based_on_kirkholt("", small), Catch::Contains("E260"));
    const auto mine = based_on_kirkholt("without = \"places/kirkholt/initial_caseload\"\n", small);
    CHECK(mine.model.place.residents == 400);
    CHECK(mine.model.services.size() == based_on_kirkholt("").model.services.size());
}

TEST_CASE("the model of residents names no service: a place without services runs on it", "[experiments]")
{
    input::DocumentOptions options;
    options.library = folders;
    options.require_sources_in_library = true;
    const auto village = load_experiment(input::Document::from_text(R"(based_on = "model"
name = "village"
horizon = "52 weeks"
[place.village]
label = "Village"
residents = 300
sex = { female = 0.5, male = 0.5 }
age = { a18_24 = 0.2, a25_34 = 0.2, a35_49 = 0.2, a50_64 = 0.2, a65_plus = 0.2 }
deprivation = { q1 = 0.2, q2 = 0.2, q3 = 0.2, q4 = 0.2, q5 = 0.2 }
aces = { none = 0.4, one = 0.3, two_three = 0.2, four_plus = 0.1 }
[scenario.as_it_is]
policies = []
)",
                                                                    "village.toml", options));
    CHECK(village.model.services.empty());
    CHECK(village.model.crises.size() == 11);
    CHECK(village.model.needs.size() == 8);
}

TEST_CASE("what refers to something left out is a mistake that lists the references", "[experiments]")
{
    CHECK_THROWS_WITH(based_on_kirkholt("without = [\"policy.cuts\"]\n[scenario.less]\npolicies = [\"cuts\"]\n"),
                      Catch::Contains("`policy.cuts` is left out") && Catch::Contains("`scenario.less.policies`"));
    CHECK_THROWS_WITH(based_on_kirkholt("without = [\"service.gp\"]\n"), Catch::Contains("`edge.community.gp`"));
    CHECK_THROWS_WITH(based_on_kirkholt("without = [\"need.debt\"]\n"),
                      Catch::Contains("`crisis.eviction.rate.ratio.debt`"));
}
