#pragma once
// One replicate of one scenario, week by week. The timetable (timetable.cpp) is the only place that says what happens
// when.

#include "models/observation/tally.hpp"
#include "models/policies/scenario_rules.hpp"
#include "models/processes/resident_step.hpp"
#include "models/services/desk.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace meam {

class ArchiveReader;

/// How weeks are stepped: only residents for whom something may happen, or every resident. All give the same
/// bits.
enum class Stepping {
    events,      ///< residents are stepped when the schedule says so
    reference,   ///< every resident is stepped every week
    early_wakes, ///< as events, with one step in three earlier than needed: tests the schedule
    computed     ///< as events, and residents without history are not stored, however small the place
};

/// What does not change during a replicate.
struct Setting {
    const Model* model = nullptr;
    const TallyLayout* layout = nullptr;
    const Baseline* baseline = nullptr;
    Key key;
    Week horizon = 0; ///< last week, warm-up included
    Stepping stepping = Stepping::events;
    bool log = false;
    bool stores_all = true; ///< residents without history are stored too; suits places that are not large
    Chunking chunking = {};
};

/// A simulated place. A copy is a branch with the same history.
class World {
public:
    /// The place in week 0, under the baseline's rules.
    World(const Setting& setting, const ScenarioRules& baseline_rules);
    /// Restores a checkpoint that `saved` wrote before scenarios branched; the simulation continues with the same bits.
    /// @throws ArchiveError
    World(const Setting& setting, const ScenarioRules& baseline_rules, ArchiveReader& saved);
    /// Checkpoint between two weeks, of a world whose scenarios have not branched.
    [[nodiscard]] std::string saved() const;

    /// Branches a scenario: these rules apply from now on. Strata by number of needs are assigned now.
    void branch(const ScenarioRules& rules);
    /// Simulates one week.
    void week();

    [[nodiscard]] Week now() const { return state_.now; } ///< weeks simulated
    [[nodiscard]] const State& state() const { return state_; }
    /// Counts of the last week: flows during it, stocks at its end.
    [[nodiscard]] const std::vector<std::int32_t>& row() const { return row_; }
    /// Costs of the last week, by agency, then kind (service, harm) [penny].
    [[nodiscard]] const std::vector<std::int64_t>& costs() const { return costs_; }
    [[nodiscard]] const std::vector<LogLine>& log() const { return log_; }
    void clear_log() { log_.clear(); }
    [[nodiscard]] const std::vector<std::vector<std::int32_t>>& waits() const { return waits_; }
    /// Hazards that came above highest_hazard since the start, and were cut there; sorted.
    [[nodiscard]] std::vector<HazardId> hazards_cut() const;
    [[nodiscard]] const Tables& shared() const { return version_->by_reach[0]; }
    [[nodiscard]] const Model& model() const { return *setting_.model; }
    /// Steps of residents since the start, and resident-weeks simulated: their ratio is the active share.
    [[nodiscard]] std::uint64_t steps_taken() const { return steps_taken_; }
    [[nodiscard]] std::uint64_t resident_weeks() const { return resident_weeks_; }

    /// Checks the invariants of the state. @return one line for each that is violated
    [[nodiscard]] std::vector<std::string> audit() const;

private:
    static constexpr int longest_wait = 260; ///< [week]: longer waits are counted here

    /// Counts computed again from the residents of a chunk, for the audit of queues and tallies.
    struct Recount {
        struct AtService {
            long long assessment = 0, treatment = 0, inside = 0;
            AtService operator+(const AtService& other) const
            {
                return {assessment + other.assessment, treatment + other.treatment, inside + other.inside};
            }
        };
        std::vector<std::int32_t> recount; ///< as TallyLayout: stocks
        std::vector<AtService> at_services;
        std::vector<std::string> wrong;
    };
    [[nodiscard]] std::vector<Recount> recount_residents() const; // invariants.cpp

    void set_rules();
    void reschedule_after_rule_change(std::size_t chunk, const ProcessSet& changed, bool all_differ);
    unsigned evaluate_triggers();
    void count_for_triggers();
    void rank_residents();
    void add_newcomers();
    void update_tie_exposures();
    void step_residents();
    void collect_due_residents(std::size_t chunk);
    void step_resident(ResidentId id, Chunk& out);
    void count_volunteers();
    void answer_requests();
    void apply_decisions();
    void take_requests_of_decisions();
    void observe();
    void count_places();
    void queue_requests(ServiceId service);
    void add_costs(); // costs.cpp

    // checkpoint.cpp
    template <class Archive, class Of> static void describe_all(Archive& archive, Of& world);
    void rebuild_schedule();

    // initialisation.cpp: the place in week 0
    void grow_to(std::size_t number);
    void make_room(std::size_t number);
    void initialise_caseloads();
    void draw_ties();
    void add_resident(ResidentId id, Chunk& out, std::span<const Population::Assigned> assigned = {});

    Resident& resident(ResidentId id);
    ResidentStep moment(ResidentId id, Week now, Chunk& out);
    void update_to_week(ResidentId id, Chunk& out);
    void update_groups(ResidentId id, Chunk& out);
    void invalidate_hazards(Resident& resident) const;
    void step(ResidentId id, Chunk& out);
    void update_exposure(const Tie& tie, ResidentId to, ResidentId of);
    void reschedule(ResidentId id, Chunk& out);
    Week next_week(ResidentId id, Week from, Chunk& out);
    Week next_deadline(const ResidentStep& m) const;
    void count(Resident& resident, std::span<std::int32_t> row) const;
    void join_rows();
    void join_chunks();

    Setting setting_;
    State state_;
    const ScenarioRules* rules_ = nullptr;
    const ScenarioRules::Version* version_ = nullptr;
    Week branched_at_ = 0;
    unsigned active_triggers_ = 0;   ///< triggers that apply, one bit each
    std::vector<Counting> counting_; ///< by trigger of the scenario
    std::vector<ResidentId>
        awaiting_;                  ///< residents with a request or a decision: rescheduled once decisions are applied
    std::vector<ResidentId> shown_; ///< residents whose partners may be exposed to something new next week
    std::vector<Chunk> chunks_;     ///< what each chunk has produced since the last join
    std::vector<Request> requests_;
    std::vector<std::vector<Decision>> decisions_;
    std::vector<std::vector<ResidentId>> rankings_; ///< by service: ranking by recorded demand, for its outreach
    std::vector<std::int32_t> row_;
    std::vector<std::int64_t> costs_;
    std::vector<std::vector<std::int32_t>> waits_;
    std::vector<LogLine> log_;
    std::uint64_t steps_taken_ = 0, resident_weeks_ = 0;
};

} // namespace meam
