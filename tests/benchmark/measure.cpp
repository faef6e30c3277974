#include "tests/benchmark/measure.hpp"

#include "experiments/experiment.hpp"
#include "experiments/replicate.hpp"
#include "experiments/trace_files.hpp"
#include "models/observation/log_kinds.hpp"
#include "models/observation/tally.hpp"
#include "models/simulation/world.hpp"
#include "sim/digest.hpp"
#include "sim/input/library_files.hpp"
#include "sim/parallel.hpp"
#include "sim/results/hdf5/trajectories.hpp"
#include "tests/benchmark/plain_pathways.hpp"
#include "tests/support/paths.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <stdexcept>

namespace meam::benchmark {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point from)
{
    return std::chrono::duration<double>(Clock::now() - from).count();
}

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
    options.library = {tests::library()};
    options.sets = {"place.pathways.residents=" + std::to_string(residents),
                    "horizon=\"" + std::to_string(weeks) + " weeks\""};
    for (const auto& [service, per_million] : services) {
        const auto beds = static_cast<std::int64_t>(residents) * per_million / 1000000;
        options.sets.push_back("service." + std::string(service) +
                               ".beds=" + std::to_string(std::max<std::int64_t>(1, beds)));
    }
    return load_experiment(input::Document(tests::library() + "/benchmarks/pathways_lite.toml", options));
}

/// Everything that a world of an experiment needs to stand.
struct Prepared {
    explicit Prepared(Experiment read) : experiment(std::move(read)), tally(experiment.model), point(experiment, 0) {}

    Experiment experiment;
    TallyLayout tally;
    DesignPoint point;
};

} // namespace

Pathways by_engine(int residents, int weeks, int replicate)
{
    Pathways measured;
    const auto began = Clock::now();
    const Prepared of(pathways(residents, weeks));
    const auto world = world_of(of.experiment, of.tally, of.point, replicate, weeks);
    measured.start_up = seconds_since(began);
    Digest digest;
    const auto loop = Clock::now();
    while (world->now() < weeks) {
        world->week();
        const auto& row = world->row();
        digest.add(row.data(), row.size() * sizeof row[0]);
        if (2 * world->now() > weeks) {
            for (std::size_t k = 1; k < of.tally.most_at_once; ++k) {
                measured.any_need += row[of.tally.number_of_needs + k];
                measured.three_needs += k >= 3 ? row[of.tally.number_of_needs + k] : 0;
            }
        }
    }
    measured.loop = seconds_since(loop);
    measured.hash = digest.hex();
    measured.steps_taken = static_cast<double>(world->steps_taken()) / static_cast<double>(world->resident_weeks());
    return measured;
}

Pathways by_plain(int residents, int weeks, int seed)
{
    Pathways measured;
    const auto began = Clock::now();
    PlainPathways pathways(residents, static_cast<std::uint64_t>(seed));
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
    measured.steps_taken = 1.0;
    return measured;
}

Trajectories by_engine_with_trajectories(int residents, int weeks, int replicate)
{
    auto experiment = pathways(residents, weeks);
    experiment.trajectories = meam::Trajectories::all;
    const Prepared of(std::move(experiment));
    const auto world = world_of(of.experiment, of.tally, of.point, replicate, weeks);
    Trajectories measured;
    const auto folder = std::filesystem::temp_directory_path() /
                        ("meamsim_benchmark_" + std::to_string(Clock::now().time_since_epoch().count()));
    std::filesystem::create_directory(folder);
    const auto path = folder / "trajectories.h5";
    const results::UnitId unit{0, 0, replicate};
    auto began = Clock::now();
    {
        TraceFiles files(folder, {"pathways_lite", "", log_kind::labels, weeks});
        const auto trace = files.begin(unit, false);
        std::vector<LogLine> lines;
        while (world->now() < weeks) {
            world->week();
            lines.assign(world->log().begin(), world->log().end());
            world->clear_log();
            std::ranges::stable_sort(lines, {}, &LogLine::resident);
            trace->add(lines);
            measured.changes += lines.size();
        }
        measured.loop = seconds_since(began);
        began = Clock::now();
        trace->close({});
        files.close();
    }
    measured.ending = seconds_since(began);
    measured.bytes = std::filesystem::file_size(path);
    constexpr int lives = 100;
    {
        const results::Trajectories file(path);
        std::size_t read = 0;
        began = Clock::now();
        for (int i = 0; i < lives; ++i) {
            read += file.changes_of(unit, residents / lives * i).size();
        }
        measured.replay = seconds_since(began) / lives;
        if (read == 0) {
            throw std::logic_error("no trajectory was written of a hundred residents");
        }
    }
    std::filesystem::remove_all(folder);
    return measured;
}

Replicates of_experiment(const std::string& name, int replicates)
{
    input::DocumentOptions options;
    options.library = {tests::library()};
    const Prepared of(load_experiment(input::library_files_named(name, options.library).at(0), options));
    const auto warm_up = of.experiment.warm_up_at_least, end = warm_up + of.experiment.horizon;
    Replicates measured;
    measured.residents = of.experiment.model.place.residents;
    measured.weeks = of.experiment.horizon;
    std::vector<std::unique_ptr<World>> worlds(static_cast<std::size_t>(replicates));
    const auto live_until = [&](meam::Week week) {
        const auto began = Clock::now();
        parallel::for_each(worlds.size(), [&](std::size_t r) {
            auto& world = worlds[r];
            if (!world) {
                world = world_of(of.experiment, of.tally, of.point, static_cast<int>(r), end);
            } else {
                world->branch(of.point.scenarios.front());
            }
            while (world->now() < week) {
                world->week();
            }
        });
        return seconds_since(began);
    };
    measured.warm_up = live_until(warm_up);
    std::uint64_t looked_before = 0, weeks_before = 0, looked = 0, weeks = 0;
    for (const auto& world : worlds) {
        looked_before += world->steps_taken();
        weeks_before += world->resident_weeks();
    }
    measured.simulated = live_until(end);
    for (const auto& world : worlds) {
        looked += world->steps_taken();
        weeks += world->resident_weeks();
    }
    measured.steps_taken = static_cast<double>(looked - looked_before) / static_cast<double>(weeks - weeks_before);
    return measured;
}

} // namespace meam::benchmark
