#pragma once
// The results of a run in progress, safe from a kill: small files, each whole before it gets its name.

#include "sim/results/hdf5/disk.hpp"
#include "sim/results/hdf5/source.hpp"

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace meam::results {

/// When a segment is closed: whichever comes first.
struct SegmentLimits {
    std::chrono::milliseconds age{4000};       ///< after its first unit
    std::size_t bytes = std::size_t{64} << 20; ///< of its units, packed
};

/// Writes `<out>/segments/segment-000001.h5`, … . A unit is finished when the segment that holds it is on the disk
/// under its name: a thread of its own sees to that soon after the unit came, whether another one comes or not.
class Segments : public Sink {
public:
    enum class Start {
        fresh,    ///< refuses a folder that holds finished units
        resume,   ///< goes on from them
        overwrite ///< removes them, where they are of an experiment of this name
    };
    /// Removes what a kill left half written; sets damaged segments aside as `*.damaged`, their units count as missing.
    /// @throws ResultsError  (6) if the folder holds segments of another experiment; (2) if it is not empty and `fresh`
    Segments(const std::filesystem::path& out, Layout layout, Start start = Start::fresh, SegmentLimits limits = {});
    Segments(const Segments&) = delete;
    Segments& operator=(const Segments&) = delete;
    ~Segments() override; ///< what was put is written if the disk allows

    /// From any thread; a unit from one thread only. Also of replicates beyond the plan, which grows. Waits if the disk
    /// is slow.
    /// @throws ResultsError  if a segment could not be written, this one or an earlier one
    void put(Unit unit) override;
    void close() override;

    [[nodiscard]] std::vector<std::pair<UnitId, std::string>> finished() const; ///< ids and digests on the disk, sorted
    [[nodiscard]] std::vector<std::string> warnings() const;                    ///< segments set aside on resume
    [[nodiscard]] Layout layout() const;                                        ///< with the plan as grown
    /// Every segment on the disk, to read or to consolidate.
    [[nodiscard]] std::vector<std::unique_ptr<Hdf5Source>> sources() const;
    /// Deletes the segments, once their units are safe elsewhere, and no other file. Nothing may be put afterwards.
    void remove();

private:
    void take_over(Start start);
    void take_over(const Hdf5Source& segment);
    std::unique_ptr<Hdf5Source> read_segment(const std::filesystem::path& path); ///< none: set aside
    void remove_segment(const Hdf5Source& segment) const;
    void register_units(const std::vector<std::pair<UnitId, std::string>>& units, const std::filesystem::path& path);
    void write_when_due(const std::stop_token& stop);
    void write_waiting(std::unique_lock<std::mutex>& lock);
    void throw_if_failed() const;
    [[nodiscard]] bool is_known(const Unit& unit) const;
    [[nodiscard]] const std::string* known_digest(const UnitId& id) const;

    std::filesystem::path folder_;
    Layout layout_;
    const Packing packing_;
    SegmentLimits limits_;
    std::optional<disk::Claim> claim_;
    std::vector<std::filesystem::path> segments_; ///< on the disk
    std::map<UnitId, std::string> finished_;
    std::vector<std::string> warnings_;
    int next_number_ = 1;

    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::map<UnitId, PackedUnit> waiting_;
    std::size_t waiting_bytes_ = 0;
    std::chrono::steady_clock::time_point oldest_; ///< when the first that waits was put
    bool writing_ = false;
    bool at_once_ = false; ///< close: do not wait for age or bytes
    std::exception_ptr failure_;
    std::jthread writer_; ///< last member: stops before the others are destroyed
};

/// The segments of a run as a merge wants them.
std::vector<const Source*> pointers_to(const std::vector<std::unique_ptr<Hdf5Source>>& sources);

/// The sources under a path that a user names: a results file; or a run's folder: its results.h5, else its segments.
/// @throws ResultsError  if there is none
std::vector<std::unique_ptr<Hdf5Source>> open_results(const std::filesystem::path& path);

} // namespace meam::results
