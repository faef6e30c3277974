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

/// How weeks are stepped: only those residents for whom something may happen, or everybody plainly. All give the same
/// bits.
enum class Stepping {
    events,      ///< residents wake when their calendar says so
    reference,   ///< everybody is looked at every week
    early_wakes, ///< as events, with one wake in three needlessly early: a test of the agenda
    computed     ///< as events, and nobody kept to whom nothing has happened, however small the place
};

/// What stands still through a replicate.
struct Setting {
    const Model* model = nullptr;
    const TallyLayout* layout = nullptr;
    const Baseline* baseline = nullptr;
    Key key;
    Week horizon = 0; ///< last week, warm-up included
    Stepping stepping = Stepping::events;
    bool log = false;
    bool keeps_all = true; ///< residents to whom nothing has happened are kept too; fits places that are not large
    Chunking chunking = {};
};

/// A copy is a branch: the same history so far.
class World {
public:
    /// The place in week 0, under the baseline's rules.
    World(const Setting& setting, const ScenarioRules& baseline_rules);
    /// A world of this model, as it was saved before scenarios parted; it goes on with the same bits.
    /// @throws ArchiveError
    World(const Setting& setting, const ScenarioRules& baseline_rules, ArchiveReader& saved);
    /// The same between two weeks, of a world that is not parted.
    [[nodiscard]] std::string saved() const;

    /// From here on other rules hold. Strata by number of needs are taken now.
    void part(const ScenarioRules& rules);
    /// Lives through one week.
    void week();

    [[nodiscard]] Week now() const { return state_.now; } ///< weeks lived
    [[nodiscard]] const State& state() const { return state_; }
    /// The week just lived: flows in it, stocks when it ended.
    [[nodiscard]] const std::vector<std::int32_t>& row() const { return row_; }
    /// Cost of the week just lived, by agency then kind (service, harm) [penny].
    [[nodiscard]] const std::vector<std::int64_t>& costs() const { return costs_; }
    [[nodiscard]] const std::vector<LogLine>& log() const { return log_; }
    void forget_log() { log_.clear(); }
    [[nodiscard]] const std::vector<std::vector<std::int32_t>>& waits() const { return waits_; }
    /// Hazards that came above highest_hazard since the start, and were cut there; sorted.
    [[nodiscard]] std::vector<HazardId> hazards_cut() const;
    [[nodiscard]] const Tables& shared() const { return version_->by_reach[0]; }
    [[nodiscard]] const Model& model() const { return *setting_.model; }
    /// Residents looked at since the start, and resident-weeks lived: their ratio is the active share.
    [[nodiscard]] std::uint64_t looked_at() const { return looked_at_; }
    [[nodiscard]] std::uint64_t resident_weeks() const { return resident_weeks_; }

    /// What must always hold: one line for each thing that does not. Empty when all is well.
    [[nodiscard]] std::vector<std::string> audit() const;

private:
    static constexpr int longest_wait = 260; ///< [week]: longer waits are counted here

    /// What the residents of a chunk say of themselves: what the audit holds desks and counts to.
    struct Told {
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
    [[nodiscard]] std::vector<Told> told_by_residents() const; // audit.cpp

    void set_rules();
    void look_again(std::size_t chunk, const ProcessSet& changed, bool all_differ);
    unsigned pull_triggers();
    void count_for_triggers();
    void rank_recorded();
    void welcome();
    void expose();
    void live();
    void call(std::size_t chunk);
    void look_at(ResidentId id, Chunk& out);
    void count_volunteers();
    void answer_requests();
    void apply_decisions();
    void settle_leavers();
    void observe();
    void count_places();
    void take_requests_of(ServiceId service);
    void add_costs(); // costs.cpp

    // saved_world.cpp
    template <class Archive, class Of> static void describe_all(Archive& archive, Of& world);
    void find_anew();

    // beginning.cpp: the place in week 0
    void expect_residents(std::size_t number);
    void make_room(std::size_t number);
    void begin_in_use();
    void bind();
    void enter(ResidentId id, Chunk& out, std::span<const Population::Assigned> assigned = {});

    Resident& resident(ResidentId id);
    Moment moment(ResidentId id, Week now, Chunk& out);
    void settle(ResidentId id, Chunk& out);
    void settle_reach(ResidentId id, Chunk& out);
    void forget(Resident& resident) const;
    void step(ResidentId id, Chunk& out);
    void show(const Tie& tie, ResidentId to, ResidentId of);
    void rest(ResidentId id, Chunk& out);
    Week next_week(ResidentId id, Week from, Chunk& out);
    Week next_deadline(const Moment& m) const;
    void count(Resident& resident, std::span<std::int32_t> row) const;
    void join_rows();
    void join_chunks();

    Setting setting_;
    State state_;
    const ScenarioRules* rules_ = nullptr;
    const ScenarioRules::Version* version_ = nullptr;
    Week parted_ = 0;
    unsigned pulled_ = 0;               ///< triggers that hold, a bit each
    std::vector<Counting> counting_;    ///< by trigger of the scenario
    std::vector<ResidentId> unsettled_; ///< asked for something, or decided on: at rest once decisions are applied
    std::vector<ResidentId> shown_;     ///< of whom those tied to them may see something new next week
    std::vector<Chunk> chunks_;         ///< of residents: what each has produced since they were last joined
    std::vector<Request> requests_;
    std::vector<std::vector<Decision>> decisions_;
    std::vector<std::vector<ResidentId>> rankings_; ///< by service: by recorded demand, where its outreach asks
    std::vector<std::int32_t> row_;
    std::vector<std::int64_t> costs_;
    std::vector<std::vector<std::int32_t>> waits_;
    std::vector<LogLine> log_;
    std::uint64_t looked_at_ = 0, resident_weeks_ = 0;
};

} // namespace meam
