#include "tests/support/paths.hpp"
#include "tests/support/program.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <nlohmann/json.hpp>

using meam::tests::meamsim;
using meam::tests::text_of;
using nlohmann::json;

namespace {

bool holds(const std::string& text, const std::string& words)
{
    return text.find(words) != std::string::npos;
}

} // namespace

TEST_CASE("the page of error codes is what the program says of them", "[cli]")
{
    const auto page = std::filesystem::path(meam::tests::folder()).parent_path() / "docs" / "errors.md";
    CHECK(text_of(page) ==
          meamsim("explain --all --as md").out); // mend: meamsim explain --all --as md > docs/errors.md
}

TEST_CASE("a path is explained with meaning, unit, range, default and source", "[cli]")
{
    const auto said = meamsim("explain service.drug_alcohol.turnover");
    CHECK(said.code == 0);
    CHECK(said.err.empty());
    for (const auto* what : {"meaning", "allowed", "default", "value", "unit", "range", "stated"}) {
        INFO(what);
        CHECK(holds(said.out, std::string("\n  ") + what));
    }
    CHECK(holds(said.out, "how often a worker leaves"));
    CHECK(holds(meamsim("explain horizon --in quickstart").out, "52"));
    CHECK(holds(meamsim("explain service.gp.threshold").out, "nowhere in this experiment"));
}

TEST_CASE("every path of the shipped experiment can be explained, with a meaning", "[cli][slow]")
{
    const auto list = json::parse(meamsim("list parameters --json").out);
    REQUIRE(list["items"].size() > 1000);
    for (std::size_t i = 0; i < list["items"].size(); i += 50) { // one in fifty: each loads the experiment anew
        const std::string path = list["items"][i]["name"];
        INFO(path);
        const auto said = meamsim("explain '" + path + "' --json");
        REQUIRE(said.code == 0);
        CHECK(json::parse(said.out)["items"][0]["says"][0]["what"] == "meaning");
    }
}

TEST_CASE("a table that an experiment does not have is explained by what it may hold", "[cli]")
{
    const auto said = meamsim("explain trigger");
    CHECK(said.code == 0);
    CHECK(holds(said.out, "counts that changes of policies may wait for"));
    CHECK(holds(said.out, "<trigger>.at_least"));
    CHECK(holds(said.out, "nowhere in this experiment"));
    CHECK(holds(meamsim("explain places").out, "an array of texts"));
    CHECK(meamsim("explain triger").code == 2);
}

TEST_CASE("names are explained: policies, crises, outcomes, and what bears the name twice", "[cli]")
{
    const auto policy = meamsim("explain income_maximisation");
    CHECK(policy.code == 0);
    CHECK(holds(policy.out, "change"));
    CHECK(holds(policy.out, "scale need.debt.onset.rate by 0.8"));
    CHECK(holds(meamsim("explain arrest").out, "It may end in prison"));
    CHECK(holds(meamsim("explain crisis_demand").out, "per 1,000 person-years"));
    const auto twice = json::parse(meamsim("explain mental_health --json").out);
    CHECK(twice["schema_version"] == 1);
    CHECK(twice["items"].size() == 2); // the need and the service
}
