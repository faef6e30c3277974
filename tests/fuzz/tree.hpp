#pragma once
// A TOML text as a tree that can be changed and printed again.

#include "sim/input/node.hpp"

#include <memory>
#include <string>
#include <vector>

namespace meam::fuzz {

using input::Node;
using Path = std::vector<std::string>; ///< keys; of an array the number of the element

/// The tree of a text; nullptr where the text is no TOML.
std::unique_ptr<Node> tree_of(const std::string& text);
/// The tree of one value, such as `[1, 2]`.
std::unique_ptr<Node> value_of(const std::string& text);
/// One line for each key at the top. `tree_of` reads it as the same tree.
std::string text_of(const Node& root);
std::unique_ptr<Node> copy_of(const Node& node);
/// Puts a value at a path. Tables and arrays that are missing on the way are made; a value on the way is replaced.
void put(Node& root, const Path& path, std::unique_ptr<Node> value);
/// The path as `--set` and messages write it.
std::string words_of(const Path& path);

} // namespace meam::fuzz
