// Crises of which a resident suffers one in a week.

#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <string>

using namespace meam;
using namespace meam::tests;

namespace {

constexpr int residents = 20000;

std::string crisis(const std::string& name, double rate, const std::string& more)
{
    return "[crisis." + name + "]\nagency = \"police\"\n" + more + "rate = " + weekly(rate) + "\n";
}

/// Crises of the first week, in order of name.
std::array<int, 3> first_week(const std::string& tables)
{
    const TinyModel tiny(always_in_need + tables, residents);
    const auto world = tiny.simulated(1);
    std::array<int, 3> counts{};
    for (std::size_t c = 0; c < tiny.model().crises.size(); ++c) {
        counts[c] = world.row()[tiny.layout().crisis_cell(strata::all, static_cast<int>(c), 0)];
    }
    return counts;
}

double deviations(double count, double chance)
{
    return std::fabs(count - chance * residents) / std::sqrt(chance * (1.0 - chance) * residents);
}

} // namespace

TEST_CASE("of crises that share a word the week holds one, in proportion to their rates", "[models][crises]")
{
    const std::string word = "one_a_week = \"harm\"\n";
    const auto counts = first_week(crisis("assault", 1.5, word) + crisis("burn", 0.5, word) + crisis("fall", 2.0, ""));
    const double any = 1.0 - std::exp(-2.0); // of the two together
    CHECK(deviations(counts[0] + counts[1], any) < 4.0);
    CHECK(deviations(counts[0], any * 0.75) < 4.0);
    CHECK(std::fabs(counts[2] - 2.0 * residents) < 4.0 * std::sqrt(2.0 * residents)); // Poisson: it stands apart
}

TEST_CASE("crises of other words, or of none, come beside one another", "[models][crises]")
{
    const auto counts =
        first_week(crisis("assault", 1.5, "one_a_week = \"harm\"\n") + crisis("burn", 1.5, "one_a_week = \"other\"\n"));
    const double any = 1.0 - std::exp(-1.5);
    CHECK(deviations(counts[0], any) < 4.0);
    CHECK(deviations(counts[1], any) < 4.0);
}
