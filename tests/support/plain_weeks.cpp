#include "tests/support/plain_weeks.hpp"

#include <catch2/catch.hpp>

namespace meam::tests {

void expect_the_same_weeks(const TinyModel& tiny, const std::string& scenario, Week from)
{
    constexpr Week weeks = 260, between_saves = 7;
    auto events = tiny.world(weeks), plain = tiny.world(weeks, 0, false, Stepping::reference),
         computed = tiny.world(weeks, 0, false, Stepping::computed, Chunking{7}), saved = tiny.world(weeks);
    bool parted = false;
    while (events.now() < weeks) {
        if (!scenario.empty() && events.now() == from) {
            for (auto* world : {&events, &plain, &computed, &saved}) {
                world->branch(tiny.scenario(scenario));
            }
            parted = true;
        }
        for (auto* world : {&events, &plain, &computed, &saved}) {
            world->week();
        }
        REQUIRE(events.row() == plain.row());
        REQUIRE(computed.row() == plain.row());
        REQUIRE(saved.row() == plain.row());
        if (!parted && saved.now() % between_saves == 0) {
            saved = tiny.read(saved.saved(), weeks);
        }
    }
}

} // namespace meam::tests
