// Crises, deaths and departure.

#include "experiments/reading/consequences.hpp"
#include "experiments/reading/reader.hpp"

#include "sim/draws.hpp"

#include <algorithm>

namespace meam::reading {
void read_crises(Reader& read, Section& root)
{
    std::vector<std::string> one_a_week;
    for (auto& section : root.children("crisis")) {
        Crisis crisis;
        crisis.name = section.name();
        crisis.label = section.text("label", crisis.name);
        crisis.agency = section.text("agency");
        crisis.agency_index = read.agency_index(crisis.agency);
        crisis.process = name_hash("crisis." + crisis.name);
        if (section.has("service")) {
            crisis.service = read.named(section, "service", "service", read.names.services);
        }
        crisis.rate = read.hazard(section, "rate");
        if (crisis.rate < 0) {
            section.mistake("E105", "", "`" + crisis.name + "` has no rate", "a table [" + section.path() + ".rate]");
            crisis.rate = read.add({});
        }
        crisis.demand = static_cast<Demand>(std::max(0, Names::index(demand_names, section.choice("demand"))));
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
        crisis.inappropriate = read.by_need(section, "inappropriate");
        crisis.harm_cost = read.number(section, "harm_cost", Kind::shared);
        crisis.service_cost = read.number(section, "service_cost", Kind::shared);
        for (auto& then : section.children("then")) {
            crisis.consequences.push_back(read_consequence(read, then));
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

} // namespace meam::reading
