#pragma once
// Loops over independent things. parallel.cpp is the only file that includes oneTBB; without it the same loops run
// serially, with the same results, because nothing that is looped over may depend on order.

#include <atomic>
#include <cstddef>
#include <exception>
#include <functional>

namespace meam::parallel {

/// How many threads are used from here on. 0: as many as this process may use: processors of its affinity, and no more
/// than the CPU quota of its control groups. @return the number in force
int use_threads(int threads);

/// Calls body(i) for i in [0, n), in any order, at the same time where that pays. The first exception comes out. Loops
/// may stand in loops: a thread without work takes part in whatever goes on, but one that waits for the end of its own
/// loop begins nothing else, so that no more is begun than there are threads.
/// @throws Stopped  within a StopScope, once a stop is requested: no further body begins
void for_each(std::size_t n, const std::function<void(std::size_t)>& body);

/// "oneTBB 2021.8" or "serial"
const char* backend();

/// A requested stop. What was being computed is discarded.
class Stopped : public std::exception {
public:
    [[nodiscard]] const char* what() const noexcept override { return "stopped as requested"; }
};

/// While one exists, every loop of the program polls a flag before each of its parts. One at a time.
class StopScope {
public:
    /// @param requested  outlives this; nullptr: nothing is polled
    explicit StopScope(const std::atomic<bool>* requested);
    StopScope(const StopScope&) = delete;
    StopScope& operator=(const StopScope&) = delete;
    ~StopScope();
};

/// For long work outside of such loops. @throws Stopped  within a StopScope, once a stop is requested
void check_stop();

} // namespace meam::parallel
