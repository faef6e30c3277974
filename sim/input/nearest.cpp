#include "sim/input/nearest.hpp"

#include <algorithm>
#include <cstddef>

namespace meam::input {

namespace {

constexpr std::size_t longest_word = 200; ///< [byte]; a longer word is not a typing error

/// Edit distance from `a` to `b` (insertion, deletion, replacement, swap of neighbours); a value above `limit` if the
/// distance exceeds `limit`.
std::size_t distance(std::string_view a, std::string_view b, std::size_t limit)
{
    if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit) {
        return limit + 1;
    }
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> now(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        last[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                now[j] = std::min(now[j], before[j - 2] + 1);
            }
        }
        before.swap(last);
        last.swap(now);
    }
    return last[b.size()];
}

} // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& known)
{
    if (word.size() > longest_word) {
        return {};
    }
    std::size_t best = word.size() / 3 + 1;
    std::string found;
    for (const auto& candidate : known) {
        const auto edits = distance(word, candidate, word.size() / 3);
        if (edits < best || (edits == best && !found.empty() && candidate < found)) {
            best = edits;
            found = candidate;
        }
    }
    return found;
}

} // namespace meam::input
