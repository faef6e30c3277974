#include "tests/support/tiny_model.hpp"

#include "models/observation/log_kinds.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

double chance_in_a_week(double hazard)
{
    return 1 - std::exp(-hazard);
}

std::string two_state_need(double onset, double easing)
{
    return "[need.a.onset]\nrate = " + weekly(onset) + "\n[need.a.easing]\nrate = " + weekly(easing) + "\n";
}

double standard_error(double p, double n)
{
    return std::sqrt(p * (1 - p) / n);
}

} // namespace

TEST_CASE("a need with one level settles where as many begin as end", "[models][needs]")
{
    // a week turns 0 into 1 with p = 1 - exp(-h), and back with q: in the long run p / (p + q) have it. From 0, after w
    // weeks, p / (p + q) * (1 - (1 - p - q)^w). Five looks, 40 weeks apart, at 4,000 residents; allow four standard
    // errors of one look.
    const double p = chance_in_a_week(0.05), q = chance_in_a_week(0.15);
    const TinyModel tiny(two_state_need(0.05, 0.15), 4000);
    tiny.simulated(200, [&](const World& world) {
        const Week w = world.now();
        if (w == 1 || w == 3 || w == 10 || w % 40 == 0) {
            const double expected = p / (p + q) * (1 - std::pow(1 - p - q, w));
            INFO("week " << w);
            CHECK(tiny.residents_at(world, "a", 1) / 4000.0 ==
                  Approx(expected).epsilon(0).margin(4 * standard_error(expected, 4000)));
        }
    });
}

TEST_CASE("a need changes at most once in a week, however high its hazards", "[models][needs]")
{
    // certain onset and certain easing: everybody has the need every other week
    const TinyModel tiny(two_state_need(100, 100), 50);
    tiny.simulated(
        20, [&](const World& world) { CHECK(tiny.residents_at(world, "a", 1) == (world.now() % 2 == 1 ? 50 : 0)); });
}

TEST_CASE("a need whose rate is zero never begins", "[models][needs]")
{
    const TinyModel tiny(two_state_need(0, 0.1), 1000);
    tiny.simulated(300, [&](const World& world) { CHECK(tiny.residents_at(world, "a", 0) == 1000); });
}

TEST_CASE("spells of a need have geometric lengths", "[models][needs]")
{
    // ends each week with p = 1 - exp(-0.2): P(length = k) = p (1 - p)^(k-1), mean 1/p = 5.52 weeks, variance (1-p)/p^2
    const double p = chance_in_a_week(0.2);
    const TinyModel tiny(two_state_need(0.05, 0.2), 2000);
    constexpr Week observed = 100, horizon = 250; // a spell of 150 weeks: exp(-30)
    auto world = tiny.world(horizon, 0, true);
    std::map<ResidentId, Week> began;
    std::vector<int> lengths;
    while (world.now() < horizon) {
        world.week();
    }
    for (const auto& line : world.log()) {
        if (line.kind != log_kind::need) {
            continue;
        }
        if (line.detail % 4 == 1 && line.week < observed) {
            began[line.resident] = line.week;
        } else if (line.detail % 4 == 0 && began.contains(line.resident)) {
            lengths.push_back(line.week - began[line.resident]);
            began.erase(line.resident);
        }
    }
    CHECK(began.empty());
    const auto n = static_cast<double>(lengths.size());
    double mean = 0.0;
    std::vector<double> counts(16, 0.0); // 1 .. 15 weeks, longer
    for (const int length : lengths) {
        REQUIRE(length >= 1);
        mean += length / n;
        ++counts[static_cast<std::size_t>(std::min(length, 16) - 1)];
    }
    CHECK(n > 5000);
    CHECK(mean == Approx(1 / p).epsilon(0).margin(4 * std::sqrt((1 - p) / n) / p));
    double x = 0.0;
    for (int k = 1; k <= 16; ++k) {
        const double expected = n * (k < 16 ? p * std::pow(1 - p, k - 1) : std::pow(1 - p, 15));
        x += std::pow(counts[static_cast<std::size_t>(k - 1)] - expected, 2) / expected;
    }
    CHECK(x < 15 + 4 * std::sqrt(30.0)); // chi-square of 15 degrees: mean 15, standard error sqrt(30)
}

TEST_CASE("of two hazards that compete each wins its share, also where both are high", "[models][needs]")
{
    // emerging either worsens (h1) or eases (h2): the share that worsens is h1 / (h1 + h2), whatever the length of a
    // week
    for (const auto& [h1, h2] : {std::pair{0.02, 0.03}, std::pair{0.6, 0.9}, std::pair{4.0, 1.0}}) {
        const TinyModel tiny("[need.a.start]\nemerging = 0.9\n[need.a.onset]\nrate = " + weekly(0) +
                                 "\n[need.a.escalation]\nrate = " + weekly(h1) +
                                 "\n[need.a.easing]\nrate = " + weekly(h2) + "\n",
                             5000);
        int before = 0;
        {
            const auto world = tiny.world(1);
            before = tiny.residents_at(world, "a", 1);
        }
        const auto world = tiny.simulated(300); // exp(-0.05 * 300) = 3e-7 are left
        const double worse = tiny.residents_at(world, "a", 2);
        const double share = h1 / (h1 + h2);
        INFO("hazards " << h1 << " and " << h2);
        CHECK(tiny.residents_at(world, "a", 1) == 0);
        CHECK(worse / before == Approx(share).epsilon(0).margin(4 * standard_error(share, before)));
    }
}

TEST_CASE("the duration of a need does not depend on how it ends", "[models][needs]")
{
    // with hazards 0.3 and 0.9 the first week ends the spells of 1 - exp(-1.2) = 0.699 of all, 1/4 of them by worsening
    const TinyModel tiny("[need.a.start]\nemerging = 0.9\n[need.a.onset]\nrate = " + weekly(0) +
                             "\n[need.a.escalation]\nrate = " + weekly(0.3) +
                             "\n[need.a.easing]\nrate = " + weekly(0.9) + "\n",
                         10000);
    const auto start = tiny.world(1);
    const double n = tiny.residents_at(start, "a", 1);
    const auto world = tiny.simulated(1);
    const double ended = 1 - std::exp(-1.2);
    CHECK(tiny.residents_at(world, "a", 1) / n == Approx(1 - ended).epsilon(0).margin(4 * standard_error(ended, n)));
    CHECK(tiny.residents_at(world, "a", 2) / n ==
          Approx(ended / 4).epsilon(0).margin(4 * standard_error(ended / 4, n)));
}

TEST_CASE("the levels of a need fill as a chain of weekly chances says", "[models][needs]")
{
    // 0 <-> 1 <-> 2 <-> 3, each level's competing hazards: the exact distribution after w weeks, iterated by hand
    constexpr double up[4] = {0.05, 0.1, 0.08, 0.0}, down[4] = {0.0, 0.2, 0.1, 0.3};
    const TinyModel tiny("[need.a.onset]\nrate = " + weekly(up[0]) + "\n[need.a.escalation]\nrate = " + weekly(up[1]) +
                             "\nrate_to_acute = " + weekly(up[2]) + "\n[need.a.easing]\nrate = " + weekly(down[1]) +
                             "\nrate_from_established = " + weekly(down[2]) + "\nrate_from_acute = " + weekly(down[3]) +
                             "\n",
                         4000);
    std::array<double, 4> share{1, 0, 0, 0};
    tiny.simulated(120, [&](const World& world) {
        std::array<double, 4> next = share;
        for (std::size_t level = 0; level < 4; ++level) {
            const double sum = up[level] + down[level];
            const double moves = share[level] * chance_in_a_week(sum);
            next[level] -= moves;
            if (level < 3) {
                next[level + 1] += moves * up[level] / sum;
            }
            if (level > 0) {
                next[level - 1] += moves * down[level] / sum;
            }
        }
        share = next;
        if (world.now() == 5 || world.now() == 20 || world.now() == 120) {
            for (int level = 0; level < 4; ++level) {
                const double p = share[static_cast<std::size_t>(level)];
                INFO("week " << world.now() << ", severity " << level);
                CHECK(tiny.residents_at(world, "a", level) / 4000.0 ==
                      Approx(p).epsilon(0).margin(4 * standard_error(p, 4000)));
            }
        }
    });
}

TEST_CASE("independent needs co-occur only by chance", "[models][needs]")
{
    const TinyModel tiny(two_state_need(0.1, 0.1) + "[need.b.onset]\nrate = " + weekly(0.1) +
                             "\n[need.b.easing]\nrate = " + weekly(0.1) + "\n",
                         10000);
    const auto world = tiny.simulated(60);
    int both = 0;
    for (const auto& r : world.state().residents) {
        both += r.covariates[static_cast<std::size_t>(tiny.model().needs[0].severity)] > 0 &&
                        r.covariates[static_cast<std::size_t>(tiny.model().needs[1].severity)] > 0
                    ? 1
                    : 0;
    }
    CHECK(both / 10000.0 == Approx(0.25).margin(4 * standard_error(0.25, 10000)));
}

TEST_CASE("a ratio on another need multiplies the hazard of those who have it", "[models][needs]")
{
    // need b is had by 0.6 from the start and never changes; it triples the hazard of a
    const TinyModel tiny("[need.a.onset]\nrate = " + weekly(0.1) +
                             "\n[need.a.onset.ratio]\nb = 3\n[need.b.onset]\nrate = " + weekly(0) +
                             "\n[need.b.start]\nemerging = 0.6\n",
                         10000);
    const auto world = tiny.simulated(2);
    double with[2] = {0, 0}, of[2] = {0, 0};
    for (const auto& r : world.state().residents) {
        const int b = r.covariates[static_cast<std::size_t>(tiny.model().needs[1].severity)];
        with[b] += r.covariates[static_cast<std::size_t>(tiny.model().needs[0].severity)];
        of[b] += 1;
    }
    CHECK(with[0] / of[0] == Approx(1 - std::exp(-0.2)).epsilon(0).margin(4 * standard_error(0.181, of[0])));
    CHECK(with[1] / of[1] == Approx(1 - std::exp(-0.6)).epsilon(0).margin(4 * standard_error(0.451, of[1])));
}

TEST_CASE("stepping by events, plainly, or with needless wakes gives the same needs every week", "[models][needs]")
{
    const TinyModel tiny(two_state_need(0.02, 0.1), 300);
    auto events = tiny.world(150, 0, false, Stepping::events);
    auto plain = tiny.world(150, 0, false, Stepping::reference);
    auto early = tiny.world(150, 0, false, Stepping::early_wakes);
    for (Week week = 0; week < 150; ++week) {
        events.week();
        plain.week();
        early.week();
        REQUIRE(events.row() == plain.row());
        REQUIRE(events.row() == early.row());
        REQUIRE(events.audit().empty());
    }
}
