#include "sim/input/unread.hpp"

#include "sim/input/nearest.hpp"

namespace meam::input {

namespace {

/// A key of the experiment that is written behind a [table] belongs to that table, as TOML has it.
std::string mend(const Tree& tree, const Node& table, const std::string& name, const Node& unread)
{
    const std::vector<std::string> known(table.asked.begin(), table.asked.end());
    const auto near = nearest(name, known);
    const auto meant = table.entries.find(near);
    const auto is_table = [](const Node& node) { return node.kind == Node::Kind::table && !is_record(node); };
    if (!near.empty() && meant != table.entries.end() && meant->second->key.source == unread.key.source &&
        !(is_table(unread) && is_table(*meant->second))) {
        return "remove it: `" + near + "` is stated as well"; // a second one would be refused
    }
    const auto said = did_you_mean(name, known);
    const bool of_the_root = tree.root->asked.contains(name) && near.empty();
    return of_the_root ? said + "; a key `" + name + "` of the experiment itself must precede the first [table]" : said;
}

void report_below(Tree& tree, const Node& node, const std::string& path)
{
    for (const auto& [name, child] : node.entries) {
        if (child->read == Node::Read::entered) {
            report_below(tree, *child, joined(path, name));
        } else if (child->read == Node::Read::not_yet && !is_always_allowed(name)) {
            tree.add("E104", child->key, "unknown key `" + joined(path, name) + "`", mend(tree, node, name, *child));
        }
    }
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        report_below(tree, *node.items[i], path + "." + std::to_string(i));
    }
}

} // namespace

void report_unread(Tree& tree)
{
    report_below(tree, *tree.root, "");
}

} // namespace meam::input
