#pragma once
// Builds the states of a resident's journeys: creates and looks up states, and adds steps between them.

#include "models/network/journeys.hpp"
#include "sim/time.hpp"

#include <cstdint>
#include <map>
#include <vector>

namespace meam::graph {

class Situations {
public:
    /// Identifies a state.
    struct Key {
        int what, service, extra;
        bool retold, drawn;
        std::uint64_t known; ///< facts: which agency knows of which need, one bit each (facts.hpp)
        Week weeks = 0;      ///< weeks inside so far, if the end of the stay depends on them
        auto operator<=>(const Key&) const = default;
    };

    /// @param again  residents turned away return to the community and may ask again
    /// @param exact  whether all facts that matter fit into the bits
    Situations(const Model& model, bool again, bool exact);

    int end(End kind, ServiceId service, EdgeId edge, std::uint64_t known);
    int arrived(ServiceId at, bool retold, bool drawn, std::uint64_t known);
    int called(ServiceId at, std::uint64_t known);
    int inside(ServiceId at, int missed, std::uint64_t known, Week weeks);

    /// Adds a step between states. @param after  duration [week]
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
