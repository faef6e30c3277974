#pragma once
// Provenance of numbers: status, source, unit and spread, as given by the tables that contain them.

#include "sim/input/tree.hpp"

#include <memory>
#include <optional>
#include <string>

namespace meam::input {

/// What the enclosing tables in the same file state about a number. For each key, the innermost table takes precedence.
/// Tables of other files do not apply: a new value that replaces a sourced one does not inherit its source.
struct Said {
    Status status = Status::unstated;
    std::string source; ///< the source, or the reason if assumed
    std::string unit;
    std::optional<double> spread; ///< factor of uncertainty [1], 1 or more
    std::string note;
};

/// The provenance stated by `table` (a table or a record), completed by `around`, the provenance of the enclosing
/// tables.
Said said_with(Tree& tree, const Node& table, const std::string& path, const Said& around);
/// Stores the provenance of the enclosing tables on every number of a parsed file.
void spread_provenance(Tree& tree, Node& root);

} // namespace meam::input
