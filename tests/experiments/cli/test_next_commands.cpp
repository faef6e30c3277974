// Every command that the program suggests succeeds as it stands.

#include "sim/input/catalogue.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <regex>
#include <set>
#include <sstream>
#include <vector>

using namespace meam;
using tests::TemporaryFolder;

namespace {

namespace fs = std::filesystem;

const fs::path models = fs::path(tests::folder()) / "experiments" / "hints";

/// The commands on lines that begin `next: meamsim`, without `meamsim`.
std::vector<std::string> next_commands(const std::string& text)
{
    const std::string mark = "next: ";
    std::vector<std::string> commands;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(mark)) {
            INFO(line);
            REQUIRE(line.starts_with(mark + "meamsim "));
            commands.push_back(line.substr((mark + "meamsim ").size()));
        }
    }
    return commands;
}

/// Runs a command and the commands that it suggests, and so on. @return how many were suggested
int follow(const std::string& command, const fs::path& folder)
{
    INFO(command);
    const auto said = tests::meamsim(command, folder);
    INFO(said.out << said.err);
    CHECK(said.code == 0);
    int suggested = 0;
    for (const auto& next : next_commands(said.out + said.err)) {
        suggested += 1 + follow(next, folder);
    }
    return suggested;
}

std::string file_of(const std::string& model)
{
    return "'" + (models / (model + ".toml")).string() + "'";
}

/// Commands in back quotes: those that messages and the catalogue suggest.
std::set<std::string> commands_in(const std::string& text)
{
    std::set<std::string> commands;
    const std::regex quoted("`meamsim ([^`]*)`");
    for (std::sregex_iterator it(text.begin(), text.end(), quoted), end; it != end; ++it) {
        commands.insert((*it)[1].str());
    }
    return commands;
}

/// Every text of the program in one: string literals that the compiler joins are joined here too.
std::string sources()
{
    std::string all;
    const auto top = fs::path(tests::folder()).parent_path();
    for (const char* layer : {"sim", "models", "analysis", "experiments"}) {
        for (const auto& entry : fs::recursive_directory_iterator(top / layer)) {
            if (entry.path().extension() == ".cpp" || entry.path().extension() == ".hpp") {
                all += tests::text_of(entry.path()) + "\n";
            }
        }
    }
    std::string joined;
    const std::regex seam("\"[ \t\r\n]*\n[ \t]*\"");
    std::regex_replace(std::back_inserter(joined), all.begin(), all.end(), seam, "");
    return joined;
}

/// The command with a file, results and names in the places of FILE, RESULTS and so on. A verb alone is mentioned, not
/// suggested: its help is asked for. "" where the source puts it together from words of the user.
std::string as_typed(std::string command)
{
    if (command.find(" + ") != std::string::npos || command == "complete") { // `complete` is for the scripts of shells
        return {};
    }
    if (command.find(' ') == std::string::npos || command == "run --resume") {
        return "help " + command.substr(0, command.find(' '));
    }
#ifndef MEAM_HDF5
    if (command.find("RESULTS") != std::string::npos) {
        return {};
    }
#endif
    const std::vector<std::pair<std::string, std::string>> words{
        {"FILE", file_of("no_services")},    {"RESULTS", "out"}, {"CODE", "E104"}, {"EXPERIMENT", "kirkholt"},
        {"NAME", "crisis_demand"},           {"\n", " "},        {"VERB", "run"},  {"TERM", "crisis_demand"},
        {"PATH", "service.lettings.supply"}, {"\\\\\"", "\""}};
    for (const auto& [what, with] : words) {
        command = std::regex_replace(command, std::regex(what), with);
    }
    return command;
}

} // namespace

#ifdef MEAM_HDF5

TEST_CASE("what the program says comes next succeeds, whatever the model is made of", "[experiments]")
{
    for (const std::string model : {"no_needs", "no_services", "one_scenario", "custom_outcome", "small_quickstart"}) {
        const TemporaryFolder folder;
        CHECK(follow("run " + file_of(model) + " -o out", folder.path()) == 1);
    }
    const TemporaryFolder folder;
    CHECK(follow("run '" + tests::folder() + "/fuzz/seeds/experiment/whole.toml'", folder.path()) == 1);
}

TEST_CASE("what comes next succeeds in folders of any name", "[experiments]")
{
    const TemporaryFolder folder;
    for (const std::string name : {"'my results'", "\"it's\"", "'$HOME `x`'", "-o", "'über'"}) {
        CHECK(follow("run " + file_of("no_services") + " --out=" + name, folder.path()) == 1);
    }
    const auto control = tests::meamsim("run " + file_of("no_needs") + " -o \"$(printf 'a\\nb')\"", folder.path());
    CHECK(control.out.find("next: meamsim compare $'a\\x0ab'\n") != std::string::npos); // as bash and zsh read it
    CHECK(follow("run " + file_of("no_needs") + " --only fewer:1 -o one", folder.path()) == 1);
    CHECK(follow("run " + file_of("one_scenario") + " --shard 2/2 -o second", folder.path()) == 1);
    CHECK(follow("run " + file_of("one_scenario") + " --shard 1/2 -o first", folder.path()) == 1);
    CHECK(follow("merge first second -o 'all of it.h5'", folder.path()) == 1);
}

#endif

TEST_CASE("a new project in a folder with a blank in its name runs by the printed command", "[experiments]")
{
    const TemporaryFolder folder;
    const auto said = tests::meamsim("new 'my project'", folder.path());
    REQUIRE(said.code == 0);
    const auto next = next_commands(said.out);
    REQUIRE(next.size() == 1);
    CHECK(follow(next.front() + " --dry-run", folder.path()) == 0);
}

TEST_CASE("the commands under a list of mistakes explain each of them", "[experiments]")
{
    const TemporaryFolder folder;
    folder.write("wrong.toml", "based_on = \"quickstart\"\nname = \"A B\"\nhorizn = 3\n[need]\nx = 1\n");
    const auto said = tests::meamsim("check wrong.toml", folder.path());
    const std::string mark = "More: ";
    const auto at = said.err.rfind(mark);
    REQUIRE(at != std::string::npos);
    std::istringstream commands(said.err.substr(at + mark.size()));
    int explained = 0;
    for (std::string command; std::getline(commands, command, ',');) {
        const auto words = command.substr(command.find("meamsim ") + 8);
        CHECK(tests::meamsim(words.substr(0, words.find('\n')), folder.path()).code == 0);
        ++explained;
    }
    CHECK(explained == 3);
}

TEST_CASE("every command that a message names in back quotes is one that succeeds", "[experiments]")
{
    const TemporaryFolder folder;
#ifdef MEAM_HDF5
    REQUIRE(tests::meamsim("run " + file_of("no_services") + " -o out", folder.path()).code == 0);
#endif
    auto commands = commands_in(sources());
    for (const auto& row : input::catalogue()) {
        commands.merge(commands_in(std::string(row.meaning)));
    }
    CHECK(commands.size() > 10);
    for (const auto& command : commands) {
        INFO(command);
        const auto line = as_typed(command);
        if (line.empty()) {
            continue;
        }
        const auto said = tests::meamsim(line, folder.path());
        INFO(line << "\n" << said.err);
        CHECK(said.code == 0);
    }
}
