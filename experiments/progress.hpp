#pragma once
// How far a run is: for a progress display.

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

namespace meam {

struct Progress {
    std::string phase;
    std::size_t done = 0;    ///< runs complete, those of an earlier session included
    std::size_t planned = 0; ///< runs planned so far; 0: the phase is not counted in runs
    /// Adaptive runs alone: the most runs that may be planned.
    std::optional<std::size_t> at_most = {};
    std::optional<double> half_width = {}, wanted_half_width = {}; ///< of the paired 95 % interval [difference]
    double seconds = 0.0;                                          ///< since the phase began
    std::size_t earlier = 0;                                       ///< of `done`: complete when the phase began
};
using Report = std::function<void(const Progress&)>;

/// "replicates: 40 of 80 runs, 1 min 20 s to go"; of an adaptive run "replicates: 40 of 80 runs planned so far, at most
/// 1,800; half-width 14 % of the difference, 10 % wanted; 1 min 20 s to go for those planned, at most 58 min".
std::string words(const Progress& progress);

} // namespace meam
