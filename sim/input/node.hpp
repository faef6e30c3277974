#pragma once
// The tree that a TOML file becomes: ours, so that no other file needs to know who parsed it.

#include "sim/input/source.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace meam::input {

struct Said; // provenance.hpp
/// What a number is said of where no table says anything: no source, no unit. (provenance.cpp)
const std::shared_ptr<const Said>& nothing_said();

struct Node {
    enum class Kind { table, array, text, integer, real, flag, date };
    /// State of reading: not read; entered as a table, whose keys are read one by one; read as a whole.
    enum class Read { not_yet, entered, whole };

    using Entries = std::map<std::string, std::unique_ptr<Node>, std::less<>>;

    Kind kind = Kind::table;
    Entries entries;                          ///< of a table
    std::vector<std::unique_ptr<Node>> items; ///< of an array
    std::string text;                         ///< of a text; of a date as in the file
    std::int64_t integer = 0;
    double real = 0.0;
    bool flag = false;

    Place key;   ///< of its name; of an element: as `place`
    Place place; ///< of its value; of a [table]: its header
    /// What the tables around it, in its own file, say of their numbers. Never null.
    std::shared_ptr<const Said> said = nothing_said();
    Node* parent = nullptr; ///< in the merged tree

    Read read = Read::not_yet;
    bool is_quantity = false; ///< read as a number
    std::string unit;         ///< taken from a table around it when it was read; "" when of its own or none
    std::set<std::string, std::less<>> asked; ///< of a table: every key that the loader asked for, present or not
};

/// The entry, or nullptr.
Node* entry(const Node& table, std::string_view key);
/// { value = … }: one number or array of numbers with what is known of it.
bool is_record(const Node& node);
/// A table with names of its own: neither a value nor a record. Only such a table is read key by key.
bool is_table_of_names(const Node& node);
/// The value in a record; of any other node the node itself.
Node& value_in(Node& node);
const Node& value_in(const Node& node);
bool is_number(const Node& node);
/// What a record may hold.
const std::vector<std::string>& record_words();
bool is_record_word(std::string_view key);
/// source, assumed, spread, unit, note: in a table, for all its numbers.
bool speaks_of_numbers(std::string_view key);
/// These, `about` and `label` are allowed in any table and need not be read.
bool is_always_allowed(std::string_view key);

/// "a table", "a text", "a whole number"…
std::string_view kind_name(const Node& node);
/// As in a TOML file, on one line. A long one is cut in messages: see `shortly`.
std::string toml_text(const Node& node);
/// The same, short enough for a message.
std::string shortly(const Node& node);
std::string toml_text(std::string_view text);
std::string toml_text(double value);
/// A key as TOML writes it: bare, or in quotes where it must be.
std::string toml_key(std::string_view key);
/// "service" and "gp" -> "service.gp"
std::string joined(std::string_view path, std::string_view key);

/// Sets the parent of every node below `root`.
void link_parents(Node& root);
/// A text of the program's own, standing at `place`.
std::unique_ptr<Node> text_node(std::string text, const Place& place);

} // namespace meam::input
