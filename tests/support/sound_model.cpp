#include "tests/support/sound_model.hpp"

#include "experiments/experiment.hpp"
#include "tests/support/paths.hpp"

#include <filesystem>

namespace meam::tests {

std::set<std::string> codes_with(const std::string& tables)
{
    input::DocumentOptions options;
    options.library = {std::filesystem::path(tests::folder()) / "data" / "invalid_models" / "library"};
    options.require_sources_in_library = false;
    std::set<std::string> codes;
    try {
        (void)load_experiment(input::Document::from_text("based_on = \"sound\"\n" + tables, "mine.toml", options));
    } catch (const input::InputError& error) {
        for (const auto& mistake : error.mistakes()) {
            codes.insert(mistake.code);
        }
    }
    return codes;
}

} // namespace meam::tests
