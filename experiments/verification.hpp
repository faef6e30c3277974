#pragma once
// Whether results are what they say: unit digests recomputed from the stored numbers, and runs repeated.

#include "sim/results/store.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace meam {

/// A run whose stored digest is another than the one found.
struct Mismatch {
    results::UnitId id;
    std::string stored, found;
};

/// Recomputes every unit digest from the stored numbers. Sorted by run.
std::vector<Mismatch> wrong_digests(const results::Source& source);

/// Repeats these runs from the experiment that is stored with them.
/// @param ids  sorted
/// @throws results::ResultsError  where the stored experiment cannot be read
std::vector<Mismatch> wrong_repeats(const results::Source& source, const std::vector<results::UnitId>& ids);

/// `count` of the runs that a source holds, evenly spread over all of them; all where it holds fewer.
std::vector<results::UnitId> sample_of(const results::Source& source, std::size_t count);

} // namespace meam
