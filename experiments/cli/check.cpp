#include "experiments/cli/commands.hpp"
#include "experiments/cli/display.hpp"
#include "experiments/cli/exit_codes.hpp"
#include "experiments/cli/library.hpp"
#include "experiments/cli/plan.hpp"
#include "experiments/cli/streams.hpp"

#include <algorithm>
#include <memory>

namespace meam::cli {
namespace {

struct CheckArguments {
    std::vector<std::string> files;
    std::vector<std::string> sets;
    bool resolved = false;
};

int check(const CheckArguments& arguments)
{
    int worst = all_done;
    for (const auto& name : arguments.files) {
        input::DocumentOptions document;
        document.library = library();
        document.sets = arguments.sets;
        try {
            const auto experiment = load_experiment(experiment_file(name), document);
            if (arguments.resolved) {
                to_stdout("{}", experiment.resolved);
                continue;
            }
            const auto reg = register_of(experiment);
            const auto& model = experiment.model;
            to_stdout("{}: sound\n  {} needs, {} crises, {} services, {} edges, {} policies, {} scenarios\n", name,
                      model.needs.size(), model.crises.size(), model.services.size(), model.edges.size(),
                      model.policies.size(), model.scenarios.size());
            to_stdout("  {} numbers: {} sourced, {} assumed, {} of your own without a source\n", reg.all(), reg.sourced,
                      reg.assumed, reg.unstated);
            for (const auto& warning : experiment.warnings) {
                to_stdout("  warning: {}\n", warning);
            }
            RunOptions options;
            options.out = std::filesystem::path("out") / experiment.name;
            to_stdout("{}", plan_text(experiment, options));
        } catch (const input::InputError& error) {
            to_stderr("{}{}", worst == all_done ? "" : "\n", error.what());
            worst = std::max(worst, error.exit_code());
        }
    }
    return worst;
}

} // namespace

Command check_command()
{
    auto arguments = std::make_shared<CheckArguments>();
    auto& a = *arguments;
    return Command("check", "Check experiment files and show the plan")
        .argument("experiments", "EXPERIMENT", "Files, or names in the library", &a.files)
        .sets(&a.sets)
        .flag("--resolved", "Print the complete experiment with the origin of each value", &a.resolved)
        .runs([arguments](const Invocation&) { return check(*arguments); });
}

} // namespace meam::cli
