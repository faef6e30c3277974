#pragma once
// What an episode does for a resident: treatment effect, relationship with the worker, speed of moving on.

#include "models/moment.hpp"

namespace meam {

/// Relationship R at the end of week `until`: grows by g (1 - R) in each week met.
///     R' = R + g (1 - R)
double relationship_after(double relationship, double growth, Week weeks);

/// R as hazards see it: the middle of one of 16 bands.
double banded(double relationship);

/// Extra easing E of a need from all current episodes:
///     E = cap (1 - prod(1 - e/cap)),   e = effect * dose * (a + (1 - a) R)
double treatment_effect(const Moment& m, NeedId need);
/// The most it can come to, whatever becomes of the relationships.
double highest_treatment_effect(const Moment& m, NeedId need);

/// Ratio of current episodes on a move to `to`.
double episode_speed(const Moment& m, int circumstance, int to);

/// Share of the hours needed that a worker can give [1], at most 1.
double dose(const Service& service, const Tables& shared);

/// In how many steps a newcomer's dose rises to that of an old hand.
int newcomer_steps(const Service& service, const Tables& shared);

/// Of what an old hand gives, what somebody gives who is so many steps from being one [1].
double newcomer_dose(const Service& service, const Tables& shared, int newness);

/// Weeks of an episode before which it is not completed [week]; 0: none.
Week shortest_stay(const Service& service, const Tables& shared);
/// Weeks after which an episode is over, counted from the week of admission, 1 or more; `never`: no such week.
Week longest_stay(const Service& service, const Tables& shared);

/// Brings R of an episode up to the end of week `until`.
void settle_relationship(const Tables& shared, const Service& service, Engagement& episode, Week until);
/// The same for every current episode.
void settle_relationships(const Model& model, const Tables& shared, Resident& resident, Week until);

/// The next week in which a relationship is seen in another band; a lower bound.
Week next_relationship_band(const Moment& m);
/// Whether a relationship took another course since that was last asked.
bool relationship_turned(const Resident& resident);
/// The first week from `from` on in which a season of an episode ends.
Week next_season(const Resident& resident, Week from);

} // namespace meam
