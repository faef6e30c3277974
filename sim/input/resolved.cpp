#include "sim/input/resolved.hpp"

#include "sim/digest.hpp"
#include "sim/input/provenance.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace meam::input {

namespace {

enum class For { readers, digest };

/// Keys of a table that change no number.
bool is_remark(std::string_view key)
{
    return key == "source" || key == "assumed" || key == "note" || key == "about" || key == "label";
}

/// The parts of a value that is, or becomes, a record: its own, then what the tables around it say.
std::map<std::string, std::string> parts_of(const Node& node)
{
    std::map<std::string, std::string> parts;
    if (is_record(node)) {
        for (const auto& [name, child] : node.entries) {
            parts[name] = toml_text(*child);
        }
    } else {
        parts["value"] = toml_text(node);
    }
    if (!node.is_quantity) {
        return parts;
    }
    const Said& said = *node.said;
    const auto fill = [&parts](const char* name, const std::string& text) {
        if (!text.empty()) {
            parts.emplace(name, toml_text(text));
        }
    };
    const bool states_status = parts.contains("source") || parts.contains("assumed");
    if (!states_status && said.status != Status::unstated) {
        fill(said.status == Status::assumed ? "assumed" : "source", said.source);
    }
    const bool assumed = parts.contains("assumed");
    if (assumed && said.spread && !parts.contains("low") && !parts.contains("high")) {
        parts.emplace("spread", toml_text(*said.spread));
    }
    fill("unit", node.unit);
    fill("note", said.note);
    return parts;
}

std::string written(const Node& node, For whom);

std::string written_number(const Node& node, For whom)
{
    auto parts = parts_of(node);
    if (whom == For::digest) {
        std::erase_if(parts, [](const auto& one) { return is_remark(one.first); });
    }
    const auto value = parts.extract("value").mapped();
    if (parts.empty()) {
        return value;
    }
    std::string out = "{value = " + value;
    for (const auto& [name, text] : parts) {
        out += ", " + toml_key(name) + " = " + text;
    }
    return out + "}";
}

bool holds_tables(const Node& node)
{
    return node.kind == Node::Kind::array &&
           std::ranges::any_of(node.items, [](const auto& item) { return item->kind == Node::Kind::table; });
}

/// Whether a table's entry is printed as a line of its own; provenance is printed with its numbers.
bool is_written(std::string_view name, For whom)
{
    return !speaks_of_numbers(name) && !(whom == For::digest && is_remark(name));
}

std::string written(const Node& node, For whom)
{
    if (holds_tables(node)) {
        std::string out = "[";
        for (const auto& item : node.items) {
            out += (out.size() > 1 ? ", " : "") + written(*item, whom);
        }
        return out + "]";
    }
    if (!is_table_of_names(node)) {
        return written_number(node, whom);
    }
    std::string out = "{";
    for (const auto& [name, child] : node.entries) {
        if (is_written(name, whom)) {
            out += (out.size() > 1 ? ", " : "") + toml_key(name) + " = " + written(*child, whom);
        }
    }
    return out + "}";
}

/// Where a leaf and everything in it comes from.
void gather_origins(const Tree& tree, const Node& node, std::set<std::string>& origins)
{
    if (node.kind == Node::Kind::table) {
        for (const auto& [name, child] : node.entries) {
            gather_origins(tree, *child, origins);
        }
    } else if (holds_tables(node)) {
        for (const auto& item : node.items) {
            gather_origins(tree, *item, origins);
        }
    } else if (node.place.source >= 0) {
        origins.insert(tree.source(node.place).origin(node.place));
    }
}

std::string origin_of(const Tree& tree, const Node& node)
{
    std::set<std::string> origins;
    gather_origins(tree, value_in(node), origins);
    std::string list;
    for (const auto& origin : origins) {
        list += (list.empty() ? "" : ", ") + origin;
    }
    return list;
}

/// One line for each leaf, by path. A table that holds no leaf is a leaf: that it is there may matter.
class Leaves {
public:
    Leaves(const Tree& tree, For whom) : tree_(tree), whom_(whom) { gather(*tree.root, ""); }

    [[nodiscard]] const std::map<std::string, std::string>& by_path() const { return leaves_; }

private:
    void gather(const Node& table, const std::string& path)
    {
        const auto before = leaves_.size();
        for (const auto& [name, child] : table.entries) {
            if (!is_written(name, whom_)) {
                continue;
            }
            if (is_table_of_names(*child)) {
                gather(*child, joined(path, name));
            } else {
                add(joined(path, name), *child);
            }
        }
        if (leaves_.size() == before && !path.empty()) {
            add(path, table);
        }
    }

    void add(const std::string& path, const Node& node)
    {
        const auto origin = whom_ == For::readers ? origin_of(tree_, node) : std::string();
        leaves_[path] = path + " = " + written(node, whom_) + (origin.empty() ? "" : "  # " + origin);
    }

    const Tree& tree_;
    For whom_;
    std::map<std::string, std::string> leaves_;
};

} // namespace

std::string resolved(const Tree& tree)
{
    const Leaves leaves(tree, For::readers);
    std::string text;
    for (const auto& [path, line] : leaves.by_path()) {
        text += line + "\n";
    }
    return text;
}

std::string digest(const Tree& tree)
{
    const Leaves leaves(tree, For::digest);
    Digest digest;
    for (const auto& [path, line] : leaves.by_path()) {
        digest.add(line);
    }
    return digest.hex();
}

} // namespace meam::input
