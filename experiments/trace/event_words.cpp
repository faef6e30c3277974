#include "experiments/trace/event_words.hpp"

#include "models/observation/log_kinds.hpp"

#include <algorithm>
#include <array>
#include <fmt/core.h>

namespace meam {
namespace {

constexpr std::array<const char*, 4> severities{"none", "emerging", "established", "acute"};

/// By Event; {} is the service.
constexpr std::array<const char*, static_cast<std::size_t>(Event::count)> desk_words{
    "asks at {}",
    "is assessed at {}",
    "tells the story again at {}",
    "is refused at {}: excluded for a need that is known",
    "is refused at {}: not severe enough",
    "is referred on from {}",
    "is lost on the way from or to {}",
    "is signposted elsewhere by {}",
    "is written off by {}: no offer, ever again",
    "is parked at {}",
    "is sent away by {} without a referral",
    "is put last in the queue of {}",
    "gives up waiting at {}",
    "is taken on by {}",
    "completes at {}",
    "drops out of {}",
    "is discharged by {} after missed appointments",
    "is handed over from {} to what took its place",
    "is lost to {} by custody",
    "misses an appointment at {}",
    "loses the worker at {}",
    "has been with {} another thirteen weeks",
    "meets enforcement from {}",
    "has been turned away before, and asks again at {}",
    "is brought in by {}",
    "is let in where {} had been refused, by a budget"};

std::string label(const std::string& label_, const std::string& name)
{
    return label_.empty() ? name : label_;
}

std::string lower(std::string text)
{
    if (text.size() > 1 && text[1] >= 'a' && text[1] <= 'z' && text[0] >= 'A' && text[0] <= 'Z') {
        text[0] = static_cast<char>(text[0] - 'A' + 'a');
    }
    return text;
}

/// A sign for each state: its first letter, or the next that is not taken.
std::string signs(const std::vector<std::string>& states)
{
    std::string result;
    for (const auto& state : states) {
        const auto free =
            std::ranges::find_if(state, [&](char c) { return c != '_' && result.find(c) == std::string::npos; });
        result += free == state.end() ? static_cast<char>('A' + static_cast<int>(result.size())) : *free;
    }
    return result;
}

/// One row of the strip: a sign a week.
struct Row {
    std::string name, signs;
};

char counted(int n)
{
    return n == 0 ? '.' : n < 10 ? static_cast<char>('0' + n) : '+';
}

} // namespace

std::string portrait_words(const Model& model, const Portrait& portrait, ResidentId id)
{
    static const std::array<const char*, 5> fifths{"the most deprived fifth", "the second most deprived fifth",
                                                   "the middle fifth of deprivation", "the second least deprived fifth",
                                                   "the least deprived fifth"};
    const auto fifth = static_cast<std::size_t>(std::ranges::find(attributes::deprivation, portrait.deprivation) -
                                                attributes::deprivation.begin());
    std::string aces = portrait.aces;
    std::ranges::replace(aces, '_', ' ');
    std::string text = fmt::format("Resident {}: a {} of {}, in {}; adverse childhood experiences: {}.\n", id,
                                   portrait.sex == "female" ? "woman" : "man", portrait.age, fifths[fifth], aces);
    if (portrait.gone) {
        return text + "Has died or moved away before scenarios branch.\n";
    }
    std::string needs;
    for (std::size_t n = 0; n < model.needs.size(); ++n) {
        if (const auto severity = static_cast<std::size_t>(portrait.severities[n]); severity > 0) {
            needs += fmt::format("{}{} {}", needs.empty() ? "" : ", ",
                                 lower(label(model.needs[n].label, model.needs[n].name)), severities[severity]);
        }
    }
    text +=
        (portrait.newcomer ? "On arrival in the place, after scenarios have branched: " : "When scenarios branch: ") +
        (needs.empty() ? std::string("no need") : needs);
    for (std::size_t c = 0; c < model.circumstances.size(); ++c) {
        const auto& circumstance = model.circumstances[c];
        auto state = circumstance.states[static_cast<std::size_t>(portrait.states[c])];
        std::ranges::replace(state, '_', ' ');
        text += fmt::format("; {}: {}", lower(label(circumstance.label, circumstance.name)), state);
    }
    return text + ".\n";
}

std::string line_words(const Model& model, const LogLine& line)
{
    const auto at = [&](const auto& things, int i) -> std::string {
        const auto& thing = things[static_cast<std::size_t>(i)];
        return label(thing.label, thing.name);
    };
    switch (line.kind) {
    case log_kind::need:
        return fmt::format("{} is now {}", lower(at(model.needs, line.detail / 4)),
                           severities[static_cast<std::size_t>(line.detail % 4)]);
    case log_kind::move: {
        const auto& circumstance = model.circumstances[static_cast<std::size_t>(line.detail / 256)];
        auto state = circumstance.states[static_cast<std::size_t>(line.detail % 256)];
        std::ranges::replace(state, '_', ' ');
        return fmt::format("{}: {}", lower(label(circumstance.label, circumstance.name)), state);
    }
    case log_kind::crisis: {
        static const std::array<const char*, 4> counts{"not disclosed", "disclosed, not recorded",
                                                       "recorded, not acted on", "acted on"};
        return fmt::format("CRISIS {} ({})", lower(at(model.crises, line.detail / 4)),
                           counts[static_cast<std::size_t>(line.detail % 4)]);
    }
    case log_kind::desk:
        return fmt::format(fmt::runtime(desk_words[static_cast<std::size_t>(line.detail % 64)]),
                           at(model.services, line.detail / 64));
    case log_kind::contact: {
        const int what = line.detail / 256, earlier = line.detail % 256;
        const int channel = what / 2 % static_cast<int>(most_channels);
        const int purpose = what / 2 / static_cast<int>(most_channels);
        return fmt::format("turns to {} ({}): {}{}", lower(at(model.channels, channel)),
                           lower(at(model.purposes, purpose)), what % 2 == 1 ? "met" : "not met",
                           earlier > 0 ? fmt::format(", time {} of the same want", earlier + 1) : "");
    }
    case log_kind::died: {
        const int cause = line.detail / 256, crisis = line.detail % 256 - 1;
        return crisis >= 0 ? "dies of " + lower(at(model.crises, crisis)) : "dies: " + lower(at(model.deaths, cause));
    }
    case log_kind::departed:
        return "moves away";
    case log_kind::arrived:
        return "comes to the place";
    default:
        return "";
    }
}

std::string strip(const Model& model, const Portrait& portrait, const Trajectory& trajectory, Week weeks)
{
    auto severity = portrait.severities, state = portrait.states;
    std::vector<bool> shown(model.needs.size(), false);
    for (std::size_t n = 0; n < severity.size(); ++n) {
        shown[n] = severity[n] > 0;
    }
    std::vector<Row> rows;
    for (const auto& need : model.needs) {
        rows.push_back({need.name, ""});
    }
    std::string legend = "needs 1 emerging, 2 established, 3 acute";
    for (const auto& circumstance : model.circumstances) {
        rows.push_back({circumstance.name, ""});
        legend += "; " + circumstance.name;
        const auto letters = signs(circumstance.states);
        for (std::size_t s = 0; s < letters.size(); ++s) {
            legend += fmt::format(" {} {}", letters[s], circumstance.states[s]);
        }
    }
    rows.push_back({"crises", ""});
    rows.push_back({"held by", ""});
    int held = portrait.held_by;
    bool gone = portrait.newcomer || portrait.gone; // not there, yet or any longer
    auto line = trajectory.lines.begin();
    const auto take = [&](int& crises) {
        if (line->kind == log_kind::need) {
            severity[static_cast<std::size_t>(line->detail / 4)] = line->detail % 4;
            shown[static_cast<std::size_t>(line->detail / 4)] = true;
        } else if (line->kind == log_kind::move) {
            const auto c = static_cast<std::size_t>(line->detail / 256);
            state[c] = line->detail % 256;
            if (model.circumstances[c].elsewhere[static_cast<std::size_t>(state[c])]) {
                held = 0; // no service here says goodbye
            }
        } else if (line->kind == log_kind::crisis) {
            ++crises;
        } else if (line->kind == log_kind::arrived) {
            gone = false;
        } else if (line->kind == log_kind::died || line->kind == log_kind::departed) {
            gone = true;
        } else if (line->kind == log_kind::desk) {
            switch (static_cast<Event>(line->detail % 64)) {
            case Event::admitted:
                ++held;
                break;
            case Event::completed:
            case Event::dropped_out:
            case Event::discharged:
            case Event::transferred:
            case Event::ended_by_custody:
                held -= held > 0 ? 1 : 0;
                break;
            default:
                break;
            }
        }
        ++line;
    };
    for (Week week = 0; week < weeks; ++week) {
        int crises = 0;
        bool was_gone = gone;
        while (line != trajectory.lines.end() && line->week == week) {
            take(crises);
            was_gone = was_gone && gone;
        }
        std::size_t r = 0;
        for (const int s : severity) {
            rows[r++].signs += was_gone ? ' ' : s == 0 ? '.' : static_cast<char>('0' + s);
        }
        for (std::size_t c = 0; c < state.size(); ++c) {
            rows[r++].signs +=
                was_gone ? ' ' : signs(model.circumstances[c].states)[static_cast<std::size_t>(state[c])];
        }
        rows[r++].signs += was_gone ? ' ' : counted(crises);
        rows[r].signs += was_gone ? ' ' : counted(held);
    }
    std::string text;
    for (Week from = 0; from < weeks; from += 52) {
        text += fmt::format("{:>18} {}\n", fmt::format("week {}", from),
                            std::string(static_cast<std::size_t>(std::min(52, weeks - from)), '-'));
        for (std::size_t r = 0; r < rows.size(); ++r) {
            if (r >= shown.size() || shown[r]) {
                text +=
                    fmt::format("{:>18} {}\n", rows[r].name, rows[r].signs.substr(static_cast<std::size_t>(from), 52));
            }
        }
    }
    return text + "(" + legend + "; crises and services that hold the resident by number)\n";
}

std::vector<std::pair<std::string, int>> totals_of(const Model& model, const Trajectory& trajectory)
{
    std::vector<std::pair<std::string, int>> totals;
    const auto add = [&](const std::string& what) {
        const auto at = std::ranges::find(totals, what, &std::pair<std::string, int>::first);
        if (at == totals.end()) {
            totals.emplace_back(what, 1);
        } else {
            ++at->second;
        }
    };
    for (const auto& line : trajectory.lines) {
        if (line.kind == log_kind::crisis) {
            add("crisis " + model.crises[static_cast<std::size_t>(line.detail / 4)].name);
        } else if (line.kind == log_kind::desk) {
            add(event_names[static_cast<std::size_t>(line.detail % 64)]);
        } else if (line.kind == log_kind::contact) {
            add(line.detail / 256 % 2 == 1 ? "contacts met" : "contacts not met");
        }
    }
    std::ranges::sort(totals);
    return totals;
}

} // namespace meam
