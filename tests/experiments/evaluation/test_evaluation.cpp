#include "analysis/compare.hpp"
#include "analysis/evaluation/evaluate.hpp"
#include "sim/draws.hpp"
#include "tests/support/histories.hpp"
#include "tests/support/town.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <functional>

using namespace meam;
using namespace meam::tests;

namespace {

constexpr double year = 365.25 / 7; ///< [week]

const analysis::EvaluationEstimate& estimate(const analysis::Evaluations& all, const std::string& name)
{
    const auto& list = all.scenarios.at(0).estimates;
    return *std::ranges::find(list, name, &analysis::EvaluationEstimate::name);
}

analysis::Evaluations evaluation_of(const results::Source& source)
{
    analysis::AllTotals runs{source};
    return analysis::evaluate(runs);
}

void record(History& history, ResidentId id, std::initializer_list<Week> weeks, std::uint8_t crisis = 0,
            bool inappropriate = false)
{
    for (const Week week : weeks) {
        history.recorded.push_back({week, id, crisis, inappropriate});
    }
}

/// Crises of one person, drawn week by week: Poisson of a rate that may depend on the week.
void live(History& history, ResidentId id, int replicate, Week from, Week until,
          const std::function<double(Week)>& a_year)
{
    const Key key{2026, static_cast<std::uint32_t>(replicate)};
    for (Week week = from; week < until; ++week) {
        double u = uniform(key, {id, 7, static_cast<std::uint32_t>(week), 0});
        const double mean = a_year(week) / year;
        for (double p = std::exp(-mean), n = 1; u >= p; ++n) {
            u -= p;
            p *= mean / n;
            history.recorded.push_back({week, id, 0, false});
        }
    }
}

int recorded_in(const History& history, ResidentId id, Week from, Week until)
{
    return static_cast<int>(std::ranges::count_if(
        history.recorded, [&](const Recorded& r) { return r.resident == id && r.week >= from && r.week < until; }));
}

/// A place of people with crises at some rates; of those with many in the year before week 100 some are enrolled, and
/// have 30 % fewer from then on.
struct Kind {
    double before, after; ///< crises a year, up to week 100 and from then on
    double enrolled;      ///< chance, for those with `many` or more
};
std::pair<History, History> generated(const std::vector<Kind>& kinds, int each, int many, int replicate)
{
    History with, without;
    for (int i = 0; i < each; ++i) {
        for (const auto& kind : kinds) { // side by side: ties are broken by number
            const auto id = static_cast<ResidentId>(without.people.size());
            without.people.push_back(somebody(i % 2, 0));
            with.people.push_back(without.people.back());
            History own;
            live(own, id, replicate, 40, 100, [&](Week) { return kind.before; });
            const bool found = recorded_in(own, id, 48, 100) >= many &&
                               uniform(Key{1, static_cast<std::uint32_t>(replicate)}, {id, 9, 0, 0}) < kind.enrolled;
            History helped = own;
            live(own, id, replicate, 100, 160, [&](Week) { return kind.after; });
            if (found) {
                with.people.back().enrolled = 100;
                live(helped, id, replicate, 100, 160, [&](Week) { return 0.7 * kind.after; });
            } else {
                helped = own;
            }
            std::ranges::copy(own.recorded, std::back_inserter(without.recorded));
            std::ranges::copy(helped.recorded, std::back_inserter(with.recorded));
        }
    }
    sort_recorded(with);
    sort_recorded(without);
    return {with, without};
}

analysis::Evaluations generated_evaluation(const std::vector<Kind>& kinds, int each, int many)
{
    std::vector<std::pair<History, History>> pairs;
    for (int r = 0; r < 8; ++r) {
        pairs.push_back(generated(kinds, each, many, r));
    }
    const auto memory = evaluated(pairs, 60, 160, 1);
    return evaluation_of(memory);
}

} // namespace

TEST_CASE("the estimates of three people, by hand", "[experiments][evaluation]")
{
    // 0 is enrolled in week 100; 1 is like 0 and is not; 2 has nothing to do with it. Scenarios branch in week 60.
    History with, without;
    with.people = {somebody(), somebody(), somebody(1)};
    without.people = with.people;
    with.people[0].enrolled = 100;
    record(with, 0, {50, 70, 99, 100, 151, 152}); // 3 before, 2 after; week 152 is past the window
    record(with, 1, {55, 75, 98, 110, 120, 130, 140});
    record(with, 2, {61, 62});
    record(without, 0, {50, 70, 99, 100, 110, 151, 152, 153});
    record(without, 1, {55, 75, 98, 110, 120, 130});
    record(without, 2, {61, 62});
    sort_recorded(with);
    sort_recorded(without);
    const auto memory = evaluated({{with, without}}, 60, 160);
    const auto all = evaluation_of(memory);
    const double a_year = year / 52;
    CHECK(*estimate(all, "pilot").people.mean == 1);
    CHECK(*estimate(all, "pilot").without.mean == Approx(3 * a_year));
    CHECK(*estimate(all, "pilot").with.mean == Approx(2 * a_year));
    CHECK(*estimate(all, "complete").change.mean == Approx(-1 * a_year));
    // participant -1, comparator from 3 to 4: +1; so -2 against what the comparator's year makes expect, 4
    CHECK(*estimate(all, "matched").without.mean == Approx(4 * a_year));
    CHECK(*estimate(all, "matched").change.mean == Approx(-2 * a_year));
    CHECK(*estimate(all, "counterfactual").without.mean == Approx(3 * a_year));
    CHECK(*estimate(all, "counterfactual").change.mean == Approx(-1 * a_year));
    // weeks 60 to 159: participant 5 (70, 99, 100, 151, 152) against 7; others 75, 98, 110 .. 140, and 61, 62: 8
    // against 7
    const double years = 100.0 / year;
    CHECK(*estimate(all, "whole.participants").change.mean == Approx(-2 / years));
    CHECK(*estimate(all, "whole.others").change.mean == Approx(1 / years));
    CHECK(*estimate(all, "whole").change.mean == Approx(-1 / years));
    CHECK_FALSE(estimate(all, "pilot").relative.mean.has_value()); // one person gives no percentage
    const auto& people = all.scenarios.at(0).people;
    const auto row = [&](const std::string& stratum, const std::string& who) {
        return *std::ranges::find_if(
            people, [&](const analysis::EvaluationPeople& p) { return p.stratum == stratum && p.who == who; });
    };
    CHECK(*row("all", "participants").better.mean == 1);
    CHECK(*row("all", "others").worse.mean == 1);
    CHECK(*row("all", "others").same.mean == 1);
    CHECK(*row("male", "others").people.mean == 1);
}

TEST_CASE("who dies or leaves in one of the two alone is neither better nor worse", "[experiments][evaluation]")
{
    History with, without;
    with.people = {somebody(), somebody()};
    without.people = with.people;
    with.people[0].enrolled = 100;
    with.people[0].ended = 110; // and so has no more crises
    record(without, 0, {120, 130});
    const auto memory = evaluated({{with, without}}, 60, 160);
    const auto all = evaluation_of(memory);
    const auto& people = all.scenarios.at(0).people.at(0);
    CHECK(*people.lost.mean == 1);
    CHECK(*people.better.mean == 0);
    CHECK(*people.people.mean == 0);
    // the ten weeks observed are the participant's person-time
    CHECK(*estimate(all, "pilot").with.mean == 0);
    CHECK_FALSE(estimate(all, "complete").with.mean.has_value());
}

TEST_CASE("crises of a person-time are counted by kind and by whether they could be met", "[experiments][evaluation]")
{
    History with;
    for (int i = 0; i < 40; ++i) {
        with.people.push_back(somebody());
        with.people.back().enrolled = 100;
        record(with, static_cast<ResidentId>(i), {90}, 1, true);
        if (i < 10) {
            record(with, static_cast<ResidentId>(i), {105}, 1, true);
        }
    }
    auto without = with;
    for (auto& person : without.people) {
        person.enrolled = -1;
    }
    sort_recorded(with);
    sort_recorded(without);
    const auto memory = evaluated({{with, without}}, 60, 160);
    const auto crises = evaluation_of(memory).scenarios.at(0).crises;
    REQUIRE(crises.size() == 2); // flood, and flood that could not be met; no thirst
    CHECK(crises[1].crisis == "flood");
    CHECK(crises[1].inappropriate);
    CHECK(*crises[1].pilot.mean == Approx(-75));
    CHECK(*crises[1].counterfactual.mean == 0);
}

TEST_CASE("a matched comparison finds the effect where nothing is hidden", "[experiments][evaluation][slow]")
{
    // Everybody has 4 crises a year, whatever is recorded: those found fall back to 4 by themselves, and to 2.8 with
    // help. Some 225 participants a replicate; a difference of two Poisson years each, so 4 standard errors of the mean
    // over 8 replicates are 4 * sqrt((4 + 2.8) / 225 / 8) = 0.25.
    const auto all = generated_evaluation({{4, 4, 0.5}}, 4000, 7);
    CHECK(*estimate(all, "counterfactual").change.mean == Approx(-1.2).margin(0.25));
    CHECK(*estimate(all, "matched").change.mean == Approx(-1.2).margin(0.25));
    CHECK(*estimate(all, "pilot").change.mean < -4); // regression to the mean on top
}

TEST_CASE("a matched comparison misses where something is hidden", "[experiments][evaluation][slow]")
{
    // Two kinds look alike in the year before: one goes on with 8 crises a year, the other's pass. Workers see which,
    // records do not, and enrol half of the first. Of three left to compare with, one goes on and two fall to 1: 10 / 3
    // a year, so that 0.7 * 8 looks like harm of 2.27. The true effect is -2.4.
    const auto all = generated_evaluation({{8, 8, 0.5}, {8, 1, 0}}, 1000, 8);
    CHECK(*estimate(all, "counterfactual").change.mean == Approx(-2.4).margin(0.3));
    CHECK(*estimate(all, "matched").change.mean == Approx(0.7 * 8 - 10.0 / 3).margin(0.5));
}

TEST_CASE("a placebo hub's effect is exactly nothing, in every replicate and for everybody",
          "[experiments][evaluation]")
{
    const auto outcome = run_of(with_scenarios(town(), {"as_is", "watched"}));
    const auto all = evaluation_of(*outcome.source);
    REQUIRE(all.scenarios.size() == 1);
    CHECK(*estimate(all, "counterfactual").people.mean > 2);
    for (const auto* name : {"counterfactual", "whole", "whole.participants", "whole.others"}) {
        INFO(name);
        const auto& change = estimate(all, name).change;
        CHECK(change.runs.complete == 2);
        CHECK(*change.mean == 0.0);
        CHECK(change.interval->low == 0.0);
        CHECK(change.interval->high == 0.0);
    }
    for (const auto& row : all.scenarios[0].people) {
        INFO(row.stratum << " " << row.who);
        CHECK(*row.better.mean + *row.worse.mean + *row.lost.mean == 0.0);
    }
}

TEST_CASE("where those who moved away are followed, their crises are printed beside what is displaced here",
          "[experiments][evaluation]")
{
    const auto outcome = run_of(shipped(
        "kirkholt_elsewhere", {"replicates.at_most=2", "horizon=\"110 weeks\"", "warm_up={ exactly = \"60 weeks\" }"}));
    const auto all = evaluation_of(*outcome.source);
    const auto compared = analysis::compare(*outcome.source, {.outcomes = {"crisis_elsewhere"}}).differences.at(0);
    REQUIRE(*compared.pairs.difference != 0.0);
    const auto& rows = all.scenarios.at(0).displacement;
    const auto row = std::ranges::find_if(rows, [](const auto& one) { return one.what == "crisis_elsewhere"; });
    REQUIRE(row != rows.end());
    CHECK(*row->all.mean == *compared.pairs.difference);
    // what is displaced here is that of compare, which counts no crises of residents who have left
    const auto here = analysis::compare(*outcome.source, {.outcomes = {"crisis_contacts"}}).differences.at(0);
    CHECK(*rows.at(0).all.mean == Approx(*here.pairs.difference));
}

TEST_CASE("everybody's change is that of compare, and parts add up", "[experiments][evaluation]")
{
    const auto outcome = run_of(with_scenarios(town({"horizon=\"110 weeks\""}), {"as_is", "integrated"}));
    const auto all = evaluation_of(*outcome.source);
    REQUIRE(all.scenarios.size() == 1);
    const auto compared = analysis::compare(*outcome.source, {.outcomes = {"crisis_contacts"}}).differences.at(0);
    CHECK(*estimate(all, "whole").change.mean != 0.0);
    CHECK(*estimate(all, "whole").change.mean == Approx(*compared.pairs.difference));
    CHECK(*estimate(all, "whole.participants").change.mean + *estimate(all, "whole.others").change.mean ==
          Approx(*estimate(all, "whole").change.mean));
    double agencies = 0;
    for (const auto& row : all.scenarios[0].displacement) {
        agencies += row.unit == "crises a year" && row.what != "all agencies" ? *row.all.mean : 0.0;
    }
    CHECK(agencies == Approx(*all.scenarios[0].displacement.at(0).all.mean));
    const auto people = [&](const std::string& stratum) {
        double sum = 0;
        for (const auto& row : all.scenarios[0].people) {
            sum += row.stratum == stratum ? *row.people.mean + *row.lost.mean : 0.0;
        }
        return sum;
    };
    CHECK(people("female") + people("male") == Approx(people("all")));
    CHECK(people("needs_0") + people("needs_1") + people("needs_2") + people("needs_3_plus") == Approx(people("all")));
}

TEST_CASE("results without a hub have nothing to evaluate, and say so", "[experiments][evaluation]")
{
    results::Layout layout;
    layout.scenarios = {"a"};
    const results::Memory memory(layout);
    CHECK_THROWS_WITH(evaluation_of(memory), Catch::Contains("no hub"));
}
