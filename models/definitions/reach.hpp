#pragma once
// Conditions that select residents.

#include "models/definitions/events.hpp"

#include <string>
#include <utility>
#include <vector>

namespace meam {

/// A condition on residents; a resident must meet all parts of it.
struct Reach {
    std::string text;                                      ///< as in the file: "everyone", "deprivation and needs"
    std::vector<std::pair<int, std::vector<bool>>> levels; ///< covariate, selected levels
    bool moves = false;                                    ///< true if one of these covariates may change
    std::vector<std::pair<NeedId, int>> needs;
    /// Only residents of this rank or better by recorded crises; 0: no such condition.
    int top = 0;
    ServiceId enrolled = -1;   ///< in an episode with this service
    ServiceId at = -1;         ///< engaged with this service in any stage
    std::vector<Reach> except; ///< residents who meet one of these are excluded

    [[nodiscard]] bool everyone() const
    {
        return levels.empty() && needs.empty() && top == 0 && enrolled < 0 && at < 0 && except.empty();
    }
    /// True if events cannot change whether a resident meets the condition.
    [[nodiscard]] bool fixed() const;
    bool operator==(const Reach& other) const;
};

} // namespace meam
