#pragma once
// Whom a service takes: those in need, severe enough, and without another need that keeps them out. And who is with it
// when the place begins.

#include "models/moment.hpp"

#include <functional>
#include <vector>

namespace meam {

/// Whether the resident has any of the needs the service is for; a service for none takes anybody.
bool in_need(const Model& model, const Service& service, const Resident& resident);
/// Whether none of the needs it is for is severe enough to get in. @param waiting  for treatment: each raises the bar
bool below_threshold(const Moment& m, const Service& service, std::size_t waiting);
/// Whether another need keeps the resident out. @param known  needs that the service knows of, a bit each
/// @param opened  services whose exclusions have been removed, a bit each
bool excluded(const Moment& m, ServiceId by, std::uint16_t known, std::uint64_t opened);

/// As many of the first `end` residents, drawn by lot among those the service would take if it knew all their needs.
/// @param moment_of(id)  the resident as things stand
std::vector<ResidentId> drawn_at_start(const Service& service, ServiceId id, ResidentId end, std::size_t number,
                                       const std::function<Moment(ResidentId)>& moment_of);

} // namespace meam
