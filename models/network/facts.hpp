#pragma once
// Which agencies know of which needs of a resident during a journey. Only facts that can matter are tracked, one bit
// each.

#include "models/network/journeys.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace meam::graph {

int severity_of(const Walker& w, NeedId need);
int agency_of(const Walker& w, ServiceId service);

/// A fact matters if the need excludes the resident from some service, and is known to that service's agency or to an
/// agency that would share it.
class Facts {
public:
    explicit Facts(const Walker& w);

    /// Bit of the fact that an agency knows of a need; 0 if this does not matter.
    [[nodiscard]] std::uint64_t bit(int agency, NeedId need) const;
    /// The known facts after agency `from` has shared all it knows with agency `to`.
    [[nodiscard]] std::uint64_t passed_on(std::uint64_t known, int from, int to) const;
    /// Needs that an agency does not know of yet, as far as they matter.
    [[nodiscard]] std::vector<NeedId> to_learn(int agency, std::uint64_t known) const;
    /// Whether all facts that matter fit into the bits.
    [[nodiscard]] bool exact() const { return exact_; }

private:
    std::vector<std::pair<int, NeedId>> facts_; ///< agency and need, in the order of their bits
    bool exact_ = true;
};

} // namespace meam::graph
