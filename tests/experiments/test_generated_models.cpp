// Randomly generated models over the whole experiment language: every way of running gives the same numbers.

#include "experiments/schema/schema.hpp"
#include "tests/support/generated/model.hpp"
#include "tests/support/generated/ways.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/program.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <set>

using namespace meam;
using namespace meam::tests;

namespace {

struct Tried {
    int accepted = 0, refused = 0;
    std::string texts;                ///< of the accepted models
    std::map<std::string, int> codes; ///< of the refused ones: by error code
    std::vector<std::string> different;
};

bool still_differs(const Pieces& pieces)
{
    try {
        return !difference(pieces).empty();
    } catch (const std::exception&) { // refused
        return false;
    }
}

Tried tried(std::uint64_t first, int cases)
{
    constexpr std::size_t most_shrunk = 3;
    Tried result;
    for (auto seed = first; seed < first + static_cast<std::uint64_t>(cases); ++seed) {
        INFO("seed " << seed); // printed after a crash
        const auto pieces = generated_model(seed);
        try {
            if (const auto differs = difference(pieces); !differs.empty()) {
                const auto text =
                    text_of(result.different.size() < most_shrunk ? shrunk(pieces, still_differs) : pieces);
                result.different.push_back("seed " + std::to_string(seed) + ": " + differs + "\n" + text);
            }
            ++result.accepted;
            result.texts += text_of(pieces);
        } catch (const input::InputError& error) {
            ++result.refused;
            ++result.codes[error.mistakes().front().code + ": " + error.mistakes().front().what];
        }
    }
    return result;
}

void expect_no_difference(const Tried& result)
{
    std::string refused;
    for (const auto& [code, times] : result.codes) {
        refused += std::to_string(times) + " " + code + "\n";
    }
    INFO(result.accepted << " accepted, " << result.refused << " refused:\n" << refused);
    for (const auto& different : result.different) {
        UNSCOPED_INFO(different);
    }
    CHECK(result.different.empty());
    CHECK(result.accepted >= 4 * result.refused);
}

/// Keys that change no number of a run, or that are not of the model.
const std::set<std::string> no_part_of_a_run{"about",        "label",      "based_on",   "question", "outcome",
                                             "trajectories", "draws",      "evaluation", "caliper",  "first_looks",
                                             "pattern",      "half_width", "formerly",   "without"};

/// Keys of which one word is as good as another. (No edge of kind `outreach` is ever taken.)
const std::set<std::string> words_without_effect{"channel", "better", "dealt", "trajectories"};

bool occurs(const std::string& text, const std::string& key)
{
    for (const auto& form : {"\n" + key + " =", " " + key + " =", "." + key + "]", "." + key + ".", "[" + key + ".",
                             "[" + key + "]", "\"" + key + "."}) {
        if (text.find(form) != std::string::npos) {
            return true;
        }
    }
    return false;
}

/// Keys and words of the experiment language that no text has, as `<shape>.<key>`.
std::vector<std::string> missing_from(const std::string& texts)
{
    const std::set<std::string> other_shapes{"pattern", "given", "evaluation"};
    std::vector<std::string> missing;
    for (const auto& shape : schema::all_tables()) {
        for (const auto& key : shape.keys) {
            if (other_shapes.contains(shape.name)) {
                continue;
            }
            if (!no_part_of_a_run.contains(key.name) && !occurs(texts, key.name)) {
                missing.push_back(shape.name + "." + key.name);
            }
            for (const auto& form : key.forms) {
                for (const auto& word : form.words) {
                    if (!words_without_effect.contains(key.name) && !(key.name == "kind" && word == "outreach") &&
                        texts.find("\"" + word + "\"") == std::string::npos) {
                        missing.push_back(shape.name + "." + key.name + " = " + word);
                    }
                }
            }
        }
    }
    return missing;
}

std::uint64_t from_environment(const char* name, std::uint64_t absent)
{
    const char* stated = std::getenv(name);
    return stated == nullptr ? absent : std::strtoull(stated, nullptr, 10);
}

} // namespace

TEST_CASE("generated models give the same numbers in every way of running", "[experiments]")
{
    const auto result = tried(1, 240);
    expect_no_difference(result);
    CHECK(missing_from(result.texts) == std::vector<std::string>{});
}

TEST_CASE("thousands of generated models give the same numbers in every way of running", "[experiments][slow]")
{
    // Repeat one case: MEAM_GENERATED_SEED=<its seed> MEAM_GENERATED_CASES=1
    const auto cases = static_cast<int>(from_environment("MEAM_GENERATED_CASES", 4000));
    const auto result = tried(from_environment("MEAM_GENERATED_SEED", 1000), cases);
    std::cout << result.accepted << " generated models ran in every way, " << result.different.size()
              << " of them differ, " << result.refused << " were refused\n";
    for (const auto& different : result.different) {
        std::cout << different << "\n"; // unwrapped, so that it can be copied into a file
    }
    expect_no_difference(result);
}

TEST_CASE("models that once differed between ways of running give the same numbers", "[experiments]")
{
    for (const auto& entry : std::filesystem::directory_iterator(folder() + "/data/ways_of_running")) {
        INFO(entry.path());
        CHECK(difference(Pieces{text_of(entry.path())}) == "");
    }
}
