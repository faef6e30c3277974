#include "sim/input/range.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace meam::input {

namespace {

/// The record's own low and high, if it has both. One alone, or beside a spread of its own, is a mistake.
struct Ends {
    const Node* low = nullptr;
    const Node* high = nullptr;
};

Ends ends_of(Tree& tree, const std::string& path, const Node* record)
{
    if (record == nullptr) {
        return {};
    }
    const Ends ends{entry(*record, "low"), entry(*record, "high")};
    const Node* spread = entry(*record, "spread");
    const Node* first = ends.low != nullptr ? ends.low : ends.high;
    if (first != nullptr && spread != nullptr) {
        tree.add("E114", spread->key, fmt::format("`{}` has both `spread` and a range", path),
                 "keep `spread`, or `low` and `high`");
    }
    if ((ends.low == nullptr) != (ends.high == nullptr)) {
        const auto missing = ends.low == nullptr ? "low" : "high";
        tree.add("E105", first->key, fmt::format("`{}` lacks `{}`", path, missing),
                 fmt::format("add {}: a range has both limits", missing));
        return {};
    }
    return ends;
}

std::optional<double> factor(Tree& tree, const std::string& name, const Node& node)
{
    const double value = node.kind == Node::Kind::integer ? static_cast<double>(node.integer) : node.real;
    if (!is_number(node) || !(value >= 0 && value <= 1e12)) {
        tree.add("E107", node.place, fmt::format("`{}` = {} is no factor", name, shortly(node)),
                 "write a number, 0 or more: `low` and `high` of an array multiply each of its numbers");
        return std::nullopt;
    }
    return value;
}

double on_odds(double p, double factor)
{
    return p * factor / (1 - p + p * factor);
}

Range within(const Measure& measure, double one, double other)
{
    const auto [low, high] = std::minmax(one, other);
    return {std::clamp(low, measure.low, measure.high), std::clamp(high, measure.low, measure.high)};
}

/// value / spread to value * spread; for a probability its odds.
Range spread_range(const Measure& measure, double value, double spread)
{
    if (measure.dimension == Dimension::probability) {
        return within(measure, on_odds(value, 1 / spread), on_odds(value, spread));
    }
    return within(measure, value / spread, value * spread);
}

} // namespace

std::optional<double> spread_of(const Said& said, const Node* record)
{
    const bool own = record != nullptr && entry(*record, "spread") != nullptr;
    return own || said.status == Status::assumed ? said.spread : std::nullopt;
}

Range range_of(Tree& tree, const Measure& measure, const std::string& path, const NumberReader& reader,
               const Node* record, std::optional<double> spread, double value)
{
    const Ends ends = ends_of(tree, path, record);
    if (ends.low == nullptr) {
        return spread ? spread_range(measure, value, *spread) : Range{};
    }
    const auto low = reader.number(*ends.low, joined(path, "low"));
    const auto high = reader.number(*ends.high, joined(path, "high"));
    if (!low || !high) {
        return {};
    }
    if (*low > value || value > *high) {
        const Node& wrong = *low > value ? *ends.low : *ends.high;
        tree.add("E112", wrong.place, fmt::format("the range of `{}` does not contain its value", path),
                 fmt::format("low <= {} <= high", shortly(value_in(*record))));
        return {};
    }
    return {low, high};
}

std::optional<Factors> factors_of(Tree& tree, const std::string& path, const Node* record)
{
    const Ends ends = ends_of(tree, path, record);
    if (ends.low == nullptr) {
        return std::nullopt;
    }
    const auto low = factor(tree, joined(path, "low"), *ends.low);
    const auto high = factor(tree, joined(path, "high"), *ends.high);
    if (!low || !high) {
        return std::nullopt;
    }
    if (*low > 1 || *high < 1) {
        const Node& wrong = *low > 1 ? *ends.low : *ends.high;
        tree.add("E112", wrong.place, fmt::format("the range of `{}` does not contain its values", path),
                 "low <= 1 <= high: both multiply each number of the array");
        return std::nullopt;
    }
    return Factors{*low, *high};
}

Range range_of(const Measure& measure, const std::optional<Factors>& factors, std::optional<double> spread,
               double value)
{
    if (factors) {
        return within(measure, value * factors->low, value * factors->high);
    }
    return spread ? spread_range(measure, value, *spread) : Range{};
}

} // namespace meam::input
