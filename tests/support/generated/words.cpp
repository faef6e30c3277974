#include "tests/support/generated/words.hpp"

#include "models/definitions/events.hpp"
#include "models/parameters/covariates.hpp"

#include <algorithm>

namespace meam::tests {
namespace {

std::string joined(const std::vector<std::string>& parts)
{
    std::string text;
    for (const auto& part : parts) {
        text += (text.empty() ? "" : ", ") + part;
    }
    return text;
}

} // namespace

std::string Words::list(const std::vector<std::string>& words)
{
    std::string text;
    for (auto word = words.begin(); word != words.end(); ++word) {
        if (std::find(words.begin(), word, *word) == word) {
            text += (text.empty() ? "\"" : ", \"") + *word + "\"";
        }
    }
    return "[" + text + "]";
}

std::string Words::rate(double low, double high)
{
    return "{ value = " + dice.number(low, high) + ", unit = \"1/week\" }";
}

std::string Words::weeks(int low, int high)
{
    return "\"" + std::to_string(dice.between(low, high)) + " weeks\"";
}

std::string Words::severities()
{
    return "{ " + dice.one_of(names.needs) + " = " + std::to_string(dice.between(1, 2)) + " }";
}

std::vector<std::string> Words::fixed_conditions()
{
    auto some = [&](const std::vector<std::string>& labels) {
        auto chosen = dice.some_of(labels, 0.6);
        return list(chosen.empty() ? std::vector{labels.front()} : chosen);
    };
    std::vector<std::string> all{"sex = " + some(attributes::sex), "age = " + some(names.ages),
                                 "deprivation = " + some(attributes::deprivation), "aces = " + some(attributes::aces)};
    if (!names.places.empty()) {
        all.push_back("place = " + some(names.places));
    }
    return all;
}

std::vector<std::string> Words::moving_conditions(int depth)
{
    const auto need = dice.one_of(names.needs);
    std::vector<std::string> all{"need = " + severities(),
                                 "needs = " + std::to_string(dice.between(1, static_cast<int>(names.needs.size()))),
                                 "untreated = { at_least = 0, at_most = " +
                                     std::to_string(dice.between(0, static_cast<int>(names.needs.size()))) + " }",
                                 "ever = { " + need + " = " + std::to_string(dice.between(0, 1)) + " }",
                                 "treatment = { " + need + " = " +
                                     list({dice.one_of(treatment_labels), "off_2w", "off_8w", "on"}) + " }",
                                 "exit = { " + need + " = " + list({dice.one_of(exit_labels), "completed"}) + " }"};
    if (!names.stocks.empty()) {
        const auto stock = dice.one_of(names.stocks);
        all.push_back(stock + " = " + std::to_string(dice.between(5, 9)));
        all.push_back(stock + " = { at_most = " + std::to_string(dice.between(5, 9)) + " }");
    }
    for (const auto& [name, states] : names.circumstances) {
        auto chosen = dice.some_of(states, 0.5);
        all.push_back(name + " = " + list(chosen.empty() ? std::vector{states.front()} : chosen));
    }
    if (!names.services.empty()) {
        all.push_back("enrolled = \"" + dice.one_of(names.services) + "\"");
        all.push_back("at = \"" + dice.one_of(names.services) + "\"");
    }
    if (!names.seen.empty()) {
        const auto& [tie, what] = dice.one_of(names.seen);
        all.push_back(tie + " = { " + what + " = " + std::to_string(dice.between(0, 2)) + " }");
    }
    if (depth == 0) {
        all.push_back("not = " + whom_of(false, false, 1));
        all.push_back("not = [" + whom_of(false, false, 1) + ", " + whom_of(false, false, 1) + "]");
    }
    return all;
}

std::string Words::whom_of(bool fixed, bool ranked, int depth)
{
    if (ranked && dice.chance(0.12)) {
        return "{ top = " + std::to_string(dice.between(1, 40)) + " }";
    }
    std::vector<std::string> parts;
    if (!fixed) {
        parts.push_back(dice.chance(0.3) ? "need = " + severities() : dice.one_of(moving_conditions(depth)));
    }
    if (fixed || dice.chance(0.3)) {
        parts.push_back(dice.one_of(fixed_conditions()));
    }
    return "{ " + joined(parts) + " }";
}

std::string Words::whom(bool fixed, bool ranked)
{
    return whom_of(fixed, ranked, 0);
}

std::string Words::counted()
{
    for (;;) {
        auto condition = whom();
        if (condition.find("enrolled") == std::string::npos && condition.find("at = \"") == std::string::npos) {
            return condition;
        }
    }
}

std::string Words::ratios()
{
    const auto at = [&](const std::vector<std::string>& labels) {
        return "{ " + dice.one_of(labels) + " = " + dice.number(0.3, 3) + " }";
    };
    const auto need = dice.one_of(names.needs);
    std::vector<std::string> all{"sex = " + at(attributes::sex),
                                 "age = " + at(names.ages),
                                 "deprivation = " + at(attributes::deprivation),
                                 "aces = " + at(attributes::aces),
                                 "needs = " + dice.number(0.7, 1.5),
                                 "untreated = " + dice.number(0.7, 1.5),
                                 need + " = " + dice.number(0.7, 1.4),
                                 need + " = [1, " + dice.number(0.5, 2) + ", " + dice.number(0.5, 2) + ", " +
                                     dice.number(0.5, 2) + "]",
                                 "\"ever." + need + "\" = [1, " + dice.number(0.5, 2) + "]",
                                 "treatment = { " + need + " = { on = " + dice.number(0.5, 2) +
                                     ", off_2w = " + dice.number(0.5, 4) + ", off_8w = " + dice.number(0.5, 3) + " } }",
                                 "exit = { " + need + " = " + at(exit_labels) + " }"};
    for (const auto& stock : names.stocks) {
        all.push_back(stock + " = " + dice.number(0.8, 1.2));
    }
    for (const auto& [name, states] : names.circumstances) {
        all.push_back(name + " = " + at(states));
    }
    if (!names.seen.empty()) {
        const auto& [tie, what] = dice.one_of(names.seen);
        all.push_back(tie + " = { " + what + " = " + dice.number(0.6, 2) + " }");
    }
    if (!names.places.empty()) {
        all.push_back("place = " + at(names.places));
    }
    std::vector<std::string> chosen{dice.one_of(all)};
    const auto other = dice.one_of(all);
    if (other.substr(0, other.find_first_of(" .")) != chosen.front().substr(0, chosen.front().find_first_of(" .")) &&
        other.front() != '"') {
        chosen.push_back(other);
    }
    return "{ " + joined(chosen) + " }";
}

std::string Words::rates_by_need(double high)
{
    return "{ " + dice.one_of(names.needs) + " = { value = [0, " + dice.number(0, high) + ", " + dice.number(0, high) +
           ", " + dice.number(0, high) + "], unit = \"1/week\" } }";
}

std::string Words::hazard_lines(double low, double high, bool by_need)
{
    if (dice.chance(0.1)) {
        return "weekly_chance = " + dice.number(0, std::min(0.5, high)) + "\nratio = " + ratios() + "\nmost = 0.6\n";
    }
    std::string lines = "rate = " + rate(low, high) + "\n";
    if (by_need && dice.chance(0.4)) {
        lines += "by_need = " + rates_by_need(high) + "\n";
    }
    if (dice.chance(0.2)) {
        lines += "frailty = " + dice.number(-1, 1.5) + "\n";
    }
    if (dice.chance(0.6)) {
        lines += "ratio = " + ratios() + "\n";
    }
    if (dice.chance(0.08)) {
        lines += "most = " + dice.number(0.2, 1) + "\n";
    }
    if (dice.chance(0.08)) {
        lines += "marginal = true\n";
    }
    return lines;
}

std::string Words::hazard(double low, double high)
{
    if (dice.chance(0.4)) {
        return rate(low, high);
    }
    auto lines = hazard_lines(low, high);
    for (auto at = lines.find('\n'); at != std::string::npos; at = lines.find('\n', at + 2)) {
        lines.replace(at, 1, at + 1 == lines.size() ? "" : ", ");
    }
    return "{ " + lines + " }";
}

std::string Words::chance(double low, double high)
{
    if (dice.chance(0.5)) {
        return dice.number(low, high);
    }
    return "{ chance = " + dice.number(low, high) + ", ratio = " + ratios() + " }";
}

std::string Words::desk_event()
{
    return dice.one_of(event_names);
}

std::string Words::event()
{
    std::vector<std::string> all{desk_event(), "refused"};
    for (const auto& crisis : names.crises) {
        all.push_back("crisis." + crisis);
        all.push_back("crisis." + crisis + ".recorded");
    }
    for (const auto& purpose : names.purposes) {
        all.push_back("contact." + purpose + (dice.chance(0.5) ? ".met" : ".unmet"));
    }
    for (const auto& [name, states] : names.circumstances) {
        all.push_back("move." + name + "." + dice.one_of(states));
    }
    return dice.chance(0.4) ? desk_event() : dice.one_of(all);
}

std::string Words::event_but(const std::vector<std::string>& barred)
{
    for (;;) {
        auto one = event();
        if (std::ranges::find(barred, one) == barred.end()) {
            return one;
        }
    }
}

} // namespace meam::tests
