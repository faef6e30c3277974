#include "analysis/tables.hpp"

#include <algorithm>
#include <array>

namespace meam::analysis {
namespace {

constexpr std::string_view column_gap = "  ";

/// One character of UTF-8, or one invalid byte.
struct Character {
    char32_t code = 0xFFFD;
    std::size_t length = 1;
};

Character next_character(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto length = byte(0) < 0x80 ? 1u : byte(0) >= 0xF0 ? 4u : byte(0) >= 0xE0 ? 3u : byte(0) >= 0xC2 ? 2u : 0u;
    if (length == 1) {
        return {byte(0), 1};
    }
    if (length == 0 || text.size() < length) {
        return {};
    }
    char32_t code = byte(0) & (0xFFu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) {
            return {};
        }
        code = code << 6 | (byte(i) & 0x3Fu);
    }
    return {code, length};
}

struct CodeRange {
    char32_t first, last;
};

template <std::size_t N> bool lies_in(const std::array<CodeRange, N>& ranges, char32_t code)
{
    return std::ranges::any_of(ranges, [code](CodeRange r) { return r.first <= code && code <= r.last; });
}

/// Whether a character could move the cursor, change colours or change the direction of writing.
bool commands_the_terminal(char32_t code)
{
    constexpr std::array<CodeRange, 5> commands{
        {{0, 0x1F}, {0x7F, 0x9F}, {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2066, 0x2069}}};
    return code == 0xFFFD || lies_in(commands, code);
}

/// Width of a character in terminal columns.
std::size_t width_of(char32_t code)
{
    constexpr std::array<CodeRange, 2> combining{{{0x300, 0x36F}, {0xFE00, 0xFE0F}}};
    constexpr std::array<CodeRange, 6> wide{
        {{0x1100, 0x115F}, {0x2E80, 0xA4CF}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFF00, 0xFF60}, {0x1F300, 0x3FFFD}}};
    return lies_in(combining, code) ? 0 : lies_in(wide, code) ? 2 : 1;
}

/// Text that is safe to print, with its width.
struct Shown {
    std::string text;
    std::size_t width = 0;
    bool number = false;
};

Shown shown(std::string_view text, bool number = false)
{
    Shown out{{}, 0, number};
    while (!text.empty()) {
        const Character next = next_character(text);
        if (commands_the_terminal(next.code)) {
            out.text += "\uFFFD";
            out.width += 1;
        } else {
            out.text += text.substr(0, next.length);
            out.width += width_of(next.code);
        }
        text.remove_prefix(next.length);
    }
    return out;
}

using Line = std::vector<Shown>;

std::string aligned(const Line& line, const std::vector<std::size_t>& widths, const std::vector<bool>& to_the_right)
{
    std::string out;
    for (std::size_t c = 0; c < line.size(); ++c) {
        const std::string space(widths[c] - line[c].width, ' ');
        out += c ? column_gap : "";
        out += to_the_right[c] ? space + line[c].text : line[c].text + space;
    }
    out.erase(out.find_last_not_of(' ') + 1);
    return out + "\n";
}

/// Lines of headings, and of units if any column has one.
std::vector<Line> head_of(const Table& table)
{
    std::vector<Line> head(2);
    for (const auto& column : table.columns) {
        head[0].push_back(shown(column.heading));
        head[1].push_back(shown(column.unit));
    }
    if (std::ranges::all_of(head[1], [](const Shown& unit) { return unit.width == 0; })) {
        head.pop_back();
    }
    return head;
}

Line line_of(const std::vector<Cell>& row)
{
    Line line;
    for (const Cell& one : row) {
        line.push_back(shown(readable(one), is_number(one)));
    }
    return line;
}

Line rule_of(const std::vector<std::size_t>& widths)
{
    Line rule;
    for (const std::size_t width : widths) {
        std::string dashes;
        for (std::size_t i = 0; i < width; ++i) {
            dashes += "─";
        }
        rule.push_back({dashes, width});
    }
    return rule;
}

} // namespace

std::string to_text(const Table& everything)
{
    const Table table = for_people(everything);
    std::vector<Line> lines = head_of(table);
    const std::size_t headings = lines.size();
    for (const auto& row : table.rows) {
        lines.push_back(line_of(row));
    }
    std::vector<std::size_t> widths(table.columns.size());
    std::vector<bool> to_the_right(table.columns.size());
    for (const Line& line : lines) {
        for (std::size_t c = 0; c < line.size(); ++c) {
            widths[c] = std::max(widths[c], line[c].width);
            to_the_right[c] = to_the_right[c] || line[c].number;
        }
    }
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(headings), rule_of(widths));

    std::string out = table.title.empty() ? "" : shown(table.title).text + "\n\n";
    for (const Line& line : lines) {
        out += aligned(line, widths, to_the_right);
    }
    out += table.notes.empty() ? "" : "\n";
    for (const auto& note : table.notes) {
        out += shown(note).text + "\n";
    }
    return out;
}

} // namespace meam::analysis
