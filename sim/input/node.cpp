#include "sim/input/node.hpp"

#include "sim/input/characters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace meam::input {

namespace {

constexpr std::size_t longest_shown = 40; ///< characters of a value in a message

bool is_bare(std::string_view key)
{
    const auto may_be_bare = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    };
    return !key.empty() && std::ranges::all_of(key, may_be_bare);
}

template <class Range, class Text>
std::string listed(const Range& range, Text text, std::string_view open, std::string_view close)
{
    std::string out(open);
    for (const auto& one : range) {
        out += (out.size() > open.size() ? ", " : "") + text(one);
    }
    return out.append(close);
}

} // namespace

Node* entry(const Node& table, std::string_view key)
{
    const auto found = table.entries.find(key);
    return found == table.entries.end() ? nullptr : found->second.get();
}

bool is_record(const Node& node)
{
    return node.kind == Node::Kind::table && node.entries.contains("value");
}

bool is_table_of_names(const Node& node)
{
    return node.kind == Node::Kind::table && !is_record(node);
}

const Node& value_in(const Node& node)
{
    const auto value = node.entries.find("value");
    return node.kind == Node::Kind::table && value != node.entries.end() ? *value->second : node;
}

Node& value_in(Node& node)
{
    const auto value = node.entries.find("value");
    return node.kind == Node::Kind::table && value != node.entries.end() ? *value->second : node;
}

bool is_number(const Node& node)
{
    return node.kind == Node::Kind::integer || node.kind == Node::Kind::real;
}

const std::vector<std::string>& record_words()
{
    static const std::vector<std::string> words{"value",        "unit",   "source", "assumed", "low",  "high",
                                                "distribution", "spread", "note",   "about",   "label"};
    return words;
}

bool is_record_word(std::string_view key)
{
    return std::ranges::find(record_words(), key) != record_words().end();
}

bool speaks_of_numbers(std::string_view key)
{
    return key == "source" || key == "assumed" || key == "spread" || key == "unit" || key == "note";
}

bool is_always_allowed(std::string_view key)
{
    return speaks_of_numbers(key) || key == "about" || key == "label";
}

std::string_view kind_name(const Node& node)
{
    switch (node.kind) {
    case Node::Kind::table:
        return is_record(node) ? "a number, because it has a `value`" : "a table";
    case Node::Kind::array:
        return "an array";
    case Node::Kind::text:
        return "a text";
    case Node::Kind::integer:
        return "a whole number";
    case Node::Kind::real:
        return "a number";
    case Node::Kind::flag:
        return "true or false";
    case Node::Kind::date:
        return "a date";
    }
    return "a value";
}

std::string toml_text(std::string_view text)
{
    std::string out = "\"";
    for (; !text.empty(); text.remove_prefix(first_character(text).bytes)) {
        const auto c = text.front();
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else {
            const Character one = first_character(text);
            out += printable(one, text.substr(0, one.bytes));
        }
    }
    return out + "\"";
}

std::string toml_text(double value)
{
    if (!std::isfinite(value)) {
        return std::isnan(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }
    const auto out = fmt::format("{}", value); // the fewest digits that read as the same number
    return out.find_first_of(".e") == std::string::npos ? out + ".0" : out;
}

std::string toml_text(const Node& node)
{
    switch (node.kind) {
    case Node::Kind::table:
        return listed(
            node.entries, [](const auto& one) { return toml_key(one.first) + " = " + toml_text(*one.second); }, "{",
            "}");
    case Node::Kind::array:
        return listed(
            node.items, [](const auto& one) { return toml_text(*one); }, "[", "]");
    case Node::Kind::text:
        return toml_text(node.text);
    case Node::Kind::integer:
        return std::to_string(node.integer);
    case Node::Kind::real:
        return toml_text(node.real);
    case Node::Kind::flag:
        return node.flag ? "true" : "false";
    case Node::Kind::date:
        return node.text;
    }
    return {};
}

std::string shortly(const Node& node)
{
    if (is_record(node)) {
        return shortly(value_in(node));
    }
    auto text = toml_text(node);
    if (length(text) > longest_shown) {
        text = text.substr(0, offset_of(text, longest_shown)) + "…";
    }
    return text;
}

std::string toml_key(std::string_view key)
{
    return is_bare(key) ? std::string(key) : toml_text(key);
}

std::string joined(std::string_view path, std::string_view key)
{
    return path.empty() ? toml_key(key) : fmt::format("{}.{}", path, toml_key(key));
}

void link_parents(Node& root)
{
    const auto adopt = [&root](Node& child) {
        child.parent = &root;
        link_parents(child);
    };
    for (const auto& [name, child] : root.entries) {
        adopt(*child);
    }
    for (const auto& child : root.items) {
        adopt(*child);
    }
}

std::unique_ptr<Node> text_node(std::string text, const Place& place)
{
    auto node = std::make_unique<Node>();
    node->kind = Node::Kind::text;
    node->text = std::move(text);
    node->key = node->place = place;
    return node;
}

} // namespace meam::input
