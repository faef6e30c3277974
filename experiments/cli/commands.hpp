#pragma once
// The verbs of the program: each takes plain arguments and returns an exit code. What goes wrong comes out as an
// exception; main.cpp alone turns it into words and a code.

#include "experiments/cli/command_line.hpp"
#include "experiments/cli/exit_codes.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace meam::cli {

struct RunArguments {
    std::string file;
    std::vector<std::string> sets;
    std::optional<int> replicates, threads, draws, point;
    std::vector<std::string> scenarios;
    std::string only, until_ci, shard, stepping = "events", trajectories;
    std::filesystem::path out, warm_ups;
    bool resume = false, force = false, dry_run = false, json = false, audit = false;
    CommandLine line;
};
int run(const RunArguments& arguments);

struct CheckArguments {
    std::vector<std::string> files;
    std::vector<std::string> sets;
    bool resolved = false;
};
int check(const CheckArguments& arguments);

struct CompareArguments {
    std::filesystem::path results;
    std::vector<std::string> outcomes;
    std::string by = "none", baseline, form = "table";
    bool points = false; ///< a row for each point of the design
    CommandLine line;
};
int compare(const CompareArguments& arguments);

struct EvaluateArguments {
    std::filesystem::path results;
    std::string table, form = "table";
    std::optional<int> threads;
    CommandLine line;
};
int evaluate(const EvaluateArguments& arguments);

struct AttributeArguments {
    std::string file, scenario, form = "table";
    std::vector<std::string> sets, outcomes;
    std::optional<int> replicates, orders, threads;
    bool pairs = false, dry_run = false;
    CommandLine line;
};
int attribute(const AttributeArguments& arguments);

struct TraceArguments {
    std::filesystem::path results;
    std::optional<int> resident, replicate, from;
    std::string scenario, against, form = "table";
    bool divergence = false;
    CommandLine line;
};
int trace(const TraceArguments& arguments);

struct MergeArguments {
    std::vector<std::filesystem::path> parts;
    std::filesystem::path out;
    bool allow_partial = false;
    CommandLine line;
};
int merge(const MergeArguments& arguments);

struct VerifyArguments {
    std::filesystem::path results;
    std::optional<int> sample, threads;
    bool json = false;
    CommandLine line;
};
int verify(const VerifyArguments& arguments);

struct GraphArguments {
    std::string file, scenario, form = "text";
    std::vector<std::string> sets, patterns;
    CommandLine line;
};
int graph(const GraphArguments& arguments);

struct ExplainArguments {
    std::string target;          ///< a code, a path, or a name
    std::string in = "kirkholt"; ///< the experiment that has it
    bool all = false;            ///< every code
    bool glossary = false;       ///< every term
    std::string form = "text";
    bool json = false;
    CommandLine line;
};
int explain(const ExplainArguments& arguments);

struct ListArguments {
    std::string what;
    std::string in = "kirkholt";
    std::string form = "text";
    CommandLine line;
};
int list(const ListArguments& arguments);

int schema();
int schema_page(); ///< the reference page of the experiment file, in Markdown
struct NewArguments {
    std::filesystem::path folder;
    CommandLine line;
};
int make_new(const NewArguments& arguments);

int version();

/// Where the library is: MEAM_LIBRARY; else beside the installed program; else in the sources it was built from.
std::vector<std::filesystem::path> library();
/// Experiments of the library: the files at its top that have a name.
std::vector<std::string> library_experiments();
/// A file by its path, or an experiment of the library by its name.
std::filesystem::path experiment_file(const std::string& name);

} // namespace meam::cli
