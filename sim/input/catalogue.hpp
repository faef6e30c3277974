#pragma once
// The list of error codes, each with its meaning and remedy, as printed by `meamsim explain E104`.

#include <span>
#include <string_view>

namespace meam::input {

/// One error code.
struct CatalogueEntry {
    std::string_view code;    ///< "E104"
    std::string_view title;   ///< one line: the message of the error
    std::string_view meaning; ///< a paragraph
    std::string_view wrong;   ///< an example with the error, as in a file
    std::string_view right;   ///< the same example, corrected
};

std::span<const CatalogueEntry> catalogue();
/// @return nullptr if there is no such code
const CatalogueEntry* catalogue_entry(std::string_view code);

} // namespace meam::input
