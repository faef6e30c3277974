#pragma once
// Destination of trajectories while a run is simulated.

#include "models/processes/resident_step.hpp"
#include "sim/results/results.hpp"

#include <functional>
#include <memory>
#include <span>

namespace meam {

/// One run's. Without `close`: as if it had not begun.
class TraceSink {
public:
    virtual ~TraceSink() = default;
    /// What comes next, by week, from 0 on, and resident.
    virtual void add(std::span<const LogLine> lines) = 0;
    /// The run is over. @param keeps  whether a resident's are kept; none: all are
    virtual void close(const std::function<bool(ResidentId)>& keeps) = 0;
};

/// Begins a run's; called from any thread.
using BeginTrace = std::function<std::unique_ptr<TraceSink>(const results::UnitId&)>;

} // namespace meam
