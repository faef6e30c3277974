// The trajectories that a run writes, as the experiment asks for them.

#include "experiments/replicate.hpp"
#include "sim/results/hdf5/trajectories.hpp"
#include "tests/sim/results/hdf5/folder.hpp"
#include "tests/support/town.hpp"

#include <algorithm>
#include <map>
#include <set>

using namespace meam;
using results::sample::Folder;

namespace {

constexpr Week warm_up = 30;

const std::vector<std::string> short_town{"warm_up.exactly=\"30 weeks\"", "horizon=\"60 weeks\"",
                                          "replicates.at_least=2", "replicates.at_most=2"};

struct Written {
    std::string root_digest;
    std::map<results::UnitId, std::vector<results::Change>> lives;
};

Written run_with(const std::string& which, int threads)
{
    auto sets = short_town;
    sets.push_back("trajectories=\"" + which + "\"");
    const Folder folder;
    RunOptions options;
    options.out = folder / "out";
    options.threads = threads;
    const auto outcome = tests::run_of(tests::town(sets), options);
    Written all{outcome.root_digest, {}};
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(options.out)) {
        files += entry.path().filename().string().find("all-of") == std::string::npos ? 0 : 1;
    }
    CHECK(files == 0); // what stood apart is gone
    if (which != "none") {
        const results::Trajectories trajectories(options.out / "trajectories.h5");
        for (const auto& id : trajectories.units()) {
            all.lives[id] = trajectories.changes(id);
        }
    }
    return all;
}

template <class Keeps> auto only(const std::vector<results::Change>& changes, Keeps&& keeps)
{
    std::vector<results::Change> some;
    std::ranges::copy_if(changes, std::back_inserter(some),
                         [&](const results::Change& change) { return keeps(change.resident); });
    return some;
}

/// Residents with three MEAM needs or more, now or ever, when a run is over.
std::set<std::int32_t> with_three_needs(const results::UnitId& id)
{
    const auto experiment = tests::town(short_town);
    const auto& model = experiment.model;
    const TallyLayout tally(model);
    const DesignPoint point(experiment, 0);
    auto world = world_of(experiment, tally, point, id.replicate, warm_up + experiment.horizon);
    while (world->now() < warm_up) {
        world->week();
    }
    world->branch(point.scenarios[static_cast<std::size_t>(id.scenario)]);
    while (world->now() < warm_up + experiment.horizon) {
        world->week();
    }
    std::set<std::int32_t> residents;
    for (ResidentId r = 0; r < world->state().residents.size(); ++r) {
        int needs = 0;
        for (const auto& need : model.needs) {
            const auto& at = world->state().residents[r].covariates;
            const bool has = at[static_cast<std::size_t>(need.severity)] > 0;
            const bool had = at[static_cast<std::size_t>(need.ever)] > 0;
            needs += need.meam && (has || had) ? 1 : 0;
        }
        if (needs >= 3) {
            residents.insert(static_cast<std::int32_t>(r));
        }
    }
    return residents;
}

} // namespace

TEST_CASE("trajectories of all, a sample or a cohort do not change results", "[experiments]")
{
    const auto all = run_with("all", 2);
    CHECK(run_with("none", 2).root_digest == all.root_digest);
    REQUIRE(all.lives.size() >= 4);

    const auto sample = run_with("sample", 1);
    const auto cohort = run_with("cohort", 2);
    CHECK(sample.root_digest == all.root_digest);
    CHECK(cohort.root_digest == all.root_digest);
    REQUIRE(sample.lives.size() == all.lives.size());
    REQUIRE(cohort.lives.size() == all.lives.size());
    for (const auto& [id, lives] : all.lives) {
        INFO(results::words(id));
        CHECK(lives.size() > 1000);
        CHECK(lives.front().week == 0);
        CHECK(lives.back().week == 59);
        CHECK(sample.lives.at(id) == only(lives, [](std::int32_t r) { return r % 20 == 0; }));
        const auto kept = with_three_needs(id);
        CHECK(kept.size() > 10);
        CHECK(cohort.lives.at(id) == only(lives, [&](std::int32_t r) { return kept.contains(r); }));
    }
}

TEST_CASE("finished runs without trajectories are re-simulated to write them", "[experiments]")
{
    const auto all = run_with("all", 1);
    const Folder folder;
    RunOptions options;
    options.out = folder / "out";
    const auto first = tests::run_of(tests::town(short_town), options);
    options.resume = true;
    auto experiment = tests::town(short_town);
    experiment.trajectories = Trajectories::all; // as --trajectories does
    const auto lives = [&] {
        std::map<results::UnitId, std::vector<results::Change>> found;
        for (const char* file : {"trajectories.h5", "trajectories-2.h5"}) {
            if (std::filesystem::exists(options.out / file)) {
                const results::Trajectories trajectories(options.out / file);
                for (const auto& id : trajectories.units()) {
                    found[id] = trajectories.changes(id);
                }
            }
        }
        return found;
    };
    const auto second = tests::run_of(experiment, options);
    CHECK(second.root_digest == first.root_digest);
    CHECK(lives() == all.lives);

    std::filesystem::resize_file(options.out / "trajectories.h5", 1000); // spoilt: it happens
    const auto third = tests::run_of(experiment, options);
    CHECK(third.root_digest == first.root_digest);
    REQUIRE(third.warnings.size() == first.warnings.size() + 1);
    CHECK(third.warnings.back().find("written again to another file") != std::string::npos);
    CHECK(std::filesystem::exists(options.out / "trajectories-2.h5"));
    std::filesystem::remove(options.out / "trajectories.h5");
    CHECK(lives() == all.lives);

    const auto fourth = tests::run_of(experiment, options); // nothing is missing: nothing is simulated
    CHECK(fourth.active_share == 0.0);

    options.resume = false;
    options.force = true;
    tests::run_of(tests::town(short_town),
                  options); // results without trajectories: the earlier ones would not be theirs
    CHECK_FALSE(std::filesystem::exists(options.out / "trajectories-2.h5"));
}

TEST_CASE("an interrupted run keeps complete trajectories of finished runs", "[experiments]")
{
    auto sets = short_town;
    sets.push_back("trajectories=\"all\"");
    const auto experiment = tests::town(sets);
    const auto all = run_with("all", 1);
    const Folder folder;
    std::atomic<bool> stop = false;
    RunOptions options;
    options.out = folder / "out";
    options.threads = 1;
    options.interrupted = &stop;
    const auto outcome = run_experiment(experiment, options, [&](const Progress& progress) {
        stop = stop || (progress.phase == "replicates" && progress.done > 0);
    });
    REQUIRE(outcome.interrupted);
    const results::Trajectories trajectories(options.out / "trajectories.h5");
    const auto units = trajectories.units();
    REQUIRE_FALSE(units.empty());
    CHECK(units.size() < all.lives.size());
    for (const auto& id : units) {
        CHECK(trajectories.changes(id) == all.lives.at(id));
    }
}
