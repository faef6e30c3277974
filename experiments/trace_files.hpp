#pragma once
// Trajectories of an experiment's runs in a file beside its results.

#include "experiments/traces.hpp"
#include "sim/results/hdf5/trajectory_writer.hpp"

#include <filesystem>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace meam {

class TraceFiles {
public:
    TraceFiles(std::filesystem::path folder, results::TrajectoryHead head);

    /// Removes the files of the folder: their runs will be simulated again.
    void remove() const;
    /// Runs of this experiment whose trajectories stand in files of the folder. @param damaged  takes a line for each
    /// file that cannot be read
    [[nodiscard]] std::set<results::UnitId> there(std::vector<std::string>& damaged) const;
    /// From any thread. @param late  whose are kept is known at the end only: until then all stand in a file apart
    std::unique_ptr<TraceSink> begin(const results::UnitId& id, bool late);
    /// All runs have ended.
    void close();

private:
    std::filesystem::path folder_;
    results::TrajectoryHead head_;
    std::mutex mutex_;
    std::optional<results::TrajectoryWriter> writer_;
};

} // namespace meam
