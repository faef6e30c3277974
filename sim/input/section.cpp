#include "sim/input/characters.hpp"
#include "sim/input/names.hpp"
#include "sim/input/nearest.hpp"
#include "sim/input/tree.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace meam::input {

Section::Section(Tree& tree, Node& node, std::string path, std::string name)
    : tree_(&tree), node_(&node), path_(std::move(path)), name_(std::move(name))
{}

Node* Section::asked(std::string_view key) const
{
    node_->asked.emplace(key);
    return entry(*node_, key);
}

Node* Section::taken(std::string_view key) const
{
    Node* node = asked(key);
    if (node != nullptr) {
        node->read = Node::Read::whole;
    }
    return node;
}

namespace {

void read_whole(Node& node)
{
    node.read = Node::Read::whole;
    for (auto& [key, child] : node.entries) {
        read_whole(*child);
    }
    for (auto& item : node.items) {
        read_whole(*item);
    }
}

} // namespace

void Section::pass_over()
{
    read_whole(*node_);
}

void Section::pass_over(std::string_view key)
{
    if (Node* node = asked(key)) {
        read_whole(*node);
    }
}

std::string Section::name() const
{
    return name_;
}

bool Section::has(std::string_view key) const
{
    return asked(key) != nullptr;
}

Spot Section::spot(std::string_view key) const
{
    const Node* node = entry(*node_, key);
    return tree_->spot(node == nullptr ? node_->key : node->key);
}

std::vector<std::string> Section::names() const
{
    std::vector<std::string> names;
    for (const auto& [name, node] : node_->entries) {
        if (!is_always_allowed(name)) {
            names.push_back(name);
        } else if (node->kind == Node::Kind::table && !is_record(*node)) {
            tree_->add("E215", node->key, fmt::format("`{}` cannot be a name", joined(path_, name)), name_rule(name));
        }
    }
    return names;
}

bool Section::is_table(std::string_view key) const
{
    const Node* node = asked(key);
    return node != nullptr && is_table_of_names(*node);
}

bool Section::is_array(std::string_view key) const
{
    const Node* node = asked(key);
    return node != nullptr && value_in(*node).kind == Node::Kind::array;
}

void Section::lacks(std::string_view key, std::string mend) const
{
    const auto where = path_.empty() ? std::string("the experiment") : "`" + path_ + "`";
    tree_->add("E105", node_->key, fmt::format("{} lacks `{}`", where, toml_key(key)), std::move(mend));
}

void Section::is_no(std::string_view key, const Node& node, std::string mend) const
{
    tree_->add("E106", node.place, fmt::format("`{}` is {}", joined(path_, key), kind_name(node)), std::move(mend));
}

std::string Section::text(std::string_view key)
{
    if (!asked(key)) {
        lacks(key, fmt::format("add {} = \"…\"", toml_key(key)));
    }
    return text(key, {});
}

std::string Section::text(std::string_view key, std::string_view fallback)
{
    const Node* node = taken(key);
    if (node == nullptr) {
        return std::string(fallback);
    }
    if (node->kind != Node::Kind::text) {
        is_no(key, *node, "write a text in quotes");
        return std::string(fallback);
    }
    return says_something(key, *node) ? node->text : std::string(fallback);
}

bool Section::says_something(std::string_view key, const Node& node) const
{
    if (is_blank(node.text)) {
        tree_->add("E117", node.place, fmt::format("`{}` is an empty text", joined(path_, key)),
                   "write the text, or leave the key out");
        return false;
    }
    if (node.text.find_first_of("\n\t") != std::string::npos) {
        tree_->add("E116", node.place, fmt::format("`{}` holds a line break or a tab", joined(path_, key)),
                   "one line; only `about`, `source`, `assumed` and `note` may hold several");
        return false;
    }
    return true;
}

std::string Section::choice(std::string_view key, const std::vector<std::string>& allowed, std::string_view fallback)
{
    const auto harmless = !fallback.empty() || allowed.empty() ? std::string(fallback) : allowed.front();
    const Node* node = taken(key);
    if (node == nullptr) {
        if (fallback.empty()) {
            lacks(key, fmt::format("add {}: {}", toml_key(key), one_of(allowed)));
        }
        return harmless;
    }
    if (node->kind != Node::Kind::text) {
        is_no(key, *node, "in quotes: " + one_of(allowed));
        return harmless;
    }
    if (std::ranges::find(allowed, node->text) == allowed.end()) {
        const auto near = nearest(node->text, allowed);
        tree_->add("E113", node->place,
                   fmt::format("`{}` = {} is not an allowed word", joined(path_, key), shortly(*node)),
                   near.empty() ? one_of(allowed) : fmt::format("did you mean `{}`? ({})", near, one_of(allowed)));
        return harmless;
    }
    return node->text;
}

bool Section::flag(std::string_view key, bool fallback)
{
    const Node* node = taken(key);
    if (node == nullptr) {
        return fallback;
    }
    if (node->kind != Node::Kind::flag) {
        is_no(key, *node, "write true or false, without quotes");
        return fallback;
    }
    return node->flag;
}

std::vector<std::string> Section::texts(std::string_view key)
{
    const Node* node = asked(key);
    if (node != nullptr && node->kind == Node::Kind::array && node->items.empty()) {
        tree_->add("E117", node->place, fmt::format("`{}` is an empty list", joined(path_, key)),
                   "name at least one, or leave the key out");
    }
    return texts_or_none(key);
}

std::vector<std::string> Section::texts_or_none(std::string_view key)
{
    const Node* node = taken(key);
    if (node == nullptr) {
        return {};
    }
    if (node->kind != Node::Kind::array) {
        is_no(key, *node,
              node->kind == Node::Kind::text ? "write an array of texts: [" + shortly(*node) + "]"
                                             : R"(write an array of texts: ["a", "b"])");
        return {};
    }
    std::vector<std::string> texts;
    for (const auto& item : node->items) {
        if (item->kind == Node::Kind::text) {
            if (std::ranges::find(texts, item->text) != texts.end()) {
                tree_->add("E118", item->place, fmt::format("`{}` lists `{}` twice", joined(path_, key), item->text),
                           "list it once");
            } else if (says_something(key, *item)) {
                texts.push_back(item->text);
            }
        } else {
            tree_->add("E106", item->place, fmt::format("`{}` holds {}", joined(path_, key), kind_name(*item)),
                       "write texts in quotes");
        }
    }
    return texts;
}

std::optional<Section> Section::entered(std::string_view key, Node& node) const
{
    if (!is_table_of_names(node)) {
        node.read = Node::Read::whole;
        is_no(key, node, fmt::format("a table: [{}]", joined(path_, key)));
        return std::nullopt;
    }
    node.read = Node::Read::entered;
    return Section(*tree_, node, joined(path_, key), std::string(key));
}

std::optional<Section> Section::child(std::string_view key)
{
    Node* node = asked(key);
    return node == nullptr ? std::nullopt : entered(key, *node);
}

std::vector<Section> Section::children(std::string_view key)
{
    std::vector<Section> sections;
    const auto table = child(key);
    if (!table) {
        return sections;
    }
    for (const auto& name : table->names()) {
        Node& node = *table->asked(name);
        if (!is_table_of_names(node)) {
            node.read = Node::Read::whole;
            table->is_no(name, node,
                         fmt::format("write a table, [{0}.{1}], or move it into a table with a name, [{0}.<name>]",
                                     table->path_, toml_key(name)));
        } else if (auto section = table->entered(name, node)) {
            sections.push_back(std::move(*section));
        }
    }
    return sections;
}

std::vector<Section> Section::each(std::string_view key)
{
    std::vector<Section> sections;
    Node* node = taken(key);
    if (node == nullptr) {
        return sections;
    }
    if (node->kind != Node::Kind::array) {
        is_no(key, *node, fmt::format("write one or more tables: [[{}]]", joined(path_, key)));
        return sections;
    }
    node->read = Node::Read::entered;
    for (std::size_t i = 0; i < node->items.size(); ++i) {
        Node& item = *node->items[i];
        if (item.kind != Node::Kind::table) {
            tree_->add("E106", item.place, fmt::format("`{}` holds {}", joined(path_, key), kind_name(item)),
                       fmt::format("write tables only: [[{}]]", joined(path_, key)));
            continue;
        }
        item.read = Node::Read::entered;
        const auto number = std::to_string(i);
        sections.push_back(Section(*tree_, item, joined(path_, key) + "." + number, number));
    }
    return sections;
}

} // namespace meam::input
