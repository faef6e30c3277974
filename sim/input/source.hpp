#pragma once
// One text that went into a document: a file, a text given by the program, or one --set.

#include "sim/input/mistakes.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace meam::input {

/// A location in a source, small enough for every node to store. Source::spot makes a Spot of it.
struct Place {
    int source = -1; ///< index into Tree::sources; -1: nowhere
    int line = 0;    ///< from 1
    int column = 0;  ///< from 1, in characters
    int width = 1;   ///< characters; what follows the end of the line is not drawn
};

class Source {
public:
    enum class Kind { file, library, set };

    Source() = default;
    /// @param name  as messages say it
    /// @param text  a byte order mark is taken off
    Source(std::string name, Kind kind, std::string text);

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] bool in_library() const { return kind_ == Kind::library; }
    /// Order of merging: a source with a higher rank overrides the others.
    [[nodiscard]] int rank() const { return rank_; }
    void set_rank(int rank) { rank_ = rank; }
    /// Places that the file was written for; empty: any.
    [[nodiscard]] const std::vector<std::string>& written_for() const { return written_for_; }
    void set_written_for(std::vector<std::string> places) { written_for_ = std::move(places); }
    /// The line without its end; "" when there is no such line.
    [[nodiscard]] std::string_view line(int number) const;
    /// The place with its line, or with what surrounds the column where the line is very long.
    [[nodiscard]] Spot spot(const Place& place) const;
    /// "winter.toml:14", or "--set"
    [[nodiscard]] std::string origin(const Place& place) const;

private:
    std::string name_;
    Kind kind_ = Kind::file;
    int rank_ = 0;
    std::vector<std::string> written_for_;
    std::string text_;
    std::vector<std::size_t> starts_; ///< byte at which each line starts
};

} // namespace meam::input
