#pragma once
// Admission rules of a service: need, threshold and exclusion. Also draws the residents in treatment at the start.

#include "models/processes/resident_step.hpp"

#include <functional>
#include <vector>

namespace meam {

/// Whether the resident has any of the needs that the service is for. True for a service without such needs.
bool in_need(const Model& model, const Service& service, const Resident& resident);
/// Whether all needs that the service is for are below its threshold. False for a service without such needs.
/// @param waiting  number of residents waiting for treatment; each raises the threshold
bool below_threshold(const ResidentStep& m, const Service& service, std::size_t waiting);
/// Whether the service refuses the resident because of a need that it excludes.
/// @param known   needs that the service knows of, one bit each
/// @param opened  services whose exclusion has been removed, one bit each
bool excluded(const ResidentStep& m, ServiceId by, std::uint16_t known, std::uint64_t opened);

/// Draws up to `number` of the first `end` residents at random, among those the service would admit if it knew all
/// their needs.
/// @param moment_of  the current state of a resident
std::vector<ResidentId> drawn_at_start(const Service& service, ServiceId id, ResidentId end, std::size_t number,
                                       const std::function<ResidentStep(ResidentId)>& moment_of);

} // namespace meam
