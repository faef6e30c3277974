#include "experiments/evaluation/history.hpp"

#include <algorithm>

namespace meam {

History history_of(const World& world)
{
    const auto& state = world.state();
    History history;
    history.recorded = state.recorded;
    history.people.reserve(state.residents.size());
    for (const auto& r : state.residents) {
        history.people.push_back({r.standing != Standing::not_yet, r.arrived, r.enrolled, r.ended, r.weeks_of_age_at_0,
                                  strata::of(world.model(), r)});
    }
    return history;
}

Observed observed(const Person& person, Week index)
{
    const auto weeks = [&](Week from, Week until) {
        return std::max(0, std::min(person.ended, until) - std::max(person.arrived, from));
    };
    return {weeks(index - evaluated_weeks, index), weeks(index, index + evaluated_weeks)};
}

std::vector<int> recorded_about(const History& history, const Indexes& index, Week from, Week until)
{
    std::vector<int> result(history.people.size(), 0);
    for (const auto& recorded : history.recorded) {
        const Week about = index[recorded.resident];
        if (about >= 0 && recorded.week >= about + from && recorded.week < about + until) {
            ++result[recorded.resident];
        }
    }
    return result;
}

} // namespace meam
