// A resident without events, whom time alone carries from one band of treatment to another, must not miss what follows:
// stepping by events is held to the plain weeks.

#include "tests/support/plain_weeks.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace meam;
using namespace meam::tests;

namespace {

/// Short episodes, after which hazards fall and rise from band to band.
const std::string bands = R"(
[need.a.start]
emerging = 0.9
[need.a.onset]
rate = { value = 0.02, unit = "1/week" }
[need.a.onset.ratio]
"treatment.a" = { first_2w = 0.1, on = 4, off_2w = 3, off_4w = 0.2, off_8w = 2, off_13w = 0.3, off_26w = 5, off_52w = 1, off_104w = 8 }
[need.a.escalation]
rate = { value = 0.01, unit = "1/week" }
[need.a.escalation.ratio]
"treatment.a" = { off_2w = 3, off_4w = 2.5, off_8w = 2, off_13w = 1.5, off_26w = 1 }
[need.a.easing]
rate = { value = 0.05, unit = "1/week" }
[edge.community.clinic]
kind = "present"
rate = { value = 0.1, unit = "1/week" }
needs = { a = 1 }
[service.clinic]
agency = "nhs"
kind = "response"
treats = { a = 2 }
completion = { value = 0.2, unit = "1/week" }
)";

} // namespace

TEST_CASE("hazards that rise in a later band after treatment are met there", "[models][needs]")
{
    expect_the_same_weeks(TinyModel(bands + "unlimited = true\n", 2000));
}

TEST_CASE("a time band that lowered a hazard is re-evaluated when a policy lets it raise the hazard", "[models][needs]")
{
    expect_the_same_weeks(TinyModel(bands + R"(unlimited = true
[[policy.p.change]]
channel = "prevention"
scale = 'need.a.escalation.ratio."treatment.a".off_26w'
amount = 30
start = "week 40"
[scenario.other]
policies = ["p"]
)",
                                    2000),
                          "other", 60);
}

TEST_CASE("a service that decides by time since treatment uses the current week", "[models][needs]")
{
    expect_the_same_weeks(TinyModel(bands + R"(assessments = { value = 20, unit = "1/week" }
beds = 200
[service.clinic.not_prioritised]
chance = 0.1
ratio."treatment.a" = { off_2w = 3, off_4w = 2, off_8w = 1, off_13w = 0.5, off_26w = 0.1, off_52w = 0.05, off_104w = 0.01 }
[service.clinic.parked]
chance = 0.3
ratio."treatment.a" = { never = 0.1, off_26w = 0.1 }
)",
                                    2000));
}

TEST_CASE("treatment that does harm is expected at its least", "[models][needs]")
{
    auto harmful = bands + "unlimited = true\nworks_without_relationship = 0\n"
                           "relationship = { growth = 0.1, decay = 0.6 }\n"
                           "missed = { value = 0.2, unit = \"1/week\" }\n";
    harmful.replace(harmful.find("treats = { a = 2 }"), 18, "treats = { a = -1 }");
    harmful.replace(harmful.find("value = 0.2, unit"), 17, "value = 0.02, unit");
    expect_the_same_weeks(TinyModel(harmful, 2000));
}
