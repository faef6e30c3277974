#include "experiments/storage.hpp"

#include "experiments/output_folder.hpp"
#include "experiments/verification.hpp"
#include "models/observation/log_kinds.hpp"

#include <algorithm>
#include <mutex>

#ifdef MEAM_HDF5
#include "experiments/trace_files.hpp"
#include "sim/results/hdf5/disk.hpp"
#include "sim/results/hdf5/merge.hpp"
#include "sim/results/hdf5/segments.hpp"
#endif

namespace meam {
namespace {

using results::ResultsError;

class InMemory : public Storage {
public:
    explicit InMemory(const results::Layout& layout) : memory_(std::make_unique<results::Memory>(layout)) {}
    [[nodiscard]] std::vector<std::unique_ptr<results::Source>> earlier() const override { return {}; }
    [[nodiscard]] std::set<results::UnitId> traced() override { return {}; }
    void put(results::Unit unit) override
    {
        const std::lock_guard alone(mutex_);
        memory_->put(std::move(unit));
    }
    std::unique_ptr<TraceSink> trace(const results::UnitId&, bool) override { return nullptr; }
    std::unique_ptr<results::Source> finish(const results::Layout&, const std::map<std::string, std::string>&,
                                            bool) override
    {
        return std::move(memory_);
    }
    [[nodiscard]] std::filesystem::path file() const override { return {}; }

private:
    std::unique_ptr<results::Memory> memory_;
    std::mutex mutex_;
};

#ifdef MEAM_HDF5

class OnDisk : public Storage {
public:
    OnDisk(std::filesystem::path out, const results::Layout& layout, Existing existing, Week horizon)
        : out_(std::move(out)), traces_(out_, {layout.experiment, layout.digest, log_kind::labels, horizon})
    {
        expect_room(out_, layout, existing);
        const auto start = existing == Existing::refuse   ? results::Segments::Start::fresh
                           : existing == Existing::resume ? results::Segments::Start::resume
                                                          : results::Segments::Start::overwrite;
        segments_ = std::make_unique<results::Segments>(out_, layout, start);
        expect_room(out_, layout, existing); // a run that ended before this one claimed the folder may have filled it
        if (existing == Existing::replace) {
            std::filesystem::remove(file());
            std::filesystem::remove(out_ / "summary.csv");
            std::filesystem::remove(out_ / "provenance.json");
            traces_.remove();
        }
    }

    [[nodiscard]] std::vector<std::unique_ptr<results::Source>> earlier() const override
    {
        std::vector<std::unique_ptr<results::Source>> all;
        for (auto& segment : segments_->sources()) {
            all.push_back(std::move(segment));
        }
        if (std::filesystem::exists(file())) {
            all.push_back(std::make_unique<results::Hdf5Source>(file()));
        }
        return all;
    }

    [[nodiscard]] std::set<results::UnitId> traced() override { return traces_.there(warnings_); }

    void put(results::Unit unit) override { segments_->put(std::move(unit)); }

    std::unique_ptr<TraceSink> trace(const results::UnitId& id, bool late) override { return traces_.begin(id, late); }

    std::unique_ptr<results::Source> finish(const results::Layout& layout,
                                            const std::map<std::string, std::string>& provenance, bool whole) override
    {
        traces_.close();
        segments_->close();
        if (!whole) {
            return nullptr;
        }
        {
            const auto sources = earlier();
            std::vector<const results::Source*> pointers;
            for (const auto& source : sources) {
                pointers.push_back(source.get());
            }
            auto grown = layout;
            grown.replicates_planned =
                std::max(layout.replicates_planned, results::common_layout(pointers).replicates_planned);
            results::consolidate(pointers, pointers.empty() ? layout : grown, provenance, file());
        }
        segments_->remove();
        return std::make_unique<results::Hdf5Source>(file());
    }

    [[nodiscard]] std::filesystem::path file() const override { return out_ / "results.h5"; }
    [[nodiscard]] std::vector<std::string> warnings() const override
    {
        auto all = segments_->warnings();
        all.insert(all.end(), warnings_.begin(), warnings_.end());
        return all;
    }

private:
    std::filesystem::path out_;
    TraceFiles traces_;
    std::vector<std::string> warnings_;
    std::unique_ptr<results::Segments> segments_;
};

/// @throws ResultsError  (7) where a unit's stored numbers have another digest than is stated
void expect_stored_digests(const results::Hdf5Source& source)
{
    const auto wrong = wrong_digests(source);
    if (!wrong.empty()) {
        throw ResultsError("`" + source.path().string() +
                               "` does not hold the numbers that were written: " + results::words(wrong.front().id) +
                               " has digest " + wrong.front().found + ", and the file states " + wrong.front().stored +
                               "\n  copy the file again; `meamsim verify` lists every such run",
                           7);
    }
}

/// Several files read as one.
class Together : public results::Source {
public:
    explicit Together(std::vector<std::unique_ptr<results::Hdf5Source>> parts)
        : parts_(std::move(parts)), layout_(results::common_layout(results::pointers_to(parts_)))
    {
        for (const auto& part : parts_) {
            for (const auto& [id, digest] : part->units()) {
                where_[id] = part.get();
            }
        }
    }
    [[nodiscard]] const results::Layout& layout() const override { return layout_; }
    [[nodiscard]] std::vector<std::pair<results::UnitId, std::string>> units() const override
    {
        return results::all_units(results::pointers_to(parts_));
    }
    [[nodiscard]] results::Data column(const results::UnitId& id, std::size_t column) const override
    {
        const auto it = where_.find(id);
        if (it == where_.end()) {
            throw ResultsError(results::words(id) + " is not among these results");
        }
        return it->second->column(id, column);
    }

private:
    std::vector<std::unique_ptr<results::Hdf5Source>> parts_;
    results::Layout layout_;
    std::map<results::UnitId, const results::Source*> where_;
};

#endif

} // namespace

#ifdef MEAM_HDF5

std::unique_ptr<Storage> open_storage(const std::filesystem::path& out, const results::Layout& layout,
                                      Existing existing, Week horizon)
{
    if (out.empty()) {
        return std::make_unique<InMemory>(layout);
    }
    return std::make_unique<OnDisk>(out, layout, existing, horizon);
}

std::unique_ptr<results::Source> open_source(const std::filesystem::path& path)
{
    auto parts = results::open_results(path);
    if (parts.size() == 1) {
        return std::move(parts.front());
    }
    return std::make_unique<Together>(std::move(parts));
}

results::Layout merge_results(const std::vector<std::filesystem::path>& paths, const std::filesystem::path& into,
                              bool allow_partial, std::size_t& complete)
{
    std::vector<std::unique_ptr<results::Hdf5Source>> sources;
    std::vector<const results::Source*> pointers;
    for (const auto& path : paths) {
        for (auto& part : results::open_results(path)) {
            pointers.push_back(part.get());
            sources.push_back(std::move(part));
        }
    }
    for (const auto& source : sources) {
        expect_stored_digests(*source);
    }
    auto layout = results::common_layout(pointers);
    const auto units = results::all_units(pointers);
    complete = units.size();
    const auto missing = results::missing_units(layout, units);
    if (!missing.empty() && !allow_partial) {
        throw ResultsError(std::to_string(missing.size()) + " of " + std::to_string(units.size() + missing.size()) +
                               " planned runs are missing, the first of them " + results::words(missing.front()) +
                               ". Run their shards, or merge what there is with --allow-partial",
                           6);
    }
    const results::disk::Claim claim(into, into.string() + ".lock");
    std::error_code error;
    if (std::filesystem::exists(std::filesystem::symlink_status(into, error))) {
        throw ResultsError("`" + into.string() + "` is there already\n  name another file, or remove it", 2);
    }
    results::consolidate(pointers, layout, {}, into);
    return layout;
}

#else

std::unique_ptr<Storage> open_storage(const std::filesystem::path& out, const results::Layout& layout, Existing, Week)
{
    if (!out.empty()) {
        throw ResultsError("this build keeps results in memory: it was made without HDF5", 2);
    }
    return std::make_unique<InMemory>(layout);
}

std::unique_ptr<results::Source> open_source(const std::filesystem::path&)
{
    throw ResultsError("this build reads no results files: it was made without HDF5", 2);
}

results::Layout merge_results(const std::vector<std::filesystem::path>&, const std::filesystem::path&, bool,
                              std::size_t&)
{
    throw ResultsError("this build merges no results files: it was made without HDF5", 2);
}

#endif

} // namespace meam
