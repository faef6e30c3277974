#include "experiments/cli/inventory.hpp"

#include "analysis/outcomes.hpp"
#include "experiments/cli/library.hpp"
#include "experiments/replicate.hpp"
#include "experiments/schema/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <sstream>

namespace meam::cli {
namespace {

input::DocumentOptions options()
{
    input::DocumentOptions options;
    options.library = library();
    return options;
}

std::string joined(const std::vector<std::string>& words)
{
    std::string all;
    for (const auto& word : words) {
        all += (all.empty() ? "" : ", ") + word;
    }
    return all;
}

std::vector<analysis::Outcome> outcomes_in(const Experiment& experiment)
{
    const TallyLayout tally(experiment.model);
    return analysis::outcomes_of(layout_of(experiment, tally));
}

/// Label and what its file says of it.
template <class Thing> Item labelled(const Thing& thing, const std::string& about)
{
    Item item{thing.name, {}};
    item.says = {{"label", thing.label}, {"about", about}};
    return item;
}

std::vector<std::string> policies_of(const Model& model, const Scenario& scenario)
{
    std::vector<std::string> names;
    for (const int p : scenario.policies) {
        names.push_back(model.policies[static_cast<std::size_t>(p)].name);
    }
    return names;
}

std::string_view status_of(input::Status status)
{
    return status == input::Status::sourced ? "sourced" : status == input::Status::assumed ? "assumed" : "unstated";
}

/// Of `results::Type`, in its order.
constexpr std::array<std::string_view, 3> type_names{"int32", "int64", "float64"};

} // namespace

Item& Item::say(const std::string& what, const std::string& text)
{
    if (!text.empty()) {
        says.emplace_back(what, text);
    }
    return *this;
}

Inventory::Inventory(const std::string& name)
    : options_(options()), document_(experiment_file(name), options_),
      experiment_(load_experiment(experiment_file(name), options_))
{
    std::istringstream lines(experiment_.resolved); // path = value  # origin
    for (std::string line; std::getline(lines, line);) {
        const auto equals = line.find(" = ");
        const auto origin = line.rfind("  # ");
        stated_[line.substr(0, equals)] = {line.substr(equals + 3, origin - equals - 3),
                                           origin == std::string::npos ? "" : line.substr(origin + 4)};
    }
}

std::string Inventory::about(const std::string& table, const std::string& name)
{
    auto root = document_.root();
    auto tables = root.child(table);
    auto section = tables ? tables->child(name) : std::nullopt;
    if (!section) {
        return {};
    }
    auto own = section->text("about", "");
    const auto file = own.empty() ? library_file_of(table + "." + name + ".") : std::string();
    return file.empty() ? own : input::Document(options_.library.front() / file, options_).root().text("about", "");
}

std::string Inventory::library_file_of(const std::string& prefix) const
{
    constexpr std::string_view library = "library/";
    std::map<std::string, int> lines;
    for (auto it = stated_.lower_bound(prefix); it != stated_.end() && it->first.starts_with(prefix); ++it) {
        const auto& origin = it->second.second; // "library/components/crises/arrest.toml:12"
        if (origin.starts_with(library)) {
            ++lines[origin.substr(library.size(), origin.find(':') - library.size())];
        }
    }
    const auto most = std::ranges::max_element(lines, {}, [](const auto& one) { return one.second; });
    return most == lines.end() ? std::string() : most->first;
}

std::string Inventory::label(const std::string& table, const std::string& name)
{
    auto tables = document_.root().child(table);
    auto section = tables ? tables->child(name) : std::nullopt;
    return section ? section->text("label", "") : std::string();
}

std::vector<input::Quantity> Inventory::numbers(const std::string& path) const
{
    std::vector<input::Quantity> all;
    const auto text = stated_.find(path);
    const auto found = schema::find(path);
    for (const Number n : experiment_.model.numbers.find(path)) {
        const auto& number = experiment_.model.numbers.info(n).stated;
        if (found || number.source != "structure") { // else the program's own: no file states it
            all.push_back(number);
        }
    }
    if (!all.empty() || text == stated_.end() || !found) {
        return all;
    }
    for (const auto& form : found->key->forms) { // of the plan, which is no part of the model
        if (form.holds == schema::Holds::number) {
            auto document = input::Document::from_text("plan = " + text->second.first, path, {});
            if (const auto quantity = document.root().quantity("plan", form.measure)) {
                all.push_back(*quantity);
                all.back().path = path;
            }
        }
    }
    return all;
}

std::vector<std::string> Inventory::scenarios() const
{
    std::vector<std::string> names;
    for (const auto& scenario : experiment_.model.scenarios) {
        names.push_back(scenario.name);
    }
    return names;
}

std::vector<std::string> Inventory::outcomes() const
{
    std::vector<std::string> names;
    for (const auto& outcome : outcomes_in(experiment_)) {
        names.push_back(outcome.name);
    }
    return names;
}

std::vector<Item> Inventory::list_systems()
{
    const auto& model = experiment_.model;
    std::vector<Item> items;
    for (const auto& scenario : model.scenarios) {
        const bool baseline = &scenario == &model.scenarios[static_cast<std::size_t>(experiment_.baseline)];
        const auto policies = joined(policies_of(model, scenario));
        items.push_back({scenario.name,
                         {{"label", scenario.label},
                          {"role", baseline ? "baseline" : "compared"},
                          {"policies", policies.empty() ? "none" : policies}}});
    }
    return items;
}

std::vector<Item> Inventory::list_policies()
{
    const auto& model = experiment_.model;
    std::vector<Item> items;
    for (const auto& policy : model.policies) {
        items.push_back(labelled(policy, about("policy", policy.name)));
    }
    return items;
}

std::vector<Item> Inventory::list_bundles()
{
    std::vector<Item> items;
    for (auto& bundle : document_.root().children("bundle")) {
        items.push_back(
            {bundle.name(),
             {{"label", bundle.text("label", bundle.name())}, {"policies", joined(bundle.texts_or_none("policies"))}}});
    }
    return items;
}

std::vector<Item> Inventory::list_crises()
{
    const auto& model = experiment_.model;
    std::vector<Item> items;
    for (const auto& crisis : model.crises) {
        items.push_back(labelled(crisis, about("crisis", crisis.name)));
        items.back().says.insert(items.back().says.begin() + 1, {"agency", crisis.agency});
    }
    return items;
}

std::vector<Item> Inventory::list_needs()
{
    const auto& model = experiment_.model;
    std::vector<Item> items;
    for (const auto& need : model.needs) {
        items.push_back(labelled(need, about("need", need.name)));
    }
    return items;
}

std::vector<Item> Inventory::list_services()
{
    const auto& model = experiment_.model;
    std::vector<Item> items;
    for (const auto& service : model.services) {
        items.push_back({service.name,
                         {{"agency", service.agency},
                          {"kind", service_kind_names[static_cast<std::size_t>(service.kind)]},
                          {"label", service.label}}});
    }
    return items;
}

std::vector<Item> Inventory::list_circumstances()
{
    const auto& model = experiment_.model;
    std::vector<Item> items;
    for (const auto& circumstance : model.circumstances) {
        items.push_back({circumstance.name, {{"label", circumstance.label}, {"states", joined(circumstance.states)}}});
    }
    return items;
}

std::vector<Item> Inventory::list_stocks()
{
    const auto& model = experiment_.model;
    std::vector<Item> items;
    for (const auto& stock : model.stocks) {
        items.push_back({stock.name, {{"label", stock.label}, {"kind", stock.block ? "block" : "soft"}}});
    }
    return items;
}

std::vector<Item> Inventory::list_channels()
{
    const auto& model = experiment_.model;
    std::vector<Item> items;
    for (const auto& channel : model.channels) {
        items.push_back({channel.name,
                         {{"label", channel.label},
                          {"agency", channel.agency},
                          {"demand", demand_names[static_cast<std::size_t>(channel.demand)]}}});
    }
    return items;
}

std::vector<Item> Inventory::list_contacts()
{
    const auto& model = experiment_.model;
    std::vector<Item> items;
    for (const auto& purpose : model.purposes) {
        items.push_back(labelled(purpose, about("contact", purpose.name)));
    }
    return items;
}

std::vector<Item> Inventory::list_places()
{
    const auto& model = experiment_.model;
    std::vector<Item> items;
    for (const auto& part : model.place.parts) {
        items.push_back(
            {part.name, {{"label", part.label}, {"residents", fmt::format("{} residents", part.residents)}}});
    }
    return items;
}

std::vector<Item> Inventory::list_outcomes()
{
    std::vector<Item> items;
    for (const auto& outcome : outcomes_in(experiment_)) {
        items.push_back({outcome.name,
                         {{"unit", outcome.unit},
                          {"better", std::string(analysis::word_for(outcome.better))},
                          {"label", outcome.label},
                          {"definition", std::string(outcome.family->definition)},
                          {"divided_by", std::string(outcome.family->denominator)}}});
    }
    return items;
}

std::vector<Item> Inventory::list_parameters()
{
    const auto& model = experiment_.model;
    std::vector<Item> items;
    for (const auto& info : model.numbers.all()) {
        if (stated_.contains(info.stated.path) || info.stated.source != "structure") {
            items.push_back({info.stated.path,
                             {{"value", schema::set_text(info.stated.path, {info.stated})},
                              {"unit", info.stated.unit},
                              {"status", std::string(status_of(info.stated.status))}}});
            items.back()
                .say("range",
                     info.stated.low ? fmt::format("{:.6g} to {:.6g}", *info.stated.low, *info.stated.high) : "")
                .say("source", info.stated.source == "structure" ? "" : info.stated.source);
        }
    }
    return items;
}

std::vector<Item> Inventory::list_datasets()
{
    const auto& model = experiment_.model;
    std::vector<Item> items;
    for (const auto& column : layout_of(experiment_, TallyLayout(model)).columns) {
        items.push_back({column.name,
                         {{"axes", joined(column.axes)},
                          {"type", std::string(type_names[static_cast<std::size_t>(column.type)])},
                          {"unit", column.unit},
                          {"meaning", column.long_name}}});
    }
    return items;
}

std::vector<Item> Inventory::list_axes()
{
    const auto& model = experiment_.model;
    std::vector<Item> items;
    for (const auto& axis : layout_of(experiment_, TallyLayout(model)).axes) {
        items.push_back({axis.name,
                         {{"meaning", axis.long_name},
                          {"labels", axis.labels.empty() ? fmt::format("0 to {} ({})", axis.length - 1, axis.unit)
                                                         : joined(axis.labels)}}});
    }
    return items;
}

std::vector<Item> Inventory::items(const std::string& kind)
{
    static const std::map<std::string_view, std::vector<Item> (Inventory::*)()> makers{
        {"systems", &Inventory::list_systems},
        {"policies", &Inventory::list_policies},
        {"bundles", &Inventory::list_bundles},
        {"crises", &Inventory::list_crises},
        {"needs", &Inventory::list_needs},
        {"services", &Inventory::list_services},
        {"circumstances", &Inventory::list_circumstances},
        {"stocks", &Inventory::list_stocks},
        {"channels", &Inventory::list_channels},
        {"contacts", &Inventory::list_contacts},
        {"places", &Inventory::list_places},
        {"outcomes", &Inventory::list_outcomes},
        {"parameters", &Inventory::list_parameters},
        {"datasets", &Inventory::list_datasets},
        {"axes", &Inventory::list_axes}};
    const auto maker = makers.find(kind);
    return maker == makers.end() ? std::vector<Item>{} : (this->*maker->second)();
}

} // namespace meam::cli
