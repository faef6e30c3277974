#include "experiments/experiment.hpp"

#include "analysis/outcomes.hpp"
#include "experiments/reading/reader.hpp"
#include "experiments/replicate.hpp"
#include "models/policies/judge.hpp"
#include "models/policies/scenario_rules.hpp"
#include "models/services/graph/judge.hpp"
#include "models/state.hpp"
#include "sim/draws.hpp"
#include "sim/input/characters.hpp"

#include <algorithm>
#include <set>

namespace meam {
namespace {

using input::Dimension;
using input::Section;
using reading::Names;
using reading::Reader;

std::vector<std::string> keys_of(Section& root, std::string_view table)
{
    auto child = root.child(table);
    return child ? child->names() : std::vector<std::string>{};
}

Names gather_names(Section& root)
{
    Names names;
    names.needs = keys_of(root, "need");
    names.stocks = keys_of(root, "stock");
    names.circumstances = keys_of(root, "circumstance");
    names.crises = keys_of(root, "crisis");
    names.channels = keys_of(root, "channel");
    names.purposes = keys_of(root, "contact");
    names.ties = keys_of(root, "tie");
    names.deaths = keys_of(root, "death");
    names.services = keys_of(root, "service");
    names.sequels = keys_of(root, "then");
    names.policies = keys_of(root, "policy");
    names.measures = keys_of(root, "measure");
    names.triggers = keys_of(root, "trigger");
    std::set<std::string> agencies;
    for (const char* table : {"channel", "crisis", "service"}) {
        for (auto& section : root.children(table)) {
            if (section.has("agency") || std::string_view(table) != "channel") {
                agencies.insert(section.text("agency"));
            }
            if (section.has("payer")) {
                const auto payers =
                    section.is_table("payer") ? section.child("payer")->names() : std::vector{section.text("payer")};
                agencies.insert(payers.begin(), payers.end());
            }
        }
    }
    for (auto& section : root.children("payment")) { // whoever is paid may be anybody; who pays is known otherwise
        if (section.has("to")) {
            agencies.insert(section.text("to"));
        }
    }
    names.agencies.assign(agencies.begin(), agencies.end());
    return names;
}

void read_plan(Section& root, Experiment& experiment)
{
    const auto whole = [](Section& at, std::string_view key, double low, double high, int fallback) {
        const auto q = at.quantity(key, {Dimension::count, low, high, true});
        return q ? static_cast<int>(q->value) : fallback;
    };
    const auto weeks = [](Section& at, std::string_view key, double low, Week fallback) {
        const auto q = at.quantity(key, {Dimension::duration, low, 5200});
        return q ? static_cast<Week>(q->value + 0.5) : fallback;
    };
    experiment.name = root.text("name");
    experiment.question = root.text("question", "");
    if (const auto seed = root.quantity("seed", {Dimension::count, 0, 9e15, true})) {
        experiment.seed = static_cast<std::uint64_t>(seed->value);
    }
    experiment.horizon = weeks(root, "horizon", 1, 260);
    if (auto warm_up = root.child("warm_up")) {
        experiment.warm_up_exact = warm_up->has("exactly");
        experiment.warm_up_at_least = weeks(*warm_up, "at_least", 0, 104);
        experiment.warm_up_at_most = weeks(*warm_up, "at_most", 0, 520);
        if (experiment.warm_up_exact) { // wins over what a file that this one is based on says
            experiment.warm_up_at_least = weeks(*warm_up, "exactly", 0, 104);
            experiment.warm_up_at_most = experiment.warm_up_at_least;
        } else {
            if (experiment.warm_up_at_most < experiment.warm_up_at_least) {
                warm_up->mistake("E314", "at_most", "the warm-up may last less long than it must",
                                 "at_most of at_least or more");
            }
        }
    }
    if (auto replicates = root.child("replicates")) {
        experiment.replicates_at_most = whole(*replicates, "at_most", 1, 1e6, 200);
        experiment.replicates_at_least =
            std::min(experiment.replicates_at_most, whole(*replicates, "at_least", 2, 1e6, 20));
        const auto q = replicates->quantity("half_width", {Dimension::probability, 0, 1});
        experiment.half_width = q ? q->value : 0.0;
    }
    if (auto evaluation = root.child("evaluation")) {
        experiment.caliper = whole(*evaluation, "caliper", 0, 1000, 1);
    }
    experiment.first_looks = root.texts("first_looks");
    experiment.draws = whole(root, "draws", 0, 100000, 0);
    experiment.outcome = root.text("outcome", "crisis_demand");
    experiment.trajectories = static_cast<Trajectories>(
        std::max(0, Names::index(trajectories_names, root.choice("trajectories", trajectories_names, "none"))));
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

/// Names become folders, axes and addresses: small letters, digits and underscores.
void check_names(Section& root, const Names& names, const Experiment& experiment)
{
    const auto plain = [](const std::string& name, std::string_view others) {
        return !name.empty() && std::all_of(name.begin(), name.end(), [&](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || others.find(c) != std::string_view::npos;
        });
    };
    const std::vector<std::pair<std::string_view, const std::vector<std::string>*>> tables{
        {"need", &names.needs},      {"stock", &names.stocks},     {"circumstance", &names.circumstances},
        {"crisis", &names.crises},   {"channel", &names.channels}, {"contact", &names.purposes},
        {"death", &names.deaths},    {"service", &names.services}, {"policy", &names.policies},
        {"then", &names.sequels},    {"tie", &names.ties},         {"measure", &names.measures},
        {"trigger", &names.triggers}};
    for (const auto& [table, all] : tables) {
        for (const auto& name : *all) {
            if (!plain(name, "_")) {
                root.mistake("E215", table, "`" + name + "` cannot be the name of a " + std::string(table),
                             "small letters, digits and underscores; what people read is its `label`");
            }
        }
    }
    if (!plain(experiment.name, "_-") && !experiment.name.empty()) {
        root.mistake("E215", "name", "`" + experiment.name + "` cannot be the name of an experiment",
                     "small letters, digits, underscores and hyphens: it names the folder of its results");
    }
}

constexpr int residents_judged = 2000; ///< whose demand a check looks at: the rest in proportion

/// "E247 graphs/town.toml:12: what (mend)"
std::string warning_of(const Finding& finding)
{
    const auto place = finding.spot.line > 0
                           ? " " + input::printable(finding.spot.file) + ":" + std::to_string(finding.spot.line)
                           : "";
    return finding.code + place + ": " + finding.what + " (" + finding.mend + ")";
}

void check_meaning(Section& root, Experiment& experiment, input::Mistakes& mistakes)
{
    auto& model = experiment.model;
    const auto numbers = model.numbers.values();
    std::set<std::uint32_t> addresses;
    for (const auto& need : model.needs) {
        for (const auto address : {need.worsen_process, need.ease_process}) {
            if (!addresses.insert(address).second) {
                root.mistake("E206", "need", "`" + need.name + "` draws at the address of another need",
                             "another name");
            }
        }
    }
    for (const auto& edge : model.edges) {
        if (!addresses.insert(edge.process).second) {
            root.mistake("E206", "edge", "`" + edge.name + "` draws at the address of something else", "another name");
        }
    }
    if (const double radius = feedback_radius(model, numbers); radius >= 1.0) {
        root.mistake("E214", "need",
                     "needs feed one another without end: each spell brings " + std::to_string(radius) + " others",
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
                experiment.warnings.push_back(warning_of(finding));
            }
        }
    };
    say(judge_graph(model, numbers));
    if (!mistakes.none()) {
        return; // what follows reckons with a model that works
    }
    const Baseline baseline(model, numbers);
    say(judge_scenarios(model, baseline));
    say(judge_capacity(model, baseline, {mixed_seed(experiment.seed, model.place.name), 0}, residents_judged));
}

} // namespace

Experiment load_experiment(input::Document document)
{
    Experiment experiment;
    auto root = document.root();
    read_plan(root, experiment);

    auto& model = experiment.model;
    Reader read(model, gather_names(root));
    model.agencies = read.names.agencies;
    check_names(root, read.names, experiment);
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
    model.lived_before = experiment.warm_up_exact ? experiment.warm_up_at_least : 0;
    reading::read_policies(read, root);
    reading::read_scenarios(read, root);
    reading::check_standing(read, root, experiment.warm_up_exact);
    reading::read_patterns(read, root);
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
    document.mistakes().throw_if_any();
    experiment.resolved = document.resolved();
    experiment.digest = document.digest();
    return experiment;
}

Experiment load_experiment(const std::filesystem::path& file, const input::DocumentOptions& options)
{
    return load_experiment(input::Document(file, options));
}

} // namespace meam
