#include "models/state/event_schedule.hpp"

#include "sim/draws.hpp"

#include <catch2/catch.hpp>

#include <map>

using namespace meam;

TEST_CASE("due residents are returned in order until they are rescheduled", "[models]")
{
    EventSchedule schedule;
    schedule.grow(200);
    std::vector<ResidentId> due;
    schedule.collect_due(0, 200, 1000, due);
    CHECK(due.empty()); // nobody is expected
    for (const auto& [id, week] : std::map<ResidentId, Week>{{150, 5}, {3, 7}, {64, 5}, {199, 4}}) {
        schedule.set(id, week);
    }
    schedule.expect(3, 9); // later than planned: nothing changes
    schedule.expect(150, 4);
    CHECK(schedule.next(3) == 7);
    CHECK(schedule.next(150) == 4);
    CHECK(schedule.next(0) == never);
    schedule.collect_due(0, 200, 3, due);
    CHECK(due.empty());
    schedule.collect_due(0, 200, 4, due);
    CHECK(due == std::vector<ResidentId>{150, 199});
    schedule.set(150, 7);
    schedule.unschedule(199);
    due.clear();
    schedule.collect_due(0, 200, 7, due); // week 5 was not asked of: who was due then is due still
    CHECK(due == std::vector<ResidentId>{3, 64, 150});
    due.clear();
    schedule.grow(400);
    for (const ResidentId id : {3U, 64U, 150U}) {
        schedule.set(id, 12 + static_cast<Week>(id));
    }
    schedule.set(399, 12);
    schedule.set(0, 12);
    schedule.collect_due(128, 400, 12, due);
    CHECK(due == std::vector<ResidentId>{399}); // from 128 on
}

TEST_CASE("from the last week of the schedule on, scheduled residents are due every week", "[models]")
{
    EventSchedule schedule;
    schedule.grow(2);
    schedule.set(1, 100'000);
    std::vector<ResidentId> due;
    schedule.collect_due(0, 2, EventSchedule::latest - 1, due);
    CHECK(due.empty());
    for (const Week week : {EventSchedule::latest, EventSchedule::latest + 1, 90'000}) {
        due.clear();
        schedule.collect_due(0, 2, week, due);
        CHECK(due == std::vector<ResidentId>{1});
        schedule.set(1, 100'000);
    }
}

TEST_CASE("the event schedule returns the residents that a plain list would", "[models]")
{
    constexpr ResidentId people = 1000;
    constexpr Key key{20260105, 7};
    EventSchedule schedule;
    schedule.grow(people);
    std::vector<Week> plain(people, never);
    const auto some = [&](ResidentId id, Week now) {
        return static_cast<Week>(60 * uniform(key, {id, 1, static_cast<std::uint32_t>(now), 0}));
    };
    for (ResidentId id = 0; id < people; ++id) {
        schedule.set(id, plain[id] = some(id, 0));
    }
    for (Week now = 0; now < 300; ++now) {
        std::vector<ResidentId> due, wanted;
        schedule.collect_due(0, people, now, due);
        for (ResidentId id = 0; id < people; ++id) {
            if (plain[id] <= now) {
                wanted.push_back(id);
            }
        }
        REQUIRE(due == wanted);
        for (const ResidentId id : due) {
            plain[id] = now + 1 + some(id, now + 1);
            schedule.set(id, plain[id]);
        }
    }
}
