#include "experiments/cli/apply.hpp"

#include "analysis/outcomes.hpp"
#include "experiments/replicate.hpp"
#include "sim/input/tree.hpp"

#include <algorithm>
#include <regex>

namespace meam::cli {
namespace {

class Applying {
public:
    Applying(const RunArguments& arguments, Experiment& experiment, RunOptions& options)
        : arguments_(arguments), experiment_(experiment), options_(options)
    {}

    void all()
    {
        counts();
        precision();
        trajectories();
        scenarios();
        one_run();
        one_point();
        shard();
        without_effect();
        throw_if_any(mistakes_);
    }

private:
    void wrong(const std::string& option, const std::string& value, std::string mend)
    {
        mistakes_.add("E504", arguments_.line.spot_of(value), "`" + option + "` does not accept `" + value + "`",
                      std::move(mend));
    }

    void counts()
    {
        if (arguments_.replicates) {
            experiment_.replicates_at_most = *arguments_.replicates;
            experiment_.half_width = 0.0;
        }
        if (arguments_.draws) {
            if (!experiment_.design.axes.empty()) {
                wrong("--draws", std::to_string(*arguments_.draws),
                      "no --draws: the experiment has a design of its own");
                return;
            }
            experiment_.design = design_of_draws(*arguments_.draws, experiment_.seed);
            if (!is_storable(experiment_.model.numbers, experiment_.design)) {
                wrong("--draws", std::to_string(*arguments_.draws),
                      "fewer draws: the results would hold more than 20 million drawn numbers");
            }
        }
    }

    void precision()
    {
        const auto& wanted = arguments_.until_ci;
        if (wanted.empty()) {
            return;
        }
        constexpr std::size_t longest = 500; // characters; std::regex_match goes one call deeper with each of them
        std::smatch parts;
        const std::regex form(R"(\s*([a-z0-9_.]+)\s*<\s*([0-9]{1,6}(?:\.[0-9]{1,6})?)\s*%\s*)");
        if (wanted.size() > longest || !std::regex_match(wanted, parts, form)) {
            wrong("--until-ci", wanted, "an outcome and a share, in quotes: \"crisis_demand < 10%\"");
            return;
        }
        experiment_.outcome = parts[1];
        experiment_.half_width = std::stod(parts[2]) / 100.0;
        const TallyLayout tally(experiment_.model);
        std::vector<std::string> outcomes;
        for (const auto& outcome : analysis::outcomes_of(layout_of(experiment_, tally))) {
            outcomes.push_back(outcome.name);
        }
        if (std::ranges::find(outcomes, experiment_.outcome) == outcomes.end()) {
            mistakes_.add("E507", arguments_.line.spot_of(wanted),
                          "`" + experiment_.name + "` has no outcome `" + experiment_.outcome + "`",
                          input::did_you_mean(experiment_.outcome, outcomes));
        }
    }

    void trajectories()
    {
        if (!arguments_.trajectories.empty()) {
            experiment_.trajectories = static_cast<Trajectories>(
                std::ranges::find(trajectories_names, arguments_.trajectories) - trajectories_names.begin());
        }
    }

    /// None after a mistake. @param value  the word of the command line that names it
    std::optional<int> scenario(const std::string& name, const std::string& value)
    {
        std::vector<std::string> names;
        std::ranges::transform(experiment_.model.scenarios, std::back_inserter(names), &Scenario::name);
        const auto found = std::ranges::find(names, name);
        if (found != names.end()) {
            return static_cast<int>(found - names.begin());
        }
        mistakes_.add("E507", arguments_.line.spot_of(value),
                      "`" + experiment_.name + "` has no scenario `" + name + "`", input::did_you_mean(name, names));
        return std::nullopt;
    }

    /// Leaves only the scenarios asked for, and the baseline.
    void scenarios()
    {
        if (arguments_.scenarios.empty()) {
            return;
        }
        std::vector<int> wanted{experiment_.baseline};
        for (const auto& name : arguments_.scenarios) {
            wanted.push_back(scenario(name, name).value_or(experiment_.baseline));
        }
        std::ranges::sort(wanted);
        wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
        std::vector<Scenario> kept;
        for (const int s : wanted) {
            kept.push_back(experiment_.model.scenarios[static_cast<std::size_t>(s)]);
        }
        experiment_.baseline = static_cast<int>(std::ranges::find(wanted, experiment_.baseline) - wanted.begin());
        experiment_.model.scenarios = std::move(kept);
    }

    void one_run()
    {
        const auto& only = arguments_.only;
        if (only.empty()) {
            return;
        }
        const auto colon = only.rfind(':');
        const auto digits = colon == std::string::npos ? "" : only.substr(colon + 1);
        constexpr std::size_t most_digits = 6; // as in the largest `at_most` of an experiment
        if (digits.empty() || digits.size() > most_digits ||
            digits.find_first_not_of("0123456789") != std::string::npos) {
            wrong("--only", only,
                  "a scenario and a replicate, from 0 to 999999: " + experiment_.model.scenarios.front().name + ":3");
            return;
        }
        options_.only_scenario = scenario(only.substr(0, colon), only);
        options_.only_replicate = std::stoi(digits);
    }

    void one_point()
    {
        if (arguments_.point && *arguments_.point >= experiment_.design.points) {
            const int last = experiment_.design.points - 1;
            wrong("--point", std::to_string(*arguments_.point),
                  last == 0 ? "no --point but 0: the experiment has no design and no draws"
                            : "a point from 0 to " + std::to_string(last));
        }
        options_.only_point = arguments_.point;
    }

    void shard()
    {
        const auto& shard = arguments_.shard;
        if (shard.empty()) {
            return;
        }
        std::smatch parts;
        const std::regex form(R"(([0-9]{1,6})/([0-9]{1,6}))");
        if (!std::regex_match(shard, parts, form) || std::stoi(parts[1]) < 1 ||
            std::stoi(parts[1]) > std::stoi(parts[2])) {
            wrong("--shard", shard, "K/N, K from 1 to N: 1/8 is the first of eight parts");
            return;
        }
        options_.shard = std::stoi(parts[1]);
        options_.shards = std::stoi(parts[2]);
        if (planned_replicates(experiment_, options_).empty()) {
            wrong("--shard", shard,
                  "at most as many shards as replicates, which are " + std::to_string(experiment_.replicates_at_most));
        }
    }

    /// Options that other values leave without effect.
    void without_effect()
    {
        if (arguments_.stepping == "reference" && !arguments_.warm_ups.empty()) {
            mistakes_.add("E520", arguments_.line.spot_of("--warm-ups"),
                          "`--warm-ups` has no effect with `--stepping reference`",
                          "leave it out: reference stepping simulates every warm-up");
        }
        if (!arguments_.until_ci.empty() && experiment_.model.scenarios.size() < 2) {
            mistakes_.add("E520", arguments_.line.spot_of("--until-ci"),
                          "`--until-ci` has no effect: there is one scenario, and no difference from a baseline",
                          "a second scenario, or --replicates N");
        }
    }

    const RunArguments& arguments_;
    Experiment& experiment_;
    RunOptions& options_;
    input::Mistakes mistakes_;
};

} // namespace

void apply(const RunArguments& arguments, Experiment& experiment, RunOptions& options)
{
    Applying(arguments, experiment, options).all();
}

} // namespace meam::cli
