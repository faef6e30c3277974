#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

/// Mean of g(f) over lognormal f with mean 1: Simpson's rule in z over eight standard deviations each way.
double over_frailty(double sigma, const std::function<double(double)>& g)
{
    constexpr int steps = 4000;
    constexpr double width = 16.0 / steps;
    double sum = 0.0;
    for (int i = 0; i <= steps; ++i) {
        const double z = -8.0 + i * width;
        const double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
        sum += weight * std::exp(-0.5 * z * z) * g(std::exp(sigma * z - 0.5 * sigma * sigma));
    }
    return sum * width / 3 / std::sqrt(2 * 3.141592653589793);
}

std::string frail_place(double sigma, int residents)
{
    return "[place.frail]\nresidents = " + std::to_string(residents) + "\nfrailty_sigma = " + std::to_string(sigma) +
           "\nsex = { female = 0.5, male = 0.5 }\nage = { a35_49 = 1 }\ndeprivation = { q3 = 1 }\naces = { none = 1 "
           "}\n";
}

/// Two fifths and two levels of ACEs that travel together: in q1 half have four or more, in q5 a tenth.
std::string place_of_two_fifths(int residents)
{
    return "[place.two]\nresidents = " + std::to_string(residents) + R"(
sex = { female = 0.5, male = 0.5 }
age = { a35_49 = 1 }
deprivation = { q1 = 0.5, q5 = 0.5 }
aces = { none = 0.7, four_plus = 0.3 }
[place.two.aces_by_deprivation]
q1 = { none = 0.5, four_plus = 0.5 }
q5 = { none = 0.9, four_plus = 0.1 }
)";
}

double standard_error(double p, double n)
{
    return std::sqrt(p * (1 - p) / n);
}

Covariates person(const Model& model, int deprivation, int aces)
{
    Covariates at{};
    at[static_cast<std::size_t>(model.attributes.deprivation)] = static_cast<std::uint8_t>(deprivation);
    at[static_cast<std::size_t>(model.attributes.aces)] = static_cast<std::uint8_t>(aces);
    at[static_cast<std::size_t>(model.attributes.age)] = 2;
    return at;
}

} // namespace

TEST_CASE("with frailty the share who gain a need is E[1 - exp(-h f t)]", "[models][needs]")
{
    // frailty lognormal with mean 1; the program's 256 classes of frailty, cut at four standard deviations, move this
    // by less than 0.0005 (the tail beyond holds 0.0014 of E f at sigma 1); allow that and four standard errors over
    // 10,000 residents
    for (const double sigma : {0.5, 1.0, 1.5}) {
        const double h = 0.02;
        const TinyModel tiny(frail_place(sigma, 10000) + "[need.a.onset]\nfrailty = 1\nrate = " + weekly(h) + "\n");
        tiny.simulated(150, [&](const World& world) {
            const Week t = world.now();
            if (t == 5 || t == 50 || t == 150) {
                const double p = over_frailty(sigma, [&](double f) { return 1 - std::exp(-h * f * t); });
                INFO("sigma " << sigma << ", week " << t);
                CHECK(tiny.residents_at(world, "a", 1) / 10000.0 ==
                      Approx(p).epsilon(0).margin(4 * standard_error(p, 10000) + 0.0005));
            }
        });
    }
}

TEST_CASE("the hazard of those still without the need falls, as the frail go first", "[models][needs]")
{
    // among those without it at week t: E[f exp(-h f t)] / E[exp(-h f t)] * h. Onsets of 10 weeks from there.
    const double h = 0.03, sigma = 1.0;
    constexpr int n = 20000;
    const TinyModel tiny(frail_place(sigma, n) + "[need.a.onset]\nfrailty = 1\nrate = " + weekly(h) + "\n");
    std::vector<double> without{n};
    tiny.simulated(100, [&](const World& world) { without.push_back(tiny.residents_at(world, "a", 0)); });
    double last = 1.0;
    for (const std::size_t t : {0U, 30U, 90U}) {
        const auto alive = [&](double week) {
            return over_frailty(sigma, [&](double f) { return std::exp(-h * f * week); });
        };
        const auto from = static_cast<double>(t);
        const double p = 1 - alive(from + 10) / alive(from);
        const double shown = 1 - without[t + 10] / without[t];
        INFO("from week " << t);
        CHECK(shown == Approx(p).epsilon(0).margin(4 * standard_error(p, without[t]) + 0.001));
        CHECK(shown < last);
        last = shown;
    }
}

TEST_CASE("frailty has mean 1 in a place, and exponent 0 leaves it out", "[models][needs]")
{
    const TinyModel tiny(frail_place(1.0, 100) + "[need.a.onset]\nrate = " + weekly(0.1) + "\n");
    const auto& population = tiny.baseline().population;
    double mean = 0.0, square = 0.0, share = 0.0;
    for (std::size_t i = 0; i < population.frailty().size(); ++i) {
        share += population.frailty_weights()[i];
        mean += population.frailty_weights()[i] * population.frailty()[i];
        square += population.frailty_weights()[i] * std::pow(population.frailty()[i], 2);
    }
    CHECK(share == Approx(1.0).epsilon(1e-12));
    CHECK(mean == Approx(1.0).epsilon(1e-12));
    // E f^2 = exp(sigma^2) = e; cut at four standard deviations, P(z > 2) = 2.3 % of it is lost
    CHECK(square == Approx(std::exp(1.0) * (1 - 0.02275)).epsilon(0.004));
    Covariates least{}, most{};
    most[static_cast<std::size_t>(tiny.model().attributes.frailty)] = 255;
    CHECK(tiny.rules().per_week(tiny.model().needs[0].onset, least) ==
          tiny.rules().per_week(tiny.model().needs[0].onset, most));
}

TEST_CASE("residents' frailty follows the lognormal", "[models][population]")
{
    const TinyModel tiny(frail_place(1.0, 20000) + "[need.a.onset]\nrate = " + weekly(0) + "\n");
    const auto world = tiny.world(1);
    int above_mean = 0;
    for (const auto& r : world.state().residents) {
        const auto level = r.covariates[static_cast<std::size_t>(tiny.model().attributes.frailty)];
        above_mean += tiny.baseline().population.frailty()[level] > 1 ? 1 : 0;
    }
    // P(f > 1) = P(z > 1/2) = 0.3085; z = 1/2 is a border between classes
    CHECK(above_mean / 20000.0 == Approx(0.3085).margin(4 * standard_error(0.3085, 20000)));
}

TEST_CASE("a marginal rate is what the population shows in its first year", "[models][needs]")
{
    // Declared 0.02 a year in all adults. Ratios: aces 3 for 0.3 of residents, q1 2 for half of them, women 0.25;
    // frailty sigma 1. Means by hand: over (deprivation, aces) 0.25*2*1 + 0.25*2*3 + 0.45*1 + 0.05*3 = 2.6; over sex
    // 0.625. The year's incidence is E[1 - exp(-0.02 x f / E x)], which stays below 0.02 by the few who are gone (5 %:
    // the frail go first); 60,000 residents, allow four standard errors.
    constexpr int n = 60000;
    auto place = place_of_two_fifths(n);
    place.insert(place.find("sex ="), "frailty_sigma = 1\n");
    const TinyModel tiny(place + R"(
[need.a.onset]
rate = { value = 0.02, unit = "1/year" }
frailty = 1
marginal = true
ratio.aces = { four_plus = 3 }
ratio.deprivation = { q1 = 2 }
ratio.sex = { female = 0.25 }
)");
    const auto world = tiny.simulated(52);
    const double year = 52 * 7 / 365.25;
    double p = 0.0;
    for (const auto& [share, ratio] :
         {std::pair{0.25, 2.0}, std::pair{0.25, 6.0}, std::pair{0.45, 1.0}, std::pair{0.05, 3.0}}) {
        for (const double sex : {1.0, 0.25}) {
            const double rate = 0.02 * ratio * sex / (2.6 * 0.625);
            p += share / 2 * over_frailty(1.0, [&](double f) { return 1 - std::exp(-rate * f * year); });
        }
    }
    CHECK(p == Approx(0.02 * year).epsilon(0.06));
    CHECK(tiny.residents_at(world, "a", 1) / double{n} == Approx(p).epsilon(0).margin(4 * standard_error(p, n)));
}

TEST_CASE("a marginal rate is the mean hazard over the place, to rounding", "[models][needs]")
{
    const TinyModel tiny(place_of_two_fifths(100) + R"(
[need.a.onset]
rate = { value = 0.1, unit = "1/year" }
marginal = true
ratio.aces = { four_plus = 3 }
ratio.deprivation = { q1 = 2 }
)");
    const auto hazard = [&](int fifth, int aces) {
        return tiny.rules().per_week(tiny.model().needs[0].onset, person(tiny.model(), fifth, aces)) * 365.25 / 7;
    };
    CHECK(0.25 * hazard(0, 0) + 0.25 * hazard(0, 3) + 0.45 * hazard(4, 0) + 0.05 * hazard(4, 3) ==
          Approx(0.1).epsilon(1e-12));
    CHECK(hazard(4, 0) == Approx(0.1 / 2.6).epsilon(1e-12));
    CHECK(hazard(0, 3) == Approx(0.6 / 2.6).epsilon(1e-12));
}

TEST_CASE("needs at their starting levels count in the mean of a marginal rate", "[models][needs]")
{
    // b triples a's hazard per level; at the start 0.2 are emerging, 0.1 established: mean 0.7 + 0.2*3 + 0.1*9 = 2.2
    const TinyModel tiny(R"(
[need.a.onset]
rate = { value = 0.1, unit = "1/year" }
marginal = true
ratio.b = 3
[need.b.onset]
rate = { value = 0, unit = "1/year" }
[need.b.start]
emerging = 0.2
established = 0.1
)");
    CHECK(tiny.rules().per_week(tiny.model().needs[0].onset, person(tiny.model(), 2, 0)) * 365.25 / 7 ==
          Approx(0.1 / 2.2).epsilon(1e-12));
}

TEST_CASE("a published marginal ratio is made conditional on what travels with it", "[models][needs]")
{
    // q1 triples the hazard. If aces did nothing, four_plus would show (0.25*3 + 0.05)/0.3 = 8/3 and none (0.25*3 +
    // 0.45)/0.7 = 12/7: a ratio of 14/9. A marginal ratio of 2 therefore is a conditional one of 9/7.
    const std::string need = R"(
[need.a]
marginal = ["aces"]
[need.a.onset]
rate = { value = 0.3, unit = "1/year" }
ratio.aces = { four_plus = 2 }
ratio.deprivation = { q1 = 3 }
)";
    const TinyModel tiny(place_of_two_fifths(40000) + need);
    const auto hazard = [&](int fifth, int aces) {
        return tiny.rules().per_week(tiny.model().needs[0].onset, person(tiny.model(), fifth, aces));
    };
    CHECK(hazard(0, 3) / hazard(0, 0) == Approx(9.0 / 7).epsilon(1e-9));
    CHECK(hazard(4, 3) / hazard(4, 0) == Approx(9.0 / 7).epsilon(1e-9));
    CHECK(hazard(0, 0) / hazard(4, 0) == Approx(3.0).epsilon(1e-12)); // stated as conditional: untouched

    // and the residents show the ratio of 2: onsets of 13 weeks, log of a ratio of counts has standard error sqrt(1/x +
    // 1/y)
    const auto world = tiny.simulated(13);
    double onsets[2] = {0, 0}, residents[2] = {0, 0};
    for (const auto& r : world.state().residents) {
        const int four = r.covariates[static_cast<std::size_t>(tiny.model().attributes.aces)] == 3 ? 1 : 0;
        onsets[four] += r.covariates[static_cast<std::size_t>(tiny.model().needs[0].severity)];
        residents[four] += 1;
    }
    const double shown = onsets[1] / residents[1] / (onsets[0] / residents[0]);
    // a quarter of a year takes some of each group, more of the one at risk: shares E[1 - exp(-h t)] rather than
    // hazards
    const double t = 13 * 7 / 365.25 * 0.3;
    const auto gone = [&](double ratio) { return 1 - std::exp(-ratio * t); };
    const double expected =
        ((0.25 * gone(27.0 / 7) + 0.05 * gone(9.0 / 7)) / 0.3) / ((0.25 * gone(3) + 0.45 * gone(1)) / 0.7);
    CHECK(std::log(shown) ==
          Approx(std::log(expected)).epsilon(0).margin(4 * std::sqrt(1 / onsets[0] + 1 / onsets[1])));
    CHECK(expected == Approx(2.0).epsilon(0.1));
}

TEST_CASE("two attributes that are both marginal are solved together", "[models][needs]")
{
    // whatever the conditional ratios are, each attribute shows its own: over the place's four cells
    const TinyModel tiny(place_of_two_fifths(100) + R"(
[need.a]
marginal = ["aces", "deprivation"]
[need.a.onset]
rate = { value = 0.3, unit = "1/year" }
ratio.aces = { four_plus = 2 }
ratio.deprivation = { q1 = 3 }
)");
    const auto hazard = [&](int fifth, int aces) {
        return tiny.rules().per_week(tiny.model().needs[0].onset, person(tiny.model(), fifth, aces));
    };
    const double four = (0.25 * hazard(0, 3) + 0.05 * hazard(4, 3)) / 0.3,
                 none = (0.25 * hazard(0, 0) + 0.45 * hazard(4, 0)) / 0.7;
    const double q1 = (0.25 * hazard(0, 3) + 0.25 * hazard(0, 0)) / 0.5,
                 q5 = (0.05 * hazard(4, 3) + 0.45 * hazard(4, 0)) / 0.5;
    CHECK(four / none == Approx(2.0).epsilon(1e-9));
    CHECK(q1 / q5 == Approx(3.0).epsilon(1e-9));
}

TEST_CASE("a marginal rate is shown by those at risk, also where the frail have the need already", "[models][needs]")
{
    // A tenth have the need at the start, in proportion to frailty (sigma 1), so that those without it are less frail
    // than all: mean f among them (1 - 0.1 E f^2) / 0.9 = 0.81. Their mean hazard is what the file declares; over
    // 36,000 residents the standard error of a mean of f is 0.8 / 190 = 0.0045 of it, allow four.
    const TinyModel tiny(frail_place(1.0, 40000) + R"(
[need.a.start]
emerging = 0.1
[need.a.onset]
rate = { value = 0.1, unit = "1/year" }
frailty = 1
marginal = true
)");
    const auto world = tiny.world(1);
    double sum = 0.0, at_risk = 0.0;
    for (const auto& r : world.state().residents) {
        if (r.covariates[static_cast<std::size_t>(tiny.model().needs[0].severity)] == 0) {
            sum += tiny.rules().per_week(tiny.model().needs[0].onset, r.covariates) * 365.25 / 7;
            at_risk += 1;
        }
    }
    CHECK(sum / at_risk == Approx(0.1).epsilon(4 * 0.0045));
}

TEST_CASE("starting needs have the shares that the file declares", "[models][population]")
{
    // whatever makes them cluster: 0.05, 0.03 and 0.02 of 40,000; allow four standard errors
    const TinyModel tiny(frail_place(1.0, 40000) + R"(
[need.a.start]
emerging = 0.05
established = 0.03
acute = 0.02
[need.a.onset]
rate = { value = 0.1, unit = "1/year" }
frailty = 1
ratio.sex = { female = 0.5 }
)");
    const auto world = tiny.world(1);
    const double shares[] = {0.9, 0.05, 0.03, 0.02};
    for (int level = 0; level < 4; ++level) {
        INFO("severity " << level);
        CHECK(tiny.residents_at(world, "a", level) / 40000.0 ==
              Approx(shares[level]).epsilon(0).margin(4 * standard_error(shares[level], 40000)));
    }
}
