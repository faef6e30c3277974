// What is soft is assumed, and must be able to do nothing, and the opposite: trust, hope, skills and every building
// block, what moves them and what they move. Prior-predictive: runs at the ends of the ranges go both ways.

#include "experiments/replicate.hpp"
#include "sim/parallel.hpp"
#include "tests/support/town.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

/// Of a range: its ends, no effect; and the end on the other side of no effect than the number, and on its own side.
enum class End { low, high, neutral, contrary, strong };

/// Numbers of the experiment that belong to a mechanism: what events do to a stock, or what a stock does to hazards.
struct Soft {
    std::string path;
    double value, low, high, neutral;
};

std::vector<Soft> numbers_of(const Experiment& experiment, const std::string& stock, bool responses)
{
    std::vector<Soft> found;
    const auto begins = "stock." + stock + ".on";
    const auto ends = ".ratio." + stock;
    for (const auto& info : experiment.model.numbers.all()) {
        const auto& stated = info.stated;
        const auto& path = stated.path;
        const bool is_response = path.rfind(begins, 0) == 0;
        const bool is_influence =
            path.size() > ends.size() && path.compare(path.size() - ends.size(), ends.size(), ends) == 0;
        if (responses ? is_response : is_influence) {
            found.push_back({path, stated.value, *stated.low, *stated.high, responses ? 0.0 : 1.0});
        }
    }
    return found;
}

std::vector<std::string> at(const std::vector<Soft>& numbers, End end)
{
    std::vector<std::string> sets;
    for (const auto& number : numbers) {
        const bool helps = number.value > number.neutral;
        const bool to_high = end == End::high || end == (helps ? End::strong : End::contrary);
        const double value = end == End::neutral ? number.neutral : to_high ? number.high : number.low;
        sets.push_back(number.path + "=" + std::to_string(value));
    }
    return sets;
}

/// What came of it all in some replicates: siloed, and as `scenario` has it from the first week.
struct Came {
    double above_norm = 0.0; ///< of the stock [level x resident-week]
    double asked = 0.0;      ///< at doors
    double dropped = 0.0;    ///< out of episodes
    double in_work = 0.0;    ///< [resident-week]
    double severity = 0.0;   ///< of all needs [level x resident-week]
};

Came simulated(const std::vector<std::string>& sets, const std::string& stock, const std::string& scenario = "siloed")
{
    constexpr Week weeks = 208;
    const auto experiment = shipped("quickstart", sets);
    const auto& model = experiment.model;
    const TallyLayout tally(model);
    const DesignPoint point(experiment, 0);
    const auto s =
        static_cast<std::size_t>(std::ranges::find(model.stocks, stock, &Stock::name) - model.stocks.begin());
    const auto& rules = point.scenarios[static_cast<std::size_t>(
        std::ranges::find(model.scenarios, scenario, &Scenario::name) - model.scenarios.begin())];
    const auto work = std::ranges::find(model.circumstances, "work", &Circumstance::name);
    const auto in_work = std::ranges::find(work->states, "in_work") - work->states.begin();
    std::vector<Came> runs(6);
    parallel::for_each(runs.size(), [&](std::size_t r) {
        auto world = world_of(experiment, tally, point, static_cast<int>(r), weeks);
        world->branch(rules);
        auto& came = runs[r];
        while (world->now() < weeks) {
            world->week();
            for (std::size_t service = 0; service < model.services.size(); ++service) {
                const auto cell = [&](Event event) {
                    return world->row()[tally.desk_cell(static_cast<ServiceId>(service), event)];
                };
                came.asked += cell(Event::presented);
                came.dropped += cell(Event::dropped_out);
            }
            for (const auto& resident : world->state().residents) {
                const auto level = [&](int covariate) {
                    return static_cast<int>(resident.covariates[static_cast<std::size_t>(covariate)]);
                };
                came.above_norm += resident.deviation[s];
                came.in_work += level(work->covariate) == in_work ? 1 : 0;
                for (const auto& need : model.needs) {
                    came.severity += level(need.severity);
                }
            }
        }
    });
    Came all;
    for (const auto& run : runs) {
        all.above_norm += run.above_norm;
        all.asked += run.asked;
        all.dropped += run.dropped;
        all.in_work += run.in_work;
        all.severity += run.severity;
    }
    return all;
}

std::vector<std::string> stocks_of(const Experiment& experiment)
{
    std::vector<std::string> names;
    for (const auto& stock : experiment.model.stocks) {
        names.push_back(stock.name);
    }
    return names;
}

} // namespace

TEST_CASE("every soft number's range holds no effect, and the opposite of what it is thought to do", "[experiments]")
{
    for (const auto& name : {"kirkholt_full", "kirkholt"}) {
        const auto experiment = shipped(name);
        int numbers = 0;
        for (const auto& stock : stocks_of(experiment)) {
            for (const bool responses : {true, false}) {
                for (const auto& number : numbers_of(experiment, stock, responses)) {
                    INFO(name << ": " << number.path << ", " << number.low << " to " << number.high);
                    CHECK(number.low < number.neutral);
                    CHECK(number.high > number.neutral);
                    ++numbers;
                }
            }
        }
        CHECK(numbers > 100);
    }
}

TEST_CASE("runs at the ends of the ranges: what happens raises a stock, or lowers it", "[experiments][slow]")
{
    const auto experiment = shipped("quickstart");
    for (const auto& stock : stocks_of(experiment)) {
        const auto numbers = numbers_of(experiment, stock, true);
        if (numbers.empty()) {
            continue; // nothing that happens moves it
        }
        const double low = simulated(at(numbers, End::low), stock).above_norm,
                     neutral = simulated(at(numbers, End::neutral), stock).above_norm,
                     high = simulated(at(numbers, End::high), stock).above_norm;
        INFO(stock << ": " << low << ", " << neutral << ", " << high);
        CHECK(low < 0.0);
        CHECK(neutral == 0.0);
        CHECK(high > 0.0);
    }
}

TEST_CASE("runs at the ends of the ranges: trust, hope and skills do what they are thought to do, or the opposite",
          "[experiments][slow]")
{
    const auto experiment = shipped("quickstart");
    const std::map<std::string, double Came::*> acts_on{
        {"trust", &Came::asked}, {"hope", &Came::dropped}, {"skills", &Came::in_work}}; // chosen beforehand
    for (const auto& [stock, what] : acts_on) {
        const auto numbers = numbers_of(experiment, stock, false);
        REQUIRE(numbers.size() >= 5);
        const double contrary = simulated(at(numbers, End::contrary), stock).*what,
                     neutral = simulated(at(numbers, End::neutral), stock).*what,
                     strong = simulated(at(numbers, End::strong), stock).*what;
        INFO(stock << ", " << numbers.size() << " numbers: " << contrary << ", " << neutral << ", " << strong);
        CHECK((contrary - neutral) * (strong - neutral) < 0.0);
    }
}

TEST_CASE("runs at the ends of the ranges: raising a building block lessens needs, or adds to them",
          "[experiments][slow]")
{
    const auto experiment = shipped("quickstart");
    int blocks = 0;
    for (const auto& stock : experiment.model.stocks) {
        const auto numbers = numbers_of(experiment, stock.name, false);
        if (!stock.block || numbers.empty()) {
            continue;
        }
        // what it is said to act on: needs; work where it is said to act on nothing else
        const bool on_needs =
            std::ranges::any_of(numbers, [](const Soft& number) { return number.path.starts_with("need."); });
        const auto effect = [&](End end) {
            auto sets = at(numbers, end);
            sets.push_back("policy.null_policy.change=[{ add = \"stock." + stock.name +
                           ".norm.*\", amount = 5, channel = \"prevention\" }]");
            sets.emplace_back("scenario.integrated.policies=[\"null_policy\"]");
            const auto without = simulated(sets, stock.name), with = simulated(sets, stock.name, "integrated");
            return on_needs ? with.severity - without.severity : with.in_work - without.in_work;
        };
        const double contrary = effect(End::contrary), strong = effect(End::strong);
        INFO(stock.name << ", " << numbers.size() << " numbers: " << contrary << " and " << strong);
        CHECK(effect(End::neutral) == 0.0);
        CHECK(contrary * strong < 0.0);
        CHECK((on_needs ? strong < 0.0 : strong > 0.0)); // as thought: fewer needs, more work
        ++blocks;
    }
    CHECK(blocks >= 10);
}
