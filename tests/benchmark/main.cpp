// One measurement of pathways-lite: the engine, or plain C++ doing the same work. One line of tab-separated figures.
// tests/benchmark/benchmark.py runs it many times, in turn, and makes a table of it.

#include "experiments/experiment.hpp"
#include "experiments/replicate.hpp"
#include "models/observation/tally.hpp"
#include "models/world.hpp"
#include "sim/digest.hpp"
#include "sim/parallel.hpp"
#include "tests/benchmark/plain_pathways.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <optional>
#include <string>

namespace {

using namespace meam;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point from)
{
    return std::chrono::duration<double>(Clock::now() - from).count();
}

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

struct Measured {
    double start_up = 0.0, loop = 0.0;        ///< [second]
    double any_need = 0.0, three_needs = 0.0; ///< mean over the second half of the weeks, per million
    std::string hash;                         ///< of all weekly outputs
};

/// pathways-lite with so many residents, and the places that this many have.
Experiment pathways(int residents, int weeks)
{
    const struct {
        const char* service;
        int per_million;
    } services[] = {
        {"general_homelessness", 1000},  {"general_domestic_abuse", 1600}, {"general_substance_misuse", 1700},
        {"general_mental_health", 3000}, {"general_crime", 1000},          {"general_trauma", 1800},
        {"special_homelessness", 360},   {"special_domestic_abuse", 340},  {"special_substance_misuse", 480},
        {"special_mental_health", 600},  {"special_crime", 340},           {"special_trauma", 400}};
    input::DocumentOptions options;
    options.library = {MEAM_LIBRARY_DIR};
    options.sets = {"place.pathways.residents=" + std::to_string(residents),
                    "horizon=\"" + std::to_string(weeks) + " weeks\""};
    for (const auto& [service, per_million] : services) {
        const auto beds = static_cast<std::int64_t>(residents) * per_million / 1000000;
        options.sets.push_back("service." + std::string(service) +
                               ".beds=" + std::to_string(std::max<std::int64_t>(1, beds)));
    }
    return load_experiment(input::Document(std::string(MEAM_LIBRARY_DIR) + "/pathways_lite.toml", options));
}

Measured measure_engine(int residents, int weeks, int replicate)
{
    Measured measured;
    const auto began = Clock::now();
    const auto experiment = pathways(residents, weeks);
    const TallyLayout tally(experiment.model);
    const DesignPoint point(experiment, 0);
    auto world = world_of(experiment, tally, point, replicate, weeks, Stepping::events);
    measured.start_up = seconds_since(began);
    Digest digest;
    const auto loop = Clock::now();
    while (world->now() < weeks) {
        world->week();
        const auto& row = world->row();
        digest.add(row.data(), row.size() * sizeof row[0]);
        if (2 * world->now() > weeks) {
            for (std::size_t k = 1; k < tally.most_at_once; ++k) {
                measured.any_need += row[tally.number_of_needs + k];
                measured.three_needs += k >= 3 ? row[tally.number_of_needs + k] : 0;
            }
        }
    }
    measured.loop = seconds_since(loop);
    measured.hash = digest.hex();
    return measured;
}

Measured measure_plain(int residents, int weeks, int seed)
{
    Measured measured;
    const auto began = Clock::now();
    benchmark::PlainPathways pathways(residents, static_cast<std::uint64_t>(seed));
    measured.start_up = seconds_since(began);
    Digest digest;
    const auto loop = Clock::now();
    for (int now = 1; now <= weeks; ++now) {
        const auto week = pathways.week();
        digest.add(&week, sizeof week);
        if (2 * now > weeks) {
            measured.any_need += week.any_need;
            measured.three_needs += week.three_needs;
        }
    }
    measured.loop = seconds_since(loop);
    measured.hash = digest.hex();
    return measured;
}

int usage()
{
    std::fputs("usage: meamsim_benchmark engine|plain RESIDENTS WEEKS THREADS [REPLICATE]\n", stderr);
    return 2;
}

/// A whole number of at least 1, or none.
std::optional<int> whole(const char* text)
{
    char* end = nullptr;
    const long value = std::strtol(text, &end, 10);
    return *end == '\0' && value >= 1 && value <= 100'000'000 ? std::optional(static_cast<int>(value)) : std::nullopt;
}

} // namespace

int main(int count, char** words)
{
    if (count < 5 || count > 6) {
        return usage();
    }
    const std::string program = words[1];
    const auto residents = whole(words[2]), weeks = whole(words[3]), threads = whole(words[4]);
    const auto replicate = count == 6 ? whole(words[5]) : std::optional(1);
    if ((program != "engine" && program != "plain") || !residents || !weeks || !threads || !replicate) {
        return usage();
    }
    parallel::use_threads(*threads);
    const auto measured = program == "engine" ? measure_engine(*residents, *weeks, *replicate)
                                              : measure_plain(*residents, *weeks, *replicate);
    const double work = static_cast<double>(*residents) * *weeks;
    const double halved = (*weeks + 1) / 2 * (*residents / 1e6);
    std::printf("%s\t%d\t%d\t%d\t%.4f\t%.4f\t%.4g\t%.1f\t%.0f\t%.0f\t%s\n", program.c_str(), *residents, *weeks,
                *threads, measured.start_up, measured.loop, work / measured.loop, peak_memory() / *residents,
                measured.any_need / halved, measured.three_needs / halved, measured.hash.c_str());
    return 0;
}
