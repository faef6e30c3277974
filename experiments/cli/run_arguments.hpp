#pragma once

#include "experiments/cli/command_line.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace meam::cli {

/// The arguments of `meamsim run`.
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

} // namespace meam::cli
