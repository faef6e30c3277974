// What stocks make of everything that happens.

#include "experiments/reading/reader.hpp"

#include "sim/draws.hpp"

#include <algorithm>

namespace meam::reading {

std::vector<EventId> events_named(const Model& model, const std::string& name)
{
    if (name == "refused") {
        return {static_cast<EventId>(Event::refused_excluded), static_cast<EventId>(Event::refused_threshold)};
    }
    const auto it = std::find(model.events.begin(), model.events.end(), name);
    return it == model.events.end() ? std::vector<EventId>{}
                                    : std::vector<EventId>{static_cast<EventId>(it - model.events.begin())};
}

namespace {

void read_response_table(Reader& read, Section& table, int stock, ServiceId service, const std::string& prefix)
{
    for (const auto& key : table.names()) {
        const auto name = prefix + key;
        if (table.is_table(key) && (name == "crisis" || name == "move" || name == "contact" || prefix == "move." ||
                                    prefix == "contact." || prefix == "crisis.")) {
            auto inner = table.child(key);
            read_response_table(read, *inner, stock, service, name + ".");
            continue;
        }
        const auto n = table.holds_number(key) ? read.number(table, key) : Number{};
        const auto events = events_named(read.model, name);
        if (events.empty()) {
            auto known = read.model.events;
            known.emplace_back("refused");
            table.unknown("E213", key, "event", name, known);
            table.pass_over(key);
        }
        for (const EventId event : events) {
            read.model.responses[static_cast<std::size_t>(event)].push_back({stock, service, n});
        }
    }
}

} // namespace

void read_responses(Reader& read, Section& root)
{
    auto& model = read.model;
    for (auto& circumstance : model.circumstances) {
        circumstance.first_event = static_cast<EventId>(model.events.size());
        for (const auto& state : circumstance.states) {
            model.events.push_back("move." + circumstance.name + "." + state);
        }
    }
    for (auto& crisis : model.crises) {
        crisis.recorded_event = static_cast<EventId>(model.events.size());
        model.events.push_back("crisis." + crisis.name + ".recorded");
    }
    model.responses.resize(model.events.size());
    model.followed_by.resize(model.events.size());
    for (const auto& event : model.events) {
        model.event_process.push_back(name_hash("event." + event));
    }
    int stock = 0;
    for (auto& section : root.children("stock")) {
        if (auto on = section.child("on")) {
            read_response_table(read, *on, stock, -1, "");
        }
        if (auto at_services = section.child("on_service")) {
            for (const auto& name : at_services->names()) {
                const int service = Names::index(read.names.services, name);
                if (service < 0) {
                    at_services->unknown("E201", name, "service", name, read.names.services);
                }
                auto table = at_services->child(name);
                if (table && service >= 0) {
                    read_response_table(read, *table, stock, service, "");
                }
            }
        }
        ++stock;
    }
}

} // namespace meam::reading
