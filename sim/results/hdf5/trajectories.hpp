#pragma once
// Reads trajectories: the record of every change of each resident.

#include "sim/results/hdf5/h5.hpp"
#include "sim/results/hdf5/trajectory_format.hpp"

#include <filesystem>
#include <optional>
#include <vector>

namespace meam::results {

/// Read access to one trajectories file.
class Trajectories {
public:
    /// @throws ResultsError  if the file is missing, damaged or not a trajectories file
    explicit Trajectories(std::filesystem::path path);

    [[nodiscard]] const TrajectoryHead& head() const { return head_; }
    [[nodiscard]] std::vector<UnitId> units() const;                   ///< sorted
    [[nodiscard]] std::vector<Change> changes(const UnitId& id) const; ///< sorted by week and resident
    /// The changes of one resident in order of time; empty if there are none. Reads only a small part of the file.
    [[nodiscard]] std::vector<Change> changes_of(const UnitId& id, std::int32_t resident) const;
    /// The changes of one week in order of resident number. Reads only a small part of the file.
    [[nodiscard]] std::vector<Change> changes_in(const UnitId& id, std::int32_t week) const;

private:
    [[nodiscard]] h5::Group unit(const UnitId& id) const;

    std::filesystem::path path_;
    TrajectoryHead head_;
    std::optional<h5::File> file_;
};

} // namespace meam::results
