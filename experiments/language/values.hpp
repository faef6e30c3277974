#pragma once
// Values as `explain` and `list` show them: as --set takes them.

#include "experiments/language/language.hpp"
#include "sim/input/document.hpp"

#include <string>
#include <vector>

namespace meam::language {

/// A number, a flag or an array: "1.5", "true", "\"26 weeks\"", "[0, 0.01]".
/// @param path     where it is stated; of an array the path of the whole
/// @param numbers  the number at the path, or the elements of the array
std::string set_text(const std::string& path, const std::vector<input::Quantity>& numbers);

/// The value that holds where the key is absent, in the same form; a description where it is no value: "no limit by
/// beds".
std::string default_text(const Key& key);
/// Whether `default_text` is a value.
bool default_is_value(const Key& key);

} // namespace meam::language
