// meamsim merge: the shards of a batch in one file.

#include "analysis/summary.hpp"
#include "experiments/cli/commands.hpp"
#include "experiments/cli/exit_codes.hpp"
#include "experiments/cli/interrupt.hpp"
#include "experiments/cli/streams.hpp"
#include "experiments/output_folder.hpp"
#include "experiments/storage.hpp"
#include "sim/parallel.hpp"

#include <memory>

namespace meam::cli {
namespace {

namespace fs = std::filesystem;

struct MergeArguments {
    std::vector<fs::path> parts;
    fs::path out;
    bool allow_partial = false;
    CommandLine line;
};

void expect_free(const MergeArguments& arguments, const fs::path& file)
{
    std::error_code error;
    if (fs::exists(fs::symlink_status(file, error))) {
        refuse(arguments.line, "E403", arguments.out.string(), "`" + file.string() + "` is there already",
               "name another file, or remove it");
    }
}

void report_missing_summary(const fs::path& file)
{
    to_stderr("`{}` is complete, its summary is not written\n", file.string());
}

int merge(const MergeArguments& arguments)
{
    const auto summary = summary_beside(arguments.out);
    expect_free(arguments, arguments.out);
    expect_free(arguments, summary);
    const StopRequests requests;
    const parallel::StopScope stop(&asked_to_stop());
    bool merged = false;
    try {
        std::size_t complete = 0;
        const auto layout = merge_results(arguments.parts, arguments.out, arguments.allow_partial, complete);
        merged = true;
        const auto source = open_source(arguments.out);
        analysis::AllTotals runs{*source};
        analysis::write_summary(runs, summary);
        to_stdout("{} runs of {} in {}, {}\nnext: meamsim compare {}\n", complete,
                  layout.replicates_planned * layout.scenarios.size() * layout.points, arguments.out.string(),
                  summary.string(), shell_path(arguments.out.string()));
    } catch (const parallel::Stopped&) {
        to_stderr("stopped; ");
        if (merged) {
            report_missing_summary(arguments.out);
        } else {
            to_stderr("nothing was written\n");
        }
        return 128 + signal_received();
    } catch (...) {
        if (merged) {
            report_missing_summary(arguments.out);
        }
        throw;
    }
    return all_done;
}

} // namespace

Command merge_command()
{
    auto arguments = std::make_shared<MergeArguments>();
    auto& a = *arguments;
    return Command("merge", "Merge the results of shards")
        .reads_results()
        .argument("parts", "RESULTS", "Results files or folders", &a.parts)
        .option("-o,--out", "FILE", "The merged results file", &a.out)
        .required()
        .flag("--allow-partial", "Merge even if planned runs are missing", &a.allow_partial)
        .runs([arguments](const Invocation& invocation) {
            arguments->line = invocation.line;
            return merge(*arguments);
        });
}

} // namespace meam::cli
