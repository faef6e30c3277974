#include "analysis/tables.hpp"

#include <nlohmann/json.hpp>

#include <cmath>

namespace meam::analysis {
namespace {

using Json = nlohmann::ordered_json;

constexpr int schema_version = 1;

Json value_of(const Cell& cell)
{
    if (const auto* text = std::get_if<std::string>(&cell)) {
        return *text;
    }
    if (const auto* count = std::get_if<std::int64_t>(&cell)) {
        return *count;
    }
    if (const auto* number = std::get_if<double>(&cell); number && std::isfinite(*number)) {
        return *number == 0.0 ? 0.0 : *number;
    }
    return nullptr;
}

Json object_of(const Table& table)
{
    Json columns = Json::array();
    for (const auto& column : table.columns) {
        columns.push_back({{"name", column.name}, {"heading", column.heading}, {"unit", column.unit}});
    }
    Json rows = Json::array();
    for (const auto& row : table.rows) {
        Json object = Json::object();
        for (std::size_t c = 0; c < row.size(); ++c) {
            object[table.columns[c].name] = value_of(row[c]);
        }
        rows.push_back(std::move(object));
    }
    return {{"title", table.title}, {"columns", std::move(columns)}, {"rows", std::move(rows)}, {"notes", table.notes}};
}

std::string text_of(const Json& document)
{
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; // invalid UTF-8 becomes U+FFFD
}

} // namespace

std::string to_json(const Table& table)
{
    Json document{{"schema_version", schema_version}};
    document.update(object_of(table));
    return text_of(document);
}

std::string to_json(const std::vector<Table>& tables)
{
    Json list = Json::array();
    for (const auto& table : tables) {
        list.push_back(object_of(table));
    }
    return text_of({{"schema_version", schema_version}, {"tables", std::move(list)}});
}

} // namespace meam::analysis
