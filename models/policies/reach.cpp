#include "models/policies/reach.hpp"

#include <algorithm>

namespace meam {

bool covers(const Model& model, const Reach& reach, const Covariates& at)
{
    return std::ranges::all_of(reach.levels,
                               [&](const auto& of) { return of.second[at[static_cast<std::size_t>(of.first)]]; }) &&
           std::ranges::all_of(reach.needs, [&](const auto& of) {
               const auto severity = model.needs[static_cast<std::size_t>(of.first)].severity;
               return at[static_cast<std::size_t>(severity)] >= of.second;
           });
}

bool covers(const Model& model, const Reach& reach, const Resident& resident)
{
    return covers(model, reach, resident.covariates) &&
           (reach.enrolled < 0 || std::ranges::any_of(resident.engaged, [&](const Engagement& e) {
                return e.service == reach.enrolled && e.stage == Stage::in_treatment;
            }));
}

} // namespace meam
