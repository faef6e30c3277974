#pragma once
// Tiny models for tests of theory: an experiment from a few lines of TOML, a world that simulates weeks, counts by
// name.

#include "experiments/experiment.hpp"
#include "models/observation/tally.hpp"
#include "models/policies/scenario_rules.hpp"
#include "models/simulation/world.hpp"

#include <memory>
#include <string>
#include <vector>

namespace meam::tests {

/// A whole experiment from the tables a test is about. What the text does not say is added: a name, a place of
/// everybody alike
/// ([place.tiny], frailty 1), a scenario without policies, and the case definitions of its needs.
std::string whole_experiment(const std::string& tables, int residents);

/// [need.thirst]: everybody has it, emerging, for good. For tests of queues alone.
extern const std::string always_in_need;

/// What a rule's table says of a rate: `{ value = 0.1, unit = "1/week" }`.
std::string weekly(double rate);

class TinyModel {
public:
    /// @throws input::InputError  as load_experiment does
    explicit TinyModel(const std::string& tables, int residents = 1000);

    /// Week 0. @param replicate  another history of chance
    [[nodiscard]] World world(Week horizon, int replicate = 0, bool log = false, Stepping stepping = Stepping::events,
                              Chunking chunking = {}) const;
    /// A world that was saved. @throws ArchiveError
    [[nodiscard]] World read(const std::string& saved, Week horizon) const;
    /// A simulated world, `each(world)` called after every week.
    template <class Each> World simulated(Week weeks, Each&& each, int replicate = 0) const
    {
        auto result = world(weeks, replicate);
        while (result.now() < weeks) {
            result.week();
            each(result);
        }
        return result;
    }
    [[nodiscard]] World simulated(Week weeks, int replicate = 0) const
    {
        return simulated(
            weeks, [](const World&) {}, replicate);
    }

    [[nodiscard]] const Experiment& experiment() const { return *experiment_; }
    [[nodiscard]] const Model& model() const { return experiment_->model; }
    [[nodiscard]] const TallyLayout& layout() const { return *layout_; }
    [[nodiscard]] const Baseline& baseline() const { return *baseline_; }
    [[nodiscard]] const Tables& rules() const { return before_->at(0).by_reach[0]; } ///< the baseline's
    [[nodiscard]] const ScenarioRules& scenario(const std::string& name) const;

    [[nodiscard]] NeedId need(const std::string& name) const;
    [[nodiscard]] ServiceId service(const std::string& name) const;
    [[nodiscard]] Number number(const std::string& path) const; ///< exactly one

    // The counts of the last week.
    [[nodiscard]] int residents_at(const World& world, const std::string& need, int severity) const;
    [[nodiscard]] int inside(const World& world, const std::string& service) const;
    [[nodiscard]] int waiting(const World& world, const std::string& service) const; ///< for assessment or treatment
    [[nodiscard]] int events(const World& world, const std::string& service, Event event) const;

private:
    [[nodiscard]] Setting setting(Week horizon, int replicate, bool log, Stepping stepping) const;

    std::unique_ptr<Experiment> experiment_;
    std::unique_ptr<TallyLayout> layout_;
    std::unique_ptr<Baseline> baseline_;
    std::unique_ptr<ScenarioRules> before_;
    std::vector<ScenarioRules> scenarios_;
};

/// Codes of the mistakes that an experiment of these tables has, in their order; empty when it loads.
std::vector<std::string> mistakes_of(const std::string& tables);

} // namespace meam::tests
