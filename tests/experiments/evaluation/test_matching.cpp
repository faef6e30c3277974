#include "experiments/evaluation/matching.hpp"
#include "tests/support/histories.hpp"

#include <catch2/catch.hpp>

using namespace meam;
using namespace meam::tests;

namespace {

using Pairs = std::vector<std::pair<ResidentId, ResidentId>>;

/// Everybody with so many recorded crises in week 90, of whom the first are enrolled in week 100.
class Village {
public:
    ResidentId add(const Person& person, int crises, Week week = 90)
    {
        const auto id = static_cast<ResidentId>(history_.people.size());
        history_.people.push_back(person);
        participants_.push_back(-1);
        for (int i = 0; i < crises; ++i) {
            history_.recorded.push_back({week, id, 0, false});
        }
        return id;
    }
    ResidentId enrol(Person person, int crises, Week index = 100)
    {
        person.enrolled = index;
        const auto id = add(person, crises);
        participants_[id] = index;
        return id;
    }
    [[nodiscard]] Matching matched(int caliper)
    {
        sort_recorded(history_);
        return match(history_, participants_, caliper);
    }

private:
    History history_;
    Indexes participants_;
};

} // namespace

TEST_CASE("a comparator is of the same sex and fifth, and the nearest by what is recorded", "[experiments][evaluation]")
{
    Village village;
    const auto participant = village.enrol(somebody(0, 2), 5);
    village.add(somebody(1, 2), 5);                      // another sex
    village.add(somebody(0, 3), 5);                      // another fifth
    village.add(somebody(0, 2), 4);                      // one apart
    const auto nearest = village.add(somebody(0, 2), 5); // just as many
    village.add(somebody(0, 2), 5, 60);                  // as many, but none in the last 13 weeks
    CHECK(village.matched(1).pairs == Pairs{{participant, nearest}});
}

TEST_CASE("of two equally near comparators the nearer in age is taken, then the first", "[experiments][evaluation]")
{
    Village village;
    const auto participant = village.enrol(somebody(0, 0, 2000), 3);
    village.add(somebody(0, 0, 2300), 3);
    const auto near = village.add(somebody(0, 0, 2100), 3);
    village.add(somebody(0, 0, 1900), 3); // as near on the other side
    CHECK(village.matched(0).pairs == Pairs{{participant, near}});
}

TEST_CASE("who lies outside the caliper stays without a comparator", "[experiments][evaluation]")
{
    Village village;
    village.enrol(somebody(), 8);
    village.add(somebody(), 5);
    CHECK(village.matched(2).pairs.empty());
    CHECK(village.matched(3).pairs.size() == 1);
}

TEST_CASE("each comparator is used once, by the participant enrolled first", "[experiments][evaluation]")
{
    Village village;
    const auto later = village.enrol(somebody(), 3, 110);
    const auto first = village.enrol(somebody(), 3, 100);
    const auto other = village.add(somebody(), 3);
    const auto matching = village.matched(0);
    // until week 110 the later participant is nobody's participant: a comparator who is enrolled later
    CHECK(matching.pairs == Pairs{{first, later}, {later, other}});
    CHECK(matching.observed == 2);
}

TEST_CASE("comparators were there the whole year before, alive, and not enrolled", "[experiments][evaluation]")
{
    Village village;
    village.enrol(somebody(), 3);
    auto late = somebody(), dead = somebody(), enrolled = somebody(), absent = somebody();
    late.arrived = 60;
    dead.ended = 100;
    enrolled.enrolled = 99;
    absent.came = false;
    for (const auto& person : {late, dead, enrolled, absent}) {
        village.add(person, 3);
    }
    CHECK(village.matched(10).pairs.empty());
    Village newcomers;
    auto participant = somebody();
    participant.arrived = 60;
    newcomers.enrol(participant, 3);
    newcomers.add(somebody(), 3);
    CHECK(newcomers.matched(10).pairs.empty());
    CHECK(newcomers.matched(10).observed == 0);
}

TEST_CASE("balance is summed over each group", "[experiments][evaluation]")
{
    Village village;
    village.enrol(somebody(0, 0, 2000), 3); // age in week 100: 2100
    village.add(somebody(0, 0, 1000), 2);
    village.add(somebody(1, 0, 1000), 4);
    const auto balance = village.matched(1).balance;
    using Moments = std::array<std::int64_t, 3>;
    CHECK(balance[0][0] == Moments{1, 3, 9});  // participants
    CHECK(balance[0][1] == Moments{2, 6, 20}); // others
    CHECK(balance[0][2] == Moments{1, 3, 9});  // matched
    CHECK(balance[0][3] == Moments{1, 2, 4});  // comparators
    CHECK(balance[2][0] == Moments{1, 2100, 4410000});
}
