#include "tests/experiments/stories/stories.hpp"

#include "experiments/replicate.hpp"
#include "models/observation/log_kinds.hpp"
#include "models/simulation/world.hpp"
#include "sim/parallel.hpp"
#include "tests/support/town.hpp"

#include <algorithm>
#include <stdexcept>

namespace meam::tests {
namespace {

template <class Things> int index_of(const Things& things, const std::string& name)
{
    const auto it = std::ranges::find_if(things, [&](const auto& thing) { return thing.name == name; });
    if (it == things.end()) {
        throw std::out_of_range("the model has no " + name);
    }
    return static_cast<int>(it - things.begin());
}

} // namespace

std::vector<std::string> children_at_start(const std::map<std::string, double>& shares)
{
    std::vector<std::string> sets;
    for (const auto* const whom : {"start", "start_by.age.a18_24", "start_by.age.a50_64", "start_by.age.a65_plus"}) {
        for (const auto* const state : {"at_home", "early_help", "plan", "removed", "in_care"}) {
            const auto share = shares.find(state);
            sets.push_back("circumstance.children." + std::string(whom) + "." + state + "=" +
                           std::to_string(share == shares.end() ? 0.0 : share->second));
        }
    }
    return sets;
}

Storybook::Storybook(const std::string& experiment, Week warm_up, Week weeks, std::vector<std::string> sets)
    : warm_up_(warm_up)
{
    sets.push_back("trajectories=\"all\"");
    sets.push_back("horizon=\"" + std::to_string(weeks) + " weeks\"");
    experiment_ = shipped(experiment, sets);
}

int Storybook::level(const Resident& resident, const std::string& covariate) const
{
    return resident.covariates[static_cast<std::size_t>(index_of(model().covariates, covariate))];
}

int Storybook::state(const std::string& circumstance, const std::string& name) const
{
    const auto& states =
        model().circumstances[static_cast<std::size_t>(index_of(model().circumstances, circumstance))].states;
    const auto it = std::ranges::find(states, name);
    if (it == states.end()) {
        throw std::out_of_range(circumstance + " has no state " + name);
    }
    return static_cast<int>(it - states.begin());
}

ServiceId Storybook::service(const std::string& name) const
{
    return index_of(model().services, name);
}

std::map<std::string, std::vector<Story>> Storybook::stories(const std::vector<std::string>& scenarios, int replicates,
                                                             const std::function<bool(const Resident&)>& begins) const
{
    const TallyLayout tally(model());
    const DesignPoint point(experiment_, 0);
    const Week end = warm_up_ + experiment_.horizon;
    std::vector<std::map<std::string, std::vector<Story>>> by_replicate(static_cast<std::size_t>(replicates));
    parallel::for_each(by_replicate.size(), [&](std::size_t r) {
        const auto warm = world_of(experiment_, tally, point, static_cast<int>(r), end, Stepping::events);
        while (warm->now() < warm_up_) {
            warm->week();
        }
        for (const auto& name : scenarios) {
            World world = *warm;
            world.branch(point.scenarios[static_cast<std::size_t>(index_of(model().scenarios, name))]);
            auto& stories = by_replicate[r][name];
            std::vector<int> story_of(world.state().residents.size(), -1);
            for (ResidentId id = 0; id < story_of.size(); ++id) {
                const auto& resident = world.state().residents[id];
                if (resident.standing == Standing::present && begins(resident)) {
                    story_of[id] = static_cast<int>(stories.size());
                    stories.push_back({static_cast<int>(r), id, resident, {}});
                }
            }
            while (world.now() < end) {
                world.week();
                for (auto line : world.log()) {
                    if (line.resident < story_of.size() && story_of[line.resident] >= 0) {
                        line.week -= warm_up_;
                        stories[static_cast<std::size_t>(story_of[line.resident])].lines.push_back(line);
                    }
                }
                world.clear_log();
            }
        }
    });
    std::map<std::string, std::vector<Story>> all;
    for (auto& of_one : by_replicate) {
        for (auto& [scenario, stories] : of_one) {
            std::ranges::move(stories, std::back_inserter(all[scenario]));
        }
    }
    return all;
}

Standpoint::Standpoint(const Model& model, const Resident& beginning)
{
    for (const auto& need : model.needs) {
        severities.push_back(beginning.covariates[static_cast<std::size_t>(need.severity)]);
    }
    for (const auto& circumstance : model.circumstances) {
        states.push_back(beginning.covariates[static_cast<std::size_t>(circumstance.covariate)]);
    }
}

void Standpoint::take(const LogLine& line)
{
    if (line.kind == log_kind::need) {
        severities[static_cast<std::size_t>(line.detail / 4)] = line.detail % 4;
    } else if (line.kind == log_kind::move) {
        states[static_cast<std::size_t>(line.detail / 256)] = line.detail % 256;
    }
}

void replay(const Model& model, const Story& story,
            const std::function<void(const LogLine&, const Standpoint&, std::span<const LogLine>)>& each)
{
    Standpoint now(model, story.beginning);
    std::size_t week_begins = 0;
    for (std::size_t i = 0; i < story.lines.size(); ++i) {
        const auto& line = story.lines[i];
        week_begins = story.lines[week_begins].week == line.week ? week_begins : i;
        each(line, now, std::span(story.lines).subspan(week_begins, i - week_begins));
        now.take(line);
    }
}

bool is_at(const LogLine& line, ServiceId service, Event event)
{
    return line.kind == log_kind::desk && line.detail == service * 64 + static_cast<int>(event);
}

bool any_at(std::span<const LogLine> lines, ServiceId service, Event event)
{
    return std::ranges::any_of(lines, [&](const LogLine& line) { return is_at(line, service, event); });
}

} // namespace meam::tests
