#pragma once
// Every error code there is, with what it means and how to mend it: what `meamsim explain E104` prints.

#include <span>
#include <string_view>

namespace meam::input {

struct CatalogueEntry {
    std::string_view code;    ///< "E104"
    std::string_view title;   ///< "nobody reads this key"
    std::string_view meaning; ///< a paragraph
    std::string_view wrong;   ///< an example, as in a file
    std::string_view right;   ///< the same, mended
};

std::span<const CatalogueEntry> catalogue();
/// nullptr if there is no such code
const CatalogueEntry* catalogue_entry(std::string_view code);

} // namespace meam::input
