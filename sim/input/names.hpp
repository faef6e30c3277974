#pragma once
// The one rule for names: of needs, services, policies, scenarios, agencies, states, places…

#include <string>
#include <string_view>

namespace meam::input {

inline constexpr std::size_t longest_name = 64; ///< [character]

/// Whether a text may be a name: 1 to 64 small letters, digits and underscores, and none of the words that say
/// something about numbers in every table (`unit`, `note`, `value`…). Names become axes, paths, files and addresses of
/// draws.
bool is_name(std::string_view text);
/// The same, and hyphens: names of experiments and scenarios.
bool is_file_name(std::string_view text);
/// How to mend a text that is no name, in words.
std::string name_rule(std::string_view text);

} // namespace meam::input
