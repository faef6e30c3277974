// Names, paths and machines that a run cannot work with: refused with a code, and never "a mistake of ours".

#include "tests/support/paths.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <set>
#include <sys/wait.h>
#include <vector>

using namespace meam;
using tests::TemporaryFolder;

namespace {

namespace fs = std::filesystem;

const std::set<int> refusals{2, 3, 4, 6};
const std::string model = "'" + tests::folder() + "/experiments/hints/no_services.toml'";

void check_refused(const std::string& command, const fs::path& folder)
{
    INFO(command.substr(0, 200));
    const auto said = tests::meamsim(command, folder);
    INFO(said.err.substr(0, 1000));
    CHECK(refusals.contains(said.code));
    CHECK(said.err.starts_with("error[E"));
}

/// Every verb that takes a file or folder, with this one.
std::vector<std::string> commands_with(const std::string& path)
{
    std::vector<std::string> commands{"check " + path,           "run " + path,
                                      "graph " + path,           "attribute " + path,
                                      "list needs --in " + path, "explain debt --in " + path};
#ifdef MEAM_HDF5
    for (const auto* verb : {"compare ", "evaluate ", "trace "}) {
        commands.push_back(verb + path);
    }
    commands.push_back("merge " + path + " -o merged.h5");
    commands.push_back("run " + model + " -o " + path);
#endif
    commands.push_back("new " + path);
    return commands;
}

} // namespace

TEST_CASE("a path that the system refuses is refused by every verb", "[experiments]")
{
    const TemporaryFolder folder;
    fs::create_symlink("loop", folder.path() / "loop");
    folder.write("file", "no folder");
    std::string deep;
    for (int i = 0; i < 1500; ++i) {
        deep += "../";
    }
    const std::vector<std::string> paths{std::string(300, 'a'), "loop", "loop/deeper", "file/deeper", deep + "x.toml"};
    for (const auto& path : paths) {
        for (const auto& command : commands_with(path)) {
            check_refused(command, folder.path());
        }
    }
}

TEST_CASE("a key or text too long for a file of results is refused, and so is a NUL in a name of a file",
          "[experiments]")
{
    const TemporaryFolder folder;
    const auto text = tests::text_of(tests::folder() + "/experiments/hints/no_services.toml");
    const std::string at_length(100'000, 'a');
    folder.write("key.toml", text + "[need." + at_length + "]\nreads = { circumstance = \"home\" }\n");
    folder.write("label.toml", text + "[measure.m]\nwhom = { needs = 1 }\nlabel = \"" + at_length + "\"\n");
    folder.write("question.toml", "question = \"" + at_length + "\"\n" + text);
    folder.write("nul.toml", "based_on = \"quick\\u0000start\"\n" + text);
    folder.write("zero.toml", text + "[measure.m]\nwhom = { needs = 1 }\nlabel = \"a\\u0000b\"\n");
    folder.write("empty.toml", "based_on = \"\"\n" + text);
    for (const auto* name : {"key", "label", "question", "nul", "zero", "empty"}) {
        check_refused("check " + std::string(name) + ".toml", folder.path());
        check_refused("run " + std::string(name) + ".toml", folder.path());
    }
    check_refused("check " + model + " --set need.debt.label='\"" + at_length + "\"'", folder.path());
    check_refused("run " + model + " --until-ci '" + at_length + " < 5%'", folder.path());
    check_refused("run " + model + " --until-ci 'crisis_demand < " + std::string(400, '9') + "%'", folder.path());
    check_refused("run " + model + " --shard 9/9", folder.path());
}

#if defined(MEAM_HDF5) && !defined(__SANITIZE_ADDRESS__)

TEST_CASE("a machine with too little memory ends a run with E510, E515 or E401, and never as a mistake of ours",
          "[experiments]")
{
    const TemporaryFolder folder;
    int refused = 0;
    for (const int kilobytes : {40'000, 50'000, 60'000, 90'000, 130'000, 200'000}) {
        const auto command = "cd '" + folder.path().string() + "' && ulimit -v " + std::to_string(kilobytes) + " && '" +
                             tests::binary() + "' run " + model +
                             " --force -o out --set place.t.residents=30000 >out.txt 2>err.txt";
        const int status = std::system(command.c_str());
        const auto err = tests::text_of(folder.path() / "err.txt");
        INFO(kilobytes << " kB: " << err);
        CHECK(WIFEXITED(status));
        const bool refused_beforehand = WEXITSTATUS(status) == 2 && err.find("E515") != std::string::npos;
        CHECK((WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 4 || refused_beforehand ||
               WEXITSTATUS(status) == 127)); // the loader finds no memory for the program itself
        refused += WEXITSTATUS(status) == 4 || refused_beforehand ? 1 : 0;
    }
    CHECK(refused > 0);
}

TEST_CASE("too little memory ends a verb that reads results with E510, and leaves every file as it was",
          "[experiments][slow]")
{
    const TemporaryFolder folder;
    const auto small = "'" + tests::folder() + "/fuzz/seeds/library/kirkholt.toml'";
    REQUIRE(tests::meamsim("run " + small + " -o out", folder.path()).code == 0);
    REQUIRE(tests::meamsim("run " + small + " -o one --shard 1/2", folder.path()).code == 0);
    REQUIRE(tests::meamsim("run " + small + " -o two --shard 2/2", folder.path()).code == 0);
    const auto results = tests::text_of(folder.path() / "out" / "results.h5");
    for (const std::string command : {"compare out --outcome '*'", "merge one two -o both.h5",
                                      "evaluate out --table cases", "verify out --sample 2", "trace out"}) {
        int refused = 0;
        int code = -1;
        const double first = command.starts_with("trace") ? 34'200 : 40'000; // about the least that the loader needs
        for (double kilobytes = first; code != 0 && kilobytes < 1e7; kilobytes *= 1.02) {
            const auto limited = "cd '" + folder.path().string() + "' && ulimit -v " +
                                 std::to_string(static_cast<int>(kilobytes)) + " && exec timeout -s KILL 60 '" +
                                 tests::binary() + "' " + command + " >out.txt 2>err.txt";
            const int status = std::system(limited.c_str());
            const auto err = tests::text_of(folder.path() / "err.txt");
            INFO(command << " with " << kilobytes << " kB: " << err);
            REQUIRE(WIFEXITED(status));
            code = WEXITSTATUS(status);
            CHECK((code == 0 || code == 4 || code == 127)); // 127: the loader finds no memory for the program itself
            CHECK((code != 4 || err.find("error[E510]") != std::string::npos ||
                   err.find("memory r") != std::string::npos));
            refused += code == 4 ? 1 : 0;
            const auto made = folder.path() / "both.h5";
            const bool whole = err.find("`both.h5` is complete") != std::string::npos; // memory ended afterwards
            CHECK(fs::exists(made) == ((code == 0 && command.starts_with("merge")) || whole));
            CHECK_FALSE(fs::exists(made.string() + ".tmp"));
            fs::remove(made);
        }
        INFO(command);
        CHECK(code == 0);
        CHECK(refused > 0);
        CHECK(tests::text_of(folder.path() / "out" / "results.h5") == results);
    }
}

#endif
