// The same experiment gives the same bits, however it is run and in whatever order its file is written.

#include "models/simulation/world.hpp"
#include "sim/draws.hpp"
#include "sim/parallel.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/town.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <numeric>
#include <sstream>
#include <tuple>
#include <utility>

using namespace meam;
using namespace meam::tests;

namespace {

RunOptions on_threads(int threads)
{
    RunOptions options;
    options.threads = threads;
    return options;
}

RunOptions stepping(Stepping stepping)
{
    RunOptions options;
    options.stepping = stepping;
    return options;
}

/// Runs some scenarios of one replicate, in the order given.
Digests replicate_of(const Experiment& experiment, const DesignPoint& point, int replicate, std::vector<int> scenarios)
{
    const TallyLayout tally(experiment.model);
    ReplicateOptions options;
    options.warm_up = experiment.warm_up_at_least;
    options.scenarios = std::move(scenarios);
    return digests_of(experiment,
                      run_replicate(experiment, tally, layout_of(experiment, tally), point, replicate, options).units);
}

/// The same file with its tables in reversed order; what stands before the first table stays there, and so does the
/// order of the changes of one policy, which means something.
std::string reversed(const std::string& text)
{
    std::vector<std::string> blocks{""};
    std::istringstream lines(text);
    std::string array; // of tables that `blocks.back()` belongs to
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("[[")) {
            if (line != array) {
                blocks.emplace_back();
            }
            array = line;
        } else if (line.starts_with("[")) {
            blocks.emplace_back();
            array.clear();
        }
        blocks.back() += line + "\n";
    }
    std::reverse(blocks.begin() + 1, blocks.end());
    return std::accumulate(blocks.begin(), blocks.end(), std::string{});
}

/// "scenario replicate digest" lines of the golden file; comment lines apart.
Digests golden(std::string& comments)
{
    Digests digests;
    std::ifstream in(tests::folder() + "/golden/digests.txt");
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("#")) {
            comments += line + "\n";
            continue;
        }
        std::istringstream words(line);
        std::string scenario, digest;
        int replicate = 0;
        words >> scenario >> replicate >> digest;
        digests[{scenario, replicate}] = digest;
    }
    return digests;
}

/// What a large place counts in its first weeks.
std::vector<std::vector<std::int32_t>> weeks_of_a_large_place(const Experiment& experiment, int threads)
{
    parallel::use_threads(threads);
    const TallyLayout tally(experiment.model);
    const DesignPoint point(experiment, 0);
    World world({&experiment.model, &tally, &point.baseline, {mixed_seed(1, "large"), 0}, 3, Stepping::events, false},
                point.before);
    std::vector<std::vector<std::int32_t>> rows;
    while (world.now() < 3) {
        world.week();
        rows.push_back(world.row());
    }
    parallel::use_threads(0);
    return rows;
}

} // namespace

TEST_CASE("the town's digests are the golden ones", "[experiments][golden]")
{
    std::string comments;
    const auto wanted = golden(comments);
    const auto is = digests_of(run_of(town()));
    if (std::getenv("MEAM_WRITE_EXPECTED") != nullptr) {
        std::ofstream out(tests::folder() + "/golden/digests.txt");
        out << comments;
        for (const auto& [unit, digest] : is) {
            out << unit.first << " " << unit.second << " " << digest << "\n";
        }
    }
    CHECK(is == wanted);
}

TEST_CASE("1, 2, 3 and 8 threads give the same bits", "[experiments][slow]")
{
    const auto experiment = town();
    const auto alone = digests_of(run_of(experiment, on_threads(1)));
    REQUIRE(alone.size() == 16);
    for (const int threads : {2, 3, 8}) {
        INFO(threads << " threads");
        CHECK(digests_of(run_of(experiment, on_threads(threads))) == alone);
    }
}

TEST_CASE("threads inside one large place give the same bits", "[experiments][slow]")
{
    // above 200,000 residents services answer at the same time, and residents in chunks always do
    const auto experiment = with_scenarios(town({"place.town.residents=210000"}), {"as_is"});
    const auto alone = weeks_of_a_large_place(experiment, 1);
    CHECK(weeks_of_a_large_place(experiment, 3) == alone);
    CHECK(weeks_of_a_large_place(experiment, 8) == alone);
}

TEST_CASE("chunks of any length give the same bits and trajectories", "[experiments]")
{
    const auto experiment = town();
    const TallyLayout tally(experiment.model);
    const DesignPoint point(experiment, 0);
    constexpr Week warm_up = 20, end = 60;
    const auto simulated = [&](Chunking chunking) {
        auto setting = setting_of(experiment, tally, point, 0, end);
        setting.log = true;
        setting.chunking = chunking;
        World world(setting, point.before);
        std::vector<std::vector<std::int32_t>> rows;
        std::vector<std::tuple<Week, ResidentId, int, int>> lines;
        while (world.now() < end) {
            if (world.now() == warm_up) {
                world.branch(point.scenarios.back());
            }
            world.week();
            rows.push_back(world.row());
            for (const auto& line : world.log()) {
                lines.emplace_back(line.week, line.resident, line.kind, line.detail);
            }
            world.clear_log();
        }
        std::ranges::stable_sort(lines, {},
                                 [](const auto& line) { return std::pair(std::get<0>(line), std::get<1>(line)); });
        return std::pair(rows, lines);
    };
    const auto usual = simulated({});
    CHECK(usual.second.size() > 1000);
    for (const unsigned bits : {6U, 7U, 9U, 11U}) {
        INFO("chunks of " << (1 << bits));
        const bool same = simulated({bits}) == usual;
        CHECK(same);
    }
}

TEST_CASE("scenarios give the same bits in any order, and each alone", "[experiments][slow]")
{
    const auto experiment = town();
    const DesignPoint point(experiment, 0);
    std::vector<int> order(experiment.model.scenarios.size());
    std::iota(order.begin(), order.end(), 0);
    const auto together = replicate_of(experiment, point, 1, order);
    REQUIRE(together.size() == order.size());
    std::reverse(order.begin(), order.end());
    CHECK(replicate_of(experiment, point, 1, order) == together);
    std::rotate(order.begin(), order.begin() + 3, order.end());
    CHECK(replicate_of(experiment, point, 1, order) == together);
    for (const int scenario : order) {
        for (const auto& [unit, digest] : replicate_of(experiment, point, 1, {scenario})) {
            INFO(unit.first << " alone");
            CHECK(digest == together.at(unit));
        }
    }
}

TEST_CASE("an experiment with fewer scenarios gives the same bits", "[experiments]")
{
    const auto experiment = town();
    const DesignPoint all(experiment, 0);
    const auto together = replicate_of(experiment, all, 0, {0, 2, 5});
    for (const auto& scenario : {"integrated", "reorganised"}) {
        const auto fewer = with_scenarios(experiment, {"as_is", scenario});
        for (const auto& [unit, digest] : replicate_of(fewer, DesignPoint(fewer, 0), 0, {0, 1})) {
            INFO(unit.first << " beside the baseline alone");
            CHECK(digest == together.at(unit));
        }
    }
}

TEST_CASE("any subset of replicates gives the same bits", "[experiments]")
{
    const auto experiment = with_scenarios(town({"replicates.at_most=3"}), {"as_is", "integrated"});
    const auto all = digests_of(run_of(experiment));
    REQUIRE(all.size() == 6);
    RunOptions only;
    only.only_replicate = 2;
    const auto one = digests_of(run_of(experiment, only));
    CHECK(one.size() == 2);
    Digests sharded;
    for (int shard = 1; shard <= 2; ++shard) {
        RunOptions part;
        part.shard = shard;
        part.shards = 2;
        sharded.merge(digests_of(run_of(experiment, part)));
    }
    CHECK(sharded == all);
    for (const auto& [unit, digest] : one) {
        CHECK(digest == all.at(unit));
    }
}

TEST_CASE("plain weekly stepping gives the bits of event stepping", "[experiments]")
{
    const auto experiment = with_scenarios(town({"replicates.at_most=1"}), {"as_is", "integrated", "prevented"});
    const auto events = digests_of(run_of(experiment, stepping(Stepping::events)));
    REQUIRE(events.size() == 3);
    CHECK(digests_of(run_of(experiment, stepping(Stepping::reference))) == events);
    CHECK(digests_of(run_of(experiment, stepping(Stepping::early_wakes))) == events);
    CHECK(digests_of(run_of(experiment, stepping(Stepping::computed))) == events);
}

TEST_CASE("every stepping gives the same bits in every scenario of the town", "[experiments][slow]")
{
    const auto experiment = town({"replicates.at_most=4"});
    const auto events = digests_of(run_of(experiment, stepping(Stepping::events)));
    REQUIRE(events.size() == 32);
    CHECK(digests_of(run_of(experiment, stepping(Stepping::reference))) == events);
    CHECK(digests_of(run_of(experiment, stepping(Stepping::early_wakes))) == events);
    CHECK(digests_of(run_of(experiment, stepping(Stepping::computed))) == events);
}

TEST_CASE("every stepping gives the same bits in Kirkholt, siloed and integrated", "[experiments][slow]")
{
    const auto experiment =
        shipped("quickstart", {"replicates.at_least=2", "replicates.at_most=2", "replicates.half_width=0"});
    const auto events = digests_of(run_of(experiment, stepping(Stepping::events)));
    REQUIRE(events.size() == 4);
    CHECK(digests_of(run_of(experiment, stepping(Stepping::reference))) == events);
    CHECK(digests_of(run_of(experiment, stepping(Stepping::early_wakes))) == events);
    CHECK(digests_of(run_of(experiment, stepping(Stepping::computed))) == events);
}

TEST_CASE("the order in which a file's tables stand does not matter", "[experiments]")
{
    const auto text = town_text();
    const auto backwards = reversed(text);
    REQUIRE(backwards != text);
    REQUIRE(backwards.find("[service.watchers]") < backwards.find("[service.gp]"));
    const auto one = town_of(text, {"replicates.at_most=1"}), other = town_of(backwards, {"replicates.at_most=1"});
    CHECK(other.digest == one.digest);
    CHECK(digests_of(run_of(other)) == digests_of(run_of(one)));
}

TEST_CASE("invariants hold after every week of every scenario", "[experiments]")
{
    RunOptions options;
    options.audit = true;
    CHECK(run_experiment(town({"replicates.at_most=1"}), options, {}).failures.empty());
}

TEST_CASE("invariants hold after every week of the quickstart", "[experiments][slow]")
{
    RunOptions options;
    options.audit = true;
    CHECK(run_experiment(shipped("quickstart", {"replicates.at_most=1"}), options, {}).failures.empty());
}
