// `explain`: what a code, path, outcome, policy, crisis or any other name means, and where it comes from.

#include "analysis/outcomes.hpp"
#include "experiments/cli/commands.hpp"
#include "experiments/cli/exit_codes.hpp"
#include "experiments/cli/explain_codes.hpp"
#include "experiments/cli/glossary.hpp"
#include "experiments/cli/inventory.hpp"
#include "experiments/cli/json.hpp"
#include "experiments/cli/streams.hpp"
#include "experiments/replicate.hpp"
#include "experiments/schema/values.hpp"
#include "models/definitions/path_meaning.hpp"
#include "sim/input/catalogue.hpp"
#include "sim/input/path_parts.hpp"
#include "sim/input/tree.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

namespace meam::cli {
namespace {

/// What numbers and words a key may hold, in words; "" for tables.
std::string allowed(const schema::Declaration& key)
{
    std::string words;
    for (const auto& form : key.forms) {
        std::string one;
        if (form.holds == schema::Holds::number || form.holds == schema::Holds::numbers) {
            one = (form.holds == schema::Holds::numbers ? "an array, each " : "") + input::description(form.measure);
        } else if (!form.words.empty()) {
            one = input::one_of(form.words);
        } else if (form.holds == schema::Holds::flag) {
            one = "true or false";
        } else if (form.holds == schema::Holds::text) {
            one = "a text";
        } else if (form.holds == schema::Holds::texts) {
            one = "an array of texts";
        }
        words += (words.empty() || one.empty() ? "" : "; or ") + one;
    }
    return words;
}

/// Tables whose entries have labels and files of their own, and what one of them is called.
using Kind = std::pair<std::string, std::string>;
const std::vector<Kind>& kinds()
{
    static const std::vector<Kind> all{{"need", "a need"},
                                       {"stock", "a stock"},
                                       {"circumstance", "a circumstance"},
                                       {"crisis", "a crisis"},
                                       {"death", "a cause of death"},
                                       {"service", "a service"},
                                       {"channel", "a channel"},
                                       {"contact", "a purpose of contacts"},
                                       {"policy", "a policy"},
                                       {"bundle", "a bundle of policies"},
                                       {"scenario", "a scenario"},
                                       {"place", "a place"},
                                       {"tie", "a tie"},
                                       {"then", "what follows an event"},
                                       {"trigger", "a trigger"},
                                       {"payment", "a payment"},
                                       {"measure", "a measure"}};
    return all;
}

class Explaining {
public:
    Explaining(Inventory& inventory, std::string target) : inventory_(inventory), target_(std::move(target)) {}

    std::vector<Item> all()
    {
        term();
        path(target_);
        if (target_.find('.') == std::string::npos) {
            for (const auto& [table, kind] : kinds()) {
                if (is_table(table + "." + target_)) {
                    path(table + "." + target_);
                }
            }
        }
        outcome();
        return std::move(items_);
    }

    /// Everything that could have been asked for.
    std::vector<std::string> known() const
    {
        std::set<std::string> names;
        for (const auto& [path, value] : inventory_.stated()) {
            names.insert(path);
            for (auto dot = path.rfind('.'); dot != std::string::npos;
                 dot = dot == 0 ? std::string::npos : path.rfind('.', dot - 1)) {
                names.insert(path.substr(0, dot));
            }
            const auto parts = input::path_parts(path);
            if (parts.size() > 1 && std::ranges::find(kinds(), parts[0], &Kind::first) != kinds().end()) {
                names.emplace(parts[1]);
            }
        }
        for (const auto& outcome : inventory_.outcomes()) {
            names.insert(outcome);
        }
        for (const auto& name : term_names()) {
            names.insert(name);
        }
        return {names.begin(), names.end()};
    }

private:
    [[nodiscard]] bool is_table(const std::string& path) const
    {
        const auto after = inventory_.stated().lower_bound(path + ".");
        return after != inventory_.stated().end() && after->first.starts_with(path + ".");
    }

    void term()
    {
        if (const auto* found = find_term(target_)) {
            items_.push_back(
                Item{std::string(found->name), {}}.say("kind", "a term").say("meaning", std::string(found->meaning)));
        }
    }

    void path(const std::string& path)
    {
        const auto found = schema::find(path);
        const auto stated = inventory_.stated().find(path);
        const auto parent = path.substr(0, std::min(path.rfind('.'), path.size()));
        Item item{path, {}};
        if (has_star(path)) {
            if (!stars(item)) {
                return;
            }
        } else if (const auto all = inventory_.numbers(path); !all.empty()) {
            meaning(item, found);
            number(item, all);
        } else if (stated != inventory_.stated().end()) {
            meaning(item, found);
            item.say("value", stated->second.first).say("stated", stated->second.second);
        } else if (is_table(path)) {
            table(item, found);
        } else if (found && !found->key->name.starts_with('<') && is_table(parent)) {
            meaning(item, found);
            item.say("stated", "nowhere in this experiment");
        } else if (found && &*found->table == &schema::all_tables().front()) {
            unused(item, *found->key);
        } else {
            return;
        }
        items_.push_back(item);
    }

    /// A table that experiments may have and this one has not: what may stand in it, or in each of those it holds.
    static void unused(Item& item, const schema::Declaration& key)
    {
        item.say("meaning", key.meaning).say("allowed", allowed(key)).say("default", schema::default_text(key));
        item.say("stated", "nowhere in this experiment");
        const auto* holds = schema::table_of(key);
        const auto* shape =
            holds != nullptr && holds->keys.empty() && holds->others ? schema::table_of(*holds->others) : holds;
        for (const auto& one : shape == nullptr ? std::vector<schema::Declaration>{} : shape->keys) {
            item.say((shape == holds ? "" : holds->others->name + ".") + one.name, one.meaning);
        }
    }

    static void meaning(Item& item, const std::optional<schema::Found>& found)
    {
        if (found) {
            item.say("meaning", found->key->meaning);
            item.say("allowed", allowed(*found->key));
            item.say("default", schema::default_text(*found->key));
        }
    }

    void number(Item& item, const std::vector<input::Quantity>& all) const
    {
        const auto& first = all.front();
        item.say("value", schema::set_text(item.name, all)).say("unit", first.unit == "1" ? "" : first.unit);
        if (first.low && all.size() == 1) {
            item.say("range", fmt::format("{:.6g} to {:.6g}", *first.low, *first.high));
        }
        if (first.source != "structure") {
            item.say(first.status == input::Status::assumed ? "assumed" : "source", first.source);
        }
        const auto stated = inventory_.stated().find(item.name);
        item.say("note", first.note)
            .say("stated", stated == inventory_.stated().end() ? "nowhere in this experiment" : stated->second.second);
        item.say("changed by", policies_that_change(item.name));
    }

    /// Prints the paths that a path with stars matches. @return false if there are none
    bool stars(Item& item) const
    {
        const auto& numbers = inventory_.experiment().model.numbers;
        const auto all = meaning_of(inventory_.experiment().model, item.name).numbers;
        item.say("kind", fmt::format("{} numbers", all.size()));
        for (const Number n : all) {
            const auto& stated = numbers.info(n).stated;
            item.say(stated.path, in_short(stated.path, {}));
        }
        return !all.empty();
    }

    /// Short description of the value at a path.
    [[nodiscard]] std::string in_short(const std::string& path, const std::string& text) const
    {
        const auto all = inventory_.numbers(path);
        return all.empty() ? text : schema::set_text(path, all);
    }

    [[nodiscard]] std::string policies_that_change(const std::string& path) const
    {
        std::string names;
        const auto& model = inventory_.experiment().model;
        const auto numbers = model.numbers.find(path);
        for (const auto& policy : model.policies) {
            const bool changes = std::ranges::any_of(policy.changes, [&](const Change& change) {
                return std::ranges::any_of(
                    change.targets, [&](Number n) { return !numbers.empty() && n.index == numbers.front().index; });
            });
            names += changes ? (names.empty() ? "" : ", ") + policy.name : "";
        }
        return names;
    }

    void table(Item& item, const std::optional<schema::Found>& found)
    {
        const auto path = item.name;
        const auto parts = input::path_parts(path);
        const auto kind = std::ranges::find(kinds(), parts[0], &Kind::first);
        if (parts.size() == 2 && kind != kinds().end()) {
            const auto name = std::string(parts[1]);
            item.say("kind", kind->second).say("label", inventory_.label(kind->first, name));
            item.say("about", inventory_.about(kind->first, name));
            if (kind->first == "policy") {
                changes(item, name);
            }
        } else if (found) {
            item.say("meaning", found->key->meaning);
        }
        const auto beginning = path + ".";
        for (auto one = inventory_.stated().lower_bound(beginning);
             one != inventory_.stated().end() && one->first.starts_with(beginning); ++one) {
            const auto name = one->first.substr(beginning.size());
            if (name != "label" && name != "about" && name != "change") {
                item.say(name, in_short(one->first, one->second.first));
            }
        }
    }

    void changes(Item& item, const std::string& name) const
    {
        const auto& model = inventory_.experiment().model;
        for (const auto& policy : model.policies) {
            for (const auto& change : policy.name == name ? policy.changes : std::vector<Change>{}) {
                const auto* amount = change.amount.set() ? &model.numbers.info(change.amount).stated : nullptr;
                const auto by = amount == nullptr     ? ""
                                : amount->unit == "1" ? fmt::format(" by {}", amount->value)
                                                      : fmt::format(" by {} {}", amount->value, amount->unit);
                const auto why = amount == nullptr || amount->source.empty() ? "" : " (" + amount->source + ")";
                const auto whom = model.reaches[static_cast<std::size_t>(change.reach)].text;
                item.say("change", change.text + by + ", for " + whom + ", through " + change.channel + why);
            }
        }
    }

    void outcome()
    {
        const auto& experiment = inventory_.experiment();
        const TallyLayout tally(experiment.model);
        for (const auto& outcome : analysis::outcomes_of(layout_of(experiment, tally))) {
            if (outcome.name == target_) {
                Item item{target_, {}};
                item.say("kind", "an outcome").say("meaning", outcome.label);
                item.say("definition", std::string(outcome.family->definition)).say("unit", outcome.unit);
                item.say("divided by", std::string(outcome.family->denominator));
                item.say("better", std::string(analysis::word_for(outcome.better)));
                item.say("by", outcome.stratified ? "sex, deprivation, needs" : "all residents together alone");
                items_.push_back(item);
            }
        }
    }

    Inventory& inventory_;
    std::string target_;
    std::vector<Item> items_;
};

void print_described(const std::vector<Item>& items)
{
    for (const auto& item : items) {
        std::size_t width = 0;
        for (const auto& [what, text] : item.says) {
            width = std::max(width, what.size());
        }
        to_stdout("{}{}\n", &item == &items.front() ? "" : "\n", item.name);
        for (const auto& [what, text] : item.says) {
            to_stdout("  {:{}}  {}\n", what, width, text);
        }
    }
}

void print_json(const std::vector<Item>& items, const ExplainArguments& arguments)
{
    nlohmann::ordered_json json{{"schema_version", 1}, {"experiment", arguments.in}};
    json["items"] = nlohmann::ordered_json::array();
    for (const auto& item : items) {
        nlohmann::ordered_json one{{"name", item.name}, {"says", nlohmann::ordered_json::array()}};
        for (const auto& [what, text] : item.says) {
            one["says"].push_back({{"what", what}, {"text", text}});
        }
        json["items"].push_back(one);
    }
    to_stdout("{}\n", json_text(json));
}

void nothing_of_that_name(const ExplainArguments& arguments, const std::vector<std::string>& known)
{
    auto fault = input::faulty_path(arguments.target, known);
    auto spot = arguments.line.spot_of(arguments.target);
    if (!fault.part.empty() && spot.width == static_cast<int>(arguments.target.size())) {
        spot.column += static_cast<int>(fault.at);
        spot.width = static_cast<int>(fault.part.size());
    }
    if (fault.mend.starts_with("known")) {
        fault.mend = "`meamsim list parameters` shows the paths, `meamsim list outcomes` the outcomes";
    }
    input::Mistakes mistakes;
    mistakes.add("E507", spot, "`" + arguments.in + "` has no `" + arguments.target + "`", fault.mend);
    throw_if_any(mistakes);
}

int explain(const ExplainArguments& arguments)
{
    if (arguments.line.has("--as") && !arguments.all && !arguments.glossary) {
        refuse(arguments.line, "E520", "--as", "`--as` has no effect without `--all` or `--glossary`",
               "add one of them, or leave out --as");
    }
    if (arguments.glossary) {
        return explain_glossary(arguments);
    }
    if (!arguments.all && arguments.target.empty()) {
        refuse(
            arguments.line, "E503", "", "`meamsim explain` needs NAME",
            "an error code, a path of the model, a term, or the name of an outcome, policy, crisis, need or service");
    }
    if (is_code(arguments.target) && arguments.line.has("--in")) {
        refuse(arguments.line, "E520", "--in", "`--in` has no effect on an error code",
               "leave it out: error codes are the same for every experiment");
    }
    if (arguments.all || is_code(arguments.target)) {
        return explain_codes(arguments);
    }
    Inventory inventory(arguments.in);
    Explaining explaining(inventory, arguments.target);
    const auto items = explaining.all();
    if (items.empty()) {
        nothing_of_that_name(arguments, explaining.known());
    }
    if (arguments.json) {
        print_json(items, arguments);
    } else {
        print_described(items);
    }
    return all_done;
}

} // namespace

Command explain_command()
{
    auto arguments = std::make_shared<ExplainArguments>();
    auto& a = *arguments;
    return Command("explain", "What a path, term, outcome, policy, crisis or error code means")
        .optional_argument("name", "NAME", "A code, path or name, such as E104 or service.gp.discovery", &a.target)
        .option("--in", "EXPERIMENT", "Experiment to look it up in (default: kirkholt)", &a.in)
        .flag("--all", "Every error code, in place of a name", &a.all)
        .excludes({"name", "--in"})
        .flag("--glossary", "Every term of the glossary, in place of a name", &a.glossary)
        .excludes({"name", "--in", "--all"})
        .option("--as", "WORD", "Form of --all and --glossary", &a.form)
        .among({"text", "md"})
        .flag("--json", "One JSON object", &a.json)
        .excludes({"--as"})
        .runs([arguments](const Invocation& invocation) {
            arguments->line = invocation.line;
            return explain(*arguments);
        });
}

} // namespace meam::cli
