#include "models/state/event_schedule.hpp"

#include "sim/draws.hpp"

#include <catch2/catch.hpp>

#include <map>

using namespace meam;

TEST_CASE("those are called who are due, in order, and each until given another week", "[models]")
{
    Agenda agenda;
    agenda.grow(200);
    std::vector<ResidentId> due;
    agenda.call(0, 200, 1000, due);
    CHECK(due.empty()); // nobody is expected
    for (const auto& [id, week] : std::map<ResidentId, Week>{{150, 5}, {3, 7}, {64, 5}, {199, 4}}) {
        agenda.set(id, week);
    }
    agenda.expect(3, 9); // later than planned: nothing changes
    agenda.expect(150, 4);
    CHECK(agenda.next(3) == 7);
    CHECK(agenda.next(150) == 4);
    CHECK(agenda.next(0) == never);
    agenda.call(0, 200, 3, due);
    CHECK(due.empty());
    agenda.call(0, 200, 4, due);
    CHECK(due == std::vector<ResidentId>{150, 199});
    agenda.set(150, 7);
    agenda.strike_out(199);
    due.clear();
    agenda.call(0, 200, 7, due); // week 5 was not asked of: who was due then is due still
    CHECK(due == std::vector<ResidentId>{3, 64, 150});
    due.clear();
    agenda.grow(400);
    for (const ResidentId id : {3U, 64U, 150U}) {
        agenda.set(id, 12 + static_cast<Week>(id));
    }
    agenda.set(399, 12);
    agenda.set(0, 12);
    agenda.call(128, 400, 12, due);
    CHECK(due == std::vector<ResidentId>{399}); // from 128 on
}

TEST_CASE("from the last week that an agenda can tell, whoever is due at all is due in every week", "[models]")
{
    Agenda agenda;
    agenda.grow(2);
    agenda.set(1, 100'000);
    std::vector<ResidentId> due;
    agenda.call(0, 2, Agenda::latest - 1, due);
    CHECK(due.empty());
    for (const Week week : {Agenda::latest, Agenda::latest + 1, 90'000}) {
        due.clear();
        agenda.call(0, 2, week, due);
        CHECK(due == std::vector<ResidentId>{1});
        agenda.set(1, 100'000);
    }
}

TEST_CASE("an agenda calls as a plain list of weeks would", "[models]")
{
    constexpr ResidentId people = 1000;
    constexpr Key key{20260105, 7};
    Agenda agenda;
    agenda.grow(people);
    std::vector<Week> plain(people, never);
    const auto some = [&](ResidentId id, Week now) {
        return static_cast<Week>(60 * uniform(key, {id, 1, static_cast<std::uint32_t>(now), 0}));
    };
    for (ResidentId id = 0; id < people; ++id) {
        agenda.set(id, plain[id] = some(id, 0));
    }
    for (Week now = 0; now < 300; ++now) {
        std::vector<ResidentId> due, wanted;
        agenda.call(0, people, now, due);
        for (ResidentId id = 0; id < people; ++id) {
            if (plain[id] <= now) {
                wanted.push_back(id);
            }
        }
        REQUIRE(due == wanted);
        for (const ResidentId id : due) {
            plain[id] = now + 1 + some(id, now + 1);
            agenda.set(id, plain[id]);
        }
    }
}
