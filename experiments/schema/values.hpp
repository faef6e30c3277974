#pragma once
// Values as `explain` and `list` show them: as --set takes them.

#include "experiments/schema/schema.hpp"
#include "sim/input/document.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace meam::schema {

/// A number, a flag or an array: "1.5", "true", "\"26 weeks\"", "[0, 0.01]".
/// @param path     where it is stated; of an array the path of the whole
/// @param numbers  the number at the path, or the elements of the array
std::string set_text(const std::string& path, const std::vector<input::Quantity>& numbers);

/// The value that holds where the key is absent, in the same form; a description where it is no value: "no limit by
/// beds".
std::string default_text(const Declaration& key);
/// Whether `default_text` is a value.
bool default_is_value(const Declaration& key);

// The default as the loader uses it. Each throws std::logic_error if the declaration has no default of that type.
std::string default_word(const Declaration& key); ///< "" if the declared words have no default among them
bool default_flag(const Declaration& key);
double default_value(const Declaration& key); ///< in the unit held
double default_at(std::string_view path);     ///< of the key at a path: of `warm_up.at_least` 104

} // namespace meam::schema
