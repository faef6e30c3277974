// Crises, deaths and departure; and what stocks make of everything that happens.

#include "experiments/reading/reader.hpp"

#include "sim/draws.hpp"

#include <algorithm>

namespace meam::reading {
namespace {

int agency_index(Reader& read, const std::string& name)
{
    return std::max(0, Names::index(read.names.agencies, name));
}

Consequence consequence(Reader& read, Section& at, const std::string& crisis)
{
    Consequence then;
    then.name = at.name();
    then.process = name_hash("crisis." + crisis + ".then." + then.name);
    then.chance = read.chance(at, "chance");
    if (then.chance < 0) {
        at.mistake("E105", "", "what may follow a crisis needs its `chance`", "a probability, 0 to 1");
        then.chance = read.sure(at.path() + ".chance", 0.0, at.spot());
    }
    if (at.has("worsen")) {
        then.worsens = read.need(at, "worsen");
        if (then.worsens >= 0 && at.has("worsen") &&
            read.model.needs[static_cast<std::size_t>(then.worsens)].circumstance >= 0) {
            at.mistake("E211", "worsen", "a need that is read off a circumstance cannot be worsened by itself",
                       "move = { circumstance = …, to = … }");
            then.worsens = -1;
        }
    }
    if (auto move = at.child("move")) {
        then.circumstance = read.named(*move, "circumstance", "circumstance", read.names.circumstances);
        if (then.circumstance >= 0) {
            const auto& states = read.model.circumstances[static_cast<std::size_t>(then.circumstance)].states;
            then.to_state = read.named(*move, "to", "state", states);
            if (then.to_state < 0) {
                then.circumstance = -1;
            }
            for (const auto& word : at.texts("only_from")) {
                if (const int s = Names::index(states, word); s >= 0) {
                    then.only_from.push_back(s);
                } else {
                    at.unknown("E203", "only_from", "state", word, states);
                }
            }
        }
    }
    then.death = at.flag("death", false);
    then.only_if = read.need_levels(at, "only_if");
    if (then.worsens < 0 && then.circumstance < 0 && !then.death && !at.has("worsen") && !at.has("move")) {
        at.mistake("E212", "", "nothing follows: the table says no `worsen`, `move` or `death`", "one of them");
    }
    return then;
}

} // namespace

void read_crises(Reader& read, Section& root)
{
    std::vector<std::string> one_a_week;
    for (auto& section : root.children("crisis")) {
        Crisis crisis;
        crisis.name = section.name();
        crisis.label = section.text("label", crisis.name);
        crisis.agency = section.text("agency");
        crisis.agency_index = agency_index(read, crisis.agency);
        crisis.process = name_hash("crisis." + crisis.name);
        if (section.has("service")) {
            crisis.service = read.named(section, "service", "service", read.names.services);
        }
        crisis.rate = read.hazard(section, "rate");
        if (crisis.rate < 0) {
            section.mistake("E105", "", "`" + crisis.name + "` has no rate", "a table [" + section.path() + ".rate]");
            crisis.rate = read.add({});
        }
        if (const auto word = section.text("one_a_week", ""); !word.empty()) {
            if (Names::index(one_a_week, word) < 0) {
                one_a_week.push_back(word);
            }
            crisis.one_a_week = Names::index(one_a_week, word);
        }
        const auto chance = [&](std::string_view key) {
            const ChanceId id = read.chance(section, key);
            return id >= 0 ? id : read.sure(section.path() + "." + std::string(key), 1.0, section.spot());
        };
        crisis.disclosed = chance("disclosed");
        crisis.recorded = chance("recorded");
        crisis.acted_on = chance("acted_on");
        crisis.inappropriate = read.by_need(section, "inappropriate", input::measures::share);
        crisis.harm_cost = read.number(section, "harm_cost", input::measures::money, Kind::shared);
        crisis.service_cost = read.number(section, "service_cost", input::measures::money, Kind::shared);
        for (auto& then : section.children("then")) {
            crisis.consequences.push_back(consequence(read, then, crisis.name));
        }
        crisis.event = static_cast<EventId>(read.model.events.size());
        read.model.events.push_back("crisis." + crisis.name);
        read.model.crises.push_back(crisis);
    }
}

void read_deaths(Reader& read, Section& root)
{
    for (auto& section : root.children("death")) {
        Death death;
        death.name = section.name();
        death.label = section.text("label", death.name);
        death.process = name_hash("death." + death.name);
        death.rate = read.add(read.hazard_spec(section, "rate", Kind::value));
        read.model.deaths.push_back(death);
    }
    read.model.departure = read.hazard(root, "departure");
    read.model.departure_process = name_hash("departure");
}

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
        if (table.is_table(key) &&
            (name == "crisis" || name == "move" || name == "contact" || prefix == "move." || prefix == "contact.")) {
            auto inner = table.child(key);
            read_response_table(read, *inner, stock, service, name + ".");
            continue;
        }
        const auto n = read.number(table, key, {Dimension::ratio, -15, 15});
        const auto events = events_named(read.model, name);
        if (events.empty()) {
            auto known = read.model.events;
            known.emplace_back("refused");
            table.unknown("E213", key, "event", name, known);
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
    model.responses.resize(model.events.size());
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
