// What happens to the residents of a generated place, and what is counted.

#include "tests/support/generated/parts.hpp"

namespace meam::tests {
namespace {

/// What may follow from something that happened.
std::string consequence(Words& words)
{
    auto& dice = words.dice;
    const auto& names = words.names;
    std::string lines = "chance = " + words.chance(0.1, 1) + "\n";
    std::vector<std::string> kinds{"worsen", "ease", "refer", "forget"};
    if (!names.circumstances.empty()) {
        kinds.insert(kinds.end(), {"move", "move"});
    }
    for (const auto& kind : dice.chance(0.2) ? dice.some_of(kinds, 0.4) : std::vector{dice.one_of(kinds)}) {
        if (lines.find(kind + " =") != std::string::npos) {
            continue;
        }
        if (kind == "worsen" || kind == "ease") {
            lines += kind + " = \"" + dice.one_of(names.moving_needs) + "\"\n";
        } else if (kind == "refer") {
            lines += "refer = \"" + dice.one_of(names.services) + "\"\n";
        } else if (kind == "forget") {
            lines += "forget = \"" + dice.one_of({"unmet", "written_off"}) + "\"\n";
        } else {
            const auto& [name, states] = dice.one_of(names.circumstances);
            lines += "move = { circumstance = \"" + name + "\", to = \"" + dice.one_of(states) + "\" }\n";
            if (dice.chance(0.3)) {
                lines += "only_from = [\"" + dice.one_of(states) + "\"]\n";
            }
        }
    }
    if (dice.chance(0.05) || lines.find('\n') + 1 == lines.size()) {
        lines += "departs = true\n";
    }
    if (dice.chance(0.2)) {
        lines += "only_if = " + words.severities() + "\n";
    }
    if (dice.chance(0.3)) {
        lines += "whom = " + words.whom() + "\n";
    }
    return lines;
}

/// The events that a consequence may bring about in its turn, by its lines; rather too many than too few.
std::vector<std::string> raised_by(const Vocabulary& names, const std::string& lines)
{
    std::vector<std::string> events;
    const auto says = [&](const std::string& part) { return lines.find(part) != std::string::npos; };
    if (says("refer = ")) {
        events.emplace_back("presented");
    }
    if (says("worsen = ")) {
        events.insert(events.end(), {"referred_on", "lost"});
    }
    if (says("move = ")) {
        events.insert(events.end(), {"ended_by_custody", "completed"});
    }
    for (const auto& [name, states] : names.circumstances) {
        for (const auto& state : states) {
            if (says("move = { circumstance = \"" + name + "\", to = \"" + state + "\"") ||
                (says("departs = ") && state == "abroad")) {
                events.push_back("move." + name + "." + state);
            }
        }
    }
    return events;
}

std::string crisis(Words& words, const std::string& name)
{
    auto& dice = words.dice;
    std::string text = "[crisis." + name + "]\nagency = \"" + dice.one_of(words.names.agencies) + "\"\n";
    if (dice.chance(0.5)) {
        text += "service = \"" + dice.one_of(words.names.services) + "\"\n";
    }
    for (const auto* key : {"disclosed", "recorded", "acted_on"}) {
        if (dice.chance(0.6)) {
            text += std::string(key) + " = " + words.chance(0.5, 1) + "\n";
        }
    }
    if (dice.chance(0.3)) {
        text += "demand = \"" + dice.one_of({"reactive", "preventative", "none"}) + "\"\n";
    }
    if (dice.chance(0.2)) {
        text += "one_a_week = \"one\"\n";
    }
    if (dice.chance(0.3)) {
        text += "inappropriate = { " + dice.one_of(words.names.needs) + " = " + dice.number(0, 1) + " }\n";
    }
    if (dice.chance(0.3)) {
        text += "harm_cost = \"120 GBP\"\nservice_cost = \"80 GBP\"\n";
    }
    text += "[crisis." + name + ".rate]\n" + words.hazard_lines(0, 0.15);
    for (int i = dice.between(0, 2); i > 0; --i) {
        text += "[crisis." + name + ".then.c" + std::to_string(i) + "]\n" + consequence(words);
        if (dice.chance(0.1)) {
            text += "death = true\n";
        }
    }
    return text;
}

std::string channel(Words& words, const std::string& name)
{
    auto& dice = words.dice;
    const auto& names = words.names;
    std::string text = "[channel." + name + "]\n";
    if (name == "desk_line") {
        text += "agency = \"" + dice.one_of(words.names.agencies) + "\"\nservice = \"" + dice.one_of(names.services) +
                "\"\n";
        if (dice.chance(0.3)) {
            text += "held = true\n";
        }
        if (dice.chance(0.5)) {
            text += "cost = \"12 GBP\"\n";
        }
    } else if (name == "ring" && !names.crises.empty()) {
        text += "crisis = \"" + dice.one_of(names.crises) + "\"\n";
    }
    if (dice.chance(0.3)) {
        text += "demand = \"" + dice.one_of({"reactive", "preventative", "none"}) + "\"\n";
    }
    if (name != "nobody" && dice.chance(0.4)) {
        text += "hours = " + dice.number(0.2, 1) + "\n";
    }
    if (dice.chance(0.4)) {
        text += "after_met = " + dice.number(0.5, 3) + "\nafter_unmet = " + dice.number(0.2, 1.5) + "\n";
    }
    return text;
}

std::string contact(Words& words, const std::string& name)
{
    auto& dice = words.dice;
    std::string text = "[contact." + name + "]\n";
    if (dice.chance(0.8)) {
        text += "repeats = " + words.hazard(0, 0.5) + "\nrepeats_for = " + words.weeks(1, 8) + "\n";
    }
    text += "[contact." + name + ".rate]\n" + words.hazard_lines(0, 0.15);
    for (const auto& to : words.names.channels) {
        text += "[contact." + name + ".channel." + to + "]\nmeets = " + words.chance(0, 1) + "\nweight = ";
        text += dice.chance(0.5) ? dice.number(0.1, 3)
                                 : "{ weight = 1, by_need = { " + dice.one_of(words.names.needs) +
                                       " = [0, 1, 2, 1] }, ratio = " + words.ratios() + " }";
        text += "\n";
    }
    return text;
}

std::string trigger(Words& words, const std::string& name)
{
    auto& dice = words.dice;
    const auto& names = words.names;
    std::string text = "[trigger." + name + "]\n";
    if (!names.crises.empty() && dice.chance(0.4)) {
        text += "recorded = " + Words::list(names.crises) + "\n";
        if (dice.chance(0.3)) {
            text += "share_of = " + Words::list(names.crises) + "\nat_least = 0.5\n";
        } else {
            text += "at_least = " + std::to_string(dice.between(0, 15)) + "\n";
        }
    } else if (dice.chance(0.4)) {
        text += "waiting = \"" + dice.one_of(names.services) + "\"\n" + dice.one_of({"at_least", "at_most"}) + " = " +
                dice.number(0, 6) + "\n";
    } else {
        text += "events = " + Words::list({words.desk_event(), "presented"}) + "\n";
        if (dice.chance(0.4)) {
            text += "at = [\"" + dice.one_of(names.services) + "\"]\n";
        }
        text += dice.one_of({"at_least", "at_most"}) + " = " + std::to_string(dice.between(0, 12)) + "\n";
    }
    if (dice.chance(0.5)) {
        text += "over = " + words.weeks(1, 8) + "\n";
    }
    if (dice.chance(0.5)) {
        text += "holds = " + words.weeks(1, 6) + "\n";
    }
    return text;
}

} // namespace

void add_events(Words& words, Pieces& pieces)
{
    auto& dice = words.dice;
    const auto& names = words.names;
    for (const auto& name : names.crises) {
        pieces.push_back(crisis(words, name));
    }
    for (const auto& name : names.channels) {
        pieces.push_back(channel(words, name));
    }
    for (const auto& name : names.purposes) {
        pieces.push_back(contact(words, name));
    }
    for (const auto& name : dice.some_of<std::string>({"any", "sudden"}, 0.4)) {
        pieces.push_back("[death." + name + "]\n" + words.hazard_lines(0, 0.005));
    }
    if (dice.chance(0.4)) {
        pieces.push_back("[departure]\n" + words.hazard_lines(0, 0.01));
    }
    std::vector<std::string> raised; // by the consequences so far: none of the later ones may follow from them
    for (int i = dice.chance(0.6) ? dice.between(1, 4) : 0; i > 0; --i) {
        const auto what = consequence(words);
        for (const auto& event : raised_by(names, what)) {
            raised.push_back(event);
        }
        std::vector<std::string> on{words.event_but(raised)};
        if (dice.chance(0.4)) {
            on.push_back(words.event_but(raised));
        }
        auto text = "[then.t" + std::to_string(i) + "]\non = " + Words::list(on) + "\n" + what;
        if (dice.chance(0.2)) {
            text += "at = [\"" + dice.one_of(names.services) + "\"]\n";
        }
        pieces.push_back(text);
    }
    for (const auto& name : names.triggers) {
        pieces.push_back(trigger(words, name));
    }
    for (const auto& name : names.measures) {
        auto text = "[measure." + name + "]\nwhom = " + words.counted() + "\n";
        if (dice.chance(0.5)) {
            text += "among = " + words.counted() + "\n";
        }
        pieces.push_back(text + "better = \"lower\"\n");
    }
    if (dice.chance(0.2) && names.agencies.size() > 1) {
        pieces.push_back("[payment.fee]\non = [\"admitted\", \"presented\"]\nat = [\"" + dice.one_of(names.services) +
                         "\"]\namount = \"30 GBP\"\nfrom = \"" + names.agencies.back() + "\"\nto = \"" +
                         names.agencies.front() + "\"\n");
    }
}

} // namespace meam::tests
