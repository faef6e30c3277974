#pragma once
// Dependencies of processes on covariates and engagements that make a process possible or impossible, apart from its
// hazard. They are computed once, when the model is complete; simulation uses the resulting sets.

#include "models/definitions/model.hpp"

#include <vector>

namespace meam {

/// Whether a condition depends on a covariate.
bool asks(const Model& model, const Reach& reach, int covariate);

/// Processes that a step of a covariate makes possible or impossible, by from * levels + to. Empty if no step does.
std::vector<ProcessSet> enabled(const Model& model, int covariate);

/// Whether the start or end of an engagement with a service can make a community edge usable or unusable. This is so if
/// the edge leads to the service, or to one that a policy may merge; if residents may have only one engagement at a
/// time; or if eligibility depends on an engagement with the service.
bool opens(const Model& model, std::size_t service, const ProcessSpec& process);

/// Whether an episode with a service speeds up a process.
bool helps(const Service& service, const Model& model, const ProcessSpec& process);

} // namespace meam
