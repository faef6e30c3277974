#include "analysis/evaluation/sums.hpp"

#include <numeric>

namespace meam::analysis {

double EvaluationSums::of(std::string_view column,
                          std::initializer_list<std::pair<std::string_view, std::string_view>> where) const
{
    Picked picked;
    for (const auto& [axis, label] : where) {
        if (label.empty()) {
            continue;
        }
        const auto* found = find_axis(layout_, axis);
        const auto at = found ? find_label(*found, label) : std::nullopt;
        if (!at) {
            throw results::ResultsError("these results hold no `" + std::string(label) + "` of `" + std::string(axis) +
                                        "`, which an evaluation needs");
        }
        picked[std::string(axis)] = {*at};
    }
    // `select` treats strata separately; here the stratum is an axis like any other.
    const auto stratum = picked.find("stratum");
    const std::size_t which = stratum == picked.end() ? 0 : stratum->second.front();
    picked.erase("stratum");
    return run_.sum(select(layout_, column, picked), which);
}

} // namespace meam::analysis
