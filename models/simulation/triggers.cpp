// Triggers of policies: counts, over past weeks, of recorded crises, service events and waiting residents.

#include "models/observation/desk_events.hpp"
#include "models/simulation/world.hpp"

#include <algorithm>

namespace meam {

/// Adds the counts of the finished week.
void World::count_for_triggers()
{
    const auto& model = *setting_.model;
    const auto& layout = *setting_.layout;
    const auto recorded_of = [&](const std::vector<int>& crises) {
        std::int64_t sum = 0;
        for (const int crisis : crises) {
            sum += row_[layout.crisis_cell(strata::all, crisis, 2)];
        }
        return sum;
    };
    for (std::size_t t = 0; t < counting_.size(); ++t) {
        const auto& trigger = model.triggers[static_cast<std::size_t>(rules_->triggers()[t])];
        std::int64_t counted = recorded_of(trigger.crises) + desk_events(layout, trigger.events, trigger.at, row_);
        if (trigger.waiting >= 0) {
            counted = row_[layout.caseload_cell(trigger.waiting, 0)] + row_[layout.caseload_cell(trigger.waiting, 1)];
        }
        counting_[t].weeks.push_back({counted, recorded_of(trigger.of)});
    }
}

/// Determines which triggers apply in the week that begins. @return one bit per trigger
unsigned World::evaluate_triggers()
{
    unsigned pulled = 0;
    for (std::size_t t = 0; t < counting_.size(); ++t) {
        const auto& trigger = setting_.model->triggers[static_cast<std::size_t>(rules_->triggers()[t])];
        auto& counting = counting_[t];
        const auto counted_weeks = static_cast<Week>(counting.weeks.size());
        const bool only_more =
            trigger.at_least && trigger.of.empty() && trigger.waiting < 0; // further weeks can only raise the count
        if (counted_weeks >= trigger.over || only_more) {
            Counting::Counts sum{0, 0};
            const auto first = counting.weeks.end() - std::min(counted_weeks, trigger.over);
            std::for_each(first, counting.weeks.end(), [&](const Counting::Counts& week) {
                sum.counted += week.counted;
                sum.of += week.of;
            });
            double value = static_cast<double>(sum.counted);
            if (trigger.waiting >= 0) {
                value /= trigger.over;
            } else if (!trigger.of.empty()) {
                value = sum.of > 0 ? value / static_cast<double>(sum.of) : 0.0;
            }
            const double line = shared().number(trigger.line, 0.0);
            if (trigger.at_least ? value >= line : value <= line) {
                counting.until = state_.now + trigger.holds;
            }
        }
        pulled |= state_.now < counting.until ? 1U << t : 0U;
    }
    return pulled;
}

} // namespace meam
