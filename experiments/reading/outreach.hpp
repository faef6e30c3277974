#pragma once
// Whom a service looks for by itself.

#include "experiments/reading/reader.hpp"

namespace meam::reading {

/// The table `outreach` of a service.
Outreach read_outreach(Reader& read, Section& at);

} // namespace meam::reading
