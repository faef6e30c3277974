#include "analysis/tables.hpp"

#include "analysis/numbers.hpp"
#include "sim/results/store.hpp"

namespace meam::analysis {

Cell cell(const std::optional<double>& value)
{
    return value ? Cell{*value} : Cell{};
}

Form form_named(std::string_view word)
{
    if (word == "table") {
        return Form::text;
    }
    if (word == "csv") {
        return Form::csv;
    }
    if (word == "md") {
        return Form::md;
    }
    if (word == "json") {
        return Form::json;
    }
    throw results::ResultsError("no table can be written as `" + std::string{word} + "`: table, csv, md or json", 2);
}

std::string render(const Table& table, Form form)
{
    switch (form) {
    case Form::csv:
        return to_csv(table);
    case Form::md:
        return to_md(table);
    case Form::json:
        return to_json(table);
    case Form::text:
        break;
    }
    return to_text(table);
}

std::string readable(const Cell& cell)
{
    if (const auto* text = std::get_if<std::string>(&cell)) {
        return *text;
    }
    if (const auto* count = std::get_if<std::int64_t>(&cell)) {
        return readable(*count);
    }
    if (const auto* number = std::get_if<double>(&cell)) {
        return readable(*number);
    }
    return {};
}

bool is_number(const Cell& cell)
{
    return std::holds_alternative<std::int64_t>(cell) || std::holds_alternative<double>(cell);
}

Table for_people(const Table& table)
{
    Table result{table.title, {}, std::vector<std::vector<Cell>>(table.rows.size()), table.notes};
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        if (table.columns[c].detail) {
            continue;
        }
        result.columns.push_back(table.columns[c]);
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            result.rows[r].push_back(table.rows[r].at(c));
        }
    }
    return result;
}

std::string headline(const TableColumn& column)
{
    return column.unit.empty() ? column.heading : column.heading + " (" + column.unit + ")";
}

} // namespace meam::analysis
