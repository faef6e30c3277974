// The ways of a resident through small graphs, worked out by hand. In all of them the resident has what
// `always_in_need` gives (thirst, emerging), and where two needs meet, both stand still.

#include "models/network/report.hpp"
#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

using namespace meam;
using namespace meam::tests;

namespace {

/// A second need for good, read off a second circumstance.
const std::string also_in_pain = R"(
[circumstance.weather]
states = ["cold"]
default = "cold"
[need.pain]
reads = { circumstance = "weather", cold = 2 }
)";

/// A desk that hears everybody and sends on.
std::string desk(const std::string& name, const std::string& lines = "")
{
    return "[service." + name + "]\nagency = \"" + name + "\"\nkind = \"response\"\nunlimited = true\n" + lines + "\n";
}

/// A service that assesses without limit and has places for all.
std::string clinic(const std::string& name, const std::string& need, const std::string& lines = "")
{
    return "[service." + name + "]\nagency = \"" + name +
           "\"\nkind = \"response\"\nbeds = 100000\nassessments = { value = 100000, unit = \"1/week\" }\ntreats = { " +
           need + " = 1 }\ncompletion = { value = 0.1, unit = \"1/week\" }\n" + lines + "\n";
}

std::string door(const std::string& to, double rate = 0.1)
{
    return "[edge.community." + to + "]\nkind = \"present\"\nrate = " + weekly(rate) + "\n";
}

std::string refer(const std::string& from, const std::string& to, double chance, double lost, int delay,
                  const std::string& kind = "refer")
{
    return "[edge." + from + "." + to + "]\nkind = \"" + kind + "\"\nchance = " + std::to_string(chance) +
           "\nlost = " + std::to_string(lost) + "\ndelay = \"" + std::to_string(delay) + " weeks\"\nretold = true\n";
}

graph::PatternReport report(const TinyModel& tiny, const std::string& pattern)
{
    graph::Question question;
    question.patterns = {graph::pattern_named(tiny.model(), pattern)};
    return graph::report_on(tiny.model(), tiny.baseline(), 0, {1, 0}, question).patterns.front();
}

double ended(const graph::PatternReport& r, graph::End end)
{
    return r.usual.ends[static_cast<std::size_t>(end)];
}

} // namespace

TEST_CASE("journeys: a request at the service that helps is help at once", "[models][services]")
{
    const auto r = report(TinyModel(always_in_need + clinic("clinic", "thirst") + door("clinic")), "thirst=1");
    CHECK(r.usual.helped == 1.0);
    CHECK(r.usual.weeks == 0.0);
    CHECK(r.usual.assessments == 1.0);
    CHECK(r.usual.retold == 0.0);
    CHECK(r.gatekeepers == std::vector<ServiceId>{0});
}

TEST_CASE("ways: a referral that may not be made or be lost helps those whom it brings", "[models][services]")
{
    // chance 0.6, of whom 0.25 lost: 0.45 arrive, after three weeks; assessed once at the desk, again at the clinic
    const auto r = report(TinyModel(always_in_need + desk("desk") + clinic("clinic", "thirst") + door("desk") +
                                    refer("desk", "clinic", 0.6, 0.25, 3)),
                          "thirst=1");
    CHECK(r.usual.helped == Approx(0.45).epsilon(1e-12));
    CHECK(r.usual.weeks == Approx(3).epsilon(1e-12));
    CHECK(ended(r, graph::End::lost) == Approx(0.15).epsilon(1e-12));
    CHECK(ended(r, graph::End::turned_away) == Approx(0.4).epsilon(1e-12));
    CHECK(r.usual.assessments == Approx(1.45).epsilon(1e-12));
    CHECK(r.usual.retold == Approx(0.45).epsilon(1e-12));
    REQUIRE(r.lost.size() == 1);
    CHECK(r.lost.front().share == Approx(0.15).epsilon(1e-12));
}

TEST_CASE("journeys: residents who request again are helped in the end, after the weeks of their requests",
          "[models][services]")
{
    // As above. Asks in a week with p = 1 - exp(-0.1). Each failed journey (0.55, at once) costs 1 / p weeks on
    // average: 3 + 0.55 / 0.45 / p
    const auto r = report(TinyModel(always_in_need + desk("desk") + clinic("clinic", "thirst") + door("desk") +
                                    refer("desk", "clinic", 0.6, 0.25, 3)),
                          "thirst=1");
    const double p = 1 - std::exp(-0.1);
    CHECK(r.usual.at_last == Approx(1.0).epsilon(1e-9));
    CHECK(r.usual.weeks_at_last == Approx(3 + 0.55 / 0.45 / p).epsilon(1e-9));
    CHECK(r.usual.assessments_at_last == Approx(1.45 / 0.45).epsilon(1e-9));
}

TEST_CASE("ways: competing referrals race, and chances above one leave none behind", "[models][services]")
{
    // 0.9 and 0.6 of 1.5: three and two in five; the second place loses half
    const auto r =
        report(TinyModel(always_in_need + desk("desk") + clinic("near", "thirst") + clinic("far", "thirst") +
                         door("desk") + refer("desk", "near", 0.9, 0.0, 1) + refer("desk", "far", 0.6, 0.5, 6)),
               "thirst=1");
    CHECK(r.usual.helped == Approx(0.6 + 0.4 * 0.5).epsilon(1e-12));
    CHECK(r.usual.weeks == Approx((0.6 * 1 + 0.2 * 6) / 0.8).epsilon(1e-12));
    CHECK(ended(r, graph::End::turned_away) == 0.0);
    CHECK(r.gatekeepers == std::vector<ServiceId>{0}); // desk, far, near: the desk alone
}

TEST_CASE("ways: without a gatekeeper nobody is helped, without one of two some are", "[models][services]")
{
    const TinyModel tiny(always_in_need + desk("desk") + clinic("near", "thirst") + clinic("far", "thirst") +
                         door("desk") + refer("desk", "near", 0.5, 0.0, 1) + refer("desk", "far", 0.3, 0.5, 6));
    const auto r = report(tiny, "thirst=1");
    const auto without = [&](const std::string& name) {
        for (const auto& removal : r.removals) {
            if (removal.service == tiny.service(name)) {
                return removal.helped;
            }
        }
        return -1.0;
    };
    CHECK(r.usual.helped == Approx(0.65).epsilon(1e-12));
    CHECK(without("desk") == 0.0);
    CHECK(without("near") == Approx(0.15).epsilon(1e-12));
    CHECK(without("far") == Approx(0.5).epsilon(1e-12));
}

TEST_CASE("ways: two services that exclude each other's need send people round", "[models][services]")
{
    // Both refuse for what they find: at `a` pain is found for sure, at `b` thirst. a -> b 0.8, b -> a 0.5, no losses:
    // a turn is walked with 0.4, so 0.4 / 0.6 = 2/3 turns on average; visits of a 1 / 0.6, of b 0.8 / 0.6
    const TinyModel tiny(always_in_need + also_in_pain +
                         clinic("a", "thirst", "excludes = { pain = 1 }\ndiscovery = 1") +
                         clinic("b", "pain", "excludes = { thirst = 1 }\ndiscovery = 1") + door("a") +
                         refer("a", "b", 0.8, 0, 2) + refer("b", "a", 0.5, 0, 3));
    const auto r = report(tiny, "thirst=1,pain=2");
    CHECK(r.usual.helped == 0.0);
    REQUIRE(r.rounds.size() == 1);
    CHECK(r.rounds.front().services == std::vector<ServiceId>{tiny.service("a"), tiny.service("b")});
    CHECK(r.rounds.front().share == Approx(1.0).epsilon(1e-12));
    CHECK(r.rounds.front().turns == Approx(0.4 / 0.6).epsilon(1e-9));
    CHECK(r.usual.assessments == Approx(1.8 / 0.6).epsilon(1e-9));
    CHECK(r.usual.circles == Approx((1 / 0.6 - 1) + (0.8 / 0.6 - 0.8)).epsilon(1e-9));
    CHECK(ended(r, graph::End::turned_away) == Approx(1.0).epsilon(1e-9));
}

TEST_CASE("ways: a circle that nobody leaves is without end", "[models][services]")
{
    const TinyModel tiny(always_in_need + also_in_pain +
                         clinic("a", "thirst", "excludes = { pain = 1 }\ndiscovery = 1") +
                         clinic("b", "pain", "excludes = { thirst = 1 }\ndiscovery = 1") + door("a") +
                         refer("a", "b", 1, 0, 2) + refer("b", "a", 1, 0, 3));
    const auto r = report(tiny, "thirst=1,pain=2");
    CHECK(r.usual.helped == 0.0);
    REQUIRE(r.rounds.size() == 1);
    CHECK(std::isinf(r.rounds.front().turns));
    CHECK(std::isinf(r.usual.assessments));
}

TEST_CASE("ways: a desk that has once found a reason to exclude remembers it", "[models][services]")
{
    // `a` finds pain with 0.5 each time. First visit: 0.5 helped. Refused go to `b`, which listens and sends all back;
    // the second visit finds them known and refuses all. So 0.5, and of turns 0.5 first, then 0.5 times 1 more, ... :
    // a refused resident goes round for ever unless the way back is lost (0.2): 0.5 * (0.8 + 0.8^2 + ...) = 2
    const TinyModel tiny(always_in_need + also_in_pain +
                         clinic("a", "thirst", "excludes = { pain = 1 }\ndiscovery = 0.5") + desk("b") + door("a") +
                         refer("a", "b", 1, 0, 1) + refer("b", "a", 1, 0.2, 1));
    const auto r = report(tiny, "thirst=1,pain=2");
    CHECK(r.usual.helped == Approx(0.5).epsilon(1e-9));
    REQUIRE(r.rounds.size() == 1);
    CHECK(r.rounds.front().turns == Approx(0.5 * 0.8 / 0.2).epsilon(1e-6));
}

TEST_CASE("ways: what one agency learns another knows, where it is shared", "[models][services]")
{
    // The desk finds pain with 0.5 and shares it with the clinic's agency, which else finds it with 0.2
    const std::string services = always_in_need + also_in_pain + desk("desk", "discovery = 0.5") +
                                 clinic("clinic", "thirst", "excludes = { pain = 1 }\ndiscovery = 0.2") + door("desk");
    const TinyModel kept(services + refer("desk", "clinic", 1, 0, 1));
    const TinyModel informed(services + refer("desk", "clinic", 1, 0, 1) + "shares = true\n");
    CHECK(report(kept, "thirst=1,pain=2").usual.helped == Approx(0.8).epsilon(1e-12));
    CHECK(report(informed, "thirst=1,pain=2").usual.helped == Approx(0.5 * 0.8).epsilon(1e-12));
}

TEST_CASE("ways: at assessment some are written off, dumped, parked, or under the threshold", "[models][services]")
{
    // written off 0.1; of the rest parked 0.2: 0.9 * 0.8 helped
    const auto taken =
        report(TinyModel(always_in_need +
                         clinic("clinic", "thirst", "written_off = 0.1\nparked = 0.2\nparked_for = \"5 weeks\"") +
                         door("clinic")),
               "thirst=1");
    CHECK(taken.usual.helped == Approx(0.72).epsilon(1e-12));
    CHECK(ended(taken, graph::End::written_off) == Approx(0.1).epsilon(1e-12));
    CHECK(ended(taken, graph::End::parked) == Approx(0.18).epsilon(1e-12));
    // written off is the end, parked may ask again: at last 0.72 / (0.72 + 0.1)
    CHECK(taken.usual.at_last == Approx(0.72 / 0.82).epsilon(1e-9));
    // threshold 2, severity 1: refused; 0.3 dumped, the rest signposted with 0.5
    const auto refused =
        report(TinyModel(always_in_need + clinic("clinic", "thirst", "threshold = 2\ndumped = 0.3") + desk("desk") +
                         door("clinic") + refer("clinic", "desk", 0.5, 0, 1, "signpost") + door("desk", 0.0) +
                         refer("desk", "clinic", 0.1, 0, 1)),
               "thirst=1");
    CHECK(refused.usual.helped == 0.0);
    CHECK(ended(refused, graph::End::dumped) == Approx(0.3).epsilon(1e-12));
    CHECK(ended(refused, graph::End::signposted) == Approx(0.35).epsilon(1e-12));
    CHECK(ended(refused, graph::End::turned_away) == Approx(0.35).epsilon(1e-12));
}

TEST_CASE("ways: an episode elsewhere takes its weeks, and may step down to help", "[models][services]")
{
    // Asked for thirst alone. `other` treats pain: completion 0.2, drop-out 0.1 a week. Ends in a week with
    // q = 1 - exp(-0.3), two in three of them completed; stepped down with 0.5 in 4 weeks: 1/3 helped, after 1/q + 4
    const TinyModel tiny(always_in_need + also_in_pain + "[service.other]\nagency = \"x\"\nkind = \"response\"\n" +
                         "beds = 1000\ntreats = { pain = 1 }\ncompletion = " + weekly(0.2) +
                         "\ndrop_out = " + weekly(0.1) + "\n" + clinic("clinic", "thirst") + door("other") +
                         refer("other", "clinic", 0.5, 0, 4, "step_down"));
    const auto r = report(tiny, "thirst=1,pain=2");
    CHECK(r.usual.helped == 1.0); // with pain, at once
    const auto& thirst = r.by_need[r.by_need[0].need == tiny.need("thirst") ? 0 : 1];
    CHECK(thirst.helped == Approx(1.0 / 3).epsilon(1e-9));
    CHECK(thirst.weeks == Approx(1 / (1 - std::exp(-0.3)) + 4).epsilon(1e-9));
}

TEST_CASE("ways: a hub draws in who helps, without another assessment", "[models][services]")
{
    // The hub treats pain; for thirst it draws the clinic in, in two weeks. The clinic would refuse all (threshold 3).
    const TinyModel tiny(always_in_need + also_in_pain + clinic("hub", "pain", "key_work = { mode = \"parallel\" }") +
                         clinic("clinic", "thirst", "threshold = 3") + door("hub") +
                         "[edge.hub.clinic]\nkind = \"draw\"\ndelay = \"2 weeks\"\n");
    const auto r = report(tiny, "thirst=1,pain=2");
    const auto& thirst = r.by_need[r.by_need[0].need == tiny.need("thirst") ? 0 : 1];
    CHECK(thirst.helped == Approx(1.0).epsilon(1e-12));
    CHECK(thirst.weeks == Approx(2.0).epsilon(1e-12));
}

TEST_CASE("ways: outreach is an entry for those whom it means", "[models][services]")
{
    const auto entries = [](const std::string& whom) {
        const std::string outreach = "[service.clinic.outreach]\ntop = 3\nwhom = " + whom + "\n";
        return report(TinyModel(always_in_need + clinic("clinic", "thirst") + outreach), "thirst=1").entries;
    };
    const auto sought = entries("{ need = { thirst = 1 } }");
    REQUIRE(sought.size() == 1);
    CHECK(sought.front().how == graph::Entry::How::outreach);
    CHECK(entries("{ need = { thirst = 2 } }").empty());
    CHECK(entries("{ enrolled = \"clinic\" }").empty()); // a resident who comes for the first time is not there yet
}

TEST_CASE("ways: entries are weighted by how often such a resident comes there", "[models][services]")
{
    // 0.3 a week at the clinic (helped), 0.1 at a desk that sends on with 0.5
    const auto r = report(TinyModel(always_in_need + desk("desk") + clinic("clinic", "thirst") + door("clinic", 0.3) +
                                    door("desk", 0.1) + refer("desk", "clinic", 0.5, 0, 2)),
                          "thirst=1");
    CHECK(r.usual.helped == Approx(0.75 + 0.25 * 0.5).epsilon(1e-12));
    CHECK(r.usual.weeks == Approx(0.125 * 2 / 0.875).epsilon(1e-12));
    REQUIRE(r.entries.size() == 2);
}

TEST_CASE("ways: a crisis that is answered is sent on, or leads nowhere", "[models][services]")
{
    // acted on with 0.8 * 0.5; of those 0.25 sent on, half of these lost
    const auto r = report(TinyModel(always_in_need + desk("desk") + clinic("clinic", "thirst") +
                                    "[crisis.call]\nagency = \"x\"\nservice = \"desk\"\nrecorded = 0.8\nacted_on = "
                                    "0.5\n[crisis.call.rate]\nrate = " +
                                    weekly(0.2) + "\n" + refer("desk", "clinic", 0.25, 0.5, 2)),
                          "thirst=1");
    CHECK(r.contacts == Approx(0.2 * 0.4 * 365.25 / 7).epsilon(1e-9));
    CHECK(r.usual.helped == Approx(0.125).epsilon(1e-12));
    CHECK(ended(r, graph::End::sent_nowhere) == Approx(0.75).epsilon(1e-12));
    CHECK(r.usual.assessments == Approx(0.125).epsilon(1e-12)); // a crisis is no assessment
}

TEST_CASE("ways: what closes under a policy is no way, what opens is one", "[models][services]")
{
    const TinyModel tiny(always_in_need + desk("desk") + clinic("clinic", "thirst") + door("desk") +
                         refer("desk", "clinic", 0.5, 0, 2) + R"(
[policy.shut]
[[policy.shut.change]]
close = "edge.desk.clinic"
start = "week 40"
channel = "cuts"
[policy.sure]
[[policy.sure.change]]
set = "edge.desk.clinic.chance"
amount = 1
ramp = "10 weeks"
channel = "lost"
[scenario.a]
policies = []
[scenario.b]
policies = ["shut"]
[scenario.c]
policies = ["sure"]
)");
    graph::Question question;
    question.patterns = {graph::pattern_named(tiny.model(), "thirst=1")};
    const auto helped = [&](int scenario) {
        return graph::report_on(tiny.model(), tiny.baseline(), scenario, {1, 0}, question)
            .patterns.front()
            .usual.helped;
    };
    CHECK(helped(0) == Approx(0.5).epsilon(1e-12));
    CHECK(helped(1) == 0.0);
    CHECK(helped(2) == Approx(1.0).epsilon(1e-12));
}

TEST_CASE("demand: identical residents request at the edge's rate, and capacity binds", "[models][services]")
{
    // 200 residents, 0.01 a week each: 2 a week ask, all of whom would be admitted. 4 beds, episodes of
    // 1 / (1 - exp(-0.25)) weeks: 4 * 0.2212 = 0.885 a week. ln(2 / 0.885) / 0.1 = 8.2 weeks shed the rest.
    const TinyModel tiny(always_in_need + "[service.clinic]\nagency = \"x\"\nkind = \"response\"\nbeds = 4\n" +
                             "treats = { thirst = 1 }\ncompletion = " + weekly(0.25) +
                             "\nabandonment = " + weekly(0.1) + "\n" + door("clinic", 0.01),
                         200);
    const auto r = graph::report_on(tiny.model(), tiny.baseline(), 0, {1, 0}, {});
    const auto& load = r.services.front().load;
    const double possible = 4 * (1 - std::exp(-0.25));
    CHECK(load.arrivals == Approx(2.0).epsilon(1e-9));
    CHECK(load.admissions == Approx(2.0).epsilon(1e-9));
    CHECK(load.places == Approx(possible).epsilon(1e-9));
    CHECK(load.wait() == Approx(std::log(2 / possible) / 0.1).epsilon(1e-9));
    REQUIRE(r.bottlenecks.size() == 1);
    CHECK(r.bottlenecks.front().helped == Approx(possible).margin(1e-5));
    REQUIRE(r.bottlenecks.front().cut.size() == 1);
    CHECK(r.bottlenecks.front().cut.front() == "capacity of clinic (0.88 a week)");
}

TEST_CASE("graph: a service that has to be won comes later by what winning it takes", "[models][graph]")
{
    const auto house = [](const std::string& work) {
        return always_in_need + also_in_pain +
               "[service.hub]\nagency = \"council\"\nkind = \"hub\"\nbeds = 1000\nassessments = { value = 1000, unit = "
               "\"1/week\" }\ntreats = { pain = 0 }\ncompletion = { value = 0.001, unit = \"1/year\" }\n"
               "[service.hub.key_work]\nunblock_budget = { value = 9000, unit = \"GBP/year\" }\nunblock_cost = { value "
               "= 1, unit = \"GBP\" }\n" +
               work + clinic("ward", "thirst", "excludes = { pain = 1 }") + door("hub") +
               "[edge.hub.ward]\nkind = \"draw\"\ndelay = \"2 weeks\"\n";
    };
    auto text = house("");
    text.replace(text.find("agency = \"ward\""), 15, "agency = \"council\""); // what the hub finds the ward knows
    auto later = house("unblock_delay = \"8 weeks\"\n");
    later.replace(later.find("agency = \"ward\""), 15, "agency = \"council\"");
    const auto at_once = report(TinyModel(text), "thirst=1,pain=2");
    const auto won = report(TinyModel(later), "thirst=1,pain=2");
    CHECK(at_once.usual.helped == Approx(1.0).epsilon(1e-6));
    CHECK(won.usual.weeks - at_once.usual.weeks == Approx(8.0).epsilon(1e-6));
}
