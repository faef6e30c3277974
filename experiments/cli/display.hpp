#pragma once
// What a person sees while a run goes on and when it has ended.

#include "experiments/experiment.hpp"
#include "experiments/run.hpp"

#include <chrono>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace meam::cli {

/// On a terminal a bar that is drawn again; elsewhere a line a minute. To stderr.
class ProgressBar {
public:
    ProgressBar();
    void operator()(const Progress& progress);
    void clear(); ///< takes the bar away

private:
    bool terminal_;
    bool drawn_ = false;
    std::chrono::steady_clock::time_point last_{};
};

/// Provenance of the numbers: how many there are, how many are sourced, how many assumed.
struct Register {
    int sourced = 0, assumed = 0, unstated = 0;
    int policy_numbers = 0, policy_assumed = 0; ///< of those that policies of the scenarios state
    [[nodiscard]] int all() const { return sourced + assumed + unstated; }
};
Register register_of(const Experiment& experiment);

/// The headline of a run in words: crisis demand by type and agency, paired differences, share of assumed numbers.
std::string headline_text(const Experiment& experiment, RunOutcome& outcome);

/// Participants' recorded crises before and after enrolment, as an evaluator would report them; "" without
/// participants.
std::string participants_text(const Experiment& experiment, analysis::AllTotals& runs);

/// The same as one JSON object.
/// Whether the precision that was asked for was met, in a sentence; "" where none was asked for.
std::string precision_text(const Experiment& experiment, const RunOutcome& outcome);

std::string run_json(const Experiment& experiment, const RunOutcome& outcome);

/// As it is printed and written. Bytes that are no UTF-8 become U+FFFD.
std::string as_text(const nlohmann::ordered_json& json);

/// Digest of the program that runs: another build has another.
/// @throws results::ResultsError  where the system does not say which file that is
std::string digest_of_this_program();

/// Host, version, command, peak memory.
std::map<std::string, std::string> provenance_of(const std::string& command);

} // namespace meam::cli
