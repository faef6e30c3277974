#include "models/model.hpp"

namespace meam {

void number_slots(Model& model)
{
    int next = 0;
    for (auto& death : model.deaths) {
        death.slot = next++;
    }
    model.departure_slot = next++;
    for (auto& need : model.needs) {
        need.worsen_slot = next++;
        need.ease_slot = next++;
    }
    for (auto& circumstance : model.circumstances) {
        for (auto& move : circumstance.moves) {
            move.slot = next++;
        }
    }
    for (auto& stock : model.stocks) {
        stock.slot = next++;
    }
    for (auto& crisis : model.crises) {
        crisis.slot = next++;
    }
    for (const EdgeId door : model.doors) {
        model.edges[static_cast<std::size_t>(door)].slot = next++;
    }
    model.slots = next;
}

} // namespace meam
