#pragma once
// Bundles: named lists of policies, which scenarios name in place of the policies themselves.

#include "experiments/schema/section.hpp"

#include <map>
#include <string>
#include <vector>

namespace meam::reading {

using schema::Section;

/// Policies by bundle, in the order of each bundle's list.
using Bundles = std::map<std::string, std::vector<std::string>, std::less<>>;

/// Reads [bundle.<name>]. A bundle lists policies, not other bundles, and has the name of no policy (E312, E326).
/// @param policies  names of all policies
Bundles read_bundles(Section& root, const std::vector<std::string>& policies);

/// The policies of a scenario in order, each bundle replaced by its policies. A policy that comes twice is a mistake
/// (E118), as is a name of neither a policy nor a bundle (E312).
std::vector<std::string> policies_of(Section& scenario, const std::vector<std::string>& policies,
                                     const Bundles& bundles);

} // namespace meam::reading
