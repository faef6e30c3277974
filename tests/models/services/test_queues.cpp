// Queues against the exact Markov chain of their weeks. The convention, in the order of the timetable: in a week those
// inside leave with chance q = 1 - exp(-completion), each from the week after admission on; residents with no
// engagement, those who have just left among them, ask with chance p = 1 - exp(-rate); then residents who wait are
// admitted while there is room, also those who asked this week. What is counted stands at the week's end.

#include "tests/support/tiny_model.hpp"

#include "models/observation/log_kinds.hpp"
#include "models/services/capacity.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <tuple>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

double chance_in_a_week(double hazard)
{
    return 1 - std::exp(-hazard);
}

/// A service that everybody may ask at, with some lines more.
std::string station(const std::string& name, const std::string& lines, double completion)
{
    return "[service." + name + "]\nagency = \"council\"\nkind = \"response\"\ntreats = { thirst = 1 }\n" + lines +
           "\ncompletion = " + weekly(completion) + "\n";
}

std::string door(const std::string& name, double rate)
{
    return "[edge.community." + name + "]\nkind = \"present\"\nrate = " + weekly(rate) + "\n";
}

std::string queue(const std::string& lines, double rate, double completion)
{
    return always_in_need + station("desk", lines, completion) + door("desk", rate);
}

/// P(k of n) for k = 0 .. most.
std::vector<double> binomial(int n, double p, int most)
{
    std::vector<double> result(static_cast<std::size_t>(most) + 1, 0.0);
    double term = std::pow(1 - p, n);
    for (int k = 0; k <= std::min(n, most); ++k) {
        result[static_cast<std::size_t>(k)] = term;
        term *= static_cast<double>(n - k) / (k + 1) * p / (1 - p);
    }
    return result;
}

using Matrix = std::vector<std::vector<double>>;

/// Chances from n residents with the service at a week's end to m at the next. @param most  states above are cut off
Matrix weekly_chain(int residents, int places, double p, double q, int most)
{
    Matrix chain(static_cast<std::size_t>(most) + 1, std::vector<double>(static_cast<std::size_t>(most) + 1, 0.0));
    for (int n = 0; n <= most; ++n) {
        const auto left = binomial(std::min(n, places), q, std::min(n, places));
        for (int d = 0; d < static_cast<int>(left.size()); ++d) {
            const auto asked = binomial(residents - n + d, p, most);
            for (int a = 0; a <= most; ++a) {
                chain[static_cast<std::size_t>(n)][static_cast<std::size_t>(std::min(most, n - d + a))] +=
                    left[static_cast<std::size_t>(d)] * asked[static_cast<std::size_t>(a)];
            }
        }
    }
    return chain;
}

std::vector<double> after_a_week(const std::vector<double>& shares, const Matrix& chain)
{
    std::vector<double> next(shares.size(), 0.0);
    for (std::size_t i = 0; i < shares.size(); ++i) {
        for (std::size_t j = 0; j < shares.size(); ++j) {
            next[j] += shares[i] * chain[i][j];
        }
    }
    return next;
}

std::vector<double> in_the_long_run(const Matrix& chain, int weeks = 3000)
{
    std::vector<double> shares(chain.size(), 0.0);
    shares[0] = 1.0;
    for (int week = 0; week < weeks; ++week) {
        shares = after_a_week(shares, chain);
    }
    return shares;
}

struct LongRun {
    double mean;
    double error; ///< standard error of the mean of `weeks` successive weeks, which know of each other
};

/// Of a number that each state has.
LongRun long_run_of(const Matrix& chain, const std::vector<double>& number, double weeks)
{
    const auto shares = in_the_long_run(chain);
    double mean = 0.0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        mean += shares[i] * number[i];
    }
    std::vector<double> ahead; // what a state says of the number k weeks later
    for (const double x : number) {
        ahead.push_back(x - mean);
    }
    double variance = 0.0;
    for (int k = 0; k < 3000; ++k) {
        double covariance = 0.0;
        for (std::size_t i = 0; i < shares.size(); ++i) {
            covariance += shares[i] * (number[i] - mean) * ahead[i];
        }
        variance += k == 0 ? covariance : 2 * covariance;
        if (covariance < 1e-9) {
            break;
        }
        std::vector<double> next(ahead.size(), 0.0);
        for (std::size_t i = 0; i < ahead.size(); ++i) {
            for (std::size_t j = 0; j < ahead.size(); ++j) {
                next[i] += chain[i][j] * ahead[j];
            }
        }
        ahead = next;
    }
    return {mean, std::sqrt(variance / weeks)};
}

/// Number waiting for one of `places`, by number with the service.
std::vector<double> queue_of(std::size_t states, int places)
{
    std::vector<double> result;
    for (std::size_t n = 0; n < states; ++n) {
        result.push_back(std::max(0, static_cast<int>(n) - places));
    }
    return result;
}

struct Means {
    double waiting = 0.0, inside = 0.0;
};

Means mean_over(const TinyModel& tiny, Week weeks, int replicate = 0)
{
    Means means;
    tiny.simulated(
        weeks,
        [&](const World& world) {
            means.waiting += tiny.waiting(world, "desk") / static_cast<double>(weeks);
            means.inside += tiny.inside(world, "desk") / static_cast<double>(weeks);
        },
        replicate);
    return means;
}

void check_against_chain(int residents, int places, double rate, double completion, Week weeks)
{
    const TinyModel tiny(queue("beds = " + std::to_string(places), rate, completion), residents);
    const auto chain = weekly_chain(residents, places, chance_in_a_week(rate), chance_in_a_week(completion), residents);
    std::vector<double> held;
    for (int n = 0; n <= residents; ++n) {
        held.push_back(std::min(n, places));
    }
    const auto means = mean_over(tiny, weeks);
    const auto waiting = long_run_of(chain, queue_of(chain.size(), places), weeks);
    const auto inside = long_run_of(chain, held, weeks);
    INFO(places << " places: waiting " << waiting.mean << " +- " << waiting.error << ", inside " << inside.mean
                << " +- " << inside.error);
    CHECK(waiting.error < 0.1 * waiting.mean); // or the test would say nothing
    // the run begins empty: allow the few tens of weeks of filling, at most 0.2 % of 10,000
    CHECK(means.waiting == Approx(waiting.mean).epsilon(0.002).margin(4 * waiting.error));
    CHECK(means.inside == Approx(inside.mean).epsilon(0.002).margin(4 * inside.error));
}

} // namespace

TEST_CASE("one place: the mean queue is that of the exact chain of weeks", "[models][services]")
{
    check_against_chain(8, 1, 0.05, 0.5, 15000);
    check_against_chain(8, 1, 0.2, 0.9, 15000);
}

TEST_CASE("several places: the mean queue is that of the exact chain of weeks", "[models][services]")
{
    check_against_chain(12, 3, 0.1, 0.25, 15000);
    check_against_chain(12, 6, 0.4, 0.3, 15000);
}

TEST_CASE("the distribution in the first weeks is that of the chain", "[models][services]")
{
    // 400 places with 6 residents and 2 beds, from empty: shares after 1, 2, 3 and 8 weeks; allow four standard errors
    const TinyModel tiny(queue("beds = 2", 0.3, 0.4), 6);
    const auto chain = weekly_chain(6, 2, chance_in_a_week(0.3), chance_in_a_week(0.4), 6);
    constexpr int replicates = 400;
    std::array<std::array<double, 7>, 9> counts{};
    for (int replicate = 0; replicate < replicates; ++replicate) {
        tiny.simulated(
            8,
            [&](const World& world) {
                ++counts[static_cast<std::size_t>(world.now())]
                        [static_cast<std::size_t>(tiny.waiting(world, "desk") + tiny.inside(world, "desk"))];
            },
            replicate);
    }
    std::vector<double> shares(7, 0.0);
    shares[0] = 1.0;
    for (std::size_t week = 1; week <= 8; ++week) {
        shares = after_a_week(shares, chain);
        for (std::size_t n = 0; n <= 6; ++n) {
            const double p = shares[n];
            INFO("week " << week << ", " << n << " residents");
            CHECK(counts[week][n] / replicates ==
                  Approx(p).epsilon(0).margin(4 * std::sqrt(p * (1 - p) / replicates) + 0.002));
        }
    }
}

TEST_CASE("with short weeks the chain becomes M/M/c, and Erlang's C its waiting", "[models][services]")
{
    // c = 2, load a = 1.2, rho = 0.6: C = 1.8 / (1 + 1.2 + 1.8) = 0.45, mean queue C rho / (1 - rho) = 0.675
    double before = 0.0;
    for (const double completion : {0.1, 0.05, 0.025}) {
        const auto chain =
            weekly_chain(1'000'000, 2, chance_in_a_week(1.2 * completion / 1e6), chance_in_a_week(completion), 30);
        const auto shares = in_the_long_run(chain, 2500);
        double waiting = 0.0;
        for (std::size_t n = 2; n < shares.size(); ++n) {
            waiting += shares[n] * static_cast<double>(n - 2);
        }
        const double off = waiting / 0.675 - 1;
        INFO("completion " << completion << ", mean queue " << waiting);
        CHECK(std::fabs(off) < 2 * completion); // the error is of the order of a week
        if (before > 0.0) {
            CHECK(off == Approx(before / 2).epsilon(0.1)); // and halves with it
        }
        before = off;
    }
}

TEST_CASE("with short weeks the mean wait equals Erlang's C", "[models][services][slow]")
{
    // as above at completion 0.05, from 1,000 residents: 12 histories of 50,000 weeks. Against the exact chain within
    // four of its standard errors; against Erlang with the 8 % that a week's length makes allowed as well
    const TinyModel tiny(queue("beds = 2", 0.06 / 1000, 0.05), 1000);
    const auto chain = weekly_chain(1000, 2, chance_in_a_week(0.06 / 1000), chance_in_a_week(0.05), 40);
    const auto exact = long_run_of(chain, queue_of(chain.size(), 2), 600'000);
    double waiting = 0.0;
    for (int replicate = 0; replicate < 12; ++replicate) {
        waiting += mean_over(tiny, 50'000, replicate).waiting / 12;
    }
    INFO("exact " << exact.mean << " +- " << exact.error);
    CHECK(waiting == Approx(exact.mean).epsilon(0).margin(4 * exact.error));
    CHECK(waiting == Approx(0.675).epsilon(0).margin(0.08 * 0.675 + 4 * exact.error));
}

TEST_CASE("Little's law: the queue summed over weeks is the weeks that residents waited", "[models][services]")
{
    const TinyModel tiny(queue("beds = 3", 0.05, 0.2), 40);
    long long queued = 0;
    const auto world = tiny.simulated(1500, [&](const World& w) { queued += tiny.waiting(w, "desk"); });
    long long waited = 0;
    const auto& waits = world.waits()[0];
    for (std::size_t weeks = 0; weeks < waits.size(); ++weeks) {
        waited += static_cast<long long>(weeks) * waits[weeks];
    }
    for (const auto& r : world.state().residents) { // those who still wait
        for (const auto& e : r.engaged) {
            waited += e.stage == Stage::waiting_treatment ? world.now() - e.asked : 0;
        }
    }
    CHECK(queued > 1000);
    CHECK(queued == waited);
}

TEST_CASE("nobody appears or vanishes at a desk", "[models][services]")
{
    const TinyModel tiny(queue("beds = 4\nabandonment = " + weekly(0.05) + "\ndrop_out = " + weekly(0.02), 0.05, 0.2),
                         60);
    std::map<Event, int> sum;
    tiny.simulated(800, [&](const World& world) {
        for (const auto event :
             {Event::presented, Event::admitted, Event::abandoned, Event::completed, Event::dropped_out}) {
            sum[event] += tiny.events(world, "desk", event);
        }
        REQUIRE(sum[Event::presented] == sum[Event::admitted] + sum[Event::abandoned] + tiny.waiting(world, "desk"));
        REQUIRE(sum[Event::admitted] == sum[Event::completed] + sum[Event::dropped_out] + tiny.inside(world, "desk"));
        REQUIRE(world.audit().empty());
    });
    CHECK(sum[Event::abandoned] > 50);
    CHECK(sum[Event::dropped_out] > 50);
}

TEST_CASE("admission is in order of request; within a week, by resident number", "[models][services]")
{
    const TinyModel tiny(queue("beds = 2\ntie_break = \"resident\"", 0.1, 0.5), 30);
    auto world = tiny.world(600, 0, true);
    while (world.now() < 600) {
        world.week();
    }
    std::vector<std::tuple<Week, ResidentId>> asked, admitted;
    std::map<ResidentId, Week> since;
    for (const auto& line : world.log()) {
        if (line.kind == log_kind::desk && line.detail == static_cast<int>(Event::presented)) {
            asked.emplace_back(line.week, line.resident);
            since[line.resident] = line.week;
        }
        if (line.kind == log_kind::desk && line.detail == static_cast<int>(Event::admitted)) {
            admitted.emplace_back(since[line.resident], line.resident);
        }
    }
    std::sort(asked.begin(), asked.end());
    REQUIRE(admitted.size() > 400);
    asked.resize(admitted.size()); // the others still wait
    CHECK(admitted == asked);
}

TEST_CASE("with random ties low numbers have no advantage", "[models][services]")
{
    // all 40 ask at once for one bed that comes free about every week: the first 20 admitted hold each number with
    // chance 1/2; the mean of 20 of 40 numbers has standard error sqrt((1600 - 1) / 12 / 20 * 20 / 39) = 1.85; over 40
    // histories 0.29
    const TinyModel tiny(queue("beds = 1", 100, 100), 40);
    double mean = 0.0;
    for (int replicate = 0; replicate < 40; ++replicate) {
        auto world = tiny.world(20, replicate, true);
        while (world.now() < 20) {
            world.week();
        }
        int admitted = 0;
        for (const auto& line : world.log()) {
            if (line.kind == log_kind::desk && line.detail == static_cast<int>(Event::admitted)) {
                ++admitted;
                mean += line.resident / 20.0 / 40;
            }
        }
        REQUIRE(admitted == 20);
    }
    CHECK(mean == Approx(19.5).epsilon(0).margin(4 * 0.29));
}

TEST_CASE("capacity is never exceeded, and never idle while somebody waits", "[models][services]")
{
    for (const auto& [lines, places] : {std::pair<std::string, int>{"beds = 5", 5},
                                        {"workers = { value = 2.5, unit = \"worker\" }\ncaseload = 1.5", 3},
                                        {"workers = { value = 3, unit = \"worker\" }\ncaseload = 2", 6}}) {
        const TinyModel tiny(queue(lines, 0.1, 0.3), 40);
        CHECK(capacity(tiny.model().services[0], tiny.rules()) == places);
        tiny.simulated(400, [&](const World& world) {
            REQUIRE(tiny.inside(world, "desk") <= places);
            REQUIRE((tiny.waiting(world, "desk") == 0 || tiny.inside(world, "desk") == places));
        });
    }
}

TEST_CASE("an admitted case goes to the worker with the fewest", "[models][services]")
{
    const TinyModel tiny(queue("workers = { value = 4, unit = \"worker\" }\ncaseload = 3", 100, 0), 30);
    const auto world = tiny.simulated(1);
    CHECK(world.state().desks[0].cases == std::vector<std::uint16_t>{3, 3, 3, 3});
}

TEST_CASE("who asks is admitted in the same week where there is room, and leaves from the next week on",
          "[models][services]")
{
    const TinyModel tiny(queue("beds = 10", 100, 100), 10);
    tiny.simulated(4, [&](const World& world) {
        // certain to ask, certain to complete: in week 0 all are admitted; from then on all complete, ask and are
        // admitted again
        CHECK(tiny.events(world, "desk", Event::admitted) == 10);
        CHECK(tiny.events(world, "desk", Event::completed) == (world.now() == 1 ? 0 : 10));
        CHECK(tiny.inside(world, "desk") == 10);
    });
}

TEST_CASE("of those who wait for a bed that never comes free as many ask as give up", "[models][services]")
{
    // one of 2,001 holds the bed for good; the others ask with p, and having waited a week give up with q, who may ask
    // again at once: w = w (1 - q + q p) + (1 - w) p, so w = p / (p + q - p q)
    const double p = chance_in_a_week(0.1), q = chance_in_a_week(0.3);
    const double w = p / (p + q - p * q);
    const TinyModel tiny(queue("beds = 1\nabandonment = " + weekly(0.3), 0.1, 0), 2001);
    tiny.simulated(160, [&](const World& world) {
        if (world.now() >= 40 && world.now() % 40 == 0) {
            CHECK(tiny.inside(world, "desk") == 1);
            CHECK(tiny.waiting(world, "desk") / 2000.0 ==
                  Approx(w).epsilon(0).margin(4 * std::sqrt(w * (1 - w) / 2000)));
        }
    });
}

TEST_CASE("assessments have their own queue, and a fraction of one is kept for the next week", "[models][services]")
{
    // 1.5 a week over 40 weeks: 60 of the 100 who asked at once are assessed, and all of those admitted
    const TinyModel tiny(queue("beds = 1000\nassessments = { value = 1.5, unit = \"1/week\" }", 100, 0), 100);
    int assessed = 0;
    tiny.simulated(40, [&](const World& world) {
        assessed += tiny.events(world, "desk", Event::assessed);
        CHECK(assessed == world.now() * 3 / 2);
        CHECK(tiny.inside(world, "desk") == assessed);
        CHECK(tiny.waiting(world, "desk") == 100 - assessed);
    });
}

TEST_CASE("two queues in a row: the second sees what the first lets through, a week later", "[models][services]")
{
    // A and B with one bed each. The exact chain of (at A, on the way, at B) at a week's end: A completes with q, who
    // then is at B's queue in the next week; B completes with r. 3,000 residents: meeting oneself at both (0.1 %) is
    // left out.
    constexpr int residents = 3000, most = 14;
    constexpr double rate = 0.12 / residents, at_a = 0.3, at_b = 0.25;
    const double p = chance_in_a_week(rate), q = chance_in_a_week(at_a), r = chance_in_a_week(at_b);
    const auto asked = binomial(residents, p, 6);
    using States = std::array<std::array<std::array<double, most + 1>, 2>, most + 1>;
    States now{};
    now[0][0][0] = 1.0;
    for (int week = 0; week < 400; ++week) {
        States next{};
        for (std::size_t a = 0; a <= most; ++a) {
            for (std::size_t on_way = 0; on_way < 2; ++on_way) {
                for (std::size_t b = 0; b <= most; ++b) {
                    for (std::size_t from_a = 0; from_a <= (a > 0 ? 1U : 0U); ++from_a) {
                        for (std::size_t from_b = 0; from_b <= (b > 0 ? 1U : 0U); ++from_b) {
                            const double chance = now[a][on_way][b] *
                                                  (a == 0        ? 1
                                                   : from_a == 1 ? q
                                                                 : 1 - q) *
                                                  (b == 0        ? 1
                                                   : from_b == 1 ? r
                                                                 : 1 - r);
                            for (std::size_t k = 0; chance > 1e-15 && k <= 6; ++k) {
                                next[std::min<std::size_t>(most, a - from_a + k)][from_a]
                                    [std::min<std::size_t>(most, b - from_b + on_way)] += chance * asked[k];
                            }
                        }
                    }
                }
            }
        }
        now = next;
    }
    double mean_a = 0.0, mean_b = 0.0;
    for (std::size_t a = 0; a <= most; ++a) {
        for (std::size_t on_way = 0; on_way < 2; ++on_way) {
            for (std::size_t b = 0; b <= most; ++b) {
                mean_a += now[a][on_way][b] * static_cast<double>(a);
                mean_b += now[a][on_way][b] * static_cast<double>(b);
            }
        }
    }
    const TinyModel tiny(always_in_need + station("first", "beds = 1", at_a) + station("second", "beds = 1", at_b) +
                             door("first", rate) + "[edge.first.second]\nkind = \"step_down\"\n",
                         residents);
    // batches of 500 weeks know little of each other (the autocorrelation of a queue decays in about 30): their spread
    // gives the standard error
    constexpr Week weeks = 40'000, batch = 500;
    std::vector<double> first(weeks / batch, 0.0), second(weeks / batch, 0.0);
    double presented = 0, completed_first = 0, admitted_second = 0, completed_second = 0;
    const auto world = tiny.simulated(weeks, [&](const World& w) {
        const auto at = static_cast<std::size_t>((w.now() - 1) / batch);
        first[at] += (tiny.waiting(w, "first") + tiny.inside(w, "first")) / double{batch};
        second[at] += (tiny.waiting(w, "second") + tiny.inside(w, "second")) / double{batch};
        presented += tiny.events(w, "first", Event::presented);
        completed_first += tiny.events(w, "first", Event::completed);
        admitted_second += tiny.events(w, "second", Event::admitted);
        completed_second += tiny.events(w, "second", Event::completed);
    });
    for (const auto& [batches, exact] : {std::pair{first, mean_a}, std::pair{second, mean_b}}) {
        double mean = 0.0, square = 0.0;
        for (const double x : batches) {
            mean += x / static_cast<double>(batches.size());
        }
        for (const double x : batches) {
            square += (x - mean) * (x - mean);
        }
        const auto n = static_cast<double>(batches.size());
        INFO("exact " << exact << ", simulated " << mean);
        CHECK(mean == Approx(exact).epsilon(0.002).margin(4 * std::sqrt(square / (n - 1) / n)));
    }
    // throughput: what comes in goes on, a Poisson number of 0.12 a week; at the end some few are still inside
    CHECK(presented == Approx(0.12 * weeks).epsilon(0.002).margin(4 * std::sqrt(0.12 * weeks)));
    CHECK(completed_first == Approx(presented).margin(most));
    CHECK(completed_second == Approx(completed_first).margin(most));
    CHECK(admitted_second <= completed_first);
}

TEST_CASE("a network splits its flow by the chances of its edges", "[models][services]")
{
    // A lets its residents on to B with chance 0.5, to C with 0.3, home with 0.2; nobody waits anywhere
    const std::string step = "kind = \"step_down\"\nchance = ";
    const TinyModel tiny(always_in_need + station("a", "beds = 5000", 0.5) + station("b", "beds = 5000", 0.5) +
                             station("c", "beds = 5000", 0.5) + door("a", 0.02) + "[edge.a.b]\n" + step +
                             "0.5\n[edge.a.c]\n" + step + "0.3\n",
                         2000);
    double completed = 0, at_b = 0, at_c = 0;
    tiny.simulated(300, [&](const World& world) {
        completed += tiny.events(world, "a", Event::completed);
        at_b += tiny.events(world, "b", Event::admitted);
        at_c += tiny.events(world, "c", Event::admitted);
    });
    // a resident may come back to A while still at B (2 weeks of 50 at 0.5) and is not sent there twice: up to 2.5 % of
    // B's flow. Allow that and four standard errors sqrt(p (1 - p) / n), n about 11,000
    CHECK(at_b / completed == Approx(0.5).epsilon(0.025).margin(4 * std::sqrt(0.25 / completed)));
    CHECK(at_c / completed == Approx(0.3).epsilon(0.025).margin(4 * std::sqrt(0.21 / completed)));
}
