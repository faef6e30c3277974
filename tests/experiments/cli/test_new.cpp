#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

using meam::tests::meamsim;
using meam::tests::TemporaryFolder;
using nlohmann::json;

TEST_CASE("a new project is sound, and named after its folder", "[cli]")
{
    const TemporaryFolder folder;
    const auto said = meamsim("new 'Our Town'", folder.path());
    CHECK(said.code == 0);
    CHECK(said.err.empty());
    for (const auto* file : {"experiment.toml", "more_homes.toml", "notes.md"}) {
        INFO(file);
        CHECK(std::filesystem::exists(folder.path() / "Our Town" / file));
    }
    const auto check = meamsim("check experiment.toml", folder.path() / "Our Town");
    CHECK(check.code == 0);
    CHECK(check.out.find("results would go to out/our_town") != std::string::npos);
    CHECK(check.out.find("scenarios: homes") != std::string::npos);
}

TEST_CASE("a new project runs, and what it says to do next works", "[cli][slow]")
{
    const TemporaryFolder folder;
    const auto said = meamsim("new mine", folder.path());
    REQUIRE(said.code == 0);
    const std::string mark = "next: meamsim ";
    const auto next = said.out.substr(said.out.find(mark) + mark.size());
    const auto run = meamsim(next.substr(0, next.find('\n')) + " --json", folder.path());
    REQUIRE(run.code == 0);
    CHECK(json::parse(run.out)["runs_complete"] == 12);
}

TEST_CASE("a new project takes an empty folder, and no other", "[cli]")
{
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder.path() / "empty");
    CHECK(meamsim("new empty", folder.path()).code == 0);
    CHECK(meamsim("new empty", folder.path()).code == 2);
    CHECK(meamsim("new .", folder.path()).code == 2);
}
