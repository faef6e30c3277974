// So many residents in a state when the place begins, and what a group starts with together.

#include "models/population/marginal_rates.hpp"
#include "tests/support/plain_weeks.hpp"
#include "tests/support/residents.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <string>

using namespace meam;
using namespace meam::tests;

namespace {

constexpr int residents = 20000;

/// 300 women have lost children, 50 men and women sleep rough; the needs of the first are their own.
const std::string groups = R"(
[circumstance.group]
states = ["other", "mothers", "street"]
default = "other"
[circumstance.group.start_exactly.mothers]
residents = 300
whom = { sex = ["female"] }
[circumstance.group.start_exactly.street]
residents = 50
[need.drink]
[need.drink.onset]
rate = { value = 0, unit = "1/year" }
frailty = 1
[need.drink.start]
emerging = 0.05
acute = 0.05
[need.drink.start_by.group.mothers]
established = 0.4
acute = 0.6
)";
const std::string frail = "[place.town]\nresidents = 20000\nfrailty_sigma = 1.0\nsex = { female = 0.5, male = 0.5 }\n"
                          "age = { a35_49 = 1 }\ndeprivation = { q3 = 1 }\naces = { none = 1 }\n";

std::set<ResidentId> in_group(const TinyModel& tiny, const World& world, int state)
{
    std::set<ResidentId> found;
    for (ResidentId id = 0; id < world.state().residents.size(); ++id) {
        if (level(tiny.model(), world.state().residents[id], "group") == state) {
            found.insert(id);
        }
    }
    return found;
}

} // namespace

TEST_CASE("so many residents start in a state, drawn by lot among those meant", "[models][population]")
{
    const TinyModel tiny(always_in_need + groups + frail, residents);
    const auto world = tiny.world(1);
    const auto mothers = in_group(tiny, world, 1), street = in_group(tiny, world, 2);
    CHECK(mothers.size() == 300);
    CHECK(street.size() == 50);
    int men = 0;
    for (const auto id : mothers) {
        CHECK(level(tiny.model(), world.state().residents[id], "sex") == 0);
    }
    for (const auto id : street) {
        men += level(tiny.model(), world.state().residents[id], "sex");
    }
    CHECK(deviations(men, 0.5, 50) < 4.0);
    const auto other = tiny.world(1, 1);
    CHECK(in_group(tiny, other, 1).size() == 300);
    CHECK(in_group(tiny, other, 1) != mothers);
}

TEST_CASE("a group larger than the residents who may be in it is refused, and nobody is in two", "[models][population]")
{
    const auto sizes = [](const std::string& women, const std::string& any) {
        auto text = always_in_need + groups;
        text.replace(text.find("residents = 300"), 15, "residents = " + women);
        text.replace(text.find("residents = 50"), 14, "residents = " + any);
        return text + frail;
    };
    // 20,000 residents, 10,000 women expected: those who are left are 10,000 men and the other women
    CHECK(mistakes_of(sizes("10001", "50")) == std::vector<std::string>{"E260"});
    CHECK(mistakes_of(sizes("9000", "11001")) == std::vector<std::string>{"E260"});
    const TinyModel all(sizes("9000", "11000"), residents);
    const auto world = all.world(1);
    CHECK(in_group(all, world, 1).size() == 9000);
    CHECK(in_group(all, world, 2).size() == 11000);
}

TEST_CASE("groups start with their own shares exactly; others with those of all residents", "[models][population]")
{
    const TinyModel tiny(always_in_need + groups + frail, residents);
    const auto world = tiny.world(1);
    const auto with = [&](int group, int severity) {
        return count(world, [&](const Resident& r) {
            return level(tiny.model(), r, "group") == group && level(tiny.model(), r, "drink") == severity;
        });
    };
    CHECK(with(1, 0) == 0);
    CHECK(with(1, 1) == 0);
    CHECK(deviations(with(1, 3), 0.6, 300) < 4.0);
    // frailty makes who drinks, not how many
    CHECK(deviations(with(0, 1), 0.05, residents - 350) < 5.0);
    CHECK(deviations(with(0, 3), 0.05, residents - 350) < 5.0);
    CHECK(with(0, 2) == 0);
}

TEST_CASE("a population's rate counts on groups, and on what they start with", "[models][population][rules]")
{
    const auto call = [](const std::string& ratio) {
        return "[crisis.call]\nagency = \"police\"\n[crisis.call.rate]\nmarginal = true\nrate = " + weekly(1.0) +
               "\nratio." + ratio + "\n";
    };
    const TinyModel by_group(always_in_need + groups + frail + call("group = { mothers = 11 }"), residents);
    // 300 of 20,000 at 11 times the others' rate
    CHECK(by_group.rules().per_week(by_group.model().crises.at(0).rate, Covariates{}) ==
          Approx(1.0 / (1.0 + 10.0 * 0.015)));
    auto some = groups;
    some.replace(some.find("default = \"other\"\n"), 18, "default = \"other\"\nstart = { mothers = 0.1 }\n");
    const TinyModel beside(always_in_need + some + frail + call("group = { mothers = 11 }"), residents);
    // and a tenth of the 19,650 who are in no group
    CHECK(beside.rules().per_week(beside.model().crises.at(0).rate, Covariates{}) ==
          Approx(1.0 / (1.0 + 10.0 * (0.015 + 0.1 * 0.9825))));
    const TinyModel by_need(always_in_need + groups + frail + call("drink = [1, 1, 1, 5]"), residents);
    // acute: 0.05 of 0.985, 0.6 of 0.015
    CHECK(by_need.rules().per_week(by_need.model().crises.at(0).rate, Covariates{}) ==
          Approx(1.0 / (1.0 + 4.0 * (0.05 * 0.985 + 0.6 * 0.015))));
}

TEST_CASE("groups are the same by events and week by week", "[models][population]")
{
    expect_the_same_weeks(TinyModel(always_in_need + groups + frail, residents));
}

TEST_CASE("exact start groups that depend on undrawn circumstances are refused", "[models][population]")
{
    auto lot = always_in_need + groups;
    lot.replace(lot.find("sex = [\"female\"]"), 16, "need = { drink = 1 }");
    CHECK(mistakes_of(lot) == std::vector<std::string>{"E228"});
    auto start = always_in_need + groups;
    start.replace(start.find("start_by.group.mothers"), 22, "start_by.thirst.1");
    CHECK(mistakes_of(start) == std::vector<std::string>{"E228"});
    auto counted = always_in_need + groups + frail + "needs_at_start = [0.9, 0.1]\n";
    counted.replace(counted.find("[need.drink]\n"), 13, "[need.drink]\nmeam = true\n");
    counted.erase(counted.find("[need.drink.start]"),
                  std::string("[need.drink.start]\nemerging = 0.05\nacute = 0.05\n").size());
    CHECK(mistakes_of(counted) == std::vector<std::string>{"E219"}); // the place, or the group: not both
}
