// What follows when an engagement ends: an edge leads on from the endings that it names.

#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

using namespace meam;
using namespace meam::tests;

namespace {

/// Everybody enters the first service in week 0, and is out of it, in the way its lines say, in week 1.
std::string two_services(const std::string& lines, const std::string& on)
{
    return always_in_need + "[service.first]\nagency = \"council\"\nkind = \"response\"\ntreats = { thirst = 0 }\n" +
           lines +
           "[service.next]\nagency = \"council\"\nkind = \"response\"\nbeds = 1000\ntreats = { thirst = 0 }\n"
           "drop_out = { value = 1e-9, unit = \"1/year\" }\n"
           "[edge.community.first]\nkind = \"present\"\nrate = " +
           weekly(40) + "\n[edge.first.next]\nkind = \"step_down\"\ndelay = \"0 weeks\"\n" + on;
}

const std::string beds = "beds = 1000\n", drops = beds + "drop_out = " + weekly(40) + "\n",
                  completes = beds + "completion = " + weekly(40) + "\n",
                  over = beds + "stay = { at_most = \"1 week\", ends = \"discharged\" }\n",
                  misses = beds + "missed_limit = 1\nmissed = " + weekly(40) +
                           "\ndrop_out = { value = 1e-9, unit = \"1/year\" }\n",
                  waits =
                      "beds = 1\nabandonment = " + weekly(40) + "\ndrop_out = { value = 1e-9, unit = \"1/year\" }\n";

int led_on(const std::string& lines, const std::string& on)
{
    const TinyModel tiny(two_services(lines, on), 50);
    return tiny.inside(tiny.simulated(2), "next");
}

} // namespace

TEST_CASE("an edge leads on from completion unless it says otherwise", "[models][services]")
{
    CHECK(led_on(completes, "") == 50);
    CHECK(led_on(drops, "") == 0);
    CHECK(led_on(over, "") == 0);
    CHECK(led_on(waits, "") == 0);
}

TEST_CASE("an edge leads on from the endings that it names, and from no others", "[models][services]")
{
    CHECK(led_on(drops, "on = [\"dropped_out\"]\n") == 50);
    CHECK(led_on(completes, "on = [\"dropped_out\"]\n") == 0);
    CHECK(led_on(over, "on = [\"discharged\"]\n") == 50);
    CHECK(led_on(misses, "on = [\"discharged\"]\n") == 50);
    CHECK(led_on(misses, "on = [\"abandoned\", \"completed\"]\n") == 0);
    CHECK(led_on(waits, "on = [\"abandoned\"]\n") == 49); // one got the bed
    CHECK(led_on(drops, "on = [\"completed\", \"dropped_out\", \"discharged\", \"abandoned\"]\n") == 50);
}

TEST_CASE("a wrong `on` of an edge is reported with its location", "[models][services]")
{
    const auto mistakes = [](const std::string& on) { return mistakes_of(two_services(completes, on)); };
    CHECK(mistakes("on = [\"droped_out\"]\n").front() == "E203");
    CHECK(mistakes("on = []\n").front() == "E117");
    CHECK(mistakes_of(two_services(completes, "") + "[edge.next.first]\nkind = \"refer\"\non = [\"completed\"]\n")
              .front() == "E230");
    const auto idle = [](const std::string& on) {
        const auto warnings = TinyModel(two_services(completes, on), 50).experiment().warnings;
        return std::ranges::any_of(warnings, [](const std::string& w) { return w.find("E249") != std::string::npos; });
    };
    CHECK(!idle(""));
    CHECK(idle("on = [\"discharged\"]\n")); // nobody is ever discharged
}
