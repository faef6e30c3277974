#pragma once
// Bounds that determine which processes of a resident must be evaluated, and when: the stored state of event stepping.
//
// For each process, a Watch stores an upper bound of its hazard and the week before which no point of its field lies
// below that bound. Points are fixed, so this remains true whatever happens, also while the process is *off* (hazard 0,
// for example an unusable edge). No step is scheduled for a process that is off. Only a hazard that rises above its
// bound requires a new search, and only between the old and the new bound. The distance of the hazard from its bound is
// stored as `room`, the logarithm of their ratio. A covariate change reduces the room of all processes at once; while
// room is left, no hazard is computed.

#include "models/definitions/hazard_shifts.hpp"
#include "sim/field.hpp"
#include "sim/time.hpp"

#include <cstdint>
#include <vector>

namespace meam {

/// The bounds of one resident: three columns in a row that is stored with the resident.
class HazardBounds {
public:
    HazardBounds() = default;
    HazardBounds(std::int16_t* row, std::size_t width, const Shifts* shifts)
        : until_(row), bound_(row + width), room_(row + 2 * width), width_(width), shifts_(shifts)
    {}

    /// A row without information: every process must be evaluated.
    static std::vector<std::int16_t> no_bounds(std::size_t processes);

    /// False in reference stepping, which stores no bounds.
    explicit operator bool() const { return until_ != nullptr; }

    /// Adds the processes that may have an event in `week`.
    void due(Week week, ProcessSet& looking) const;
    /// The first week in which any process may have an event.
    [[nodiscard]] Week earliest() const;
    /// True if a process has no event in `week` at this hazard.
    [[nodiscard]] bool quiet(std::size_t process, Week week, Hazard hazard) const
    {
        return week < until(process) && hazard <= bound(process);
    }
    /// Updates the bounds after a covariate change. Adds to `dirty` the processes whose hazard may exceed its bound or
    /// must be recomputed for another reason.
    void moved(std::size_t covariate, int from, int to, ProcessSet& dirty) const;
    /// Whether any hazard may rise when a covariate changes level.
    [[nodiscard]] bool may_rise(std::size_t covariate, int from, int to) const
    {
        return shifts_->may_rise(covariate, from, to);
    }
    /// Updates bound, week and room of a process, given its hazard in week `from`. Searches the field up to week `far`.
    void look(std::size_t process, const Field& field, Week from, Week far, Hazard hazard) const;

    /// Code of a week for a process that is on: a negative number. Processes that are off store the week itself, so
    /// that they compare as later than all others.
    static constexpr std::int16_t on_until(Week week) { return static_cast<std::int16_t>(week - last_known - 1); }

private:
    [[nodiscard]] Hazard bound(std::size_t process) const { return Bound::of_code(bound_[process]).hazard(); }
    [[nodiscard]] Week until(std::size_t process) const { return until_[process] & last_known; }

    std::int16_t* until_ = nullptr; ///< kept_on(week), or the week itself if the process is off
    std::int16_t* bound_ = nullptr; ///< code of the bound
    std::int16_t* room_ = nullptr;  ///< lower bound of log2(bound / hazard) [1/512 octave]
    std::size_t width_ = 0;
    const Shifts* shifts_ = nullptr;
};

} // namespace meam
