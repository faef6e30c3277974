#include "sim/input/path_parts.hpp"

#include "sim/input/nearest.hpp"
#include "sim/input/tree.hpp"

#include <algorithm>
#include <set>

namespace meam::input {

namespace {

std::size_t end_of_part(std::string_view path, std::size_t at)
{
    const char quote = path[at];
    const auto close = quote == '"' || quote == '\'' ? path.find(quote, at + 1) : std::string_view::npos;
    return std::min(path.find('.', close == std::string_view::npos ? at : close), path.size());
}

bool begins_with(const std::vector<std::string_view>& parts, const std::vector<std::string_view>& with,
                 std::size_t count)
{
    return parts.size() >= count &&
           std::equal(with.begin(), with.begin() + static_cast<std::ptrdiff_t>(count), parts.begin());
}

/// What may stand behind the first `count` parts of `path`; empty where nothing begins so.
std::vector<std::string> next_parts(const std::vector<std::string_view>& path, std::size_t count,
                                    const std::vector<std::string>& known)
{
    std::set<std::string> next;
    for (const auto& one : known) {
        const auto parts = path_parts(one);
        if (parts.size() > count && begins_with(parts, path, count)) {
            next.emplace(parts[count]);
        }
    }
    return {next.begin(), next.end()};
}

} // namespace

std::vector<std::string_view> path_parts(std::string_view path)
{
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at < path.size();) {
        const auto end = end_of_part(path, at);
        parts.push_back(path.substr(at, end - at));
        at = end + 1;
    }
    if (path.ends_with('.')) {
        parts.push_back(path.substr(path.size())); // nothing follows the last dot
    }
    return parts;
}

FaultyPath faulty_path(std::string_view path, const std::vector<std::string>& known)
{
    const auto parts = path_parts(path);
    FaultyPath fault;
    std::size_t good = 0;
    auto next = next_parts(parts, 0, known);
    while (good < parts.size() && std::ranges::find(next, parts[good]) != next.end()) {
        next = next_parts(parts, ++good, known);
    }
    if (good == parts.size()) {
        fault.mend = "it is a table; " + did_you_mean("", next);
        return fault;
    }
    fault.part = parts[good];
    fault.at = static_cast<std::size_t>(fault.part.data() - path.data());
    const auto near = nearest(fault.part, next);
    const auto mended =
        std::string(path.substr(0, fault.at)) + near + std::string(path.substr(fault.at + fault.part.size()));
    if (!near.empty() && std::ranges::find(known, mended) != known.end()) {
        fault.meant = mended;
        fault.mend = "did you mean `" + near + "`?";
        return fault;
    }
    if (next.empty() && good > 0) {
        fault.meant = path.substr(0, fault.at - 1);
        fault.mend = "did you mean `" + fault.meant + "`?"; // it is no table
        return fault;
    }
    fault.meant = nearest(path, known);
    fault.mend = fault.meant.empty() ? did_you_mean(fault.part, next) : "did you mean `" + fault.meant + "`?";
    return fault;
}

} // namespace meam::input
