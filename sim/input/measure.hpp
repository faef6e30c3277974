#pragma once
// What a number measures: its dimension, the unit the program holds it in, the units a file may use.

#include <string>
#include <string_view>

namespace meam::input {

enum class Dimension {
    ratio,       ///< [1]; hazard ratios, odds ratios, effects; no unit needed
    probability, ///< [1], 0..1; no unit needed
    level,       ///< severity 0..4 or stock 0..15; no unit needed
    count,       ///< whole residents, services...; no unit needed
    rate,        ///< held as [1/year]; "1/year", "1/month", "1/week", "1/day"
    weekly,      ///< held as [1/week]; a supply: "1/week", "1/month", "1/year"
    duration,    ///< held as [week]; "day", "week", "month", "year" and their plurals
    workers,     ///< [worker], may be a fraction; "worker"
    hours,       ///< [hour/week]; "hour/week"
    money,       ///< held as [GBP]; "GBP"; says its own price year in its note or source
    money_rate   ///< held as [GBP/year]; "GBP/year", "GBP/week"
};

/// Beyond every limit that a number may have, either way.
inline constexpr double beyond_all = 1e15;

/// What the reader expects of one number. Every number has limits, so that sums can be counted.
struct Measure {
    Dimension dimension = Dimension::ratio;
    double low = -beyond_all; ///< in the unit held, inclusive
    double high = beyond_all;
    bool whole = false; ///< must be a whole number
};

/// "1/year" for a rate, "week" for a duration…: the unit a number of this dimension is held in.
std::string_view held_unit(Dimension dimension);
/// Whether a bare number may stand for this dimension: true where the unit is 1 or a count.
bool may_be_bare(Dimension dimension);
/// Factor from `unit` to the held unit; 0 when `unit` is none of this dimension's. A year is 365.25 days.
double factor_to_held(Dimension dimension, std::string_view unit);
/// A value that the measure accepts, in the unit held: the usual one of its dimension where the range has it.
double example_value(const Measure& measure);
/// A number as an experiment file and --set take it: "1.5" where the unit is 1, else with its unit in quotes:
/// "\"26 weeks\"", "\"0.05 1/year\"".
std::string value_text(double value, std::string_view unit);
/// "a rate such as 0.05 with unit \"1/year\" (also 1/month, 1/week, 1/day), 0 or more"
std::string description(const Measure& measure);

namespace measures {
inline constexpr Measure rate{Dimension::rate, 0.0, 1e6};
inline constexpr Measure hazard_ratio{Dimension::ratio, 0.0, 1e6};
inline constexpr Measure probability{Dimension::probability, 0.0, 1.0};
inline constexpr Measure share{Dimension::probability, 0.0, 1.0};
inline constexpr double longest_duration = 5200.0; ///< a hundred years [week]
inline constexpr Measure duration{Dimension::duration, 0.0, longest_duration};
inline constexpr Measure unit_cost{Dimension::money, 0.0, 1e7};           ///< of one event or resident
inline constexpr Measure yearly_cost{Dimension::money_rate, 0.0, 1e7};    ///< of one worker or resident
inline constexpr Measure budget{Dimension::money, 0.0, 1e12};             ///< of a whole policy
inline constexpr Measure yearly_budget{Dimension::money_rate, 0.0, 1e12}; ///< of a whole policy or service
inline constexpr Measure people{Dimension::count, 0.0, 1e7, true};
} // namespace measures

} // namespace meam::input
