#include "tests/support/program.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <nlohmann/json.hpp>

using meam::tests::meamsim;
using nlohmann::json;

TEST_CASE("what there is is listed by kind, as words and as JSON", "[cli]")
{
    for (const auto* kind : {"systems", "policies", "parameters", "needs", "services", "crises", "outcomes",
                             "circumstances", "stocks", "places"}) {
        INFO(kind);
        const auto words = meamsim(std::string("list ") + kind);
        const auto as_json = meamsim(std::string("list --json ") + kind);
        REQUIRE(words.code == 0);
        REQUIRE(as_json.code == 0);
        const auto list = json::parse(as_json.out);
        CHECK(list["schema_version"] == 1);
        CHECK(list["what"] == kind);
        CHECK(list["experiment"] == "kirkholt");
        CHECK(list["items"].size() == static_cast<std::size_t>(std::count(words.out.begin(), words.out.end(), '\n')));
        for (const auto& item : list["items"]) {
            CHECK_FALSE(item["name"].get<std::string>().empty());
        }
    }
    CHECK(meamsim("list systems --in kirkholt_prevention").out.find("siloed") != std::string::npos);
}

TEST_CASE("outcomes are listed and explained with definition, unit, direction and denominator", "[cli]")
{
    const auto listed = meam::tests::meamsim("list outcomes --json");
    REQUIRE(listed.code == 0);
    for (const auto& item : nlohmann::json::parse(listed.out)["items"]) {
        INFO(item["name"]);
        for (const char* what : {"unit", "better", "label", "definition", "divided_by"}) {
            REQUIRE(item.contains(what));
            CHECK_FALSE(item[what].get<std::string>().empty());
        }
    }
    const auto explained = meam::tests::meamsim("explain crisis_demand").out;
    for (const char* words : {"Recorded crises that count as crisis demand.", "per 1,000 person-years", "lower",
                              "person-years at liberty in the place"}) {
        INFO(words);
        CHECK(explained.find(words) != std::string::npos);
    }
}
