// Who helps the residents of a generated place.

#include "tests/support/generated/parts.hpp"

#include <algorithm>

namespace meam::tests {
namespace {

std::string effects(Words& words, double low, double high)
{
    std::string text;
    for (const auto& need : words.names.needs) {
        if (words.dice.chance(0.6) || text.empty()) {
            text += (text.empty() ? "" : ", ") + need + " = " + words.dice.number(low, high);
        }
    }
    return "{ " + text + " }";
}

/// Lines of what a service has room for, and how many residents that is.
struct Capacity {
    std::string lines;
    int room = 0;
};

Capacity capacity(Words& words, const std::string& name)
{
    auto& dice = words.dice;
    const auto& circumstances = words.names.circumstances;
    if (name == "gp" || name == "watchers") {
        return {name == "gp" ? "unlimited = true\n" : "workers = \"1 worker\"\ncaseload = 15\n", 15};
    }
    if (name == "lettings") {
        const auto& [home, states] = circumstances.front();
        return {"supply = { value = " + dice.number(0.1, 1.5) + ", unit = \"1/week\" }\ngrants = { circumstance = \"" +
                home + "\", state = \"" + states.front() + "\" }\n"};
    }
    if (name == "hostel_beds") {
        const auto& [home, states] = circumstances.front();
        const int beds = dice.between(1, 9);
        return {"beds = " + std::to_string(beds) + "\nholds = { circumstance = \"" + home + "\", state = \"" +
                    states[1] + "\", leaves_to = \"" + states.front() + "\" }\n",
                beds};
    }
    const auto workers = dice.number(0.5, 4);
    const int caseload = dice.between(2, 6);
    std::string text = "workers = \"" + workers + " workers\"\ncaseload = " + std::to_string(caseload) + "\n";
    if (!circumstances.empty() && dice.chance(0.2)) {
        text += "volunteers = { circumstance = \"" + circumstances.front().first + "\", state = \"" +
                circumstances.front().second.front() + "\", each = \"" + dice.number(0, 0.03) + " workers\" }\n";
    }
    if (dice.chance(0.5)) {
        text += "turnover = " + words.rate(0, 0.1) + "\n";
        if (dice.chance(0.5)) {
            text += "vacancy = " + words.weeks(0, 6) + "\n";
        }
        if (dice.chance(0.3)) {
            text += "strain = " + dice.number(0.8, 1.5) + "\n";
        }
        if (dice.chance(0.3)) {
            text += "supervision = { given = 0.5, without = " + dice.number(1, 2) + " }\n";
        }
        if (dice.chance(0.4)) {
            text += "newcomer = { weeks = " + words.weeks(1, 9) + ", dose = " + dice.number(0, 1) +
                    ", steps = " + std::to_string(dice.between(1, 3)) + " }\n";
        }
    }
    return {text, static_cast<int>(std::stod(workers) * caseload)};
}

std::string assessment(Words& words)
{
    auto& dice = words.dice;
    std::string text;
    if (dice.chance(0.7)) {
        text += "assessments = { value = " + dice.number(1, 15) + ", unit = \"1/week\" }\n";
    }
    if (dice.chance(0.75)) {
        text += "threshold = " + std::to_string(dice.between(1, 3)) + "\n";
    }
    if (dice.chance(0.3)) {
        text += "threshold_tightening = " + dice.number(0, 0.3) + "\n";
    }
    if (dice.chance(0.4)) {
        text += "excludes = { " + dice.one_of(words.names.needs) + " = " + std::to_string(dice.between(1, 4)) + " }\n";
    }
    if (dice.chance(0.5)) {
        text += "discovery = " + dice.number(0, 1) + "\n";
    }
    for (const auto* key : {"written_off", "parked", "dumped", "not_prioritised"}) {
        if (dice.chance(0.4)) {
            text += std::string(key) + " = " + words.chance(0, 0.5) + "\n";
        }
    }
    if (dice.chance(0.4)) {
        text += "parked_for = " + words.weeks(0, 9) + "\n";
    }
    return text;
}

std::string episode(Words& words)
{
    auto& dice = words.dice;
    std::string text;
    const bool completes = dice.chance(0.7);
    for (const std::string key : {"completion", "drop_out", "abandonment", "missed"}) {
        const bool needed = (key == "completion" && completes) || (key == "drop_out" && !completes);
        if (needed || dice.chance(0.5)) {
            text += key + " = " + words.hazard(0.02, 0.4) + "\n";
        }
    }
    if (dice.chance(0.3)) {
        text += "missed_limit = " + std::to_string(dice.between(1, 3)) + "\n";
    }
    if (dice.chance(0.4)) {
        const int least = dice.between(0, 6);
        text += "stay = { at_least = \"" + std::to_string(least) + " weeks\", at_most = \"" +
                std::to_string(least + dice.between(1, 20)) + " weeks\", ends = \"" +
                dice.one_of({"completed", "discharged"}) + "\" }\n";
    }
    if (dice.chance(0.5)) {
        text += "relationship = { growth = " + dice.number(0, 0.5) + ", decay = " + dice.number(0, 0.7) +
                ", carry = " + dice.number(0, 1) + " }\nworks_without_relationship = " + dice.number(0, 1) + "\n";
    }
    if (dice.chance(0.2)) {
        text += "hours_per_worker = \"20 hours/week\"\nhours_needed = \"" + dice.number(1, 9) + " hours/week\"\n";
    }
    return text;
}

std::string outreach(Words& words)
{
    auto& dice = words.dice;
    std::string text = "outreach = { top = " + std::to_string(dice.between(1, 20)) + ", every = " + words.weeks(1, 6) +
                       ", accepted = " + words.chance(0.2, 1);
    if (dice.chance(0.5)) {
        text += ", whom = " + words.whom();
    }
    if (dice.chance(0.6)) {
        text += ", counts_engaged = " + dice.one_of({"true", "false"});
    }
    const auto by = dice.one_of({"recorded", "random", "reactive_share"});
    text += ", by = \"" + by + "\"";
    if (by != "random" && dice.chance(0.4)) {
        text += ", over = " + words.weeks(2, 30) + ", agency = \"" + dice.one_of(words.names.agencies) + "\"";
    }
    return text + " }\n";
}

/// Whether few residents of a small place may be with a service at the start, by its lines.
bool takes_few(const std::string& lines)
{
    const auto says = [&](const char* part) { return lines.find(part) != std::string::npos; };
    return says("\nthreshold = 2") || says("\nthreshold = 3") || says("\nwhom = ") || says("\neligible = ") ||
           says("\nexcludes = ") || says("\nfor = ");
}

std::string service(Words& words, const std::string& name, const std::string& agency)
{
    auto& dice = words.dice;
    const auto& names = words.names;
    const bool placebo = name == "watchers", hub = name == "hub";
    std::string text = "[service." + name + "]\nagency = \"" + agency + "\"\nkind = \"";
    text += placebo ? "placebo"
            : hub   ? "hub"
                    : dice.one_of({"universal", "preventative", "response", "crisis", "enforcement"});
    const auto [lines, room] = capacity(words, name);
    text += "\"\n" + lines + assessment(words) + episode(words);
    if (name != "lettings" && (name != "hostel_beds" || dice.chance(0.4))) {
        text += "treats = " + effects(words, -0.2, 4) + "\n";
    }
    if (dice.chance(0.15)) {
        text += "for = [\"" + dice.one_of(names.needs) + "\"]\n";
    }
    if (dice.chance(0.05)) {
        text += "open = false\n";
    }
    if (dice.chance(0.4)) {
        text += "when = \"" + dice.one_of({"drain", "transfer", "send_away"}) + "\"\n";
    }
    if (dice.chance(0.3)) {
        text += "tie_break = \"resident\"\n";
    }
    if (!placebo && !names.circumstances.empty() && dice.chance(0.3)) {
        const auto& [circumstance, states] = dice.one_of(names.circumstances);
        text += "speeds = { " + circumstance + " = { " + dice.one_of(states) + " = " + dice.number(0.3, 5) + " } }\n";
    }
    if (!names.circumstances.empty() && dice.chance(0.25)) {
        const auto& [circumstance, states] = dice.one_of(names.circumstances);
        auto some = dice.some_of(states, 0.7);
        text += "eligible = { " + circumstance + " = " + Words::list(some.empty() ? states : some) + " }\n";
    }
    if (dice.chance(0.2)) {
        text += "whom = " + words.whom() + "\n";
    }
    if (!placebo && dice.chance(takes_few(text) ? 0.04 : 0.4)) {
        const int most = takes_few(text) ? 1 : 3;
        const auto held = std::to_string(dice.between(0, std::min(room, most)));
        text += "at_start = { " + (name == "lettings" ? "" : "held = " + held + ", ") +
                "waiting = " + std::to_string(dice.between(0, most)) + " }\n";
    }
    if (!placebo && dice.chance(0.5)) {
        text += dice.one_of({"worker_cost = { value = 30000, unit = \"GBP/year\" }\n",
                             "case_cost = { value = 900, unit = \"GBP/year\" }\n", "event_cost = \"100 GBP\"\n"});
    }
    if (!placebo && dice.chance(0.15)) {
        text += "payer = { " + words.names.agencies.front() + " = 1 }\n";
    }
    if (hub) {
        text += "key_work = { mode = \"" + dice.one_of({"parallel", "sequence"}) +
                "\", no_refer_on = " + dice.one_of({"true", "false"}) +
                ", unblock_budget = { value = 20000, unit = \"GBP/year\" }, unblock_cost = \"" + dice.number(1, 400) +
                " GBP\", learning_after = " + std::to_string(dice.between(1, 9)) +
                ", unblock_delay = " + words.weeks(0, 4) + ", unblocks = [\"excluded\"" +
                dice.one_of({"", ", \"written_off\""}) + "] }\n";
    }
    if (hub || placebo || dice.chance(0.2)) {
        text += outreach(words);
    }
    for (int i = dice.chance(0.2) ? dice.between(1, 2) : 0; i > 0; --i) {
        text += "[[service." + name + ".first]]\nwhom = " + words.whom() + "\n";
    }
    return text;
}

std::string edge_lines(Words& words, const std::string& kind)
{
    auto& dice = words.dice;
    std::string text = "kind = \"" + kind + "\"\n";
    if (kind == "present") {
        text += words.hazard_lines(0.05, 0.5);
    } else if (kind != "share" && dice.chance(0.7)) {
        text += "chance = " + words.chance(0.1, 1) + "\n";
    }
    if (kind == "step_down" && dice.chance(0.6)) {
        text += "on = [\"" + dice.one_of({"completed", "dropped_out"}) + "\", \"" +
                dice.one_of({"discharged", "abandoned"}) + "\"]\n";
    }
    if (dice.chance(0.3)) {
        text += "needs = " + (dice.chance(0.1) ? "{}" : words.severities()) + "\n";
    }
    if (dice.chance(0.25)) {
        text += "whom = " + words.whom() + "\n";
    }
    if (dice.chance(0.5)) {
        text += "delay = " + words.weeks(0, 5) + "\n";
    }
    if (dice.chance(0.5)) {
        text += "lost = " + dice.number(0, 0.7) + "\n";
    }
    if (dice.chance(0.05)) {
        text += "open = false\n";
    }
    for (const auto* flag : {"retold", "shares"}) {
        if (dice.chance(0.25)) {
            text += std::string(flag) + " = true\n";
        }
    }
    return text;
}

} // namespace

void add_services(Words& words, Pieces& pieces)
{
    auto& dice = words.dice;
    const auto& services = words.names.services;
    for (std::size_t i = 0; i < services.size(); ++i) {
        const auto& agencies = words.names.agencies;
        pieces.push_back(service(words, services[i], agencies[i % agencies.size()]));
    }
    for (const auto& to : services) {
        if (dice.chance(0.99)) {
            pieces.push_back("[edge.community." + to + "]\n" + edge_lines(words, "present"));
        }
        for (const auto& from : services) {
            if (from != to && dice.chance(0.4)) {
                const auto kind =
                    from == "hub" && dice.chance(0.6)
                        ? "draw"
                        : dice.one_of({"refer", "refer", "escalate", "step_down", "signpost", "enforce", "share"});
                pieces.push_back("[edge." + from + "." + to + "]\n" + edge_lines(words, kind));
            }
        }
    }
}

} // namespace meam::tests
