#pragma once
// What may stand in an experiment file, as data: every table, its keys, what each holds, means and is when absent. The
// schema and `meamsim explain` are made of it; the loader (reading/) is tested against it, key by key.

#include "sim/input/measure.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meam::language {

enum class Holds {
    text,
    word,    ///< one of a few texts
    flag,    ///< true or false
    texts,   ///< an array of texts
    number,  ///< of a measure
    numbers, ///< an array of them
    amount,  ///< a number that measures what the number at another path does
    table,
    tables ///< an array of tables
};

/// One thing that a key may hold.
struct Form {
    Holds holds = Holds::text;
    input::Measure measure{};         ///< of numbers
    std::vector<std::string> words{}; ///< of a word or of texts: those that may stand; empty: any
    std::string shape{};              ///< of tables
    std::size_t count = 0;            ///< of an array of numbers: exactly so many; 0: any number of them
};

struct Key {
    std::string name; ///< "threshold"; of a name that the user gives, what it names: "<need>"
    std::vector<Form> forms;
    std::string meaning;
    std::string absent; ///< what holds without it; "" where it is required or its table means nothing without it
};

/// A kind of table.
struct Shape {
    std::string name;
    std::vector<Key> keys;
    std::optional<Key> others; ///< every other name in it; none: there is no other
};

/// Every shape, the experiment itself first.
const std::vector<Shape>& shapes();
const Shape& shape(std::string_view name);

/// The table that a key may hold; nullptr where it holds none.
const Shape* table_of(const Key& key);

/// What a path leads to: the key, and its table's shape. Elements of an array ("by_need.debt.2") count as the array.
struct Found {
    const Shape* shape = nullptr;
    const Key* key = nullptr;
};
/// Nothing where no experiment can have such a path.
std::optional<Found> find(std::string_view path);

} // namespace meam::language
