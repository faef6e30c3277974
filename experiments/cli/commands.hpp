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
    std::optional<int> replicates, threads, draws;
    std::vector<std::string> scenarios;
    std::string only, until_ci, shard, stepping = "events", trajectories;
    std::filesystem::path out;
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
    CommandLine line;
};
int compare(const CompareArguments& arguments);

struct MergeArguments {
    std::vector<std::filesystem::path> parts;
    std::filesystem::path out;
    bool allow_partial = false;
    CommandLine line;
};
int merge(const MergeArguments& arguments);

struct GraphArguments {
    std::string file, scenario, form = "text";
    std::vector<std::string> sets, patterns;
};
int graph(const GraphArguments& arguments);

int explain(const std::string& code, const CommandLine& line);
int list(const std::string& what);
int version();

/// Where the library is: MEAM_LIBRARY; else beside the installed program; else in the sources it was built from.
std::vector<std::filesystem::path> library();
/// A file by its path, or an experiment of the library by its name.
std::filesystem::path experiment_file(const std::string& name);

} // namespace meam::cli
