#include "experiments/warm_up.hpp"
#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace meam;

namespace {

/// Two replicates that moved by 30 +- 10 from about 100.
const std::vector<YearPair> moved{{100, 120}, {100, 140}};

/// Weeks of the warm-up of a place whose queue grows for ever: one bed, and everybody asks for it.
Week weeks_with(const std::string& warm_up)
{
    const tests::TinyModel tiny("warm_up = { " + warm_up + " }\n" + tests::always_in_need +
                                    "[service.desk]\nagency = \"a\"\nkind = \"response\"\nbeds = 1\n"
                                    "treats = { thirst = 0 }\ncompletion = { value = 0.1, unit = \"1/year\" }\n"
                                    "[edge.community.desk]\nkind = \"present\"\n"
                                    "rate = { value = 0.005, unit = \"1/week\" }\n",
                                200);
    const DesignPoint point(tiny.experiment(), 0);
    std::vector<std::unique_ptr<World>> pilots;
    return find_warm_up(tiny.experiment(), tiny.layout(), point, pilots).weeks;
}

} // namespace

TEST_CASE("a warm-up lasts as the file says: until it is steady, at most so long, or exactly so long",
          "[experiments][warm-up]")
{
    CHECK(weeks_with("at_least = \"104 weeks\", at_most = \"110 weeks\"") == 110);
    CHECK(weeks_with("at_least = \"106 weeks\", at_most = \"106 weeks\"") == 106);
    CHECK(weeks_with("exactly = \"12 weeks\"") == 12);
}

TEST_CASE("a bound on the warm-up in a later file replaces an exact length", "[experiments][warm-up]")
{
    const auto set = [](const std::string& sets) {
        input::DocumentOptions options;
        options.sets = {sets};
        const auto text = tests::whole_experiment("warm_up = { exactly = \"12 weeks\" }\n", 10);
        return load_experiment(input::Document::from_text(text, "tiny", options));
    };
    CHECK_FALSE(set("warm_up.at_least=\"120 weeks\"").warm_up_exact);
    CHECK(set("warm_up.at_least=\"120 weeks\"").warm_up_at_least == 120);
    CHECK(set("seed=3").warm_up_at_least == 12);
}

TEST_CASE("the resolved experiment states what holds where a later file makes a key void", "[experiments]")
{
    const std::string stated = "warm_up = { exactly = \"12 weeks\" }\nreplicates = { at_least = 4, at_most = 4 }\n";
    for (const std::string later : {"replicates.at_most=2", "warm_up.at_least=\"120 weeks\"", "seed=3"}) {
        INFO(later);
        input::DocumentOptions options;
        options.sets = {later};
        const auto first =
            load_experiment(input::Document::from_text(tests::whole_experiment(stated, 10), "tiny", options));
        const auto again = load_experiment(input::Document::from_text(first.resolved, "the resolved experiment", {}));
        CHECK(again.digest == first.digest);
        CHECK(again.warm_up_exact == first.warm_up_exact);
        CHECK(again.warm_up_at_least == first.warm_up_at_least);
        CHECK(again.replicates_at_most == first.replicates_at_most);
        CHECK(again.replicates_at_least == first.replicates_at_least);
    }
}

TEST_CASE("a series moves when it moved by a resident, by a twentieth, and by more than chance",
          "[experiments][warm-up]")
{
    // mean 30; deviations -10 and 10: variance (100 + 100) / 2 / (2 - 1), standard error 10
    CHECK(moves(moved, 2.9));
    CHECK_FALSE(moves(moved, 3.1));
}

TEST_CASE("a series that moves by less than a resident stands still, however surely", "[experiments][warm-up]")
{
    CHECK(moves(std::vector<YearPair>{{5, 6.0}, {5, 6.0}, {5, 6.0}}, 2.0));
    CHECK_FALSE(moves(std::vector<YearPair>{{5, 5.9}, {5, 5.9}, {5, 5.9}}, 2.0));
}

TEST_CASE("a series that moves by less than a twentieth stands still, however surely", "[experiments][warm-up]")
{
    CHECK(moves(std::vector<YearPair>{{950, 1001}, {950, 1001}}, 2.0));       // 5.1 % of 1,001
    CHECK_FALSE(moves(std::vector<YearPair>{{960, 1001}, {960, 1001}}, 2.0)); // 4.1 %
    CHECK(moves(std::vector<YearPair>{{1001, 950}, {1001, 950}}, 2.0));       // down as well as up
}

TEST_CASE("the limit for many series together is that of Student's t in tables", "[experiments][warm-up]")
{
    // two-sided 5 %: t(15) = 2.131; for ten series 0.25 % a side: t(15) = 3.286; t(7) = 2.365
    CHECK(moving_limit(16, 1) == Approx(2.131).margin(0.001));
    CHECK(moving_limit(16, 10) == Approx(3.286).margin(0.001));
    CHECK(moving_limit(8, 1) == Approx(2.365).margin(0.001));
}
