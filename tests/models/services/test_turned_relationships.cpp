#include "tests/support/plain_weeks.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace meam;
using namespace meam::tests;

namespace {

/// A need that only a relationship eases, and relationships that grow slowly, so that their bands lie far apart, but
/// are thrown back by `setback`: from there they reach a band sooner than was looked ahead for.
std::string slow_relationships(const std::string& capacity_and_setback)
{
    return R"(
[need.a.start]
emerging = 0.9
[need.a.onset]
rate = { value = 0.05, unit = "1/week" }
[need.a.easing]
rate = { value = 0.002, unit = "1/week" }
[service.clinic]
agency = "nhs"
kind = "response"
treats = { a = 40 }
works_without_relationship = 0
completion = { value = 0.2, unit = "1/year" }
relationship = { growth = 0.03, decay = 0.6, carry = 0.3 }
)" + capacity_and_setback +
           R"(
[edge.community.clinic]
kind = "present"
rate = { value = 0.5, unit = "1/week" }
needs = { a = 1 }
)";
}

} // namespace

TEST_CASE("a relationship thrown back by missed weeks is seen in its next band in time", "[models][services]")
{
    expect_the_same_weeks(
        TinyModel(slow_relationships("unlimited = true\nmissed = { value = 0.05, unit = \"1/week\" }"), 1000));
}

TEST_CASE("a relationship that a new worker begins again is seen in its next band in time", "[models][services]")
{
    expect_the_same_weeks(TinyModel(slow_relationships("workers = { value = 20, unit = \"worker\" }\ncaseload = 50\n"
                                                       "turnover = { value = 0.05, unit = \"1/week\" }"),
                                    1000));
}
