#include "experiments/attribution.hpp"

#include "experiments/warm_up.hpp"
#include "sim/memory.hpp"
#include "sim/parallel.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iterator>
#include <mutex>
#include <set>

namespace meam {
namespace {

/// Warmed-up worlds that are held at once: some ten megabytes each in a locality.
constexpr int replicates_at_once = 32;

bool in_baseline(const Experiment& experiment, int policy)
{
    const auto& baseline = experiment.model.scenarios[static_cast<std::size_t>(experiment.baseline)].policies;
    return std::ranges::find(baseline, policy) != baseline.end();
}

const std::vector<int>& policies_of(const Experiment& experiment, int scenario)
{
    return experiment.model.scenarios[static_cast<std::size_t>(scenario)].policies;
}

class Runner {
public:
    Runner(const Experiment& experiment, const AttributionOptions& options, const Report& report)
        : experiment_(experiment), options_(options), report_(report), tally_(experiment.model),
          layout_(layout_of(experiment, tally_)), point_(experiment, 0),
          channels_(channels_of(experiment, options.scenario)), design_(design_of(experiment, options)),
          began_(std::chrono::steady_clock::now())
    {
        for (const auto& name : options.outcomes) {
            outcomes_.push_back(analysis::outcome_named(analysis::outcomes_of(layout_), name));
        }
        const auto first = std::ranges::find_if(
            layout_.columns, [](const results::Column& c) { return c.name.starts_with("evaluation_"); });
        layout_.columns.erase(first, layout_.columns.end()); // the last columns: not needed without an evaluation
    }

    analysis::Attribution go()
    {
        analysis::Attribution result;
        result.title = experiment_.question;
        result.scenario = experiment_.model.scenarios[static_cast<std::size_t>(options_.scenario)].name;
        result.baseline = experiment_.model.scenarios[static_cast<std::size_t>(experiment_.baseline)].name;
        result.channels = channels_;
        result.design = design_;
        for (const auto& outcome : outcomes_) {
            result.outcomes.push_back({outcome.name, outcome.label, outcome.unit, {}});
        }
        try {
            const parallel::StopScope stop(options_.interrupted);
            run_all(result);
        } catch (const parallel::Stopped&) { // replicates whose coalitions are all complete are in the result
        }
        result.runs = {result.outcomes.empty() ? 0 : result.outcomes.front().worth.size(),
                       static_cast<std::size_t>(options_.replicates)};
        return result;
    }

private:
    void run_all(analysis::Attribution& result)
    {
        report_progress("warm-up", 0);
        std::vector<std::unique_ptr<World>> pilots;
        const auto warm_up = find_warm_up(experiment_, tally_, point_, pilots);
        for (int from = 0; from < options_.replicates; from += replicates_at_once) {
            const int until = std::min(options_.replicates, from + replicates_at_once);
            run_some(from, until, warm_up.weeks, pilots, result);
        }
    }

    void run_some(int from, int until, Week warm_up, std::vector<std::unique_ptr<World>>& pilots,
                  analysis::Attribution& result)
    {
        const auto count = static_cast<std::size_t>(until - from);
        std::vector<std::unique_ptr<World>> warm(count);
        parallel::for_each(count, [&](std::size_t i) {
            const auto replicate = static_cast<std::size_t>(from) + i;
            warm[i] = replicate < pilots.size() ? std::move(pilots[replicate])
                                                : world_of(experiment_, tally_, point_, static_cast<int>(replicate),
                                                           warm_up + experiment_.horizon);
            while (warm[i]->now() < warm_up) {
                warm[i]->week();
                warm[i]->clear_log();
            }
        });
        // worth[outcome][replicate][coalition]
        std::vector worth(outcomes_.size(),
                          std::vector(count, std::vector<std::int64_t>(design_.coalitions.size(), 0)));
        parallel::for_each(design_.coalitions.size(), [&](std::size_t c) {
            const auto rules = rules_with(experiment_, point_, options_.scenario, channels_, design_.coalitions[c]);
            for (std::size_t i = 0; i < count; ++i) {
                results::Unit unit;
                unit.data = live_scenario(experiment_, tally_, *warm[i], rules);
                analysis::Totals totals(layout_, unit);
                for (std::size_t o = 0; o < outcomes_.size(); ++o) {
                    worth[o][i][c] = std::llround(outcomes_[o].value(totals, 0) / analysis::worth_unit);
                }
                const std::lock_guard lock(mutex_);
                report_progress("coalitions", ++done_);
            }
        });
        for (std::size_t o = 0; o < outcomes_.size(); ++o) {
            std::ranges::move(worth[o], std::back_inserter(result.outcomes[o].worth));
        }
    }

    void report_progress(const std::string& phase, std::size_t done)
    {
        if (report_) {
            const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - began_;
            Progress progress{phase, done, design_.coalitions.size() * static_cast<std::size_t>(options_.replicates)};
            progress.seconds = passed.count();
            report_(progress);
        }
    }

    const Experiment& experiment_;
    const AttributionOptions& options_;
    const Report& report_;
    TallyLayout tally_;
    results::Layout layout_;
    DesignPoint point_;
    std::vector<std::string> channels_;
    analysis::ShapleyDesign design_;
    std::vector<analysis::Outcome> outcomes_;
    std::chrono::steady_clock::time_point began_;
    std::mutex mutex_;
    std::size_t done_ = 0;
};

} // namespace

std::vector<std::string> channels_of(const Experiment& experiment, int scenario)
{
    std::set<std::string> channels;
    for (const int policy : policies_of(experiment, scenario)) {
        if (!in_baseline(experiment, policy)) {
            for (const auto& change : experiment.model.policies[static_cast<std::size_t>(policy)].changes) {
                channels.insert(change.channel);
            }
        }
    }
    return {channels.begin(), channels.end()};
}

std::vector<std::string> policies_lacking(const Experiment& experiment, int scenario)
{
    std::vector<std::string> lacking;
    const auto& held = policies_of(experiment, scenario);
    for (const int policy : policies_of(experiment, experiment.baseline)) {
        if (std::ranges::find(held, policy) == held.end()) {
            lacking.push_back(experiment.model.policies[static_cast<std::size_t>(policy)].name);
        }
    }
    return lacking;
}

ScenarioRules rules_with(const Experiment& experiment, const DesignPoint& point, int scenario,
                         const std::vector<std::string>& channels, analysis::Coalition coalition)
{
    Model model = experiment.model;
    for (const int policy : policies_of(experiment, scenario)) {
        if (!in_baseline(experiment, policy)) {
            std::erase_if(model.policies[static_cast<std::size_t>(policy)].changes, [&](const Change& change) {
                const auto at = std::ranges::find(channels, change.channel) - channels.begin();
                return (coalition >> at & 1U) == 0;
            });
        }
    }
    return {model, point.baseline, policies_of(experiment, scenario), experiment.horizon};
}

analysis::ShapleyDesign design_of(const Experiment& experiment, const AttributionOptions& options)
{
    const auto players = static_cast<int>(channels_of(experiment, options.scenario).size());
    if (players <= most_exact_channels) {
        return analysis::exact_design(players);
    }
    auto design = analysis::sampled_design(players, options.pairs_of_orders, experiment.seed);
    return options.pairs ? analysis::with_pairs(design) : design;
}

analysis::Attribution attribute(const Experiment& experiment, const AttributionOptions& options, const Report& report)
{
    keep_freed_memory();
    parallel::use_threads(options.threads);
    return Runner(experiment, options, report).go();
}

} // namespace meam
