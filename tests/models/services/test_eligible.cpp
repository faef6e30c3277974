// Who may ask at a service: states of one circumstance, or of several at once.

#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <cstdlib>
#include <string>

using namespace meam;
using namespace meam::tests;

namespace {

constexpr int residents = 4000;

/// Half have no home and, apart from that, a fifth are banned; everybody tries the hostel's door.
std::string hostel(const std::string& eligible, const std::string& more = "")
{
    return always_in_need + R"(
[circumstance.home]
states = ["house", "rough"]
default = "house"
start = { rough = 0.5 }
[circumstance.ban]
states = ["none", "banned"]
default = "none"
start = { banned = 0.2 }
[service.hostel]
agency = "council"
kind = "response"
beds = 10000
treats = { thirst = 0 }
drop_out = { value = 1e-9, unit = "1/year" }
eligible = )" +
           eligible + "\n[edge.community.hostel]\nkind = \"present\"\nrate = " + weekly(40.0) + "\n" + more;
}

/// Residents inside after some weeks, and of them those at a state.
struct Inside {
    int all = 0, rough = 0, banned = 0;
};
Inside inside(const std::string& tables, Week weeks)
{
    const TinyModel tiny(tables, residents);
    const auto world = tiny.simulated(weeks);
    const auto& circumstances = tiny.model().circumstances; // in order of name: ban, home, season
    Inside result;
    for (const auto& r : world.state().residents) {
        if (!r.engaged.empty()) {
            ++result.all;
            result.banned += r.covariates[static_cast<std::size_t>(circumstances[0].covariate)] == 1 ? 1 : 0;
            result.rough += r.covariates[static_cast<std::size_t>(circumstances[1].covariate)] == 1 ? 1 : 0;
        }
    }
    return result;
}

} // namespace

TEST_CASE("eligibility by states of one circumstance admits residents in any of them", "[models][services]")
{
    const auto is = inside(hostel("{ home = [\"rough\"] }"), 1);
    CHECK(is.rough == is.all);
    CHECK(std::abs(is.all - residents / 2) < 127); // binomial, four deviations
    CHECK(is.banned > 0);
}

TEST_CASE("eligibility by two circumstances admits residents who meet both", "[models][services]")
{
    const auto is = inside(hostel("{ home = [\"rough\"], ban = [\"none\"] }"), 1);
    CHECK(is.rough == is.all);
    CHECK(is.banned == 0);
    CHECK(std::abs(is.all - 0.4 * residents) < 124);
}

TEST_CASE("after a ban expires the resident is admitted at the next request", "[models][services]")
{
    const std::string eligible = "{ home = [\"rough\"], ban = [\"none\"] }";
    const auto later = inside(hostel(eligible, "[circumstance.ban.move.banned.none]\nrate = " + weekly(0.5) + "\n"), 2);
    // four tenths at once, and of the tenth that is rough and banned those whose ban is lifted in two weeks
    const double share = 0.4 + 0.1 * (1.0 - std::exp(-1.0));
    CHECK(std::abs(later.all - share * residents) < 4.0 * std::sqrt(share * (1.0 - share) * residents));
}

TEST_CASE("an edge for needs that no eligible state allows is reported", "[models][services]")
{
    CHECK(mistakes_of(hostel("{ home = [\"rough\"], ban = [\"none\"] }")).empty());
    CHECK(mistakes_of(hostel("{ home = [\"tent\"], ban = [\"none\"] }")).front() == "E203");
}
