#include "sim/input/syntax.hpp"

#include <array>

namespace meam::input {

namespace {

/// The first row whose words both occur in what the parser says.
struct Row {
    std::string_view one;
    std::string_view other;
    std::string_view mend;
};

constexpr std::array rows{
    Row{"cannot redefine", "", "a table or key may be stated only once: keep one"},
    Row{"end-of-file", "parsing string", "close the text with a quote"},
    Row{"end-of-file", "literal string", "close the text with a quote"},
    Row{"end-of-file", "array", "close the array with ]"},
    Row{"end-of-file", "inline table", "close the table with }"},
    Row{"end-of-file", "header", "close the name of the table with ]"},
    Row{"end-of-file", "", "the line is incomplete: write key = value"},
    Row{"saw '\\n'", "inline table", "{ … } must be on one line; use a [table] for more lines"},
    Row{"control character", "", "remove the invisible character"},
    Row{"after '\\r'", "", "end each line with a line feed, or with a carriage return and a line feed"},
    Row{"nested value depth", "", "use fewer levels"},
    Row{"could not determine", "", "put text in quotes: key = \"…\""},
    Row{"expected a comment or whitespace", "",
        "write one value for each key; put a number with a unit in quotes: \"3 weeks\""},
    Row{"not representable in 64 bits", "", "write a whole number up to 9223372036854775807"},
    Row{"could not be interpreted", "", "write a number such as 0.05 or 1e-3"},
    Row{"leading zeroes", "", "write the number without leading zeros"},
    Row{"escape sequence", "", "write \\\\ for a backslash, or put the text in single quotes"},
    Row{"expected '='", "", "write key = value"},
    Row{"parsing boolean", "", "write true or false; put text in quotes"},
    Row{"expected keys", "", "use letters, digits, _ and - in a key, or put the key in quotes"},
    Row{"parsing key", "", "use letters, digits, _ and - in a key, or put the key in quotes"},
    Row{"header", "", "write [table] or [table.subtable]"},
};

bool holds(std::string_view text, std::string_view words)
{
    return text.find(words) != std::string_view::npos;
}

} // namespace

Explained explained(std::string_view said, bool at_end)
{
    Explained result;
    result.at_key = holds(said, "cannot redefine");
    result.mend = "see toml.io for the grammar";
    for (const Row& row : rows) {
        if (holds(said, row.one) && holds(said, row.other)) {
            result.mend = row.mend;
            break;
        }
    }
    constexpr std::string_view prefix = "Error while parsing ";
    if (said.starts_with(prefix)) {
        said.remove_prefix(prefix.size());
    }
    if (at_end && holds(said, "string") && holds(said, "control character")) {
        said = "the text has no closing quote on its line";
        result.mend = "close it with a quote";
    } else if (holds(said, "nested value depth")) {
        said = "arrays or tables are nested too deep";
    } else if (holds(said, "after '\\r'")) {
        said = "a carriage return that no line feed follows";
    }
    result.what = "broken TOML: " + std::string(said);
    return result;
}

} // namespace meam::input
