// Absorbing chains against what a hand works out, and against walking random chains by brute force.

#include "models/network/chain.hpp"
#include "sim/draws.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace meam;
using namespace meam::graph;

namespace {

double chance(const Chain& chain, int from, int to)
{
    std::vector<bool> marked(chain.size(), false);
    marked[static_cast<std::size_t>(to)] = true;
    return chance_of(chain, marked)[static_cast<std::size_t>(from)];
}

double weeks(const Chain& chain, int from, int to)
{
    std::vector<bool> marked(chain.size(), false);
    marked[static_cast<std::size_t>(to)] = true;
    return weeks_to(chain, marked, chance_of(chain, marked))[static_cast<std::size_t>(from)];
}

std::vector<double> started(const Chain& chain, int at)
{
    std::vector<double> start(chain.size(), 0.0);
    start[static_cast<std::size_t>(at)] = 1.0;
    return start;
}

/// A number in [0, 1), the same on every machine.
double number(std::uint32_t chain, std::uint32_t which)
{
    return uniform({20260801, 0}, {chain, name_hash("test.chain"), 0, which});
}

/// Of n states the last two are ends; every other leads to some others, and to an end at least now and then.
Chain random_chain(std::uint32_t which, int n)
{
    Chain chain;
    chain.steps.resize(static_cast<std::size_t>(n));
    for (int i = 0; i + 2 < n; ++i) {
        auto& steps = chain.steps[static_cast<std::size_t>(i)];
        double sum = 0.0;
        for (int j = 0; j < n; ++j) {
            const auto at = static_cast<std::uint32_t>(i * n + j);
            const double weight = number(which, 2 * at) < 0.4 || j >= n - 2 ? number(which, 2 * at + 1) + 0.05 : 0.0;
            if (weight > 0.0) {
                steps.push_back({j, weight, std::floor(number(which, 5000 + at) * 5)});
                sum += weight;
            }
        }
        for (auto& step : steps) {
            step.chance /= sum;
        }
    }
    return chain;
}

/// Mass, weeks and entries after so many steps that next to nothing is left on the way.
struct Walked {
    std::vector<double> mass, weeks, entered; ///< by state
};
Walked walked(const Chain& chain, int from)
{
    Walked walk{started(chain, from), std::vector<double>(chain.size(), 0.0), started(chain, from)};
    for (int turn = 0; turn < 4000; ++turn) {
        Walked next{std::vector<double>(chain.size(), 0.0), std::vector<double>(chain.size(), 0.0), walk.entered};
        for (std::size_t i = 0; i < chain.size(); ++i) {
            if (chain.steps[i].empty()) {
                next.mass[i] += walk.mass[i];
                next.weeks[i] += walk.weeks[i];
                continue;
            }
            for (const auto& step : chain.steps[i]) {
                const auto to = static_cast<std::size_t>(step.to);
                next.mass[to] += walk.mass[i] * step.chance;
                next.weeks[to] += (walk.weeks[i] + walk.mass[i] * step.weeks) * step.chance;
                next.entered[to] += walk.mass[i] * step.chance;
            }
        }
        walk = next;
    }
    return walk;
}

} // namespace

TEST_CASE("chain: a straight way with losses is the product of what arrives", "[models][services]")
{
    // 0 -> 1 with 0.8 in 2 weeks, 1 -> 2 with 0.5 in 3 weeks; the rest to 3. 0.8 * 0.5 = 0.4, 5 weeks
    const Chain chain{{{{1, 0.8, 2}, {3, 0.2, 0}}, {{2, 0.5, 3}, {3, 0.5, 1}}, {}, {}}};
    CHECK(chance(chain, 0, 2) == Approx(0.4).epsilon(1e-12));
    CHECK(weeks(chain, 0, 2) == Approx(5.0).epsilon(1e-12));
    CHECK(chance(chain, 0, 3) == Approx(0.6).epsilon(1e-12));
    CHECK(weeks(chain, 0, 3) == Approx(0.4 * 3 / 0.6).epsilon(1e-12)); // 0.2 at once, 0.4 after three weeks
}

TEST_CASE("chain: two ways of different length are weighted by those who come through", "[models][services]")
{
    // to 2 at once with 0.1, or over 1 in 4 weeks with 0.6 * 0.5: 0.4 in all, (0.1 * 0 + 0.3 * 4) / 0.4 = 3 weeks
    const Chain chain{{{{2, 0.1, 0}, {1, 0.6, 4}, {3, 0.3, 0}}, {{2, 0.5, 0}, {3, 0.5, 0}}, {}, {}}};
    CHECK(chance(chain, 0, 2) == Approx(0.4).epsilon(1e-12));
    CHECK(weeks(chain, 0, 2) == Approx(3.0).epsilon(1e-12));
}

TEST_CASE("chain: two desks that send to one another are a geometric series", "[models][services]")
{
    // 0 sends on with 0.5 in 2 weeks, else helps with 0.2 or ends; 1 sends back with 0.4 in 3 weeks, else ends.
    // h = 0.2 / (1 - 0.5 * 0.4) = 0.25; each turn takes 5 weeks: 5 * 0.2 / 0.8 = 1.25 weeks
    const Chain chain{{{{1, 0.5, 2}, {2, 0.2, 0}, {3, 0.3, 0}}, {{0, 0.4, 3}, {3, 0.6, 0}}, {}, {}}};
    CHECK(chance(chain, 0, 2) == Approx(0.25).epsilon(1e-12));
    CHECK(weeks(chain, 0, 2) == Approx(1.25).epsilon(1e-12));
    const auto times = visits(chain, started(chain, 0));
    CHECK(times[0] == Approx(1.25).epsilon(1e-12)); // 1 / (1 - 0.2)
    CHECK(times[1] == Approx(0.625).epsilon(1e-12));
}

TEST_CASE("chain: a stay of geometric length takes 1 / p weeks", "[models][services]")
{
    const Chain chain{{{{0, 0.9, 1}, {1, 0.1, 1}}, {}}};
    CHECK(chance(chain, 0, 1) == Approx(1.0).epsilon(1e-12));
    CHECK(weeks(chain, 0, 1) == Approx(10.0).epsilon(1e-12));
}

TEST_CASE("chain: a closed circle is never left and is visited without end", "[models][services]")
{
    const Chain chain{{{{1, 1.0, 1}}, {{0, 1.0, 1}}, {}}};
    CHECK(chance(chain, 0, 2) == 0.0);
    CHECK(weeks(chain, 0, 2) == 0.0);
    CHECK(std::isinf(visits(chain, started(chain, 0))[1]));
}

TEST_CASE("chain: a circle without end takes only those who enter it", "[models][services]")
{
    // 0 -> circle {1, 2} with 0.3, -> help with 0.7
    const Chain chain{{{{1, 0.3, 1}, {3, 0.7, 2}}, {{2, 1.0, 1}}, {{1, 1.0, 1}}, {}}};
    CHECK(chance(chain, 0, 3) == Approx(0.7).epsilon(1e-12));
    CHECK(weeks(chain, 0, 3) == Approx(2.0).epsilon(1e-12));
    CHECK(visits(chain, started(chain, 0))[3] == Approx(0.7).epsilon(1e-12));
}

TEST_CASE("chain: random chains give what walking them step by step gives", "[models][services]")
{
    for (std::uint32_t which = 0; which < 40; ++which) {
        const auto chain = random_chain(which, 5 + static_cast<int>(which % 6));
        const int end = static_cast<int>(chain.size()) - 1;
        const auto walk = walked(chain, 0);
        INFO("chain " << which);
        const auto last = static_cast<std::size_t>(end);
        CHECK(chance(chain, 0, end) == Approx(walk.mass[last]).epsilon(1e-9));
        CHECK(weeks(chain, 0, end) == Approx(walk.weeks[last] / walk.mass[last]).epsilon(1e-9));
        const auto times = visits(chain, started(chain, 0));
        for (std::size_t i = 0; i < chain.size(); ++i) {
            CHECK(times[i] == Approx(walk.entered[i]).epsilon(1e-9).margin(1e-12));
        }
    }
}
