#include "tests/support/helped.hpp"

#include "sim/draws.hpp"
#include "sim/field.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

namespace meam::tests {

std::string had_need(double easing, const std::string& more)
{
    return "[need.a.start]\nemerging = 0.9\n[need.a.onset]\nrate = " + weekly(0) +
           "\n[need.a.easing]\nrate = " + weekly(easing) + "\n" + more + "\n";
}

std::string service(const std::string& name, const std::string& lines)
{
    return "[service." + name + "]\nagency = \"council\"\nkind = \"response\"\n" + lines + "\n";
}

std::string open_door(const std::string& name)
{
    return "[edge.community." + name + "]\nkind = \"present\"\nneeds = { a = 1 }\nrate = " + weekly(100) + "\n";
}

void check_effect(const TinyModel& tiny, const std::vector<double>& by_week, const std::string& scenario)
{
    constexpr Week horizon = 40;
    auto world = tiny.world(horizon);
    if (!scenario.empty()) {
        world.branch(tiny.scenario(scenario));
    }
    const auto& need = tiny.model().needs[0];
    const Key key{mixed_seed(tiny.experiment().seed, tiny.model().place.name), 0};
    std::vector<Week> eases(world.state().residents.size(), horizon);
    int had = 0, eased = 0;
    for (ResidentId id = 0; id < eases.size(); ++id) {
        if (world.state().residents[id].covariates[static_cast<std::size_t>(need.severity)] == 0) {
            eases[id] = -1;
            continue;
        }
        ++had;
        for (Week week = 0; week < horizon; ++week) {
            const double effect =
                week == 0 ? 0.0 : by_week[std::min(by_week.size(), static_cast<std::size_t>(week)) - 1];
            Point point;
            if (Field(key, id, need.ease_process).first_in(week, to_hazard(0.02 * (1 + effect)), point)) {
                eases[id] = week;
                ++eased;
                break;
            }
        }
    }
    REQUIRE(had > 500);
    REQUIRE(eased > 150);
    int otherwise = 0;
    while (world.now() < horizon) {
        world.week();
        for (ResidentId id = 0; id < eases.size(); ++id) {
            const bool has = world.state().residents[id].covariates[static_cast<std::size_t>(need.severity)] > 0;
            otherwise += has == (eases[id] >= world.now()) ? 0 : 1;
        }
    }
    CHECK(otherwise == 0);
}

} // namespace meam::tests
