#pragma once
// Text in lines: for the reference pages that the program prints, and for terminals.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace meam::cli {

constexpr std::size_t page_width = 110;

/// The words of `text` in lines of at most `width` characters (a longer word has a line of its own), each ended by a
/// line break. The first line begins with `first`, every other with `indent`.
std::string wrapped(std::string_view text, std::size_t width, std::string_view first = {},
                    std::string_view indent = {});

/// A row of a Markdown table: `|` within a cell is escaped.
std::string table_row(const std::vector<std::string>& cells);

} // namespace meam::cli
