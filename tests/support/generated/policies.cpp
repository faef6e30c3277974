// What a generated experiment changes, when, and for whom.

#include "tests/support/generated/parts.hpp"

#include <algorithm>
#include <regex>

namespace meam::tests {
namespace {

/// Numbers that a service or an edge reads when it decides on a resident.
bool read_at_a_desk(const NumberInfo& info)
{
    static const std::regex path(
        R"((service|edge)\..*(threshold|threshold_tightening|written_off|parked|dumped|not_prioritised|excludes|accepted|lost|chance|delay|retold|shares).*)");
    return info.kind == Kind::value && std::regex_match(info.stated.path, path);
}

/// Whether a number stands for true or false: `set` alone changes it, to 0 or 1.
bool is_flag(const NumberInfo& info)
{
    static const std::regex path(R"(.*\.(open|retold|shares|parallel|no_refer_on))");
    return std::regex_match(info.stated.path, path);
}

/// A path as text of TOML. It may hold a key in double quotes: "ever.debt".
std::string quoted(const std::string& path)
{
    return "'" + path + "'";
}

std::string quantity(Dice& dice, const NumberInfo& info, double low, double high)
{
    const auto& unit = info.stated.unit;
    const bool whole = info.whole || unit.starts_with("week"); // durations are whole weeks
    const auto number =
        whole ? std::to_string(dice.between(static_cast<int>(low), static_cast<int>(high))) : dice.number(low, high);
    return unit.empty() ? number : "{ value = " + number + ", unit = \"" + unit + "\" }";
}

std::string what(Words& words, const NumberInfo& info, bool may_set = true)
{
    auto& dice = words.dice;
    const auto path = quoted(info.stated.path);
    if (is_flag(info)) {
        return "set = " + path + "\namount = " + dice.one_of({"0", "1"}) + "\n";
    }
    if (dice.chance(0.35)) {
        return "scale = " + path + "\namount = " + (dice.chance(0.3) ? "0" : dice.number(0, 4)) + "\n";
    }
    const double low = std::max(info.low, -4.0);
    const double high = std::min(info.high, std::max(1.0, 4 * info.stated.value));
    if (may_set && dice.chance(0.6)) {
        return "set = " + path + "\namount = " + quantity(dice, info, low, high) + "\n";
    }
    return "add = " + path + "\namount = " + quantity(dice, info, 0, std::max(1.0, (high - low) / 3)) + "\n";
}

std::string structure(Words& words, const Model& model)
{
    auto& dice = words.dice;
    const auto& services = words.names.services;
    if (services.size() > 1 && dice.chance(0.4)) {
        auto from = dice.one_of(services), to = dice.one_of(services);
        if (from != to) {
            return "merge = [\"" + from + "\"]\nto = \"" + to + "\"\n";
        }
    }
    if (!model.edges.empty() && dice.chance(0.5)) {
        const auto& edge = dice.one_of(model.edges);
        const auto to = std::ranges::find_if(
            model.edges, [&](const Edge& other) { return other.from == edge.from && other.to != edge.to; });
        if (to != model.edges.end() && dice.chance(0.4)) {
            return "retarget = \"edge." + edge.name + "\"\nto = \"" +
                   model.services[static_cast<std::size_t>(to->to)].name + "\"\n";
        }
        return dice.one_of({"open", "close"}) + " = \"edge." + edge.name + "\"\n";
    }
    return dice.one_of({"open", "close"}) + " = \"service." + dice.one_of(services) + "\"\n";
}

std::string when(Words& words, Week horizon)
{
    auto& dice = words.dice;
    std::string text;
    int start = 0;
    if (dice.chance(0.6)) {
        start = dice.between(0, horizon - 2);
        text += "start = \"week " + std::to_string(start) + "\"\n";
    }
    if (dice.chance(0.3)) {
        const int weeks = dice.between(1, 6);
        text += "end = \"week " + std::to_string(start + weeks) + "\"\n";
        if (dice.chance(0.4)) {
            text += "repeats = \"" + std::to_string(weeks + dice.between(0, 4)) + " weeks\"\n";
        }
    }
    return text;
}

/// What the changes so far have done to workers.
struct Workforce {
    bool changed = false, moved = false;
};

std::string change(Words& words, const Model& model, Week horizon, bool standing, Workforce& workforce)
{
    auto& dice = words.dice;
    auto text = when(words, horizon);
    const auto& triggers = words.names.triggers;
    const bool waits = !standing && !triggers.empty() && dice.chance(0.3);
    if (waits) {
        text += "when = \"" + dice.one_of(triggers) + "\"\n";
    }
    if (dice.chance(0.15)) {
        auto flags = structure(words, model);
        if (flags.find("edge.") != std::string::npos && flags.find("retarget") == std::string::npos &&
            dice.chance(0.5)) {
            flags += "whom = " + words.whom(false, true) + "\n";
        }
        return text + flags + "channel = \"structure\"\n";
    }
    std::vector<const NumberInfo*> all, at_desks, staff;
    for (const auto& info : model.numbers.all()) {
        if (info.kind == Kind::start || info.stated.path.ends_with(".redirect")) {
            continue;
        }
        (info.kind == Kind::staff ? staff : all).push_back(&info);
        if (read_at_a_desk(info)) {
            at_desks.push_back(&info);
        }
    }
    if (!staff.empty() && dice.chance(0.05)) {
        const auto& path = dice.one_of(staff)->stated.path; // service.<name>.workers
        const auto service = std::ranges::find(model.services, path.substr(8, path.rfind('.') - 8), &Service::name);
        workforce.changed = true;
        return text + "scale = \"service.*.workers\"\nof = { agency = [\"" + service->agency + "\"], kind = [\"" +
               service_kind_names[static_cast<std::size_t>(service->kind)] +
               "\"] }\namount = 1.5\nnew_staff = true\nchannel = \"workforce\"\n";
    }
    if (staff.size() > 1 && !workforce.changed && dice.chance(0.12)) { // no more than there are
        workforce.changed = workforce.moved = true;
        return text + "move = \"" + staff[0]->stated.path + "\"\nto = \"" + staff[1]->stated.path +
               "\"\namount = \"0.5 workers\"\nchannel = \"workforce\"\n";
    }
    if (!staff.empty() && dice.chance(0.15)) {
        workforce.changed = true;
        return text + what(words, *dice.one_of(staff), !workforce.moved) +
               "new_staff = true\nchannel = \"workforce\"\n";
    }
    const auto& info = *dice.one_of(!at_desks.empty() && dice.chance(0.7) ? at_desks : all);
    text += what(words, info) + "channel = \"thresholds\"\n";
    if (!waits && dice.chance(0.25)) {
        text += "ramp = " + words.weeks(2, 8) + "\n";
    }
    const bool shared = info.kind == Kind::shared || info.kind == Kind::dial;
    if (!shared && dice.chance(0.9)) {
        text += "whom = " + words.whom(info.kind == Kind::onset, info.kind != Kind::onset) + "\n";
    }
    return text;
}

} // namespace

void add_policies(Words& words, const Model& model, Week horizon, Pieces& pieces)
{
    auto& dice = words.dice;
    std::string scenario;
    Workforce workforce;
    const int policies = dice.between(1, 2);
    for (int p = policies; p > 0; --p) {
        const auto name = "p" + std::to_string(p);
        const bool standing = dice.chance(0.12);
        auto text = "[policy." + name + "]\n" + (standing ? "standing = true\n" : "");
        if (dice.chance(0.15)) {
            text += "strength = " + dice.number(0, 1) + "\n";
        }
        if (dice.chance(0.15)) {
            text += "costs = { once = \"500 GBP\", yearly = { value = 900, unit = \"GBP/year\" }, payer = \"" +
                    words.names.agencies.front() + "\" }\n";
        }
        for (int c = dice.between(1, 4); c > 0; --c) {
            text += "[[policy." + name + ".change]]\n" + change(words, model, horizon, standing, workforce);
        }
        pieces.push_back(text);
        scenario += (scenario.empty() ? "\"" : ", \"") + name + "\"";
    }
    if (policies > 1) { // by a bundle; a single one by its own name
        pieces.push_back("[bundle.both]\npolicies = [" + scenario + "]\n");
        scenario = "\"both\"";
    }
    pieces.push_back("[scenario.changed]\npolicies = [" + scenario + "]\n");
}

} // namespace meam::tests
