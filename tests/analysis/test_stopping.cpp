#include "tests/analysis/small_results.hpp"

#include "analysis/stopping.hpp"

#include <catch2/catch.hpp>

using namespace meam;
using namespace meam::analysis;
using namespace meam::testing;

namespace {

/// Differences of 9 and 11 a week in turn: mean 10, standard deviation about 1.
results::Memory pairs(std::size_t replicates)
{
    std::vector<double> baseline(replicates, 100.0);
    std::vector<double> scenario;
    for (std::size_t r = 0; r < replicates; ++r) {
        scenario.push_back(r % 2 == 0 ? 91.0 : 89.0);
    }
    return results_with_crises(small_layout(replicates), {baseline, scenario});
}

} // namespace

TEST_CASE("stopping: enough when the half width is below the asked share of the difference", "[analysis]")
{
    // ten pairs: s = 1.054093, t(9) = 2.262157, half width 0.754052 a week of 10
    const auto source = pairs(10);
    const auto precise = stopping(source, "", 0.08);
    REQUIRE(precise.scenarios.size() == 1);
    CHECK(precise.scenarios.front().scenario == "hub");
    CHECK(*precise.scenarios.front().half_width == Approx(0.754052 * 365.25 / 7.0));
    CHECK(*precise.scenarios.front().relative == Approx(0.0754052));
    CHECK(*precise.widest == Approx(0.0754052));
    CHECK(precise.enough);
    CHECK_FALSE(stopping(source, "crisis_demand", 0.07).enough);
}

TEST_CASE("stopping: never after a handful of pairs, however close together", "[analysis]")
{
    CHECK_FALSE(stopping(pairs(least_pairs - 1), "", 10.0).enough);
    CHECK(stopping(pairs(least_pairs), "", 10.0).enough);
    CHECK(stopping(pairs(2), "", 100.0, 2).enough);
}

TEST_CASE("stopping: a scenario that changes nothing is known exactly", "[analysis]")
{
    const std::vector<double> same(8, 40.0);
    const auto result = stopping(results_with_crises(small_layout(8), {same, same}), "", 0.01);
    CHECK(*result.scenarios.front().relative == 0.0);
    CHECK(result.enough);
}

TEST_CASE("stopping: one scenario still in doubt keeps all going", "[analysis]")
{
    auto layout = small_layout(8);
    layout.scenarios.emplace_back("coin");
    const std::vector<double> same(8, 40.0);
    const auto source = results_with_crises(layout, {same, same, {30, 50, 30, 50, 30, 50, 30, 50}});
    const auto result = stopping(source, "", 0.5);
    CHECK(result.scenarios[0].enough);
    CHECK_FALSE(result.scenarios[1].enough);
    CHECK_FALSE(result.enough);
}

TEST_CASE("stopping: the order in which runs finished plays no part", "[analysis]")
{
    const auto layout = small_layout(8);
    results::Memory forwards{layout};
    results::Memory backwards{layout};
    for (std::int32_t i = 0; i < 8; ++i) {
        for (const auto& [memory, r] : {std::pair{&forwards, i}, std::pair{&backwards, 7 - i}}) {
            memory->put(run_with_crises(layout, {0, 0, r}, 60, 1000).unit());
            memory->put(run_with_crises(layout, {0, 1, r}, 50 + r % 3, 1000).unit());
        }
    }
    CHECK(*stopping(forwards, "", 0.1).widest == *stopping(backwards, "", 0.1).widest);
}

TEST_CASE("stopping: nothing to compare is never enough", "[analysis]")
{
    auto layout = small_layout(8);
    layout.scenarios = {"siloed"};
    const auto result = stopping(results_with_crises(layout, {std::vector<double>(8, 40.0)}), "", 0.5);
    CHECK_FALSE(result.enough);
    CHECK_FALSE(result.widest);
}

TEST_CASE("the next batch is as large as the half width found asks for", "[analysis][stopping]")
{
    CHECK(next_batch_end(0, 20, 200, 1.0) == 20);     // nothing is known yet
    CHECK(next_batch_end(20, 20, 200, 2.0) == 80);    // half the width takes four times as many
    CHECK(next_batch_end(20, 20, 200, 1.5) == 45);    // 20 * 2.25
    CHECK(next_batch_end(20, 20, 200, 9.0) == 80);    // what twenty say of a thousand is little: step by step
    CHECK(next_batch_end(100, 20, 200, 1.01) == 110); // never fewer than ten more
    CHECK(next_batch_end(80, 20, 200, 3.0) == 200);   // and never more than there are
    CHECK(next_batch_end(0, 30, 16, 1.0) == 16);
    CHECK(next_batch_end(0, 0, 200, 1.0) == 10);
}
