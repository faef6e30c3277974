// Who joins a desk's queues and who leaves them.

#include "models/services/desk.hpp"

#include <algorithm>

namespace meam {
namespace {

void insert(std::vector<Waiting>& queue, const Waiting& place)
{
    queue.insert(std::lower_bound(queue.begin(), queue.end(), place), place);
}

void erase(std::vector<Waiting>& queue, const Waiting& place)
{
    const auto it = std::lower_bound(queue.begin(), queue.end(), place);
    if (it != queue.end() && *it == place) {
        queue.erase(it);
    }
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
            ++joined;
            break;
        case Request::Kind::join_treatment:
            insert(desk.treatment, request.place);
            ++joined;
            break;
        case Request::Kind::leave_assessment:
            erase(desk.assessment, request.place);
            break;
        case Request::Kind::leave_treatment:
            erase(desk.treatment, request.place);
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
