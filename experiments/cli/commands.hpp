#pragma once
// The verbs of the program: each takes plain arguments and returns an exit code. What goes wrong comes out as an
// exception; main.cpp alone turns it into words and a code.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace meam::cli {

enum ExitCode {
    all_done = 0,
    some_failed = 1,
    command_line_wrong = 2,
    experiment_invalid = 3,
    input_unreadable = 4,
    stopped_early = 5,
    refused = 6,
    our_bug = 70,
    interrupted = 130
};

struct RunArguments {
    std::string file;
    std::vector<std::string> sets;
    std::optional<int> replicates, threads, draws;
    std::vector<std::string> scenarios;
    std::string only, until_ci, shard, stepping = "events", trajectories;
    std::filesystem::path out;
    bool resume = false, force = false, dry_run = false, json = false, audit = false;
    std::string command; ///< as typed, for provenance
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
};
int compare(const CompareArguments& arguments);

struct MergeArguments {
    std::vector<std::filesystem::path> parts;
    std::filesystem::path out;
    bool allow_partial = false;
};
int merge(const MergeArguments& arguments);

struct GraphArguments {
    std::string file, scenario, form = "text";
    std::vector<std::string> sets, patterns;
};
int graph(const GraphArguments& arguments);

int explain(const std::string& code);
int list(const std::string& what);
int version();

/// Where the library is: MEAM_LIBRARY; else beside the installed program; else in the sources it was built from.
std::vector<std::filesystem::path> library();
/// A file by its path, or an experiment of the library by its name.
std::filesystem::path experiment_file(const std::string& name);

} // namespace meam::cli
