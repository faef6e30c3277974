#pragma once
// What happened to each resident, in a file of its own: changes only, one dataset per attribute.
//
//     /unit/<point>_<scenario>_<replicate>/
//         week, resident, kind, detail  (change)     sorted by week, then resident, then as put
//         offset                        (week_edge)  changes before this week; so week w is offset[w] up to offset[w+1]
//         weeks_since                   (change)     resident by resident, each in the order of time: weeks since the
//                                                    change before, or since week 0
//         who_first, who_count          (who)        of this resident, in weeks_since; `who` holds their numbers

#include "sim/results/hdf5/h5.hpp"
#include "sim/results/store.hpp"

#include <map>
#include <optional>
#include <span>

namespace meam::results {

struct Change {
    std::int32_t week;
    std::int32_t resident;
    std::int16_t kind;   ///< place in the list of kinds
    std::int32_t detail; ///< what it means depends on the kind
    auto operator<=>(const Change&) const = default;
};

/// What a file of trajectories says of itself.
struct TrajectoryHead {
    std::string experiment;
    std::string experiment_digest;
    std::vector<std::string> kinds; ///< labels: [A-Za-z0-9_.+@-], as CF wants flag_meanings
    std::int32_t weeks = 0;         ///< changes lie in weeks 0 … weeks - 1
};

/// Writes under `<final>.tmp` and renames at the end.
class TrajectoryWriter {
public:
    TrajectoryWriter(std::filesystem::path final_path, TrajectoryHead head);
    TrajectoryWriter(const TrajectoryWriter&) = delete;
    TrajectoryWriter& operator=(const TrajectoryWriter&) = delete;
    ~TrajectoryWriter(); ///< without close: nothing is left

    void put(const UnitId& id, std::span<const Change> changes); ///< in any order; each unit once
    void close();

private:
    void write(h5::Group& group, std::vector<Change> changes);

    std::filesystem::path final_;
    std::filesystem::path tmp_;
    TrajectoryHead head_;
    std::optional<h5::File> file_;
    std::optional<h5::Group> units_;
};

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
