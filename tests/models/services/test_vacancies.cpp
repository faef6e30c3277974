// Posts that stand empty after a worker left. A worker leaves when the services answer, before anybody is admitted:
// with chance q in a week, then the post is vacant in that week and the next v - 1; in the week it is filled again the
// newcomer may leave too.

#include "models/services/capacity.hpp"
#include "tests/support/plain_weeks.hpp"
#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <string>

using namespace meam;
using namespace meam::tests;

namespace {

/// Always more residents than places, who ask in every week in which they are free.
std::string agency(int workers, int caseload, double leaves, const std::string& vacancy, double completion)
{
    return always_in_need + "[service.agency]\nagency = \"council\"\nkind = \"response\"\ntreats = { thirst = 0 }\n" +
           "workers = { value = " + std::to_string(workers) + ", unit = \"worker\" }\n" +
           "caseload = " + std::to_string(caseload) + "\nturnover = " + weekly(leaves) + "\n" + vacancy +
           "completion = " + weekly(completion) +
           "\n[edge.community.agency]\nkind = \"present\"\nrate = " + weekly(40) + "\n";
}

constexpr double certain_in_a_week = 40.0;

} // namespace

TEST_CASE("vacant posts provide no capacity", "[models][services]")
{
    // 2,000 posts of one case, each over in a week: who is inside is what posts are filled. q = 0.1, v = 4.
    // week 0: 1,800; 1: 1,620; 2: 1,458; 3: 1,312.2; 4: those of week 0 are back: 0.9 (1,312.2 + 200) = 1,360.98
    const std::array<double, 5> expected{1800, 1620, 1458, 1312.2, 1360.98};
    const TinyModel tiny(agency(2000, 1, -std::log(0.9), "vacancy = \"4 weeks\"\n", certain_in_a_week), 5000);
    auto world = tiny.world(5);
    for (const double filled : expected) {
        world.week();
        CHECK(std::abs(tiny.inside(world, "agency") - filled) < 4.5 * std::sqrt(filled * (1 - filled / 2000)));
        CHECK(world.audit().empty());
    }
}

TEST_CASE("in the long run posts are filled as their turnover and vacancy say", "[models][services]")
{
    // (1 - q) / (1 - q + q v): 0.9 / 1.3. The mean of 100 weeks of 2,000 posts whose autocorrelation decays in a few
    // weeks: sd about 0.003
    const TinyModel tiny(agency(2000, 1, -std::log(0.9), "vacancy = \"4 weeks\"\n", certain_in_a_week), 5000);
    double filled = 0.0;
    tiny.simulated(
        150, [&](const World& world) { filled += world.now() > 50 ? tiny.inside(world, "agency") / 2000.0 : 0.0; });
    CHECK(filled / 100 == Approx(0.9 / 1.3).margin(0.0135));
    CHECK(filled_share(tiny.model().services[0], tiny.rules()) == Approx(0.9 / 1.3).epsilon(1e-12));
    const TinyModel half(agency(2, 1, -std::log(0.75), "vacancy = \"3 weeks\"\n", 0.1));
    CHECK(filled_share(half.model().services[0], half.rules()) == Approx(0.5).epsilon(1e-12));
    const TinyModel none(agency(2, 1, 0.5, "", 0.1));
    CHECK(filled_share(none.model().services[0], none.rules()) == 1.0);
}

TEST_CASE("cases of a vacant post are covered: nobody is sent away", "[models][services]")
{
    const TinyModel tiny(agency(5, 4, 1.0, "vacancy = \"6 weeks\"\n", 0.0), 100);
    int left = 0, most = 0;
    tiny.simulated(40, [&](const World& world) {
        CHECK(tiny.inside(world, "agency") >= most);
        most = tiny.inside(world, "agency");
        left += tiny.events(world, "agency", Event::worker_left);
    });
    CHECK(most > 0);
    CHECK(most <= 20);
    CHECK(left > most); // each has lost a worker, most of them more than once
}

TEST_CASE("the part of a worker that a service has beyond whole ones is a post too", "[models][services]")
{
    TinyModel tiny(always_in_need + R"(
[service.agency]
agency = "council"
kind = "response"
treats = { thirst = 0 }
workers = { value = 2.5, unit = "worker" }
caseload = 10
completion = { value = 1, unit = "1/year" }
turnover = { value = 1, unit = "1/year" }
vacancy = "8 weeks"
[edge.community.agency]
kind = "present"
rate = { value = 1, unit = "1/year" }
)");
    const auto& service = tiny.model().services[0];
    Desk desk;
    CHECK(places(service, tiny.rules(), desk, 10) == 25);
    desk.vacant_until = {12, 0, 0};
    CHECK(places(service, tiny.rules(), desk, 11) == 15);
    CHECK(places(service, tiny.rules(), desk, 12) == 25);
    desk.vacant_until = {0, 0, 12};
    CHECK(places(service, tiny.rules(), desk, 11) == 20);
    desk.vacant_until = {12, 12, 12, 12}; // the last of a post that is no more
    CHECK(places(service, tiny.rules(), desk, 11) == 0);
}

TEST_CASE("a vacancy of no weeks changes nothing, and posts are the same by events and week by week",
          "[models][services]")
{
    const TinyModel with(agency(7, 5, 0.05, "vacancy = \"0 weeks\"\n", 0.05), 200);
    const TinyModel without(agency(7, 5, 0.05, "", 0.05), 200);
    auto one = with.world(60), other = without.world(60);
    while (one.now() < 60) {
        one.week();
        other.week();
        REQUIRE(one.row() == other.row());
    }
    expect_the_same_weeks(TinyModel(agency(7, 5, 0.05, "vacancy = \"9 weeks\"\n", 0.05), 200));
}
