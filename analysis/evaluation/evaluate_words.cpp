#include "analysis/evaluation/evaluate.hpp"

#include "analysis/numbers.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace meam::analysis {
namespace {

const EvaluationEstimate& named(const Evaluation& one, std::string_view name)
{
    return *std::ranges::find(one.estimates, name, &EvaluationEstimate::name);
}

/// Formats a number with its sign: "+0.12", "-0.12", "0".
std::string signed_text(double value, int digits)
{
    char text[40];
    std::snprintf(text, sizeof text, "%+.*f", digits, value);
    return std::strtod(text, nullptr) == 0.0 ? "0" : text;
}

std::string between(const std::optional<Interval>& interval, int digits, const char* unit = "")
{
    return interval ? signed_text(interval->low, digits) + " to " + signed_text(interval->high, digits) + unit
                    : "unknown";
}

/// For example "-0.7 crises a person-year (-13 %)".
std::string change_of(const EvaluationEstimate& e, int digits)
{
    return signed_text(e.change.mean.value_or(0.0), digits) + " " + e.unit +
           (e.relative.mean ? " (" + signed_text(*e.relative.mean, 1) + " %)" : "");
}

std::string paragraph(const Evaluation& one, const std::string& baseline)
{
    const auto &pilot = named(one, "pilot"), &matched = named(one, "matched"), &truth = named(one, "counterfactual"),
               &whole = named(one, "whole"), &inside = named(one, "whole.participants"),
               &outside = named(one, "whole.others");
    std::string text = one.scenario + ": about " +
                       readable(static_cast<std::int64_t>(std::lround(pilot.people.mean.value_or(0.0)))) +
                       " people take part in a run (" + std::to_string(pilot.change.runs.complete) + " of " +
                       std::to_string(pilot.change.runs.planned) + " runs complete).\n";
    text += "  Their pilot would report       " + change_of(pilot, 2);
    text += pilot.one_relative ? "; one such pilot, " + between(pilot.one_relative, 0, " %") + "\n" : "\n";
    text += "  A matched comparison would say " + change_of(matched, 2) + ", on average " +
            between(matched.change.interval, 2) + "\n";
    text += "  The true effect on them is     " + change_of(truth, 2) + ", on average " +
            between(truth.change.interval, 2) + ": the same people in the same weeks of `" + baseline + "`\n";
    text += "  The effect on all residents is " + change_of(whole, 1) + ", on average " +
            between(whole.change.interval, 1) + ": those ever enrolled " +
            signed_text(inside.change.mean.value_or(0.0), 1) + ", all others " +
            signed_text(outside.change.mean.value_or(0.0), 1) + "\n";
    for (const auto& kind : one.crises) {
        if (kind.inappropriate && kind.pilot.mean && kind.counterfactual.mean) {
            text += "  Inappropriate " + kind.crisis + ": their pilot " + signed_text(*kind.pilot.mean, 0) +
                    " %, one such pilot " + between(kind.one_pilot, 0, " %") + "; in fact " +
                    signed_text(*kind.counterfactual.mean, 1) + " %\n";
        }
    }
    return text;
}

} // namespace

std::string in_words(const Evaluations& evaluations)
{
    std::string text;
    for (const auto& one : evaluations.scenarios) {
        text += (text.empty() ? "" : "\n") + paragraph(one, evaluations.baseline);
    }
    for (const auto& name : evaluations.without_participants) {
        text += (text.empty() ? "" : "\n") + name +
                ": there are no participants in a hub, or none 52 weeks before the end\n";
    }
    if (!evaluations.scenarios.empty()) {
        text +=
            "\nResidents are admitted when their demand is highest, so demand falls afterwards even if support has no "
            "effect: the pilot's\nfigure includes this fall. A matched comparison includes what records do not "
            "show: participants' demand may last,\nand that of comparators may pass.\n";
    }
    return text;
}

} // namespace meam::analysis
