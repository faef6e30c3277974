#pragma once

#include "tests/support/tiny_model.hpp"

#include <string>

namespace meam::tests {

/// Simulates five years by events and by the reference loop, with residents without events not stored and residents in
/// many small chunks, and saved and read again every few weeks until scenarios branch; requires every week's counts to
/// be the same.
/// @param scenario  whose rules hold from week `from` on; empty: the baseline's throughout
void expect_the_same_weeks(const TinyModel& tiny, const std::string& scenario = "", Week from = 0);

} // namespace meam::tests
