#include "experiments/cli/commands.hpp"
#include "experiments/cli/exit_codes.hpp"
#include "experiments/cli/streams.hpp"
#include "sim/parallel.hpp"

namespace meam::cli {
namespace {

int version()
{
    to_stdout("meamsim {}\ncompiler {}\nparallel {}\nresults {}\n", MEAM_VERSION, __VERSION__, parallel::backend(),
#ifdef MEAM_HDF5
              "HDF5"
#else
              "in memory"
#endif
    );
    return all_done;
}

} // namespace

Command version_command()
{
    return Command("version", "Version, compiler, parallel backend").runs([](const Invocation&) { return version(); });
}

} // namespace meam::cli
