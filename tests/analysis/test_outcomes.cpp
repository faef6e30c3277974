#include "tests/analysis/small_results.hpp"

#include "analysis/outcomes.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <set>

using namespace meam;
using namespace meam::analysis;
using namespace meam::testing;

namespace {

/// Of one run whose numbers a test has set.
double value(const SmallRun& run, const results::Layout& layout, const std::string& outcome, std::size_t stratum = 0)
{
    results::Memory memory{layout};
    memory.put(run.unit());
    return value_of(outcome_named(outcomes_of(layout), outcome), memory, run.unit().id, stratum);
}

const results::UnitId first_run{0, 0, 0};

} // namespace

TEST_CASE("crisis demand is recorded crises per 1,000 person-years at liberty", "[analysis]")
{
    const auto layout = small_layout(1);
    SmallRun run{layout, first_run};
    run.set("population", {{"stratum", "all"}, {"standing", "at_liberty"}}, 500);
    run.set("population", {{"stratum", "all"}, {"standing", "away"}}, 70); // at nobody's door: not counted
    run.set("crises", {{"stratum", "all"}, {"crisis", "thirst"}, {"count", "happened"}}, 90);
    run.set("crises", {{"stratum", "all"}, {"crisis", "thirst"}, {"count", "recorded"}}, 3);
    run.set("crises", {{"stratum", "all"}, {"crisis", "flood"}, {"count", "recorded"}}, 1);

    const double person_years = 500 * two_weeks_in_years;
    CHECK(value(run, layout, "person_years") == Approx(person_years));
    CHECK(value(run, layout, "crisis_demand") == Approx(1'000 * 8 / person_years));
    CHECK(value(run, layout, "crisis_demand.water_board") == Approx(1'000 * 6 / person_years));
    CHECK(value(run, layout, "crisis_demand.fire_service") == Approx(1'000 * 2 / person_years));
    CHECK(value(run, layout, "crisis.flood") == Approx(1'000 * 2 / person_years));
    CHECK(value(run, layout, "crisis.thirst.happened") == Approx(1'000 * 180 / person_years));
    CHECK(value(run, layout, "crisis_contacts") == Approx(8 / two_weeks_in_years));
}

TEST_CASE("crisis demand is of reactive crises alone, where a file says of some that they are not", "[analysis]")
{
    auto layout = small_layout(1);
    layout.notes["crisis_demand"] = "thirst=reactive\nflood=preventative\n";
    SmallRun run{layout, first_run};
    run.set("population", {{"stratum", "all"}, {"standing", "at_liberty"}}, 500);
    run.set("crises", {{"stratum", "all"}, {"crisis", "thirst"}, {"count", "recorded"}}, 3);
    run.set("crises", {{"stratum", "all"}, {"crisis", "flood"}, {"count", "recorded"}}, 1);
    const double person_years = 500 * two_weeks_in_years;
    CHECK(value(run, layout, "crisis_demand") == Approx(1'000 * 6 / person_years));
    CHECK(value(run, layout, "crisis_demand.water_board") == Approx(1'000 * 6 / person_years));
    CHECK(value(run, layout, "preventative_demand") == Approx(1'000 * 2 / person_years));
    CHECK(value(run, layout, "crisis.flood") == Approx(1'000 * 2 / person_years));
    CHECK_THROWS(value(run, layout, "crisis_demand.fire_service"));
    layout.notes["crisis_demand"] = "thirst=none\nflood=reactive\n";
    CHECK(value(run, layout, "crisis_demand") == Approx(1'000 * 2 / person_years));
    CHECK_THROWS(value(run, layout, "preventative_demand"));
}

TEST_CASE("an outcome of a stratum is of that stratum's events and people alone", "[analysis]")
{
    const auto layout = small_layout(1);
    SmallRun run{layout, first_run};
    run.set("population", {{"standing", "at_liberty"}}, 100);
    run.set("crises", {{"stratum", "male"}, {"crisis", "flood"}, {"count", "recorded"}}, 5);
    CHECK(value(run, layout, "crisis_demand", 1) == 0.0);
    CHECK(value(run, layout, "crisis_demand", 2) == Approx(1'000 * 10 / (100 * two_weeks_in_years)));
}

TEST_CASE("demand of a stratum without people is no number", "[analysis]")
{
    const auto layout = small_layout(1);
    CHECK_FALSE(std::isfinite(value(SmallRun{layout, first_run}, layout, "crisis_demand")));
}

TEST_CASE("a need is the mean number of residents in whom it is established or acute", "[analysis]")
{
    const auto layout = small_layout(1);
    SmallRun run{layout, first_run};
    run.set("needs", {{"stratum", "all"}, {"need", "warmth"}, {"severity", "emerging"}}, 100);
    run.set("needs", {{"stratum", "all"}, {"need", "warmth"}, {"severity", "established"}}, 20);
    run.set("needs", {{"stratum", "all"}, {"need", "warmth"}, {"severity", "acute"}}, 3);
    CHECK(value(run, layout, "need.warmth") == Approx(23));
    CHECK(value(run, layout, "need.water") == 0.0);
}

TEST_CASE("the cohort is those with at least three needs now", "[analysis]")
{
    const auto layout = small_layout(1);
    SmallRun run{layout, first_run};
    run.set("in_cohort", {{"stratum", "all"}, {"cohort", "current_2"}}, 40);
    run.set("in_cohort", {{"stratum", "all"}, {"cohort", "current_3"}}, 11);
    run.set("in_cohort", {{"stratum", "all"}, {"cohort", "ever_3"}}, 60);
    CHECK(value(run, layout, "residents_in_cohort") == Approx(11));
    CHECK(value(run, layout, "cohort.ever_3") == Approx(60));
}

TEST_CASE("homeless are those in any home that is not their own", "[analysis]")
{
    const auto layout = small_layout(1);
    SmallRun run{layout, first_run};
    run.set("home", {{"stratum", "all"}, {"home", "settled"}}, 1000);
    run.set("home", {{"stratum", "all"}, {"home", "sofa"}}, 12);
    run.set("home", {{"stratum", "all"}, {"home", "rough"}}, 4);
    CHECK(value(run, layout, "homeless") == Approx(16));
    CHECK(value(run, layout, "home.rough") == Approx(4));
}

TEST_CASE("services: events a year, mean queues, waits as recorded, money in pounds", "[analysis]")
{
    const auto layout = small_layout(1);
    SmallRun run{layout, first_run};
    run.set("desks", {{"service", "well"}, {"desk_event", "refused_excluded"}}, 2);
    run.set("desks", {{"service", "stove"}, {"desk_event", "refused_threshold"}}, 1);
    run.set("caseload", {{"service", "well"}, {"place_in_service", "waiting_assessment"}}, 7);
    run.set("caseload", {{"service", "stove"}, {"place_in_service", "waiting_treatment"}}, 5);
    run.set("caseload", {{"service", "stove"}, {"place_in_service", "in_treatment"}}, 9);
    run.set("waits", {{"service", "well"}, {"wait_statistic", "median"}}, 3.5);
    run.set("costs", {{"agency", "water_board"}, {"cost_kind", "harm"}}, 1'250);
    CHECK(value(run, layout, "desks.refused") == Approx(6 / two_weeks_in_years));
    CHECK(value(run, layout, "desks.stove.refused_threshold") == Approx(2 / two_weeks_in_years));
    CHECK(value(run, layout, "waiting") == Approx(12));
    CHECK(value(run, layout, "waiting.well") == Approx(7));
    CHECK(value(run, layout, "in_treatment") == Approx(9));
    CHECK(value(run, layout, "wait.well.median") == 3.5);
    CHECK(value(run, layout, "cost.water_board.harm") == Approx(25.0 / two_weeks_in_years));
    CHECK(value(run, layout, "cost.harm") == Approx(25.0 / two_weeks_in_years));
    CHECK(value(run, layout, "cost.service") == 0.0);
}

TEST_CASE("years lost to death, custody and moves are a line of their own", "[analysis]")
{
    const auto layout = small_layout(1);
    SmallRun run{layout, first_run};
    run.set("population", {{"stratum", "all"}, {"standing", "at_liberty"}}, 500);
    run.set("population", {{"stratum", "all"}, {"standing", "dead"}}, 6);
    run.set("population", {{"stratum", "all"}, {"standing", "away"}}, 4);
    CHECK(value(run, layout, "person_years_lost") == Approx(10 * two_weeks_in_years));
    CHECK(value(run, layout, "person_years_lost.dead") == Approx(6 * two_weeks_in_years));
    CHECK(outcome_named(outcomes_of(layout), "person_years_lost.dead").better == Better::lower);
    CHECK(outcome_named(outcomes_of(layout), "person_years_lost.away").better == Better::neutral);
}

TEST_CASE("outcomes follow the labels of the results, and leave out what has no column", "[analysis]")
{
    auto layout = small_layout(1);
    layout.axes[5].labels = {"company", "warmth"}; // the needs
    std::erase_if(layout.columns, [](const auto& column) { return column.name == "costs" || column.name == "home"; });
    std::set<std::string> names;
    for (const auto& outcome : outcomes_of(layout)) {
        CHECK(names.insert(outcome.name).second); // no name twice
    }
    CHECK(names.contains("need.company"));
    CHECK_FALSE(names.contains("need.water"));
    CHECK_FALSE(names.contains("homeless"));
    CHECK(std::ranges::none_of(names, [](const auto& name) { return name.starts_with("cost."); }));
    CHECK(outcomes_of(results::Layout{}).empty());
}

TEST_CASE("an outcome that is not there is told with the nearest that is", "[analysis]")
{
    const auto known = outcomes_of(small_layout(1));
    CHECK_THROWS_WITH(outcome_named(known, "crisis_demnd"), Catch::Contains("did you mean `crisis_demand`"));
    CHECK_THROWS_WITH(outcome_named(known, "happiness"), Catch::Contains("meamsim compare RESULTS --outcome"));
}

TEST_CASE("a run of another shape than its layout is refused", "[analysis]")
{
    class Misshapen : public results::Source {
    public:
        explicit Misshapen(results::Layout layout) : layout_(std::move(layout)) {}
        const results::Layout& layout() const override { return layout_; }
        std::vector<std::pair<results::UnitId, std::string>> units() const override { return {{first_run, ""}}; }
        results::Data column(const results::UnitId&, std::size_t) const override
        {
            return std::vector<std::int32_t>(3);
        }

    private:
        results::Layout layout_;
    };
    const Misshapen source{small_layout(1)};
    CHECK_THROWS_AS((Totals{source, first_run}.column(0)), results::ResultsError);
}

TEST_CASE("totals of a run at hand are those that are read, and stand for them", "[analysis]")
{
    const auto layout = small_layout(1);
    const auto unit = SmallRun{layout, first_run}.unit();
    results::Memory memory{layout};
    memory.put(unit);
    Totals at_hand{layout, unit};
    Totals read{memory, first_run};
    for (std::size_t column = 0; column < layout.columns.size(); ++column) {
        CHECK(at_hand.column(column) == read.column(column));
    }
    CHECK_THROWS_AS(at_hand.column(layout.columns.size()), results::ResultsError);
    CHECK_THROWS_AS(AllTotals{memory}.of({0, 1, 0}), results::ResultsError);

    std::map<results::UnitId, Totals> known;
    known.emplace(first_run, at_hand);
    AllTotals runs{memory, std::move(known)};
    CHECK(runs.of(first_run).column(0) == read.column(0));
}
