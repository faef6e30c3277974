#include "sim/input/unread.hpp"

namespace meam::input {

namespace {

/// A key of the experiment that is written behind a [table] belongs to that table, as TOML has it.
std::string mend(const Tree& tree, const std::string& name, const std::vector<std::string>& asked)
{
    const auto said = did_you_mean(name, asked);
    const bool of_the_root = tree.root->asked.contains(name) && !said.starts_with("did");
    return of_the_root ? said + "; the experiment's own `" + name + "` stands above the first [table]" : said;
}

void report_below(Tree& tree, const Node& node, const std::string& path)
{
    const std::vector<std::string> asked(node.asked.begin(), node.asked.end());
    for (const auto& [name, child] : node.entries) {
        if (child->read == Node::Read::entered) {
            report_below(tree, *child, joined(path, name));
        } else if (child->read == Node::Read::not_yet && !is_always_allowed(name)) {
            tree.add("E104", child->key, "nobody reads `" + joined(path, name) + "`", mend(tree, name, asked));
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
