#include "experiments/experiment.hpp"
#include "sim/input/catalogue.hpp"
#include "tests/support/bad_files.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace meam;

namespace {

const std::filesystem::path here = std::filesystem::path(MEAM_TESTS_DIR) / "experiments" / "bad";

Experiment loaded(const std::filesystem::path& file, const std::vector<std::string>& sets)
{
    input::DocumentOptions options;
    options.library = {here / "library"};
    options.sets = sets;
    options.require_sources_in_library = false;
    return load_experiment(file, options);
}

std::vector<input::Mistake> mistakes_of(const tests::BadFile& bad, std::string& text)
{
    try {
        (void)loaded(bad.file, bad.sets);
    } catch (const input::InputError& error) {
        text = error.what();
        return error.mistakes();
    }
    text = "nothing is wrong with it\n";
    return {};
}

} // namespace

TEST_CASE("every bad model is told where, what, and how to mend it", "[experiments]")
{
    tests::check_bad_files(here, [](const tests::BadFile& bad) {
        std::string text;
        (void)mistakes_of(bad, text);
        return text;
    });
}

TEST_CASE("what the bad models are based on is sound", "[experiments]")
{
    const auto experiment = loaded(here / "library" / "sound.toml", {});
    CHECK(experiment.warnings.empty());
    CHECK(experiment.model.scenarios.size() == 2);
}

TEST_CASE("every code about the meaning of a model has a bad model that is told it", "[experiments]")
{
    std::set<std::string> told;
    for (const auto& bad : tests::bad_files(here)) {
        std::string text;
        for (const auto& mistake : mistakes_of(bad, text)) {
            told.insert(mistake.code);
        }
    }
    for (const auto& row : input::catalogue()) {
        // E204 is about dozens of tables, E244 a warning alone
        if (row.code >= "E200" && row.code != "E204" && row.code != "E244") {
            INFO(row.code);
            CHECK(told.contains(std::string(row.code)));
        }
    }
}
