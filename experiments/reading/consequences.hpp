#pragma once
// What may follow from something that happened.

#include "experiments/reading/reader.hpp"

namespace meam::reading {

/// One table of consequences, at the address of its path.
Consequence read_consequence(Reader& read, Section& at);

} // namespace meam::reading
