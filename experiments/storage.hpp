#pragma once
// Where a run keeps what it finished: a folder of HDF5 files, or memory.

#include "experiments/replicate.hpp"
#include "sim/results/store.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace meam {

class Storage {
public:
    virtual ~Storage() = default;
    /// Runs that were finished before.
    [[nodiscard]] virtual std::vector<std::unique_ptr<results::Source>> earlier() const = 0;
    /// Which of them have trajectories.
    [[nodiscard]] virtual std::set<results::UnitId> traced() = 0;
    virtual void put(results::Unit unit) = 0; ///< from any thread; a unit from one only
    /// Where a run's trajectories go; none: nowhere. From any thread. @param late  whose are kept is known at the end
    virtual std::unique_ptr<TraceSink> trace(const results::UnitId& id, bool late) = 0;
    /// All that was put is safe; the results as one. @param whole  nothing is missing: the parts may go
    virtual std::unique_ptr<results::Source>
    finish(const results::Layout& layout, const std::map<std::string, std::string>& provenance, bool whole) = 0;
    [[nodiscard]] virtual std::filesystem::path file() const = 0; ///< the results file; empty in memory
    [[nodiscard]] virtual std::vector<std::string> warnings() const { return {}; }
};

enum class Existing { refuse, resume, replace };

/// @param out  folder; empty: memory. @throws results::ResultsError  when it holds results and `existing` is refuse
/// (2), or those of another
///             experiment (6), or cannot be written (4)
std::unique_ptr<Storage> open_storage(const std::filesystem::path& out, const results::Layout& layout,
                                      Existing existing, Week horizon);

/// Every results file or run folder of `paths` into one file. @throws results::ResultsError  as results::consolidate
results::Layout merge_results(const std::vector<std::filesystem::path>& paths, const std::filesystem::path& into,
                              bool allow_partial, std::size_t& complete);

/// Opens a results file or a run's folder for reading.
std::unique_ptr<results::Source> open_source(const std::filesystem::path& path);

} // namespace meam
