// A requested stop: obeyed in every phase of a run, and nothing that was finished is lost.

#include "experiments/attribution.hpp"
#include "experiments/memory_needed.hpp"
#include "experiments/run.hpp"
#include "sim/parallel.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace meam;
using tests::TemporaryFolder;

namespace {

Experiment town(int replicates)
{
    input::DocumentOptions options;
    options.library = {tests::library()};
    options.sets = {"place.town.residents=40", "horizon=\"8 weeks\""};
    options.require_sources_in_library = false;
    auto experiment = load_experiment(std::filesystem::path(tests::folder()) / "golden" / "town.toml", options);
    experiment.replicates_at_most = replicates;
    experiment.half_width = 0.0;
    return experiment;
}

} // namespace

#ifdef MEAM_HDF5
TEST_CASE("a stop at any report of a run ends it there, and a resumed run has the same digests", "[experiments]")
{
    const auto experiment = town(4);
    RunOptions options;
    options.threads = 2;
    std::size_t reports = 0;
    const auto whole = run_experiment(experiment, options, [&](const Progress&) { ++reports; });
    REQUIRE(reports > 5);
    for (std::size_t at = 1; at <= reports; ++at) {
        INFO("stopped at report " << at);
        const TemporaryFolder folder;
        std::atomic<bool> stop{false};
        std::size_t after = 0, seen = 0;
        options.interrupted = &stop;
        options.resume = false;
        options.out = folder.path() / "out";
        {
            const auto stopped = run_experiment(experiment, options, [&](const Progress&) {
                after += stop ? 1 : 0;
                if (++seen == at) {
                    stop = true;
                }
            });
            CHECK(stopped.interrupted);
            CHECK(stopped.complete <= whole.complete);
            CHECK(after <= 3); // runs that had polled already, and the report of writing
            CHECK(stopped.source == nullptr);
        }
        stop = false;
        options.resume = true;
        const auto resumed = run_experiment(experiment, options, {});
        CHECK_FALSE(resumed.interrupted);
        CHECK(resumed.root_digest == whole.root_digest);
    }
    parallel::use_threads(0);
}
#endif

TEST_CASE("a stop that was requested before the first week lets no week be simulated", "[experiments]")
{
    const auto experiment = town(2);
    const std::atomic<bool> stop{true};
    const parallel::StopScope scope(&stop);
    const TallyLayout tally(experiment.model);
    std::vector<std::unique_ptr<World>> pilots;
    const DesignPoint point(experiment, 0);
    CHECK_THROWS_AS(find_warm_up(experiment, tally, point, pilots), parallel::Stopped);
    ReplicateOptions options;
    options.scenarios = {0};
    CHECK_THROWS_AS(run_replicate(experiment, tally, layout_of(experiment, tally), point, 0, options),
                    parallel::Stopped);
}

TEST_CASE("a run that needs more memory than there is, is refused with both figures", "[experiments]")
{
    auto experiment = town(4);
    RunOptions options;
    const auto spread = spread_over(2, 4, experiment.model.place.residents);
    const auto needed = memory_needed(experiment, options, spread);
    CHECK(needed > 0);
    CHECK_NOTHROW(expect_memory(needed, std::nullopt, experiment, spread));
    CHECK_NOTHROW(expect_memory(needed, needed, experiment, spread));
    experiment.model.place.residents = 100'000'000;
    const auto large = spread_over(2, 4, experiment.model.place.residents);
    const auto all = memory_needed(experiment, options, large);
    CHECK(all > 100'000'000'000U);
    try {
        expect_memory(all, 16'000'000'000U, experiment, large);
        FAIL("not refused");
    } catch (const input::InputError& error) {
        CHECK(error.exit_code() == 2);
        CHECK(std::string(error.what()).find("16.0 GB are available") != std::string::npos);
        CHECK(std::string(error.what()).find("100000000 residents") != std::string::npos);
    }
}

TEST_CASE("more threads and more residents need more memory", "[experiments]")
{
    auto experiment = town(64);
    const RunOptions options;
    const auto needed = [&](int threads) {
        return memory_needed(experiment, options, spread_over(threads, 64, experiment.model.place.residents));
    };
    const auto one = needed(1);
    CHECK(needed(32) > one);
    experiment.model.place.residents *= 3;
    CHECK(needed(32) > 2 * one);
}

#ifdef MEAM_HDF5

TEST_CASE("signals at any moment of a large run are obeyed, and leave a folder that can be resumed",
          "[experiments][slow]")
{
    const TemporaryFolder folder;
    const auto out = (folder.path() / "out").string();
    std::vector<std::string> words{tests::binary(),
                                   "run",
                                   tests::folder() + "/golden/town.toml",
                                   "--set",
                                   "place.town.residents=1000000",
                                   "-o",
                                   out,
                                   "--force"};
    for (int i = 0; i < 12; ++i) {
        const int signal = i % 2 == 0 ? SIGINT : SIGTERM;
        const pid_t child = fork();
        if (child == 0) {
            const int null = open("/dev/null", O_WRONLY);
            dup2(null, STDOUT_FILENO);
            dup2(null, STDERR_FILENO);
            std::vector<char*> argv;
            for (auto& word : words) {
                argv.push_back(word.data());
            }
            argv.push_back(nullptr);
            execv(argv[0], argv.data());
            _exit(127);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(300 + 1700 * i));
        kill(child, signal);
        const auto began = std::chrono::steady_clock::now();
        int status = 0;
        waitpid(child, &status, 0);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
        INFO("signal " << signal << " after " << 300 + 1700 * i << " ms");
        CHECK((WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status)) == 128 + signal);
        CHECK(took.count() < 30.0); // far below the minutes that a warm-up takes
        WARN("obeyed within " << took.count() << " s");
    }
}

#endif
