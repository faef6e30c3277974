#include "tests/sim/results/sample.hpp"

#include <catch2/catch.hpp>

using namespace meam::results;

TEST_CASE("memory gives back the units it was given, sorted by id", "[sim][results]")
{
    Memory memory(sample::layout());
    memory.put(sample::unit({0, 1, 2}));
    memory.put(sample::unit({0, 0, 1}));

    REQUIRE(memory.units().size() == 2);
    CHECK(memory.units()[0] == std::pair(UnitId{0, 0, 1}, sample::digest({0, 0, 1})));
    CHECK(memory.column({0, 1, 2}, 1) == sample::unit({0, 1, 2}).data[1]);
}

TEST_CASE("memory refuses to give a unit or a column that is not there", "[sim][results]")
{
    Memory memory(sample::layout());
    memory.put(sample::unit({0, 0, 1}));
    CHECK_THROWS_AS(memory.column({0, 0, 2}, 0), ResultsError);
    CHECK_THROWS_AS(memory.column({0, 0, 1}, 4), ResultsError);
}

TEST_CASE("memory takes replicates beyond the plan, and the plan grows", "[sim][results]")
{
    Memory memory(sample::layout(3));
    memory.put(sample::unit({0, 0, 9}));
    CHECK(memory.layout().replicates_planned == 10);
}

TEST_CASE("memory takes a unit twice if it is the same, and refuses it if it differs", "[sim][results]")
{
    Memory memory(sample::layout());
    memory.put(sample::unit({0, 0, 1}));
    CHECK_NOTHROW(memory.put(sample::unit({0, 0, 1})));
    Unit other = sample::unit({0, 0, 1});
    other.digest = sample::digest({0, 0, 2});
    CHECK_THROWS_AS(memory.put(other), ResultsError);
}

TEST_CASE("a unit that does not fit its layout is a bug of ours, with exit code 70", "[sim][results]")
{
    const auto exit_code_of = [](const Unit& unit) {
        try {
            expect_fits(unit, sample::layout());
        } catch (const ResultsError& error) {
            return error.exit_code();
        }
        return 0;
    };
    CHECK(exit_code_of(sample::unit({0, 1, 2})) == 0);
    CHECK(exit_code_of(sample::unit({0, 2, 0})) == 70);

    Unit short_column = sample::unit({0, 0, 0});
    short_column.data[0] = std::vector<std::int32_t>{1};
    CHECK(exit_code_of(short_column) == 70);

    Unit other_type = sample::unit({0, 0, 0});
    other_type.data[3] = std::vector<double>{1.0};
    CHECK(exit_code_of(other_type) == 70);

    Unit nameless = sample::unit({0, 0, 0});
    nameless.digest.clear();
    CHECK(exit_code_of(nameless) == 70);
}

TEST_CASE("a layout that some reader could not open is refused", "[sim][results]")
{
    CHECK_NOTHROW(expect_sound(sample::layout()));
    const auto refused = [](auto change) {
        Layout layout = sample::layout();
        change(layout);
        CHECK_THROWS_AS(expect_sound(layout), ResultsError);
    };
    refused([](Layout& l) { l.axes[0].name = "Week 1"; });
    refused([](Layout& l) { l.axes[1].name = "group"; });
    refused([](Layout& l) { l.axes[1].labels.pop_back(); });
    refused([](Layout& l) { l.columns[0].name = "week"; });
    refused([](Layout& l) { l.columns[0].axes = {"week", "week"}; });
    refused([](Layout& l) { l.columns[0].axes = {"month"}; });
    refused([](Layout& l) { l.scenarios.clear(); });
    refused([](Layout& l) { l.notes["../place"] = ""; });
    refused([](Layout& l) { l.resolved = std::string("a\0b", 3); });
}
