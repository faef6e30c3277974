#pragma once

namespace meam {

/// Keeps memory that is freed for the next to ask, instead of giving it back to the system: runs allocate the same
/// large tables again and again, and every page of a new one costs a fault. A hint; results do not depend on it.
void keep_freed_memory();

} // namespace meam
