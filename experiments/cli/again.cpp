#include "experiments/cli/again.hpp"

#include "experiments/cli/exit_codes.hpp"
#include "experiments/warm_up.hpp"
#include "sim/results/store.hpp"

namespace meam::cli {

Experiment experiment_of(const results::Layout& layout)
{
    input::DocumentOptions options;
    options.require_sources_in_library = false;
    return load_experiment(input::Document::from_text(layout.resolved, "the resolved experiment", options));
}

Week warm_up_of(const results::Layout& layout, const Experiment& experiment)
{
    if (const auto note = layout.notes.find("warm_up_weeks"); note != layout.notes.end()) {
        return std::stoi(note->second);
    }
    std::vector<std::unique_ptr<World>> pilots;
    const TallyLayout tally(experiment.model);
    return find_warm_up(experiment, tally, DesignPoint(experiment, 0), pilots).weeks;
}

void expect_same(const std::string& again, const std::string& stored)
{
    if (again != stored) {
        throw results::ResultsError("a run comes out differently when it is lived again (digest " + again +
                                        ", the results have " + stored +
                                        "): another version of the program made them; run the experiment again with "
                                        "this one",
                                    verification_mismatch);
    }
}

void expect_digest(const Experiment& experiment, Week warm_up, const results::UnitId& id, const std::string& stored,
                   const std::function<bool()>& stop)
{
    const TallyLayout tally(experiment.model);
    ReplicateOptions options;
    options.warm_up = warm_up;
    options.scenarios = {id.scenario};
    options.stop = stop;
    const auto result = run_replicate(experiment, tally, layout_of(experiment, tally),
                                      DesignPoint(experiment, id.point), id.replicate, options);
    if (!stop()) {
        expect_same(result.units.front().digest, stored);
    }
}

} // namespace meam::cli
