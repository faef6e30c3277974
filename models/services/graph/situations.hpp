#pragma once
// The states of a resident's ways through services while they are compiled: told apart, found again, joined by steps.

#include "models/services/graph/ways.hpp"
#include "sim/time.hpp"

#include <cstdint>
#include <map>
#include <vector>

namespace meam::graph {

class Situations {
public:
    /// What tells one state from another.
    struct Key {
        int what, service, extra;
        bool retold, drawn;
        std::uint64_t known; ///< which agency knows of which need, a bit each (facts.hpp)
        Week weeks = 0;      ///< inside so far, where it matters to how the stay ends
        auto operator<=>(const Key&) const = default;
    };

    /// @param again  whoever a journey leaves with nothing is in the community, and may ask again
    /// @param exact  whether all that may be known can be remembered from the start
    Situations(const Model& model, bool again, bool exact);

    int end(End kind, ServiceId service, EdgeId edge, std::uint64_t known);
    int arrived(ServiceId at, bool retold, bool drawn, std::uint64_t known);
    int called(ServiceId at, std::uint64_t known);
    int inside(ServiceId at, int missed, std::uint64_t known, Week weeks);

    /// A step from one state to another. @param after  weeks it takes
    void add(int from, int to, double p, double after, EdgeId by = -1);

    [[nodiscard]] const std::vector<Key>& keys() const { return keys_; } ///< by state
    [[nodiscard]] Ways& ways() { return ways_; }
    Ways take() { return std::move(ways_); }

private:
    int state(const Key& key, const Situation& situation);
    std::uint64_t remembered(std::uint64_t known);

    const Model& model_;
    bool again_;
    Ways ways_;
    std::map<Key, int> index_;
    std::vector<Key> keys_;
};

} // namespace meam::graph
