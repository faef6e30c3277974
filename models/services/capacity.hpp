#pragma once
// Capacity of a service: beds, or posts, the workers who fill them and their caseload.

#include "models/state/state.hpp"

namespace meam {

/// Paid posts plus the equivalent of volunteers [worker].
double workers_of(const Service& service, const Tables& shared, const Desk& desk);
/// How long the post of a worker who left remains vacant [week].
Week weeks_vacant(const Service& service, const Tables& shared);
/// Whether a post is vacant in a week.
bool vacant(const Desk& desk, std::size_t worker, Week week);

/// Capacity for treatment with all posts filled, rounded down; a very large number if unlimited.
int capacity(const Service& service, const Tables& shared);
/// Capacity in a week, without vacant posts. A post is one worker; the last post may be part of one.
int places(const Service& service, const Tables& shared, const Desk& desk, Week week);
/// Caseload of the workers in post, relative to the stated caseload [1]; 0 if all posts are vacant.
double load(const Service& service, const Tables& shared, const Desk& desk, Week week);
/// Long-run share of filled posts, given turnover and vacancies [1].
double filled_share(const Service& service, const Tables& shared);

} // namespace meam
