#pragma once
// What an evaluator could observe of all residents in one run: presence, weeks of enrolment, and which crises were
// recorded. Kept for every run, whatever trajectories are written.

#include "models/simulation/world.hpp"

#include <array>
#include <vector>

namespace meam {

inline constexpr Week evaluated_weeks = 52; ///< observed on either side of an index week [week]

struct Person {
    bool came = false; ///< to the place, before the run ended
    Week arrived = 0;
    Week enrolled = -1; ///< first admission to a hub or placebo hub; -1: never
    Week ended = 0;     ///< week of death or departure; far away: neither
    int age_at_0 = 0;   ///< in week 0, as if alive then [week]
    strata::Of strata;
};

struct History {
    std::vector<Person> people;     ///< by resident
    std::vector<Recorded> recorded; ///< in order of week, then resident
};

History history_of(const World& world);

/// Week about which a person is observed, by resident; -1: not in the group.
using Indexes = std::vector<Week>;

/// Weeks in which a person was in the place, of those before and after an index week.
struct Observed {
    int before = 0, after = 0;
    [[nodiscard]] bool whole() const { return before == evaluated_weeks && after == evaluated_weeks; }
};
Observed observed(const Person& person, Week index);

/// Each person's recorded crises in the weeks [from, until) about an index week; 0 where there is none.
std::vector<int> recorded_about(const History& history, const Indexes& index, Week from, Week until);

} // namespace meam
