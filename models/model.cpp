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

void note_dependence(Model& model)
{
    const auto add = [](HazardSet& set, HazardId id) {
        if (id >= 0) {
            set.set(static_cast<std::size_t>(id));
        }
    };
    for (std::size_t h = 0; h < model.hazards.size(); ++h) {
        const auto id = static_cast<HazardId>(h);
        for (const auto& need : model.hazards[h].by_need) {
            add(model.affected[static_cast<std::size_t>(need.covariate)], id);
        }
        for (const auto& ratio : model.hazards[h].ratios) {
            add(model.affected[static_cast<std::size_t>(ratio.covariate)], id);
        }
    }
    for (const EdgeId door : model.doors) {
        add(model.door_hazards, model.edges[static_cast<std::size_t>(door)].rate);
    }
    for (const auto& need : model.needs) {
        auto& affected = model.affected[static_cast<std::size_t>(need.severity)];
        for (std::size_t level = 0; level < 4; ++level) {
            add(affected, need.worsening[level]);
            add(affected, need.easing[level]);
            add(model.helped_hazards, need.easing[level]);
        }
        affected |= model.door_hazards;
    }
    for (const auto& circumstance : model.circumstances) {
        auto& affected = model.affected[static_cast<std::size_t>(circumstance.covariate)];
        for (const auto& move : circumstance.moves) {
            add(affected, move.hazard);
            add(model.helped_hazards, move.hazard);
        }
        for (const auto& crisis : model.crises) {
            add(affected, crisis.rate);
        }
        add(affected, model.departure);
        affected |= model.door_hazards;
    }
    for (const auto& stock : model.stocks) {
        add(model.affected[static_cast<std::size_t>(stock.covariate)], stock.drift);
    }
}

} // namespace meam
