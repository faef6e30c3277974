// Those who move away for good and are followed are, for the place, as those who are lost to sight.

#include "experiments/replicate.hpp"
#include "tests/support/town.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

/// Equal number by number; what is not there is equal to what is not there.
bool same(const results::Data& a, const results::Data& b)
{
    return std::visit(
        [&](const auto& left) {
            const auto& right = std::get<std::decay_t<decltype(left)>>(b);
            return std::ranges::equal(left, right, [](auto x, auto y) { return x == y || (x != x && y != y); });
        },
        a);
}

} // namespace

// Scenarios branch at once, so that everybody is in the same stratum by needs whether followed or not.
TEST_CASE("whether those who leave for good are followed changes no column of the place's results",
          "[experiments][slow]")
{
    const std::vector<std::string> brief{"replicates.at_most=3", "replicates.at_least=3",
                                         "warm_up={ exactly = \"0 weeks\" }", "horizon=\"208 weeks\"",
                                         "departure.rate={ value = 0.2, unit = \"1/year\" }"};
    auto followed = brief;
    followed.emplace_back("circumstance.whereabouts.move.elsewhere.here.rate={ value = 0, unit = \"1/year\" }");
    const auto lost = run_of(shipped("kirkholt", brief)), kept = run_of(shipped("kirkholt_elsewhere", followed));
    const auto &a = lost.source->layout(), &b = kept.source->layout();
    REQUIRE(lost.source->units().size() == 6);
    int columns = 0, evaluations = 0;
    for (const auto& [id, digest] : lost.source->units()) {
        for (const auto& column : a.columns) {
            INFO(column.name);
            CHECK(same(lost.source->column(id, a.column_index(column.name)),
                       kept.source->column(id, b.column_index(column.name))));
            ++columns;
            evaluations += column.name.starts_with("evaluation_") ? 1 : 0;
        }
    }
    CHECK(columns > 60);
    CHECK(evaluations > 20);
}
