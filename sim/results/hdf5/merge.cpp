#include "sim/results/hdf5/merge.hpp"

#include "sim/parallel.hpp"
#include "sim/results/hdf5/source.hpp"

#include <algorithm>

namespace meam::results {

namespace {

constexpr std::size_t batch_bytes = std::size_t{64} << 20; ///< packed units read before any is written

/// How a message calls the source at this place of the list.
std::string name_of(std::span<const Source* const> sources, std::size_t i)
{
    const auto* file = dynamic_cast<const Hdf5Source*>(sources[i]);
    return file == nullptr ? "source " + std::to_string(i + 1) : "`" + file->path().string() + "`";
}

void expect_same(const Layout& layout, std::span<const Source* const> sources, std::size_t i)
{
    if (const auto words = difference(layout, sources[i]->layout()); !words.empty()) {
        throw ResultsError(
            "cannot put " + name_of(sources, i) + " and " + (i == 0 ? "the rest" : name_of(sources, 0)) +
                " into one file: " + words +
                "\n  merge only shards of one experiment file, run by one version of meamsim; to set two "
                "experiments side by side, use `meamsim compare`",
            exit_refused);
    }
}

/// Which source a unit is read from, and its digest.
struct Holder {
    std::size_t source;
    std::string digest;
};

using Holders = std::map<UnitId, Holder>;

Holders find_units(std::span<const Source* const> sources)
{
    Holders holders;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        for (const auto& [id, digest] : sources[i]->units()) {
            const auto [place, is_new] = holders.try_emplace(id, Holder{i, digest});
            if (!is_new && place->second.digest != digest) {
                throw ResultsError(words(id) + " is in " + name_of(sources, place->second.source) + " and in " +
                                       name_of(sources, i) + " with different results, digests " +
                                       place->second.digest + " and " + digest +
                                       "\n  one of them is not what this experiment gives: `meamsim trace` repeats a "
                                       "run and says whether it is the same",
                                   exit_refused);
            }
        }
    }
    return holders;
}

/// From file to file as it lies there.
PackedUnit read_unit(const Source& source, const Packing& packing, const UnitId& id, const std::string& digest)
{
    if (const auto* file = dynamic_cast<const Hdf5Source*>(&source)) {
        return file->packed(id);
    }
    Unit unit{id, digest, {}, 0.0};
    for (std::size_t c = 0; c < source.layout().columns.size(); ++c) {
        unit.data.push_back(source.column(id, c));
    }
    return packing.packed(std::move(unit));
}

/// Reads source by source, so that each file is opened once, and writes by id.
void copy_batch(std::span<const Source* const> sources, const Packing& packing, Holders::const_iterator first,
                Holders::const_iterator last, Hdf5Writer& to)
{
    std::vector<Holders::const_iterator> by_source;
    for (auto it = first; it != last; ++it) {
        by_source.push_back(it);
    }
    std::stable_sort(by_source.begin(), by_source.end(),
                     [](const auto& a, const auto& b) { return a->second.source < b->second.source; });
    std::map<UnitId, PackedUnit> batch;
    for (const auto& it : by_source) {
        parallel::check_stop();
        batch.emplace(it->first, read_unit(*sources[it->second.source], packing, it->first, it->second.digest));
    }
    for (const auto& [id, unit] : batch) {
        to.put(unit);
    }
}

/// By the first unit, twice over: others may pack less well.
std::size_t units_in_a_batch(std::span<const Source* const> sources, const Packing& packing, const Holders& holders)
{
    if (holders.empty()) {
        return 1;
    }
    const auto& [id, holder] = *holders.begin();
    const auto bytes = bytes_of(read_unit(*sources[holder.source], packing, id, holder.digest));
    return std::max<std::size_t>(1, batch_bytes / (2 * bytes + 1));
}

} // namespace

Layout common_layout(std::span<const Source* const> sources)
{
    if (sources.empty()) {
        throw ResultsError("there is nothing to merge\n  name at least one results file or folder", exit_misused);
    }
    Layout layout = sources.front()->layout();
    for (std::size_t i = 0; i < sources.size(); ++i) {
        expect_same(layout, sources, i);
        layout.replicates_planned = std::max(layout.replicates_planned, sources[i]->layout().replicates_planned);
    }
    return layout;
}

std::vector<std::pair<UnitId, std::string>> all_units(std::span<const Source* const> sources)
{
    std::vector<std::pair<UnitId, std::string>> units;
    for (const auto& [id, holder] : find_units(sources)) {
        units.emplace_back(id, holder.digest);
    }
    return units;
}

void consolidate(std::span<const Source* const> sources, Layout layout, const Provenance& provenance,
                 const std::filesystem::path& final_path)
{
    for (std::size_t i = 0; i < sources.size(); ++i) {
        expect_same(layout, sources, i);
    }
    const Holders holders = find_units(sources);
    for (const auto& [id, holder] : holders) {
        layout.replicates_planned = std::max(layout.replicates_planned, static_cast<std::size_t>(id.replicate) + 1);
    }
    const Packing packing(layout);
    const std::size_t step = units_in_a_batch(sources, packing, holders);
    Hdf5Writer writer(final_path, std::move(layout), provenance);
    for (auto first = holders.begin(); first != holders.end();) {
        auto last = first;
        for (std::size_t n = 0; n < step && last != holders.end(); ++n) {
            ++last;
        }
        copy_batch(sources, packing, first, last, writer);
        first = last;
    }
    writer.close();
}

} // namespace meam::results
