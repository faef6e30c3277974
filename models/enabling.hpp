#pragma once
// What makes a process possible or impossible, beyond what its hazard says: a covariate that steps, an engagement that
// begins or ends. Asked once, when a model is complete; the week reads sets.

#include "models/model.hpp"

#include <vector>

namespace meam {

/// Whether a condition asks for a covariate.
bool asks(const Model& model, const Reach& reach, int covariate);

/// By step of a covariate, from * levels + to: the processes that it makes possible or impossible. None: no step does.
std::vector<ProcessSet> enabled(const Model& model, int covariate);

/// Whether an engagement with a service opens or closes a door: it leads there, or may come to, or to anywhere where
/// residents ask one service at a time; or the door is for those whom the service holds, or holds not.
bool opens(const Model& model, std::size_t service, const ProcessSpec& process);

/// Whether an episode with a service speeds a process up.
bool helps(const Service& service, const Model& model, const ProcessSpec& process);

} // namespace meam
