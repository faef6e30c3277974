// Scenarios that branch from a saved warm-up give the same bits as those that branch from one just simulated.

#include "experiments/saved_warm_ups.hpp"

#include "sim/archive.hpp"
#include "sim/results/store.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/tiny_model.hpp"
#include "tests/support/town.hpp"

#include <catch2/catch.hpp>

#include <fstream>

using namespace meam;
using namespace meam::tests;

namespace {

/// Every week's counts of every scenario, from a warm-up of so many weeks: simulated, or saved and read again.
void expect_the_same_scenarios(const Experiment& experiment, Stepping stepping)
{
    const TallyLayout tally(experiment.model);
    const DesignPoint point(experiment, 0);
    constexpr Week warm_up = 62; // between two rankings
    const auto setting = setting_of(experiment, tally, point, 0, warm_up + 80, stepping);
    World simulated(setting, point.before);
    while (simulated.now() < warm_up) {
        simulated.week();
    }
    ArchiveReader archive(simulated.saved());
    const World read(setting, point.before, archive);
    CHECK(read.saved() == simulated.saved());
    CHECK(read.audit().empty());
    for (const auto& rules : point.scenarios) {
        World one = simulated, other = read;
        one.branch(rules);
        other.branch(rules);
        while (one.now() < setting.horizon) {
            one.week();
            other.week();
            REQUIRE(other.row() == one.row());
            REQUIRE(other.costs() == one.costs());
        }
        REQUIRE(other.waits() == one.waits());
    }
}

#ifdef MEAM_HDF5

RunOptions with_warm_ups(const std::filesystem::path& folder, const std::string& program = "this build")
{
    RunOptions options;
    options.warm_ups = folder;
    options.program = program;
    return options;
}

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

#endif

} // namespace

TEST_CASE("a restored checkpoint continues with the same bits", "[experiments]")
{
    const auto experiment = with_scenarios(town(), {"as_is", "integrated", "prevented", "reorganised"});
    expect_the_same_scenarios(experiment, Stepping::events);
    expect_the_same_scenarios(experiment, Stepping::computed);
}

TEST_CASE("every shipped experiment continues from a checkpoint with the same bits", "[experiments][slow]")
{
    for (const auto& name : shipped_names()) {
        if (name == "england" || name.starts_with("pathways_lite")) { // large: the town's tests do
            continue;
        }
        INFO(name);
        expect_the_same_scenarios(shipped(name), Stepping::events);
    }
}

TEST_CASE("what is saved is read whole, by the model that it is of, or not at all", "[experiments]")
{
    const TinyModel one(always_in_need), other(always_in_need + "[need.cold]\nonset.rate = " + weekly(0.01) + "\n");
    const auto saved = one.simulated(5).saved();
    const auto read = [](const TinyModel& tiny, const std::string& bytes) {
        const DesignPoint point(tiny.experiment(), 0);
        const auto setting = setting_of(tiny.experiment(), tiny.layout(), point, 0, 20);
        ArchiveReader archive(bytes);
        return World(setting, point.before, archive).now();
    };
    CHECK(read(one, saved) == 5);
    CHECK_THROWS_AS(read(other, saved), ArchiveError);
    for (std::size_t size = 0; size < saved.size(); size += std::max<std::size_t>(1, saved.size() / 300)) {
        CHECK_THROWS_AS(read(one, saved.substr(0, size)), ArchiveError);
    }
    CHECK_THROWS_AS(read(one, saved + "x"), ArchiveError);
}

#ifdef MEAM_HDF5

TEST_CASE("a run from saved warm-ups gives the bits of one that simulates them", "[experiments]")
{
    const auto experiment = with_scenarios(town({"replicates.at_most=3"}), {"as_is", "integrated"});
    const auto plain = digests_of(run_of(experiment));
    const TemporaryFolder folder;
    const auto first = run_of(experiment, with_warm_ups(folder.path() / "warm"));
    CHECK(digests_of(first) == plain);
    const auto files = files_in(folder.path() / "warm");
    REQUIRE(files.size() >= 4); // three replicates at least, and how long the warm-up is
    const auto again = run_of(experiment, with_warm_ups(folder.path() / "warm"));
    CHECK(digests_of(again) == plain);
    CHECK(again.warm_up.weeks == first.warm_up.weeks);
    CHECK(again.warm_up.moving == first.warm_up.moving);
    CHECK(again.warm_up.prevalence == first.warm_up.prevalence);
    CHECK(files_in(folder.path() / "warm") == files);

    // another scenario parts from the same states
    const auto more = with_scenarios(town({"replicates.at_most=3"}), {"as_is", "integrated", "prevented"});
    CHECK(digests_of(run_of(more, with_warm_ups(folder.path() / "warm"))) == digests_of(run_of(more)));
    CHECK(files_in(folder.path() / "warm") == files);
}

TEST_CASE("a policy added after a warm-up was saved branches from it with the same bits", "[experiments]")
{
    const auto folder = TemporaryFolder();
    const std::vector<std::string> one{"replicates.at_most=2"};
    run_of(with_scenarios(town(one), {"as_is"}), with_warm_ups(folder.path()));
    const auto files = files_in(folder.path());
    // it reaches by age: residents who cross a band are stepped then, and were not before
    const auto text = town_text() + R"(
[policy.older]
strength = 1
[[policy.older.change]]
scale = "crisis.call.rate"
amount = 3
whom = { age = ["a35_49", "a50_64", "a65_plus"] }
channel = "prevention"
[scenario.older]
policies = ["older"]
)";
    const auto more = with_scenarios(town_of(text, one), {"as_is", "older"});
    const auto saved = digests_of(run_of(more, with_warm_ups(folder.path())));
    CHECK(files_in(folder.path()) == files);
    CHECK(saved == digests_of(run_of(more)));
    CHECK(saved.at({"older", 0}) != saved.at({"as_is", 0}));
}

TEST_CASE("only warm-ups of the same build and numbers are found", "[experiments]")
{
    const auto experiment = town();
    const auto digest = warm_up_digest(experiment, "build");
    CHECK(warm_up_digest(town({"replicates.at_most=7", "horizon=\"30 weeks\""}), "build") == digest);
    CHECK(warm_up_digest(with_scenarios(town(), {"as_is"}), "build") == digest);
    CHECK(warm_up_digest(experiment, "another build") != digest);
    CHECK(warm_up_digest(town({"seed=2"}), "build") != digest);
    CHECK(warm_up_digest(town({"place.town.residents=1900"}), "build") != digest);
}

TEST_CASE("a damaged saved warm-up is reported and not used", "[experiments]")
{
    const auto experiment = with_scenarios(town({"replicates.at_most=1"}), {"as_is"});
    const TemporaryFolder folder;
    run_of(experiment, with_warm_ups(folder.path()));
    const auto files = files_in(folder.path());
    for (const auto& file : files) {
        std::fstream bytes(file, std::ios::binary | std::ios::in | std::ios::out);
        bytes.seekp(40);
        bytes.put('\x55').put('\x2a');
    }
    CHECK_THROWS_WITH(run_of(experiment, with_warm_ups(folder.path())),
                      Catch::Contains("no saved warm-up") && Catch::Contains("remove it"));
}

#endif
