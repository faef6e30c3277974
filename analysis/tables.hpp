#pragma once
// A table, and the four ways to print one. What stands in a cell may come from a user's file: it is never trusted as
// markup, as a formula or as a control sequence of the terminal.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace meam::analysis {

/// Nothing known, a word, a count, a number.
using Cell = std::variant<std::monostate, std::string, std::int64_t, double>;

Cell cell(const std::optional<double>& value);

struct TableColumn {
    std::string name;      ///< for programs: csv header, json key
    std::string heading;   ///< for people
    std::string unit = {}; ///< "" where there is none, or where the rows say it
    bool detail = false;   ///< in csv and json alone: what would make a page too wide
};

struct Table {
    std::string title;
    std::vector<TableColumn> columns;
    std::vector<std::vector<Cell>> rows; ///< each as long as `columns`
    std::vector<std::string> notes;      ///< what a reader must know before quoting a number
};

enum class Form { text, csv, md, json };

/// "table", "csv", "md" or "json". @throws results::ResultsError  for another word, exit code 2
Form form_named(std::string_view word);

std::string render(const Table& table, Form form);

/// Aligned, UTF-8, numbers to the right and rounded for reading.
std::string to_text(const Table& table);

/// RFC 4180, lines ending in CR LF, numbers as they are; without title and notes.
std::string to_csv(const Table& table);

/// GitHub's Markdown, numbers rounded for reading.
std::string to_md(const Table& table);

/// One object {schema_version, title, columns: [{name, heading, unit}], rows: [{name: value}], notes}; numbers as they
/// are, null where nothing is known.
std::string to_json(const Table& table);

/// One object {schema_version, tables: [as above, each without its schema_version]}.
std::string to_json(const std::vector<Table>& tables);

/// A cell as people read it; "" where nothing is known.
std::string readable(const Cell& cell);

bool is_number(const Cell& cell);

/// The table without its details.
Table for_people(const Table& table);

/// "heading (unit)", or the heading alone.
std::string headline(const TableColumn& column);

/// One field of RFC 4180, quoted where it must be. Text that a spreadsheet would run as a formula gets an apostrophe in
/// front.
std::string csv_field(const std::string& text);

} // namespace meam::analysis
