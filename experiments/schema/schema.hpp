#pragma once
// The experiment file, declared: every table and its keys, each with unit, range, allowed words, meaning and default.
// The loader (reading/), `meamsim explain`, `meamsim list`, the JSON Schema and the reference page all read this
// declaration.

#include "sim/input/measure.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meam::schema {

enum class Holds {
    text,
    word,    ///< one of a few texts
    flag,    ///< true or false
    texts,   ///< an array of texts
    number,  ///< of a measure
    numbers, ///< an array of them
    amount,  ///< a number that measures what the number at another path does
    amounts, ///< an array of them
    table,
    tables ///< an array of tables
};

/// One thing that a key may hold.
struct Form {
    Holds holds = Holds::text;
    input::Measure measure{};         ///< of numbers
    std::vector<std::string> words{}; ///< of a word or of texts: those that may stand; empty: any
    std::string table{};              ///< of tables
    std::size_t count = 0;            ///< of an array of numbers: exactly so many; 0: any number of them
};

struct Declaration {
    std::string name; ///< "threshold"; of a name that the user gives, what it names: "<need>"
    std::vector<Form> forms;
    std::string meaning;
    std::string absent; ///< what holds without it; "" where it is required or its table means nothing without it
};

/// A kind of table.
struct Table {
    std::string name;
    std::vector<Declaration> keys;
    std::optional<Declaration> others; ///< every other name in it; none: there is no other
};

/// Every table, the experiment itself first.
const std::vector<Table>& all_tables();
const Table& table_named(std::string_view name);

/// Keys that every table may have.
const std::vector<Declaration>& common_keys();
/// The declaration of a key, or of the names that the user gives; nullptr where the table has neither.
const Declaration* declaration(const Table& table, std::string_view name);

/// What a number at the key, or each number of an array there, measures; nullptr where it holds no number.
const input::Measure* measure_of(const Declaration& key);

/// The table that a key may hold; nullptr where it holds none.
const Table* table_of(const Declaration& key);

/// What a path leads to: the key, and its table's table. Elements of an array ("by_need.debt.2") count as the array.
struct Found {
    const Table* table = nullptr;
    const Declaration* key = nullptr;
};
/// Nothing where no experiment can have such a path.
std::optional<Found> find(std::string_view path);

} // namespace meam::schema
