// What is said of command lines that are wrong, and of results that are: transcripts, to the letter.

#include "sim/input/catalogue.hpp"
#ifdef MEAM_HDF5
#include "sim/results/hdf5/writer.hpp"
#include "tests/sim/results/sample.hpp"
#endif
#include "tests/support/paths.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <regex>
#include <sstream>
#include <vector>

using namespace meam;
using tests::TemporaryFolder;

namespace {

namespace fs = std::filesystem;

const fs::path here = fs::path(tests::folder()) / "experiments" / "bad_commands";

/// One command of a transcript: the line after "$ meamsim", and all that follows up to the next.
struct Command {
    std::string arguments;
    std::string expected;
};

std::vector<Command> commands_of(const fs::path& transcript)
{
    const std::string prompt = "$ meamsim";
    std::vector<Command> commands;
    std::istringstream lines(tests::text_of(transcript));
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(prompt)) {
            commands.push_back({line.substr(prompt.size()), {}});
        } else {
            commands.back().expected += line + "\n";
        }
    }
    return commands;
}

/// Digests follow from the experiments, which have tests of their own, and memory from the machine.
std::string without_digests(const std::string& text)
{
    return std::regex_replace(std::regex_replace(text, std::regex("[0-9a-f]{32}"), "<digest>"),
                              std::regex("[0-9]+\\.[0-9] GB"), "<size>");
}

std::vector<fs::path> transcripts()
{
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(here)) {
#ifndef MEAM_HDF5
        if (entry.path().stem().string().starts_with("results_")) {
            continue; // of results files, which this build does not read
        }
#endif
        files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

/// The files that the commands speak of: a run of ten weeks, another with other luck, and what is no results file.
void prepare(const TemporaryFolder& folder)
{
    folder.write("mine.toml", "based_on = \"quickstart\"\nname = \"mine\"\nhorizn = \"5 weeks\"\n"
                              "[service.gp]\nthreshold = \"two\"\n");
    folder.write("notes.txt", "Ask the council.\n");
    folder.write("full/kept.txt", "mine\n");
#ifdef MEAM_HDF5
    const std::string run = "run '" + tests::folder() +
                            "/golden/town.toml' --scenario integrated --replicates 2 "
                            "--set 'horizon=\"10 weeks\"' ";
    REQUIRE(tests::meamsim(run + "-o out", folder.path()).code == 0);
    REQUIRE(tests::meamsim(run + "-o other --set seed=5", folder.path()).code == 0);
    REQUIRE(tests::meamsim(run + "-o half --shard 1/2", folder.path()).code == 0);
    REQUIRE(
        tests::meamsim("run '" + tests::folder() + "/data/invalid_models/library/sound.toml' --replicates 2 -o hubless",
                       folder.path())
            .code == 0);
    const auto whole = tests::text_of(folder.path() / "out" / "results.h5");
    folder.write("cut.h5", whole.substr(0, whole.size() / 2));
    results::Hdf5Writer other_numbers(folder.path() / "other_numbers.h5", results::sample::layout());
    for (const auto& id : results::missing_units(results::sample::layout(), {})) {
        other_numbers.put(results::sample::unit(id)); // their digests are made up
    }
    other_numbers.close();
    folder.write("theirs/summary.csv", "town,residents\n");
#endif
}

} // namespace

TEST_CASE("every wrong command is reported with what is wrong, where, and how to mend it", "[experiments][cli]")
{
    const TemporaryFolder folder;
    prepare(folder);
    for (const auto& transcript : transcripts()) {
        std::string all;
        for (const auto& command : commands_of(transcript)) {
            const auto said = tests::meamsim(command.arguments, folder.path());
            const auto text = without_digests(said.err) + "[" + std::to_string(said.code) + "]\n";
            all += "$ meamsim" + command.arguments + "\n" + text;
            INFO(transcript.filename().string() << ": meamsim" << command.arguments);
            CHECK(said.out.empty());
            CHECK(text == command.expected);
        }
        if (std::getenv("MEAM_WRITE_EXPECTED") != nullptr) {
            std::ofstream(transcript, std::ios::binary) << all;
        }
    }
}

TEST_CASE("every code of results and of the command line stands in a transcript", "[experiments][cli]")
{
    std::string all;
    for (const auto& entry : fs::directory_iterator(here)) {
        all += tests::text_of(entry.path());
    }
    for (const auto& row : input::catalogue()) {
        if (row.code >= "E400" && row.code != "E510") { // E510 needs a machine without memory: test_hostile_names.cpp
            INFO(row.code);
            CHECK(all.find("error[" + std::string(row.code) + "]") != std::string::npos);
        }
    }
}
