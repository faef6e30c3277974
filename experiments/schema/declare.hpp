#pragma once
// Words to write the language with.

#include "experiments/schema/schema.hpp"

namespace meam::schema {

using input::Dimension;
using input::Measure;
namespace measures = input::measures;

inline const Measure level{Dimension::level, 0, 15};
inline const Measure severity{Dimension::level, 0, 3, true};
inline const Measure present_severity{Dimension::level, 1, 3, true}; ///< of a need that a condition asks for

inline Form text()
{
    return {Holds::text};
}
inline Form word(std::vector<std::string> words)
{
    return {Holds::word, {}, std::move(words)};
}
inline Form flag()
{
    return {Holds::flag};
}
inline Form texts(std::vector<std::string> words = {})
{
    return {Holds::texts, {}, std::move(words)};
}
inline Form number(const Measure& measure)
{
    return {Holds::number, measure};
}
inline Form numbers(const Measure& measure, std::size_t count = 0)
{
    return {Holds::numbers, measure, {}, {}, count};
}
inline Form amount()
{
    return {Holds::amount};
}
/// An array of amounts.
inline Form amounts()
{
    return {Holds::amounts};
}
inline Form table(std::string name)
{
    return {Holds::table, {}, {}, std::move(name)};
}
inline Form tables(std::string name)
{
    return {Holds::tables, {}, {}, std::move(name)};
}

/// A hazard: the rate alone, or a table of what it depends on.
inline std::vector<Form> hazard()
{
    return {number(measures::rate), table("hazard")};
}
/// A chance: the number alone, or a table of what it depends on.
inline std::vector<Form> chance()
{
    return {number(measures::probability), table("chance")};
}

/// The keys of every hazard; `rate` is what the rate of this one is of.
std::vector<Declaration> hazard_keys(const std::string& rate);
/// The same, and more.
std::vector<Declaration> with(std::vector<Declaration> keys, std::vector<Declaration> more);

std::vector<Table> plan_tables();
std::vector<Table> rule_tables();
std::vector<Table> people_tables();
std::vector<Table> crisis_tables();
std::vector<Table> contact_tables();
std::vector<Table> service_tables();
std::vector<Table> policy_tables();
std::vector<Table> design_tables();

} // namespace meam::schema
