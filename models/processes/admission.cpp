#include "models/processes/admission.hpp"

#include "models/processes/help_seeking.hpp"

#include <algorithm>

namespace meam {

bool in_need(const Model& model, const Service& service, const Resident& resident)
{
    return service.for_needs.empty() || std::ranges::any_of(service.for_needs, [&](NeedId need) {
               const auto severity = model.needs[static_cast<std::size_t>(need)].severity;
               return resident.covariates[static_cast<std::size_t>(severity)] > 0;
           });
}

bool below_threshold(const ResidentStep& m, const Service& service, std::size_t waiting)
{
    const double threshold = m.rules.number(service.threshold, 0.0) +
                             m.rules.number(service.threshold_tightening, 0.0) * static_cast<double>(waiting);
    return !service.for_needs.empty() && threshold > 0.0 &&
           std::ranges::none_of(service.for_needs, [&](NeedId need) { return m.severity(need) >= threshold; });
}

bool excluded(const ResidentStep& m, ServiceId by, std::uint16_t known, std::uint64_t opened)
{
    if (((m.resident.unblocked | opened) >> by & 1U) != 0) {
        return false;
    }
    return std::ranges::any_of(m.model.services[static_cast<std::size_t>(by)].excludes, [&](const auto& e) {
        return (known >> e.first & 1U) != 0 && m.severity(e.first) >= m.rules.number(e.second, 4.0);
    });
}

std::vector<ResidentId> drawn_at_start(const Service& service, ServiceId id, ResidentId end, std::size_t number,
                                       const std::function<ResidentStep(ResidentId)>& moment_of)
{
    constexpr std::uint16_t all_needs = 0xffff;
    std::vector<std::pair<std::uint32_t, ResidentId>> lots;
    for (ResidentId one = 0; one < end; ++one) {
        const auto m = moment_of(one);
        const bool free = m.can_come() && !(m.model.place.one_at_a_time && engaged(m.model, m.resident));
        if (free && in_need(m.model, service, m.resident) && eligible(m.model, service, m.resident) &&
            !below_threshold(m, service, 0) && !excluded(m, id, all_needs, 0)) {
            lots.emplace_back(block(m.key, {one, service.start_process, 0, 0})[0], one);
        }
    }
    const auto last = lots.begin() + static_cast<std::ptrdiff_t>(std::min(number, lots.size()));
    std::partial_sort(lots.begin(), last, lots.end());
    std::vector<ResidentId> drawn;
    std::transform(lots.begin(), last, std::back_inserter(drawn), [](const auto& lot) { return lot.second; });
    return drawn;
}

} // namespace meam
