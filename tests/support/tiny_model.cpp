#include "tests/support/tiny_model.hpp"

#include "sim/archive.hpp"
#include "sim/draws.hpp"

#include <cstdio>
#include <set>
#include <stdexcept>

namespace meam::tests {
namespace {

std::set<std::string> needs_in(const std::string& tables)
{
    const std::string mark = "[need.";
    std::set<std::string> names;
    for (auto at = tables.find(mark); at != std::string::npos; at = tables.find(mark, at + 1)) {
        const auto from = at + mark.size();
        names.insert(tables.substr(from, tables.find_first_of(".]", from) - from));
    }
    return names;
}

template <class Things> int index_of(const Things& things, const std::string& name)
{
    for (std::size_t i = 0; i < things.size(); ++i) {
        if (things[i].name == name) {
            return static_cast<int>(i);
        }
    }
    throw std::out_of_range("the model has no " + name);
}

Experiment loaded(const std::string& tables, int residents)
{
    return load_experiment(input::Document::from_text(whole_experiment(tables, residents), "test.toml", {}));
}

} // namespace

const std::string always_in_need = R"(
[circumstance.season]
states = ["dry"]
default = "dry"
[need.thirst]
reads = { circumstance = "season", dry = 1 }
)";

std::string weekly(double rate)
{
    char text[80];
    std::snprintf(text, sizeof text, "{ value = %.17g, unit = \"1/week\" }", rate);
    return text;
}

std::string whole_experiment(const std::string& tables, int residents)
{
    std::string text = "name = \"tiny\"\nseed = 20260105\n" + tables + "\n";
    for (const auto& need : needs_in(tables)) {
        text += "[need." + need + ".case]\nemerging = \"some\"\nestablished = \"more\"\nacute = \"most\"\n";
    }
    if (tables.find("[place.") == std::string::npos) {
        text += "[place.tiny]\nresidents = " + std::to_string(residents) +
                "\nsex = { female = 0.5, male = 0.5 }\nage = { a35_49 = 1 }\ndeprivation = { q3 = 1 }\naces = { none = "
                "1 }\n";
    }
    if (tables.find("[scenario.") == std::string::npos) {
        text += "[scenario.plain]\npolicies = []\n";
    }
    return text;
}

TinyModel::TinyModel(const std::string& tables, int residents)
    : experiment_(std::make_unique<Experiment>(loaded(tables, residents))),
      layout_(std::make_unique<TallyLayout>(experiment_->model)),
      baseline_(std::make_unique<Baseline>(experiment_->model, experiment_->model.numbers.values())),
      before_(std::make_unique<ScenarioRules>(
          ScenarioRules::of_warm_up(experiment_->model, *baseline_, experiment_->warm_up_at_most)))
{
    for (const auto& scenario : experiment_->model.scenarios) {
        scenarios_.emplace_back(experiment_->model, *baseline_, scenario.policies, experiment_->horizon);
    }
}

Setting TinyModel::setting(Week horizon, int replicate, bool log, Stepping stepping) const
{
    return {&experiment_->model,
            layout_.get(),
            baseline_.get(),
            {mixed_seed(experiment_->seed, experiment_->model.place.name), static_cast<std::uint32_t>(replicate)},
            horizon,
            stepping,
            log,
            stepping != Stepping::computed};
}

World TinyModel::world(Week horizon, int replicate, bool log, Stepping stepping, Chunking chunking) const
{
    auto with = setting(horizon, replicate, log, stepping);
    with.chunking = chunking;
    return {with, *before_};
}

World TinyModel::read(const std::string& saved, Week horizon) const
{
    ArchiveReader archive(saved);
    return {setting(horizon, 0, false, Stepping::events), *before_, archive};
}

const ScenarioRules& TinyModel::scenario(const std::string& name) const
{
    return scenarios_[static_cast<std::size_t>(index_of(model().scenarios, name))];
}

NeedId TinyModel::need(const std::string& name) const
{
    return index_of(model().needs, name);
}
ServiceId TinyModel::service(const std::string& name) const
{
    return index_of(model().services, name);
}

Number TinyModel::number(const std::string& path) const
{
    const auto found = model().numbers.find(path);
    if (found.size() != 1) {
        throw std::out_of_range("the model has no one number at " + path);
    }
    return found.front();
}

int TinyModel::residents_at(const World& world, const std::string& name, int severity) const
{
    return world.row()[layout().needs + static_cast<std::size_t>(need(name) * 4 + severity)];
}

int TinyModel::inside(const World& world, const std::string& name) const
{
    return world.row()[layout().caseload_cell(service(name), 2)];
}

int TinyModel::waiting(const World& world, const std::string& name) const
{
    return world.row()[layout().caseload_cell(service(name), 0)] +
           world.row()[layout().caseload_cell(service(name), 1)];
}

int TinyModel::events(const World& world, const std::string& name, Event event) const
{
    return world.row()[layout().desk_cell(service(name), event)];
}

std::vector<std::string> mistakes_of(const std::string& tables)
{
    std::vector<std::string> codes;
    try {
        loaded(tables, 100);
    } catch (const input::InputError& error) {
        for (const auto& mistake : error.mistakes()) {
            codes.push_back(mistake.code);
        }
    }
    return codes;
}

} // namespace meam::tests
