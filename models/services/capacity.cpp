#include "models/services/capacity.hpp"

#include "sim/mathematics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace meam {

Week weeks_vacant(const Service& service, const Tables& shared)
{
    return static_cast<Week>(shared.number(service.vacancy, 0.0) + 0.5);
}

bool vacant(const Desk& desk, std::size_t worker, Week week)
{
    return worker < desk.vacant_until.size() && week < desk.vacant_until[worker];
}

double workers_of(const Service& service, const Tables& shared, const Desk& desk)
{
    return shared.number(service.workers, 0.0) + desk.volunteers;
}

namespace {

/// Number of filled posts. The last post may be part of one.
double workers_in_post(const Service& service, const Tables& shared, const Desk& desk, Week week)
{
    const double workers = workers_of(service, shared, desk);
    double filled = workers;
    for (std::size_t worker = 0; worker < desk.vacant_until.size(); ++worker) {
        if (vacant(desk, worker, week)) {
            filled -= std::clamp(workers - static_cast<double>(worker), 0.0, 1.0);
        }
    }
    return std::max(0.0, filled);
}

} // namespace

int capacity(const Service& service, const Tables& shared)
{
    if (service.unlimited) {
        return std::numeric_limits<int>::max() / 2;
    }
    if (service.beds.set()) {
        return static_cast<int>(shared.number(service.beds, 0.0));
    }
    return static_cast<int>(std::floor(shared.number(service.workers, 0.0) * shared.number(service.caseload, 0.0)));
}

int places(const Service& service, const Tables& shared, const Desk& desk, Week week)
{
    const bool as_stated = desk.vacant_until.empty() && service.volunteers.circumstance < 0;
    if (as_stated || service.unlimited || service.beds.set()) {
        return capacity(service, shared);
    }
    return static_cast<int>(
        std::floor(workers_in_post(service, shared, desk, week) * shared.number(service.caseload, 0.0)));
}

double load(const Service& service, const Tables& shared, const Desk& desk, Week week)
{
    const double room = workers_in_post(service, shared, desk, week) * shared.number(service.caseload, 0.0);
    return room > 0.0 ? static_cast<double>(desk.inside.size()) / room : 0.0;
}

double filled_share(const Service& service, const Tables& shared)
{
    const Week vacancy = weeks_vacant(service, shared);
    if (service.turnover < 0 || vacancy == 0 || !service.workers.set()) {
        return 1.0;
    }
    const double leaves = 1.0 - exponential(-shared.per_week(service.turnover, Covariates{}));
    return (1.0 - leaves) / (1.0 - leaves + leaves * vacancy); // filled (1 - q) / q weeks on average
}

} // namespace meam
