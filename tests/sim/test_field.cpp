#include "sim/field.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <vector>

using namespace meam;

namespace {

constexpr Key key{20260105, 7};

/// Below, between and above every border between layers and groups of layers.
const std::vector<double> hazards{1e-5, 1e-4, 0x1p-12, 0.0005, 0.0015, 0x1p-9, 0.003, 0.01, 0.0312, 0x1p-5, 0.07,
                                  0.2,  0.5,  0.8,     1.7,    3.0,    7.0,    8.0,   12.0, 20.0,   30.0};

int weeks_for(double hazard)
{
    return static_cast<int>(std::clamp(3000.0 / hazard, 1000.0, 200'000.0));
}

std::vector<Point> points_in(const Field& field, Week week, double hazard)
{
    std::vector<Point> points;
    field.each_in(week, to_hazard(hazard), [&](const Point& point) { points.push_back(point); });
    std::sort(points.begin(), points.end(), [](const Point& a, const Point& b) { return a.id < b.id; });
    return points;
}

bool same(const Point& a, const Point& b)
{
    return std::tie(a.week, a.instant, a.mark, a.id) == std::tie(b.week, b.instant, b.mark, b.id);
}

/// The first week in [from, until) with a point, looked for week by week.
Week next_plainly(const Field& field, Week from, Week until, Hazard hazard)
{
    Point point;
    while (from < until && !field.first_in(from, hazard, point)) {
        ++from;
    }
    return from;
}

double random(std::uint32_t who, std::uint32_t when, std::uint32_t index)
{
    return uniform({99, 99}, {who, 1, when, index});
}

/// Hazards spread evenly over their logarithm, 1e-6 to 40.
Hazard random_hazard(double u)
{
    return to_hazard(1e-6 * std::pow(4e7, u));
}

} // namespace

TEST_CASE("the mean number of points in a week is the hazard, and so is its variance", "[sim][field]")
{
    for (const double hazard : hazards) {
        const int weeks = weeks_for(hazard);
        const double expected = hazard * weeks;
        double sum = 0.0, squares = 0.0;
        for (Week week = 0; week < weeks; ++week) {
            int points = 0;
            Field(key, 1, 2).each_in(week, to_hazard(hazard), [&](const Point&) { ++points; });
            sum += points;
            squares += (points - hazard) * (points - hazard);
        }
        INFO("hazard " << hazard);
        // a Poisson number with mean m has standard error sqrt(m); squares of Poisson deviations vary by h + 2 h^2 each
        // week
        CHECK(sum == Approx(expected).margin(4 * std::sqrt(expected) + 1));
        CHECK(squares == Approx(expected).margin(4 * std::sqrt(expected * (1 + 2 * hazard)) + 1));
    }
}

TEST_CASE("a hazard of one in a million weeks has one point in a million weeks", "[sim][field]")
{
    // 40 residents over 2 million weeks at 1e-6: 80 points, standard error sqrt(80) = 8.9; allow four
    const Hazard hazard = to_hazard(1e-6);
    int points = 0;
    for (std::uint32_t who = 0; who < 40; ++who) {
        const Field field(key, who, 3);
        for (Week week = 0; (week = field.next(week, 2'000'000, hazard)) < 2'000'000; ++week) {
            field.each_in(week, hazard, [&](const Point&) { ++points; });
        }
    }
    CHECK(points == Approx(80).margin(4 * 8.9));
}

TEST_CASE("an event happens in a week with chance 1 - exp(-hazard)", "[sim][field]")
{
    for (const double hazard : {0.001, 0.01, 0.05, 0.1, 0.4, 0.5, 1.0, 2.0, 5.0, 9.0}) {
        constexpr int weeks = 40'000;
        int happened = 0;
        for (Week week = 0; week < weeks; ++week) {
            Point point;
            happened += Field(key, 4, 5).first_in(week, to_hazard(hazard), point) ? 1 : 0;
        }
        const double p = 1 - std::exp(-hazard);
        INFO("hazard " << hazard);
        CHECK(happened / double{weeks} == Approx(p).epsilon(0).margin(4 * std::sqrt(p * (1 - p) / weeks)));
    }
}

TEST_CASE("nothing happens at hazard 0, and nothing lies above the highest hazard", "[sim][field]")
{
    CHECK(to_hazard(0.0) == 0);
    CHECK(to_hazard(-1.0) == 0);
    CHECK(to_hazard(40.0) == to_hazard(1e9));
    for (Week week = 0; week < 1000; ++week) {
        CHECK(points_in(Field(key, 1, 1), week, 0.0).empty());
        CHECK_FALSE(points_in(Field(key, 1, 1), week, 1e9).empty()); // missed with chance exp(-40)
    }
}

TEST_CASE("the points below a lower hazard are those of a higher one that lie below it", "[sim][field]")
{
    for (std::uint32_t who = 0; who < 200; ++who) {
        const Field field(key, who, 6);
        for (Week week = 0; week < 20; ++week) {
            const double high = 40 * random(who, static_cast<std::uint32_t>(week), 0);
            const double low = high * random(who, static_cast<std::uint32_t>(week), 1);
            auto expected = points_in(field, week, high);
            std::erase_if(expected, [&](const Point& point) { return point.mark >= to_hazard(low); });
            const auto found = points_in(field, week, low);
            REQUIRE(found.size() == expected.size());
            CHECK(std::equal(found.begin(), found.end(), expected.begin(), same));
        }
    }
}

TEST_CASE("points of one process and week are distinguished by their ids, and are in their week", "[sim][field]")
{
    for (Week week = 0; week < 500; ++week) {
        const auto points = points_in(Field(key, 8, 7), week, 30.0);
        for (std::size_t i = 0; i < points.size(); ++i) {
            CHECK(points[i].week == week);
            CHECK((i == 0 || points[i - 1].id != points[i].id));
            CHECK(points[i].mark < to_hazard(30.0));
        }
    }
}

TEST_CASE("the next week with an event is never skipped", "[sim][field]")
{
    for (std::uint32_t who = 0; who < 150; ++who) {
        const Field field(key, who, 9);
        const Hazard hazard = random_hazard(random(who, 0, 0));
        const auto from = static_cast<Week>(600 * random(who, 0, 1));
        const auto until = from + static_cast<Week>(1000 * random(who, 0, 2));
        const Week plainly = next_plainly(field, from, until, hazard);
        const Week next = field.next(from, until, hazard);
        CHECK(next <= plainly);
        CHECK(next >= std::min(from, until));
        if (plainly - from < 20) { // which takes no long look, in any group
            CHECK(next == plainly);
        }
    }
}

TEST_CASE("stepping from one next week to the following finds every event", "[sim][field]")
{
    for (const double hazard : {0.0007, 0.02, 0.3, 4.0}) {
        const Field field(key, 12, 10);
        std::vector<Week> plainly, stepping;
        for (Week week = 0; week < 5000; ++week) {
            Point point;
            if (field.first_in(week, to_hazard(hazard), point)) {
                plainly.push_back(week);
            }
        }
        for (Week week = 0; (week = field.next(week, 5000, to_hazard(hazard))) < 5000; ++week) {
            Point point;
            if (field.first_in(week, to_hazard(hazard), point)) {
                stepping.push_back(week);
            }
        }
        CHECK(stepping == plainly);
    }
}

TEST_CASE("where all is known below a hazard, only what lies over it is looked for", "[sim][field]")
{
    int shorter = 0, same = 0;
    for (std::uint32_t who = 0; who < 300; ++who) {
        const Field field(key, who, 17);
        const Hazard low = random_hazard(random(who, 0, 0)), high = low + random_hazard(random(who, 0, 1));
        const auto from = static_cast<Week>(600 * random(who, 0, 2));
        const Week known = field.next(from, from + 800, low);
        const Week next = field.next(from, known, high, low);
        const Week plainly = next_plainly(field, from, known, high);
        REQUIRE(next <= plainly);
        if (plainly - from < 20) { // which takes no long look, in any group
            REQUIRE(next == plainly);
            ++(plainly < known ? shorter : same);
        }
    }
    CHECK(shorter > 30); // both happen, else nothing is tested
    CHECK(same > 30);
}

TEST_CASE("a process within its bound has no event, whatever the hazard does below it", "[sim][field]")
{
    for (std::uint32_t who = 0; who < 60; ++who) {
        const Field field(key, who, 11);
        Quiet quiet;
        Hazard hazard = random_hazard(random(who, 0, 3));
        for (Week week = 0; week < 400; ++week) {
            const auto when = static_cast<std::uint32_t>(week);
            if (random(who, when, 4) < 0.1) { // the resident changes
                hazard = random_hazard(random(who, when, 3));
            }
            Point point;
            if (quiet.in(week, hazard)) {
                REQUIRE_FALSE(field.first_in(week, hazard, point));
            }
            if (random(who, when, 5) < 0.3) { // and is recomputed
                const Week far = 400 + static_cast<Week>(when % 100);
                const Week next = quiet.next(field, week + 1, far, hazard);
                REQUIRE(next <= far);
                REQUIRE(next <= next_plainly(field, week + 1, far, hazard));
            }
        }
    }
}

TEST_CASE("a stored bound exceeds its hazard by at most 1/256", "[sim][field]")
{
    int looked = 0;
    for (std::uint32_t who = 0; who < 5000; ++who) {
        const Field field(key, who, 12);
        const Hazard hazard = random_hazard(random(who, 1, 0)) + 1024;
        Quiet quiet;
        if (quiet.next(field, 0, 500, hazard) > 0) { // week 0 is known to be quiet
            ++looked;
            CHECK(quiet.in(0, hazard));
            CHECK_FALSE(quiet.in(0, hazard + hazard / 256 + 2));
        }
    }
    CHECK(looked > 2000);
}

TEST_CASE("small hazards, up to 511 units of 2^-48, are kept exactly", "[sim][field]")
{
    for (Hazard hazard = 1; hazard < 512; ++hazard) {
        Quiet quiet;
        quiet.next(Field(key, 5, 13), 0, 100, hazard);
        CHECK(quiet.in(0, hazard));
        CHECK_FALSE(quiet.in(0, hazard + 1));
    }
}

TEST_CASE("an unsearched field has no bound", "[sim][field]")
{
    CHECK_FALSE(Quiet().in(0, 1));
}

TEST_CASE("an event-free period ends beyond week 65,535 only by a recomputation", "[sim][field]")
{
    const Field field(key, 3, 14);
    const Hazard hazard = to_hazard(0.01);
    Quiet quiet;
    for (Week week = 65'000; week < 66'500; ++week) {
        Point point;
        if (quiet.in(week, hazard)) {
            REQUIRE_FALSE(field.first_in(week, hazard, point));
        }
        REQUIRE(quiet.next(field, week + 1, 70'000, hazard) <= next_plainly(field, week + 1, 70'000, hazard));
    }
}

TEST_CASE("instants and heights are uniform in every layer", "[sim][field]")
{
    // 32 bins: chi-square has mean 31 and standard error sqrt(62) = 7.9; allow four
    for (const double hazard : {0.003, 0.02, 0.3, 6.0, 30.0}) {
        std::vector<double> instants(32, 0.0), heights(32, 0.0);
        double points = 0.0;
        for (Week week = 0; week < std::min(weeks_for(hazard), 100'000); ++week) {
            Field(key, 21, 15).each_in(week, to_hazard(hazard), [&](const Point& point) {
                ++instants[point.instant >> 27];
                ++heights[static_cast<std::size_t>(point.mark * 32 / to_hazard(hazard))];
                ++points;
            });
        }
        for (const auto& counts : {instants, heights}) {
            double x = 0.0;
            for (const double count : counts) {
                x += (count - points / 32) * (count - points / 32) / (points / 32);
            }
            INFO("hazard " << hazard << ", " << points << " points");
            CHECK(x == Approx(31).margin(4 * 7.9));
        }
    }
}

TEST_CASE("time and height of a point are independent", "[sim][field]")
{
    // the product of two independent uniforms around 0 has standard deviation 1/12
    double products = 0.0, n = 0.0;
    for (Week week = 0; week < 5000; ++week) {
        Field(key, 22, 16).each_in(week, to_hazard(8.0), [&](const Point& point) {
            products += (point.instant * 0x1p-32 - 0.5) * (static_cast<double>(point.mark) * 0x1p-51 - 0.5);
            ++n;
        });
    }
    CHECK(products / n == Approx(0.0).margin(4.0 / 12 / std::sqrt(n)));
}

TEST_CASE("draws of processes, residents, replicates and weeks are independent", "[sim][field]")
{
    // the correlation of two independent series of n has standard error 1/sqrt(n); allow four
    constexpr int weeks = 20'000;
    for (const double hazard : {0.02, 0.7, 9.0}) {
        const auto count = [&](const Field& field, Week week) {
            int points = 0;
            field.each_in(week, to_hazard(hazard), [&](const Point&) { ++points; });
            return (points - hazard) / std::sqrt(hazard);
        };
        double process = 0.0, resident = 0.0, replicate = 0.0, week_after = 0.0;
        for (Week week = 0; week < weeks; ++week) {
            const double here = count({key, 30, 17}, week);
            process += here * count({key, 30, 18}, week);
            resident += here * count({key, 31, 17}, week);
            replicate += here * count({{key.seed, key.replicate + 1}, 30, 17}, week);
            week_after += here * count({key, 30, 17}, week + 1);
        }
        INFO("hazard " << hazard);
        for (const double sum : {process, resident, replicate, week_after}) {
            // at 0.02 the products are skewed (fourth power 1 + 1/h^2 over n is still small): the same error holds
            CHECK(sum / weeks == Approx(0.0).margin(4 / std::sqrt(1.0 * weeks)));
        }
    }
}
