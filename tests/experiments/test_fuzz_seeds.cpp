// The seeds of the fuzzers, and the inputs that once ended one, replayed without libFuzzer.

#include "tests/fuzz/command_input.hpp"
#include "tests/fuzz/experiment_input.hpp"
#include "tests/fuzz/whole.hpp"
#include "tests/support/program.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>

using namespace meam;

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_in(const std::string& folder)
{
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(fuzz::seeds() + "/" + folder)) {
        files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::string in_quotes(const std::string& word)
{
    std::string inside;
    for (const char c : word) {
        inside += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return "'" + inside + "'";
}

/// Mutants of the whole model, each of the one before; a new line of them every eight.
void check_mutants(std::uint64_t first, std::uint64_t last)
{
    auto text = fuzz::whole_model();
    for (auto seed = first; seed < last; ++seed) {
        text = fuzz::mutated_experiment(seed % 8 == 0 ? fuzz::whole_model() : text, seed);
        INFO("seed " << seed << ":\n" << text);
        REQUIRE(fuzz::fault_of_experiment(text) == "");
    }
}

} // namespace

TEST_CASE("mutants of a model run, or are refused with codes and carets", "[experiments]")
{
    check_mutants(0, 40);
}

TEST_CASE("thousands of mutants of a model run, or are refused with codes and carets", "[experiments][slow]")
{
    check_mutants(1000, 6000);
}

TEST_CASE("every seed of the experiment fuzzer runs, or is refused with codes and carets", "[experiments]")
{
    for (const auto& file : files_in("experiment")) {
        INFO(file);
        CHECK(fuzz::fault_of_experiment(tests::text_of(file)) == "");
    }
}

TEST_CASE("every seed of the command fuzzer succeeds or is refused", "[experiments]")
{
    const std::set<int> codes{0, 2, 3, 4, 6};
    setenv("MEAM_LIBRARY", (fuzz::seeds() + "/library").c_str(), 1);
    for (const auto& file : files_in("commands")) {
        std::string arguments;
        for (const auto& word : fuzz::command_of(tests::text_of(file))) {
            arguments += " " + in_quotes(word);
        }
        INFO(file << arguments);
        const auto said = tests::meamsim(arguments);
        INFO(said.err);
        CHECK(codes.contains(said.code));
    }
    unsetenv("MEAM_LIBRARY");
}

TEST_CASE("a mutation depends on its seed alone, and leaves a text that TOML can read", "[experiments]")
{
    auto text = fuzz::whole_model();
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const auto once = fuzz::mutated_experiment(text, seed);
        CHECK(once == fuzz::mutated_experiment(text, seed));
        CHECK(once != text);
        REQUIRE_FALSE(once.empty());
        text = once;
    }
    CHECK(fuzz::mutated_command("run\nwhole\n", 7) == fuzz::mutated_command("run\nwhole\n", 7));
}
