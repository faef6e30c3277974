#include "sim/input/key_depth.hpp"

#include <algorithm>
#include <cstddef>

namespace meam::input {

namespace {

bool opens_three(std::string_view text, std::size_t at)
{
    return at + 2 < text.size() && text[at + 1] == text[at] && text[at + 2] == text[at];
}

/// Position after the quoted text that begins at `at`. An unclosed one-line text ends at the end of its line; the
/// parser reports it.
std::size_t after_quotes(std::string_view text, std::size_t at)
{
    const char quote = text[at];
    const bool three = opens_three(text, at);
    for (at += three ? 3 : 1; at < text.size(); ++at) {
        if (text[at] == '\\' && quote == '"') {
            ++at;
        } else if (text[at] == '\n' && !three) {
            return at;
        } else if (text[at] == quote && !three) {
            return at + 1;
        } else if (text[at] == quote && opens_three(text, at)) {
            at += 3;
            for (int more = 0; more < 2 && at < text.size() && text[at] == quote; ++more) {
                ++at; // a text may end in one or two quotes of its own
            }
            return at;
        }
    }
    return text.size();
}

} // namespace

std::optional<DeepKey> deep_key(std::string_view text, int limit)
{
    int dots = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (c == '#') {
            at = std::min(text.find('\n', at), text.size());
        } else if (c == '"' || c == '\'') {
            at = after_quotes(text, at);
        } else {
            dots = c == '.' ? dots + 1 : std::string_view(",={}[]\n").find(c) != std::string_view::npos ? 0 : dots;
            if (dots > limit) {
                const auto before = text.substr(0, at);
                const auto line = std::ranges::count(before, '\n');
                const auto start = before.rfind('\n');
                return DeepKey{static_cast<int>(line) + 1,
                               static_cast<int>(at - (start == std::string_view::npos ? 0 : start + 1)) + 1};
            }
            ++at;
        }
    }
    return std::nullopt;
}

} // namespace meam::input
