// Doors and services for some: whom an edge, a service, outreach and a band mean, as it stands in each week.

#include "tests/support/plain_weeks.hpp"
#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

constexpr int residents = 200;

std::string open_to_all(const std::string& name, const std::string& service, const std::string& door)
{
    return "[service." + name + "]\nagency = \"council\"\nkind = \"response\"\nbeds = 1000\ntreats = { thirst = 0 }\n" +
           service + "drop_out = { value = 1e-9, unit = \"1/year\" }\n[edge.community." + name +
           "]\nkind = \"present\"\nrate = " + weekly(40) + "\n" + door;
}

/// How many of `name` are inside after each of so many weeks.
std::vector<int> inside(const std::string& tables, const std::string& name, Week weeks)
{
    const TinyModel tiny(tables, residents);
    std::vector<int> numbers;
    (void)tiny.simulated(weeks, [&](const World& world) { numbers.push_back(tiny.inside(world, name)); });
    return numbers;
}

int women(const std::string& tables)
{
    const TinyModel tiny(tables, residents);
    const auto world = tiny.simulated(1);
    int number = 0;
    for (const auto& r : world.state().residents) {
        number += r.covariates[static_cast<std::size_t>(tiny.model().attributes.sex)] == 0 ? 1 : 0;
    }
    return number;
}

} // namespace

TEST_CASE("an edge or service with `whom` is used only by those residents", "[models][services]")
{
    const std::string for_women = "whom = { sex = [\"female\"] }\n",
                      for_others = "whom = { not = { sex = [\"female\"] } }\n";
    const auto by_door = always_in_need + open_to_all("inn", "", for_women);
    const int number = women(by_door);
    REQUIRE(number > 50);
    CHECK(inside(by_door, "inn", 3) == std::vector<int>{number, number, number});
    CHECK(inside(always_in_need + open_to_all("inn", for_women, ""), "inn", 1).front() == number);
    CHECK(inside(always_in_need + open_to_all("inn", "", for_others), "inn", 1).front() == residents - number);
    CHECK(inside(always_in_need + open_to_all("inn", for_women, for_others), "inn", 1).front() == 0);
}

TEST_CASE("an edge for residents engaged with another service opens with the engagement", "[models][services]")
{
    const auto with = [](const std::string& door) {
        return inside(always_in_need + open_to_all("inn", "", "") + open_to_all("shed", "", door), "shed", 3);
    };
    CHECK(with("whom = { enrolled = \"inn\" }\n") == std::vector<int>{0, residents, residents}); // let in in week 0
    CHECK(with("whom = { at = \"inn\" }\n") == std::vector<int>{0, residents, residents});
    CHECK(with("whom = { not = { enrolled = \"inn\" } }\n").front() == residents); // nobody is yet
    // who waits is at a service, and is not enrolled
    const auto beside_a_queue = [](const std::string& door) {
        const auto full =
            "[service.full]\nagency = \"council\"\nkind = \"response\"\nbeds = 1\ntreats = { thirst = 0 }\n"
            "drop_out = { value = 1e-9, unit = \"1/year\" }\n[edge.community.full]\nkind = \"present\"\n"
            "rate = " +
            weekly(40) + "\n";
        return inside(always_in_need + full + open_to_all("shed", "", door), "shed", 3).back();
    };
    CHECK(beside_a_queue("whom = { enrolled = \"full\" }\n") == 1);
    CHECK(beside_a_queue("whom = { at = \"full\" }\n") == residents);
}

TEST_CASE("conditions of outreach, bands, edges and services use the current state of residents without a step",
          "[models][services]")
{
    const auto town = [](const std::string& inn, const std::string& door, const std::string& more) {
        return R"(
[need.cold]
meam = true
start = { emerging = 0.6 }
[need.cold.onset]
rate = { value = 1, unit = "1/year" }
[need.cold.easing]
rate = { value = 1, unit = "1/year" }
[service.clinic]
agency = "nhs"
kind = "response"
beds = 100
treats = { cold = 1 }
completion = { value = 6, unit = "1/year" }
[edge.community.clinic]
kind = "present"
rate = { value = 3, unit = "1/year" }
[service.inn]
agency = "council"
kind = "response"
beds = 60
treats = { cold = 0.1 }
completion = { value = 6, unit = "1/year" }
)" + inn + "[edge.community.inn]\nkind = \"present\"\nrate = { value = 2, unit = \"1/year\" }\n" +
               door + more;
    };
    const std::string lately = "whom = { treatment = { cold = [\"off_8w\", \"off_26w\"] } }\n";
    expect_the_same_weeks(TinyModel(
        town("", "", "[service.inn.outreach]\nby = \"random\"\ntop = 40\nevery = \"1 week\"\n" + lately), 600));
    expect_the_same_weeks(TinyModel(town("[[service.inn.first]]\n" + lately, "", ""), 600));
    expect_the_same_weeks(TinyModel(town("", lately, ""), 600));
    expect_the_same_weeks(TinyModel(town(lately, "", ""), 600));
}
