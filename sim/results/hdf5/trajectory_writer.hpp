#pragma once
// Writes trajectories during a simulation. Only changes that do not yet fill a chunk are held in memory. The simulating
// thread filters full chunks, with all threads in parallel; chunks are written one at a time. A simulation thread waits
// when the disk is slower.

#include "sim/results/hdf5/growing.hpp"
#include "sim/results/hdf5/trajectory_format.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace meam::results {

class UnitTrajectory;

/// Writes to `<final>.tmp` and renames the file when it is closed.
class TrajectoryWriter {
public:
    TrajectoryWriter(std::filesystem::path final_path, TrajectoryHead head);
    TrajectoryWriter(const TrajectoryWriter&) = delete;
    TrajectoryWriter& operator=(const TrajectoryWriter&) = delete;
    ~TrajectoryWriter(); ///< without close: removes the file

    /// Begins a run whose changes arrive over time, from a thread of its own. Each run is begun at most once. The
    /// returned object must be destroyed before the writer.
    std::unique_ptr<UnitTrajectory> begin(const UnitId& id);
    void put(const UnitId& id, std::span<const Change> changes); ///< all changes of a run at once, in any order
    void close();

private:
    /// @param path  of the file while it is unfinished
    TrajectoryWriter(std::filesystem::path final_path, std::filesystem::path path, TrajectoryHead head);

    std::filesystem::path final_;
    std::filesystem::path tmp_;
    TrajectoryHead head_;
    std::optional<h5::File> file_;
    std::optional<h5::Group> units_;
};

/// Writes the changes of one run.
class UnitTrajectory {
public:
    UnitTrajectory(h5::Group& units, const UnitId& id, const TrajectoryHead& head, std::filesystem::path path);
    UnitTrajectory(const UnitTrajectory&) = delete;
    UnitTrajectory& operator=(const UnitTrajectory&) = delete;
    ~UnitTrajectory(); ///< without close: removes the run from the file

    /// Appends changes, sorted by week and resident, none earlier than those added before.
    void add(std::span<const Change> changes);
    /// Calls visit(changes) for all changes added so far, in order, in several pieces.
    void each(const std::function<void(std::span<const Change>)>& visit) const;
    /// Writes the remaining changes and the indexes.
    void close();

private:
    void write_chunk(std::span<const Change> changes);
    void write_lives(const h5::Dataset& change);
    [[nodiscard]] std::vector<std::int32_t> weeks_since(std::size_t from, std::size_t end) const;
    void write_weeks();

    /// The open datasets of the run.
    struct Columns {
        explicit Columns(h5::Group of);
        h5::Group group;
        Growing<std::int64_t> change;
        Growing<std::int32_t> week, resident;
        Growing<std::int16_t> kind;
        Growing<std::int32_t> detail;
    };

    h5::Group* units_;
    const TrajectoryHead* head_;
    std::filesystem::path path_;
    std::string name_;
    std::unique_ptr<Columns> columns_; ///< null after close
    std::optional<Change> last_;
    std::vector<Change> waiting_;           ///< changes that do not yet fill a chunk
    std::vector<std::int64_t> in_week_;     ///< number of changes by week
    std::vector<std::int32_t> of_resident_; ///< number of changes by resident number
};

} // namespace meam::results
