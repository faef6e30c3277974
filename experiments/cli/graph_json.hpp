#pragma once
// The service graph as one JSON object.

#include "analysis/service_graph.hpp"

#include <string>

namespace meam::cli {

/// {schema_version, experiment, scenarios: [...]}: docs/reference/graph.md. What is without end is null.
std::string graph_json(const std::string& experiment, const analysis::GraphPair& pair);

} // namespace meam::cli
