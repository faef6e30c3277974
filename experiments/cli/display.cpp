#include "experiments/cli/display.hpp"

#include "analysis/compare.hpp"
#include "analysis/evaluation/evaluate.hpp"
#include "analysis/samples.hpp"
#include "experiments/cli/json.hpp"
#include "experiments/cli/streams.hpp"
#include "sim/digest.hpp"
#include "sim/results/store.hpp"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <fmt/core.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <sys/resource.h>
#include <unistd.h>

namespace meam::cli {
namespace {

constexpr std::size_t bar_width = 30;

} // namespace

ProgressBar::ProgressBar() : terminal_(stderr_is_terminal()) {}

void ProgressBar::operator()(const Progress& progress)
{
    const auto now = std::chrono::steady_clock::now();
    const auto pause = terminal_ ? std::chrono::milliseconds(100) : std::chrono::milliseconds(60000);
    if (now - last_ < pause) {
        return;
    }
    last_ = now;
    if (!terminal_) {
        to_stderr("{}\n", words(progress));
        return;
    }
    const double share =
        progress.planned > 0 ? static_cast<double>(progress.done) / static_cast<double>(progress.planned) : 0.0;
    const auto full = std::min(bar_width, static_cast<std::size_t>(share * bar_width));
    erase_stderr_line();
    to_stderr("[{}{}] {}", std::string(full, '#'), std::string(bar_width - full, '.'), words(progress));
    drawn_ = true;
}

void ProgressBar::clear()
{
    if (drawn_) {
        erase_stderr_line();
    }
}

Register register_of(const Experiment& experiment)
{
    std::set<std::string> used;
    for (const auto& scenario : experiment.model.scenarios) {
        for (const int p : scenario.policies) {
            used.insert("policy." + experiment.model.policies[static_cast<std::size_t>(p)].name + ".");
        }
    }
    Register result;
    for (const auto& info : experiment.model.numbers.all()) {
        const auto& stated = info.stated;
        if (stated.source == "structure") {
            continue; // a flag, not a number of the model
        }
        const bool policy = stated.path.rfind("policy.", 0) == 0;
        if (policy &&
            std::none_of(used.begin(), used.end(), [&](const auto& p) { return stated.path.rfind(p, 0) == 0; })) {
            continue;
        }
        const bool assumed = stated.status == input::Status::assumed;
        result.sourced += stated.status == input::Status::sourced ? 1 : 0;
        result.assumed += assumed ? 1 : 0;
        result.unstated += stated.status == input::Status::unstated ? 1 : 0;
        result.policy_numbers += policy ? 1 : 0;
        result.policy_assumed += policy && assumed ? 1 : 0;
    }
    return result;
}

std::string participants_text(const Experiment& experiment, analysis::AllTotals& runs)
{
    if (!analysis::can_be_evaluated(runs.layout())) {
        return "";
    }
    const auto evaluations = analysis::evaluate(runs, analysis::Depth::words);
    if (evaluations.scenarios.empty()) {
        return "";
    }
    std::string text = analysis::in_words(evaluations);
    for (const auto& look : experiment.first_looks) {
        text += "The source says: " + look + "\n";
    }
    return text;
}

std::string headline_text(const Experiment& experiment, RunOutcome& outcome)
{
    const auto& layout = outcome.source->layout();
    analysis::Question question;
    question.outcomes = {layout.headline};
    if (layout.headline == "crisis_demand") {
        question.outcomes.emplace_back("crisis_demand.*");
        for (const auto& crisis : layout.axis("crisis").labels) {
            question.outcomes.push_back("crisis." + crisis);
        }
    }
    const auto comparison = analysis::compare(*outcome.runs, question);
    auto table = analysis::table_of(comparison);
    table.title = layout.title.empty() ? layout.experiment : layout.title;
    std::string text = analysis::to_text(table);
    text += "\n" + participants_text(experiment, *outcome.runs);
    const auto reg = register_of(experiment);
    text += fmt::format("\nOf {} numbers behind this, {} ({:.0f} %) are assumed and {} have a source", reg.all(),
                        reg.assumed + reg.unstated, 100.0 * (reg.assumed + reg.unstated) / std::max(1, reg.all()),
                        reg.sourced);
    text += reg.policy_numbers > 0 ? fmt::format("; of the {} that state what the policies do, {} are assumed.\n",
                                                 reg.policy_numbers, reg.policy_assumed)
                                   : ".\n";
    return text;
}

std::string precision_text(const Experiment& experiment, const RunOutcome& outcome)
{
    if (!outcome.precision) {
        return "";
    }
    const auto& precision = *outcome.precision;
    const auto asked = fmt::format("a 95 % half-width of {} below {:.3g} % of the difference", experiment.outcome,
                                   100.0 * precision.asked);
    const auto reached = !precision.reached ? std::string("it is not known from fewer than two pairs")
                         : std::isinf(*precision.reached)
                             ? std::string("a difference of 0 has no relative half-width")
                             : fmt::format("the widest of all scenarios is {:.3g} %", 100.0 * *precision.reached);
    if (precision.met) {
        return fmt::format("The precision asked for was met: {}; {} after {} pairs.", asked, reached, precision.pairs);
    }
    return fmt::format("The precision asked for was NOT met: {}; {} after {} pairs. Quote the interval, or allow more "
                       "replicates (`replicates.at_most`).",
                       asked, reached, precision.pairs);
}

std::string run_json(const Experiment& experiment, const RunOutcome& outcome)
{
    nlohmann::ordered_json json;
    json["schema_version"] = 1;
    json["experiment"] = experiment.name;
    json["experiment_digest"] = experiment.digest;
    json["root_digest"] = outcome.root_digest;
    json["results"] = outcome.results.string();
    json["runs_planned"] = outcome.planned;
    json["runs_at_most"] = outcome.at_most;
    json["runs_complete"] = outcome.complete;
    json["interrupted"] = outcome.interrupted;
    json["warm_up_weeks"] = outcome.warm_up.weeks;
    if (const auto& precision = outcome.precision) {
        json["precision"] = {{"outcome", experiment.outcome},
                             {"half_width_asked", precision->asked},
                             {"half_width_reached", nullptr},
                             {"pairs", precision->pairs},
                             {"met", precision->met}};
        if (precision->reached && std::isfinite(*precision->reached)) {
            json["precision"]["half_width_reached"] = *precision->reached;
        }
    }
    json["resident_weeks_per_second"] = outcome.resident_weeks_per_second;
    json["active_share"] = outcome.active_share;
    json["wall_seconds"] = outcome.wall_seconds;
    json["threads"] = outcome.spread.threads;
    json["replicates_at_once"] = outcome.spread.at_once;
    json["parts_of_a_place"] = outcome.spread.parts;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    json["peak_bytes"] = static_cast<std::int64_t>(usage.ru_maxrss) * 1024;
    json["warnings"] = outcome.warnings;
    json["model_warnings"] = experiment.warnings;
    json["failures"] = outcome.failures;
    auto& units = json["units"] = nlohmann::ordered_json::array();
    for (const auto& [id, digest] : outcome.digests) {
        units.push_back({{"point", id.point},
                         {"scenario", experiment.model.scenarios[static_cast<std::size_t>(id.scenario)].name},
                         {"replicate", id.replicate},
                         {"digest", digest}});
    }
    return as_text(json);
}

std::string as_text(const nlohmann::ordered_json& json)
{
    return json_text(json);
}

std::string digest_of_this_program()
{
    std::ifstream program("/proc/self/exe", std::ios::binary);
    std::ostringstream bytes;
    bytes << program.rdbuf();
    if (!program || bytes.view().empty()) {
        throw results::ResultsError("cannot identify this program file, so warm-ups of another program might be used"
                                    "\n  run without --warm-ups");
    }
    Digest digest;
    digest.add(bytes.view());
    return digest.hex();
}

std::map<std::string, std::string> provenance_of(const std::string& command)
{
    char host[256] = {};
    gethostname(host, sizeof host - 1);
    char when[32] = {};
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    gmtime_r(&now, &utc);
    std::strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return {{"version", MEAM_VERSION}, {"commit", MEAM_COMMIT}, {"compiler", __VERSION__}, {"host", host},
            {"command", command},      {"started", when}};
}

} // namespace meam::cli
