#include "sim/input/provenance.hpp"

#include "sim/input/characters.hpp"

#include <algorithm>
#include <cmath>

namespace meam::input {

namespace {

/// The text of `table.key`; "" when it is absent, empty, or (a mistake) no text.
std::string text_of(Tree& tree, const Node& table, std::string_view key, const std::string& path)
{
    const Node* node = entry(table, key);
    if (node == nullptr) {
        return {};
    }
    if (node->kind != Node::Kind::text) {
        tree.add("E106", node->place, "`" + joined(path, key) + "` is " + std::string(kind_name(*node)),
                 "write a text in quotes");
        return {};
    }
    if (is_blank(node->text)) {
        tree.add("E117", node->place, "`" + joined(path, key) + "` is an empty text",
                 "write the text, or leave the key out");
    }
    return node->text;
}

std::optional<double> spread_of(Tree& tree, const Node& table, const std::string& path)
{
    const Node* node = entry(table, "spread");
    if (node == nullptr) {
        return std::nullopt;
    }
    const double spread = node->kind == Node::Kind::integer ? static_cast<double>(node->integer) : node->real;
    if (!is_number(*node) || !std::isfinite(spread) || spread < 1) {
        tree.add("E107", node->place, "`" + joined(path, "spread") + "` = " + shortly(*node) + " is no spread",
                 "write a number, 1 or more: 2 means the range value/2 to value*2");
        return std::nullopt;
    }
    return spread;
}

void spread_below(Tree& tree, Node& node, const std::string& path, std::shared_ptr<const Said> said)
{
    node.said = said;
    const bool says = !is_record(node) && // what a record says is read with its number
                      std::ranges::any_of(node.entries, [](const auto& one) { return speaks_of_numbers(one.first); });
    if (says) {
        said = std::make_shared<Said>(said_with(tree, node, path, *said));
    }
    for (const auto& [name, child] : node.entries) {
        spread_below(tree, *child, joined(path, name), said);
    }
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        spread_below(tree, *node.items[i], path + "." + std::to_string(i), said);
    }
}

} // namespace

const std::shared_ptr<const Said>& nothing_said()
{
    static const auto nothing = std::make_shared<const Said>();
    return nothing;
}

Said said_with(Tree& tree, const Node& table, const std::string& path, const Said& around)
{
    Said said = around;
    const auto take = [&](std::string_view key, std::string& into) {
        const auto text = text_of(tree, table, key, path);
        into = text.empty() ? into : text;
        return !text.empty();
    };
    const Node* source = entry(table, "source");
    const Node* assumed = entry(table, "assumed");
    if (source != nullptr && assumed != nullptr) {
        tree.add("E114", assumed->key,
                 (path.empty() ? "the file" : "`" + path + "`") + " has both `source` and `assumed`",
                 "keep `source` if the number is published, `assumed` if you chose it");
    }
    if (take("assumed", said.source)) {
        said.status = Status::assumed;
    }
    if (take("source", said.source)) {
        said.status = Status::sourced;
    }
    take("unit", said.unit);
    take("note", said.note);
    if (const auto spread = spread_of(tree, table, path)) {
        said.spread = spread;
    }
    return said;
}

void spread_provenance(Tree& tree, Node& root)
{
    spread_below(tree, root, "", nothing_said());
}

} // namespace meam::input
