// The residents of a generated place, and their needs.

#include "tests/support/generated/parts.hpp"

#include "models/parameters/covariates.hpp"

#include <algorithm>

namespace meam::tests {
namespace {

/// Shares over some labels that sum to 1, in hundredths.
std::string shares(Dice& dice, const std::vector<std::string>& labels)
{
    std::string text;
    int left = 100;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const int part = i + 1 == labels.size() ? left : dice.between(0, left);
        char value[32];
        std::snprintf(value, sizeof value, "%.2f", part / 100.0);
        text += (text.empty() ? "" : ", ") + labels[i] + " = " + value;
        left -= part;
    }
    return "{ " + text + " }";
}

/// Shares with none to all of some needs.
std::string shares_of_numbers(std::size_t needs)
{
    std::string text = needs == 1 ? "0.6, 0.4" : needs == 2 ? "0.5, 0.3, 0.2" : "0.4, 0.3, 0.2, 0.1";
    return "[" + text + "]\n";
}

std::string place(Words& words, const std::string& name, bool first)
{
    auto& dice = words.dice;
    std::string text = "[place." + name + "]\nresidents = " + std::to_string(dice.between(30, 90)) + "\n";
    text += "sex = " + shares(dice, attributes::sex) + "\nage = " + shares(dice, words.names.ages) + "\n";
    text += "deprivation = " + shares(dice, attributes::deprivation) + "\naces = " + shares(dice, attributes::aces);
    text += "\n";
    if (dice.chance(0.4)) {
        text += "arrivals = { value = " + dice.number(0, 60) + ", unit = \"1/year\" }\n";
    }
    if (dice.chance(0.3)) {
        text += "aces_by_deprivation = { q1 = " + shares(dice, attributes::aces) + " }\n";
    }
    if (first && dice.chance(0.5)) {
        text += "frailty_sigma = " + dice.number(0, 1) + "\n";
    }
    if (first && dice.chance(0.15)) {
        text += "one_at_a_time = true\n";
    }
    if (first && dice.chance(0.2)) {
        text += "dealt = \"" + dice.one_of({"sex", "age", "deprivation", "aces"}) + "\"\n";
    }
    if (first && words.names.needs_are_counted) {
        text += "needs_at_start = " + shares_of_numbers(words.names.moving_needs.size());
    }
    return text;
}

std::string need(Words& words, const std::string& name)
{
    auto& dice = words.dice;
    const auto table = "[need." + name;
    std::string text = table + "]\n";
    if (words.names.needs_are_counted || dice.chance(0.6)) {
        text += "meam = true\n";
    }
    text += "case = { emerging = \"some\", established = \"more\", acute = \"most\" }\n";
    const auto& moving = words.names.moving_needs;
    if (std::ranges::find(moving, name) == moving.end()) {
        const auto& [home, states] = words.names.circumstances.front();
        return text + "reads = { circumstance = \"" + home + "\", " + (states.size() > 2 ? states[1] + " = 1, " : "") +
               states.back() + " = 3 }\n";
    }
    const auto part = [&] { return dice.number(0.02, 0.25); };
    if (words.names.needs_are_counted) {
        text += table + ".onset]\n" + words.hazard_lines(0, 0.15, false);
        return text;
    }
    const auto onset = words.hazard_lines(0, 0.15, false);
    if (onset.find("sex = {") != std::string::npos && dice.chance(0.5)) {
        text += "marginal = [\"sex\"]\n";
    }
    text += "start = { emerging = " + part() + ", established = " + part() + ", acute = " + part();
    if (dice.chance(0.4)) {
        text += ", ever = " + dice.number(0, 0.4);
        if (dice.chance(0.5)) {
            text += ", ever_ratio = { sex = { male = " + dice.number(0.5, 2) + " } }";
        }
    }
    text += " }\n";
    if (dice.chance(0.15)) {
        text += "start_by = { sex = { male = { emerging = " + part() + ", acute = " + part() + " } } }\n";
    }
    text += table + ".onset]\n" + onset;
    text += table + ".escalation]\n" + words.hazard_lines(0, 0.25, false);
    text += "rate_to_acute = " + words.rate(0, 0.3) + "\n";
    text += table + ".easing]\n" + words.hazard_lines(0, 0.25, false);
    text += "rate_from_established = " + words.rate(0, 0.3) + "\n";
    text += "rate_from_acute = " + words.rate(0, 0.3) + "\n";
    if (dice.chance(0.4)) {
        text += "cap = " + dice.number(0.3, 5) + "\n";
    }
    return text;
}

std::string stock(Words& words, const std::string& name)
{
    auto& dice = words.dice;
    std::string text = "[stock." + name + "]\n";
    if (dice.chance(0.5)) {
        text += "kind = \"" + dice.one_of({"soft", "block"}) + "\"\n";
    }
    if (dice.chance(0.5)) {
        text += "neutral = " + std::to_string(dice.between(4, 10)) + "\n";
    }
    if (dice.chance(0.6)) {
        text += dice.chance(0.5) ? "norm = " + dice.number(4, 10) + "\n"
                                 : "norm = { q1 = 6, q2 = 7, q3 = 8, q4 = 8, q5 = " + dice.number(5, 11) + " }\n";
    }
    if (dice.chance(0.7)) {
        text += "drift = " + words.hazard(0, 0.15) + "\n";
    }
    std::vector<std::string> known;
    std::string on;
    for (int i = dice.between(1, 6); i > 0; --i) {
        const auto event = words.event();
        if (std::ranges::find(known, event) == known.end() && event != "refused") {
            known.push_back(event);
            on += "\"" + event + "\" = " + dice.number(-2, 2) + "\n";
        }
    }
    text += "[stock." + name + ".on]\n" + on;
    if (!words.names.services.empty() && dice.chance(0.4)) {
        text += "[stock." + name + ".on_service." + dice.one_of(words.names.services) +
                "]\nadmitted = " + dice.number(-2, 2) + "\nseason = 1\n";
    }
    return text;
}

std::string circumstance(Words& words, const std::string& name, const std::vector<std::string>& states)
{
    auto& dice = words.dice;
    const auto table = "[circumstance." + name;
    std::string text = table + "]\nstates = " + Words::list(states) + "\ndefault = \"" + states.front() + "\"\n";
    for (const auto& [key, state] : {std::pair{"away", "prison"}, std::pair{"elsewhere", "abroad"}}) {
        if (std::ranges::find(states, state) != states.end()) {
            text += std::string(key) + " = [\"" + state + "\"]\n";
        }
    }
    text += "start = { " + states[1] + " = " + dice.number(0, 0.3);
    if (states.size() > 2) {
        text += ", " + states[2] + " = " + dice.number(0, 0.2);
    }
    text += " }\n";
    if (dice.chance(0.15)) {
        text += "start_by = { sex = { male = { " + states[1] + " = " + dice.number(0, 0.5) + " } } }\n";
    }
    if (dice.chance(0.15)) {
        text += "start_exactly = { " + states.back() + " = { residents = " + std::to_string(dice.between(0, 2)) +
                ", whom = " + words.whom(true) + " } }\n";
    }
    for (const auto& from : states) {
        for (const auto& to : states) {
            if (from != to && dice.chance(0.4)) {
                text += table + ".move." + from + "." + to + "]\n" + words.hazard_lines(0, 0.08);
            }
        }
    }
    return text;
}

} // namespace

Vocabulary generated_vocabulary(Dice& dice)
{
    Vocabulary names;
    names.ages = attributes::age;
    if (dice.chance(0.3)) {
        names.ages = {"young", "older", "old"};
    }
    names.needs = dice.some_of<std::string>({"addiction", "debt", "illness"}, 0.6);
    if (names.needs.empty()) {
        names.needs = {"thirst"};
    }
    names.moving_needs = names.needs;
    names.stocks = dice.some_of<std::string>({"trust", "hope"}, 0.5);
    if (dice.chance(0.7)) {
        auto states = dice.some_of<std::string>({"sofa", "hostel", "street", "prison", "abroad"}, 0.5);
        if (states.empty()) {
            states = {"sofa"};
        }
        states.insert(states.begin(), "house");
        names.circumstances.emplace_back("home", states);
        if (dice.chance(0.4)) {
            names.needs.emplace_back("homelessness");
        }
    }
    if (dice.chance(0.4)) {
        names.circumstances.emplace_back("work", std::vector<std::string>{"working", "out", "learning"});
    }
    names.crises = dice.some_of<std::string>({"arrest", "call", "collapse"}, 0.5);
    if (dice.chance(0.4)) {
        names.channels = dice.some_of<std::string>({"desk_line", "line", "ring"}, 0.6);
        names.channels.emplace_back("nobody"); // never closed
        names.purposes =
            dice.chance(0.5) ? std::vector<std::string>{"distress"} : std::vector<std::string>{"distress", "safety"};
    }
    names.services = dice.some_of<std::string>(
        {"advice", "clinic", "gp", "hostel_beds", "hub", "lettings", "rehab", "watchers"}, 0.5);
    if (names.services.empty()) {
        names.services = {"clinic"};
    }
    if (names.circumstances.empty()) { // what gives homes needs homes
        std::erase(names.services, "hostel_beds");
        std::erase(names.services, "lettings");
    }
    if (names.services.empty()) {
        names.services = {"clinic"};
    }
    names.agencies = {"council", "nhs", "police"};
    names.agencies.resize(std::min<std::size_t>(3, names.services.size()));
    names.needs_are_counted = dice.chance(0.05) && names.needs == names.moving_needs;
    if (dice.chance(0.25)) {
        names.places = {"east", "west"};
    }
    if (dice.chance(0.3)) {
        names.seen = {{"partner", dice.one_of(names.needs)}};
    }
    names.triggers = dice.some_of<std::string>({"busy", "crowd"}, 0.4);
    if (dice.chance(0.4)) {
        names.measures = {"watched"};
    }
    return names;
}

void add_people(Words& words, Pieces& pieces)
{
    const auto& names = words.names;
    if (names.ages.size() == 3) {
        pieces.push_back("[ages]\nyoung = 18\nolder = " + std::to_string(words.dice.between(25, 45)) + "\nold = 60\n");
    }
    const auto places = names.places.empty() ? std::vector<std::string>{"town"} : names.places;
    for (const auto& name : places) {
        pieces.push_back(place(words, name, name == places.front()));
    }
    for (const auto& name : names.needs) {
        pieces.push_back(need(words, name));
    }
    for (const auto& name : names.stocks) {
        pieces.push_back(stock(words, name));
    }
    for (const auto& [name, states] : names.circumstances) {
        pieces.push_back(circumstance(words, name, states));
    }
    for (const auto& [tie, what] : names.seen) {
        auto sees = what;
        pieces.push_back("[tie." + tie + "]\nshare = " + words.dice.number(0.2, 1) +
                         "\nfirst = { sex = [\"female\"] }" + "\nsecond = " + words.whom(true) + "\nsees = [\"" + sees +
                         "\"]\n");
    }
}

} // namespace meam::tests
