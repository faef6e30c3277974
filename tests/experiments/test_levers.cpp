// What docs/developer/language-needs.md says that the language carries: small experiments, one for each lever that
// needed something new. Each loads without a mistake, and the lever changes trajectories or costs.

#include "tests/support/paths.hpp"
#include "tests/support/town.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

std::vector<std::filesystem::path> levers()
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(tests::folder() + "/experiments/levers")) {
        files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

Experiment lever(const std::filesystem::path& file)
{
    input::DocumentOptions options;
    options.library = {tests::library()};
    options.sets = {"warm_up={ exactly = \"26 weeks\" }", "horizon=\"60 weeks\"", "replicates.at_least=2",
                    "replicates.at_most=2"};
    return load_experiment(file, options);
}

} // namespace

TEST_CASE("a file for each lever that the language was widened for does something", "[experiments][slow]")
{
    const auto files = levers();
    CHECK(files.size() >= 18);
    for (const auto& file : files) {
        INFO(file.filename().string());
        RunOptions options;
        options.audit = true;
        const auto outcome = run_of(lever(file), options);
        const auto scenarios = outcome.source->layout().scenarios;
        const auto baseline = std::ranges::find(scenarios, "hub") == scenarios.end() ? "siloed" : "hub";
        CHECK(differences(*outcome.source, "tried", baseline) != std::vector<std::string>{});
    }
}
