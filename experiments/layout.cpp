#include "experiments/evaluation/evaluation.hpp"
#include "experiments/replicate.hpp"
#include "experiments/waits.hpp"

#include <algorithm>
#include <iterator>

namespace meam {
namespace {

constexpr const char* calendar = "days since 2020-01-06"; // a Monday; weeks of a model have no date of their own

std::vector<std::string> names_of(const auto& things)
{
    std::vector<std::string> result;
    for (const auto& thing : things) {
        result.push_back(thing.name);
    }
    return result;
}

results::Axis labelled(std::string name, std::string long_name, std::vector<std::string> labels)
{
    return {std::move(name), std::move(long_name), labels, labels.size()};
}

const std::map<std::string, std::pair<const char*, const char*>>& words()
{
    static const std::map<std::string, std::pair<const char*, const char*>> all{
        {"crises", {"crises in the week, by how far each got", "1"}},
        {"inappropriate", {"recorded crises whose purpose the agency cannot meet", "1"}},
        {"deaths", {"deaths in the week", "1"}},
        {"crises_elsewhere", {"crises in the week of residents who have moved away, by how far each got there", "1"}},
        {"deaths_elsewhere", {"deaths in the week of residents who have moved away", "1"}},
        {"contacts", {"contacts in distress, by where residents turned and whether it met what they wanted", "1"}},
        {"contact_purposes", {"contacts in distress, by what they were for", "1"}},
        {"repeats_from", {"repeated contacts, by the channel that did not meet the one before", "1"}},
        {"desks", {"what happened at each service's desk in the week", "1"}},
        {"queue_joined",
         {"residents who joined a queue of each service in the week, once for each time; not those who return after a "
          "closure turned them out",
          "1"}},
        {"needs", {"residents by need and severity when the week ends", "1"}},
        {"population", {"residents by where they stand when the week ends; dead and departed since the start", "1"}},
        {"in_cohort", {"residents with at least so many of the MEAM needs, now or ever", "1"}},
        {"number_of_needs", {"residents by how many needs they have when the week ends", "1"}},
        {"counted",
         {"residents whom a measure of the experiment counts when the week ends, and those it counts among", "1"}},
        {"coping", {"residents by how they cope when the week ends", "1"}},
        {"caseload",
         {"residents with each service when the week ends; those whom a closure turned out of a queue wait on", "1"}}};
    return all;
}

/// Services that a scenario closes or merges into others, as lines of a note.
std::string closing_services(const Model& model)
{
    const auto closes = [&](const Service& service) {
        return std::ranges::any_of(model.scenarios, [&](const Scenario& scenario) {
            return std::ranges::any_of(scenario.policies, [&](int policy) {
                const auto& changes = model.policies[static_cast<std::size_t>(policy)].changes;
                return std::ranges::any_of(changes, [&](const Change& change) {
                    return change.operation == Operation::structural && !is_on(change.structural_value) &&
                           std::ranges::any_of(change.targets,
                                               [&](Number target) { return target.index == service.open.index; });
                });
            });
        });
    };
    std::string lines;
    for (const auto& service : model.services) {
        lines += closes(service) ? service.name + "=closes\n" : "";
    }
    return lines;
}

/// The numbers that the design varies, at each of its points.
results::Inputs inputs_of(const Model& model, const Design& design)
{
    results::Inputs inputs;
    if (design.points == 1) {
        return inputs;
    }
    const auto varied = varied_numbers(model.numbers, design);
    for (const Number n : varied) {
        const auto& stated = model.numbers.info(n).stated;
        inputs.names.push_back(stated.path);
        inputs.units.push_back(stated.unit.empty() ? "1" : stated.unit);
    }
    for (int point = 0; point < design.points; ++point) {
        const auto numbers = numbers_at(model.numbers, design, point);
        for (const Number n : varied) {
            inputs.values.push_back(numbers[static_cast<std::size_t>(n.index)]);
        }
    }
    return inputs;
}

/// Axes of residents, crises and contacts.
std::vector<results::Axis> axes_of_residents(const Model& model, Week horizon)
{
    std::vector<results::Axis> axes;
    axes.push_back({"week", "week since scenarios branch", {}, static_cast<std::size_t>(horizon), calendar});
    axes.push_back(labelled("stratum",
                            "all residents, or those of a sex, deprivation fifth or number of MEAM needs when "
                            "scenarios branch, or of a place",
                            strata::labels(model)));
    axes.push_back(labelled("crisis", "kind of crisis", names_of(model.crises)));
    axes.push_back(labelled("count", "how far a crisis got", count_labels));
    if (!model.purposes.empty()) {
        axes.push_back(labelled("channel", "where residents turn", names_of(model.channels)));
        axes.push_back(labelled("failed_channel", "where they turned before in vain", names_of(model.channels)));
        axes.push_back(labelled("purpose", "what a contact is for", names_of(model.purposes)));
        axes.push_back(labelled("contact_outcome", "first contact or repeat, and whether it was met", contact_labels));
    }
    auto causes = names_of(model.deaths);
    causes.emplace_back("in_a_crisis");
    axes.push_back(labelled("cause", "cause of death", causes));
    axes.push_back(labelled("service", "service", names_of(model.services)));
    axes.push_back(labelled("desk_event", "what happened at a desk", event_names));
    axes.push_back(labelled("need", "need", names_of(model.needs)));
    axes.push_back(labelled("severity", "severity of a need", severity_labels));
    axes.push_back(labelled("standing", "where a resident stands", standing_labels));
    axes.push_back(labelled("cohort", "MEAM needs now or ever", cohort_labels));
    axes.push_back(labelled("coping_state", "how a resident copes", coping_labels));
    return axes;
}

/// Axes whose presence or labels depend on the experiment, and those of services.
std::vector<results::Axis> axes_of_the_experiment(const Model& model, const TallyLayout& tally)
{
    std::vector<results::Axis> axes;
    if (model.place.counts_needs()) {
        std::vector<std::string> numbers;
        for (std::size_t n = 0; n < tally.most_at_once; ++n) {
            numbers.push_back(std::to_string(n));
        }
        axes.push_back(labelled("how_many", "MEAM needs a resident has", numbers));
    }
    for (const auto& circumstance : model.circumstances) {
        axes.push_back(labelled(circumstance.name + "_state", "state of " + circumstance.label, circumstance.states));
    }
    if (!model.counted.empty()) {
        axes.push_back(labelled("measure", "measure of the experiment's own", names_of(model.counted)));
        axes.push_back(labelled("counted_part", "those counted, or those they are counted among", counted_labels));
    }
    axes.push_back(labelled("place_in_service", "where a resident is with a service", caseload_labels));
    axes.push_back(labelled("agency", "agency", model.agencies));
    axes.push_back(labelled("cost_kind", "cost of services, or of the harm itself", cost_labels));
    axes.push_back(labelled("wait_statistic", "statistic of weeks waited", wait_labels));
    if (has_hub(model)) {
        std::ranges::move(evaluation_axes(), std::back_inserter(axes));
    }
    return axes;
}

std::vector<results::Column> columns_of(const Model& model, const TallyLayout& tally)
{
    std::vector<results::Column> columns;
    for (const auto& block : tally.blocks()) {
        std::vector<std::string> axes{"week"};
        axes.insert(axes.end(), block.axes.begin(), block.axes.end());
        const auto known = words().find(block.name);
        columns.push_back(
            {block.name,
             known == words().end() ? "residents by " + block.name + " when the week ends" : known->second.first, "1",
             axes, results::Type::int32});
    }
    columns.push_back({"costs",
                       "cost in the week, in pence of each service's own price year",
                       "0.01 GBP",
                       {"week", "agency", "cost_kind"},
                       results::Type::int64});
    columns.push_back({"population_at_start",
                       "residents by where they stand when the first week begins",
                       "1",
                       {"stratum", "standing"},
                       results::Type::int32});
    columns.push_back({"caseload_at_start",
                       "residents with each service when the first week begins",
                       "1",
                       {"service", "place_in_service"},
                       results::Type::int32});
    columns.push_back(
        {"waits", "weeks from asking to admission", "week", {"service", "wait_statistic"}, results::Type::float64});
    if (has_hub(model)) {
        std::ranges::move(evaluation_columns(), std::back_inserter(columns));
    }
    return columns;
}

/// A line "name=value" for each thing.
template <class Things, class Value> std::string lines_of(const Things& things, Value value)
{
    std::string lines;
    for (const auto& thing : things) {
        lines += thing.name + "=" + value(thing) + "\n";
    }
    return lines;
}

/// What readers of the results need to know of the model besides axes and columns, as lines of text.
std::map<std::string, std::string> notes_of(const Model& model, int caliper)
{
    const auto demand_of = [](const auto& thing) { return demand_names[static_cast<std::size_t>(thing.demand)]; };
    std::map<std::string, std::string> notes;
    if (!model.counted.empty()) {
        notes["measure_better"] = lines_of(model.counted, [](const Counted& one) { return one.better; });
        notes["measure_kind"] =
            lines_of(model.counted, [](const Counted& one) { return one.among ? "share" : "number"; });
        notes["measure_label"] = lines_of(model.counted, [](const Counted& one) { return one.label; });
    }
    if (has_hub(model)) {
        notes["evaluation"] =
            "weeks=" + std::to_string(evaluated_weeks) + "\ncaliper=" + std::to_string(caliper) + "\n";
    }
    if (auto closing = closing_services(model); !closing.empty()) {
        notes["service_closes"] = std::move(closing);
    }
    notes["crisis_agency"] = lines_of(model.crises, [](const Crisis& crisis) { return crisis.agency; });
    if (std::ranges::any_of(model.crises, [](const Crisis& crisis) { return crisis.demand != Demand::reactive; })) {
        notes["crisis_demand"] = lines_of(model.crises, demand_of); // absent: every crisis counts
    }
    auto channels = model.channels;
    std::erase_if(channels, [](const Channel& channel) { return channel.demand == Demand::none; });
    if (!channels.empty()) {
        notes["channel_demand"] = lines_of(channels, demand_of);
    }
    return notes;
}

} // namespace

results::Layout layout_of(const Experiment& experiment, const TallyLayout& tally)
{
    const auto& model = experiment.model;
    results::Layout layout;
    layout.experiment = experiment.name;
    layout.title = experiment.question;
    layout.digest = experiment.digest;
    layout.resolved = experiment.resolved;
    layout.headline = experiment.outcome;
    layout.points = static_cast<std::size_t>(experiment.design.points);
    layout.inputs = inputs_of(model, experiment.design);
    layout.scenarios = names_of(model.scenarios);
    layout.baseline = layout.scenarios[static_cast<std::size_t>(experiment.baseline)];
    layout.replicates_planned = static_cast<std::size_t>(experiment.replicates_at_most);
    layout.axes = axes_of_residents(model, experiment.horizon);
    std::ranges::move(axes_of_the_experiment(model, tally), std::back_inserter(layout.axes));
    layout.columns = columns_of(model, tally);
    layout.notes = notes_of(model, experiment.caliper);
    return layout;
}

} // namespace meam
