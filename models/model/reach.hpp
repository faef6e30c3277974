#pragma once
// Whom something reaches.

#include "models/model/events.hpp"

#include <string>
#include <utility>
#include <vector>

namespace meam {

/// Whom something reaches.
struct Reach {
    std::string text;                                      ///< as the file says: "everyone", "deprivation and needs"
    std::vector<std::pair<int, std::vector<bool>>> levels; ///< covariate, levels reached
    bool moves = false;                                    ///< some of these covariates may change
    std::vector<std::pair<NeedId, int>> needs;
    int top = 0;
    ServiceId enrolled = -1;   ///< in an episode there
    ServiceId at = -1;         ///< on the way there, waiting, parked or in an episode
    std::vector<Reach> except; ///< whoever one of these means is not meant

    [[nodiscard]] bool everyone() const
    {
        return levels.empty() && needs.empty() && top == 0 && enrolled < 0 && at < 0 && except.empty();
    }
    /// Whether nothing that happens to a resident takes them in or out.
    [[nodiscard]] bool fixed() const;
    bool operator==(const Reach& other) const;
};

} // namespace meam
