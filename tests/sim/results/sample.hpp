#pragma once
// A small experiment and its numbers, for the tests of what keeps results.

#include "sim/results/store.hpp"

#include <string>

namespace meam::results::sample {

/// Two scenarios, `replicates` replicates, three weeks, two services; one column of each type.
inline Layout layout(std::size_t replicates = 3)
{
    Layout layout;
    layout.experiment = "winter";
    layout.title = "What if a shelter kept its places for a week?";
    layout.digest = "0123456789abcdef0123456789abcdef";
    layout.resolved = "name = \"winter\"  # für alle\n";
    layout.headline = "contacts";
    layout.scenarios = {"baseline", "places kept é"};
    layout.baseline = "baseline";
    layout.replicates_planned = replicates;
    layout.axes = {{"week", "first day of the week", {}, 3, "days since 2020-01-06"},
                   {"service", "service", {"shelter", "general practice"}, 2, "1"},
                   {"age", "years of age", {}, 2, "year"}};
    layout.columns = {{"contacts", "contacts with a service", "1", {"week", "service"}, Type::int32},
                      {"cost", "cost", "1e-2 GBP", {"week"}, Type::int64},
                      {"severity", "mean severity", "1", {"week", "age"}, Type::float64},
                      {"residents", "residents at the end", "1", {}, Type::int32}};
    layout.inputs = {{"service.shelter.beds", "place.\"Ö\".share"}, {"1", "1"}, {12.0, 0.1}};
    layout.notes = {{"parameters", "a = 1\n"}, {"place", "Kirkholt"}};
    return layout;
}

/// 32 digits that differ from unit to unit.
inline std::string digest(const UnitId& id)
{
    const std::string tail = std::to_string(1'000'000 * (id.point + 1) + 1'000 * id.scenario + id.replicate);
    return std::string(32 - tail.size(), 'a') + tail;
}

inline Unit unit(const UnitId& id)
{
    const std::int32_t base = 1000 * id.point + 100 * id.scenario + 10 * id.replicate;
    return {id,
            digest(id),
            {std::vector<std::int32_t>{base, base + 1, base + 2, base + 3, base + 4, base + 5},
             std::vector<std::int64_t>{base * 10'000'000'000, -base, 7},
             std::vector<double>{base / 3.0, 0.0, -0.0, 1e-300, 0.1, 2.5}, std::vector<std::int32_t>{base}},
            1.5};
}

inline void put_all(const Layout& layout, Sink& sink)
{
    for (const auto& id : missing_units(layout, {})) {
        sink.put(unit(id));
    }
    sink.close();
}

inline Memory memory_of(const Layout& layout)
{
    Memory memory(layout);
    put_all(layout, memory);
    return memory;
}

/// Every number of every unit.
inline bool equal(const Source& a, const Source& b)
{
    if (a.units() != b.units() || a.layout().columns != b.layout().columns) {
        return false;
    }
    for (const auto& [id, digest] : a.units()) {
        for (std::size_t c = 0; c < a.layout().columns.size(); ++c) {
            if (a.column(id, c) != b.column(id, c)) {
                return false;
            }
        }
    }
    return true;
}

} // namespace meam::results::sample
