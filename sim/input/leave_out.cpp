#include "sim/input/leave_out.hpp"

#include "sim/input/nearest.hpp"

#include <fmt/format.h>

namespace meam::input {

namespace {

/// Names of a table, each as a whole path.
std::vector<std::string> paths_in(const Node& table, const std::string& above)
{
    std::vector<std::string> paths;
    for (const auto& [name, entry] : table.entries) {
        paths.push_back(above + name);
    }
    return paths;
}

} // namespace

void leave_out(Tree& tree, const Node& path)
{
    const std::string& text = path.text;
    Node* table = tree.root.get();
    std::string above; // "service." of "service.gp"
    while (true) {
        const auto dot = text.find('.', above.size());
        const std::string name = text.substr(above.size(), dot == std::string::npos ? dot : dot - above.size());
        if (name.empty()) {
            tree.add("E117", path.place, fmt::format("`{}` is no path: a part of it is empty", text),
                     "names with dots between them, such as `scenario.cuts`");
            return;
        }
        const auto entry = table->kind == Node::Kind::table ? table->entries.find(name) : table->entries.end();
        if (entry == table->entries.end()) {
            const auto mend = did_you_mean(text, paths_in(*table, above));
            tree.add("E127", path.place, fmt::format("no file before this one states `{}`", text),
                     mend.empty() ? "remove it from `without`" : mend);
            return;
        }
        if (dot == std::string::npos) {
            table->entries.erase(entry);
            return;
        }
        table = entry->second.get();
        above = text.substr(0, dot + 1);
    }
}

} // namespace meam::input
