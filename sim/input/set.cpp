// --set path=value: one value of the merged tree, replaced by hand.

#include "sim/input/characters.hpp"
#include "sim/input/load.hpp"
#include "sim/input/merge.hpp"
#include "sim/input/provenance.hpp"
#include "sim/input/set_path.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace meam::input {

namespace {

const std::string by_hand = "--set"; ///< the reason stated for a number given by --set

/// Number `part` of an array, or of the array in a record; nullptr when there is none.
Node* element(Node& node, std::string_view part)
{
    const Node& array = value_in(node);
    if (array.kind != Node::Kind::array || part.empty() || part.size() > 6 ||
        part.find_first_not_of("0123456789") != part.npos) {
        return nullptr;
    }
    const auto number = static_cast<std::size_t>(std::stoul(std::string(part)));
    return number < array.items.size() ? array.items[number].get() : nullptr;
}

Node* part_of(Node& node, std::string_view part)
{
    Node* found = entry(node, part);
    return found != nullptr ? found : element(node, part);
}

bool is_leaf(const Node& node)
{
    return !is_table_of_names(node);
}

/// Takes a number from what the tables around it say of its source. What they say of its unit stays.
void claim(Node& node)
{
    auto said = std::make_shared<Said>(*node.said);
    said->spread = said->status == Status::assumed ? said->spread : std::nullopt;
    said->status = Status::assumed;
    said->source = by_hand;
    node.said = said;
}

void claim_all(Node& node)
{
    claim(node);
    if (!is_leaf(node)) {
        for (const auto& [name, child] : node.entries) {
            claim_all(*child);
        }
    }
}

/// Takes a number from its own source, too.
void claim_record(Node& node, const Place& place)
{
    claim(node);
    if (is_record(node)) {
        node.entries.erase("source");
        node.entries["assumed"] = text_node(by_hand, place);
    }
}

/// A range stretches to include the value that the user sets: to ask "what if" beyond it is no mistake. A value with a
/// unit of its own cannot be compared here, and has no range.
void stretch_range(Node& record)
{
    const Node& value = value_in(record);
    const auto number = [](const Node& node) {
        return node.kind == Node::Kind::integer ? static_cast<double>(node.integer) : node.real;
    };
    if (value.kind == Node::Kind::array) {
        return; // low and high are factors
    }
    for (const auto* end : {"low", "high"}) {
        Node* limit = entry(record, end);
        if (limit == nullptr) {
            continue;
        }
        if (!is_number(value) || !is_number(*limit)) {
            record.entries.erase("low");
            record.entries.erase("high");
            return;
        }
        const bool beyond =
            end == std::string_view("low") ? number(value) < number(*limit) : number(value) > number(*limit);
        if (beyond) {
            limit->kind = value.kind;
            limit->integer = value.integer;
            limit->real = value.real;
        }
    }
}

/// Puts a bare value where a number, a text or a record stood; the record keeps its unit and range.
void replace_value(Node& there, std::unique_ptr<Node> value)
{
    const Place place = value->place;
    if (is_record(there)) {
        there.entries["value"] = std::move(value);
        there.key = there.place = place;
        stretch_range(there);
    } else {
        value->said = there.said;
        there = std::move(*value);
    }
    claim_record(there, place);
}

class Setting {
public:
    Setting(Tree& tree, const std::string& words) : tree_(tree), words_(words) {}

    void apply()
    {
        const auto path = set_path(words_);
        source_ = tree_.take(Source("--set", Source::Kind::set, words_));
        tree_.sources[static_cast<std::size_t>(source_)].set_rank(++tree_.merged);
        if (!path || !is_utf8(words_)) {
            tree_.add("E100", {source_, 1, 1, static_cast<int>(length(words_))}, "--set without a path and a value",
                      "write path=value, as in --set service.gp.threshold=2");
            return;
        }
        auto value = value_after(path->equals);
        if (value != nullptr) {
            put(*path, std::move(value));
        }
    }

private:
    /// The value, parsed in its own column: the text before `=` is replaced by a key of the same length.
    std::unique_ptr<Node> value_after(std::size_t equals)
    {
        const auto before = length(std::string_view(words_).substr(0, equals));
        auto root = parsed(tree_, source_, "v" + std::string(before - 1, ' ') + words_.substr(equals));
        if (root == nullptr) {
            return nullptr;
        }
        if (root->entries.size() != 1) {
            tree_.add("E100", {source_, 1, 1, 1}, "one --set with more than one value", "use one --set for each value");
            return nullptr;
        }
        spread_provenance(tree_, *root);
        return std::move(root->entries.begin()->second);
    }

    void put(const SetPath& path, std::unique_ptr<Node> value)
    {
        Node* at = tree_.root.get();
        std::string name;
        for (std::size_t i = 0; i + 1 < path.parts.size(); ++i) {
            Node* next = part_of(*at, path.parts[i].name);
            if (next == nullptr) {
                unknown(*at, path.parts[i], name);
                return;
            }
            name = joined(name, path.parts[i].name);
            at = next;
        }
        put_last(*at, path.parts.back(), name, std::move(value));
    }

    void put_last(Node& table, const SetPath::Part& part, const std::string& name, std::unique_ptr<Node> value)
    {
        Node* there = part_of(table, part.name);
        if (there == nullptr && (table.kind != Node::Kind::table || (is_record(table) && !is_record_word(part.name)))) {
            unknown(table, part, name);
            return;
        }
        const Place place{source_, 1, part.column, part.width};
        value->key = place;
        if (is_record(table) && part.name == "value") {
            replace_value(table, std::move(value));
        } else if (there == nullptr) {
            claim_all(*value);
            table.entries[part.name] = std::move(value);
        } else if (value->kind == Node::Kind::table && !is_leaf(*value) && !is_leaf(*there)) {
            claim_all(*value);
            merge(*there, std::move(value));
        } else if (value->kind == Node::Kind::table || !is_leaf(*there)) {
            claim_all(*value);
            *there = std::move(*value);
        } else {
            replace_value(*there, std::move(value));
            there->key = place;
        }
        if (entry(table, part.name) == nullptr) {
            claim_record(table, place); // one element: the array as a whole is no longer what its source says
            value_in(table).place = place;
        }
    }

    void unknown(const Node& table, const SetPath::Part& part, const std::string& around)
    {
        std::vector<std::string> known;
        for (const auto& [name, node] : table.entries) {
            known.push_back(name);
        }
        const Node& array = value_in(table);
        for (std::size_t i = 0; i < array.items.size(); ++i) {
            known.push_back(std::to_string(i));
        }
        const auto mend =
            known.empty() && !around.empty() ? "`" + around + "` is not a table" : did_you_mean(part.name, known);
        tree_.add("E104", {source_, 1, part.column, part.width},
                  "this experiment has no `" + joined(around, part.name) + "`", mend);
    }

    Tree& tree_;
    const std::string& words_;
    int source_ = -1;
};

} // namespace

void apply_sets(Tree& tree)
{
    for (const auto& words : tree.options.sets) {
        if (!sets_without(words)) {
            Setting(tree, words).apply();
        }
    }
}

} // namespace meam::input
