#include "tests/support/plain_weeks.hpp"

#include <catch2/catch.hpp>

namespace meam::tests {

void expect_the_same_weeks(const TinyModel& tiny, const std::string& scenario, Week from)
{
    constexpr Week weeks = 260;
    auto events = tiny.world(weeks), plain = tiny.world(weeks, 0, false, Stepping::reference);
    while (events.now() < weeks) {
        if (!scenario.empty() && events.now() == from) {
            events.part(tiny.scenario(scenario));
            plain.part(tiny.scenario(scenario));
        }
        events.week();
        plain.week();
        REQUIRE(events.row() == plain.row());
    }
}

} // namespace meam::tests
