#pragma once
// What a Document holds: the merged tree, the texts it came from, and what is wrong with them.

#include "sim/input/document.hpp"
#include "sim/input/node.hpp"

#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace meam::input {

/// What a `without` removed from the merged tree.
struct LeftOut {
    std::string path;                 ///< "need.debt"
    Place place;                      ///< of the entry of `without`
    std::set<std::string> references; ///< paths of keys that still refer to it
};

struct Tree {
    DocumentOptions options;
    std::vector<Source> sources;              ///< in the order in which they were read; Place::source counts them
    std::vector<std::filesystem::path> files; ///< every file that was read
    std::unique_ptr<Node> root = std::make_unique<Node>();
    Mistakes mistakes;
    Mistakes warnings; ///< the experiment runs; the user should know all the same
    std::vector<LeftOut> left_out;
    int merged = 0; ///< sources merged so far

    [[nodiscard]] const Source& source(const Place& place) const
    {
        return sources[static_cast<std::size_t>(place.source)];
    }
    [[nodiscard]] Spot spot(const Place& place) const { return place.source < 0 ? Spot{} : source(place).spot(place); }
    void add(std::string_view code, const Place& place, std::string what, std::string mend)
    {
        mistakes.add(code, spot(place), std::move(what), std::move(mend));
    }
    void warn(std::string_view code, const Place& place, std::string what, std::string mend)
    {
        warnings.add(code, spot(place), std::move(what), std::move(mend));
    }
    /// Index of the new source.
    int take(Source source)
    {
        sources.push_back(std::move(source));
        return static_cast<int>(sources.size()) - 1;
    }
};

/// Parses a text into a tree of its own, every node in the same line and column of the source. Broken syntax is a
/// mistake and gives nullptr. (document.cpp)
std::unique_ptr<Node> parsed(Tree& tree, int source, const std::string& text);

/// "did you mean `threshold`?"; where nothing is near: "known here: `caseload`, `threshold`"; "" where nothing is known
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known);
/// "`drain`, `transfer` or `send_away`"
std::string one_of(const std::vector<std::string>& words);

} // namespace meam::input
