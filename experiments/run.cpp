#include "experiments/run.hpp"

#include "analysis/samples.hpp"
#include "analysis/stopping.hpp"
#include "analysis/summary.hpp"
#include "experiments/memory_needed.hpp"
#include "experiments/saved_warm_ups.hpp"
#include "experiments/storage.hpp"
#include "models/checks/start_checks.hpp"
#include "sim/memory.hpp"
#include "sim/parallel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <mutex>
#include <numeric>
#include <set>

namespace meam {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point from)
{
    return std::chrono::duration<double>(Clock::now() - from).count();
}

std::vector<int> scenarios_of(const Experiment& experiment, const RunOptions& options)
{
    if (options.only_scenario) {
        return {*options.only_scenario};
    }
    std::vector<int> all(experiment.model.scenarios.size());
    std::iota(all.begin(), all.end(), 0);
    return all;
}

/// The run of one experiment, while it goes on.
class Run {
public:
    Run(const Experiment& experiment, const RunOptions& options, const Report& report)
        : experiment_(experiment), options_(options), report_(report), tally_(experiment.model),
          layout_(layout_of(experiment, tally_)), began_(Clock::now()), scenarios_(scenarios_of(experiment, options))
    {
        outcome_.spread = spread_over(parallel::use_threads(options.threads),
                                      planned_replicates(experiment, options).size(), experiment.model.place.residents);
        const auto outcomes = analysis::outcomes_of(layout_);
        headline_ = analysis::outcome_named(outcomes, experiment.outcome);
        adaptive_ = is_adaptive(experiment, options);
        const auto replicates = planned_replicates(experiment, options);
        wanted_.insert(replicates.begin(), replicates.end());
        limit_ = replicates.size() * scenarios_.size() * planned_points(experiment, options);
        planned_ = adaptive_ ? 0 : limit_;
        if (adaptive_) {
            layout_.replicates_planned = static_cast<std::size_t>(experiment.replicates_at_least);
        }
        const auto existing = options.resume ? Existing::resume : options.force ? Existing::replace : Existing::refuse;
        if (!options.warm_ups.empty() && options.stepping == Stepping::events) {
            saved_.emplace(options.warm_ups, experiment, options.program);
        }
        expect_memory(experiment, options, outcome_.spread);
        storage_ = open_storage(options.out, layout_, existing, experiment.horizon);
        values_.resize(experiment.model.scenarios.size());
        const bool writes_trajectories = experiment.trajectories != Trajectories::none && !options.out.empty();
        const auto traced = writes_trajectories ? storage_->traced() : std::set<results::UnitId>{};
        for (const auto& source : storage_->earlier()) {
            for (const auto& [id, digest] : source->units()) {
                if (writes_trajectories && !traced.contains(id)) {
                    continue; // simulate again: a kill may have left results without trajectories
                }
                finished_.insert(id);
                parallel::check_stop();
                done_ += is_planned(id) ? 1 : 0;
                if (id.point == 0) {
                    keep_value(id, analysis::value_of(headline_, *source, id));
                }
            }
        }
    }

    RunOutcome go()
    {
        const auto wanted = planned_replicates(experiment_, options_);
        try {
            const parallel::StopScope stop(options_.interrupted);
            simulate(wanted);
        } catch (const parallel::Stopped&) {
            outcome_.interrupted = true;
            warmed_.clear();
        }
        describe(wanted);
        try {
            const parallel::StopScope stop(outcome_.interrupted ? nullptr : options_.interrupted);
            finish();
        } catch (const parallel::Stopped&) { // every run is on the disk: --resume puts them together
            outcome_.interrupted = true;
            outcome_.source.reset();
        }
        return std::move(outcome_);
    }

private:
    void simulate(const std::vector<int>& wanted)
    {
        for (int point = 0; point < experiment_.design.points; ++point) {
            const DesignPoint design(experiment_, point);
            if (point == 0) {
                warm_up(design, wanted);
            } else {
                check_start(design);
            }
            if (!is_planned(point)) { // the warm-up of point 0 has the length of all
                warmed_.clear();
                continue;
            }
            if (adaptive_) {
                until_precise(design, wanted);
            } else {
                run_all(design, wanted);
            }
            warmed_.clear();
        }
    }

    /// Notes a design point whose drawn shares and rates cannot be reached: the start is then the nearest that can be.
    void check_start(const DesignPoint& design)
    {
        constexpr int residents = 1000; // counted to estimate how many a service would take
        const auto key = setting_of(experiment_, tally_, design, 0, experiment_.horizon).key;
        const auto findings = judge_start(experiment_.model, design.baseline, key, residents);
        if (findings.empty()) {
            return;
        }
        if (points_out_of_reach_++ == 0) {
            first_out_of_reach_ = fmt::format("{} (design point {})", findings.front().what, design.number);
        }
    }

    /// Whether this command runs the unit. Results in the folder may hold more: other shards, replicates, draws.
    [[nodiscard]] bool is_planned(const results::UnitId& id) const
    {
        return wanted_.contains(id.replicate) && std::ranges::find(scenarios_, id.scenario) != scenarios_.end() &&
               is_planned(id.point);
    }

    [[nodiscard]] bool is_planned(int point) const
    {
        return point < experiment_.design.points && options_.only_point.value_or(point) == point;
    }

    void warm_up(const DesignPoint& design, const std::vector<int>& wanted)
    {
        report_progress("warm-up");
        if (const auto known = saved_ ? saved_->warm_up() : std::nullopt) {
            outcome_.warm_up = *known;
        } else {
            outcome_.warm_up = find_warm_up(experiment_, tally_, design, warmed_);
            for (std::size_t r = 0; saved_ && outcome_.warm_up.weeks > 0 && r < warmed_.size(); ++r) {
                parallel::check_stop();
                saved_->save(*warmed_[r], 0, static_cast<int>(r));
            }
            if (saved_ && outcome_.warm_up.weeks > 0) {
                saved_->save(outcome_.warm_up);
            }
        }
        for (std::size_t r = 0; r < warmed_.size(); ++r) {
            if (!std::ranges::binary_search(wanted, static_cast<int>(r))) {
                warmed_[r].reset();
            }
        }
        if (!outcome_.warm_up.steady && !experiment_.warm_up_exact) {
            std::string what;
            for (const auto& series : outcome_.warm_up.moving) {
                what += (what.empty() ? "" : ", ") + series;
            }
            outcome_.warnings.push_back("the model is not steady after its warm-up of " +
                                        std::to_string(outcome_.warm_up.weeks) +
                                        " weeks: it is overloaded or changes slowly. Still changing: " + what);
        }
    }

    void until_precise(const DesignPoint& design, const std::vector<int>& wanted)
    {
        int done = 0;
        while (true) {
            const int end =
                analysis::next_batch_end(done, experiment_.replicates_at_least, static_cast<int>(wanted.size()),
                                         half_width_.value_or(1.0) / experiment_.half_width);
            planned_ = static_cast<std::size_t>(end) * scenarios_.size();
            layout_.replicates_planned = static_cast<std::size_t>(end);
            run_all(design, {wanted.begin(), wanted.begin() + end});
            done = end;
            if (done == static_cast<int>(wanted.size()) || precise_enough(done)) {
                break;
            }
        }
    }

    /// A replicate at the end of its warm-up, if it was a pilot or is saved; once.
    std::unique_ptr<World> warmed_up(const DesignPoint& design, int replicate)
    {
        if (options_.stepping != Stepping::events || options_.audit) {
            return nullptr;
        }
        const auto r = static_cast<std::size_t>(replicate);
        if (design.number == 0 && r < warmed_.size() && warmed_[r]) {
            return std::move(warmed_[r]);
        }
        const auto end = outcome_.warm_up.weeks + experiment_.horizon;
        return saved_ ? saved_->world(setting_of(experiment_, tally_, design, replicate, end), design, replicate)
                      : nullptr;
    }

    bool precise_enough(int replicates)
    {
        auto values = values_;
        for (auto& of_scenario : values) {
            of_scenario.resize(static_cast<std::size_t>(replicates));
        }
        const auto stopping = analysis::stopping(
            values, layout_.scenarios, static_cast<std::size_t>(experiment_.baseline), experiment_.half_width);
        half_width_ = stopping.widest;
        return stopping.enough;
    }

    void run_all(const DesignPoint& design, const std::vector<int>& replicates)
    {
        struct Task {
            int replicate;
            std::vector<int> scenarios;
        };
        std::vector<Task> tasks;
        for (const int r : replicates) {
            Task task{r, {}};
            for (const int s : scenarios_) {
                if (!finished_.contains({design.number, s, r})) {
                    task.scenarios.push_back(s);
                }
            }
            if (!task.scenarios.empty()) {
                tasks.push_back(task);
            }
        }
        if (!replicates_began_) {
            replicates_began_ = Clock::now();
            done_before_ = done_;
        }
        report_progress("replicates");
        parallel::for_each(tasks.size(), [&](std::size_t i) {
            ReplicateOptions how;
            how.warm_up = outcome_.warm_up.weeks;
            how.scenarios = tasks[i].scenarios;
            how.stepping = options_.stepping;
            how.audit = options_.audit;
            how.trace = [&](const results::UnitId& id) {
                return storage_->trace(id, experiment_.trajectories == Trajectories::cohort);
            };
            if (saved_) {
                how.after_warm_up = [&](const World& world) { saved_->save(world, design.number, tasks[i].replicate); };
            }
            try {
                take(run_replicate(experiment_, tally_, layout_, design, tasks[i].replicate, how,
                                   warmed_up(design, tasks[i].replicate)));
            } catch (const std::logic_error& e) {
                const std::lock_guard lock(mutex_);
                outcome_.failures.push_back("replicate " + std::to_string(tasks[i].replicate) + ": " + e.what());
            }
        });
    }

    /// From several threads. What a run leaves is added up and packed before the others have to wait.
    void take(ReplicateResult result)
    {
        for (auto& unit : result.units) {
            const auto id = unit.id;
            std::optional<analysis::Totals> totals;
            if (id.point == 0) {
                totals.emplace(layout_, unit);
            }
            storage_->put(std::move(unit));
            const std::lock_guard lock(mutex_);
            finished_.insert(id);
            ++done_;
            if (totals) {
                keep_value(id, headline_.value(*totals, 0));
                totals_.emplace(id, std::move(*totals));
            }
        }
        const std::lock_guard lock(mutex_);
        loop_seconds_ += result.loop_seconds;
        loop_weeks_ += result.loop_resident_weeks;
        steps_taken_ += result.steps_taken;
        cut_.insert(result.cut.begin(), result.cut.end());
        weeks_ += result.resident_weeks;
        report_progress("replicates");
    }

    void keep_value(const results::UnitId& id, double value)
    {
        auto& of_scenario = values_[static_cast<std::size_t>(id.scenario)];
        of_scenario.resize(std::max(of_scenario.size(), static_cast<std::size_t>(id.replicate) + 1));
        of_scenario[static_cast<std::size_t>(id.replicate)] = value;
    }

    void report_progress(const std::string& phase)
    {
        if (report_) {
            Progress progress{phase, done_, std::max(planned_, done_)};
            if (adaptive_) {
                progress.at_most = std::max(limit_, progress.planned);
                progress.wanted_half_width = experiment_.half_width;
            }
            progress.half_width = half_width_;
            progress.seconds = seconds_since(replicates_began_.value_or(began_));
            progress.earlier = done_before_;
            report_(progress);
        }
    }

    /// Whether the headline is known as precisely as was asked.
    void judge_precision()
    {
        const bool part = options_.shards > 1 || options_.only_replicate || options_.only_scenario ||
                          options_.only_point.value_or(0) > 0;
        if (experiment_.half_width <= 0.0 || part || experiment_.model.scenarios.size() < 2) {
            return;
        }
        const auto stopping = analysis::stopping(
            values_, layout_.scenarios, static_cast<std::size_t>(experiment_.baseline), experiment_.half_width);
        std::size_t pairs = std::numeric_limits<std::size_t>::max();
        for (const auto& one : stopping.scenarios) {
            pairs = std::min(pairs, one.runs.complete);
        }
        outcome_.precision = {experiment_.half_width, stopping.widest, pairs, stopping.enough};
    }

    void describe(const std::vector<int>& wanted)
    {
        judge_precision();
        if (!adaptive_ && options_.shards == 1 && !options_.only_replicate) {
            layout_.replicates_planned = wanted.size();
        }
        layout_.notes["warm_up_weeks"] = std::to_string(outcome_.warm_up.weeks);
        outcome_.planned = std::max(planned_, done_);
        outcome_.at_most = adaptive_ ? std::max(limit_, done_) : outcome_.planned;
        outcome_.complete = done_;
        outcome_.wall_seconds = seconds_since(began_);
        outcome_.resident_weeks_per_second =
            loop_seconds_ > 0.0 ? static_cast<double>(loop_weeks_) / loop_seconds_ * outcome_.spread.at_once : 0.0;
        outcome_.active_share = weeks_ > 0 ? static_cast<double>(steps_taken_) / static_cast<double>(weeks_) : 0.0;
        if (points_out_of_reach_ > 0) {
            outcome_.warnings.push_back(
                fmt::format("E260 {} of {} design points start otherwise than drawn, with the nearest shares and rates "
                            "that can be reached: {}",
                            points_out_of_reach_, experiment_.design.points - 1, first_out_of_reach_));
        }
        for (const HazardId hazard : cut_) {
            outcome_.warnings.push_back(fmt::format(
                "E325 `{}` came above {:g} events a week for at least one resident or post, and was cut to {:g}",
                experiment_.model.hazards[static_cast<std::size_t>(hazard)].path, highest_hazard, highest_hazard));
        }
        for (auto& warning : storage_->warnings()) {
            outcome_.warnings.push_back(warning);
        }
    }

    void finish()
    {
        report_progress("writing");
        outcome_.source = storage_->finish(layout_, provenance(), !outcome_.interrupted && !finished_.empty());
        if (!outcome_.source) {
            return;
        }
        outcome_.results = storage_->file();
        outcome_.digests = outcome_.source->units();
        outcome_.root_digest = results::root_digest(outcome_.digests);
        outcome_.runs.emplace(*outcome_.source, std::move(totals_));
        if (!options_.out.empty()) {
            analysis::write_summary(*outcome_.runs, options_.out / "summary.csv");
        }
    }

    [[nodiscard]] std::map<std::string, std::string> provenance() const
    {
        auto all = options_.provenance;
        all["backend"] = parallel::backend();
        all["threads"] = std::to_string(outcome_.spread.threads);
        all["seed"] = std::to_string(experiment_.seed);
        all["warm_up_weeks"] = std::to_string(outcome_.warm_up.weeks);
        all["wall_seconds"] = std::to_string(outcome_.wall_seconds);
        return all;
    }

    const Experiment& experiment_;
    const RunOptions& options_;
    const Report& report_;
    TallyLayout tally_;
    results::Layout layout_;
    Clock::time_point began_;
    std::vector<int> scenarios_;
    analysis::Outcome headline_;
    bool adaptive_ = false;
    std::unique_ptr<Storage> storage_;
    std::optional<SavedWarmUps> saved_;
    std::vector<std::unique_ptr<World>> warmed_; ///< the warm-up's pilots, by replicate
    std::set<int> wanted_;                       ///< replicates
    std::set<results::UnitId> finished_;
    std::vector<analysis::Replicates> values_;           ///< the headline, by scenario and replicate
    std::map<results::UnitId, analysis::Totals> totals_; ///< of runs at point 0 that were simulated just now
    std::mutex mutex_;
    std::optional<double> half_width_;
    std::size_t planned_ = 0;                           ///< runs planned so far
    std::size_t limit_ = 0;                             ///< the most runs that may be planned
    std::optional<Clock::time_point> replicates_began_; ///< none before
    std::size_t done_ = 0;                              ///< planned runs that are complete
    std::size_t done_before_ = 0;                       ///< of these, before replicates began
    double loop_seconds_ = 0.0;
    std::uint64_t loop_weeks_ = 0, steps_taken_ = 0, weeks_ = 0;
    int points_out_of_reach_ = 0;
    std::string first_out_of_reach_;
    std::set<HazardId> cut_; ///< hazards that were cut at 40 events a week
    RunOutcome outcome_;
};

} // namespace

std::size_t planned_points(const Experiment& experiment, const RunOptions& options)
{
    return options.only_point ? 1 : static_cast<std::size_t>(experiment.design.points);
}

bool is_adaptive(const Experiment& experiment, const RunOptions& options)
{
    return experiment.half_width > 0.0 && experiment.design.points == 1 && options.shards == 1 &&
           !options.only_replicate && !options.only_scenario && experiment.model.scenarios.size() > 1;
}

std::vector<int> planned_replicates(const Experiment& experiment, const RunOptions& options)
{
    std::vector<int> result;
    for (int r = 0; r < experiment.replicates_at_most; ++r) {
        const bool mine = options.shard == 0 || r % options.shards == options.shard - 1;
        if (mine && (!options.only_replicate || *options.only_replicate == r)) {
            result.push_back(r);
        }
    }
    if (options.only_replicate && result.empty()) {
        result.push_back(*options.only_replicate);
    }
    return result;
}

RunOutcome run_experiment(const Experiment& experiment, const RunOptions& options, const Report& report)
{
    keep_freed_memory();
    return Run(experiment, options, report).go();
}

} // namespace meam
