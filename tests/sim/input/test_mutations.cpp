#include "tests/sim/input/sample.hpp"

#include <catch2/catch.hpp>

#include <random>

#ifndef MEAM_MUTANTS
#define MEAM_MUTANTS 300 // more by hand, under sanitizers
#endif

using namespace meam;

namespace {

const std::string healthy = R"(name = "x"
question = "one"
about = """many
lines"""
horizon = "260 weeks"
trajectories = 'none'
[service.gp]
kind = "hub"
open = true
source = "CR5.2"
spread = 2
threshold = { value = 2, assumed = "why", low = 1, high = 3 }
delay = "3 weeks"
turnover = { value = 0.3, unit = "1/year" }
worker_cost = { value = 45_000.0, unit = "GBP/year" }
treats = { debt = 0.5, "cr\u00EDme" = 1e-3 }
by_need.debt = { value = [0, 0.3, 0.9, 3.0], unit = "1/year", assumed = "é", low = 0.5, high = 2.0 }
[[policy.x.change]]
scale = "service.mental_helth.threshold"
amount = 0.7
)";

/// A copy with a few bytes cut, repeated, exchanged or made of what breaks parsers. Mutants depend on `random` alone.
std::string mutated(std::string text, std::mt19937& random)
{
    static const std::vector<std::string> poison{"\"",
                                                 "'''",
                                                 "[",
                                                 "]",
                                                 "{",
                                                 "}",
                                                 "=",
                                                 ".",
                                                 "#",
                                                 "\n",
                                                 "\r",
                                                 "\t",
                                                 std::string(1, '\0'),
                                                 "\xFF",
                                                 "\xE2\x80",
                                                 "nan",
                                                 "-inf",
                                                 "1e999",
                                                 "99999999999999999999",
                                                 "value",
                                                 "\\u",
                                                 "unit",
                                                 "[[",
                                                 "\x1B"};
    const auto below = [&random](std::size_t n) { return n == 0 ? 0 : random() % n; };
    for (auto n = 1 + below(4); n > 0; --n) {
        const auto at = below(text.size());
        switch (below(4)) {
        case 0:
            text.erase(at, 1 + below(20));
            break;
        case 1:
            text.insert(at, poison[below(poison.size())]);
            break;
        case 2:
            text.insert(at, text.substr(below(text.size()), below(60)));
            break;
        default:
            text.resize(below(4) == 0 ? at : text.size());
        }
    }
    return text;
}

} // namespace

TEST_CASE("the healthy file of the mutants has one mistake", "[sim][input]")
{
    auto document = input::Document::from_text(healthy, "demo", {});
    tests::read_sample(document);
    CHECK(document.mistakes().count() == 1);
}

TEST_CASE("no mutant of a file does more than make mistakes, and what it resolves to is the same experiment",
          "[sim][input]")
{
    std::mt19937 random(20260102);
    for (int i = 0; i < MEAM_MUTANTS; ++i) {
        const auto text = mutated(healthy, random);
        const auto set = mutated("service.gp.by_need.debt.1=0.5", random);
        INFO(text);
        INFO(set);
        REQUIRE_NOTHROW(tests::complaint_of([&] {
            auto document = input::Document::from_text(text, "demo", {{}, {set}});
            tests::read_sample(document);
            auto again = input::Document::from_text(document.resolved(), "resolved", {});
            tests::read_sample(again);
            CHECK(again.digest() == document.digest());
            return document;
        }));
    }
}
