#include "tests/support/town.hpp"

#include "sim/input/library_files.hpp"

#include "tests/support/paths.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

namespace meam::tests {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file)
{
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

template <class T> bool same(T a, T b)
{
    if constexpr (std::is_floating_point_v<T>) {
        return a == b || (std::isnan(a) && std::isnan(b));
    } else {
        return a == b;
    }
}

/// The first of the first `cells` cells in which two columns differ; -1: none.
long long first_difference(const results::Data& a, const results::Data& b, std::size_t cells)
{
    return std::visit(
        [&](const auto& left) -> long long {
            const auto& right = std::get<std::decay_t<decltype(left)>>(b);
            if (left.size() != right.size()) {
                return 0;
            }
            for (std::size_t i = 0; i < std::min(cells, left.size()); ++i) {
                if (!same(left[i], right[i])) {
                    return static_cast<long long>(i);
                }
            }
            return -1;
        },
        a);
}

int scenario_named(const results::Layout& layout, const std::string& name)
{
    const auto it = std::find(layout.scenarios.begin(), layout.scenarios.end(), name);
    if (it == layout.scenarios.end()) {
        throw std::out_of_range("there is no scenario " + name);
    }
    return static_cast<int>(it - layout.scenarios.begin());
}

} // namespace

std::string town_text()
{
    return text_of(fs::path(tests::folder()) / "golden" / "town.toml");
}

Experiment town(const std::vector<std::string>& sets)
{
    return town_of(town_text(), sets);
}

Experiment town_of(const std::string& text, const std::vector<std::string>& sets)
{
    input::DocumentOptions options;
    options.library = {tests::library()};
    options.sets = sets;
    return load_experiment(input::Document::from_text(text, "town.toml", options));
}

Experiment shipped(const std::string& name, const std::vector<std::string>& sets)
{
    input::DocumentOptions options;
    options.library = {tests::library()};
    options.sets = sets;
    return load_experiment(input::library_files_named(name, options.library).at(0), options);
}

std::vector<std::string> shipped_names()
{
    std::vector<std::string> names;
    for (const auto& file : input::library_files({tests::library()})) {
        if (text_of(file).find("\nname") != std::string::npos) {
            names.push_back(file.stem().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

Experiment with_scenarios(Experiment experiment, const std::vector<std::string>& names)
{
    auto& all = experiment.model.scenarios;
    std::vector<Scenario> kept;
    for (const auto& name : names) {
        const auto it = std::find_if(all.begin(), all.end(), [&](const Scenario& s) { return s.name == name; });
        if (it == all.end()) {
            throw std::out_of_range("there is no scenario " + name);
        }
        kept.push_back(*it);
    }
    all = kept;
    experiment.baseline = 0;
    return experiment;
}

RunOutcome run_of(const Experiment& experiment, const RunOptions& options)
{
    auto outcome = run_experiment(experiment, options, {});
    if (!outcome.failures.empty()) {
        throw std::runtime_error(outcome.failures.front());
    }
    return outcome;
}

Digests digests_of(const RunOutcome& outcome)
{
    Digests result;
    for (const auto& [id, digest] : outcome.digests) {
        result[{outcome.source->layout().scenarios[static_cast<std::size_t>(id.scenario)], id.replicate}] = digest;
    }
    return result;
}

Digests digests_of(const Experiment& experiment, const std::vector<results::Unit>& units)
{
    Digests result;
    for (const auto& unit : units) {
        result[{experiment.model.scenarios[static_cast<std::size_t>(unit.id.scenario)].name, unit.id.replicate}] =
            unit.digest;
    }
    return result;
}

std::vector<std::string> differences(const results::Source& source, const std::string& scenario,
                                     const std::string& baseline, const std::string& except, Week weeks)
{
    const auto& layout = source.layout();
    const int with = scenario_named(layout, scenario), without = scenario_named(layout, baseline);
    std::vector<std::string> lines;
    for (const auto& [id, digest] : source.units()) {
        if (id.scenario != with) {
            continue;
        }
        for (std::size_t c = 0; c < layout.columns.size(); ++c) {
            const auto& column = layout.columns[c];
            const bool weekly = !column.axes.empty() && column.axes.front() == "week";
            if ((!except.empty() && column.name.starts_with(except)) || (weeks > 0 && !weekly)) {
                continue;
            }
            const auto a_week = weekly ? layout.cells(column) / layout.axis("week").length : 0;
            const auto cells = weeks > 0 ? a_week * static_cast<std::size_t>(weeks) : layout.cells(column);
            const auto there =
                first_difference(source.column(id, c), source.column({id.point, without, id.replicate}, c), cells);
            if (there >= 0) {
                lines.push_back("replicate " + std::to_string(id.replicate) + ", " + column.name + ": " +
                                (weekly ? "week " + std::to_string(there / static_cast<long long>(a_week)) + ", cell " +
                                              std::to_string(there % static_cast<long long>(a_week))
                                        : "cell " + std::to_string(there)));
            }
        }
    }
    return lines;
}

} // namespace meam::tests
