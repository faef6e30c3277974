#include "sim/input/number.hpp"

#include "sim/input/nearest.hpp"
#include "sim/input/units.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace meam::input {

namespace {

constexpr double largest_whole =
    9007199254740992.0; ///< 2^53: above, neighbouring whole numbers have the same representation

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    const auto last = text.find_last_not_of(" \t");
    return first == std::string_view::npos ? std::string_view() : text.substr(first, last - first + 1);
}

} // namespace

std::optional<Worded> worded(std::string_view text)
{
    text = trimmed(text);
    Worded result;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), result.value);
    if (read.ec == std::errc::result_out_of_range) {
        result.value = HUGE_VAL; // refused as not finite
    } else if (read.ec != std::errc()) {
        return std::nullopt;
    }
    result.unit = trimmed(text.substr(static_cast<std::size_t>(read.ptr - text.data())));
    return result;
}

double harmless(const Measure& measure)
{
    return std::clamp(0.0, measure.low, measure.high);
}

NumberReader::NumberReader(Tree& tree, const Measure& measure, std::string path, std::string unit)
    : tree_(tree), measure_(measure), path_(std::move(path)), unit_(std::move(unit))
{}

std::optional<double> NumberReader::number(const Node& node, const std::string& name) const
{
    switch (node.kind) {
    case Node::Kind::integer:
        return bare(node, name, static_cast<double>(node.integer));
    case Node::Kind::real:
        return bare(node, name, node.real);
    case Node::Kind::text:
        return with_unit(node, name);
    default:
        break;
    }
    if (node.entries.contains("unit") || node.entries.contains("low") || node.entries.contains("high")) {
        tree_.add("E105", node.place, fmt::format("`{}` has no `value`", name), "add value: " + description(measure_));
        return std::nullopt;
    }
    tree_.add("E106", node.place, fmt::format("`{}` is {}", name, kind_name(node)), description(measure_));
    return std::nullopt;
}

std::optional<double> NumberReader::bare(const Node& node, const std::string& name, double value) const
{
    if (!unit_.empty()) {
        return held(node, name, value, unit_);
    }
    if (may_be_bare(measure_.dimension)) {
        return held(node, name, value, "1");
    }
    tree_.add("E108", node.place, fmt::format("`{}` = {} has no unit", name, shortly(node)),
              unit_missing(fmt::format("{}", value)));
    return std::nullopt;
}

std::optional<double> NumberReader::with_unit(const Node& node, const std::string& name) const
{
    const auto text = worded(node.text);
    if (!text) {
        tree_.add("E106", node.place, fmt::format("`{}` = {} is not a number", name, shortly(node)),
                  description(measure_));
        return std::nullopt;
    }
    if (text->unit.empty()) {
        tree_.add("E106", node.place, fmt::format("`{}` = {} is a text, not a number", name, shortly(node)),
                  may_be_bare(measure_.dimension) || !unit_.empty() ? "write the number without quotes"
                                                                    : description(measure_));
        return std::nullopt;
    }
    if (factor_to_held(measure_.dimension, text->unit) == 0) {
        wrong_unit(node.place, name, text->unit, fmt::format("{} ", text->value));
        return std::nullopt;
    }
    return held(node, name, text->value, text->unit);
}

std::string NumberReader::unit_missing(std::string_view number) const
{
    const auto dimension = measure_.dimension;
    const auto unit = held_unit(dimension);
    const auto text = number.empty()           ? std::string()
                      : unit.starts_with("1/") ? fmt::format("{{ value = {}, unit = \"{}\" }}, or ", number, unit)
                                               : with_held_unit(number, dimension) + ", or ";
    return fmt::format("{}unit = \"{}\" in its record or in its table{}", text, unit, also(dimension));
}

void NumberReader::wrong_unit(const Place& place, const std::string& name, std::string_view unit,
                              std::string_view before) const
{
    const auto dimension = measure_.dimension;
    const auto units = unit_names(dimension);
    const auto written = unit.starts_with('/') ? "1" + std::string(unit) : std::string(unit);
    const auto near = nearest(written, units);
    const auto mend = may_be_bare(dimension) ? "leave the unit out: " + description(measure_)
                      : near.empty()         ? did_you_mean(written, units)
                                             : fmt::format("did you mean `{}{}`?", before, near);
    tree_.add("E109", place,
              fmt::format("`{}` has the unit `{}`, which is not a unit of {}", name, unit, noun(dimension)), mend);
}

std::optional<double> NumberReader::held(const Node& node, const std::string& name, double value,
                                         std::string_view unit) const
{
    const double number = to_held(measure_.dimension, unit, value);
    const bool whole = std::floor(number) == number && std::abs(number) <= largest_whole;
    if (!std::isfinite(number) || number < measure_.low || number > measure_.high) {
        tree_.add("E107", node.place, fmt::format("`{}` = {} is out of range", name, shortly(node)),
                  description(measure_));
        return std::nullopt;
    }
    if (measure_.whole && !whole) {
        tree_.add("E107", node.place, fmt::format("`{}` = {} is not a whole number", name, shortly(node)),
                  description(measure_));
        return std::nullopt;
    }
    return measure_.dimension == Dimension::duration ? whole_weeks(node, name, number) : number;
}

std::optional<double> NumberReader::whole_weeks(const Node& node, const std::string& name, double weeks) const
{
    if (std::floor(weeks) == weeks) {
        return weeks;
    }
    if (std::abs(weeks) < 1.0) {
        tree_.add("E107", node.place, fmt::format("`{}` = {} is less than a week", name, shortly(node)),
                  "the model steps in whole weeks: \"0 weeks\", or \"1 week\" or more");
        return std::nullopt;
    }
    const double rounded = std::floor(weeks + 0.5);
    tree_.warn("E250", node.place,
               fmt::format("`{}` = {} is {:.2f} weeks; the model steps in whole weeks and uses {:.0f}", name,
                           shortly(node), weeks, rounded),
               "write " + with_held_unit(fmt::format("{:.0f}", rounded), Dimension::duration));
    return rounded;
}

} // namespace meam::input
