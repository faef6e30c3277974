#include "sim/results/results.hpp"

#include "sim/digest.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

namespace meam::results {

namespace {

template <class Named> std::size_t position(const std::vector<Named>& all, const std::string& name, const char* what)
{
    const auto found = std::find_if(all.begin(), all.end(), [&](const Named& one) { return one.name == name; });
    if (found == all.end()) {
        throw std::out_of_range(std::string("no ") + what + " `" + name + "` in these results");
    }
    return static_cast<std::size_t>(found - all.begin());
}

/// Lowest byte first on every machine.
template <class Whole> void append(std::string& bytes, Whole value)
{
    for (std::size_t i = 0; i < sizeof(Whole); ++i) {
        bytes += static_cast<char>((static_cast<std::uint64_t>(value) >> (8 * i)) & 0xff);
    }
}

std::string quoted(const std::string& text)
{
    return "`" + text + "`";
}

/// The first place where two lists of names part, in words; empty if they do not.
std::string parted(const std::string& what, const std::vector<std::string>& a, const std::vector<std::string>& b)
{
    for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
        if (i >= a.size() || i >= b.size()) {
            return what + " " + quoted(i < a.size() ? a[i] : b[i]) + " is in one of them only";
        }
        if (a[i] != b[i]) {
            return what + " " + std::to_string(i + 1) + " is " + quoted(a[i]) + " in one and " + quoted(b[i]) +
                   " in the other";
        }
    }
    return {};
}

template <class Named> std::vector<std::string> names(const std::vector<Named>& all)
{
    std::vector<std::string> result;
    for (const auto& one : all) {
        result.push_back(one.name);
    }
    return result;
}

std::string parted(const Axis& a, const Axis& b)
{
    if (a.length != b.length || a.labels.empty() != b.labels.empty()) {
        return "axis " + quoted(a.name) + " has " + std::to_string(a.length) + " places in one and " +
               std::to_string(b.length) + " in the other";
    }
    if (a.unit != b.unit) {
        return "axis " + quoted(a.name) + " is in " + quoted(a.unit) + " in one and in " + quoted(b.unit) +
               " in the other";
    }
    return parted(quoted(a.name), a.labels, b.labels);
}

std::string parted(const Column& a, const Column& b)
{
    if (a.unit != b.unit) {
        return "column " + quoted(a.name) + " is in " + quoted(a.unit) + " in one and in " + quoted(b.unit) +
               " in the other";
    }
    if (a.type != b.type) {
        return "column " + quoted(a.name) + " holds numbers of different types";
    }
    return parted("column " + quoted(a.name) + ": axis", a.axes, b.axes);
}

template <class Named> std::string first_parted(const std::vector<Named>& a, const std::vector<Named>& b)
{
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (std::string words = parted(a[i], b[i]); !words.empty()) {
            return words;
        }
    }
    return {};
}

} // namespace

const Axis& Layout::axis(const std::string& name) const
{
    return axes[position(axes, name, "axis")];
}

std::size_t Layout::column_index(const std::string& name) const
{
    return position(columns, name, "column");
}

std::size_t Layout::cells(const Column& column) const
{
    std::size_t cells = 1;
    for (const auto& name : column.axes) {
        cells *= axis(name).length;
    }
    return cells;
}

std::string words(const UnitId& id)
{
    return "run (point " + std::to_string(id.point) + ", scenario " + std::to_string(id.scenario) + ", replicate " +
           std::to_string(id.replicate) + ")";
}

std::string unit_digest(const Layout& layout, const std::vector<Data>& data)
{
    Digest digest;
    for (std::size_t c = 0; c < data.size(); ++c) {
        digest.add(layout.columns[c].name);
        std::visit([&](const auto& values) { digest.add(values.data(), values.size() * sizeof(values[0])); }, data[c]);
    }
    return digest.hex();
}

std::string root_digest(const std::vector<std::pair<UnitId, std::string>>& units)
{
    auto sorted = units;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());

    Digest root;
    for (const auto& [id, digest] : sorted) {
        std::string bytes;
        append(bytes, id.point);
        append(bytes, id.scenario);
        append(bytes, id.replicate);
        append(bytes, static_cast<std::uint64_t>(digest.size()));
        bytes += digest;
        root.add(bytes.data(), bytes.size());
    }
    return root.hex();
}

std::string difference(const Layout& a, const Layout& b)
{
    if (a.digest != b.digest) {
        return "they come from different experiments: " + quoted(a.experiment) + " with digest " + a.digest + ", and " +
               quoted(b.experiment) + " with digest " + b.digest;
    }
    if (a.points != b.points) {
        return "one has " + std::to_string(a.points) + " design points, the other " + std::to_string(b.points);
    }
    if (a.inputs != b.inputs) {
        return "their design points have different numbers";
    }
    if (a.baseline != b.baseline) {
        return "the baseline is " + quoted(a.baseline) + " in one and " + quoted(b.baseline) + " in the other";
    }
    if (a.headline != b.headline) {
        return "the headline outcome is " + quoted(a.headline) + " in one and " + quoted(b.headline) + " in the other";
    }
    const std::array lists{parted("scenario", a.scenarios, b.scenarios), parted("axis", names(a.axes), names(b.axes)),
                           parted("column", names(a.columns), names(b.columns))};
    for (const auto& words : lists) {
        if (!words.empty()) {
            return words;
        }
    }
    const std::string axes = first_parted(a.axes, b.axes);
    return axes.empty() ? first_parted(a.columns, b.columns) : axes;
}

std::vector<UnitId> missing_units(const Layout& layout, const std::vector<std::pair<UnitId, std::string>>& units)
{
    std::set<UnitId> there;
    for (const auto& [id, digest] : units) {
        there.insert(id);
    }
    std::vector<UnitId> missing;
    for (std::size_t p = 0; p < layout.points; ++p) {
        for (std::size_t s = 0; s < layout.scenarios.size(); ++s) {
            for (std::size_t r = 0; r < layout.replicates_planned; ++r) {
                const UnitId id{static_cast<std::int32_t>(p), static_cast<std::int32_t>(s),
                                static_cast<std::int32_t>(r)};
                if (!there.contains(id)) {
                    missing.push_back(id);
                }
            }
        }
    }
    return missing;
}

} // namespace meam::results
