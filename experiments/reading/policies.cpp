// Policies and scenarios: dated changes at paths.

#include "experiments/reading/bundles.hpp"
#include "experiments/reading/targets.hpp"
#include "experiments/reading/whom.hpp"

#include "models/policies/scenario_rules.hpp"

#include <algorithm>
#include <iterator>
#include <regex>
#include <set>

namespace meam::reading {
namespace {

int add_reach(Model& model, const Reach& reach)
{
    const auto it = std::find(model.reaches.begin(), model.reaches.end(), reach);
    if (it != model.reaches.end()) {
        return static_cast<int>(it - model.reaches.begin());
    }
    model.reaches.push_back(reach);
    return static_cast<int>(model.reaches.size()) - 1;
}

/// open, close, retarget, merge: flags set from a week on.
std::vector<Change> read_structural(Reader& read, Section& at, const Change& common)
{
    auto& model = read.model;
    std::vector<Change> result;
    const auto flag = [&](const std::string& path, std::string_view key, double value) {
        auto change = common;
        change.operation = Operation::structural;
        change.structural_value = value;
        change.targets = meaning_of(model, path + ".open").numbers;
        if (change.targets.empty() && !path.empty()) {
            std::vector<std::string> known;
            for (const auto& p : model.numbers.paths()) {
                if (p.ends_with(".open")) {
                    known.push_back(p.substr(0, p.size() - 5));
                }
            }
            at.unknown_path("E303", key, "service or edge", path, has_star(path) ? starred_like(path, known) : known);
        }
        change.text = std::string(key) + " " + path;
        result.push_back(change);
    };
    if (at.has("open")) {
        flag(at.text("open"), "open", 1.0);
    } else if (at.has("close")) {
        flag(at.text("close"), "close", 0.0);
    } else if (at.has("retarget")) {
        const auto edge = at.text("retarget");
        const auto to = at.text("to");
        const auto dot = edge.rfind('.');
        flag(edge, "retarget", 0.0);
        flag(edge.substr(0, dot == std::string::npos ? edge.size() : dot) + "." + to, "to", 1.0);
    } else {
        const int successor = read.named(at, "to", "service", read.names.services);
        const auto merging = at.texts("merge");
        for (const auto& name : merging) {
            const int merged = Names::index(read.names.services, name);
            if (merged < 0) {
                at.unknown("E201", "merge", "service", name, read.names.services);
                continue;
            }
            if (merged == successor) {
                if (merging.size() == 1) {
                    at.mistake("E315", "merge", "`merge` names one service, and it is `to` itself",
                               "the services that become `to`");
                }
                continue;
            }
            flag("service." + name, "merge", 0.0);
            auto redirect = common;
            redirect.operation = Operation::structural;
            redirect.structural_value = successor;
            redirect.targets = {model.services[static_cast<std::size_t>(merged)].redirect};
            redirect.text = "merge service." + name + " into " + at.text("to");
            result.push_back(redirect);
            model.services[static_cast<std::size_t>(merged)].closing = Closing::transfer;
        }
        if (successor >= 0) {
            flag("service." + read.names.services[static_cast<std::size_t>(successor)], "to", 1.0);
        }
    }
    if (common.ramp > 0) {
        at.mistake("E307", "ramp", "a change of structure cannot be introduced step by step", "leave `ramp` out");
    }
    return result;
}

/// "week 26" as a number; 0 if it is absent.
Week week_at(Section& at, std::string_view key)
{
    if (!at.has(key)) {
        return 0;
    }
    const auto text = at.text(key);
    std::smatch week;
    if (!std::regex_match(text, week, std::regex("week ([0-9]{1,5})"))) {
        at.mistake("E308", key, "`" + (text.empty() ? std::string(key) : text) + "` is not a week",
                   "\"week 26\", counted from the end of the warm-up");
        return 0;
    }
    return static_cast<Week>(std::stoi(week[1]));
}

/// When a change begins and ends, whether it repeats, and what it waits for.
void read_dates(Reader& read, Section& at, Change& change)
{
    const auto weeks = [&](std::string_view key) {
        const auto q = at.quantity(key);
        return q ? static_cast<Week>(q->value) : Week{0};
    };
    change.start = week_at(at, "start");
    change.end = week_at(at, "end");
    change.ramp = weeks("ramp");
    if (at.has("end") && change.end <= change.start) {
        at.mistake("E309", "end", "the change ends before it starts", "an `end` after `start`");
    }
    change.repeats = weeks("repeats");
    if (change.repeats > 0 && (change.end == 0 || change.end - change.start > change.repeats)) {
        at.mistake("E323", "repeats", "a change that repeats has to end before its next start",
                   "an `end` at most " + std::to_string(change.repeats) + " weeks after `start`");
    }
    if (at.has("when")) {
        change.trigger = read.named(at, "when", "trigger", read.names.triggers);
        if (change.ramp > 0) {
            at.mistake("E323", "ramp", "a change that waits for a trigger cannot be introduced step by step",
                       "leave `ramp` out");
        }
    }
}

/// The one word of the operations that the change states; empty after a mistake.
std::string operation_of(Section& at)
{
    const std::vector<std::string> operations{"set", "scale", "add", "move", "open", "close", "retarget", "merge"};
    std::vector<std::string> said;
    std::ranges::copy_if(operations, std::back_inserter(said), [&](const auto& word) { return at.has(word); });
    if (said.size() == 1) {
        return said.front();
    }
    at.mistake("E310", "", said.empty() ? "the change does nothing" : "the change does more than one thing",
               "one of set, scale, add, move, open, close, retarget, merge");
    for (const auto& word : operations) {
        at.pass_over(word);
    }
    for (const auto* const what : {"to", "of", "amount"}) {
        at.pass_over(what);
    }
    return {};
}

/// What a change of numbers does, at which numbers, and by how much. False after a mistake.
bool read_numbers_changed(Reader& read, Section& at, const std::string& word, Change& change)
{
    const auto path = at.text(word);
    change.text = word + " " + path;
    change.operation = word == "set"     ? Operation::set
                       : word == "scale" ? Operation::scale
                       : word == "add"   ? Operation::add
                                         : Operation::move;
    std::vector<Number> meant;
    const Narrowing of(read, at);
    change.text += of.text();
    const auto meaning = targets(read, at, word, path, of, meant);
    change.targets = meaning.numbers;
    if (change.operation == Operation::move) {
        std::vector<Number> meant_to;
        change.move_to = targets(read, at, "to", at.text("to"), of, meant_to).numbers;
    }
    const bool to_nothing = change.operation == Operation::move && change.move_to.empty();
    if (change.targets.empty() || to_nothing ||
        !fit_one_amount(at, word, path, change.operation, meaning, read.model)) {
        if (!meant.empty()) { // reported together with the path: the amount is in no unit of what the path may mean
            auto measure = measure_of(change.operation, read, meant);
            measure.whole = false; // of some numbers, which the path may not mean
            (void)at.amount("amount", measure);
        }
        at.pass_over("amount");
        return false;
    }
    if (change.operation == Operation::move && !can_be_moved(at, path, change, read.model)) {
        at.pass_over("amount");
        return false;
    }
    change.amount = read.amount(at, "amount", measure_of(change.operation, read, change.targets));
    return true;
}

void read_change(Reader& read, Section& at, Policy& policy)
{
    Change change;
    change.spot = at.spot();
    read_dates(read, at, change);
    change.channel = at.choice("channel");
    change.new_staff = at.flag("new_staff");
    change.reach = add_reach(read.model, read_reach(read, at, Ranked::yes));
    const auto word = operation_of(at);
    if (word.empty()) {
        return;
    }
    if (word == "open" || word == "close" || word == "retarget" || word == "merge") {
        for (auto& structural : read_structural(read, at, change)) {
            check_reach(at, structural, read.model);
            policy.changes.push_back(std::move(structural));
        }
        return;
    }
    if (!read_numbers_changed(read, at, word, change)) {
        return;
    }
    check_targets(at, word, change, read.model);
    check_reach(at, change, read.model);
    check_staff(at, word, change, read.model);
    policy.changes.push_back(std::move(change));
}

} // namespace

namespace {

/// Rules are prepared for every combination of groups and triggers.
void check_combinations(const Model& model, Section& section, const Scenario& scenario)
{
    std::set<int> reaches, triggers;
    for (const int p : scenario.policies) {
        for (const auto& change : model.policies[static_cast<std::size_t>(p)].changes) {
            if (!model.reaches[static_cast<std::size_t>(change.reach)].everyone()) {
                reaches.insert(change.reach);
            }
            if (change.trigger >= 0) {
                triggers.insert(change.trigger);
            }
        }
    }
    if (reaches.size() > most_reaches) {
        section.mistake("E313", "policies",
                        "the policies together reach " + std::to_string(reaches.size()) + " different groups",
                        "at most " + std::to_string(most_reaches));
    }
    if (triggers.size() > most_triggers) {
        section.mistake("E313", "policies",
                        "the policies together wait for " + std::to_string(triggers.size()) + " different triggers",
                        "at most " + std::to_string(most_triggers));
    }
}

} // namespace

void read_policies(Reader& read, Section& root)
{
    read.model.reaches.emplace_back().text = "everyone";
    list_omitted(read);
    auto sections = root.children("policy");
    for (auto& section : sections) { // all of them before any change: a change may be of another's strength
        auto& policy = read.model.policies.emplace_back();
        policy.name = section.name();
        policy.label = section.text("label", policy.name);
        policy.standing = section.flag("standing");
        policy.strength = read.number(section, "strength", Kind::dial);
        if (auto costs = section.child("costs")) {
            policy.once = read.number(*costs, "once", Kind::shared);
            policy.yearly = read.number(*costs, "yearly", Kind::shared);
            policy.payer = read.named(*costs, "payer", "agency", read.names.agencies);
        }
    }
    for (std::size_t p = 0; p < sections.size(); ++p) {
        for (auto& at : sections[p].each("change")) {
            read_change(read, at, read.model.policies[p]);
        }
    }
}

void read_scenarios(Reader& read, Section& root)
{
    auto& model = read.model;
    std::set<std::string> used;
    const auto bundles = read_bundles(root, read.names.policies);
    for (auto& section : root.children("scenario")) {
        Scenario scenario;
        scenario.name = section.name();
        scenario.label = section.text("label", scenario.name);
        for (std::size_t p = 0; p < model.policies.size(); ++p) {
            if (model.policies[p].standing) {
                scenario.policies.push_back(static_cast<int>(p));
            }
        }
        for (const auto& name : policies_of(section, read.names.policies, bundles)) {
            used.insert(name);
            const int p = Names::index(read.names.policies, name);
            if (!model.policies[static_cast<std::size_t>(p)].standing) {
                scenario.policies.push_back(p);
            }
        }
        check_combinations(model, section, scenario);
        model.scenarios.push_back(std::move(scenario));
    }
    for (auto& policy : root.children("policy")) {
        if (used.contains(policy.name())) {
            warn_of_another_place(root, policy, "`" + policy.name() + "`");
        }
    }
}

void check_standing(Reader& read, Section& root, bool warm_up_known)
{
    for (const auto& policy : read.model.policies) {
        const bool dated = std::ranges::any_of(
            policy.changes, [](const Change& change) { return change.start > 0 || change.end > 0 || change.ramp > 0; });
        if (policy.standing && dated && !warm_up_known) {
            root.mistake("E324", "policy",
                         "`" + policy.name +
                             "` is a standing policy with dates, and the length of the warm-up, from whose start they "
                             "count, is not known",
                         "warm_up = { exactly = \"156 weeks\" }; or no `start`, `end` and `ramp`");
        }
        if (policy.standing && std::ranges::any_of(policy.changes, [](const Change& c) { return c.trigger >= 0; })) {
            root.mistake(
                "E324", "policy",
                "`" + policy.name +
                    "` is a standing policy that waits for a trigger, and triggers are not counted in the warm-up",
                "a policy of each scenario, without `standing`");
        }
    }
}

} // namespace meam::reading
