#include "experiments/stored_experiment.hpp"

#include "experiments/warm_up.hpp"
#include "sim/results/store.hpp"

#include <algorithm>
#include <charconv>

namespace meam {
namespace {

constexpr Week longest_warm_up = 100'000; ///< [week]

[[noreturn]] void refuse(const std::string& what)
{
    throw results::ResultsError("the results cannot be simulated again: " + what +
                                "\n  the file is damaged, or another version of meamsim wrote it");
}

/// The scenarios that were run, in the order of the results.
void choose_scenarios(Experiment& experiment, const results::Layout& layout)
{
    std::vector<Scenario> chosen;
    for (const auto& name : layout.scenarios) {
        const auto found = std::ranges::find(experiment.model.scenarios, name, &Scenario::name);
        if (found == experiment.model.scenarios.end()) {
            refuse("the experiment stored with them has no scenario `" + name + "`");
        }
        chosen.push_back(*found);
    }
    const auto baseline = std::ranges::find(chosen, layout.baseline, &Scenario::name);
    if (baseline == chosen.end()) {
        refuse("their baseline `" + layout.baseline + "` is none of their scenarios");
    }
    experiment.baseline = static_cast<int>(baseline - chosen.begin());
    experiment.model.scenarios = std::move(chosen);
}

} // namespace

Experiment experiment_of(const results::Layout& layout)
{
    input::DocumentOptions options;
    options.require_sources_in_library = false;
    Experiment experiment;
    try {
        experiment = load_experiment(input::Document::from_text(layout.resolved, "the resolved experiment", options));
    } catch (const input::InputError& error) {
        refuse("the experiment stored with them cannot be read: " + error.mistakes().front().what);
    }
    if (experiment.digest != layout.digest) {
        refuse("the experiment stored with them has digest " + experiment.digest + ", and they are of " +
               layout.digest);
    }
    choose_scenarios(experiment, layout);
    experiment.outcome = layout.headline;
    if (experiment.design.axes.empty()) { // draws may have been asked for on the command line
        experiment.design = design_of_draws(static_cast<int>(layout.points) - 1, experiment.seed);
    }
    return experiment;
}

Week warm_up_of(const results::Layout& layout, const Experiment& experiment)
{
    if (const auto note = layout.notes.find("warm_up_weeks"); note != layout.notes.end()) {
        const auto& text = note->second;
        Week weeks = -1;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), weeks);
        if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || weeks < 0 || weeks > longest_warm_up) {
            refuse("their warm-up of `" + text + "` weeks is no number of weeks");
        }
        return weeks;
    }
    std::vector<std::unique_ptr<World>> pilots;
    const TallyLayout tally(experiment.model);
    return find_warm_up(experiment, tally, DesignPoint(experiment, 0), pilots).weeks;
}

} // namespace meam
