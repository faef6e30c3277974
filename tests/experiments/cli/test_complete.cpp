#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

using meam::tests::meamsim;
using meam::tests::TemporaryFolder;

TEST_CASE("completion offers the words that a verb accepts at that position", "[cli]")
{
    const TemporaryFolder folder;
    folder.write("mine.toml", "based_on = \"quickstart\"\nname = \"mine\"\n[scenario.quietly]\npolicies = []\n");
    folder.write("broken.toml", "based_on = \"quickstart\"\nname = 3\n");
    folder.write("out/notes.txt", "");
    const auto complete = [&](const std::string& words) {
        const auto said = meamsim("complete " + words, folder.path());
        CHECK(said.code == 0);
        CHECK(said.err.empty());
        return said.out;
    };
    CHECK(complete("ch") == "check\n");
    CHECK(complete("run 'm'") == "mine.toml\n");
    CHECK(complete("run kirkholt_pl") == "kirkholt_placebo\n");
    CHECK(complete("run mine.toml --scenario ''") == "integrated\nquietly\nsiloed\n");
    CHECK(complete("run mine.toml --scenario=q") == "--scenario=quietly\n");
    CHECK(complete("run mine.toml --only q") == "quietly:\n");
    CHECK(complete("run mine.toml -o o") == "out/\n");
    CHECK(complete("run mine.toml --set service.lettings.su") == "service.lettings.supply=\n");
    CHECK(complete("run mine.toml --set need.debt.onset.rat") == "need.debt.onset.rate=\nneed.debt.onset.ratio.\n");
    CHECK(complete("compare --by ''") == "deprivation\nneeds\nnone\nplace\nsex\n");
    CHECK(complete("run mine.toml --resume --re") == "--replicates\n"); // once is enough
    CHECK(complete("list policies --in k") ==
          "kirkholt\nkirkholt_arrears\nkirkholt_children\nkirkholt_"
          "contacts\nkirkholt_custody\nkirkholt_elsewhere\nkirkholt_fitted\nkirkholt_full\n"
          "kirkholt_partners\nkirkholt_placebo\nkirkholt_prevention\nkirkholt_strain\nkirkholt_vacancies\n");
    CHECK(complete("run broken.toml --scenario ''").empty());
    CHECK(complete("compare nowhere --outcome ''").empty());
    CHECK(complete("fly ''").empty());
    CHECK(complete("run mine.toml --until-ci ''").empty());
}

TEST_CASE("every shell has a script that asks for candidates", "[cli]")
{
    for (const auto* shell : {"bash", "zsh", "fish"}) {
        INFO(shell);
        const auto said = meamsim(std::string("completions ") + shell);
        CHECK(said.code == 0);
        CHECK(said.out.find(" complete ") != std::string::npos);
    }
}
