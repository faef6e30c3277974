#pragma once
// Residents of a shipped experiment who are as a story begins, and what happens to each of them, week by week, in every
// scenario: to state of their trajectories what must happen, what may, and what must never.

#include "experiments/experiment.hpp"
#include "models/processes/resident_step.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace meam::tests {

/// A resident when scenarios branch, and the rest of the trajectory in one of them.
struct Story {
    int replicate = 0;
    ResidentId resident = 0;
    Resident beginning;
    std::vector<LogLine> lines; ///< from the week in which scenarios branch
};

/// Numbers that have people of any age start with children in these states; in the others nobody.
std::vector<std::string> children_at_start(const std::map<std::string, double>& shares);

/// An experiment of the library with all that is logged.
class Storybook {
public:
    /// @param sets  numbers that the story has otherwise
    Storybook(const std::string& experiment, Week warm_up, Week weeks, std::vector<std::string> sets = {});

    [[nodiscard]] const Model& model() const { return experiment_.model; }
    [[nodiscard]] int level(const Resident& resident, const std::string& covariate) const; ///< by name
    [[nodiscard]] int state(const std::string& circumstance, const std::string& name) const;
    [[nodiscard]] ServiceId service(const std::string& name) const;

    /// By scenario, the stories of all residents for whom `begins` is true when scenarios branch: the same people in
    /// each.
    [[nodiscard]] std::map<std::string, std::vector<Story>>
    stories(const std::vector<std::string>& scenarios, int replicates,
            const std::function<bool(const Resident&)>& begins) const;

private:
    Experiment experiment_;
    Week warm_up_;
};

/// How a resident stands before a line of their story: severities by need, states by circumstance.
class Standpoint {
public:
    Standpoint(const Model& model, const Resident& beginning);
    /// After it.
    void take(const LogLine& line);

    std::vector<int> severities, states;
};

/// Calls each(line, standpoint, lines of the same week before it) for every line.
void replay(const Model& model, const Story& story,
            const std::function<void(const LogLine&, const Standpoint&, std::span<const LogLine>)>& each);

/// Whether a line is this event at this desk.
bool is_at(const LogLine& line, ServiceId service, Event event);
/// Whether any line is.
bool any_at(std::span<const LogLine> lines, ServiceId service, Event event);

} // namespace meam::tests
