#pragma once
// What a circumstance comes to by Markov chains worked out apart from the program.

#include "models/simulation/world.hpp"

#include <string>
#include <vector>

namespace meam::tests {

/// Shares of the states after some weeks, of competing weekly chances: rates a year, by from and to.
std::vector<double> chain(const std::vector<std::vector<double>>& rates, std::vector<double> shares, int weeks);

const Circumstance& circumstance(const Model& model, const std::string& name);

/// Requires the living to stand in the states of a circumstance as expected, within four standard errors each.
void expect_shares(const World& world, const Circumstance& circumstance, const std::vector<double>& expected);

} // namespace meam::tests
