#pragma once
// Where numbers come from, as the tables around them say it.

#include "sim/input/tree.hpp"

#include <memory>
#include <optional>
#include <string>

namespace meam::input {

/// What the tables around a number, in its own file, say of it; the nearest table wins, word by word. A table of
/// another file never speaks for it: whoever writes a new number over a sourced one does not inherit the source.
struct Said {
    Status status = Status::unstated;
    std::string source; ///< or the reason when assumed
    std::string unit;
    std::optional<double> spread; ///< 1 or more
    std::string note;
};

/// What `table`, a table or a record, says itself, on top of what is said around it.
Said said_with(Tree& tree, const Node& table, const std::string& path, const Said& around);
/// Leaves on every number of a freshly parsed file what the tables around it say.
void spread_provenance(Tree& tree, Node& root);

} // namespace meam::input
