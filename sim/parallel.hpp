#pragma once
// Loops over independent things. parallel.cpp is the only file that includes oneTBB; without it the same loops run
// serially, with the same results, because nothing that is looped over may depend on order.

#include <cstddef>
#include <functional>

namespace meam::parallel {

/// How many threads are used from here on. 0: as many as the machine has. @return the number in force
int use_threads(int threads);

/// Calls body(i) for i in [0, n), in any order, at the same time where that pays. The first exception comes out. Loops
/// may stand in loops: a thread without work takes part in whatever goes on, but one that waits for the end of its own
/// loop begins nothing else, so that no more is begun than there are threads.
void for_each(std::size_t n, const std::function<void(std::size_t)>& body);

/// "oneTBB 2021.8" or "serial"
const char* backend();

} // namespace meam::parallel
