#pragma once
// What agencies may come to know of a resident's needs while the ways are walked: only what could matter, a bit each.

#include "models/services/graph/ways.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace meam::graph {

int severity_of(const Walker& w, NeedId need);
int agency_of(const Walker& w, ServiceId service);

/// What could matter is a need that keeps the resident out somewhere, known to the agency there or to one that would
/// pass it on to it.
class Facts {
public:
    explicit Facts(const Walker& w);

    /// Of an agency that knows of a need; 0 where that does not matter.
    [[nodiscard]] std::uint64_t bit(int agency, NeedId need) const;
    /// What is known once an agency has told another all it knows.
    [[nodiscard]] std::uint64_t passed_on(std::uint64_t known, int from, int to) const;
    /// Needs that an agency may yet learn of.
    [[nodiscard]] std::vector<NeedId> to_learn(int agency, std::uint64_t known) const;
    /// Whether there is room for all that matters.
    [[nodiscard]] bool exact() const { return exact_; }

private:
    std::vector<std::pair<int, NeedId>> facts_; ///< agency and need, in the order of their bits
    bool exact_ = true;
};

} // namespace meam::graph
