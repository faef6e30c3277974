#include "experiments/cli/markdown.hpp"

#include "sim/input/characters.hpp"

#include <sstream>

namespace meam::cli {

std::string wrapped(std::string_view text, std::size_t width, std::string_view first, std::string_view indent)
{
    std::string lines, line(first);
    bool empty = true;
    std::istringstream words{std::string(text)};
    for (std::string word; words >> word;) {
        if (!empty && input::length(line) + 1 + input::length(word) > width) {
            lines += line + "\n";
            line = indent;
            empty = true;
        }
        line += (empty ? "" : " ") + word;
        empty = false;
    }
    return lines + line + "\n";
}

std::string table_row(const std::vector<std::string>& cells)
{
    std::string row;
    for (const auto& cell : cells) {
        row += "| ";
        for (const char c : cell) {
            row += c == '|' ? "\\|" : std::string(1, c);
        }
        row += cell.empty() ? "" : " ";
    }
    return row + "|\n";
}

} // namespace meam::cli
