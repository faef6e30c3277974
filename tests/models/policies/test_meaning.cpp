// What a change's path means: arrays, whole hazards, stars, services of a kind; and dials.

#include "models/definitions/path_meaning.hpp"
#include "models/network/report.hpp"
#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

std::string town_and(const std::string& more)
{
    return always_in_need + R"(
[crisis.call]
agency = "police"
[crisis.call.rate]
rate = { value = 1, unit = "1/year" }
frailty = 0.5
by_need.thirst = { value = [0, 1, 2, 3], unit = "1/year" }
ratio.sex = { female = 0.5 }
[crisis.fall]
agency = "nhs"
rate = { value = 0.25, unit = "1/year" }
[service.clinic]
agency = "nhs"
kind = "response"
workers = { value = 6, unit = "worker" }
caseload = 3
treats = { thirst = 1 }
completion = { value = 4, unit = "1/year" }
written_off = { chance = 0.25, ratio.needs = 1.5 }
[service.visits]
agency = "council"
kind = "preventative"
workers = { value = 2.5, unit = "worker" }
caseload = 4
treats = { thirst = 0.5 }
completion = { value = 2, unit = "1/year" }
[service.club]
agency = "charity"
kind = "preventative"
workers = { value = 1, unit = "worker" }
caseload = 4
treats = { thirst = 0.5 }
completion = { value = 2, unit = "1/year" }
written_off = 0.125
[edge.community.clinic]
kind = "present"
rate = { value = 1, unit = "1/year" }
[edge.community.visits]
kind = "present"
rate = { value = 1, unit = "1/year" }
[edge.visits.clinic]
kind = "refer"
chance = 0.5
lost = 0.5
[edge.community.club]
kind = "present"
rate = { value = 1, unit = "1/year" }
)" + more;
}

std::vector<std::string> meant(const TinyModel& tiny, const std::string& path)
{
    std::vector<std::string> paths;
    for (const Number n : meaning_of(tiny.model(), path).numbers) {
        paths.push_back(tiny.model().numbers.info(n).stated.path);
    }
    return paths;
}

using Paths = std::vector<std::string>;

std::string change(const std::string& policy, const std::string& lines)
{
    return "[[policy." + policy + ".change]]\nchannel = \"prevention\"\n" + lines + "\n";
}

/// A number in a week, under policies by number.
double at(const TinyModel& tiny, const std::string& path, Week week, const std::vector<int>& policies = {0})
{
    const auto numbers = numbers_in(tiny.model(), tiny.baseline().numbers, policies, week,
                                    {std::vector<bool>(tiny.model().reaches.size(), true)});
    return numbers[static_cast<std::size_t>(tiny.number(path).index)];
}

} // namespace

TEST_CASE("a path means a number, an array, or all rates of a hazard", "[models][policies]")
{
    const TinyModel tiny(town_and(""));
    CHECK(meant(tiny, "service.clinic.workers") == Paths{"service.clinic.workers"});
    CHECK(meant(tiny, "crisis.call.rate.by_need.thirst") ==
          Paths{"crisis.call.rate.by_need.thirst.0", "crisis.call.rate.by_need.thirst.1",
                "crisis.call.rate.by_need.thirst.2", "crisis.call.rate.by_need.thirst.3"});
    // rate and by_need: not frailty, nor ratios
    CHECK(meant(tiny, "crisis.call.rate") ==
          Paths{"crisis.call.rate.by_need.thirst.0", "crisis.call.rate.by_need.thirst.1",
                "crisis.call.rate.by_need.thirst.2", "crisis.call.rate.by_need.thirst.3", "crisis.call.rate.rate"});
    CHECK(meaning_of(tiny.model(), "crisis.call.rate").whole);
    CHECK(meant(tiny, "crisis.fall.rate") == Paths{"crisis.fall.rate"});
    CHECK_FALSE(meaning_of(tiny.model(), "crisis.fall.rate").whole);
    CHECK(meant(tiny, "crisis.call").empty());
    CHECK(meant(tiny, "").empty());
}

TEST_CASE("a star stands for one whole part", "[models][policies]")
{
    const TinyModel tiny(town_and(""));
    CHECK(meant(tiny, "service.*.workers") ==
          Paths{"service.clinic.workers", "service.club.workers", "service.visits.workers"});
    CHECK(meant(tiny, "service.*.written_off") ==
          Paths{"service.clinic.written_off.chance", "service.club.written_off"});
    CHECK(meant(tiny, "edge.community.*.open") ==
          Paths{"edge.community.clinic.open", "edge.community.club.open", "edge.community.visits.open"});
    CHECK(meant(tiny, "edge.*.*.lost") == Paths{"edge.visits.clinic.lost"});
    CHECK(meant(tiny, "crisis.*.rate").size() == 6);
    CHECK(meant(tiny, "crisis.*.rate.by_need.*").size() == 4);
    CHECK(meant(tiny, "service.*").empty());
    CHECK(meant(tiny, "*").empty());
    CHECK(meant(tiny, "service.c*.workers").empty());
    CHECK(has_star("service.*.workers"));
    CHECK_FALSE(has_star("service.c*.workers"));
}

TEST_CASE("a change at a star or a whole hazard does what a change at each would do", "[models][policies]")
{
    const TinyModel stars(town_and(change("p", "scale = \"service.*.workers\"\namount = 0.5\nramp = \"2 weeks\"") +
                                   change("p", "scale = \"crisis.*.rate\"\namount = 0.8") +
                                   change("p", "close = \"edge.community.*\"")));
    CHECK(at(stars, "service.clinic.workers", 0) == 4.5);
    CHECK(at(stars, "service.clinic.workers", 1) == 3.0);
    CHECK(at(stars, "service.visits.workers", 1) == 1.25);
    CHECK(at(stars, "service.club.workers", 1) == 0.5);
    CHECK(at(stars, "crisis.fall.rate", 0) == Approx(0.2));
    CHECK(at(stars, "crisis.call.rate.rate", 0) == Approx(0.8));
    CHECK(at(stars, "crisis.call.rate.by_need.thirst.2", 0) == Approx(1.6));
    CHECK(at(stars, "crisis.call.rate.frailty", 0) == 0.5);
    CHECK(at(stars, "edge.community.visits.open", 0) == 0.0);
    CHECK(at(stars, "edge.visits.clinic.open", 0) == 1.0);
}

TEST_CASE("of: services of a kind, of an agency, of both", "[models][policies]")
{
    const auto of = [](const std::string& words) {
        return TinyModel(town_and(change("p", "scale = \"service.*.workers\"\namount = 0.5\nof = " + words)));
    };
    const auto all = [](const TinyModel& tiny) {
        return std::vector<double>{at(tiny, "service.clinic.workers", 0), at(tiny, "service.visits.workers", 0),
                                   at(tiny, "service.club.workers", 0)};
    };
    CHECK(all(of("{ kind = [\"preventative\"] }")) == std::vector<double>{6, 1.25, 0.5});
    CHECK(all(of("{ agency = [\"nhs\", \"charity\"] }")) == std::vector<double>{3, 2.5, 0.5});
    CHECK(all(of("{ kind = [\"preventative\"], agency = [\"nhs\", \"charity\"] }")) ==
          std::vector<double>{6, 2.5, 0.5});
    const auto one = of("{ kind = [\"preventative\"] }");
    CHECK(one.model().policies[0].changes[0].text == "scale service.*.workers of preventative");
}

TEST_CASE("a change of a policy's strength applies before all other changes", "[models][policies]")
{
    // b halves the workers at half its strength: 6 * (1 - 0.5 * 0.5); a and z take its strength to 1 over four weeks
    const std::string b =
        "[policy.b]\nstrength = 0.5\n" + change("b", "scale = \"service.clinic.workers\"\namount = 0.5");
    const auto dial = [](const std::string& name) {
        return change(name, "set = \"policy.b.strength\"\namount = 1\nramp = \"4 weeks\"");
    };
    const TinyModel tiny(town_and(b + dial("a") + dial("z")));
    const auto workers = [&](Week week, const std::vector<int>& policies) {
        return at(tiny, "service.clinic.workers", week, policies);
    };
    CHECK(workers(0, {1}) == 4.5);
    for (const auto& order : {std::vector<int>{0, 1}, {1, 0}, {2, 1}, {1, 2}}) { // a, b and z are 0, 1 and 2
        CHECK(workers(0, order) == Approx(6 * (1 - 0.5 * 0.625)));
        CHECK(workers(3, order) == Approx(3));
    }
    const TinyModel one_star(town_and(b + change("z", "scale = \"policy.*.strength\"\namount = 0")));
    CHECK(at(one_star, "service.clinic.workers", 0, {0, 1}) == 6.0);
}

TEST_CASE("a strength of no policy, or one that differs by resident, is refused", "[models][policies]")
{
    CHECK(mistakes_of(town_and(change("p", "set = \"policy.q.strength\"\namount = 1"))) == Paths{"E302"});
    CHECK(mistakes_of(town_and(
              "[policy.p]\nstrength = 1\n" + change("p", "scale = \"crisis.fall.rate\"\namount = 1") +
              change("q", "set = \"policy.p.strength\"\namount = 1\nwhom = { sex = [\"female\"] }"))) == Paths{"E305"});
}

TEST_CASE("the one number of a chance or of a hazard's table goes by the table's name too", "[models][policies]")
{
    const TinyModel tiny(
        town_and(change("p", "set = \"service.*.written_off\"\namount = 0.5") +
                 change("p", "set = \"crisis.fall.rate\"\namount = { value = 2, unit = \"1/year\" }")));
    CHECK(at(tiny, "service.clinic.written_off.chance", 0) == 0.5);
    CHECK(at(tiny, "service.club.written_off", 0) == 0.5);
    CHECK(at(tiny, "crisis.fall.rate", 0) == 2.0);
}

namespace {

/// A clinic that assesses and says nothing of how, and an edge that says nothing of itself.
const char* const of_few_words = R"(
[service.desk]
agency = "nhs"
kind = "response"
unlimited = true
[service.listening]
agency = "nhs"
kind = "response"
workers = { value = 2, unit = "worker" }
caseload = 3
assessments = { value = 2, unit = "1/week" }
treats = { thirst = 1 }
completion = { value = 4, unit = "1/year" }
turnover = { value = 1, unit = "1/year" }
[edge.community.desk]
kind = "present"
rate = { value = 10, unit = "1/year" }
[edge.desk.listening]
kind = "refer"
chance = 1
)";

} // namespace

TEST_CASE("what a file leaves out begins at what its absence means", "[models][policies]")
{
    const auto half = [](const std::string& path, const std::string& amount) {
        return TinyModel(town_and(of_few_words) + "[policy.p]\nstrength = 0.5\n" +
                         change("p", "set = \"" + path + "\"\namount = " + amount));
    };
    const auto becomes = [&](const std::string& path, const std::string& amount) {
        return at(half(path, amount), path, 0);
    };
    CHECK(becomes("service.listening.discovery", "0.5") == 0.25);
    CHECK(becomes("service.listening.threshold", "3") == 1.5);
    CHECK(becomes("service.listening.threshold_tightening", "0.02") == 0.01);
    CHECK(becomes("service.listening.works_without_relationship", "0.5") == 0.75);
    CHECK(becomes("service.listening.excludes.thirst", "2") == 3.0);
    CHECK(becomes("service.listening.vacancy", "\"8 weeks\"") == 4.0);
    CHECK(becomes("service.listening.strain", "2") == 1.5);
    CHECK(becomes("service.listening.written_off.chance", "0.5") == 0.25);
    CHECK(at(half("service.listening.parked", "0.5"), "service.listening.parked.chance", 0) == 0.25);
    CHECK(becomes("edge.desk.listening.lost", "0.5") == 0.25);
    CHECK(becomes("edge.desk.listening.delay", "\"5 weeks\"") == 3.0);
}

TEST_CASE("what is left out is made once, and only where it would do something", "[models][policies]")
{
    const TinyModel twice(town_and(of_few_words) + change("p", "set = \"service.listening.dumped\"\namount = 0.5") +
                          change("q", "scale = \"service.listening.dumped.chance\"\namount = 0.5"));
    CHECK(at(twice, "service.listening.dumped.chance", 0, {0, 1}) == 0.25);
    for (const char* const path : {"service.clinic.discovery", "service.desk.vacancy", "service.clinic.threshold",
                                   "edge.community.desk.lost", "service.listening.caseloads"}) {
        CHECK(mistakes_of(town_and(of_few_words) + change("p", "set = \"" + std::string(path) + "\"\namount = 1")) ==
              Paths{"E302"});
    }
    // a star stands for what is stated
    CHECK(mistakes_of(town_and(of_few_words) + change("p", "set = \"service.*.discovery\"\namount = 0.5")).front() ==
          "E302");
}

TEST_CASE("a scenario without a component equals the baseline until the policy begins", "[models][policies]")
{
    std::string named;
    for (const char* const path :
         {"service.listening.discovery", "service.listening.threshold", "service.listening.threshold_tightening",
          "service.listening.works_without_relationship", "service.listening.excludes.thirst",
          "service.listening.written_off", "service.listening.parked", "service.listening.dumped",
          "service.listening.not_prioritised", "edge.desk.listening.lost"}) {
        named += change("p", "scale = \"" + std::string(path) + "\"\namount = 1");
    }
    named += change("p", "scale = \"service.listening.vacancy\"\namount = 2") +
             change("p", "scale = \"edge.desk.listening.delay\"\namount = 1");
    const TinyModel with(town_and(of_few_words) + named), without(town_and(of_few_words));
    auto one = with.world(104), other = without.world(104);
    while (one.now() < 104) {
        one.week();
        other.week();
        REQUIRE(one.row() == other.row());
    }
}

TEST_CASE("flags are numbers that turn at one half", "[models][policies]")
{
    // a resident who is sent on is assessed again, until the policy spares them from week 60 on: a ramp of 21 weeks
    // turns the flag in its eleventh
    auto words = std::string(of_few_words) + "retold = true\n"; // of the edge, which stands last
    for (const auto& [narrow, wide] : {std::pair("workers = { value = 2,", "workers = { value = 1000,"),
                                       std::pair("assessments = { value = 2,", "assessments = { value = 1000,")}) {
        words.replace(words.find(narrow), std::string(narrow).size(), wide); // nobody waits since before
    }
    const TinyModel tiny(
        town_and(words) +
        change("p", "set = \"edge.desk.*.retold\"\namount = 0\nstart = \"week 50\"\nramp = \"21 weeks\"") +
        "[scenario.plain]\npolicies = []\n[scenario.spared]\npolicies = [\"p\"]\n");
    CHECK(at(tiny, "edge.desk.listening.retold", 59) > 0.5);
    CHECK(at(tiny, "edge.desk.listening.retold", 60) < 0.5);
    const auto retold = [&](const std::string& scenario, Week from, Week until) {
        auto world = tiny.world(until);
        world.branch(tiny.scenario(scenario));
        int times = 0;
        while (world.now() < until) {
            world.week();
            times += world.now() > from ? tiny.events(world, "listening", Event::retold) : 0;
        }
        return times;
    };
    CHECK(retold("spared", 0, 60) > 0);
    CHECK(retold("spared", 0, 60) == retold("plain", 0, 60));
    CHECK(retold("plain", 160, 260) > 0);
    CHECK(retold("spared", 160, 260) == 0);
    const TinyModel hub(town_and(R"(
[service.hub]
agency = "nhs"
kind = "hub"
workers = { value = 1, unit = "worker" }
caseload = 10
treats = { thirst = 0.1 }
completion = { value = 1, unit = "1/year" }
key_work = { mode = "sequence", no_refer_on = true }
[edge.community.hub]
kind = "present"
rate = { value = 1, unit = "1/year" }
[edge.hub.clinic]
kind = "draw"
)") + change("p", "set = \"service.hub.key_work.parallel\"\namount = 1") +
                        change("p", "set = \"edge.hub.clinic.shares\"\namount = 1"));
    CHECK(hub.baseline().numbers[static_cast<std::size_t>(hub.number("service.hub.key_work.parallel").index)] == 0.0);
    CHECK(at(hub, "service.hub.key_work.parallel", 0) == 1.0);
    CHECK(at(hub, "edge.hub.clinic.shares", 0) == 1.0);
}

TEST_CASE("a flag at exactly one half is off, for those who ask and in the graph", "[models][policies]")
{
    // a door closed by half, and never more: nobody goes through, and no way is seen
    const TinyModel tiny(town_and(of_few_words) + "[policy.p]\nstrength = 0.5\n" +
                         change("p", "set = \"edge.community.desk.open\"\namount = 0") +
                         "[scenario.plain]\npolicies = []\n[scenario.ajar]\npolicies = [\"p\"]\n");
    CHECK(at(tiny, "edge.community.desk.open", 0) == 0.5);
    auto world = tiny.world(52);
    world.branch(tiny.scenario("ajar"));
    int presented = 0;
    while (world.now() < 52) {
        world.week();
        presented += tiny.events(world, "desk", Event::presented);
    }
    CHECK(presented == 0);
    graph::Question question;
    question.patterns = {graph::pattern_named(tiny.model(), "thirst=1")};
    const int scenario = tiny.model().scenarios[0].name == "ajar" ? 0 : 1;
    const auto report = graph::report_on(tiny.model(), tiny.baseline(), scenario, {1, 0}, question).patterns.front();
    CHECK(
        std::ranges::none_of(report.entries, [&](const auto& entry) { return entry.service == tiny.service("desk"); }));
}
