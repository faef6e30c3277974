#include "tests/support/helped.hpp"
#include "tests/support/tiny_model.hpp"

#include "models/observation/log_kinds.hpp"
#include "models/processes/episodes.hpp"
#include "sim/draws.hpp"
#include "sim/field.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

double standard_error(double p, double n)
{
    return std::sqrt(p * (1 - p) / n);
}

/// R at the end of the last simulated week.
double relationship_of(const TinyModel& tiny, const World& world, ResidentId id)
{
    Resident r = world.state().residents[id];
    settle_relationships(tiny.model(), tiny.rules(), r, world.now() - 1);
    return r.engaged.empty() ? -1.0 : r.engaged[0].relationship;
}

const std::string unlimited = "unlimited = true\ntreats = { a = 1 }\n";

} // namespace

TEST_CASE("the effects of two services join under the cap", "[models][services]")
{
    // one: hours 30 / caseload 20 / needed 2 = dose 0.75; growth 0.5, so that in the weeks after admission R = 0, 0.5,
    // 0.75, 0.875, 0.9375 .., seen as 0.03125, 0.53125, 0.78125, 0.90625, 0.96875; e = 2 * 0.75 * (0.6 + 0.4 R) =
    // 0.91875, 1.21875, 1.36875, 1.44375, 1.48125. two: e = 3, whatever the relationship. Cap 4: E = 4 (1 - (1 - e/4)
    // (1 - 3/4)) = 3 + e/4
    const std::string one =
        service("one", "workers = { value = 50, unit = \"worker\" }\ncaseload = 20\nhours_per_worker = { value = "
                       "30, unit = \"hour/week\" }\nhours_needed = { value = 2, unit = \"hour/week\" }\n"
                       "works_without_relationship = 0.6\nrelationship = { growth = 0.5 }\ncompletion = " +
                           weekly(0) + "\ntreats = { a = 2 }") +
        open_door("one");
    const std::string two = service("two", "unlimited = true\ntreats = { a = 3 }") + open_door("two");
    const TinyModel both(had_need(0.02, "cap = 4") + one + two);
    CHECK(dose(both.model().services[0], both.rules()) == 0.75);
    CHECK(dose(both.model().services[1], both.rules()) == 1.0);
    check_effect(TinyModel(had_need(0.02, "cap = 4") + one), {0.91875, 1.21875, 1.36875, 1.44375, 1.48125});
    check_effect(TinyModel(had_need(0.02, "cap = 4") + two), {3.0});
    check_effect(both, {3.2296875, 3.3046875, 3.3421875, 3.3609375, 3.3703125});
}

TEST_CASE("no number of services brings more than the cap", "[models][services]")
{
    const std::string one = service("one", "unlimited = true\ntreats = { a = 9 }") + open_door("one");
    const std::string two = service("two", "unlimited = true\ntreats = { a = 9 }") + open_door("two");
    check_effect(TinyModel(had_need(0.02, "cap = 4") + one), {4.0});
    check_effect(TinyModel(had_need(0.02, "cap = 4") + one + two), {4.0});
}

TEST_CASE("without a cap effects add", "[models][services]")
{
    check_effect(TinyModel(had_need(0.02) + service("one", "unlimited = true\ntreats = { a = 1.5 }") +
                           open_door("one") + service("two", "unlimited = true\ntreats = { a = 2.25 }") +
                           open_door("two")),
                 {3.75});
}

TEST_CASE("an effect that harms takes from the easing", "[models][services]")
{
    // e = -0.5, cap 4: E = 4 (1 - (1 + 0.125)) = -0.5
    check_effect(TinyModel(had_need(0.02, "cap = 4") + service("one", "unlimited = true\ntreats = { a = -0.5 }") +
                           open_door("one")),
                 {-0.5});
}

TEST_CASE("waiting residents receive no treatment effect", "[models][services]")
{
    // nobody is ever assessed
    const TinyModel tiny(
        had_need(0.02) +
        service("one",
                "beds = 1000\nassessments = { value = 0, unit = \"1/week\" }\ntreats = { a = 9 }\ncompletion = " +
                    weekly(0)) +
        open_door("one"));
    check_effect(tiny, {0.0});
}

TEST_CASE("a worker's hours are a full dose or a share of one, never more", "[models][services]")
{
    const auto with = [](double hours, double caseload, double needed) {
        const TinyModel tiny(
            had_need(0.1) +
            service("one", "workers = { value = 1, unit = \"worker\" }\ntreats = { a = 1 }\ncompletion = " +
                               weekly(0.1) + "\ncaseload = " + std::to_string(caseload) +
                               "\nhours_per_worker = { value = " + std::to_string(hours) +
                               ", unit = \"hour/week\" }\nhours_needed = { value = " + std::to_string(needed) +
                               ", unit = \"hour/week\" }") +
            open_door("one"));
        return dose(tiny.model().services[0], tiny.rules());
    };
    CHECK(with(30, 60, 1) == 0.5);
    CHECK(with(30, 30, 1) == 1.0);
    CHECK(with(30, 5, 1) == 1.0);
    CHECK(with(0, 5, 1) == 0.0);
    CHECK(with(30, 5, 0) == 1.0); // nothing is needed
}

TEST_CASE("a relationship is seen in sixteen bands, each by its middle", "[models][services]")
{
    CHECK(banded(0.0) == 0.03125);
    CHECK(banded(0.0624) == 0.03125);
    CHECK(banded(0.0625) == 0.09375);
    CHECK(banded(0.5) == 0.53125);
    CHECK(banded(1.0) == 0.96875);
}

TEST_CASE("a relationship grows by a share of what is missing in every week met", "[models][services]")
{
    // R' = R + 0.2 (1 - R): 0, 0.2, 0.36, 0.488; in closed form 1 - (1 - R) 0.8^n
    CHECK(relationship_after(0.0, 0.2, 0) == 0.0);
    CHECK(relationship_after(0.0, 0.2, 1) == Approx(0.2));
    CHECK(relationship_after(0.0, 0.2, 2) == Approx(0.36));
    CHECK(relationship_after(0.0, 0.2, 3) == Approx(0.488));
    CHECK(relationship_after(0.5, 0.1, 30) == Approx(1 - 0.5 * std::pow(0.9, 30)).epsilon(1e-12));
}

TEST_CASE("a relationship begins in the week after admission and then grows every week", "[models][services]")
{
    // admitted in week 0; after w simulated weeks, w - 1 weeks met: R = 1 - 0.9^(w-1)
    const TinyModel tiny(had_need(0) + service("one", unlimited + "relationship = { growth = 0.1 }") + open_door("one"),
                         50);
    tiny.simulated(80, [&](const World& world) {
        for (ResidentId id = 0; id < 50; ++id) {
            if (const double r = relationship_of(tiny, world, id); r >= 0) {
                REQUIRE(r == Approx(1 - std::pow(0.9, world.now() - 1)).epsilon(1e-12).margin(1e-15));
            }
        }
    });
}

TEST_CASE("missed weeks decay a relationship and a worker who leaves carries most of it off", "[models][services]")
{
    // by hand from the log, week after admission on: missed: R' = 0.8 R, else R' = R + 0.1 (1 - R); then, where the
    // worker left, 0.3 R'
    const TinyModel tiny(
        had_need(0) +
            service("one",
                    "workers = { value = 10, unit = \"worker\" }\ncaseload = 4\ntreats = { a = 1 }\ncompletion = " +
                        weekly(0) + "\nmissed = " + weekly(0.25) + "\nturnover = " + weekly(0.08) +
                        "\nrelationship = { growth = 0.1, decay = 0.2, carry = 0.3 }") +
            open_door("one"),
        40);
    constexpr Week horizon = 60;
    auto world = tiny.world(horizon, 0, true);
    while (world.now() < horizon) {
        world.week();
    }
    int missed = 0, left = 0, checked = 0;
    for (ResidentId id = 0; id < 40; ++id) {
        std::vector<bool> no_show(horizon, false), goodbye(horizon, false);
        Week admitted = horizon;
        for (const auto& line : world.log()) {
            if (line.kind == log_kind::desk && line.resident == id) {
                const auto event = static_cast<Event>(line.detail % 64);
                const auto week = static_cast<std::size_t>(line.week);
                admitted = event == Event::admitted ? line.week : admitted;
                no_show[week] = no_show[week] || event == Event::missed;
                goodbye[week] = goodbye[week] || event == Event::worker_left;
            }
        }
        if (admitted == horizon) {
            continue;
        }
        double r = 0.0;
        for (auto week = static_cast<std::size_t>(admitted) + 1; week < horizon; ++week) {
            r = no_show[week] ? r * 0.8 : r + 0.1 * (1 - r);
            r = goodbye[week] ? r * 0.3 : r;
            missed += no_show[week] ? 1 : 0;
            left += goodbye[week] ? 1 : 0;
        }
        ++checked;
        CHECK(relationship_of(tiny, world, id) == Approx(r).epsilon(1e-12));
    }
    CHECK(checked > 30);
    CHECK(missed > 100);
    CHECK(left > 50);
}

TEST_CASE("appointments missed in a row discharge, as many as the limit says", "[models][services]")
{
    // certain to miss: admitted in week 0, missed in weeks 1, 2 and 3, discharged in the third
    const TinyModel tiny(had_need(0) + service("one", unlimited + "missed = " + weekly(100) + "\nmissed_limit = 3") +
                             open_door("one"),
                         50);
    const auto start = tiny.world(1);
    const int n = tiny.residents_at(start, "a", 1);
    tiny.simulated(4, [&](const World& world) {
        CHECK(tiny.events(world, "one", Event::missed) == (world.now() == 1 ? 0 : n));
        CHECK(tiny.events(world, "one", Event::discharged) == (world.now() == 4 ? n : 0));
    });
}

TEST_CASE("treatment multiplies the easing hazard by 1 + E from the week after admission", "[models][services]")
{
    // easing 0.05 a week, E = 2: left after w weeks: exp(-0.05 - 0.15 (w - 1)); about 9,000 residents, allow four
    // standard errors
    const TinyModel tiny(had_need(0.05) + service("one", "unlimited = true\ntreats = { a = 2 }") + open_door("one"),
                         10000);
    const double n = tiny.residents_at(tiny.world(1), "a", 1);
    tiny.simulated(20, [&](const World& world) {
        const double p = std::exp(-0.05 - 0.15 * (world.now() - 1));
        INFO("week " << world.now());
        CHECK(tiny.residents_at(world, "a", 1) / n == Approx(p).epsilon(0).margin(4 * standard_error(p, n)));
    });
}

TEST_CASE("help that needs a relationship grows with it", "[models][services]")
{
    // nothing works without relationship; growth 0.2. In week w the hazard is 0.03 (1 + 4 banded(R)), R as the week
    // before ended: 1 - 0.8^(w-1) for w > 0, and plain 0.03 in week 0
    const TinyModel tiny(had_need(0.03) +
                             service("one", "unlimited = true\ntreats = { a = 4 }\nworks_without_relationship = "
                                            "0\nrelationship = { growth = 0.2 }") +
                             open_door("one"),
                         10000);
    const double n = tiny.residents_at(tiny.world(1), "a", 1);
    double sum = 0.03;
    tiny.simulated(30, [&](const World& world) {
        const double p = std::exp(-sum);
        INFO("week " << world.now());
        CHECK(tiny.residents_at(world, "a", 1) / n == Approx(p).epsilon(0).margin(4 * standard_error(p, n)));
        const double r = 1 - std::pow(0.8, world.now() - 1); // at the end of the last week; the next is world.now()
        sum += 0.03 * (1 + 4 * (std::min(15.0, std::floor(r * 16)) + 0.5) / 16);
    });
}

TEST_CASE("episodes end by completion or drop-out, each in its share, and after geometric weeks", "[models][services]")
{
    // completion 0.15, drop-out 0.05: 3 of 4 complete; from the week after admission on exp(-0.2) stay each week
    const TinyModel tiny(
        had_need(0) + service("one", unlimited + "completion = " + weekly(0.15) + "\ndrop_out = " + weekly(0.05)) +
            open_door("one"),
        5000);
    double completed = 0, dropped = 0, first = 0, n = 0;
    tiny.simulated(20, [&](const World& world) {
        if (world.now() == 1) {
            n = tiny.inside(world, "one");
        }
        completed += tiny.events(world, "one", Event::completed);
        dropped += tiny.events(world, "one", Event::dropped_out);
        first += world.now() == 2
                     ? tiny.events(world, "one", Event::completed) + tiny.events(world, "one", Event::dropped_out)
                     : 0;
    });
    CHECK(first / n == Approx(1 - std::exp(-0.2)).epsilon(0).margin(4 * standard_error(0.181, n)));
    CHECK(completed / (completed + dropped) ==
          Approx(0.75).epsilon(0).margin(4 * standard_error(0.75, completed + dropped)));
}
