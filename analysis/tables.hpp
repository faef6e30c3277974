#pragma once
// Tables and their four output formats. Cells may contain text from user files. Such text is never interpreted as
// markup, as a formula or as a control sequence of the terminal.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace meam::analysis {

/// Unknown, text, count, or number.
using Cell = std::variant<std::monostate, std::string, std::int64_t, double>;

Cell cell(const std::optional<double>& value);

/// Description of a column.
struct TableColumn {
    std::string name;      ///< for programs: CSV header, JSON key
    std::string heading;   ///< for people
    std::string unit = {}; ///< "" if there is none, or if the rows state it
    bool detail = false;   ///< shown in CSV and JSON only, to keep pages narrow
};

/// A table with title, columns, rows and notes.
struct Table {
    std::string title;
    std::vector<TableColumn> columns;
    std::vector<std::vector<Cell>> rows; ///< each as long as `columns`
    std::vector<std::string> notes;      ///< caveats for the reader
};

enum class Form { text, csv, md, json };

/// Parses "table", "csv", "md" or "json". @throws results::ResultsError  (exit code 2) for any other word
Form form_named(std::string_view word);

std::string render(const Table& table, Form form);

/// Aligned text in UTF-8; numbers right-aligned and rounded.
std::string to_text(const Table& table);

/// CSV by RFC 4180 with CR LF, numbers in full precision, without title and notes.
std::string to_csv(const Table& table);

/// GitHub Markdown, numbers rounded.
std::string to_md(const Table& table);

/// One object {schema_version, title, columns: [{name, heading, unit}], rows: [{name: value}], notes}; numbers in full
/// precision, null if unknown.
std::string to_json(const Table& table);

/// One object {schema_version, tables: [as above, without schema_version]}.
std::string to_json(const std::vector<Table>& tables);

/// A cell as text for people; "" if unknown.
std::string readable(const Cell& cell);

bool is_number(const Cell& cell);

/// The table without columns marked `detail`.
Table for_people(const Table& table);

/// "heading (unit)", or "heading" without a unit.
std::string headline(const TableColumn& column);

/// A CSV field by RFC 4180, quoted if necessary. Text that a spreadsheet would run as a formula is prefixed with an
/// apostrophe.
std::string csv_field(const std::string& text);

} // namespace meam::analysis
