// One measurement, in a process of its own. One line of tab-separated `name=value`.
// tests/benchmark/benchmark.py runs it many times, in turn, and makes tables of it.

#include "sim/memory.hpp"
#include "sim/parallel.hpp"
#include "tests/benchmark/measure.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace meam;

/// The process's largest resident set so far [byte]; 0 where the system does not say.
double peak_memory()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) {
            return std::strtod(line.c_str() + 6, nullptr) * 1024.0;
        }
    }
    return 0.0;
}

int usage()
{
    std::fputs("usage: meamsim_benchmark engine|plain|trajectories RESIDENTS WEEKS THREADS [REPLICATE]\n"
               "       meamsim_benchmark replicates EXPERIMENT NUMBER THREADS\n",
               stderr);
    return 2;
}

/// A whole number of at least 1, or none.
std::optional<int> whole(const std::string& text)
{
    char* end = nullptr;
    const long value = std::strtol(text.c_str(), &end, 10);
    return *end == '\0' && value >= 1 && value <= 100'000'000 ? std::optional(static_cast<int>(value)) : std::nullopt;
}

void say(const char* name, double value)
{
    std::printf("%s=%.6g\t", name, value);
}

void print_pathways(const benchmark::Pathways& measured, int residents, int weeks)
{
    const double halved = (weeks + 1) / 2 * (residents / 1e6);
    say("start_up", measured.start_up);
    say("loop", measured.loop);
    say("rate", static_cast<double>(residents) * weeks / measured.loop);
    say("looked_at", measured.steps_taken);
    say("any_need", measured.any_need / halved);
    say("three_needs", measured.three_needs / halved);
    std::printf("hash=%s\t", measured.hash.c_str());
}

void print_trajectories(const benchmark::Trajectories& measured)
{
    say("loop", measured.loop);
    say("ending", measured.ending);
    say("replay", measured.replay);
    say("changes", static_cast<double>(measured.changes));
    say("bytes_a_change", static_cast<double>(measured.bytes) / static_cast<double>(measured.changes));
}

void print_replicates(const benchmark::Replicates& measured, int replicates)
{
    say("warm_up", measured.warm_up);
    say("a_replicate", measured.simulated / replicates);
    say("rate", static_cast<double>(measured.residents) * measured.weeks * replicates / measured.simulated);
    say("looked_at", measured.steps_taken);
}

} // namespace

int main(int count, char** arguments)
{
    const std::vector<std::string> words(arguments + 1, arguments + count);
    if (words.size() < 4 || words.size() > 5) {
        return usage();
    }
    const auto& what = words[0];
    const auto threads = whole(words[3]), second = whole(words[2]);
    const auto replicate = words.size() == 5 ? whole(words[4]) : std::optional(1);
    if (!threads || !second || !replicate) {
        return usage();
    }
    keep_freed_memory();
    parallel::use_threads(*threads);
    if (what == "replicates") {
        print_replicates(benchmark::of_experiment(words[1], *second), *second);
        std::printf("peak=%.6g\n", peak_memory());
        return 0;
    }
    const auto residents = whole(words[1]);
    if (!residents) {
        return usage();
    }
    if (what == "engine") {
        print_pathways(benchmark::by_engine(*residents, *second, *replicate), *residents, *second);
    } else if (what == "plain") {
        print_pathways(benchmark::by_plain(*residents, *second, *replicate), *residents, *second);
    } else if (what == "trajectories") {
        print_trajectories(benchmark::by_engine_with_trajectories(*residents, *second, *replicate));
    } else {
        return usage();
    }
    std::printf("peak=%.6g\n", peak_memory());
    return 0;
}
