// What changes of policies may wait for, as [trigger.X] says.

#include "experiments/reading/reader.hpp"

#include <algorithm>

namespace meam::reading {
namespace {

std::vector<int> crises_named(Reader& read, Section& section, std::string_view key)
{
    std::vector<int> result;
    for (const auto& word : section.texts(key)) {
        if (const int crisis = Names::index(read.names.crises, word); crisis >= 0) {
            result.push_back(crisis);
        } else {
            section.unknown("E201", key, "crisis", word, read.names.crises);
        }
    }
    return result;
}

void read_events(Reader& read, Section& section, Trigger& trigger)
{
    trigger.events = read.desk_events(section, "events");
    trigger.at = read.services(section, "at");
}

} // namespace

void read_triggers(Reader& read, Section& root)
{
    for (auto& section : root.children("trigger")) {
        Trigger trigger;
        trigger.name = section.name();
        trigger.crises = crises_named(read, section, "recorded");
        trigger.of = crises_named(read, section, "share_of");
        read_events(read, section, trigger);
        if (section.has("waiting")) {
            trigger.waiting = read.named(section, "waiting", "service", read.names.services);
        }
        const int counts =
            (section.has("recorded") ? 1 : 0) + (section.has("waiting") ? 1 : 0) + (section.has("events") ? 1 : 0);
        const bool of_nothing =
            (section.has("share_of") && !section.has("recorded")) || (section.has("at") && !section.has("events"));
        if (counts != 1 || of_nothing) {
            section.mistake(
                "E322", section.has("recorded") ? "recorded" : "",
                "`" + section.path() + "` does not count exactly one thing",
                "recorded = [\"<crisis>\"], with share_of = [...] for their share; or waiting = \"<service>\"; or "
                "events at desks, with `at`");
        }
        trigger.at_least = !section.has("at_most");
        if (section.has("at_least") == section.has("at_most")) {
            section.mistake("E322", section.has("at_least") ? "at_most" : "",
                            "`" + section.path() + "` needs one limit", "one of `at_least` and `at_most`");
            if (section.has("at_least")) {
                section.pass_over("at_least");
            }
        }
        trigger.line = read.number(section, trigger.at_least ? "at_least" : "at_most", Kind::shared);
        const bool part = std::ranges::all_of(
            trigger.crises, [&](int crisis) { return std::ranges::find(trigger.of, crisis) != trigger.of.end(); });
        if (!trigger.of.empty() && !part) {
            section.mistake("E322", "share_of",
                            "`share_of` leaves out a crisis that `recorded` counts, so the result is no share",
                            "every crisis of `recorded`, and others");
        }
        if (!trigger.of.empty() && trigger.at_least && trigger.line.set() &&
            read.model.numbers.info(trigger.line).stated.value > 1.0) {
            section.mistake("E322", "at_least", "a share is never above 1", "a share, 0 to 1");
        }
        trigger.over = static_cast<Week>(section.value("over"));
        trigger.holds = static_cast<Week>(section.value("holds"));
        read.model.triggers.push_back(std::move(trigger));
    }
}

} // namespace meam::reading
