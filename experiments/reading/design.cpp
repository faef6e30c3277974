// The design: axes, their numbers, values and ranges.

#include "experiments/reading/design.hpp"

#include "experiments/design/sobol.hpp"
#include "experiments/reading/targets.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace meam::reading {
namespace {

bool is_sample(DesignMethod method)
{
    return method == DesignMethod::random || method == DesignMethod::latin_hypercube || method == DesignMethod::sobol;
}

/// The numbers that the axis varies. False after a mistake.
bool read_targets(Reader& read, Section& at, DesignAxis& axis)
{
    const bool set = at.has("set");
    if (set == at.has("scale")) {
        at.mistake("E330", "", set ? "the axis does more than one thing" : "the axis varies nothing",
                   "one of `set` and `scale`, with the path of a number");
        return false;
    }
    const std::string word = set ? "set" : "scale";
    const auto path = at.text(word);
    axis.operation = set ? Operation::set : Operation::scale;
    std::vector<Number> meant;
    const auto meaning = targets(read, at, word, path, Narrowing(read, at), meant);
    axis.numbers = meaning.numbers;
    for (const Number n : axis.numbers) {
        if (read.parts_of_one.contains(n.index)) {
            at.mistake("E330", word,
                       fmt::format("`{}` is one of several shares that sum to 1, and would change alone",
                                   read.model.numbers.info(n).stated.path),
                       "another number; shares are changed together, in the file or with --set");
            return false;
        }
    }
    return !axis.numbers.empty() && fit_one_amount(at, word, path, axis.operation, meaning, read.model);
}

bool is_wide(double low, double high)
{
    return low > 0.0 && high / low >= 4.0;
}

/// The range that all numbers of the axis share; none where they differ, or have none.
std::optional<DesignRange> own_range(const Model& model, const DesignAxis& axis)
{
    std::optional<DesignRange> shared;
    for (const Number n : axis.numbers) {
        const auto& stated = model.numbers.info(n).stated;
        if (axis.operation == Operation::scale || !stated.low || !stated.high || !(*stated.low < *stated.high) ||
            (shared && (shared->low != *stated.low || shared->high != *stated.high))) {
            return std::nullopt;
        }
        shared = DesignRange{*stated.low, *stated.high,
                             stated.distribution == "log_uniform" ||
                                 (stated.distribution.empty() && is_wide(*stated.low, *stated.high))};
    }
    return shared;
}

void read_range(Reader& read, Section& at, DesignAxis& axis)
{
    const auto own = own_range(read.model, axis);
    const auto measure = measure_of(axis.operation, read, axis.numbers);
    const auto low = at.amount_or_none("low", measure);
    const auto high = at.amount_or_none("high", measure);
    if (!own && (!low || !high)) {
        const auto* missing = low ? "high" : "low";
        if (!at.has(missing)) { // else its value is a mistake of its own
            at.mistake("E331", "", fmt::format("a sample needs a range, and the axis `{}` has none", axis.name),
                       axis.operation == Operation::scale
                           ? "`low` and `high`, as factors"
                           : "`low` and `high`; a number's own range serves if it has one");
        }
        return;
    }
    axis.range.low = low ? low->value : own->low;
    axis.range.high = high ? high->value : own->high;
    axis.range.logarithmic = own && !low && !high ? own->logarithmic : is_wide(axis.range.low, axis.range.high);
    if (at.has("distribution")) {
        axis.range.logarithmic = at.choice("distribution") == design_distribution_names[1];
    }
    if (axis.range.low > axis.range.high) {
        at.mistake("E331", at.has("low") ? "low" : "high", "the range ends before it begins", "low below high");
    } else if (axis.range.logarithmic && !(axis.range.low > 0.0)) {
        at.mistake("E331", "distribution", "a log-uniform range begins above zero", "uniform, or a `low` above 0");
    }
}

void read_values(Reader& read, Section& at, DesignAxis& axis)
{
    for (const auto& value : at.amounts("values", measure_of(axis.operation, read, axis.numbers))) {
        axis.values.push_back(value.value);
    }
    if (!at.has("values")) {
        at.mistake("E331", "", fmt::format("a grid or a list needs values, and the axis `{}` has none", axis.name),
                   "values = [1, 2, 3], in the unit of the number; for `scale` factors");
    }
}

/// Values that take a number beyond its limits.
void check_limits(Section& at, const DesignAxis& axis, const Numbers& numbers)
{
    if (axis.operation != Operation::scale) {
        return; // the measure of the values has the limits
    }
    auto factors = axis.values;
    factors.insert(factors.end(), {axis.range.low, axis.range.high});
    const double highest = *std::ranges::max_element(factors);
    for (const Number n : axis.numbers) {
        const auto& info = numbers.info(n);
        if (info.stated.value * highest > info.high) {
            at.mistake("E331", at.has("values") ? "values" : "high",
                       fmt::format("`{}` would be {:.6g}, and is at most {:.6g}", info.stated.path,
                                   info.stated.value * highest, info.high),
                       "smaller factors");
            return;
        }
    }
}

/// Numbers that a policy sets: in its scenarios the axis has no effect on them from then on.
void warn_of_policies(Section& at, const DesignAxis& axis, const Model& model)
{
    const auto on_axis = [&](Number target) {
        return std::ranges::any_of(axis.numbers, [&](Number n) { return n.index == target.index; });
    };
    for (const auto& policy : model.policies) {
        for (const auto& change : policy.changes) {
            const auto found = std::ranges::find_if(change.targets, on_axis);
            if (change.operation == Operation::set && found != change.targets.end()) {
                at.warning("E333", at.has("set") ? "set" : "scale",
                           fmt::format("`{}` has no effect while the policy `{}` sets it",
                                       model.numbers.info(*found).stated.path, policy.name),
                           fmt::format("the path of the policy's amount, `{}`",
                                       model.numbers.info(change.amount).stated.path));
                return;
            }
        }
    }
}

/// No number is on two axes: what it would be is not stated.
void check_axes_apart(const std::vector<Section>& sections, const Design& design, const Numbers& numbers)
{
    std::map<int, std::string> axis_of;
    for (std::size_t a = 0; a < design.axes.size(); ++a) {
        for (const Number n : design.axes[a].numbers) {
            const auto [other, first] = axis_of.emplace(n.index, design.axes[a].name);
            if (!first) {
                auto at = sections[a];
                at.mistake("E330", at.has("set") ? "set" : "scale",
                           fmt::format("`{}` is on the axis `{}` too", numbers.info(n).stated.path, other->second),
                           "each number on one axis");
                return;
            }
        }
    }
}

/// The number of points, with point 0. 1 after a mistake.
int count_points(Section& at, const Design& design)
{
    const auto stated = at.quantity("points");
    if (is_sample(design.method)) {
        if (!stated && !at.has("points")) {
            at.mistake("E332", "", "a sample needs a number of points", "points = 100");
        }
        if (design.method == DesignMethod::sobol && design.axes.size() > most_sobol_axes) {
            at.mistake("E332", "method", fmt::format("{} axes", design.axes.size()),
                       fmt::format("at most {} with this method", most_sobol_axes));
            return 1;
        }
        return stated ? static_cast<int>(stated->value) + 1 : 1;
    }
    double points = design.method == DesignMethod::grid ? 1.0 : 0.0;
    for (const auto& axis : design.axes) {
        const auto values = static_cast<double>(axis.values.size());
        if (design.method == DesignMethod::grid) {
            points *= values;
        } else if (points != 0.0 && values != points) {
            at.mistake("E332", "method", fmt::format("a list whose axes have {} and {} values", points, values),
                       "as many values on every axis; or a grid");
            return 1;
        } else {
            points = values;
        }
    }
    if (points > most_design_points) {
        at.mistake("E332", "axis", fmt::format("{:.6g} points", points),
                   fmt::format("at most {}: fewer values, or a sample", most_design_points));
        return 1;
    }
    if (stated && stated->value != points) {
        at.mistake("E332", "points", fmt::format("the values give {} points", points),
                   "leave `points` out; or a sample, such as method = \"latin_hypercube\"");
    }
    return static_cast<int>(points) + 1;
}

} // namespace

Design read_design(Reader& read, Section& root)
{
    Design design;
    auto at = root.child("design");
    if (!at) {
        return design;
    }
    const auto method = at->choice("method");
    design.method = static_cast<DesignMethod>(static_cast<int>(DesignMethod::grid) +
                                              std::max(0, Names::index(design_method_names, method)));
    design.seed = static_cast<std::uint64_t>(at->value("seed"));
    auto sections = at->children("axis");
    bool sound = !sections.empty();
    if (sections.empty()) {
        at->mistake("E330", "", "a design without axes", "[design.axis.<name>] with `set` or `scale`");
    }
    for (auto& section : sections) {
        DesignAxis axis;
        axis.name = section.name();
        if (!read_targets(read, section, axis)) {
            section.pass_over();
            sound = false;
            continue;
        }
        if (is_sample(design.method)) {
            read_range(read, section, axis);
        } else {
            read_values(read, section, axis);
        }
        check_limits(section, axis, read.model.numbers);
        warn_of_policies(section, axis, read.model);
        design.axes.push_back(std::move(axis));
    }
    if (!sound) {
        return Design{};
    }
    check_axes_apart(sections, design, read.model.numbers);
    design.points = count_points(*at, design);
    if (design.points == 1) {
        return Design{};
    }
    design.rows = design_rows(design);
    return design;
}

} // namespace meam::reading
