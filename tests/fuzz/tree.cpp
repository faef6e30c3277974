#include "tests/fuzz/tree.hpp"

#include "sim/input/tree.hpp"

#include <algorithm>

namespace meam::fuzz {
namespace {

constexpr std::size_t longest_array = 4; ///< elements; an index beyond means the last

bool is_index(const std::string& part)
{
    return !part.empty() && part.size() < 4 && std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
}

/// The place of one part of a path in a node, made where it is missing.
std::unique_ptr<Node>& slot(Node& node, const std::string& part)
{
    const bool index = is_index(part) && (node.kind == Node::Kind::array || node.entries.empty());
    const auto kind = index ? Node::Kind::array : Node::Kind::table;
    if (node.kind != kind) {
        node = Node();
        node.kind = kind;
    }
    if (!index) {
        return node.entries[part];
    }
    const auto wanted = std::min<std::size_t>(std::stoul(part), longest_array - 1);
    while (node.items.size() <= wanted) {
        node.items.push_back(std::make_unique<Node>());
    }
    return node.items[wanted];
}

} // namespace

std::unique_ptr<Node> tree_of(const std::string& text)
{
    input::Tree tree;
    const int source = tree.take(input::Source("fuzz", input::Source::Kind::file, text));
    return input::parsed(tree, source, text);
}

std::unique_ptr<Node> value_of(const std::string& text)
{
    const auto root = tree_of("v = " + text);
    return root == nullptr ? std::make_unique<Node>() : std::move(root->entries.begin()->second);
}

std::string text_of(const Node& root)
{
    std::string text;
    for (const auto& [name, child] : root.entries) {
        text += input::toml_key(name) + " = " + input::toml_text(*child) + "\n";
    }
    return text;
}

std::unique_ptr<Node> copy_of(const Node& node)
{
    auto copy = std::make_unique<Node>();
    copy->kind = node.kind;
    copy->text = node.text;
    copy->integer = node.integer;
    copy->real = node.real;
    copy->flag = node.flag;
    for (const auto& [name, child] : node.entries) {
        copy->entries[name] = copy_of(*child);
    }
    for (const auto& item : node.items) {
        copy->items.push_back(copy_of(*item));
    }
    return copy;
}

void put(Node& root, const Path& path, std::unique_ptr<Node> value)
{
    Node* at = &root;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        auto& next = slot(*at, path[i]);
        if (next == nullptr) {
            next = std::make_unique<Node>();
        }
        at = next.get();
    }
    slot(*at, path.back()) = std::move(value);
}

std::string words_of(const Path& path)
{
    std::string words;
    for (const auto& part : path) {
        words = input::joined(words, part);
    }
    return words;
}

} // namespace meam::fuzz
