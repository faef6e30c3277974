#include "tests/analysis/small_results.hpp"

#include "analysis/outcomes.hpp"
#include "tests/support/paths.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

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

/// With the residents and caseloads when the first week begins, and who joined a queue.
results::Layout with_the_start()
{
    auto layout = small_layout(1);
    layout.columns.push_back({"population_at_start", "", "1", {"stratum", "standing"}, results::Type::int32});
    layout.columns.push_back({"caseload_at_start", "", "1", {"service", "place_in_service"}, results::Type::int32});
    layout.columns.push_back({"queue_joined", "", "1", {"week", "service"}, results::Type::int32});
    return layout;
}

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

TEST_CASE("an outcome of a stratum uses only its events and person-time", "[analysis]")
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
    CHECK(value(run, layout, "wait.well.admitted_median") == 3.5);
    CHECK(outcome_named(outcomes_of(layout), "wait.well.admitted_median").better == Better::neutral);
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

TEST_CASE("person-years are of the mean of residents when a week begins and when it ends", "[analysis]")
{
    // 100 at the start, 60 when the first week ends, 40 when the second does: (100 + 60) / 2 + (60 + 40) / 2 = 130
    // person-weeks at liberty, and 10 in custody throughout: 150 alive; 40 deaths
    auto layout = with_the_start();
    SmallRun run{layout, first_run};
    run.set("population_at_start", {{"stratum", "all"}, {"standing", "at_liberty"}}, 100);
    run.set("population", {{"stratum", "all"}, {"standing", "at_liberty"}}, 60);
    for (const char* column : {"population", "population_at_start"}) {
        run.set(column, {{"stratum", "all"}, {"standing", "away"}}, 10);
    }
    run.set_week("population", {{"stratum", "all"}, {"standing", "at_liberty"}}, 1, 40);
    run.set("deaths", {{"stratum", "all"}, {"cause", "frozen"}}, 20);
    const double week = 7.0 / 365.25;
    CHECK(value(run, layout, "person_years") == Approx(130 * week));
    CHECK(value(run, layout, "person_years_lost.away") == Approx(20 * week));
    CHECK(value(run, layout, "deaths") == Approx(1'000 * 40 / (150 * week)));
    CHECK(value(run, layout, "deaths.frozen") == Approx(1'000 * 40 / (150 * week)));
    CHECK(value(run, layout, "death_risk") == Approx(100 * (1 - std::exp(-40 / (150 * week)))));
    CHECK(value(run, layout, "death_risk") < 100.0);
}

TEST_CASE("a wait is of all who waited, whether they were admitted or not", "[analysis]")
{
    // 4 wait at the start and 2 a week join: 8 people; 5 and 3 of them wait when the weeks end, 6 and 6 at the stove
    auto layout = with_the_start();
    SmallRun run{layout, first_run};
    run.set("caseload_at_start", {{"service", "well"}, {"place_in_service", "waiting_treatment"}}, 4);
    run.set("caseload_at_start", {{"service", "well"}, {"place_in_service", "in_treatment"}}, 50);
    run.set("queue_joined", {{"service", "well"}}, 2);
    run.set("caseload", {{"service", "well"}, {"place_in_service", "waiting_assessment"}}, 3);
    run.set("caseload", {{"service", "well"}, {"place_in_service", "waiting_treatment"}}, 5);
    CHECK(value(run, layout, "wait.well.mean") == Approx((3 + 5) * 2 / 8.0));
    CHECK(value(run, layout, "wait.well.joined") == Approx(4 / two_weeks_in_years));
    CHECK_FALSE(std::isfinite(value(run, layout, "wait.stove.mean"))); // nobody waited
    CHECK(outcome_named(outcomes_of(layout), "wait.well.mean").better == Better::lower);
    layout.notes["service_closes"] = "well=closes\n"; // a scenario closes it
    const auto outcomes = outcomes_of(layout);
    for (const auto* name : {"wait.well.mean", "waiting.well", "waiting"}) {
        CHECK(outcome_named(outcomes, name).better == Better::neutral);
    }
    for (const auto* name : {"wait.stove.mean", "waiting.stove"}) {
        CHECK(outcome_named(outcomes, name).better == Better::lower);
    }
    CHECK_THROWS(value(run, small_layout(1), "wait.well.mean")); // results that do not count who joined
}

TEST_CASE("every outcome is of a declared family, and takes unit and direction from it", "[analysis]")
{
    std::set<std::string_view> names;
    for (const auto& family : outcome_families()) {
        CHECK(names.insert(family.name).second);
        CHECK(family.definition.ends_with('.'));
        CHECK_FALSE(family.unit.empty());
        CHECK_FALSE(family.denominator.empty());
    }
    CHECK_THROWS_AS(family_named("happiness"), std::logic_error);
    for (const auto& outcome : outcomes_of(with_the_start())) {
        INFO(outcome.name);
        REQUIRE(outcome.family != nullptr);
        CHECK(outcome.unit == outcome.family->unit);
        CHECK(outcome.better == outcome.family->better);
        // the name is the family's, with a name of the model for each part in angle brackets
        std::string pattern;
        bool inside = false;
        for (const char c : outcome.family->name) {
            inside = inside || c == '<';
            pattern += inside ? "" : c == '.' ? "\\." : std::string(1, c);
            if (c == '>') {
                pattern += "[a-z0-9_]+";
                inside = false;
            }
        }
        CHECK(std::regex_match(outcome.name, std::regex(pattern)));
    }
}

TEST_CASE("the direction of an outcome is the one a reader expects", "[analysis]")
{
    auto layout = with_the_start();
    layout.notes["crisis_demand"] = "thirst=reactive\nflood=preventative\n";
    const auto known = outcomes_of(layout);
    const std::map<std::string, Better> expected{{"crisis.thirst", Better::lower},
                                                 {"crisis.flood", Better::higher},
                                                 {"crisis.thirst.acted_on", Better::neutral},
                                                 {"crisis.thirst.happened", Better::lower},
                                                 {"crisis.flood.happened", Better::neutral},
                                                 {"cohort.ever_3", Better::neutral},
                                                 {"cohort.current_3", Better::lower},
                                                 {"desks.admitted", Better::neutral},
                                                 {"desks.refused_excluded", Better::lower},
                                                 {"deaths", Better::lower},
                                                 {"person_years_lost.dead", Better::lower},
                                                 {"wait.well.joined", Better::neutral}};
    for (const auto& [name, better] : expected) {
        INFO(name);
        CHECK(outcome_named(known, name).better == better);
    }
}

TEST_CASE("the page of outcomes is printed from their declarations", "[analysis]")
{
    const auto file = meam::tests::folder() + "/../docs/reference/outcomes.md";
    if (std::getenv("MEAM_WRITE_EXPECTED") != nullptr) {
        std::ofstream(file, std::ios::binary) << outcomes_page();
    }
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    CHECK(text.str() == outcomes_page());
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

TEST_CASE("an unknown outcome is refused with the nearest name", "[analysis]")
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

TEST_CASE("totals of a run in memory equal those read from its file", "[analysis]")
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
