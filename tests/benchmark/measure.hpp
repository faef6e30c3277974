#pragma once
// What one process of the benchmark measures.

#include <cstdint>
#include <string>

namespace meam::benchmark {

/// pathways-lite simulated by the engine or by plain C++.
struct Pathways {
    double start_up = 0.0, loop = 0.0;        ///< [second]
    double any_need = 0.0, three_needs = 0.0; ///< mean over the second half of the weeks, per million
    double steps_taken = 0.0;                 ///< share of resident-weeks; plain C++ simulates all
    std::string hash;                         ///< of all weekly outputs
};
Pathways by_engine(int residents, int weeks, int replicate);
Pathways by_plain(int residents, int weeks, int seed);

/// Trajectories of all residents of pathways-lite, written to a file and read again.
struct Trajectories {
    double loop = 0.0;   ///< of the weeks, changes filtered and written meanwhile [second]
    double ending = 0.0; ///< of the file: its indices [second]
    double replay = 0.0; ///< of one resident, mean of a hundred [second]
    std::uint64_t changes = 0, bytes = 0;
};
Trajectories by_engine_with_trajectories(int residents, int weeks, int replicate);

/// Replicates of the first scenario of a shipped experiment, each from the end of its warm-up.
struct Replicates {
    double warm_up = 0.0;   ///< of all of them [second]
    double simulated = 0.0; ///< from there to the last week, of all of them [second]
    int residents = 0, weeks = 0;
    double steps_taken = 0.0;
};
Replicates of_experiment(const std::string& name, int replicates);

} // namespace meam::benchmark
