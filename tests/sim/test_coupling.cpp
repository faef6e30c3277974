// How well two scenarios with the same luck move together, by how the draws are addressed. The figures of
// docs/model/draws.md.

#include "sim/draws.hpp"
#include "sim/field.hpp"
#include "sim/mathematics.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <memory>
#include <vector>

using namespace meam;

namespace {

constexpr int residents = 400;
constexpr Week weeks = 520;
constexpr double onset = 0.004, recovery = 0.02, crisis = 0.05; ///< events a week
constexpr std::uint32_t onset_process = name_hash("onset"), recovery_process = name_hash("recovery"),
                        crisis_process = name_hash("crisis");

/// When a change of state happens: drawn each week with the hazard of that week, or once when a spell begins.
struct Change {
    std::function<void(Week, int)> begin; ///< week, number of the spell
    std::function<bool(Week, double)> happens;
};

using Addressing = std::function<Change(Key, std::uint32_t, std::uint32_t)>;

Change clock(Key key, std::uint32_t who, std::uint32_t process, bool by_number)
{
    auto left = std::make_shared<double>(0.0);
    return {[=](Week week, int spell) {
                const auto when = static_cast<std::uint32_t>(by_number ? spell : week);
                *left = -logarithm(uniform(key, {who, process, when, 0}));
            },
            [=](Week, double hazard) {
                *left -= hazard;
                return *left <= 0.0;
            }};
}

Change field(Key key, std::uint32_t who, std::uint32_t process)
{
    return {[](Week, int) {},
            [=](Week week, double hazard) {
                Point point;
                return Field(key, who, process).first_in(week, to_hazard(hazard), point);
            }};
}

/// Crises of all residents in ten years. They are a field in every way of addressing: only changes of state differ.
double crises(Key key, double recovery_ratio, const Addressing& address)
{
    double total = 0.0;
    for (std::uint32_t who = 0; who < residents; ++who) {
        auto falls_ill = address(key, who, onset_process);
        auto recovers = address(key, who, recovery_process);
        const Field own(key, who, crisis_process);
        bool ill = false;
        int spell = 0;
        falls_ill.begin(0, spell);
        for (Week week = 0; week < weeks; ++week) {
            if (ill ? recovers.happens(week, recovery * recovery_ratio) : falls_ill.happens(week, onset)) {
                ill = !ill;
                (ill ? recovers : falls_ill).begin(week, ++spell);
            }
            if (ill) {
                own.each_in(week, to_hazard(crisis), [&](const Point&) { total += 1.0; });
            }
        }
    }
    return total;
}

double variance(const std::vector<double>& values)
{
    double mean = 0.0, squares = 0.0;
    for (const double v : values) {
        mean += v / static_cast<double>(values.size());
    }
    for (const double v : values) {
        squares += (v - mean) * (v - mean);
    }
    return squares / static_cast<double>(values.size() - 1);
}

/// How many times smaller the variance of the paired difference is than with independent seeds, recovery slower by a
/// tenth.
double reduction(const Addressing& address)
{
    std::vector<double> before, after, difference;
    for (std::uint32_t seed = 0; seed < 400; ++seed) {
        before.push_back(crises({11, seed}, 1.0, address));
        after.push_back(crises({11, seed}, 0.9, address));
        difference.push_back(after.back() - before.back());
    }
    return (variance(before) + variance(after)) / variance(difference);
}

} // namespace

TEST_CASE(
    "fields couple scenarios far better than clocks by the week of a spell, and not much worse than by its number",
    "[sim][field][slow]")
{
    const double by_week =
        reduction([](Key k, std::uint32_t who, std::uint32_t process) { return clock(k, who, process, false); });
    const double by_number =
        reduction([](Key k, std::uint32_t who, std::uint32_t process) { return clock(k, who, process, true); });
    const double by_field = reduction(field);
    CAPTURE(by_week, by_number, by_field);
    CHECK(by_field > 3.0 * by_week);
    CHECK(by_field > 0.6 * by_number); // either is known within some 10 %
    CHECK(by_field > 10.0);
    WARN("variance reduction: clock by week " << by_week << ", clock by spell " << by_number << ", field " << by_field);
}
