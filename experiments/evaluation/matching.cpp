#include "experiments/evaluation/matching.hpp"

#include <algorithm>
#include <cstdlib>
#include <tuple>

namespace meam {
namespace {

constexpr Week season = 13; ///< [week]
enum Side { participants_, others_, matched_, comparators_ };

/// Recorded crises of the weeks before a week that only moves forwards, by resident.
class Lately {
public:
    Lately(const History& history, Week weeks) : history_(history), weeks_(weeks), counts_(history.people.size(), 0) {}

    void move_to(Week week)
    {
        for (; next_ < history_.recorded.size() && history_.recorded[next_].week < week; ++next_) {
            ++counts_[history_.recorded[next_].resident];
        }
        for (; first_ < next_ && history_.recorded[first_].week < week - weeks_; ++first_) {
            --counts_[history_.recorded[first_].resident];
        }
    }
    [[nodiscard]] int of(ResidentId id) const { return counts_[id]; }

private:
    const History& history_;
    Week weeks_;
    std::vector<int> counts_;
    std::size_t first_ = 0, next_ = 0;
};

class Matcher {
public:
    Matcher(const History& history, const Indexes& participants, int caliper)
        : history_(history), caliper_(caliper), year_(history, evaluated_weeks), season_(history, season),
          free_(history.people.size())
    {
        std::ranges::transform(history.people, free_.begin(), [](const Person& person) {
            const Week enrolled = person.enrolled >= 0 ? person.enrolled : person.ended;
            return person.came ? Weeks{person.arrived + evaluated_weeks, std::min(person.ended, enrolled)} : Weeks{};
        });
        for (ResidentId id = 0; id < participants.size(); ++id) {
            if (participants[id] >= 0) {
                order_.emplace_back(participants[id], id);
            }
        }
        std::sort(order_.begin(), order_.end());
    }

    Matching all()
    {
        for (const auto& [week, id] : order_) {
            year_.move_to(week);
            season_.move_to(week);
            add(participants_, id, week);
            find(id, week);
        }
        return std::move(result_);
    }

private:
    struct Weeks {
        Week from = 0, until = 0;
    };

    [[nodiscard]] static bool there_for_a_year(const Person& person, Week week)
    {
        return person.came && observed(person, week).before == evaluated_weeks && person.ended > week;
    }

    void find(ResidentId id, Week week)
    {
        const auto& people = history_.people;
        const auto& participant = people[id];
        const bool observed_before = there_for_a_year(participant, week);
        result_.observed += observed_before ? 1 : 0;
        std::tuple<int, int, int> best;
        ResidentId found = id;
        for (ResidentId other = 0; other < people.size(); ++other) {
            if (week < free_[other].from || week >= free_[other].until) {
                continue;
            }
            const auto& person = people[other];
            add(others_, other, week);
            const int apart = std::abs(year_.of(other) - year_.of(id));
            if (!observed_before || person.strata[1] != participant.strata[1] ||
                person.strata[2] != participant.strata[2] || apart > caliper_) {
                continue;
            }
            const std::tuple distance{apart, std::abs(season_.of(other) - season_.of(id)),
                                      std::abs(person.age_at_0 - participant.age_at_0)};
            if (found == id || distance < best) {
                best = distance;
                found = other;
            }
        }
        if (found != id) {
            free_[found] = {};
            result_.pairs.emplace_back(id, found);
            add(matched_, id, week);
            add(comparators_, found, week);
        }
    }

    void add(Side group, ResidentId id, Week week)
    {
        const std::array<std::int64_t, 3> values{year_.of(id), season_.of(id), history_.people[id].age_at_0 + week};
        for (std::size_t c = 0; c < values.size(); ++c) {
            auto& moments = result_.balance[c][group];
            moments[0] += 1;
            moments[1] += values[c];
            moments[2] += values[c] * values[c];
        }
    }

    const History& history_;
    int caliper_;
    Lately year_, season_;
    std::vector<Weeks>
        free_; ///< weeks in which a resident may be a comparator: present for a year, neither enrolled nor used
    std::vector<std::pair<Week, ResidentId>> order_;
    Matching result_;
};

} // namespace

Matching match(const History& history, const Indexes& participants, int caliper)
{
    return Matcher(history, participants, caliper).all();
}

} // namespace meam
