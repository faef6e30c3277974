// Residents who help out: each is a part of a worker for as long as a circumstance says so.

#include "tests/support/plain_weeks.hpp"
#include "tests/support/residents.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace meam;
using namespace meam::tests;

namespace {

/// Ten champions, each half a worker, beside one who is paid; cases last.
std::string peers(double leave, const std::string& more = "")
{
    return always_in_need +
           "[circumstance.champion]\nstates = [\"no\", \"yes\"]\ndefault = \"no\"\n"
           "[circumstance.champion.start_exactly.yes]\nresidents = 10\n"
           "[circumstance.champion.move.yes.no]\nrate = " +
           weekly(leave) + R"(
[service.peers]
agency = "vcse"
kind = "preventative"
workers = { value = 1, unit = "worker" }
caseload = 3
treats = { thirst = 0 }
volunteers = { circumstance = "champion", state = "yes", each = { value = 0.5, unit = "worker" } }
completion = { value = 0.01, unit = "1/year" }
[edge.community.peers]
kind = "present"
rate = { value = 40, unit = "1/week" }
)" + more;
}

} // namespace

TEST_CASE("each volunteer adds a part of a worker's caseload", "[models][services]")
{
    const TinyModel tiny(peers(0.0), 200);
    const auto world = tiny.simulated(3);
    CHECK(tiny.inside(world, "peers") == 18); // (1 + 10 x 0.5) x 3
    CHECK(world.audit().empty());
}

TEST_CASE("when volunteers stop nobody is sent away, and nobody new is taken", "[models][services]")
{
    const TinyModel tiny(peers(40.0), 200); // all of them stop in week 0, and were there when it began
    auto world = tiny.world(20);
    world.week();
    CHECK(tiny.inside(world, "peers") == 18);
    int admitted = 0;
    while (world.now() < 20) {
        world.week();
        admitted += tiny.events(world, "peers", Event::admitted);
    }
    CHECK(admitted == 0);
    CHECK(tiny.inside(world, "peers") >= 17);
}

TEST_CASE("treated residents may become volunteers", "[models][services]")
{
    // Everybody treated is done in a week and then a champion for good: places grow until nobody is left to take.
    auto text = peers(0.0, "stay = { at_least = \"1 week\", at_most = \"1 week\" }\n");
    const auto key = text.find("completion = ");
    text.erase(key, text.find('\n', key) + 1 - key);
    const auto end = text.find("stay = ");
    const auto stay = text.substr(end);
    text.erase(end);
    text.insert(text.find("volunteers = "), stay);
    text += "[then.champion]\non = [\"completed\"]\nat = [\"peers\"]\nchance = 1\n"
            "move = { circumstance = \"champion\", to = \"yes\" }\n";
    const TinyModel tiny(text, 500);
    auto world = tiny.world(3);
    world.week();
    CHECK(tiny.inside(world, "peers") == 18);
    world.week(); // the 18 are done; those who were champions when the week began make the places: 18 again
    const int champions = count(world, [&](const Resident& r) { return level(tiny.model(), r, "champion") == 1; });
    CHECK(champions > 10 + 10); // some of the 18 were champions before
    world.week();
    CHECK(tiny.inside(world, "peers") == static_cast<int>(3 * (1 + 0.5 * champions)));
}

TEST_CASE("volunteers have no turnover", "[models][services]")
{
    // The one paid worker leaves in every week; fifteen cases of volunteers do not notice.
    const TinyModel tiny(peers(0.0, ""), 200);
    auto text = peers(0.0);
    text.insert(text.find("volunteers = "), "turnover = " + weekly(40) + "\n");
    const TinyModel leaving(text, 200);
    auto world = leaving.simulated(2);
    world.week();
    CHECK(leaving.events(world, "peers", Event::worker_left) == 3);
}

TEST_CASE("volunteers are counted the same by events and week by week", "[models][services]")
{
    expect_the_same_weeks(TinyModel(peers(0.01), 300));
}

TEST_CASE("volunteers of a service without workers are refused", "[models][services]")
{
    auto text = peers(0.0);
    const auto workers = text.find("workers = {");
    text.replace(workers, text.find("treats", workers) - workers, "beds = 10\n");
    CHECK(mistakes_of(text) == std::vector<std::string>{"E225"});
}
