#include "experiments/cli/again.hpp"

#include "experiments/cli/exit_codes.hpp"
#include "sim/results/store.hpp"

#include <charconv>

namespace meam::cli {

void expect_same(const std::string& again, const std::string& stored)
{
    if (again != stored) {
        throw results::ResultsError("re-simulation does not reproduce the stored digest (" + again + " instead of " +
                                        stored +
                                        "): another version of the program made them; run the experiment again with "
                                        "this one",
                                    verification_mismatch);
    }
}

void expect_digest(const Experiment& experiment, Week warm_up, const results::UnitId& id, const std::string& stored)
{
    const TallyLayout tally(experiment.model);
    ReplicateOptions options;
    options.warm_up = warm_up;
    options.scenarios = {id.scenario};
    const auto result = run_replicate(experiment, tally, layout_of(experiment, tally),
                                      DesignPoint(experiment, id.point), id.replicate, options);
    expect_same(result.units.front().digest, stored);
}

} // namespace meam::cli
