#include "tests/sim/results/sample.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <stdexcept>

using namespace meam::results;

namespace {

std::vector<std::pair<UnitId, std::string>> some_units()
{
    return sample::memory_of(sample::layout(4)).units();
}

} // namespace

TEST_CASE("a layout finds its axes and columns by name, and says which name it does not know", "[sim][results]")
{
    const Layout layout = sample::layout();
    CHECK(layout.axis("service").labels.size() == 2);
    CHECK(layout.column_index("severity") == 2);
    CHECK(layout.cells(layout.columns[0]) == 6);
    CHECK(layout.cells(layout.columns[3]) == 1);
    CHECK_THROWS_AS(layout.axis("month"), std::out_of_range);
    CHECK_THROWS_WITH(layout.column_index("contcts"), Catch::Contains("`contcts`"));
}

TEST_CASE("the root digest depends on the units, not on their order or on how often each is named", "[sim][results]")
{
    auto units = some_units();
    const auto digest = root_digest(units);
    CHECK(digest.size() == 32);

    std::reverse(units.begin(), units.end());
    units.push_back(units.front());
    CHECK(root_digest(units) == digest);
}

TEST_CASE("the root digest changes when a unit changes, goes, or changes its place", "[sim][results]")
{
    const auto units = some_units();
    const auto digest = root_digest(units);

    auto changed = units;
    changed[2].second.back() = 'f';
    CHECK(root_digest(changed) != digest);

    auto fewer = units;
    fewer.pop_back();
    CHECK(root_digest(fewer) != digest);

    auto swapped = units;
    std::swap(swapped[0].second, swapped[1].second);
    CHECK(root_digest(swapped) != digest);
}

TEST_CASE("two layouts differ by what they measure, not by how many replicates they plan", "[sim][results]")
{
    const Layout layout = sample::layout();
    CHECK(difference(layout, sample::layout(50)).empty());

    const auto differs = [&](auto change) {
        Layout other = layout;
        change(other);
        return difference(layout, other);
    };
    CHECK(differs([](Layout& l) { l.title = "another question"; }).empty());
    CHECK_THAT(differs([](Layout& l) { l.digest = "f"; }), Catch::Contains("different experiments"));
    CHECK_THAT(differs([](Layout& l) { l.scenarios.pop_back(); }), Catch::Contains("`places kept é`"));
    CHECK_THAT(differs([](Layout& l) { l.axes[0].length = 4; }), Catch::Contains("`week` has 3 places"));
    CHECK_THAT(differs([](Layout& l) { l.axes[1].labels[0] = "hostel"; }), Catch::Contains("`hostel`"));
    CHECK_THAT(differs([](Layout& l) { l.columns[0].axes = {"week"}; }), Catch::Contains("`contacts`"));
    CHECK_THAT(differs([](Layout& l) { l.columns[2].unit = "day"; }), Catch::Contains("`day`"));
}

TEST_CASE("the missing units are those planned and not there", "[sim][results]")
{
    const Layout layout = sample::layout(2);
    const auto missing = missing_units(layout, {{UnitId{0, 0, 1}, "a"}, {UnitId{0, 1, 0}, "b"}});
    CHECK(missing == std::vector<UnitId>{{0, 0, 0}, {0, 1, 1}});
}
