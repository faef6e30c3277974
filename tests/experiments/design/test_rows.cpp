// The points that each method of a design chooses.

#include "experiments/design/design.hpp"
#include "experiments/design/sobol.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <set>

using namespace meam;

namespace {

DesignAxis with_values(const std::string& name, std::vector<double> values)
{
    DesignAxis axis;
    axis.name = name;
    axis.values = std::move(values);
    return axis;
}

DesignAxis with_range(const std::string& name, double low, double high, bool logarithmic = false)
{
    DesignAxis axis;
    axis.name = name;
    axis.range = {low, high, logarithmic};
    return axis;
}

Design sample(DesignMethod method, int points, std::vector<DesignAxis> axes, std::uint64_t seed = 1)
{
    Design design;
    design.method = method;
    design.points = points + 1;
    design.seed = seed;
    design.axes = std::move(axes);
    return design;
}

using Rows = std::vector<std::vector<double>>;

std::vector<double> column(const Rows& rows, std::size_t axis)
{
    std::vector<double> values;
    for (const auto& row : rows) {
        values.push_back(row[axis]);
    }
    return values;
}

} // namespace

TEST_CASE("a grid has every combination of values, the last axis fastest", "[experiments]")
{
    Design design;
    design.method = DesignMethod::grid;
    design.points = 7;
    design.axes = {with_values("a", {1, 2}), with_values("b", {5, 6, 7})};
    CHECK(design_rows(design) == Rows{{1, 5}, {1, 6}, {1, 7}, {2, 5}, {2, 6}, {2, 7}});
}

TEST_CASE("a list takes one value of each axis after the other", "[experiments]")
{
    Design design;
    design.method = DesignMethod::list;
    design.points = 3;
    design.axes = {with_values("a", {1, 2}), with_values("b", {9, 8})};
    CHECK(design_rows(design) == Rows{{1, 9}, {2, 8}});
}

TEST_CASE("a Latin hypercube has one point in each part of every axis, in another order on each", "[experiments]")
{
    constexpr int points = 50;
    const auto rows =
        design_rows(sample(DesignMethod::latin_hypercube, points, {with_range("a", 10, 20), with_range("b", 0, 1)}));
    for (const std::size_t axis : {0, 1}) {
        std::set<int> parts;
        for (const double value : column(rows, axis)) {
            const double share = axis == 0 ? (value - 10) / 10 : value;
            parts.insert(static_cast<int>(std::floor(share * points)));
        }
        CHECK(parts.size() == points);
        CHECK(*parts.begin() == 0);
        CHECK(*parts.rbegin() == points - 1);
    }
    double product = 0.0; // correlation of the axes: standard error 1 / sqrt(50) = 0.14, allow four
    for (const auto& row : rows) {
        product += ((row[0] - 15) / 10) * (row[1] - 0.5) * 12 / points;
    }
    CHECK(std::abs(product) < 0.57);
}

TEST_CASE("Sobol's points are those that Joe and Kuo publish", "[experiments]")
{
    // new-joe-kuo-6.21201, first three dimensions, the origin left out
    CHECK(sobol_points(3, 7) == Rows{{0.5, 0.5, 0.5},
                                     {0.75, 0.25, 0.25},
                                     {0.25, 0.75, 0.75},
                                     {0.375, 0.375, 0.625},
                                     {0.875, 0.875, 0.125},
                                     {0.625, 0.125, 0.875},
                                     {0.125, 0.625, 0.375}});
}

TEST_CASE("a log-uniform range is sampled evenly in the logarithm", "[experiments]")
{
    const auto rows = design_rows(sample(DesignMethod::sobol, 3, {with_range("a", 1, 100, true)}));
    CHECK(rows[0][0] == Approx(10.0));              // half the way: the geometric mean
    CHECK(rows[1][0] == Approx(std::pow(10, 1.5))); // three quarters
    CHECK(rows[2][0] == Approx(std::sqrt(10.0)));
}

TEST_CASE("draws of an axis depend on its name, the point and the seed alone", "[experiments]")
{
    const auto alone = design_rows(sample(DesignMethod::random, 20, {with_range("b", 0, 1)}));
    const auto beside = design_rows(sample(DesignMethod::random, 40, {with_range("a", 0, 1), with_range("b", 0, 1)}));
    const auto other_seed = design_rows(sample(DesignMethod::random, 20, {with_range("b", 0, 1)}, 2));
    for (std::size_t p = 0; p < alone.size(); ++p) {
        CHECK(alone[p][0] == beside[p][1]);
        CHECK(alone[p][0] != other_seed[p][0]);
        CHECK(beside[p][0] != beside[p][1]);
    }
}

TEST_CASE("random points fill their ranges evenly", "[experiments]")
{
    constexpr int points = 4000;
    const auto rows = design_rows(sample(DesignMethod::random, points, {with_range("a", 2, 6)}));
    double sum = 0.0;
    for (const double value : column(rows, 0)) {
        CHECK((value > 2 && value < 6));
        sum += value;
    }
    CHECK(std::abs(sum / points - 4) < 4 * 4 / std::sqrt(12.0 * points)); // four standard errors
}
