#pragma once
// Several sources into one file: the shards of a batch, or the segments of a run that has ended.

#include "sim/results/hdf5/writer.hpp"

#include <span>

namespace meam::results {

/// One file of all that `sources` hold, in the order of the unit ids: the same bytes whatever the sources were. Reads a
/// batch of units at a time, so memory does not grow with the results. Written under a temporary name and renamed.
/// @param layout  what the file says of itself; grows by replicates that are there and were not planned
/// @throws ResultsError  (6) if sources come from different experiments or shapes, or hold a run with different results
/// @throws parallel::Stopped  where a stop is requested; nothing is written then
void consolidate(std::span<const Source* const> sources, Layout layout, const Provenance& provenance,
                 const std::filesystem::path& final_path);

/// The first source's layout, with the largest plan of all. @throws ResultsError  (6) if they differ
Layout common_layout(std::span<const Source* const> sources);

/// Every unit of the sources, sorted, each once. @throws ResultsError  (6) if a run is there twice, and differently
std::vector<std::pair<UnitId, std::string>> all_units(std::span<const Source* const> sources);

} // namespace meam::results
