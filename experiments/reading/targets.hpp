#pragma once
// What a change's path leads to, and whether the change may be made there.

#include "experiments/reading/reader.hpp"
#include "models/definitions/path_meaning.hpp"

namespace meam::reading {

/// `of`: which services a star stands for, those of these kinds, of these agencies.
class Narrowing {
public:
    Narrowing(Reader& read, Section& at);

    [[nodiscard]] bool said() const { return said_; }
    [[nodiscard]] bool faulty() const { return faulty_; } ///< a word of it is wrong, and reported
    [[nodiscard]] std::string text() const;               ///< " of preventative", for reports; "" where nothing is said
    [[nodiscard]] bool covers(const std::string& path) const;

private:
    const Model& model_;
    bool said_ = false, faulty_ = false;
    std::vector<std::string> kinds_, agencies_;
};

/// What a path names; where it names nothing, a mistake, and in `meant` the numbers of the nearest path.
Meaning targets(Reader& read, Section& at, std::string_view key, const std::string& path, const Narrowing& of,
                std::vector<Number>& meant);

/// Of the amount of a change of these numbers.
Measure measure_of(Operation operation, const Reader& read, const std::vector<Number>& targets);

/// One amount has one unit; and what is set or added belongs to one number, not to each part of a hazard.
bool fit_one_amount(Section& at, const std::string& word, const std::string& path, Operation operation,
                    const Meaning& meaning, const Model& model);
/// From one number to another of the same unit, or from each of an array to the same place in another.
bool can_be_moved(Section& at, const std::string& path, const Change& change, const Model& model);
/// No policy changes who lives in a place: residents and newcomers are drawn from what stands before any.
void check_targets(Section& at, std::string_view operation, const Change& change, const Model& model);
/// What belongs to a service differs by no resident; onsets, only by what stands still.
void check_reach(Section& at, const Change& change, const Model& model);
/// Workers come from somewhere: moved, or new and paid for.
void check_staff(Section& at, const std::string& word, const Change& change, const Model& model);

} // namespace meam::reading
