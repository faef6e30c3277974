#include "sim/input/nearest.hpp"
#include "sim/input/tree.hpp"

#include <algorithm>

namespace meam::input {

namespace {

constexpr std::size_t most_listed = 12;

std::string quoted(const std::string& word)
{
    return "`" + word + "`";
}

} // namespace

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known)
{
    if (const auto near = nearest(word, known); !near.empty()) {
        return "did you mean " + quoted(near) + "?";
    }
    if (known.empty()) {
        return {};
    }
    std::string list;
    for (std::size_t i = 0; i < std::min(known.size(), most_listed); ++i) {
        list += (i > 0 ? ", " : "") + quoted(known[i]);
    }
    return "known here: " + list +
           (known.size() > most_listed ? " and " + std::to_string(known.size() - most_listed) + " more" : "");
}

std::string one_of(const std::vector<std::string>& words)
{
    std::string list;
    for (std::size_t i = 0; i < words.size(); ++i) {
        list += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + quoted(words[i]);
    }
    return list;
}

} // namespace meam::input
