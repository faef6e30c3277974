#include "experiments/trace_files.hpp"

#include "sim/results/hdf5/trajectories.hpp"
#include "sim/results/store.hpp"

#include <algorithm>
#include <iterator>
#include <regex>
#include <vector>

namespace meam {
namespace {

void add_lines(results::UnitTrajectory& unit, std::span<const LogLine> lines)
{
    std::vector<results::Change> changes;
    changes.reserve(lines.size());
    for (const auto& line : lines) {
        changes.push_back({line.week, static_cast<std::int32_t>(line.resident), line.kind, line.detail});
    }
    unit.add(changes);
}

class Straight : public TraceSink {
public:
    explicit Straight(std::unique_ptr<results::UnitTrajectory> unit) : unit_(std::move(unit)) {}
    void add(std::span<const LogLine> lines) override { add_lines(*unit_, lines); }
    void close(const std::function<bool(ResidentId)>&) override { unit_->close(); }

private:
    std::unique_ptr<results::UnitTrajectory> unit_;
};

/// All trajectories are in a temporary file, which is deleted when the ones to keep have been copied.
class Sifted : public TraceSink {
public:
    Sifted(const std::filesystem::path& apart, const results::UnitId& id, const results::TrajectoryHead& head,
           std::unique_ptr<results::UnitTrajectory> kept)
        : apart_(apart, head), all_(apart_.begin(id)), kept_(std::move(kept))
    {}
    void add(std::span<const LogLine> lines) override { add_lines(*all_, lines); }
    void close(const std::function<bool(ResidentId)>& keeps) override
    {
        all_->each([&](std::span<const results::Change> changes) {
            std::vector<results::Change> some;
            std::ranges::copy_if(changes, std::back_inserter(some), [&](const results::Change& change) {
                return keeps(static_cast<ResidentId>(change.resident));
            });
            kept_->add(some);
        });
        kept_->close();
    }

private:
    results::TrajectoryWriter apart_;
    std::unique_ptr<results::UnitTrajectory> all_, kept_;
};

std::filesystem::path file_of(const std::filesystem::path& folder, int number)
{
    return folder / (number == 1 ? std::string("trajectories.h5") : "trajectories-" + std::to_string(number) + ".h5");
}

/// Earlier files of a folder belong to runs that are finished.
std::filesystem::path next_file(const std::filesystem::path& folder)
{
    int number = 1;
    std::error_code error;
    while (std::filesystem::exists(std::filesystem::symlink_status(file_of(folder, number), error))) {
        ++number;
    }
    return file_of(folder, number);
}

/// Files that runs may have written here, by their names: others are never opened, and never removed.
std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder)
{
    const std::regex ours(R"(trajectories(-[1-9][0-9]*)?\.h5)");
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (std::regex_match(entry.path().filename().string(), ours)) {
            files.push_back(entry.path());
        }
    }
    return files;
}

} // namespace

TraceFiles::TraceFiles(std::filesystem::path folder, results::TrajectoryHead head)
    : folder_(std::move(folder)), head_(std::move(head))
{}

void TraceFiles::remove() const
{
    for (const auto& path : files_in(folder_)) {
        try {
            if (results::Trajectories(path).head().experiment == head_.experiment) {
                std::filesystem::remove(path);
            }
        } catch (const results::ResultsError&) { // not recognisably ours: kept, and new files have other names
        }
    }
}

std::set<results::UnitId> TraceFiles::there(std::vector<std::string>& damaged) const
{
    std::set<results::UnitId> all;
    for (const auto& path : files_in(folder_)) {
        try {
            const results::Trajectories trajectories(path);
            if (trajectories.head().experiment_digest == head_.experiment_digest) {
                std::ranges::copy(trajectories.units(), std::inserter(all, all.end()));
            }
        } catch (const results::ResultsError& error) {
            damaged.push_back(std::string(error.what()) + "\n  its trajectories are written again to another file");
        }
    }
    return all;
}

std::unique_ptr<TraceSink> TraceFiles::begin(const results::UnitId& id, bool late)
{
    const std::lock_guard lock(mutex_);
    if (!writer_) {
        writer_.emplace(next_file(folder_), head_);
    }
    auto unit = writer_->begin(id);
    if (!late) {
        return std::make_unique<Straight>(std::move(unit));
    }
    return std::make_unique<Sifted>(folder_ / ("all-of-" + results::trajectory_group(id) + ".h5"), id, head_,
                                    std::move(unit));
}

void TraceFiles::close()
{
    if (writer_) {
        writer_->close();
        writer_.reset();
    }
}

} // namespace meam
