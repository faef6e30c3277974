// Residents who move away and are followed: how many, what happens to them there, and what is not seen of it here.

#include "models/state/ranking.hpp"
#include "tests/support/plain_weeks.hpp"
#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

constexpr int residents = 4000;
constexpr double away_rate = 0.02, back_rate = 0.05, call_rate = 0.1; // [1/week]

const std::string calls = "[crisis.call]\nagency = \"police\"\nrate = " + weekly(call_rate) + "\nrecorded = 0.5\n";
const std::string leaving = "[departure]\nrate = " + weekly(away_rate) + "\n";

std::string whereabouts(double back = back_rate)
{
    return "[circumstance.whereabouts]\nstates = [\"here\", \"there\"]\ndefault = \"here\"\nelsewhere = [\"there\"]\n"
           "[circumstance.whereabouts.move]\nthere.here = " +
           weekly(back) + "\n";
}

int count(const World& world, const std::string& block, std::size_t cell)
{
    const TallyLayout layout(world.model());
    return world.row()[layout.block(block).offset + cell];
}

/// Of everybody: how many crises of the first kind got so far.
int calls_of(const World& world, const std::string& block, std::size_t reached)
{
    return count(world, block, reached);
}

bool here(const World& world, const Resident& r)
{
    return lives_here(world.model(), r.covariates);
}

} // namespace

TEST_CASE("as many live elsewhere as a two-state chain says, and have as many crises there", "[models][population]")
{
    const TinyModel tiny(always_in_need + calls + leaving + whereabouts(), residents);
    const double leaves = 1.0 - std::exp(-away_rate), returns = 1.0 - std::exp(-back_rate);
    double share = 0.0, expected_there = 0.0, expected_here = 0.0;
    int there = 0, at_home = 0, disclosed = 0, recorded = 0;
    tiny.simulated(150, [&](const World& world) {
        // who leaves may be back in the same week; crises come after both
        share = share * (1.0 - returns) + (1.0 - share) * leaves * (1.0 - returns);
        expected_there += residents * share * call_rate;
        expected_here += residents * (1.0 - share) * call_rate;
        there += calls_of(world, "crises_elsewhere", 0);
        at_home += calls_of(world, "crises", 0);
        disclosed += calls_of(world, "crises_elsewhere", 1);
        recorded += calls_of(world, "crises_elsewhere", 2);
        const int live_there = count(world, "whereabouts", 1);
        REQUIRE(live_there == count(world, "population", 3)); // for the place they have departed
        REQUIRE(std::fabs(live_there - residents * share) < 5.0 * std::sqrt(residents * share * (1.0 - share)));
    });
    // a sum over residents whose whereabouts last: the spread of one in it is some sqrt(2 / back_rate) of its weeks
    const double spread = 1.0 + call_rate * 2.0 / (away_rate + back_rate);
    CHECK(std::fabs(there - expected_there) < 4.0 * std::sqrt(expected_there * spread));
    CHECK(std::fabs(at_home - expected_here) < 4.0 * std::sqrt(expected_here * spread));
    CHECK(disclosed == there); // no chance is stated: all are
    CHECK(std::fabs(recorded - 0.5 * there) < 4.0 * std::sqrt(0.25 * there));
}

TEST_CASE("what happens here is the same whether those who leave for good are followed or not", "[models][population]")
{
    const auto town =
        always_in_need + calls + leaving + "[death.old]\nrate = " + weekly(0.001) +
        "\n[service.clinic]\nagency = \"council\"\nkind = \"response\"\nbeds = 300\ntreats = { thirst = 1 "
        "}\ncompletion = " +
        weekly(0.1) + "\n[edge.community.clinic]\nkind = \"present\"\nrate = " + weekly(0.05) +
        "\n[channel.phone]\nagency = \"police\"\n[contact.fear]\nrate = " + weekly(0.2) + "\nrepeats = " + weekly(0.5) +
        "\nrepeats_for = \"4 weeks\"\n[contact.fear.channel.phone]\nweight = 1\nmeets = 0.4\n";
    const TinyModel lost(town, 1000), followed(town + whereabouts(0.0), 1000);
    auto a = lost.world(200), b = followed.world(200);
    bool any = false;
    while (a.now() < 200) {
        a.week();
        b.week();
        for (const auto* block : {"crises", "deaths", "desks", "needs", "population", "caseload", "contacts",
                                  "contact_purposes", "repeats_from"}) {
            const auto& of_a = lost.layout().block(block);
            const auto& of_b = followed.layout().block(block);
            REQUIRE(of_a.size == of_b.size);
            for (std::size_t i = 0; i < of_a.size; ++i) {
                REQUIRE(a.row()[of_a.offset + i] == b.row()[of_b.offset + i]);
            }
        }
        REQUIRE(b.audit().empty());
        any = any || count(b, "deaths_elsewhere", 0) > 0;
    }
    CHECK(any);
}

TEST_CASE("local services neither treat, contact nor record residents elsewhere", "[models][population]")
{
    const TinyModel tiny(
        always_in_need + calls + leaving + whereabouts() +
            "[service.clinic]\nagency = \"council\"\nkind = \"hub\"\nbeds = 4000\n"
            "treats = { thirst = 1 }\ncompletion = " +
            weekly(0.01) +
            "\noutreach = { top = 100, every = \"1 week\", by = \"random\", accepted = 1 }\n"
            "[edge.community.clinic]\nkind = \"present\"\nrate = " +
            weekly(0.05) +
            "\n[then.sent]\non = [\"crisis.call\"]\nchance = 0.5\nrefer = \"clinic\"\n"
            "[channel.desk]\nagency = \"council\"\nservice = \"clinic\"\n[contact.fear]\nrate = { rate "
            "= { value = 2, unit = \"1/year\" }, by_need.thirst = { value = [0, 2, 2, 2], unit = "
            "\"1/year\" } }\n[channel.nobody]\n[contact.fear.channel.nobody]\nweight = 0.1\nmeets = "
            "0\n[contact.fear.channel.desk]\nweight = 1\nmeets = 0.5\n",
        1000);
    const auto exit = static_cast<std::size_t>(tiny.model().needs.at(0).exit);
    const auto left = [&](const Resident& r) { return r.covariates[exit] == static_cast<int>(Exit::left); };
    int there = 0, of_those_who_left = 0, came_back = 0;
    Residents before;
    tiny.simulated(150, [&](const World& world) {
        for (const auto& r : world.state().residents) {
            there += here(world, r) ? 0 : 1;
            REQUIRE((here(world, r) || r.engaged.empty()));
            REQUIRE((here(world, r) ? r.ended == never : r.ended < world.now()));
            of_those_who_left += !here(world, r) && left(r) ? 1 : 0;
            came_back += here(world, r) && left(r) ? 1 : 0;
        }
        const auto& now = world.state().residents;
        for (ResidentId id = 0; id < before.size(); ++id) { // what they say elsewhere, nobody here hears
            REQUIRE((here(world, before[id]) || here(world, now[id]) || before[id].known == now[id].known));
        }
        before = now;
        for (const auto& recorded : world.state().recorded) {
            REQUIRE((recorded.week < world.now() - 1 || here(world, world.state().residents[recorded.resident])));
        }
        for (const ResidentId id : ranked(world.model(), world.state(), 52, -1, OutreachTargeting::recorded)) {
            REQUIRE(here(world, world.state().residents[id])); // nobody looks for those who have left
        }
        REQUIRE(world.audit().empty());
    });
    CHECK(there > 1000);
    CHECK(of_those_who_left > 1000);
    CHECK(came_back > 100);
}

TEST_CASE("residents elsewhere from the start are in no caseload and in no outreach list", "[models][population]")
{
    auto mostly_there = whereabouts(0.0);
    const std::string states = "states = [\"here\", \"there\"]\n";
    mostly_there.replace(mostly_there.find(states), states.size(), states + "start = { there = 0.9 }\n");
    const auto clinic = [](const std::string& lines) {
        return "[service.clinic]\nagency = \"council\"\nkind = \"hub\"\nbeds = 4000\ntreats = { thirst = 1 "
               "}\ncompletion = " +
               weekly(0.0) + "\n" + lines + "[edge.community.clinic]\nkind = \"present\"\nrate = " + weekly(0.0) + "\n";
    };
    const auto held = [&](const std::string& lines, Week weeks) {
        const TinyModel tiny(always_in_need + mostly_there + clinic(lines), 1000);
        const auto world = tiny.simulated(weeks);
        const auto& all = world.state().residents;
        REQUIRE(std::ranges::none_of(all, [&](const Resident& r) { return !here(world, r) && !r.engaged.empty(); }));
        REQUIRE(std::ranges::all_of(all, [&](const Resident& r) { return r.ended == (here(world, r) ? never : 0); }));
        const auto are_here = std::ranges::count_if(all, [&](const Resident& r) { return here(world, r); });
        REQUIRE(are_here > 60);
        CHECK(tiny.inside(world, "clinic") == are_here);
    };
    held("[service.clinic.at_start]\nheld = 1000\n", 1);
    // a hundred and fifty places on the list, among all of a thousand fifteen for those who are here
    held("outreach = { top = 150, every = \"1 week\", by = \"random\", accepted = 1 }\n", 4);
}

TEST_CASE("a policy for some does not reach those of them who live elsewhere", "[models][population][policies]")
{
    const TinyModel tiny(always_in_need + calls + leaving + whereabouts() +
                             "[scenario.plain]\npolicies = []\n[scenario.quiet]\npolicies = [\"quiet\"]\n"
                             "[[policy.quiet.change]]\nchannel = \"prevention\"\nset = \"crisis.call.rate\"\n"
                             "amount = { value = 0, unit = \"1/week\" }\nwhom = { sex = [\"female\", \"male\"] }\n",
                         residents);
    auto world = tiny.world(60);
    world.branch(tiny.scenario("quiet"));
    int there = 0;
    while (world.now() < 60) {
        const auto before = world.state().residents;
        world.week();
        there += calls_of(world, "crises_elsewhere", 0);
        for (const auto& recorded : world.state().recorded) { // whom it reaches is settled when the week begins
            REQUIRE((recorded.week < world.now() - 1 || !here(world, before[recorded.resident])));
        }
    }
    CHECK(there > 1000);
}

TEST_CASE("who lives elsewhere is no neighbour: partners see each other only in one place", "[models][ties]")
{
    const TinyModel tiny(always_in_need + calls + leaving + whereabouts() +
                             "[need.cold]\nmeam = true\nstart = { emerging = 0.4 }\n[need.cold.onset]\nrate = " +
                             weekly(0.02) + "\n[need.cold.easing]\nrate = " + weekly(0.05) +
                             "\n[tie.pair]\nshare = 1\nfirst = { sex = [\"female\"] }\nsecond = { sex = [\"male\"] }\n"
                             "sees = [\"cold\"]\n",
                         1000);
    auto world = tiny.world(100);
    const auto tied = world.state().tied.at(0);
    const auto& covariates = tiny.model().covariates;
    const auto level = [&](const Resident& r, const std::string& name) {
        const auto it = std::ranges::find(covariates, name, &Covariate::name);
        return r.covariates[static_cast<std::size_t>(it - covariates.begin())];
    };
    int parted = 0, both_there = 0;
    while (world.now() < 100) {
        const auto before = world.state().residents;
        world.week();
        for (ResidentId id = 0; id < 1000; ++id) {
            if (tied[id] == no_resident) {
                continue;
            }
            const auto& other = before[tied[id]];
            const bool together = here(world, before[id]) == here(world, other);
            REQUIRE(level(world.state().residents[id], "pair.cold") == (together ? level(other, "cold") : 0));
            parted += together ? 0 : 1;
            both_there += together && !here(world, other) ? 1 : 0;
        }
    }
    CHECK(parted > 1000);
    CHECK(both_there > 100);
}

TEST_CASE("residents who are moved away live elsewhere and are followed there", "[models][consequences]")
{
    const TinyModel tiny(always_in_need + calls + whereabouts() +
                             "[then.gone]\non = [\"crisis.call\"]\nchance = 0.3\ndeparts = true\n",
                         residents);
    auto world = tiny.world(1);
    world.week();
    const double called = 1.0 - std::exp(-call_rate);
    // one call or more, each with a chance of 0.3: thinned calls
    const double gone = 1.0 - std::exp(-0.3 * call_rate);
    CHECK(called > gone);
    CHECK(std::fabs(count(world, "population", 3) - residents * gone) < 4.0 * std::sqrt(residents * gone));
    CHECK(count(world, "whereabouts", 1) == count(world, "population", 3));
}

TEST_CASE("elsewhere is the same by events and in plain weeks", "[models][population]")
{
    expect_the_same_weeks(
        TinyModel(always_in_need + calls + leaving + whereabouts() +
                      "[circumstance.house]\nstates = [\"jail\", \"home\"]\ndefault = \"home\"\naway = "
                      "[\"jail\"]\n[circumstance.house.move]\nhome.jail = " +
                      weekly(0.01) + "\njail.home = " + weekly(0.1) +
                      "\n[service.clinic]\nagency = \"council\"\nkind = \"response\"\nbeds = 20\n"
                      "treats = { thirst = 1 }\ncompletion = " +
                      weekly(0.1) + "\n[edge.community.clinic]\nkind = \"present\"\nrate = " + weekly(0.05) + "\n",
                  500));
}

TEST_CASE("an elsewhere state that is local, in custody or given twice is refused", "[models][population]")
{
    const auto with = [](const std::string& lines) {
        return "[circumstance.whereabouts]\nstates = [\"here\", \"there\"]\ndefault = \"here\"\n" + lines;
    };
    CHECK(mistakes_of(with("elsewhere = [\"there\"]\n")).empty());
    CHECK(mistakes_of(with("elsewhere = [\"here\"]\n")) == std::vector<std::string>{"E229"});
    CHECK(mistakes_of(with("elsewhere = [\"there\"]\naway = [\"there\"]\n")) == std::vector<std::string>{"E229"});
    CHECK(mistakes_of(with("elsewhere = [\"nowhere\"]\n")) == std::vector<std::string>{"E203"});
    CHECK(mistakes_of(with("elsewhere = [\"there\"]\n") +
                      "[circumstance.z]\nstates = [\"a\", \"b\"]\ndefault = \"a\"\nelsewhere = [\"b\"]\n") ==
          std::vector<std::string>{"E229"});
}
