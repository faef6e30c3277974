// Contacts in distress: the channels there are, and the purposes that residents turn to them for.

#include "experiments/reading/reader.hpp"

#include "sim/draws.hpp"

#include <algorithm>

namespace meam::reading {
namespace {

/// A channel that is a crisis's has that crisis's agency, desk and cost.
void read_whose(Reader& read, Section& section, Channel& channel)
{
    if (section.has("agency")) {
        channel.agency = section.text("agency");
        channel.agency_index = Names::index(read.names.agencies, channel.agency);
    }
    if (section.has("service")) {
        channel.service = read.named(section, "service", "service", read.names.services);
    }
    channel.cost = read.number(section, "cost", Kind::shared);
    if (!section.has("crisis")) {
        if (channel.cost.set() && channel.agency.empty()) {
            section.mistake("E105", "cost", "`" + channel.name + "` has a `cost` and no agency that pays it",
                            "the `agency` that pays");
        }
        return;
    }
    for (const char* key : {"agency", "service", "cost"}) {
        if (section.has(key)) {
            section.mistake("E216", key,
                            "a contact here is a crisis, and the crisis has its own `" + std::string(key) + "`",
                            "`crisis` alone, or no `crisis`");
        }
    }
    channel.crisis = read.named(section, "crisis", "crisis", read.names.crises);
    if (channel.crisis >= 0) {
        const auto& crisis = read.model.crises[static_cast<std::size_t>(channel.crisis)];
        channel.agency = crisis.agency;
        channel.agency_index = crisis.agency_index;
        channel.service = crisis.service;
    }
}

Purpose::Way read_way(Reader& read, Section& section, const std::string& purpose)
{
    Purpose::Way way{};
    way.channel = Names::index(read.names.channels, section.name());
    way.weight = read.weight(section, "weight");
    if (way.weight < 0) {
        section.mistake("E105", "", "this channel has no `weight`", "`weight`, 0 or more");
        way.weight = read.add({});
    }
    way.meets = read.chance(section, "meets");
    if (way.meets < 0) {
        section.mistake("E105", "", "this channel has no `meets`", "`meets`, a probability, 0 to 1");
        way.meets = read.sure(section.path() + ".meets", 0.0, section.spot());
    }
    way.process = name_hash("contact." + purpose + ".channel." + section.name());
    return way;
}

EventId new_event(Model& model, const std::string& name)
{
    model.events.push_back(name);
    return static_cast<EventId>(model.events.size()) - 1;
}

void read_purpose(Reader& read, Section& section)
{
    Purpose purpose;
    purpose.name = section.name();
    purpose.label = section.text("label", purpose.name);
    purpose.process = name_hash("contact." + purpose.name);
    purpose.repeat_process = name_hash("contact." + purpose.name + ".repeats");
    purpose.rate = read.hazard(section, "rate");
    if (purpose.rate < 0) {
        section.mistake("E105", "", "`" + purpose.name + "` has no rate", "a table [" + section.path() + ".rate]");
        purpose.rate = read.add({});
    }
    purpose.repeats = read.hazard(section, "repeats");
    purpose.repeats_for = read.number(section, "repeats_for");
    if ((purpose.repeats >= 0) != purpose.repeats_for.set()) {
        section.mistake("E105", "", "`repeats` and `repeats_for` go together", "both, or neither");
    }
    bool always = false;
    for (auto& way : section.children("channel")) {
        if (Names::index(read.names.channels, way.name()) < 0) {
            section.unknown("E201", "channel", "channel", way.name(), read.names.channels);
        }
        purpose.ways.push_back(read_way(read, way, purpose.name));
        if (const int c = purpose.ways.back().channel; c >= 0) {
            const auto& channel = read.model.channels[static_cast<std::size_t>(c)];
            always = always || (channel.service < 0 && !channel.hours.set());
        }
    }
    if (!always) {
        section.mistake("E217", "", "all channels for `" + purpose.name + "` may be closed at the same time",
                        "one channel without `service` and `hours`: `nobody`, for residents who contact no service");
    }
    std::sort(purpose.ways.begin(), purpose.ways.end(),
              [](const Purpose::Way& a, const Purpose::Way& b) { return a.channel < b.channel; });
    purpose.met = new_event(read.model, "contact." + purpose.name + ".met");
    purpose.unmet = new_event(read.model, "contact." + purpose.name + ".unmet");
    read.model.purposes.push_back(purpose);
}

} // namespace

void read_contacts(Reader& read, Section& root)
{
    for (auto& section : root.children("channel")) {
        Channel channel;
        channel.name = section.name();
        channel.label = section.text("label", channel.name);
        read_whose(read, section, channel);
        channel.demand = static_cast<Demand>(std::max(0, Names::index(demand_names, section.choice("demand"))));
        channel.held = section.flag("held");
        if (channel.held && channel.service < 0) {
            section.mistake("E105", "held", "`held` needs the service that holds the residents", "a `service`");
        }
        channel.hours = read.number(section, "hours");
        channel.after_met = read.number(section, "after_met");
        channel.after_unmet = read.number(section, "after_unmet");
        read.model.channels.push_back(channel);
    }
    for (auto& section : root.children("contact")) {
        read_purpose(read, section);
    }
}

} // namespace meam::reading
