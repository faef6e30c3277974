// Who joins a desk's queues and who leaves them.

#include "models/services/desk.hpp"

#include <algorithm>

namespace meam {
namespace {

void insert(std::vector<Waiting>& queue, const Waiting& place)
{
    queue.insert(std::lower_bound(queue.begin(), queue.end(), place), place);
}

bool erase(std::vector<Waiting>& queue, const Waiting& place)
{
    const auto it = std::lower_bound(queue.begin(), queue.end(), place);
    const bool found = it != queue.end() && *it == place;
    if (found) {
        queue.erase(it);
    }
    return found;
}

/// Removes a resident from the queue that they think they are in; or from the one to which the desk moved them in the
/// same week, by a decision that another service's decision has overtaken.
void leave(Desk& desk, std::vector<Waiting>& queue, const Waiting& place)
{
    if (erase(queue, place)) {
        return;
    }
    for (auto* other : {&desk.assessment, &desk.treatment}) {
        std::erase_if(*other, [&](const Waiting& waiting) { return waiting.resident == place.resident; });
    }
}

/// Whether a closure turned the resident out of a queue of this service before: the wait goes on, and is not another.
bool comes_back(Desk& desk, ResidentId resident)
{
    return std::erase(desk.turned_out[0], resident) + std::erase(desk.turned_out[1], resident) > 0;
}

} // namespace

std::int32_t take_requests(Desk& desk, ServiceId service, std::span<const Request> requests)
{
    std::int32_t joined = 0;
    for (const auto& request : requests) {
        if (request.service != service) {
            continue;
        }
        switch (request.kind) {
        case Request::Kind::join_assessment:
            insert(desk.assessment, request.place);
            joined += comes_back(desk, request.place.resident) ? 0 : 1;
            break;
        case Request::Kind::join_treatment:
            insert(desk.treatment, request.place);
            joined += comes_back(desk, request.place.resident) ? 0 : 1;
            break;
        case Request::Kind::leave_assessment:
            leave(desk, desk.assessment, request.place);
            break;
        case Request::Kind::leave_treatment:
            leave(desk, desk.treatment, request.place);
            break;
        case Request::Kind::leave_episode: {
            const auto it = std::lower_bound(desk.inside.begin(), desk.inside.end(), request.place.resident);
            if (it != desk.inside.end() && *it == request.place.resident) {
                desk.inside.erase(it);
                --desk.cases[request.worker];
            }
            break;
        }
        }
    }
    return joined;
}

} // namespace meam
