#pragma once
// Crises: how many, which of the four counts each reaches, what follows.

#include "models/moment.hpp"

namespace meam {

/// This week's crises, with the needs of this week. @return false when the resident died of one
bool arise(const Moment& m);

} // namespace meam
