// What a file declares of the start is what a place begins with, however unequal its residents are.

#include "models/population/marginal_rates.hpp"
#include "models/population/solve_share.hpp"
#include "tests/support/residents.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

constexpr int residents = 40000;

/// Frailty, deprivation and adverse experiences that make some residents many times likelier than others.
const std::string unequal = R"(
[place.town]
residents = 40000
frailty_sigma = 1.0
sex = { female = 0.5, male = 0.5 }
age = { a18_24 = 0.2, a35_49 = 0.8 }
deprivation = { q1 = 0.4, q5 = 0.6 }
aces = { none = 0.7, four_plus = 0.3 }
)";

std::string ill(const std::string& start, const std::string& ratios = "")
{
    return "[need.ill]\nstart = { " + start + " }\n[need.ill.onset]\nfrailty = 0.8\nrate = " + weekly(0.001) +
           "\nratio.sex = { female = 0.5 }\nratio.deprivation = { q1 = 3.0 }\nratio.aces = { four_plus = 4.0 }\n" +
           ratios;
}

const std::string groups = R"(
[circumstance.group]
states = ["other", "mothers"]
default = "other"
[circumstance.group.start_exactly.mothers]
residents = 8000
whom = { sex = ["female"] }
)";

} // namespace

TEST_CASE("the solved scale gives the declared share, by hand", "[models][population]")
{
    // half at 0.5 and half at 1.5 times the mean; 0.8 would be 0.4 and 1.2: the second half is certain (0.5 of the
    // share), the first has 0.3 / 0.5 = 0.6, which is 1.5 times 0.8 * 0.5
    const std::vector<ChanceClass> halves{{0.5, 0.5}, {1.5, 0.5}};
    CHECK(solve_share(halves, 0.8).scale == Approx(1.5));
    CHECK(solve_share(halves, 0.6).scale == 1.0); // 0.3 and 0.9: nobody is certain
    CHECK(solve_share(halves, 0.8).reachable == 1.0);
    // a quarter cannot have it: at most three quarters, and then all of them
    const std::vector<ChanceClass> some{{0.0, 0.25}, {4.0 / 3.0, 0.75}};
    CHECK(solve_share(some, 0.75).reachable == 0.75);
    const double everybody = solve_share(some, 0.9).scale * 0.9 * 4.0 / 3.0;
    CHECK(everybody >= 1.0 - 1e-12);
    CHECK(solve_share({}, 0.5).scale == 1.0);
}

TEST_CASE("needs start with the shares that are declared, from one in a hundred to nearly all", "[models][population]")
{
    struct Shares {
        double emerging, established, acute;
    };
    for (const auto& declared :
         {Shares{0.01, 0, 0}, {0.2, 0.1, 0}, {0.5, 0.2, 0.1}, {0.0, 0.0, 0.95}, {0.3, 0.3, 0.4}}) {
        const TinyModel tiny(ill("emerging = " + std::to_string(declared.emerging) + ", established = " +
                                 std::to_string(declared.established) + ", acute = " + std::to_string(declared.acute)) +
                                 unequal,
                             residents);
        const auto world = tiny.world(1);
        const double expected[] = {1.0 - declared.emerging - declared.established - declared.acute, declared.emerging,
                                   declared.established, declared.acute};
        for (int level = 0; level < 4; ++level) {
            const int seen =
                count(world, [&](const Resident& r) { return tests::level(tiny.model(), r, "ill") == level; });
            INFO("level " << level << ", declared " << expected[level]);
            if (expected[level] < 1e-9 || expected[level] > 1.0 - 1e-9) {
                CHECK(seen == static_cast<int>(expected[level] * residents + 0.5));
            } else {
                CHECK(deviations(seen, expected[level], residents) < 4.0);
            }
        }
    }
}

TEST_CASE("what is declared of a need before the start is what residents had", "[models][population]")
{
    const auto had = [](const std::string& start) {
        const TinyModel tiny(ill(start) + unequal, residents);
        const auto world = tiny.world(1);
        return count(world, [&](const Resident& r) { return tests::level(tiny.model(), r, "ever.ill") == 1; });
    };
    CHECK(deviations(had("ever = 0.6"), 0.6, residents) < 4.0);
    CHECK(deviations(had("ever = 0.05"), 0.05, residents) < 4.0);
    // with a ratio of women's odds: of men, at whom it is 1
    const TinyModel tiny(ill("ever = 0.4, ever_ratio = { sex = { female = 3 } }") + unequal, residents);
    const auto world = tiny.world(1);
    const auto men = [&](int ever) {
        return count(world, [&](const Resident& r) {
            return tests::level(tiny.model(), r, "sex") == 1 && tests::level(tiny.model(), r, "ever.ill") >= ever;
        });
    };
    CHECK(deviations(men(1), 0.4, men(0)) < 4.0);
}

TEST_CASE("a need starts with its declared share among residents of no group, for any members of the groups",
          "[models][population]")
{
    // 8,000 women are in a group of its own shares: the rest are mostly men, who are twice as likely as women
    const TinyModel tiny(ill("emerging = 0.3") + "[need.ill.start_by.group.mothers]\nacute = 0.9\n" + groups + unequal,
                         residents);
    const auto world = tiny.world(1);
    const auto with = [&](int group, int least) {
        return count(world, [&](const Resident& r) {
            return tests::level(tiny.model(), r, "group") == group && tests::level(tiny.model(), r, "ill") >= least;
        });
    };
    CHECK(deviations(with(0, 1), 0.3, residents - 8000) < 4.0);
    CHECK(deviations(with(1, 3), 0.9, 8000) < 4.0);
}

TEST_CASE("a start that cannot be as declared is refused", "[models][population]")
{
    using Codes = std::vector<std::string>;
    // nobody under 25 can have it: a fifth of the residents
    const auto old = [](const std::string& start) { return ill(start, "ratio.age = { a18_24 = 0 }\n") + unequal; };
    CHECK(mistakes_of(old("emerging = 0.79")).empty());
    CHECK(mistakes_of(old("emerging = 0.8")).empty());
    CHECK(mistakes_of(old("emerging = 0.6, acute = 0.21")) == Codes{"E260"});
    CHECK(mistakes_of(old("ever = 0.81")) == Codes{"E260"});
}

TEST_CASE("a population's rate is shown by residents also where some are held under a limit", "[models][rules]")
{
    const auto bang = [](const std::string& says) {
        return always_in_need +
               "[crisis.bang]\nagency = \"police\"\n[crisis.bang.rate]\nfrailty = 1\nmarginal = true\n" +
               "ratio.sex = { female = 0.25 }\nratio.deprivation = { q1 = 3.0 }\n" + says + unequal;
    };
    const auto mean_rate = [&](const std::string& says) {
        const TinyModel tiny(bang(says), residents);
        const auto world = tiny.world(1);
        double sum = 0.0;
        for (const auto& r : world.state().residents) {
            sum += tiny.rules().per_week(tiny.model().crises.at(0).rate, r.covariates);
        }
        return sum / residents;
    };
    // a standard error of less than 0.005 of each mean
    CHECK(mean_rate("rate = " + weekly(0.3) + "\nmost = 0.4\n") == Approx(0.3).epsilon(0.02));
    CHECK(mean_rate("rate = " + weekly(0.02) + "\n") == Approx(0.02).epsilon(0.02));
    using Codes = std::vector<std::string>;
    CHECK(mistakes_of(bang("rate = " + weekly(0.6) + "\nmost = 0.4\n")) == Codes{"E261"}); // -ln 0.6 = 0.51
}

TEST_CASE("a population's rate counts residents who have a need now among those who ever had it", "[models][rules]")
{
    // established 0.3, had before 0.2 of all, apart from that: ever 0.3 + 0.7 * 0.2 = 0.44
    const TinyModel tiny("[need.cold]\nstart = { established = 0.3, ever = 0.2 }\n[need.cold.onset]\nrate = " +
                         weekly(0.001) + "\n[crisis.call]\nagency = \"police\"\n[crisis.call.rate]\nmarginal = true\n" +
                         "rate = " + weekly(0.5) + "\nratio.\"ever.cold\" = [1, 4]\n");
    CHECK(tiny.rules().per_week(tiny.model().crises.at(0).rate, Covariates{}) == Approx(0.5 / (1.0 + 3.0 * 0.44)));
}

TEST_CASE("a population's rate counts the residents who are tied, not all", "[models][rules]")
{
    // 0.6 of the women of 35 to 49 with as many men of that age, half of all each and 0.8 of them of that age: tied
    // 0.48; what they see starts in 0.1
    const TinyModel tiny(always_in_need + R"(
[circumstance.anger]
states = ["no", "yes"]
default = "no"
start = { yes = 0.1 }
[tie.couple]
share = 0.6
first = { sex = ["female"], age = ["a35_49"] }
second = { sex = ["male"], age = ["a35_49"] }
sees = ["anger"]
[crisis.call]
agency = "police"
[crisis.call.rate]
marginal = true
)" + "rate = " + weekly(0.5) +
                             "\nratio.\"couple.anger\" = { yes = 11 }\n" + unequal,
                         residents);
    CHECK(tiny.rules().per_week(tiny.model().crises.at(0).rate, Covariates{}) == Approx(0.5 / (1.0 + 10.0 * 0.048)));
}
