#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

using namespace meam;
using namespace meam::tests;

namespace {

std::string treating_nobody(const std::string& name, const std::string& agency, const std::string& kind)
{
    return "[service." + name + "]\nagency = \"" + agency + "\"\nkind = \"" + kind +
           "\"\nunlimited = true\ntreats = { thirst = 0 }\ncompletion = { value = 1, unit = \"1/year\" }\n";
}

/// Everybody thirsts and collapses about once in four weeks; A&E answers, and may inform the surgery.
std::string collapses(const std::string& recorded, const std::string& open)
{
    return always_in_need + R"(
[crisis.collapse]
agency = "nhs_acute"
service = "ae"
disclosed = 1
recorded = )" +
           recorded + R"(
acted_on = 1
[crisis.collapse.rate]
by_need.thirst = { value = [0, 0.25, 0.25, 0.25], unit = "1/week" }
)" + treating_nobody("ae", "nhs_acute", "crisis") +
           treating_nobody("surgery", "nhs_primary", "universal") +
           R"([edge.community.surgery]
kind = "present"
rate = { value = 0.001, unit = "1/year" }
[edge.ae.surgery]
kind = "share"
open = )" + open +
           "\n";
}

/// How many residents an agency knows to thirst after half a year, of 200.
long knows(const std::string& tables, const std::string& agency)
{
    const TinyModel tiny(tables, 200);
    const auto& agencies = tiny.model().agencies;
    const auto at = static_cast<std::size_t>(std::find(agencies.begin(), agencies.end(), agency) - agencies.begin());
    const auto world = tiny.simulated(26);
    const auto& residents = world.state().residents;
    const int thirst = tiny.need("thirst");
    return std::count_if(residents.begin(), residents.end(),
                         [&](const Resident& r) { return (r.known[at] >> thirst & 1U) != 0; });
}

} // namespace

TEST_CASE("a recorded crisis informs the responding agency, which shares it along open edges", "[models][crises]")
{
    const auto informed = collapses("1", "true");
    // nobody collapses in 26 weeks with chance exp(-6.5) = 0.0015
    CHECK(knows(informed, "nhs_acute") >= 197);
    CHECK(knows(informed, "nhs_primary") == knows(informed, "nhs_acute"));
}

TEST_CASE("a closed edge shares no information, and unrecorded needs are not shared", "[models][crises]")
{
    CHECK(knows(collapses("1", "false"), "nhs_acute") >= 197);
    CHECK(knows(collapses("1", "false"), "nhs_primary") == 0);
    CHECK(knows(collapses("0", "true"), "nhs_acute") == 0);
    CHECK(knows(collapses("0", "true"), "nhs_primary") == 0);
}
