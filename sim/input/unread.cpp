#include "sim/input/unread.hpp"

namespace meam::input {

namespace {

void report_below(Tree& tree, const Node& node, const std::string& path)
{
    const std::vector<std::string> asked(node.asked.begin(), node.asked.end());
    for (const auto& [name, child] : node.entries) {
        if (child->read == Node::Read::entered) {
            report_below(tree, *child, joined(path, name));
        } else if (child->read == Node::Read::not_yet && !is_always_allowed(name)) {
            tree.add("E104", child->key, "nobody reads `" + joined(path, name) + "`", did_you_mean(name, asked));
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
