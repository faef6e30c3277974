#include "sim/input/leave_out.hpp"

#include "sim/input/nearest.hpp"
#include "sim/input/path_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace meam::input {

namespace {

constexpr std::size_t most_shown = 40; ///< references in one message

std::string_view unquoted(std::string_view part)
{
    const bool quoted = part.size() > 1 && (part.front() == '"' || part.front() == '\'') && part.back() == part.front();
    return quoted ? part.substr(1, part.size() - 2) : part;
}

/// Removes what stands at one path; the parts of the path may be `*`.
class Removal {
public:
    Removal(Tree& tree, const Node& path) : tree_(tree), path_(path), parts_(path_parts(path.text)) {}

    void remove()
    {
        const bool is_path = !parts_.empty() && std::ranges::none_of(parts_, [](auto part) { return part.empty(); });
        if (!is_path) {
            tree_.add("E117", path_.place, fmt::format("`{}` is no path: a part of it is empty", path_.text),
                      "names with dots between them, such as `scenario.cuts`");
        } else if (speaks_of_numbers(parts_.back())) {
            tree_.add("E127", path_.place, fmt::format("`{}` says where numbers come from", path_.text),
                      "leave out the numbers, or state them again with a source of their own");
        } else if (remove_below(*tree_.root, "", 0) == 0) {
            const auto mend = did_you_mean(path_.text, {known_.begin(), known_.end()});
            tree_.add("E127", path_.place, fmt::format("no file before this one states `{}`", path_.text),
                      mend.empty() ? "remove it from `without`" : mend);
        }
    }

private:
    /// @return number of entries that were removed
    int remove_below(Node& table, const std::string& above, std::size_t depth)
    {
        if (!is_table_of_names(table)) {
            return 0; // the parts of a number cannot be left out one by one
        }
        const auto name = unquoted(parts_[depth]);
        if (name != "*" && entry(table, name) == nullptr) {
            const auto above_as_given = depth == 0 ? std::string_view() : path_up_to(depth);
            for (const auto& one : table.entries) {
                known_.insert(joined(above_as_given, one.first));
            }
            return 0;
        }
        int removed = 0;
        for (auto one = table.entries.begin(); one != table.entries.end();) {
            const bool meant = name == "*" ? !is_always_allowed(one->first) : one->first == name;
            const bool is_last = depth + 1 == parts_.size();
            const auto path = joined(above, one->first);
            if (!meant) {
                ++one;
            } else if (is_last) {
                tree_.left_out.push_back({path, path_.place, {}});
                one = table.entries.erase(one);
                ++removed;
            } else {
                removed += remove_below(*one->second, path, depth + 1);
                ++one;
            }
        }
        return removed;
    }

    /// The first parts of the path as the user wrote them: "service.*" in "service.*.at_start".
    [[nodiscard]] std::string_view path_up_to(std::size_t parts) const
    {
        const auto& last = parts_[parts - 1];
        return {path_.text.data(), static_cast<std::size_t>(last.data() + last.size() - path_.text.data())};
    }

    Tree& tree_;
    const Node& path_;
    std::vector<std::string_view> parts_; ///< of path_.text
    std::set<std::string> known_;         ///< paths that exist where the given one does not
};

/// Whether an experiment refers to an entry of `table` ("need") as a `kind` ("need", "covariate", "need or state").
bool refers_as(std::string_view kind, std::string_view table)
{
    const bool of_residents = table == "need" || table == "stock" || table == "circumstance" || table == "tie";
    return kind.find(table) != std::string_view::npos || (of_residents && kind == "covariate");
}

} // namespace

void leave_out(Tree& tree, const Node& path)
{
    Removal(tree, path).remove();
}

LeftOut* left_out_as(Tree& tree, std::string_view kind, std::string_view word)
{
    const auto is_meant = [&](const LeftOut& one) {
        const std::string_view path = one.path;
        const auto dot = path.find('.');
        const bool by_path = word == path || (word.starts_with(path) && word[path.size()] == '.');
        const bool by_name = dot != std::string_view::npos && path.substr(dot + 1) == word;
        return by_path || (by_name && refers_as(kind, path.substr(0, dot)));
    };
    const auto found = std::ranges::find_if(tree.left_out, is_meant);
    return found == tree.left_out.end() ? nullptr : &*found;
}

void report_references(Tree& tree)
{
    for (auto& one : tree.left_out) {
        auto& references = one.references;
        if (references.empty()) {
            continue;
        }
        std::vector<std::string> paths(references.begin(), references.end());
        std::string list;
        for (std::size_t i = 0; i < std::min(paths.size(), most_shown); ++i) {
            list += (i > 0 ? ", " : "") + fmt::format("`{}`", paths[i]);
        }
        if (paths.size() > most_shown) {
            list += fmt::format(" and {} more", paths.size() - most_shown);
        }
        tree.add("E128", one.place,
                 paths.size() == 1 ? fmt::format("`{}` is left out, and one key refers to it", one.path)
                                   : fmt::format("`{}` is left out, and {} keys refer to it", one.path, paths.size()),
                 (paths.size() == 1 ? "leave it out too, or state it again: "
                                    : "leave them out too, or state them again: ") +
                     list);
        references.clear();
    }
}

} // namespace meam::input
