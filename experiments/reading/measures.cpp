// What a file asks to count residents by, as [measure.X] says.

#include "experiments/reading/whom.hpp"

#include "models/state/state.hpp"

#include <algorithm>

namespace meam::reading {
namespace {

/// Whether a condition asks for engagements, which residents are not counted by.
bool asks_of_engagements(const Reach& reach)
{
    return reach.enrolled >= 0 || reach.at >= 0 || std::ranges::any_of(reach.except, asks_of_engagements);
}

Reach read_whom(Reader& read, Section& at, std::string_view key)
{
    auto reach = read_reach(read, at, Ranked::no, key);
    if (asks_of_engagements(reach)) {
        at.mistake("E234", key,
                   "a measure counts residents by their attributes, needs and circumstances, not by their services",
                   "treatment.<need> = [\"on\"]; or a circumstance that a [then.X] moves on admission");
    }
    return reach;
}

} // namespace

void read_measures(Reader& read, Section& root)
{
    for (auto& section : root.children("measure")) {
        Counted counted;
        counted.name = section.name();
        counted.label = section.text("label", counted.name);
        counted.better = section.choice("better");
        if (!section.has("whom")) {
            section.mistake("E105", "", "`" + section.path() + "` has no `whom`: the residents that it counts",
                            "whom = { need = { crime = 2 } }");
        }
        counted.whom = read_whom(read, section, "whom");
        if (section.has("among")) {
            counted.among = read_whom(read, section, "among");
        }
        read.model.counted.push_back(std::move(counted));
    }
    if (read.model.counted.size() > most_counted) {
        root.mistake("E204", "measure", std::to_string(read.model.counted.size()) + " measures",
                     "at most " + std::to_string(most_counted));
    }
}

} // namespace meam::reading
