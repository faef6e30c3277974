#include "tests/analysis/small_results.hpp"

#include "analysis/compare.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace meam;
using namespace meam::analysis;
using namespace meam::testing;

namespace {

bool says(const std::vector<std::string>& notes, const std::string& words)
{
    return std::ranges::any_of(notes, [&](const auto& note) { return note.find(words) != std::string::npos; });
}

/// Crises a week among 1,000 people, as a rate.
double rate(double a_week)
{
    return a_week * 365.25 / 7.0;
}

/// Results with points: at each, one effect on every replicate's crises.
results::Memory effects_at_points(const std::vector<std::vector<double>>& effects)
{
    auto layout = small_layout(effects.front().size());
    layout.points = effects.size();
    results::Memory memory{layout};
    for (std::size_t p = 0; p < effects.size(); ++p) {
        for (std::size_t r = 0; r < effects[p].size(); ++r) {
            const auto point = static_cast<std::int32_t>(p);
            const auto replicate = static_cast<std::int32_t>(r);
            memory.put(run_with_crises(layout, {point, 0, replicate}, 100, 1000).unit());
            memory.put(run_with_crises(layout, {point, 1, replicate}, 100 + effects[p][r], 1000).unit());
        }
    }
    return memory;
}

} // namespace

TEST_CASE("compare: the headline outcome, paired by replicate, as pencil and paper have it", "[analysis]")
{
    // differences -3, -1, -2, -2 a week: mean -2, standard error 0.408248; t(3) = 3.182446
    const auto result = compare(results_with_crises(small_layout(4), {{50, 52, 49, 51}, {47, 51, 47, 49}}));
    REQUIRE(result.differences.size() == 1);
    const auto& row = result.differences.front();
    CHECK(row.outcome == "crisis_demand");
    CHECK(row.scenario == "hub");
    CHECK(row.stratum == "all");
    CHECK(*row.pairs.baseline == Approx(rate(50.5)));
    CHECK(*row.pairs.scenario == Approx(rate(48.5)));
    CHECK(*row.pairs.difference == Approx(rate(-2)));
    CHECK(row.pairs.interval->low == Approx(rate(-2 - 3.182446305 * 0.408248290)));
    CHECK(row.pairs.interval->high == Approx(rate(-2 + 3.182446305 * 0.408248290)));
    CHECK(row.bootstrap->low >= Approx(rate(-3)));
    CHECK(row.bootstrap->high <= Approx(rate(-1)));
    CHECK(*row.relative.mean == Approx(-100 * 2 / 50.5));
    // residuals of d - r b over the mean baseline, r = -2/50.5: -1.01980, 1.05941, -0.05941, 0.01980; standard error
    // 0.424878
    CHECK(row.relative.interval->low == Approx(100 * (-2 - 3.182446305 * 0.424878) / 50.5).epsilon(1e-4));
    CHECK(row.relative.interval->high == Approx(100 * (-2 + 3.182446305 * 0.424878) / 50.5).epsilon(1e-4));
    CHECK(*row.pairs.variance_reduction == Approx(8.0)); // (5/3 + 11/3) / (2/3)
    CHECK(*row.share_worse == 0.0);
    CHECK(row.pairs.runs == Runs{4, 4});
}

TEST_CASE("compare: against oneself, every difference of every outcome is exactly zero", "[analysis]")
{
    const auto result =
        compare(results_with_crises(small_layout(3), {{10, 31, 20}, {10, 31, 20}}), {.outcomes = {"*"}, .by = By::sex});
    CHECK(result.differences.size() > 30);
    for (const auto& row : result.differences) {
        CAPTURE(row.outcome, row.stratum);
        CHECK(row.pairs.difference.value_or(0.0) == 0.0);
        CHECK(row.share_worse.value_or(0.0) == 0.0);
    }
}

TEST_CASE("compare: what pairing spares is shown as far as it can be measured", "[analysis]")
{
    const auto shown = [](const std::vector<double>& baseline, const std::vector<double>& scenario) {
        const auto table = table_of(compare(results_with_crises(small_layout(baseline.size()), {baseline, scenario})));
        const auto cell = [&](std::string_view name) {
            const auto at = std::ranges::find(table.columns, name, &TableColumn::name) - table.columns.begin();
            return readable(table.rows.front().at(static_cast<std::size_t>(at)));
        };
        return std::pair{cell("pairing"), cell("variance_reduction")};
    };
    CHECK(shown({50, 52, 49, 51}, {47, 51, 47, 49}) == std::pair<std::string, std::string>{"8.000", "8.000"});
    CHECK(shown({50, 52, 49, 51}, {40, 42, 39, 41}) == std::pair<std::string, std::string>{"exact", ""});
    CHECK(shown({5000, 9000, 1000, 7000}, {4999, 8999, 999, 6998}) ==
          std::pair<std::string, std::string>{">1,000", ""});
    CHECK(shown({50}, {40}) == std::pair<std::string, std::string>{"", ""}); // one pair shows nothing
}

TEST_CASE("compare: missing runs are stated in the row and in a note", "[analysis]")
{
    const auto result = compare(results_with_crises(small_layout(5), {{50, 52, 49, 51}, {47, -1, 47, 49}}));
    CHECK(result.differences.front().pairs.runs == Runs{3, 5});
    CHECK(says(result.notes, "as few as 3 of 5"));
    CHECK_FALSE(says(compare(results_with_crises(small_layout(2), {{50, 52}, {47, 40}})).notes, "planned pairs"));
}

TEST_CASE("compare: fewer than 30 events or people give no percentage", "[analysis]")
{
    const auto layout = small_layout(2);
    SECTION("28 events")
    {
        const auto result = compare(results_with_crises(layout, {{14, 14}, {12, 13}}));
        CHECK_FALSE(result.differences.front().relative.mean);
        CHECK(result.differences.front().pairs.difference);
        CHECK(says(result.notes, "Percentages are left blank in 1 row:"));
    }
    SECTION("30 events")
    {
        const auto result = compare(results_with_crises(layout, {{15, 15}, {12, 13}}));
        CHECK(result.differences.front().relative.mean);
        CHECK_FALSE(says(result.notes, "Percentages"));
    }
    SECTION("29 people")
    {
        CHECK_FALSE(compare(results_with_crises(layout, {{60, 60}, {50, 55}}, 29)).differences.front().relative.mean);
    }
    SECTION("30 people")
    {
        CHECK(compare(results_with_crises(layout, {{60, 60}, {50, 55}}, 30)).differences.front().relative.mean);
    }
}

TEST_CASE("compare: a table of needs says from which severity they count, others do not", "[analysis]")
{
    const auto source = results_with_crises(small_layout(2), {{50, 52}, {47, 40}});
    CHECK(says(compare(source, {.outcomes = {"need.*"}}).notes, "severity 2 or more"));
    CHECK_FALSE(says(compare(source).notes, "severity 2 or more"));
}

TEST_CASE("compare: by sex, deprivation or needs the parts stand beside the whole", "[analysis]")
{
    const auto source = results_with_crises(small_layout(2), {{50, 52}, {47, 40}});
    const auto strata = [&](By by) {
        std::vector<std::string> names;
        for (const auto& row : compare(source, {.by = by}).differences) {
            names.push_back(row.stratum);
        }
        return names;
    };
    CHECK(strata(By::none) == std::vector<std::string>{"all"});
    CHECK(strata(By::sex) == std::vector<std::string>{"all", "female", "male"});
    CHECK(strata(By::deprivation) == std::vector<std::string>{"all", "q1", "q2"});
    CHECK(strata(By::needs) == std::vector<std::string>{"all", "needs_0", "needs_3_plus"});
    CHECK_THROWS_AS(strata(By::place),
                    results::ResultsError); // of one place: no table that looks as if it were divided by place
}

TEST_CASE("compare: by place the places stand beside the whole", "[analysis]")
{
    auto layout = small_layout(2);
    for (auto& axis : layout.axes) {
        std::ranges::replace(axis.labels, std::string("needs_0"), std::string("place_valley"));
        std::ranges::replace(axis.labels, std::string("needs_3_plus"), std::string("place_hill"));
    }
    const auto result = compare(results_with_crises(layout, {{50, 52}, {47, 40}}), {.by = By::place});
    REQUIRE(result.differences.size() == 3);
    CHECK(result.differences[0].stratum == "all");
    CHECK(result.differences[1].stratum == "place_valley");
    CHECK(result.differences[2].stratum == "place_hill");
}

TEST_CASE("compare: an outcome of services has one row, and a note says why", "[analysis]")
{
    const auto source = results_with_crises(small_layout(2), {{50, 52}, {47, 40}});
    const auto result = compare(source, {.outcomes = {"waiting"}, .by = By::sex});
    CHECK(result.differences.size() == 1);
    CHECK(says(result.notes, "for all residents together only"));
}

TEST_CASE("compare: worse is what the outcome means by it", "[analysis]")
{
    const auto layout = small_layout(2);
    const auto source = results_with_crises(layout, {{50, 52}, {60, 40}});
    CHECK(*compare(source).differences.front().share_worse == Approx(0.5));
    CHECK_FALSE(compare(source, {.outcomes = {"person_years"}}).differences.front().share_worse);
}

TEST_CASE("compare: in how many runs it is higher, and in how many lower, is said of every outcome", "[analysis]")
{
    const auto layout = small_layout(4);
    const auto source = results_with_crises(layout, {{50, 60, 60, 60}, {52, 40, 61, 60}});
    const auto row = compare(source).differences.front();
    CHECK(*row.share_higher == Approx(0.5));
    CHECK(*row.share_lower == Approx(0.25));
}

TEST_CASE("compare: another scenario may be the baseline, and one that is not there may not", "[analysis]")
{
    const auto source = results_with_crises(small_layout(2), {{50, 52}, {47, 40}});
    const auto turned = compare(source, {.baseline = "hub"});
    CHECK(turned.differences.front().scenario == "siloed");
    CHECK(*turned.differences.front().pairs.difference == Approx(rate(7.5)));
    CHECK_THROWS_WITH(compare(source, {.baseline = "silod"}), Catch::Contains("did you mean `siloed`"));
    CHECK_THROWS_AS(by_named("shoe_size"), results::ResultsError);
}

TEST_CASE("compare: one scenario alone is no comparison, and is refused", "[analysis]")
{
    auto layout = small_layout(2);
    layout.scenarios = {"siloed"};
    const auto result = compare(results_with_crises(layout, {{50, 52}}));
    CHECK(result.differences.empty());
    CHECK(says(result.notes, "no other scenario"));
}

TEST_CASE("compare: chance within points and parameters between them are kept apart", "[analysis]")
{
    // means 10, -10 and 30: variance 400. Within: variances 2, 8 and 2, mean 4; over two replicates 4 / 2 = 2
    const auto result = compare(effects_at_points({{9, 11}, {-12, -8}, {29, 31}}));
    REQUIRE(result.over_points.size() == 1);
    const auto& row = result.over_points.front();
    CHECK(row.points.size() == 3);
    CHECK(*row.points[1].difference == Approx(rate(-10)));
    CHECK(row.positive == 2);
    CHECK(row.negative == 1);
    CHECK(*row.mean == Approx(rate(10)));
    CHECK(*row.from_chance == Approx(rate(2)));
    CHECK(*row.from_parameters == Approx(rate(std::sqrt(398.0))));
    CHECK(*result.differences.front().pairs.difference == Approx(rate(10))); // point 0
    CHECK(says(result.notes, "point 0"));
}

TEST_CASE("compare: each point of a design stands in a row, beside its numbers", "[analysis]")
{
    const auto result = compare(effects_at_points({{9, 11}, {-12, -8}, {29, 31}}));
    const auto table = each_point_table_of(result, {{"service.hub.workers"}, {"worker"}, {3, 4, 6}});
    REQUIRE(table.rows.size() == 3);
    const auto column = [&](const std::string& name) {
        const auto found = std::ranges::find(table.columns, name, &TableColumn::name);
        REQUIRE(found != table.columns.end());
        return static_cast<std::size_t>(found - table.columns.begin());
    };
    const std::vector<double> workers{3, 4, 6}, effects{10, -10, 30};
    for (std::size_t point = 0; point < 3; ++point) {
        CHECK(std::get<double>(table.rows[point][column("service.hub.workers")]) == workers[point]);
        CHECK(std::get<double>(table.rows[point][column("difference")]) == Approx(rate(effects[point])));
        CHECK(std::get<double>(table.rows[point][column("baseline_mean")]) == Approx(rate(100)));
    }
    CHECK(table.columns[column("service.hub.workers")].unit == "worker");
}

TEST_CASE("compare: of numbers that vary together one is shown", "[analysis]")
{
    const auto result = compare(effects_at_points({{9, 11}, {-12, -8}, {29, 31}}));
    // b is twice a everywhere; c is a with another last value
    const auto table = each_point_table_of(result, {{"a", "b", "c"}, {"1", "1", "1"}, {3, 6, 3, 4, 8, 4, 6, 12, 5}});
    CHECK_FALSE(table.columns[1].detail);
    CHECK(table.columns[2].detail);
    CHECK_FALSE(table.columns[3].detail);
    CHECK(says(table.notes, "csv and json have all"));
}

TEST_CASE("compare: where points differ by chance alone, parameters are not blamed", "[analysis]")
{
    const auto result = compare(effects_at_points({{0, 20}, {1, 19}, {-5, 25}}));
    CHECK(*result.over_points.front().from_parameters == 0.0);
}

TEST_CASE("compare: every row of a table is as long as its head", "[analysis]")
{
    const auto result = compare(effects_at_points({{9, 11}, {-12, -8}}));
    for (const auto& table : {table_of(result), points_table_of(result)}) {
        REQUIRE(table.rows.size() == 1);
        CHECK(table.rows.front().size() == table.columns.size());
        CHECK_FALSE(table.notes.empty());
    }
}
