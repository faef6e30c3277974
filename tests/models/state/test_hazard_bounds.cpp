#include "models/state/hazard_bounds.hpp"

#include "models/policies/scenario_rules.hpp"
#include "tests/support/town.hpp"

#include <catch2/catch.hpp>

using namespace meam;

namespace {

constexpr Key key{20260105, 3};

std::uint32_t random_below(std::size_t limit, std::uint32_t step, std::uint32_t index)
{
    return static_cast<std::uint32_t>(uniform(key, {1, 2, step, index}) * static_cast<double>(limit));
}

/// Somebody whose covariates may be anything.
Covariates anybody(const Model& model, std::uint32_t number)
{
    Covariates at{};
    for (std::size_t c = 0; c < model.covariates.size(); ++c) {
        at[c] = static_cast<std::uint8_t>(
            random_below(static_cast<std::size_t>(model.covariates[c].levels), number, static_cast<std::uint32_t>(c)));
    }
    return at;
}

} // namespace

TEST_CASE("a hazard that rises above its bound is recomputed, whichever covariate changed", "[models]")
{
    const auto [name, enough] = GENERATE(std::pair("kirkholt", 10'000), std::pair("pathways_lite", 1'000));
    INFO(name);
    const auto experiment = tests::shipped(name);
    const auto& model = experiment.model;
    const Baseline baseline(model, model.numbers.values());
    const ScenarioRules rules(model, baseline, {}, 1);
    const auto& tables = rules.at(0).by_reach[0];
    int spared = 0, over = 0;
    for (std::uint32_t person = 0; person < 40; ++person) {
        auto at = anybody(model, person);
        auto row = HazardBounds::no_bounds(model.processes.size());
        const HazardBounds watch(row.data(), row.size() / 3, rules.at(0).shifts[0].get());
        const auto hazard = [&](std::size_t p) { return tables.hazard(hazards_of(model, model.processes[p])[0], at); };
        const auto alone = [&](std::size_t p) { return hazards_of(model, model.processes[p]).size() == 1; };
        for (std::size_t p = 0; p < model.processes.size(); ++p) {
            if (alone(p)) {
                watch.look(p, Field(key, person, model.processes[p].address), 0, 500, hazard(p));
            }
        }
        ProcessSet dirty_processes;
        for (std::uint32_t step = 0; step < 60; ++step) {
            const auto c = random_below(model.covariates.size(), 1000 + person, step);
            if (!may_move(model, c)) {
                continue;
            }
            const auto level = random_below(static_cast<std::size_t>(model.covariates[c].levels), 2000 + person, step);
            watch.moved(c, at[c], static_cast<int>(level), dirty_processes);
            at[c] = static_cast<std::uint8_t>(level);
            for (std::size_t p = 0; p < model.processes.size(); ++p) {
                if (!alone(p)) {
                    continue;
                }
                if (dirty_processes.test(p)) {
                    ++over;
                } else {
                    ++spared;
                    REQUIRE(watch.quiet(p, -1, hazard(p))); // under the bound, so known in every week before `until`
                }
            }
        }
    }
    CHECK(spared > enough); // else nothing would be spared, and nothing tested
    CHECK(over > enough);
}

TEST_CASE("only hazards that a change can raise, enable or disable are recomputed", "[models]")
{
    const auto experiment = tests::shipped("kirkholt");
    const auto& model = experiment.model;
    const Baseline baseline(model, model.numbers.values());
    const ScenarioRules rules(model, baseline, {}, 1);
    const auto& shifts = *rules.at(0).shifts[0];
    const auto circumstance = [&](const std::string& name) -> const Circumstance& {
        return *std::ranges::find(model.circumstances, name, &Circumstance::name);
    };
    const auto dirty = [&](const Circumstance& c, const std::string& from, const std::string& to) {
        const auto state = [&](const std::string& name) {
            const auto it = std::ranges::find(c.states, name);
            REQUIRE(it != c.states.end());
            return static_cast<int>(it - c.states.begin());
        };
        int crises = 0;
        shifts.dirty(static_cast<std::size_t>(c.covariate), state(from), state(to))
            .each_in(0, model.processes.size(),
                     [&](std::size_t p) { crises += model.processes[p].what == ProcessSpec::What::crisis ? 1 : 0; });
        return crises;
    };
    const auto all = static_cast<int>(model.crises.size());
    CHECK(dirty(circumstance("home"), "prison", "settled") == all); // nothing could happen there
    CHECK(dirty(circumstance("home"), "settled", "prison") == all); // and nobody is woken for it
    CHECK(dirty(circumstance("work"), "out_of_work", "in_work") < all);

    const auto crime = static_cast<std::size_t>(model.needs[0].severity);
    const auto worse = shifts.dirty(crime, 1, 3), better = shifts.dirty(crime, 3, 1);
    int rising = 0, falling = 0;
    for (std::size_t p = 0; p < model.processes.size(); ++p) {
        if (model.processes[p].what == ProcessSpec::What::crisis && model.depends.added[crime].test(p)) {
            rising += worse.test(p) ? 1 : 0;
            falling += better.test(p) ? 1 : 0;
        }
    }
    CHECK(rising > 0);
    CHECK(falling == 0); // a hazard that falls stays under its bound
}

TEST_CASE("due processes are those with possible events by this week; the earliest is their minimum", "[models]")
{
    const auto experiment = tests::shipped("kirkholt");
    const auto& model = experiment.model;
    const Baseline baseline(model, model.numbers.values());
    const ScenarioRules rules(model, baseline, {}, 1);
    auto row = HazardBounds::no_bounds(model.processes.size());
    const HazardBounds watch(row.data(), row.size() / 3, rules.at(0).shifts[0].get());

    ProcessSet at_first;
    watch.due(0, at_first);
    CHECK(watch.earliest() == 0); // nothing is known yet: all may come
    for (std::size_t p = 0; p < model.processes.size(); ++p) {
        CHECK(at_first.test(p));
        watch.look(p, Field(key, 1, model.processes[p].address), 0, 500, p % 2 == 0 ? 0 : to_hazard(0.02));
    }
    Week earliest = 500;
    for (std::size_t p = 1; p < model.processes.size(); p += 2) {
        Point point;
        const Field field(key, 1, model.processes[p].address);
        for (Week week = 0; week < 500; ++week) {
            if (field.first_in(week, to_hazard(0.02), point)) {
                ProcessSet due;
                watch.due(week, due);
                CHECK(due.test(p)); // never later than its first point
                earliest = std::min(earliest, week);
                break;
            }
        }
    }
    CHECK(watch.earliest() <= earliest);
    ProcessSet late;
    watch.due(10'000, late);
    CHECK_FALSE(late.test(0)); // at rest
}

TEST_CASE("what was known of a process is still known when it has been off and is on again", "[models]")
{
    const auto experiment = tests::shipped("kirkholt");
    const auto& model = experiment.model;
    const Baseline baseline(model, model.numbers.values());
    const ScenarioRules rules(model, baseline, {}, 1);
    constexpr std::uint32_t people = 100;
    int still_known = 0;
    for (std::uint32_t who = 0; who < people; ++who) {
        auto row = HazardBounds::no_bounds(model.processes.size());
        const HazardBounds watch(row.data(), row.size() / 3, rules.at(0).shifts[0].get());
        for (std::size_t p = 0; p < model.processes.size(); ++p) {
            watch.look(p, Field(key, who, model.processes[p].address), 0, 500, 0);
        }
        REQUIRE(watch.earliest() > 500); // all are off: nobody is woken
        const Field field(key, who, model.processes[0].address);
        const Hazard hazard = to_hazard(0.001 + 0.05 * uniform(key, {who, 1, 0, 0}));
        watch.look(0, field, 0, 500, hazard);
        const Week first = watch.earliest();
        watch.look(0, field, 0, 500, 0);
        CHECK(watch.earliest() > 500);
        ProcessSet due;
        watch.due(499, due);
        CHECK_FALSE(due.test(0));

        const auto on_again = static_cast<Week>(100 * uniform(key, {who, 1, 0, 1}));
        still_known += first > on_again ? 1 : 0;
        watch.look(0, field, on_again, 500, 2 * hazard);
        Point point;
        for (Week week = on_again; week < std::min<Week>(500, watch.earliest()); ++week) {
            REQUIRE_FALSE(field.first_in(week, 2 * hazard, point));
        }
    }
    CHECK(still_known > 20);
    CHECK(still_known < 80);
}
