#include "sim/results/store.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <set>

namespace meam::results {

namespace {

constexpr int ours = 70; ///< exit code of an internal error

bool is_name(const std::string& text)
{
    const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto inner = [&](char c) { return lower(c) || (c >= '0' && c <= '9') || c == '_'; };
    return !text.empty() && lower(text.front()) && std::all_of(text.begin(), text.end(), inner);
}

void expect_name(const std::string& name, std::set<std::string>& taken)
{
    if (!is_name(name)) {
        throw ResultsError("`" + name + "` cannot name an axis or a column: a letter, then a-z, 0-9 and _", ours);
    }
    if (!taken.insert(name).second) {
        throw ResultsError("`" + name + "` names two things in the results, or is a name they keep for themselves",
                           ours);
    }
}

void expect_text(const std::string& what, const std::string& text)
{
    if (text.find('\0') != std::string::npos) {
        throw ResultsError(what + " holds a zero byte, which no text in a results file can", ours);
    }
}

void expect_labels(const Axis& axis)
{
    if (!axis.labels.empty() && axis.labels.size() != axis.length) {
        throw ResultsError("axis `" + axis.name + "` has " + std::to_string(axis.labels.size()) +
                               " labels and length " + std::to_string(axis.length),
                           ours);
    }
    for (const auto& label : axis.labels) {
        expect_text("a label of axis `" + axis.name + "`", label);
    }
}

void expect_axes(const Column& column, const Layout& layout)
{
    std::set<std::string> used;
    for (const auto& name : column.axes) {
        const auto same = [&](const Axis& axis) { return axis.name == name; };
        if (std::none_of(layout.axes.begin(), layout.axes.end(), same) || !used.insert(name).second) {
            throw ResultsError("column `" + column.name + "` uses axis `" + name + "`, which is unknown or used twice",
                               ours);
        }
    }
}

} // namespace

void expect_sound(const Layout& layout)
{
    constexpr std::size_t most = std::numeric_limits<std::int32_t>::max();
    std::set<std::string> taken{"point", "scenario", "replicate",  "run_status", "unit_digest", "resolved_experiment",
                                "group", "notes",    "provenance", "design"};
    if (layout.points == 0 || layout.points > most || layout.scenarios.empty() || layout.replicates_planned > most) {
        throw ResultsError("results need a design point and a scenario, and fewer than 2^31 of each", ours);
    }
    for (const auto& axis : layout.axes) {
        expect_name(axis.name, taken);
        expect_labels(axis);
    }
    for (const auto& column : layout.columns) {
        expect_name(column.name, taken);
        expect_axes(column, layout);
    }
    const auto& inputs = layout.inputs;
    if (inputs.units.size() != inputs.names.size() || inputs.values.size() != inputs.names.size() * layout.points) {
        throw ResultsError("a design needs a value of each of its numbers at each point", ours);
    }
    for (const auto* texts : {&inputs.names, &inputs.units}) {
        for (const auto& text : *texts) {
            expect_text("a number of the design", text);
        }
    }
    for (const auto& scenario : layout.scenarios) {
        expect_text("the name of a scenario", scenario);
    }
    const std::array texts{&layout.experiment, &layout.title,    &layout.digest,
                           &layout.resolved,   &layout.headline, &layout.baseline};
    for (const auto* text : texts) {
        expect_text("the description of the experiment", *text);
    }
    for (const auto& [name, text] : layout.notes) {
        if (!is_name(name)) {
            throw ResultsError("`" + name + "` cannot name a note: a letter, then a-z, 0-9 and _", ours);
        }
        expect_text("note `" + name + "`", text);
    }
}

void expect_fits(const Unit& unit, const Layout& layout)
{
    const auto& id = unit.id;
    if (id.point < 0 || id.scenario < 0 || id.replicate < 0 || static_cast<std::size_t>(id.point) >= layout.points ||
        static_cast<std::size_t>(id.scenario) >= layout.scenarios.size()) {
        throw ResultsError(words(id) + " is not one of experiment `" + layout.experiment + "`", ours);
    }
    if (unit.digest.empty()) {
        throw ResultsError(words(id) + " has no digest", ours);
    }
    if (unit.data.size() != layout.columns.size()) {
        throw ResultsError(words(id) + " has " + std::to_string(unit.data.size()) + " columns, not " +
                               std::to_string(layout.columns.size()),
                           ours);
    }
    for (std::size_t c = 0; c < unit.data.size(); ++c) {
        const auto& column = layout.columns[c];
        const std::size_t cells = std::visit([](const auto& values) { return values.size(); }, unit.data[c]);
        if (unit.data[c].index() != static_cast<std::size_t>(column.type) || cells != layout.cells(column)) {
            throw ResultsError(words(id) + ": column `" + column.name + "` has " + std::to_string(cells) +
                                   " numbers, not " + std::to_string(layout.cells(column)) + ", or of another type",
                               ours);
        }
    }
}

} // namespace meam::results
