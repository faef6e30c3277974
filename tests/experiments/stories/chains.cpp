#include "tests/experiments/stories/chains.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

namespace meam::tests {

std::vector<double> chain(const std::vector<std::vector<double>>& rates, std::vector<double> shares, int weeks)
{
    for (int week = 0; week < weeks; ++week) {
        std::vector<double> next(shares.size(), 0.0);
        for (std::size_t from = 0; from < shares.size(); ++from) {
            double out = 0.0;
            for (const double rate : rates[from]) {
                out += rate * 7.0 / 365.25;
            }
            const double leaves = 1.0 - std::exp(-out);
            next[from] += shares[from] * (1.0 - leaves);
            for (std::size_t to = 0; to < shares.size() && out > 0.0; ++to) {
                next[to] += shares[from] * leaves * rates[from][to] * 7.0 / 365.25 / out;
            }
        }
        shares = std::move(next);
    }
    return shares;
}

const Circumstance& circumstance(const Model& model, const std::string& name)
{
    return *std::ranges::find_if(model.circumstances, [&](const auto& c) { return c.name == name; });
}

void expect_shares(const World& world, const Circumstance& circumstance, const std::vector<double>& expected)
{
    std::vector<int> is(circumstance.states.size(), 0);
    int alive = 0;
    for (const auto& r : world.state().residents) {
        if (r.standing == Standing::present) {
            ++is[r.covariates[static_cast<std::size_t>(circumstance.covariate)]];
            ++alive;
        }
    }
    REQUIRE(expected.size() == is.size());
    for (std::size_t s = 0; s < expected.size(); ++s) {
        INFO(circumstance.states[s] << ": " << is[s] << " of " << alive << ", expected a share of " << expected[s]);
        const double p = expected[s];
        CHECK(std::fabs(is[s] - p * alive) <= 4.0 * std::sqrt(p * (1.0 - p) * alive) + 1e-9);
    }
}

} // namespace meam::tests
