#include "tests/fuzz/proper.hpp"

#include "sim/input/catalogue.hpp"

#include <algorithm>

namespace meam::fuzz {
namespace {

std::string fault_of(const input::Mistake& mistake)
{
    const auto& spot = mistake.spot;
    const bool of_a_set = spot.file == "--set";
    if (input::catalogue_entry(mistake.code) == nullptr) {
        return "the code `" + mistake.code + "` is not in the catalogue";
    }
    if (mistake.what.empty()) {
        return mistake.code + " does not say what is wrong";
    }
    const bool of_the_whole = mistake.code == "E105" || mistake.code == "E204"; // what it lacks, or has too many of
    if (of_the_whole && spot.line == 0 && !spot.file.empty()) {
        return {};
    }
    if (spot.file.empty() || (!of_a_set && spot.line < 1) || spot.column < 1 || spot.width < 1) {
        return mistake.code + ", \"" + mistake.what + "\", has no source location: `" + spot.file + "`, line " +
               std::to_string(spot.line) + ", column " + std::to_string(spot.column);
    }
    return {};
}

} // namespace

std::string fault_of_loading(const std::string& text, const std::vector<std::string>& sets,
                             std::optional<Experiment>* loaded)
{
    input::DocumentOptions options;
    options.sets = sets;
    try {
        auto experiment = load_experiment(input::Document::from_text(text, "model.toml", options));
        if (loaded != nullptr) {
            loaded->emplace(std::move(experiment));
        }
        return {};
    } catch (const input::InputError& error) {
        if (error.mistakes().empty()) {
            return "it is refused without a mistake";
        }
        for (const auto& mistake : error.mistakes()) {
            if (auto fault = fault_of(mistake); !fault.empty()) {
                return fault;
            }
        }
        const std::string_view words = error.what();
        const bool in_a_line =
            std::ranges::any_of(error.mistakes(), [](const auto& mistake) { return mistake.spot.line > 0; });
        return in_a_line && words.find('^') == std::string_view::npos ? "no caret: " + std::string(words)
                                                                      : std::string();
    }
}

} // namespace meam::fuzz
