#include "tests/support/tiny_model.hpp"

#include "models/population/marginal_rates.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <string>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

/// Need `name`, begun at 0.1 and ended at 1 a year, each of its spells bringing 0.1 (r^2 - 1) extra spells of `to` for
/// a ratio r stated there: the established level of `from` multiplies by r^2.
std::string need_fed_by(const std::string& name, const std::string& from, double growth)
{
    return "[need." + name + ".onset]\nrate = { value = 0.1, unit = \"1/year\" }\nratio." + from + " = " +
           std::to_string(std::sqrt(1 + growth / 0.1)) + "\n[need." + name +
           ".easing]\nrate = { value = 1, unit = \"1/year\" }\n";
}

double radius_of(const std::string& tables)
{
    const TinyModel tiny(tables);
    return feedback_radius(tiny.model(), tiny.baseline().numbers);
}

const std::vector<std::string> refused{"E214"};

} // namespace

TEST_CASE("two needs that bring half a spell of each other have a growth of one half", "[models][needs]")
{
    CHECK(radius_of(need_fed_by("a", "b", 0.5) + need_fed_by("b", "a", 0.5)) == Approx(0.5).epsilon(1e-5));
}

TEST_CASE("needs that feed in one direction alone do not grow", "[models][needs]")
{
    CHECK(radius_of(need_fed_by("a", "b", 5) + "[need.b.onset]\nrate = " + weekly(0.1) +
                    "\n[need.b.easing]\nrate = " + weekly(0.1) + "\n") == 0.0);
}

TEST_CASE("two needs that bring more than one spell of each other are refused", "[models][needs]")
{
    CHECK(mistakes_of(need_fed_by("a", "b", 1.1) + need_fed_by("b", "a", 1.1)) == refused);
}

TEST_CASE("growth of a pair is the root of the product, however unequal the two", "[models][needs]")
{
    // [0 x; y 0] has the eigenvalues +-sqrt(x y): sqrt(0.8 * 0.2) = 0.4
    CHECK(radius_of(need_fed_by("a", "b", 0.8) + need_fed_by("b", "a", 0.2)) == Approx(0.4).epsilon(1e-5));
    CHECK(radius_of(need_fed_by("a", "b", 0.2) + need_fed_by("b", "a", 0.8)) == Approx(0.4).epsilon(1e-5));
}

TEST_CASE("an unequal pair with growth above one is refused", "[models][needs]")
{
    // sqrt(4 * 0.5) = 1.41, whichever of the two is the stronger
    CHECK(mistakes_of(need_fed_by("a", "b", 4) + need_fed_by("b", "a", 0.5)) == refused);
    CHECK(mistakes_of(need_fed_by("a", "b", 0.5) + need_fed_by("b", "a", 4)) == refused);
}

TEST_CASE("an unequal pair with growth below one is taken", "[models][needs]")
{
    // sqrt(2 * 0.3) = 0.77
    CHECK(mistakes_of(need_fed_by("a", "b", 2) + need_fed_by("b", "a", 0.3)).empty());
    CHECK(mistakes_of(need_fed_by("a", "b", 0.3) + need_fed_by("b", "a", 2)).empty());
}

TEST_CASE("growth round a ring of three is the cube root of the product", "[models][needs]")
{
    // (0.9 * 0.5 * 0.1)^(1/3) = 0.356
    CHECK(radius_of(need_fed_by("a", "b", 0.9) + need_fed_by("b", "c", 0.5) + need_fed_by("c", "a", 0.1)) ==
          Approx(std::cbrt(0.045)).epsilon(1e-5));
}

TEST_CASE("what a need adds to the onset of another counts as growth, as what it multiplies does", "[models][needs]")
{
    // an established spell lasts a year and adds 3 onsets a year of the other need: 3 extra spells each way
    const auto fed = [](const std::string& name, const std::string& from) {
        return "[need." + name + ".onset]\nrate = { value = 0.1, unit = \"1/year\" }\nby_need." + from +
               " = { value = [0, 3, 3, 3], unit = \"1/year\" }\n[need." + name +
               ".easing]\nrate = { value = 1, unit = \"1/year\" }\n";
    };
    CHECK(mistakes_of(fed("a", "b") + fed("b", "a")) == refused);
}
