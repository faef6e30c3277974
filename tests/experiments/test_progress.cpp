// What a run says of how far it is: runs that are planned, never those that happen to be complete.

#include "experiments/progress.hpp"
#include "tests/support/town.hpp"

#include <catch2/catch.hpp>

using namespace meam;
using namespace meam::tests;

namespace {

std::vector<Progress> progress_of(const Experiment& experiment, const RunOptions& options = {})
{
    std::vector<Progress> all;
    (void)run_experiment(experiment, options, [&](const Progress& progress) { all.push_back(progress); });
    return all;
}

Experiment short_town(const std::vector<std::string>& more)
{
    std::vector<std::string> sets{"horizon=\"10 weeks\"", "warm_up={ exactly = \"4 weeks\" }"};
    sets.insert(sets.end(), more.begin(), more.end());
    return with_scenarios(town(sets), {"as_is", "integrated"});
}

std::size_t planned_first(const std::vector<Progress>& all)
{
    for (const auto& one : all) {
        if (one.phase == "replicates") {
            return one.planned;
        }
    }
    return 0;
}

} // namespace

TEST_CASE("progress counts all planned runs from the first report on", "[experiments]")
{
    auto experiment = short_town({});
    experiment.half_width = 0.0;
    experiment.replicates_at_most = 3;
    SECTION("of replicates")
    {
        const auto all = progress_of(experiment);
        CHECK(planned_first(all) == 6);
        CHECK(all.back().done == 6);
        CHECK_FALSE(all.back().at_most.has_value());
    }
    SECTION("of draws")
    {
        experiment.design = design_of_draws(2, experiment.seed);
        CHECK(planned_first(progress_of(experiment)) == 18);
    }
    SECTION("of a shard")
    {
        RunOptions options;
        options.shard = 1;
        options.shards = 2;
        CHECK(planned_first(progress_of(experiment, options)) == 4);
    }
}

TEST_CASE("progress of an adaptive run says what is planned so far and the most that may be", "[experiments]")
{
    auto experiment = short_town({});
    experiment.half_width = 1e-6; // never reached
    experiment.replicates_at_least = 2;
    experiment.replicates_at_most = 7;
    const auto all = progress_of(experiment);
    CHECK(planned_first(all) == 4);
    CHECK(all.back().planned == 14);
    for (const auto& one : all) {
        if (one.phase == "replicates") {
            REQUIRE(one.at_most.has_value());
            CHECK(*one.at_most == 14);
            CHECK(one.done <= one.planned);
            CHECK(one.planned <= *one.at_most);
        }
    }
}

TEST_CASE("progress in words: runs, precision, and time to go", "[experiments]")
{
    Progress progress{"replicates", 40, 80};
    progress.seconds = 80;
    CHECK(words(progress) == "replicates: 40 of 80 runs, 1 min 20 s to go");
    progress.earlier = 20; // from an earlier session: 20 runs took the 80 seconds
    CHECK(words(progress) == "replicates: 40 of 80 runs, 2 min 40 s to go");
    progress.at_most = 1800;
    progress.half_width = 0.14;
    progress.wanted_half_width = 0.1;
    CHECK(words(progress) == "replicates: 40 of 80 runs planned so far, at most 1,800; half-width 14 % of the "
                             "difference, 10 % wanted; 2 min 40 s left for those planned, at most 1 h 57 min");
    CHECK(words({"warm-up"}) == "warm-up");
    CHECK(words({"replicates", 0, 80}) == "replicates: 0 of 80 runs");
    CHECK(words({"replicates", 80, 80}) == "replicates: 80 of 80 runs");
}
