#include "analysis/tables.hpp"

#include <algorithm>

namespace meam::analysis {
namespace {

std::string escaped(const std::string& text)
{
    std::string out;
    for (const char c : text) {
        const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
        const bool markup = std::string_view{"\\|`*[]~"}.find(c) != std::string_view::npos;
        out += markup ? "\\" : "";
        out += control ? " " : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : std::string(1, c);
    }
    return out;
}

bool holds_numbers(const Table& table, std::size_t column)
{
    return std::ranges::any_of(table.rows, [column](const auto& row) { return is_number(row[column]); });
}

} // namespace

std::string to_md(const Table& everything)
{
    const Table table = for_people(everything);
    std::string out = table.title.empty() ? "" : "### " + escaped(table.title) + "\n\n";
    std::string rule = "|";
    out += '|';
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        out += ' ' + escaped(headline(table.columns[c])) + " |";
        rule += holds_numbers(table, c) ? " ---: |" : " --- |";
    }
    out += '\n' + rule + '\n';
    for (const auto& row : table.rows) {
        out += '|';
        for (const Cell& one : row) {
            out += ' ' + escaped(readable(one)) + " |";
        }
        out += '\n';
    }
    for (const auto& note : table.notes) {
        out += "\n" + escaped(note) + "\n";
    }
    return out;
}

} // namespace meam::analysis
