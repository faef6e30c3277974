#pragma once
// Which processes of a resident have to be looked at, and when: all that stepping by events remembers.
//
// For each process: a bound that its hazard keeps under, and the week before which no point of its field lies below
// that bound. Points do not move, so this stays true whatever happens, also while the process is *off* (a door that is
// shut: hazard 0) and nobody has to be woken for it; only a hazard that rises over its bound asks for another look, and
// then only between the two. How far the hazard is below is kept as `room`, the logarithm of their ratio: a covariate
// that moves takes from it, for all processes at once, and no hazard is computed where room is left.

#include "models/rules/shifts.hpp"
#include "sim/field.hpp"
#include "sim/time.hpp"

#include <cstdint>
#include <vector>

namespace meam {

/// One resident's: three columns, in a row that is kept with the resident.
class Watch {
public:
    Watch() = default;
    Watch(std::int16_t* row, std::size_t width, const Shifts* shifts)
        : until_(row), bound_(row + width), room_(row + 2 * width), width_(width), shifts_(shifts)
    {}

    /// A row of which nothing is known yet.
    static std::vector<std::int16_t> nothing_known(std::size_t processes);

    /// False in plain stepping, where nothing is remembered.
    explicit operator bool() const { return until_ != nullptr; }

    /// Adds the processes of which something may come in `week`.
    void due(Week week, ProcessSet& looking) const;
    /// The first week in which anything may come of any process.
    [[nodiscard]] Week earliest() const;
    /// Whether nothing comes of a process in `week` at this hazard.
    [[nodiscard]] bool quiet(std::size_t process, Week week, Hazard hazard) const
    {
        return week < until(process) && hazard <= bound(process);
    }
    /// A covariate moved: adds the processes whose hazard may be over its bound, or must be computed anew.
    void moved(std::size_t covariate, int from, int to, ProcessSet& anew) const;
    /// Whether any hazard may rise when a covariate steps from one level to another.
    [[nodiscard]] bool may_rise(std::size_t covariate, int from, int to) const
    {
        return shifts_->may_rise(covariate, from, to);
    }
    /// Looks at a process from week `from` on.
    void look(std::size_t process, const Field& field, Week from, Week far, Hazard hazard) const;

    /// How weeks are kept: as numbers below 0, so that those of processes that are off, kept as they are, are above
    /// all.
    static constexpr std::int16_t kept_on(Week week) { return static_cast<std::int16_t>(week - last_known - 1); }

private:
    [[nodiscard]] Hazard bound(std::size_t process) const { return Bound::of_code(bound_[process]).hazard(); }
    [[nodiscard]] Week until(std::size_t process) const { return until_[process] & last_known; }

    std::int16_t* until_ = nullptr; ///< kept_on(week), or the week itself of a process that is off
    std::int16_t* bound_ = nullptr; ///< code of the bound
    std::int16_t* room_ = nullptr;  ///< of the bound over the hazard, at least [1/512 octave]
    std::size_t width_ = 0;
    const Shifts* shifts_ = nullptr;
};

} // namespace meam
