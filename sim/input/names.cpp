#include "sim/input/names.hpp"

#include "sim/input/node.hpp"

#include <algorithm>

namespace meam::input {

namespace {

/// Words that say something about numbers in every table, or make a table one number.
bool is_reserved(std::string_view text)
{
    return is_always_allowed(text) || text == "value";
}

bool is_made_of(std::string_view text, std::string_view more)
{
    const auto may_stand = [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || more.find(c) != std::string_view::npos;
    };
    return !text.empty() && text.size() <= longest_name && std::ranges::all_of(text, may_stand) && !is_reserved(text);
}

} // namespace

bool is_name(std::string_view text)
{
    return is_made_of(text, "_");
}

bool is_file_name(std::string_view text)
{
    return is_made_of(text, "_-");
}

std::string name_rule(std::string_view text)
{
    if (is_reserved(text)) {
        return "another word: `" + std::string(text) + "` says something about numbers in every table";
    }
    return "1 to 64 small letters, digits and underscores; readers see the `label`";
}

} // namespace meam::input
