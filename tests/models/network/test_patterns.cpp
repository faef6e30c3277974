// Of whom the graph is asked: what a pattern gives beside needs decides which doors are theirs.

#include "models/network/report.hpp"
#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

using namespace meam;
using namespace meam::tests;

namespace {

/// A clinic for women who sleep out; nearly everybody is a man and lives in.
const char* const clinic = R"(
[need.cold]
start = { emerging = 0.1 }
[need.cold.onset]
rate = { value = 1, unit = "1/year" }
[circumstance.home]
states = ["in", "out"]
default = "in"
[need.roofless]
reads = { circumstance = "home", out = 2 }
[service.clinic]
agency = "nhs"
kind = "response"
beds = 1000
treats = { cold = 1 }
whom = { sex = ["female"] }
completion = { value = 0.1, unit = "1/week" }
[edge.community.clinic]
kind = "present"
rate = { value = 0.1, unit = "1/week" }
[circumstance.work]
states = ["none", "job"]
default = "none"
[service.canteen]
agency = "vcse"
kind = "preventative"
beds = 1000
treats = { cold = 0.5 }
eligible = { work = ["job"] }
completion = { value = 0.1, unit = "1/week" }
[edge.community.canteen]
kind = "present"
rate = { value = 0.1, unit = "1/week" }
[place.town]
residents = 1000
sex = { female = 0.4, male = 0.6 }
age = { a35_49 = 1 }
deprivation = { q3 = 1 }
aces = { none = 1 }
)";

double helped(const TinyModel& tiny, const std::string& pattern)
{
    graph::Question question;
    question.patterns = {graph::pattern_named(tiny.model(), pattern)};
    return graph::report_on(tiny.model(), tiny.baseline(), 0, {1, 0}, question).patterns.front().usual.helped;
}

} // namespace

TEST_CASE("a pattern may give attributes and circumstances, by name or in a file", "[models][graph]")
{
    const TinyModel tiny(std::string(clinic) + "[pattern.women]\nneeds = { cold = 1 }\nas = { sex = \"female\" }\n"
                                               "[pattern.anybody]\nneeds = { cold = 1 }\n");
    CHECK(helped(tiny, "cold=1") == 0.0); // the commonest are men
    CHECK(helped(tiny, "cold=1,sex=female") == 1.0);
    CHECK(helped(tiny, "cold=1,work=job") == 1.0);
    const auto named = graph::pattern_named(tiny.model(), "sex=female,cold=1");
    CHECK(named.name == "cold_1+sex_female");
    const auto stated = graph::patterns_of(tiny.model(), tiny.baseline().numbers);
    REQUIRE(stated.size() == 2);
    CHECK(stated[0].as.empty());
    CHECK(stated[1].as == named.as);
}

TEST_CASE("a pattern cannot give what its needs deny, nor what is no attribute", "[models][graph]")
{
    const TinyModel tiny(clinic);
    CHECK(graph::pattern_named(tiny.model(), "cold=1,home=out").needs.empty());
    CHECK(graph::pattern_named(tiny.model(), "cold=1,roofless=2,home=out").needs.size() == 2);
    CHECK(graph::pattern_named(tiny.model(), "cold=1,sex=femal").needs.empty());
    CHECK(graph::pattern_named(tiny.model(), "cold=1,frailty=3").needs.empty());
    const auto with = [](const std::string& as) {
        return mistakes_of(std::string(clinic) + "[pattern.x]\nneeds = { cold = 1 }\nas = { " + as + " }\n");
    };
    using Codes = std::vector<std::string>;
    CHECK(with("home = \"in\"").empty());
    CHECK(with("home = \"out\"") == Codes{"E248"});
    CHECK(with("home = \"ot\"") == Codes{"E201"});
    CHECK(with("treatment.cold = \"on\"") == Codes{"E202"});
}
