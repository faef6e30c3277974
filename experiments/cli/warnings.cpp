#include "experiments/cli/warnings.hpp"

#include "sim/input/catalogue.hpp"

#include <fmt/format.h>

#include <map>

namespace meam::cli {

std::string warnings_text(const Experiment& experiment, const RunOutcome& outcome, const std::string& in_full)
{
    std::string text;
    for (const auto& warning : outcome.warnings) {
        text += fmt::format("\nwarning: {}\n", warning);
    }
    std::map<std::string, int> by_code; // a warning about the model begins with its code
    for (const auto& warning : experiment.warnings) {
        ++by_code[warning.substr(0, warning.find(' '))];
    }
    if (by_code.empty()) {
        return text;
    }
    text += fmt::format("\nAbout the model, in full by `{}`:\n", in_full);
    for (const auto& [code, count] : by_code) {
        const auto* entry = input::catalogue_entry(code);
        text += fmt::format("  {}  {}{}\n", code, entry == nullptr ? "" : entry->title,
                            count > 1 ? fmt::format(" ({} times)", count) : "");
    }
    return text;
}

} // namespace meam::cli
