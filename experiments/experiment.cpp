#include "experiments/experiment.hpp"

#include "analysis/outcomes.hpp"
#include "experiments/reading/design.hpp"
#include "experiments/reading/names.hpp"
#include "experiments/reading/reader.hpp"
#include "experiments/replicate.hpp"
#include "experiments/schema/values.hpp"
#include "experiments/warm_up.hpp"
#include "models/checks/graph_checks.hpp"
#include "models/checks/scenario_checks.hpp"
#include "models/checks/start_checks.hpp"
#include "models/policies/scenario_rules.hpp"
#include "models/state/state.hpp"
#include "sim/draws.hpp"
#include "sim/input/characters.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace meam {
namespace {

using reading::Names;
using reading::Reader;
using schema::Section;

/// A whole number of weeks.
Week weeks(Section& at, std::string_view key)
{
    return static_cast<Week>(at.value(key));
}

/// Whether `exactly` decides the warm-up: it does unless a file that overrides the one that states it sets a bound; it
/// is void then.
bool is_exact(Section& warm_up)
{
    bool exact = warm_up.has("exactly");
    for (const char* bound : {"at_least", "at_most"}) {
        if (!warm_up.has(bound) || !warm_up.has("exactly")) {
            continue;
        }
        if (warm_up.overrides(bound, "exactly")) {
            exact = false;
        } else if (!warm_up.overrides("exactly", bound)) {
            warm_up.warning("E251", bound, "the warm-up has an exact length and a bound on it: `exactly` holds",
                            "`exactly`, or `at_least` and `at_most`");
        }
    }
    if (!exact) {
        warm_up.drop("exactly");
    }
    return exact;
}

void read_warm_up(Section& warm_up, Experiment& experiment)
{
    experiment.warm_up_exact = is_exact(warm_up);
    experiment.warm_up_at_least = weeks(warm_up, "at_least");
    experiment.warm_up_at_most = weeks(warm_up, "at_most");
    const auto exactly = warm_up.quantity("exactly");
    if (experiment.warm_up_exact) {
        experiment.warm_up_at_least = experiment.warm_up_at_most = exactly ? static_cast<Week>(exactly->value) : 0;
        return;
    }
    if (warm_up.has("at_least") && experiment.warm_up_at_most < experiment.warm_up_at_least) {
        warm_up.mistake("E314", "at_most", "the longest warm-up is shorter than the shortest",
                        "`at_most` of `at_least` or more");
    } else if (experiment.warm_up_at_most < first_test) {
        warm_up.mistake("E314", "at_most",
                        fmt::format("a warm-up that ends when the model is steady lasts {} weeks or more", first_test),
                        fmt::format("exactly = \"{} weeks\", or at_most = \"{} weeks\" or more",
                                    experiment.warm_up_at_most, first_test));
    } else if (experiment.warm_up_at_least < first_test) {
        warm_up.warning("E251", "at_least",
                        fmt::format("`at_least` is {} weeks; the first test whether the model is steady compares two "
                                    "years, so the warm-up lasts at least {} weeks",
                                    experiment.warm_up_at_least, first_test),
                        fmt::format("at_least = \"{} weeks\", or `exactly` for a shorter warm-up", first_test));
        experiment.warm_up_at_least = first_test;
    }
}

int whole(Section& at, std::string_view key)
{
    return static_cast<int>(at.value(key));
}

void read_replicates(Section& replicates, Experiment& experiment)
{
    const int most = whole(replicates, "at_most");
    const int stated = whole(replicates, "at_least");
    const int least = replicates.has("at_least") ? stated : std::min(most, stated);
    if (least > most && replicates.overrides("at_most", "at_least")) {
        replicates.warning("E251", "at_most",
                           fmt::format("`at_least` is {} replicates, and `at_most`, stated later, is {}: {} are run",
                                       least, most, most),
                           "state `at_least` too");
        replicates.drop("at_least");
    } else if (least > most) {
        replicates.mistake("E255", "at_least", fmt::format("at least {} replicates, and at most {}", least, most),
                           "at_least up to at_most");
    }
    experiment.replicates_at_most = most;
    experiment.replicates_at_least = std::min(most, least);
    const auto half_width = replicates.quantity("half_width");
    experiment.half_width = half_width ? half_width->value : 0.0;
}

/// Whether the value of a key was written for other places than those of the experiment; reported once.
bool is_of_another_place(Section& root, std::string_view key)
{
    const auto& other = root.written_for(key);
    if (reading::fits_places(root, other)) {
        return false;
    }
    root.warning("E254", key, fmt::format("`{}` was written for {} and is left out here", key, fmt::join(other, ", ")),
                 "state your own");
    return true;
}

void read_plan(Section& root, Experiment& experiment)
{
    experiment.name = root.text("name");
    experiment.question = root.text("question", "");
    if (is_of_another_place(root, "question")) {
        experiment.question.clear();
    }
    experiment.seed = static_cast<std::uint64_t>(root.value("seed"));
    experiment.horizon = weeks(root, "horizon");
    experiment.warm_up_at_least = static_cast<Week>(schema::default_at("warm_up.at_least"));
    experiment.warm_up_at_most = static_cast<Week>(schema::default_at("warm_up.at_most"));
    experiment.replicates_at_least = static_cast<int>(schema::default_at("replicates.at_least"));
    experiment.replicates_at_most = static_cast<int>(schema::default_at("replicates.at_most"));
    experiment.caliper = static_cast<int>(schema::default_at("evaluation.caliper"));
    if (auto warm_up = root.child("warm_up")) {
        read_warm_up(*warm_up, experiment);
    }
    if (auto replicates = root.child("replicates")) {
        read_replicates(*replicates, experiment);
    }
    if (auto evaluation = root.child("evaluation")) {
        experiment.caliper = whole(*evaluation, "caliper");
    }
    experiment.first_looks = root.texts_or_none("first_looks");
    if (is_of_another_place(root, "first_looks")) {
        experiment.first_looks.clear();
    }
    experiment.outcome = root.text_or_default("outcome");
    experiment.trajectories =
        static_cast<Trajectories>(std::max(0, Names::index(trajectories_names, root.choice("trajectories"))));
}

/// The design of the file, or its draws.
void read_points(Reader& read, Section& root, Experiment& experiment)
{
    experiment.design = reading::read_design(read, root);
    const int draws = whole(root, "draws");
    if (draws == 0) {
        return;
    }
    if (experiment.design.method != DesignMethod::none) {
        root.mistake("E332", "draws", "an experiment with a design and with draws", "one of them");
        return;
    }
    experiment.design = design_of_draws(draws, experiment.seed);
}

/// As many as a resident can remember, and a log can name.
void check_numbers(Section& root, const Names& names)
{
    const auto most = [&](std::string_view key, std::string_view what, std::size_t count, std::size_t limit) {
        if (count > limit) {
            root.mistake("E204", key, std::to_string(count) + " " + std::string(what),
                         "at most " + std::to_string(limit));
        }
    };
    most("service", "agencies", names.agencies.size(), most_agencies);
    most("crisis", "kinds of crisis", names.crises.size(), most_crises);
    most("channel", "channels", names.channels.size(), most_channels);
    most("contact", "purposes of contacts", names.purposes.size(), most_purposes);
}

constexpr int residents_judged = 2000; ///< residents whose demand a check computes; the others in proportion

/// "E247 graphs/town.toml:12: what (mend)", harmless to a terminal.
std::string warning_of(const std::string& code, const input::Spot& spot, const std::string& what,
                       const std::string& mend)
{
    const auto place = spot.line > 0 ? " " + spot.file + ":" + std::to_string(spot.line) : "";
    return input::printable(code + place + ": " + what + " (" + mend + ")");
}

void check_meaning(Section& root, Experiment& experiment, input::Mistakes& mistakes)
{
    auto& model = experiment.model;
    const auto numbers = model.numbers.values();
    std::set<std::uint32_t> addresses;
    for (const auto& need : model.needs) {
        for (const auto address : {need.worsen_process, need.ease_process}) {
            if (!addresses.insert(address).second) {
                root.mistake("E206", "need", "`" + need.name + "` and another need would use the same random numbers",
                             "another name for one of them");
            }
        }
    }
    for (const auto& edge : model.edges) {
        if (!addresses.insert(edge.process).second) {
            root.mistake("E206", "edge", "`" + edge.name + "` and another process would use the same random numbers",
                         "another name for one of them");
        }
    }
    if (const double radius = feedback_radius(model, numbers); radius >= 1.0) {
        root.mistake(
            "E214", "need",
            fmt::format("needs cause one another without limit: each spell leads to {:.4g} further spells on average",
                        radius),
            "smaller ratios of needs on the onset of others, or shorter spells");
    }
    try {
        const TallyLayout tally(model);
        (void)analysis::outcome_named(analysis::outcomes_of(layout_of(experiment, tally)), experiment.outcome);
    } catch (const results::ResultsError& error) {
        root.mistake("E316", "outcome", error.what(), "the name of an outcome, such as \"crisis_demand\"");
    }
    const auto say = [&](const std::vector<Finding>& findings) {
        for (const auto& finding : findings) {
            if (finding.refuses) {
                mistakes.add(finding.code, finding.spot, finding.what, finding.mend);
            } else {
                experiment.warnings.push_back(warning_of(finding.code, finding.spot, finding.what, finding.mend));
            }
        }
    };
    say(judge_graph(model, numbers));
    if (!mistakes.none()) {
        return; // what follows reckons with a model that works
    }
    const Baseline baseline(model, numbers);
    const Key key{mixed_seed(experiment.seed, model.place.name), 0};
    say(judge_start(model, baseline, key, residents_judged));
    say(judge_scenarios(model, baseline, experiment.horizon));
    say(judge_conditions(model, baseline));
    say(judge_needless(model, baseline, key, residents_judged));
    say(judge_capacity(model, baseline, key, residents_judged));
}

} // namespace

Experiment load_experiment(input::Document document)
{
    Experiment experiment;
    Section root(document.root());
    read_plan(root, experiment);

    auto& model = experiment.model;
    Reader read(model, reading::gather_names(root));
    model.agencies = read.names.agencies;
    if (!reading::check_names(root)) { // a name would be read as the key that it is
        document.mistakes().throw_if_any();
    }
    model.events = event_names;
    reading::read_covariates(read, root);
    reading::read_place(read, root);
    reading::read_needs(read, root);
    reading::read_needs_at_start(read, root);
    reading::read_stocks(read, root);
    reading::read_circumstances(read, root);
    reading::read_services(read, root);
    reading::read_ties(read, root);
    if (model.services.size() != read.names.services.size() || model.agencies.size() > most_agencies ||
        read.names.crises.size() > most_crises || read.names.channels.size() > most_channels ||
        read.names.purposes.size() > most_purposes) { // what follows leans on them
        check_numbers(root, read.names);
        document.mistakes().throw_if_any();
    }
    reading::read_crises(read, root);
    reading::read_contacts(read, root);
    reading::read_deaths(read, root);
    reading::read_edges(read, root);
    reading::read_responses(read, root);
    reading::read_sequels(read, root);
    reading::read_payments(read, root);
    reading::read_measures(read, root);
    reading::read_triggers(read, root);
    model.warm_up_weeks = experiment.warm_up_exact ? experiment.warm_up_at_least : 0;
    reading::read_policies(read, root);
    reading::read_scenarios(read, root);
    read_points(read, root, experiment);
    for (auto& counts : read.counts_at_start) {
        reading::warn_of_another_place(root, counts, "`" + counts.path() + "`");
    }
    reading::check_standing(read, root, experiment.warm_up_exact);
    reading::read_patterns(read, root);
    reading::check_money(read, root);
    list_processes(model);
    if (model.processes.size() > most_processes) {
        root.mistake("E204", "",
                     std::to_string(model.processes.size()) + " ways in which something may happen to a resident",
                     "at most " + std::to_string(most_processes) + " moves, crises, doors and the like");
    }

    std::vector<std::string> scenarios;
    for (const auto& scenario : model.scenarios) {
        scenarios.push_back(scenario.name);
    }
    if (scenarios.empty()) {
        root.mistake("E105", "", "there is no scenario", "a table [scenario.<name>] with policies = []");
    } else {
        const auto baseline = root.text("baseline", scenarios.front());
        experiment.baseline = std::max(0, Names::index(scenarios, baseline));
        if (Names::index(scenarios, baseline) < 0) {
            root.unknown("E201", "baseline", "scenario", baseline, scenarios);
        }
    }
    document.report_unread();
    if (document.mistakes().none()) {
        check_meaning(root, experiment, document.mistakes());
    }
    if (!is_storable(model.numbers, experiment.design)) {
        root.mistake("E332", experiment.design.axes.empty() ? "draws" : "design",
                     "the results would hold more than 20 million numbers of the design", "fewer points");
    }
    document.mistakes().throw_if_any();
    std::vector<std::string> warnings;
    for (const auto& warning : document.warnings().all()) {
        warnings.push_back(warning_of(warning.code, warning.spot, warning.what, warning.mend));
    }
    experiment.warnings.insert(experiment.warnings.begin(), warnings.begin(), warnings.end());
    experiment.resolved = document.resolved();
    experiment.digest = document.digest();
    return experiment;
}

Experiment load_experiment(const std::filesystem::path& file, const input::DocumentOptions& options)
{
    return load_experiment(input::Document(file, options));
}

} // namespace meam
