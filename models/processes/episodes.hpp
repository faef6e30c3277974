#pragma once
// Effects of an episode on a resident: treatment effect, relationship with the worker, and speed of moves.

#include "models/processes/resident_step.hpp"

namespace meam {

/// Relationship R [1] at the end of week `until`, which grows by a part g of the distance to 1 in each week met:
///     R' = R + g (1 - R)
double relationship_after(double relationship, double growth, Week weeks);

/// R as hazards use it: the midpoint of one of 16 bands.
double banded(double relationship);

/// Additional easing E of a need from all current episodes:
///     E = cap (1 - prod(1 - e/cap)),   e = effect * dose * n * (a + (1 - a) R)
/// with the newcomer dose n of the worker [1], the share a of the effect without relationship [1], and R banded.
double treatment_effect(const ResidentStep& m, NeedId need);
/// Upper bound of the treatment effect for any value of the relationships.
double highest_treatment_effect(const ResidentStep& m, NeedId need);

/// Factor of current episodes on the hazard of a move to state `to`.
double episode_speed(const ResidentStep& m, int circumstance, int to);

/// Share of the needed hours that a worker can provide [1], at most 1.
double dose(const Service& service, const Tables& shared);

/// Number of steps in which a new worker's dose rises to that of an experienced worker.
int newcomer_steps(const Service& service, const Tables& shared);

/// Dose of a new worker, relative to an experienced worker [1]. @param newness  steps left until experienced
double newcomer_dose(const Service& service, const Tables& shared, int inexperience);

/// Weeks in an episode before which it cannot be completed [week]; 0: no minimum.
Week shortest_stay(const Service& service, const Tables& shared);
/// Weeks after which an episode ends, from the week of admission, 1 or more; `never`: no maximum.
Week longest_stay(const Service& service, const Tables& shared);

/// Updates R of an episode to the end of week `until`.
void settle_relationship(const Tables& shared, const Service& service, Engagement& episode, Week until);
/// As settle_relationship, for all current episodes.
void settle_relationships(const Model& model, const Tables& shared, Resident& resident, Week until);

/// The next week in which a relationship enters another band; a lower bound.
Week next_relationship_band(const ResidentStep& m);
/// Whether the growth of a relationship changed since the last call of next_relationship_band.
bool relationship_turned(const Resident& resident);
/// The first week, at or after `from`, in which a season of an episode ends.
Week next_season(const Resident& resident, Week from);

} // namespace meam
