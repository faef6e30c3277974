#include "analysis/numbers.hpp"
#include "analysis/tables.hpp"

namespace meam::analysis {
namespace {

std::string field(const Cell& cell)
{
    if (const auto* text = std::get_if<std::string>(&cell)) {
        return csv_field(*text);
    }
    if (const auto* count = std::get_if<std::int64_t>(&cell)) {
        return std::to_string(*count);
    }
    if (const auto* number = std::get_if<double>(&cell)) {
        return shortest(*number);
    }
    return {};
}

} // namespace

std::string csv_field(const std::string& text)
{
    const bool formula = !text.empty() && std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos;
    const std::string safe = formula ? "'" + text : text;
    if (safe.find_first_of(",\"\r\n") == std::string::npos) {
        return safe;
    }
    std::string quoted = "\"";
    for (const char c : safe) {
        quoted += c;
        if (c == '"') {
            quoted += c;
        }
    }
    return quoted + '"';
}

std::string to_csv(const Table& table)
{
    std::string out;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        out += (c ? "," : "") + csv_field(table.columns[c].name);
    }
    out += "\r\n";
    for (const auto& row : table.rows) {
        for (std::size_t c = 0; c < row.size(); ++c) {
            out += (c ? "," : "") + field(row[c]);
        }
        out += "\r\n";
    }
    return out;
}

} // namespace meam::analysis
