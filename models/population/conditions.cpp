#include "models/population/conditions.hpp"

#include <algorithm>

namespace meam {

namespace {

/// Whether a resident meets the covariate conditions of `reach`, without its exceptions.
bool meets(const Model& model, const Reach& reach, const Covariates& at)
{
    return std::ranges::all_of(reach.levels,
                               [&](const auto& of) { return of.second[at[static_cast<std::size_t>(of.first)]]; }) &&
           std::ranges::all_of(reach.needs, [&](const auto& of) {
               const auto severity = model.needs[static_cast<std::size_t>(of.first)].severity;
               return at[static_cast<std::size_t>(severity)] >= of.second;
           });
}

} // namespace

bool covers_levels(const Model& model, const Reach& reach, const Covariates& at)
{
    return meets(model, reach, at) &&
           std::ranges::none_of(reach.except, [&](const Reach& other) { return covers_levels(model, other, at); });
}

bool covers(const Model& model, const Reach& reach, const Resident& resident)
{
    const auto engaged = [&](ServiceId service, bool inside) {
        return service < 0 || std::ranges::any_of(resident.engaged, [&](const Engagement& e) {
                   return e.service == service && (!inside || e.stage == Stage::in_treatment);
               });
    };
    return meets(model, reach, resident.covariates) && engaged(reach.enrolled, true) && engaged(reach.at, false) &&
           std::ranges::none_of(reach.except, [&](const Reach& other) { return covers(model, other, resident); });
}

} // namespace meam
