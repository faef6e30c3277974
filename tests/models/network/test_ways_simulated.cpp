// The chain against the simulation with room for all: residents who stand still, their trajectories
// read back. Standard errors are those of the sample; four of them are allowed.

#include "models/network/report.hpp"
#include "models/observation/log_kinds.hpp"
#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <map>

using namespace meam;
using namespace meam::tests;

namespace {

/// Two needs for good: thirst (emerging) and pain (established).
std::string two_needs()
{
    return always_in_need + R"(
[circumstance.weather]
states = ["cold"]
default = "cold"
[need.pain]
reads = { circumstance = "weather", cold = 2 }
)";
}

std::string service(const std::string& name, const std::string& lines)
{
    return "[service." + name + "]\nagency = \"" + name + "\"\nkind = \"response\"\n" + lines + "\n";
}

const std::string room = "beds = 1000000\nassessments = { value = 1000000, unit = \"1/week\" }\n";

std::string ends(double completion, double drop_out)
{
    return "completion = " + weekly(completion) + "\ndrop_out = " + weekly(drop_out) + "\n";
}

std::string edge(const std::string& from, const std::string& to, const std::string& lines)
{
    return "[edge." + from + "." + to + "]\n" + lines + "\n";
}

struct Sample {
    double n = 0, sum = 0, squares = 0;
    void add(double x)
    {
        ++n;
        sum += x;
        squares += x * x;
    }
    [[nodiscard]] double mean() const { return sum / n; }
    [[nodiscard]] double error() const { return std::sqrt((squares / n - mean() * mean()) / n); }
};

struct Simulated {
    Sample helped, weeks, assessments;
};

/// What became of everybody who asked, over so many weeks that next to nobody is still on the way.
Simulated simulate(const TinyModel& tiny, const std::vector<std::string>& helping, Week weeks)
{
    auto world = tiny.world(weeks, 0, true);
    while (world.now() < weeks) {
        world.week();
    }
    std::vector<bool> helps(tiny.model().services.size(), false);
    for (const auto& name : helping) {
        helps[static_cast<std::size_t>(tiny.service(name))] = true;
    }
    struct Way {
        Week asked = -1, helped = -1;
        double assessments = 0;
    };
    std::map<ResidentId, Way> ways;
    for (const auto& line : world.log()) {
        if (line.kind != log_kind::desk) {
            continue;
        }
        auto& way = ways[line.resident];
        const auto event = static_cast<Event>(line.detail % 64);
        if (event == Event::presented && way.asked < 0) {
            way.asked = line.week;
        } else if (event == Event::assessed && way.helped < 0) {
            way.assessments += 1;
        } else if (event == Event::admitted && way.helped < 0 && helps[static_cast<std::size_t>(line.detail / 64)]) {
            way.helped = line.week;
        }
    }
    Simulated result;
    for (const auto& [id, way] : ways) {
        result.helped.add(way.helped >= 0 ? 1 : 0);
        result.assessments.add(way.assessments);
        if (way.helped >= 0) {
            result.weeks.add(way.helped - way.asked);
        }
    }
    return result;
}

void check(const Sample& simulated, double chain)
{
    INFO("simulated " << simulated.mean() << " +- " << simulated.error() << ", chain " << chain);
    CHECK(simulated.error() < 0.015 * std::max(1.0, chain)); // or the test would say nothing
    CHECK(simulated.mean() == Approx(chain).epsilon(0).margin(4 * simulated.error()));
}

graph::PatternReport report_of(const TinyModel& tiny)
{
    graph::Question question;
    question.patterns = {graph::pattern_named(tiny.model(), "thirst=1,pain=2")};
    return graph::report_on(tiny.model(), tiny.baseline(), 0, {1, 0}, question).patterns.front();
}

/// Help with thirst alone.
graph::NeedReport thirst_of(const TinyModel& tiny)
{
    const auto report = report_of(tiny);
    return report.by_need[report.by_need[0].need == tiny.need("thirst") ? 0 : 1];
}

/// A door used once in a life: asking takes the will to ask again. Else a resident on the way would ask a second time,
/// and have two journeys at once.
std::string once(const std::string& to, double rate)
{
    return "[stock.will]\nnorm = 8\n[stock.will.on]\npresented = 7\n[edge.community." + to +
           "]\nkind = \"present\"\nrate = " + weekly(rate) + "\nratio.will = 0.001\n";
}

} // namespace

TEST_CASE("ways: with room for all, residents come by help as often and as soon as the chain says",
          "[models][services][slow]")
{
    // A desk that finds out and refers to two clinics; these may exclude and send on to each other; losses and delays
    const TinyModel tiny(
        two_needs() + service("desk", "unlimited = true\ndiscovery = 0.3") +
            service("a", room + "treats = { thirst = 1 }\nexcludes = { pain = 2 }\ndiscovery = 0.4\ndumped = 0.1\n" +
                             ends(0.1, 0.05)) +
            service("b",
                    room + "treats = { pain = 1 }\nexcludes = { thirst = 1 }\ndiscovery = 0.5\n" + ends(0.1, 0.05)) +
            once("desk", 0.15) +
            edge("desk", "a",
                 "kind = \"refer\"\nchance = 0.5\nlost = 0.2\ndelay = \"2 weeks\"\nretold = true\nshares = true") +
            edge("desk", "b", "kind = \"refer\"\nchance = 0.3\nlost = 0.1\ndelay = \"5 weeks\"\nretold = true") +
            edge("a", "b", "kind = \"refer\"\nchance = 0.8\nlost = 0.15\ndelay = \"3 weeks\"\nretold = true") +
            edge("b", "a", "kind = \"refer\"\nchance = 0.7\nlost = 0.1\ndelay = \"1 week\"\nretold = true"),
        20000);
    const auto sample = simulate(tiny, {"a", "b"}, 150);
    const auto journey = report_of(tiny).usual;
    check(sample.helped, journey.helped);
    check(sample.weeks, journey.weeks);
    check(sample.assessments, journey.assessments);
}

TEST_CASE("ways: with room for all, episodes elsewhere, missed appointments and parking take the weeks the chain says",
          "[models][services][slow]")
{
    // Thirst alone is asked for: `other` treats pain, holds people, discharges those who miss two weeks in a row, steps
    // down to the clinic, where some are parked
    const TinyModel tiny(
        two_needs() +
            service("other", room + "treats = { pain = 1 }\nmissed_limit = 2\nmissed = " + weekly(0.3) + "\n" +
                                 ends(0.2, 0.05)) +
            service("clinic", room + "treats = { thirst = 1 }\nparked = 0.3\nparked_for = \"6 weeks\"\n" + ends(2, 1)) +
            once("other", 0.2) +
            edge("other", "clinic",
                 "kind = \"step_down\"\nchance = 0.6\nlost = 0.25\ndelay = \"4 weeks\"\nretold = true"),
        20000);
    const auto sample = simulate(tiny, {"clinic"}, 200);
    check(sample.helped, thirst_of(tiny).helped);
    check(sample.weeks, thirst_of(tiny).weeks);
}

TEST_CASE("ways: with room for all, who drops out or is discharged is led on as the chain says",
          "[models][services][slow]")
{
    // completed: to the clinic in the same week, half of them; left or discharged: to the clinic four weeks later, a
    // third
    const TinyModel tiny(
        two_needs() +
            service("other", room + "treats = { pain = 1 }\nmissed_limit = 2\nmissed = " + weekly(0.3) + "\n" +
                                 ends(0.1, 0.05)) +
            service("drop_in", room + "treats = { pain = 1 }\n" + ends(2, 1)) +
            service("clinic", room + "treats = { thirst = 1 }\n" + ends(2, 1)) + once("other", 0.2) +
            edge("other", "clinic",
                 "kind = \"step_down\"\non = [\"dropped_out\", \"discharged\"]\nchance = 0.35\ndelay = "
                 "\"4 weeks\"") +
            edge("other", "drop_in", "kind = \"step_down\"\nchance = 0.5\ndelay = \"0 weeks\"") +
            edge("drop_in", "clinic", "kind = \"step_down\"\non = [\"completed\", \"dropped_out\"]"),
        20000);
    const auto sample = simulate(tiny, {"clinic"}, 200);
    check(sample.helped, thirst_of(tiny).helped);
    check(sample.weeks, thirst_of(tiny).weeks);
}

TEST_CASE("ways: with room for all, a hub draws in whom the chain says, when it says", "[models][services][slow]")
{
    // The hub treats pain alone; six in ten of those it sends for the clinic are lost, and tried again the week after,
    // while the hub holds them
    const TinyModel tiny(
        two_needs() +
            service("hub", room + "treats = { pain = 1 }\nkey_work = { mode = \"parallel\" }\n" + ends(0.3, 0.1)) +
            service("clinic", room + "treats = { thirst = 1 }\n" + ends(2, 1)) + once("hub", 0.2) +
            edge("hub", "clinic", "kind = \"draw\"\nlost = 0.6\ndelay = \"3 weeks\""),
        20000);
    const auto sample = simulate(tiny, {"clinic"}, 150);
    check(sample.helped, thirst_of(tiny).helped);
    check(sample.weeks, thirst_of(tiny).weeks);
}

TEST_CASE("journeys: residents who request again are helped in the end as in simulation, unless written off",
          "[models][services][slow]")
{
    // One door to one clinic: nobody is on the way while they ask. Some are written off for good, some parked for five
    // weeks; the desk finds pain seldom, refuses for it, and keeps the record
    const TinyModel tiny(
        two_needs() +
            service("clinic",
                    room + "treats = { thirst = 1 }\nwritten_off = 0.1\nparked = 0.5\nparked_for = \"5 weeks\"\n" +
                        "excludes = { pain = 2 }\ndiscovery = 0.05\n" + ends(2, 1)) +
            edge("community", "clinic", "kind = \"present\"\nrate = " + weekly(0.2)),
        20000);
    const auto journey = report_of(tiny).usual;
    const auto sample = simulate(tiny, {"clinic"}, 300);
    check(sample.helped, journey.at_last);
    check(sample.weeks, journey.weeks_at_last);
}
