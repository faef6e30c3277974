#include "sim/input/set_path.hpp"

#include "sim/input/characters.hpp"

#include <algorithm>

namespace meam::input {

namespace {

/// End of the component that begins at `at`: after its closing quote, or before the next dot, blank or `=`.
std::size_t end_of_component(std::string_view words, std::size_t at)
{
    const char quote = words[at];
    if (quote == '"' || quote == '\'') {
        const auto close = words.find(quote, at + 1);
        return close == std::string_view::npos ? words.size() : close + 1;
    }
    return std::min(words.find_first_of(".= \t\"'", at), words.size());
}

std::size_t after_blanks(std::string_view words, std::size_t at)
{
    return std::min(words.find_first_not_of(" \t", at), words.size());
}

} // namespace

std::optional<SetPath> set_path(std::string_view words)
{
    SetPath path;
    for (std::size_t at = after_blanks(words, 0); at < words.size(); at = after_blanks(words, at + 1)) {
        const auto end = end_of_component(words, at);
        auto name = words.substr(at, end - at);
        const bool quoted =
            name.size() > 1 && (name.front() == '"' || name.front() == '\'') && name.back() == name.front();
        path.parts.push_back({std::string(quoted ? name.substr(1, name.size() - 2) : name),
                              static_cast<int>(length(words.substr(0, at))) + 1, static_cast<int>(length(name))});
        if (name.empty()) {
            return std::nullopt;
        }
        at = after_blanks(words, end);
        if (at < words.size() && words[at] == '=') {
            path.equals = at;
            return path;
        }
        if (at >= words.size() || words[at] != '.') {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

bool sets_without(std::string_view words)
{
    const auto path = set_path(words);
    return path && path->parts.size() == 1 && path->parts.front().name == "without";
}

} // namespace meam::input
