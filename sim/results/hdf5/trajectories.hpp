#pragma once
// Reads what happened to each resident.

#include "sim/results/hdf5/h5.hpp"
#include "sim/results/hdf5/trajectory_format.hpp"

#include <filesystem>
#include <optional>
#include <vector>

namespace meam::results {

class Trajectories {
public:
    /// @throws ResultsError  if there is no file, or it is damaged or foreign
    explicit Trajectories(std::filesystem::path path);

    [[nodiscard]] const TrajectoryHead& head() const { return head_; }
    [[nodiscard]] std::vector<UnitId> units() const;                   ///< sorted
    [[nodiscard]] std::vector<Change> changes(const UnitId& id) const; ///< sorted by week and resident
    /// In the order of time; reads little else. None: nothing happened to this resident.
    [[nodiscard]] std::vector<Change> changes_of(const UnitId& id, std::int32_t resident) const;
    /// In the order of residents; reads little else.
    [[nodiscard]] std::vector<Change> changes_in(const UnitId& id, std::int32_t week) const;

private:
    [[nodiscard]] h5::Group unit(const UnitId& id) const;

    std::filesystem::path path_;
    TrajectoryHead head_;
    std::optional<h5::File> file_;
};

} // namespace meam::results
