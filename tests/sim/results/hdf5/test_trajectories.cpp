#include "sim/results/hdf5/trajectories.hpp"
#include "sim/results/hdf5/trajectory_writer.hpp"
#include "sim/results/hdf5/writer.hpp"
#include "tests/sim/results/hdf5/folder.hpp"
#include "tests/sim/results/sample.hpp"

using namespace meam::results;
using sample::Folder;

namespace {

const TrajectoryHead head{"winter", "0123456789abcdef0123456789abcdef", {"onset", "asked", "crisis"}, 10};

/// Four residents; two changes of resident 7 in week 3.
const std::vector<Change> changes{{3, 7, 1, 20}, {0, 9, 0, 1}, {3, 7, 2, 21}, {9, 2, 2, 5}, {3, 2, 0, 0}, {0, 7, 0, 3}};

const std::vector<Change> sorted{{0, 7, 0, 3}, {0, 9, 0, 1}, {3, 2, 0, 0}, {3, 7, 1, 20}, {3, 7, 2, 21}, {9, 2, 2, 5}};

std::filesystem::path written(const Folder& folder)
{
    TrajectoryWriter writer(folder / "trajectories.h5", head);
    writer.put({0, 1, 2}, changes);
    writer.put({0, 0, 2}, {});
    writer.close();
    return folder / "trajectories.h5";
}

} // namespace

TEST_CASE("trajectories give back all changes of a unit, by week and resident", "[sim][results][hdf5]")
{
    const Folder folder;
    const Trajectories trajectories(written(folder));
    CHECK(trajectories.units() == std::vector<UnitId>{{0, 0, 2}, {0, 1, 2}});
    CHECK(trajectories.changes({0, 1, 2}) == sorted);
    CHECK(trajectories.changes({0, 0, 2}).empty());
    CHECK(trajectories.head().kinds == head.kinds);
    CHECK(trajectories.head().experiment_digest == head.experiment_digest);
}

TEST_CASE("trajectories give the life of one resident in the order of time", "[sim][results][hdf5]")
{
    const Folder folder;
    const Trajectories trajectories(written(folder));
    CHECK(trajectories.changes_of({0, 1, 2}, 7) == std::vector<Change>{{0, 7, 0, 3}, {3, 7, 1, 20}, {3, 7, 2, 21}});
    CHECK(trajectories.changes_of({0, 1, 2}, 2) == std::vector<Change>{{3, 2, 0, 0}, {9, 2, 2, 5}});
    CHECK(trajectories.changes_of({0, 1, 2}, 8).empty());
    CHECK(trajectories.changes_of({0, 0, 2}, 7).empty());
}

TEST_CASE("trajectories give one week without reading the others", "[sim][results][hdf5]")
{
    const Folder folder;
    const Trajectories trajectories(written(folder));
    CHECK(trajectories.changes_in({0, 1, 2}, 0) == std::vector<Change>{{0, 7, 0, 3}, {0, 9, 0, 1}});
    CHECK(trajectories.changes_in({0, 1, 2}, 1).empty());
    CHECK(trajectories.changes_in({0, 1, 2}, 9) == std::vector<Change>{{9, 2, 2, 5}});
    CHECK(trajectories.changes_in({0, 1, 2}, 10).empty());
}

TEST_CASE("a unit without trajectories is named", "[sim][results][hdf5]")
{
    const Folder folder;
    const Trajectories trajectories(written(folder));
    CHECK_THROWS_WITH(trajectories.changes({0, 1, 3}), Catch::Contains("replicate 3"));
}

TEST_CASE("equal trajectories make equal bytes", "[sim][results][hdf5]")
{
    const Folder a;
    const Folder b;
    CHECK(sample::bytes_of(written(a)) == sample::bytes_of(written(b)));
}

TEST_CASE("many changes span many chunks", "[sim][results][hdf5]")
{
    const Folder folder;
    std::vector<Change> many;
    for (std::int32_t i = 0; i < 100'000; ++i) {
        many.push_back({i / 10'000, i % 10'000, static_cast<std::int16_t>(i % 3), i});
    }
    TrajectoryWriter writer(folder / "many.h5", head);
    writer.put({0, 0, 0}, many);
    writer.close();
    const Trajectories trajectories(folder / "many.h5");
    CHECK(trajectories.changes({0, 0, 0}) == many);
    CHECK(trajectories.changes_of({0, 0, 0}, 9'999).size() == 10);
}

namespace {

/// So many changes, a few of each resident, in every week.
std::vector<Change> plenty(std::int32_t count)
{
    std::vector<Change> many;
    const auto weeks = head.weeks, in_a_week = count / weeks;
    for (std::int32_t i = 0; i < count; ++i) {
        many.push_back({i / in_a_week, i % in_a_week / 3, static_cast<std::int16_t>(i % 2), 7 * i});
    }
    return many;
}

void write_in_parts(const std::filesystem::path& path, std::span<const Change> all, std::size_t part)
{
    TrajectoryWriter writer(path, head);
    const auto unit = writer.begin({0, 0, 0});
    for (std::size_t at = 0; at < all.size(); at += part) {
        unit->add(all.subspan(at, std::min(part, all.size() - at)));
    }
    unit->close();
    writer.close();
}

} // namespace

TEST_CASE("changes that come in parts make the bytes of those that come at once", "[sim][results][hdf5]")
{
    const Folder folder;
    for (const std::int32_t count : {10, 65'530, 655'360, 200'000}) {
        const auto all = plenty(count);
        {
            TrajectoryWriter writer(folder / "at_once.h5", head);
            writer.put({0, 0, 0}, all);
            writer.close();
        }
        for (const std::size_t part : {std::size_t{3}, std::size_t{10'000}, std::size_t{65'536}, all.size()}) {
            write_in_parts(folder / "in_parts.h5", all, part);
            INFO(count << " changes in parts of " << part);
            const bool same = sample::bytes_of(folder / "in_parts.h5") == sample::bytes_of(folder / "at_once.h5");
            CHECK(same);
        }
        const Trajectories trajectories(folder / "at_once.h5");
        CHECK(trajectories.changes({0, 0, 0}) == all);
        for (const std::int32_t resident : {0, count / head.weeks / 3 - 1}) {
            std::vector<Change> life;
            std::ranges::copy_if(all, std::back_inserter(life),
                                 [&](const Change& change) { return change.resident == resident; });
            CHECK(trajectories.changes_of({0, 0, 0}, resident) == life);
        }
    }
}

TEST_CASE("all added changes are read back in order before a unit ends", "[sim][results][hdf5]")
{
    const Folder folder;
    const auto all = plenty(150'000);
    TrajectoryWriter writer(folder / "trajectories.h5", head);
    const auto unit = writer.begin({0, 0, 0});
    unit->add(all);
    std::vector<Change> seen;
    unit->each([&](std::span<const Change> some) { seen.insert(seen.end(), some.begin(), some.end()); });
    CHECK(seen == all);
    unit->close();
    writer.close();
    CHECK(Trajectories(folder / "trajectories.h5").changes({0, 0, 0}) == all);
}

TEST_CASE("a unit that is given up leaves nothing, and may be begun again", "[sim][results][hdf5]")
{
    const Folder folder;
    TrajectoryWriter writer(folder / "trajectories.h5", head);
    const auto all = plenty(70'000);
    {
        const auto given_up = writer.begin({0, 0, 0});
        const auto other = writer.begin({0, 1, 0}); // meanwhile
        given_up->add(all);
        other->add(sorted);
        other->close();
    }
    {
        const auto again = writer.begin({0, 0, 0});
        again->add(sorted);
        CHECK_THROWS_WITH(again->add(sorted), Catch::Contains("out of order"));
        again->close();
    }
    writer.close();
    const Trajectories trajectories(folder / "trajectories.h5");
    CHECK(trajectories.units() == std::vector<UnitId>{{0, 0, 0}, {0, 1, 0}});
    CHECK(trajectories.changes({0, 0, 0}) == sorted);
    CHECK(trajectories.changes({0, 1, 0}) == sorted);
}

TEST_CASE("an index of more changes than are held at once is the same", "[sim][results][hdf5][slow]")
{
    const Folder folder;
    const auto all = plenty(20'000'010);
    write_in_parts(folder / "many.h5", all, 1'000'000);
    const Trajectories trajectories(folder / "many.h5");
    for (const std::int32_t resident : {0, 300'000, 666'666}) {
        const auto life = trajectories.changes_of({0, 0, 0}, resident);
        CHECK(life.size() == 30);
        CHECK(std::ranges::all_of(life, [&](const Change& change) { return change.resident == resident; }));
    }
}

TEST_CASE("a change outside the weeks or the kinds, and a unit put twice, are refused", "[sim][results][hdf5]")
{
    const Folder folder;
    TrajectoryWriter writer(folder / "trajectories.h5", head);
    for (const Change& wrong : {Change{10, 0, 0, 0}, Change{-1, 0, 0, 0}, Change{0, 0, 3, 0}, Change{0, 0, -1, 0}}) {
        CHECK_THROWS_AS(writer.put({0, 0, 0}, std::span(&wrong, 1)), ResultsError);
    }
    writer.put({0, 0, 0}, changes);
    CHECK_THROWS_AS(writer.put({0, 0, 0}, changes), ResultsError);
    CHECK_THROWS_AS(TrajectoryWriter(folder / "x.h5", {"", "", {"two words"}, 1}), ResultsError);
}

TEST_CASE("a file that holds no trajectories, or half of them, is refused", "[sim][results][hdf5]")
{
    const Folder folder;
    CHECK_THROWS_AS(Trajectories(folder / "nothing.h5"), ResultsError);
    sample::write_bytes(folder / "text.h5", "text");
    CHECK_THROWS_AS(Trajectories(folder / "text.h5"), ResultsError);
    Hdf5Writer(folder / "results.h5", sample::layout()).close();
    CHECK_THROWS_AS(Trajectories(folder / "results.h5"), ResultsError);
    const std::string bytes = sample::bytes_of(written(folder));
    sample::write_bytes(folder / "cut.h5", bytes.substr(0, bytes.size() / 2));
    CHECK_THROWS_WITH(Trajectories(folder / "cut.h5"), Catch::Contains("cut short"));
}
