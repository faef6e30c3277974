#include "sim/input/mistakes.hpp"

#include "sim/input/characters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace meam::input {

namespace {

constexpr std::size_t most_printed = 100;    ///< mistakes; the rest is counted
constexpr std::size_t longest_line = 100;    ///< characters of a line that are shown
constexpr std::size_t before_the_caret = 40; ///< of these, where a line is cut

/// A line as a terminal shows it, and the position of its caret [cell].
struct Picture {
    std::string line;
    std::size_t before = 0;
    std::size_t under = 1;
};

/// Draws the line of a spot: harmless to a terminal, tabs as four blanks, cut around the caret where it is long.
Picture picture_of(const Spot& spot)
{
    struct Piece {
        std::string text;
        std::size_t cells;
    };
    std::vector<Piece> pieces;
    for (std::string_view rest = spot.text; !rest.empty();) {
        const Character c = first_character(rest);
        if (c.code == U'\t') {
            pieces.push_back({"    ", 4});
        } else {
            pieces.push_back({printable(c, rest.substr(0, c.bytes)), static_cast<std::size_t>(cells(c))});
        }
        rest.remove_prefix(c.bytes);
    }

    const auto caret = std::min(static_cast<std::size_t>(std::max(spot.column - spot.from, 0)), pieces.size());
    const auto width = static_cast<std::size_t>(std::max(spot.width, 1));
    const auto first = pieces.size() > longest_line && caret > before_the_caret ? caret - before_the_caret : 0;
    const auto last = std::min(pieces.size(), first + longest_line);

    Picture picture;
    if (first > 0 || spot.from > 1) {
        picture.line = "…";
        picture.before = 1;
    }
    std::size_t under = 0;
    for (std::size_t i = first; i < last; ++i) {
        picture.line += pieces[i].text;
        picture.before += i < caret ? pieces[i].cells : 0;
        under += i >= caret && i - caret < width ? pieces[i].cells : 0;
    }
    picture.line += last < pieces.size() ? "…" : "";
    picture.under = std::max<std::size_t>(under, 1);
    return picture;
}

std::string place_of(const Spot& spot)
{
    const auto file = printable(spot.file);
    return spot.line > 0 ? fmt::format("{}:{}:{}", file, spot.line, spot.column) : file;
}

/// error[E104]: what
///   --> file:line:column
///    |
/// 14 | the line
///    |     ^^^^ how to mend it
std::string drawn(const Mistake& mistake)
{
    const Spot& spot = mistake.spot;
    const auto mend = printable(mistake.mend);
    const auto number = spot.line > 0 ? std::to_string(spot.line) : std::string();
    const auto gutter = std::max<std::size_t>(number.size(), 2);
    std::string out =
        fmt::format("error[{}]: {}\n{:{}}--> {}", mistake.code, printable(mistake.what), "", gutter, place_of(spot));
    if (spot.text.empty() && spot.line == 0) {
        return out + (mend.empty() ? "\n" : "   " + mend + "\n");
    }
    const Picture picture = picture_of(spot);
    out += fmt::format("\n{:{}} |\n{:>{}} | {}\n", "", gutter, number, gutter, picture.line);
    out += fmt::format("{:{}} | {:{}}{:^>{}}", "", gutter, "", picture.before, "", picture.under);
    return out + (mend.empty() ? "\n" : " " + mend + "\n");
}

/// Mistakes without a file stay in the order in which they were found.
auto order_of(const Mistake& mistake)
{
    const Spot& spot = mistake.spot;
    return std::tuple(std::string_view(spot.file), spot.line, spot.line > 0 ? spot.column : 0);
}

} // namespace

void Mistakes::add(std::string_view code, const Spot& spot, std::string what, std::string mend)
{
    auto identity = fmt::format("{} {}:{}:{} {}\n{}", code, spot.file, spot.line, spot.column, what,
                                spot.line > 0 ? "" : spot.text);
    if (seen_.insert(std::move(identity)).second) {
        all_.push_back({std::string(code), spot, std::move(what), std::move(mend)});
    }
}

std::string Mistakes::text() const
{
    std::vector<const Mistake*> sorted;
    for (const Mistake& mistake : all_) {
        sorted.push_back(&mistake);
    }
    std::ranges::stable_sort(sorted, [](auto* a, auto* b) { return order_of(*a) < order_of(*b); });

    std::string out;
    std::set<std::string> codes;
    for (std::size_t i = 0; i < std::min(sorted.size(), most_printed); ++i) {
        out += drawn(*sorted[i]) + "\n";
        codes.insert(sorted[i]->code);
    }
    if (sorted.size() > most_printed) {
        out += fmt::format("… and {} more errors\n", sorted.size() - most_printed);
    }
    for (const auto& code : codes) {
        out += (code == *codes.begin() ? "More: meamsim explain " : ", meamsim explain ") + code;
    }
    return codes.empty() ? out : out + "\n";
}

void Mistakes::throw_if_any() const
{
    if (none()) {
        return;
    }
    const bool unreadable = std::ranges::any_of(all_, [](const Mistake& mistake) { return mistake.code == "E101"; });
    throw InputError(text(), all_, unreadable ? 4 : 3);
}

} // namespace meam::input
