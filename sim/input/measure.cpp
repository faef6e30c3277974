#include "sim/input/measure.hpp"

#include "sim/input/units.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace meam::input {

namespace {

/// One held unit of `unit` is `times / over`: two numbers, so that 21 days are exactly 3 weeks.
struct Unit {
    std::string_view name;
    double times = 1;
    double over = 1;
};

constexpr double days_a_year = 365.25;

const std::vector<Unit>& units_of(Dimension dimension)
{
    static const std::vector<Unit> pure{{"1"}};
    static const std::vector<Unit> probability{{"1"}, {"%", 1, 100}};
    static const std::vector<Unit> level{{"1"}, {"level"}};
    static const std::vector<Unit> count{{"1"}, {"resident"}, {"household"}, {"place"}, {"bed"}, {"service"}, {"case"}};
    static const std::vector<Unit> rate{
        {"1/year"}, {"1/month", 12}, {"1/week", days_a_year, 7}, {"1/day", days_a_year}};
    static const std::vector<Unit> weekly{{"1/week"}, {"1/month", 84, days_a_year}, {"1/year", 7, days_a_year}};
    static const std::vector<Unit> duration{
        {"week"}, {"day", 1, 7}, {"month", days_a_year, 84}, {"year", days_a_year, 7}};
    static const std::vector<Unit> workers{{"worker"}};
    static const std::vector<Unit> hours{{"hour/week"}};
    static const std::vector<Unit> money{{"GBP"}};
    static const std::vector<Unit> money_rate{{"GBP/year"}, {"GBP/month", 12}, {"GBP/week", days_a_year, 7}};
    switch (dimension) {
    case Dimension::ratio:
        return pure;
    case Dimension::probability:
        return probability;
    case Dimension::level:
        return level;
    case Dimension::count:
        return count;
    case Dimension::rate:
        return rate;
    case Dimension::weekly:
        return weekly;
    case Dimension::duration:
        return duration;
    case Dimension::workers:
        return workers;
    case Dimension::hours:
        return hours;
    case Dimension::money:
        return money;
    case Dimension::money_rate:
        return money_rate;
    }
    return pure;
}

/// "weeks" -> "week", "hours/week" -> "hour/week", "/year" -> "1/year"
std::string singular(std::string_view unit)
{
    std::string one(unit);
    if (one.starts_with('/')) {
        return "1" + one;
    }
    const auto end = std::min(one.find('/'), one.size());
    if (end > 1 && one[end - 1] == 's') {
        one.erase(end - 1, 1);
    }
    return one;
}

/// "week" -> "weeks", "hour/week" -> "hours/week"; "1/year" and "GBP/year" have none
std::string plural(std::string_view unit)
{
    std::string many(unit);
    const auto end = std::min(many.find('/'), many.size());
    const bool word = end > 0 && many[end - 1] >= 'a' && many[end - 1] <= 'z';
    return word ? many.insert(end, "s") : many;
}

const Unit* find(Dimension dimension, std::string_view name)
{
    const auto& units = units_of(dimension);
    for (const auto& wanted : {std::string(name), singular(name)}) {
        for (const Unit& unit : units) {
            if (unit.name == wanted) {
                return &unit;
            }
        }
    }
    return nullptr;
}

/// What people expect a number of this dimension to look like, in the unit held.
double usual_value(const Measure& measure)
{
    switch (measure.dimension) {
    case Dimension::ratio:
        return measure.whole ? 2 : 1.5;
    case Dimension::probability:
        return 0.4;
    case Dimension::level:
        return 2;
    case Dimension::count:
        return 12;
    case Dimension::rate:
        return 0.05;
    case Dimension::weekly:
        return 1.2;
    case Dimension::duration:
        return 26;
    case Dimension::workers:
        return 2.5;
    case Dimension::hours:
        return 30;
    case Dimension::money:
        return 1200;
    case Dimension::money_rate:
        return 45000;
    }
    return 1;
}

/// What the reader expects, by name: "a probability or share", "a whole number".
std::string_view kind_of_number(const Measure& measure)
{
    switch (measure.dimension) {
    case Dimension::ratio:
    case Dimension::count:
        return measure.whole ? "a whole number" : "a number";
    case Dimension::probability:
        return "a probability or share";
    case Dimension::level:
        return measure.whole ? "a whole level" : "a level";
    case Dimension::rate:
        return "a rate";
    case Dimension::weekly:
        return "a supply";
    case Dimension::duration:
        return "a duration";
    case Dimension::workers:
        return "a number of workers";
    case Dimension::hours:
        return "hours a week";
    case Dimension::money:
        return "an amount";
    case Dimension::money_rate:
        return "an amount a year";
    }
    return "a number";
}

bool accepts(const Measure& measure, double value)
{
    return value >= measure.low && value <= measure.high && (!measure.whole || std::floor(value) == value);
}

bool is_per_time(Dimension dimension)
{
    return held_unit(dimension).starts_with("1/");
}

} // namespace

std::string_view held_unit(Dimension dimension)
{
    return units_of(dimension).front().name;
}

bool may_be_bare(Dimension dimension)
{
    return held_unit(dimension) == "1";
}

double factor_to_held(Dimension dimension, std::string_view unit)
{
    const Unit* known = find(dimension, unit);
    return known == nullptr ? 0.0 : known->times / known->over;
}

double to_held(Dimension dimension, std::string_view unit, double value)
{
    const Unit* known = find(dimension, unit);
    return known == nullptr ? value : value * known->times / known->over;
}

std::vector<std::string> unit_names(Dimension dimension)
{
    std::vector<std::string> names;
    for (const Unit& unit : units_of(dimension)) {
        names.push_back(plural(unit.name));
    }
    return names;
}

std::string with_held_unit(std::string_view number, Dimension dimension)
{
    return fmt::format("\"{} {}\"", number,
                       number == "1" ? std::string(held_unit(dimension)) : plural(held_unit(dimension)));
}

std::string also(Dimension dimension)
{
    std::string others;
    const auto names = unit_names(dimension);
    for (std::size_t i = 1; i < names.size(); ++i) {
        others += (i > 1 ? ", " : "") + names[i];
    }
    return others.empty() ? others : " (also " + others + ")";
}

std::string_view noun(Dimension dimension)
{
    switch (dimension) {
    case Dimension::ratio:
        return "a ratio";
    case Dimension::probability:
        return "a probability";
    case Dimension::level:
        return "a level";
    case Dimension::count:
        return "a count";
    case Dimension::rate:
        return "a rate";
    case Dimension::weekly:
        return "a supply";
    case Dimension::duration:
        return "a duration";
    case Dimension::workers:
        return "a number of workers";
    case Dimension::hours:
        return "hours a week";
    case Dimension::money:
        return "an amount of money";
    case Dimension::money_rate:
        return "an amount of money a year";
    }
    return "a number";
}

std::string limits(const Measure& measure)
{
    const bool from = measure.low != -beyond_all;
    const bool to = measure.high != beyond_all;
    const bool zero = (!from || measure.low == 0) && (!to || measure.high == 0);
    const auto unit =
        may_be_bare(measure.dimension) || zero ? std::string() : fmt::format(" [{}]", held_unit(measure.dimension));
    if (from && to) {
        return fmt::format("{} to {}{}", measure.low, measure.high, unit);
    }
    if (from) {
        return fmt::format("{}{} or more", measure.low, unit);
    }
    return to ? fmt::format("{}{} or less", measure.high, unit) : std::string();
}

double example_value(const Measure& measure)
{
    const double middle = measure.low + (measure.high - measure.low) / 2;
    for (const double value : {usual_value(measure), middle, std::floor(middle)}) {
        if (std::isfinite(value) && accepts(measure, value)) {
            return value;
        }
    }
    return std::isfinite(measure.low) ? measure.low : measure.high;
}

std::string value_text(double value, std::string_view unit)
{
    if (unit == "1") {
        return fmt::format("{}", value);
    }
    return fmt::format("\"{} {}\"", value, value == 1 ? std::string(unit) : plural(unit));
}

std::string description(const Measure& measure)
{
    const auto unit = held_unit(measure.dimension);
    const double value = example_value(measure);
    auto words = fmt::format("{} such as {}", kind_of_number(measure),
                             is_per_time(measure.dimension) ? fmt::format("{} with unit \"{}\"", value, unit)
                                                            : value_text(value, unit));
    if (!may_be_bare(measure.dimension)) {
        words += also(measure.dimension);
    }
    const auto range = limits(measure);
    return range.empty() ? words : words + ", " + range;
}

} // namespace meam::input
