#pragma once
// Writes what happened to each resident while it happens. What is held of a run are the changes that do not fill a
// chunk yet; whoever simulates it filters full chunks, on every thread there is, and they are written one after
// another. Who comes faster than the disk takes them waits.

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

/// Writes under `<final>.tmp` and renames at the end.
class TrajectoryWriter {
public:
    TrajectoryWriter(std::filesystem::path final_path, TrajectoryHead head);
    TrajectoryWriter(const TrajectoryWriter&) = delete;
    TrajectoryWriter& operator=(const TrajectoryWriter&) = delete;
    ~TrajectoryWriter(); ///< without close: nothing is left

    /// A run whose changes come bit by bit, from a thread of its own; each run once. It ends before its writer.
    std::unique_ptr<UnitTrajectory> begin(const UnitId& id);
    void put(const UnitId& id, std::span<const Change> changes); ///< all of a run's at once, in any order
    void close();

private:
    std::filesystem::path final_;
    std::filesystem::path tmp_;
    TrajectoryHead head_;
    std::optional<h5::File> file_;
    std::optional<h5::Group> units_;
};

/// One run's changes on their way into a file.
class UnitTrajectory {
public:
    UnitTrajectory(h5::Group& units, const UnitId& id, const TrajectoryHead& head, std::filesystem::path path);
    UnitTrajectory(const UnitTrajectory&) = delete;
    UnitTrajectory& operator=(const UnitTrajectory&) = delete;
    ~UnitTrajectory(); ///< without close: as if it had not begun

    /// What comes next, sorted by week and resident, as all that came before it.
    void add(std::span<const Change> changes);
    /// Calls visit(changes) for all that was added, in order, in parts.
    void each(const std::function<void(std::span<const Change>)>& visit) const;
    /// Everything is in the file.
    void close();

private:
    void write_chunk(std::span<const Change> changes);
    void write_lives(const h5::Dataset& change);
    [[nodiscard]] std::vector<std::int32_t> weeks_since(std::size_t from, std::size_t end) const;
    void write_weeks();

    /// What stands open in the file.
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
    std::unique_ptr<Columns> columns_; ///< none: closed
    std::optional<Change> last_;
    std::vector<Change> waiting_;           ///< of the chunk that is begun
    std::vector<std::int64_t> in_week_;     ///< changes
    std::vector<std::int32_t> of_resident_; ///< changes
};

} // namespace meam::results
