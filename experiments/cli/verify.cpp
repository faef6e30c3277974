// meamsim verify: whether results are what they say.

#include "experiments/verification.hpp"

#include "experiments/cli/commands.hpp"
#include "experiments/cli/display.hpp"
#include "experiments/cli/exit_codes.hpp"
#include "experiments/cli/streams.hpp"
#include "experiments/storage.hpp"
#include "sim/parallel.hpp"

#include <memory>
#include <nlohmann/json.hpp>

namespace meam::cli {
namespace {

struct VerifyArguments {
    std::filesystem::path results;
    std::optional<int> sample, threads;
    bool json = false;
    CommandLine line;
};

constexpr std::size_t most_shown = 10;

/// One kind of check: number of runs checked, and those that failed.
struct Checked {
    std::string what;
    std::size_t runs;
    std::vector<Mismatch> wrong;
};

nlohmann::ordered_json json_of(const Checked& checked, const results::Layout& layout)
{
    nlohmann::ordered_json out{{"runs", checked.runs}, {"mismatches", nlohmann::ordered_json::array()}};
    for (const auto& [id, stored, found] : checked.wrong) {
        out["mismatches"].push_back({{"point", id.point},
                                     {"scenario", layout.scenarios[static_cast<std::size_t>(id.scenario)]},
                                     {"replicate", id.replicate},
                                     {"stored", stored},
                                     {"found", found}});
    }
    return out;
}

/// "replicate 3 of `integrated`", and the design point where there are several.
std::string name_of(const results::UnitId& id, const results::Layout& layout)
{
    return fmt::format("replicate {} of `{}`{}", id.replicate, layout.scenarios[static_cast<std::size_t>(id.scenario)],
                       layout.points > 1 ? fmt::format(" at design point {}", id.point) : "");
}

void report(const VerifyArguments& arguments, const Checked& checked, const results::Layout& layout)
{
    input::Mistakes mistakes;
    for (std::size_t i = 0; i < std::min(checked.wrong.size(), most_shown); ++i) {
        const auto& [id, stored, found] = checked.wrong[i];
        mistakes.add("E405", arguments.line.spot_of(arguments.results.string()),
                     fmt::format("{}: {} has digest {}, and the results state {}", checked.what, name_of(id, layout),
                                 found, stored),
                     i + 1 == most_shown && checked.wrong.size() > most_shown
                         ? fmt::format("and {} more runs", checked.wrong.size() - most_shown)
                         : "copy the results again, or run the experiment again");
    }
    to_stderr("{}", mistakes.text());
}

int verify(const VerifyArguments& arguments)
{
    parallel::use_threads(arguments.threads.value_or(0));
    const auto source = open_source(arguments.results);
    const auto& layout = source->layout();
    const auto units = source->units();
    std::vector<Checked> checks{{"stored numbers", units.size(), wrong_digests(*source)}};
    if (arguments.sample && checks.front().wrong.empty()) { // numbers that are not those written repeat nothing
        const auto sample = sample_of(*source, static_cast<std::size_t>(*arguments.sample));
        checks.push_back({"simulated again", sample.size(), wrong_repeats(*source, sample)});
    }
    bool good = true;
    for (const auto& checked : checks) {
        good = good && checked.wrong.empty();
    }
    if (arguments.json) {
        nlohmann::ordered_json json{{"schema_version", 1},
                                    {"experiment", layout.experiment},
                                    {"root_digest", results::root_digest(units)},
                                    {"stored", json_of(checks.front(), layout)}};
        if (checks.size() > 1) {
            json["repeated"] = json_of(checks.back(), layout);
        }
        json["verified"] = good;
        to_stdout("{}\n", as_text(json));
    }
    for (const auto& checked : checks) {
        if (!checked.wrong.empty()) {
            report(arguments, checked, layout);
        } else if (!arguments.json) {
            to_stdout("{}: {} of {} runs have the digest that the results state\n", checked.what, checked.runs,
                      checked.runs);
        }
    }
    return good ? all_done : verification_mismatch;
}

} // namespace

Command verify_command()
{
    auto arguments = std::make_shared<VerifyArguments>();
    auto& a = *arguments;
    return Command("verify", "Recompute the digests of results, and simulate some runs again")
        .reads_results()
        .results(&a.results)
        .option("--sample", "N", "Simulate so many runs again and compare their digests", &a.sample)
        .between(1, 1000000)
        .threads(&a.threads)
        .flag("--json", "One JSON object on stdout instead of words", &a.json)
        .runs([arguments](const Invocation& invocation) {
            arguments->line = invocation.line;
            return verify(*arguments);
        });
}

} // namespace meam::cli
