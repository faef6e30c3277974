#pragma once
// How many a service can hold: its places, its posts and who fills them.

#include "models/state.hpp"

namespace meam {

/// Posts that are paid, and what volunteers make up for [worker].
double workers_of(const Service& service, const Tables& shared, const Desk& desk);
/// How long the post of a worker who left stands empty.
Week weeks_vacant(const Service& service, const Tables& shared);
/// Whether nobody fills a post in a week.
bool vacant(const Desk& desk, std::size_t worker, Week week);

/// Places for treatment at one time with every post filled, rounded down; a large number when unlimited.
int capacity(const Service& service, const Tables& shared);
/// Places in a week: those of vacant posts are not to be had. A post is a worker, the last one maybe part of one.
int places(const Service& service, const Tables& shared, const Desk& desk, Week week);
/// How many times the stated caseload those in their posts hold, 0 where nobody is [1].
double load(const Service& service, const Tables& shared, const Desk& desk, Week week);
/// The share of posts that is filled in the long run, where those who leave are not replaced at once [1].
double filled_share(const Service& service, const Tables& shared);

} // namespace meam
