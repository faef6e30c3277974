#include "tests/support/paths.hpp"
#include "tests/support/program.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

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
    const auto page = std::filesystem::path(meam::tests::folder()).parent_path() / "docs" / "reference" / "errors.md";
    CHECK(text_of(page) ==
          meamsim("explain --all --as md").out); // mend: meamsim explain --all --as md > docs/reference/errors.md
}

TEST_CASE("the page of the experiment file's keys is made from their declarations", "[cli]")
{
    const auto docs = std::filesystem::path(meam::tests::folder()).parent_path() / "docs";
    CHECK(text_of(docs / "reference" / "experiment-keys.md") ==
          meamsim("schema --as md").out); // mend: meamsim schema --as md > docs/reference/experiment-keys.md
}

TEST_CASE("the page of commands is made from the descriptions of verbs and options", "[cli]")
{
    const auto docs = std::filesystem::path(meam::tests::folder()).parent_path() / "docs";
    CHECK(text_of(docs / "reference" / "commands.md") ==
          meamsim("man --as md").out); // mend: meamsim man --as md > docs/reference/commands.md
}

TEST_CASE("the pages of parameters and of datasets are what the program lists", "[cli]")
{
    const auto docs = std::filesystem::path(meam::tests::folder()).parent_path() / "docs";
    for (const std::string what : {"parameters --in kirkholt", "datasets --in kirkholt_full"}) {
        INFO("meamsim list " << what << " --as md");
        const auto page = what.substr(0, what.find(' ')) + ".md";
        CHECK(text_of(docs / "reference" / page) == meamsim("list " + what + " --as md").out);
    }
}

TEST_CASE("the glossary page is what the program says of each term", "[cli]")
{
    const auto page = std::filesystem::path(meam::tests::folder()).parent_path() / "docs" / "glossary.md";
    CHECK(text_of(page) == meamsim("explain --glossary --as md").out); // mend: write that output to docs/glossary.md
}

TEST_CASE("terms of the glossary are sorted, unique, and defined in a few words", "[cli]")
{
    const auto glossary = json::parse(meamsim("explain --glossary --json").out);
    const auto small = [](std::string text) {
        std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
        return text;
    };
    std::set<std::string> names;
    std::string before, group;
    for (const auto& term : glossary["terms"]) {
        const auto name = small(term["name"]);
        INFO(name);
        if (term["group"] == group) {
            CHECK(before < name);
        }
        group = term["group"];
        before = name;
        CHECK(names.insert(name).second);
        for (const auto& other : term["also"]) {
            CHECK(names.insert(small(other)).second);
        }
        const std::string meaning = term["meaning"];
        CHECK(meaning.ends_with('.'));
        CHECK(meaning.size() < 260);
    }
    CHECK(names.size() > 100);
}

TEST_CASE("a term is explained in any usual spelling", "[cli]")
{
    for (const auto* asked : {"counterfactual", "pairing", "person-year", "person_years", "Stratum", "needs_3_plus",
                              "q1", "MEAM", "replicate", "warm-up", "'warm up'", "digest", "shapley-value"}) {
        const auto said = meamsim(std::string("explain ") + asked);
        INFO(asked);
        CHECK(said.code == 0);
        CHECK(holds(said.out, "a term"));
    }
    const auto slip = meamsim("explain counterfatual");
    CHECK(slip.code == 2);
    CHECK(holds(slip.err, "counterfactual"));
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
    for (std::size_t i = 0; i < list["items"].size(); i += 50) { // one in fifty: each loads the experiment again
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
