#include "experiments/evaluation/cases.hpp"

#include "analysis/cells.hpp"
#include "analysis/statistics.hpp"
#include "experiments/evaluation/history.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace meam {
namespace {

/// A participant's needs and crises at enrolment.
struct Entry {
    ResidentId resident;
    Covariates at;
};

/// Participants by the week in which they came in.
using Entries = std::map<Week, std::vector<Entry>>;

/// Recorded crises in the weeks [from, until), by resident and kind.
std::map<ResidentId, std::vector<int>> recorded_in(const State& state, Week from, Week until, std::size_t kinds)
{
    std::map<ResidentId, std::vector<int>> counts;
    for (auto it = state.recorded.rbegin(); it != state.recorded.rend() && it->week >= from; ++it) {
        if (it->week < until) {
            auto& of = counts[it->resident];
            of.resize(kinds, 0);
            ++of[it->crisis];
        }
    }
    return counts;
}

class Follower {
public:
    explicit Follower(const Model& model) : model_(model), counts_(case_kinds(model).size(), 0) {}

    /// Records the participants enrolled this week, and evaluates those enrolled a year ago.
    void week(const World& world, const std::vector<ResidentId>& came)
    {
        const Week week = world.now() - 1;
        for (const ResidentId id : came) {
            entries_[week].push_back({id, world.state().residents[id].covariates});
        }
        const auto due = entries_.find(week + 1 - evaluated_weeks);
        if (due == entries_.end()) {
            return;
        }
        const auto kinds = model_.crises.size();
        const auto before = recorded_in(world.state(), due->first - evaluated_weeks, due->first, kinds);
        const auto after = recorded_in(world.state(), due->first, due->first + evaluated_weeks, kinds);
        for (const auto& entry : due->second) {
            look(world.state().residents[entry.resident], entry, of(before, entry.resident), of(after, entry.resident));
        }
        entries_.erase(due);
    }

    [[nodiscard]] const std::vector<int>& counts() const { return counts_; }

private:
    [[nodiscard]] std::vector<int> of(const std::map<ResidentId, std::vector<int>>& counts, ResidentId id) const
    {
        const auto it = counts.find(id);
        return it == counts.end() ? std::vector<int>(model_.crises.size(), 0) : it->second;
    }

    /// In the order of case_kinds.
    void look(const Resident& r, const Entry& entry, const std::vector<int>& before, const std::vector<int>& after)
    {
        std::size_t kind = 0;
        const auto count = [&](bool is) { counts_[kind++] += is ? 1 : 0; };
        const bool here = lives_here(model_, r.covariates);
        const bool there = r.standing == Standing::present && here;
        const bool free = there && at_liberty(model_, r); // who is not is neither better nor worse
        count(r.standing == Standing::dead && here);
        count(r.standing == Standing::departed || !here);
        count(there && !free);
        int all_before = 0, all_after = 0;
        for (std::size_t c = 0; c < before.size(); ++c) {
            all_before += before[c];
            all_after += after[c];
        }
        count(free && all_after < all_before);
        count(free && all_after > all_before);
        for (std::size_t c = 0; c < before.size(); ++c) {
            count(free && after[c] < before[c]);
            count(free && after[c] > before[c]);
        }
        const auto level = [](const Covariates& at, int covariate) { return at[static_cast<std::size_t>(covariate)]; };
        for (const auto& need : model_.needs) {
            const int was = level(entry.at, need.severity), is = level(r.covariates, need.severity);
            count(free && is < was);
            count(free && is > was);
        }
        for (const auto& circumstance : model_.circumstances) {
            const std::size_t was = level(entry.at, circumstance.covariate),
                              is = level(r.covariates, circumstance.covariate);
            for (std::size_t s = 0; s < circumstance.states.size(); ++s) {
                count(there && is == s && was != s);
            }
        }
    }

    const Model& model_;
    Entries entries_;
    std::vector<int> counts_;
};

/// The lower end of an interval of a count.
analysis::Cell none_or_more(const std::optional<analysis::Interval>& interval)
{
    return interval ? analysis::Cell{std::max(0.0, interval->low)} : analysis::Cell{};
}

} // namespace

std::vector<std::string> case_kinds(const Model& model)
{
    std::vector<std::string> kinds{"died", "moved away", "not at liberty", "all crises: fewer recorded",
                                   "all crises: more recorded"};
    for (const auto& crisis : model.crises) {
        kinds.push_back(crisis.name + ": fewer recorded");
        kinds.push_back(crisis.name + ": more recorded");
    }
    for (const auto& need : model.needs) {
        kinds.push_back(need.name + ": lower");
        kinds.push_back(need.name + ": higher");
    }
    for (const auto& circumstance : model.circumstances) {
        for (const auto& state : circumstance.states) {
            kinds.push_back(circumstance.name + ": now " + state);
        }
    }
    return kinds;
}

CasesOfRun cases_of(const Experiment& experiment, const TallyLayout& tally, const DesignPoint& point, int replicate,
                    int scenario, Week warm_up)
{
    const Week end = warm_up + experiment.horizon;
    auto warm = world_of(experiment, tally, point, replicate, end);
    while (warm->now() < warm_up) {
        warm->week();
    }
    std::map<Week, std::vector<ResidentId>> came;
    CasesOfRun cases;
    const auto live = [&](int rules, bool enrols) {
        World world = *warm;
        world.branch(point.scenarios[static_cast<std::size_t>(rules)]);
        Follower follower(experiment.model);
        while (world.now() < end) {
            world.week();
            const Week week = world.now() - 1;
            if (enrols && week < end - evaluated_weeks) {
                for (ResidentId id = 0; id < world.state().arrived; ++id) {
                    if (world.state().residents[id].enrolled == week) {
                        came[week].push_back(id);
                        ++cases.people;
                    }
                }
            }
            follower.week(world, came[week]);
        }
        return follower.counts();
    };
    cases.scenario = live(scenario, true);
    cases.baseline = live(experiment.baseline, false);
    return cases;
}

analysis::Table cases_table(const Experiment& experiment, const std::vector<int>& scenarios,
                            const std::vector<int>& replicates, Week warm_up, const Report& report)
{
    const TallyLayout tally(experiment.model);
    const DesignPoint point(experiment, 0);
    const auto kinds = case_kinds(experiment.model);
    analysis::Table table{
        "Cases, as a pilot counts them",
        {{"scenario", "scenario"},
         {"case", "a year after admission"},
         {"people", "people", "a run"},
         {"one_pilot_low", "one pilot, low"},
         {"one_pilot_high", "one pilot, high"},
         {"anyway", "without the hub", "a run"},
         {"difference", "difference"},
         {"low", "low"},
         {"high", "high"},
         {"runs", "runs"}},
        {},
        {"Each participant against the same person at admission, or in the year before. Without the hub: the same "
         "people in the same weeks of the baseline. Participants who died, moved away or are in custody then count as "
         "neither; time in custody in between may lower their crises.",
         "Re-simulated from the results. Intervals are 95 %: of one pilot's count, and of the mean difference."}};
    std::vector<std::vector<CasesOfRun>> all(scenarios.size(), std::vector<CasesOfRun>(replicates.size()));
    for_each_run(scenarios.size(), replicates.size(), 2, report, [&](std::size_t s, std::size_t r) {
        all[s][r] = cases_of(experiment, tally, point, replicates[r], scenarios[s], warm_up);
    });
    for (std::size_t s = 0; s < scenarios.size(); ++s) {
        const auto& runs = all[s];
        const auto& name = experiment.model.scenarios[static_cast<std::size_t>(scenarios[s])].name;
        std::vector<double> people;
        for (const auto& run : runs) {
            people.push_back(run.people);
        }
        const auto one_pilot = analysis::prediction_interval(people);
        table.rows.push_back({name,
                              "participants",
                              analysis::mean(people),
                              analysis::low(one_pilot),
                              analysis::high(one_pilot),
                              {},
                              {},
                              {},
                              {},
                              static_cast<std::int64_t>(replicates.size())});
        for (std::size_t k = 0; k < kinds.size(); ++k) {
            std::vector<double> with, without, difference;
            for (const auto& run : runs) {
                with.push_back(run.scenario[k]);
                without.push_back(run.baseline[k]);
                difference.push_back(with.back() - without.back());
            }
            const auto one = analysis::prediction_interval(with);
            const auto interval = analysis::t_interval(difference);
            table.rows.push_back({name, kinds[k], analysis::mean(with), none_or_more(one), analysis::high(one),
                                  analysis::mean(without), analysis::mean(with) - analysis::mean(without),
                                  analysis::low(interval), analysis::high(interval),
                                  static_cast<std::int64_t>(replicates.size())});
        }
    }
    return table;
}

} // namespace meam
