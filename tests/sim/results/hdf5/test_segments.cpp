#include "sim/results/hdf5/merge.hpp"
#include "sim/results/hdf5/segments.hpp"
#include "tests/sim/results/hdf5/folder.hpp"
#include "tests/sim/results/sample.hpp"

#include <algorithm>

using namespace meam::results;
using namespace std::chrono_literals;
using sample::Folder;

namespace {

std::vector<std::string> names_in(const std::filesystem::path& folder)
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (const auto name = entry.path().filename().string(); name != ".lock") {
            names.push_back(name);
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

using Names = std::vector<std::string>;

/// One segment for each unit.
void run(const std::filesystem::path& out, const std::vector<UnitId>& ids, Segments::Start start)
{
    Segments segments(out, sample::layout(), start);
    for (const auto& id : ids) {
        segments.put(sample::unit(id));
        segments.close();
    }
}

bool wait_for(const Segments& segments, std::size_t finished)
{
    for (int i = 0; i < 300 && segments.finished().size() < finished; ++i) {
        std::this_thread::sleep_for(10ms);
    }
    return segments.finished().size() == finished;
}

} // namespace

TEST_CASE("a unit is finished once its segment is closed", "[sim][results][hdf5]")
{
    const Folder folder;
    Segments segments(folder / "out", sample::layout());
    segments.put(sample::unit({0, 1, 0}));
    segments.put(sample::unit({0, 0, 0}));
    segments.close();

    CHECK(names_in(folder / "out/segments") == Names{"segment-000001.h5"});
    REQUIRE(segments.finished().size() == 2);
    CHECK(segments.finished()[0] == std::pair(UnitId{0, 0, 0}, sample::digest({0, 0, 0})));
    REQUIRE(segments.sources().size() == 1);
    CHECK(segments.sources()[0]->column({0, 1, 0}, 2) == sample::unit({0, 1, 0}).data[2]);
}

TEST_CASE("a segment is closed soon after its first unit, though no other unit comes", "[sim][results][hdf5]")
{
    const Folder folder;
    Segments segments(folder / "out", sample::layout(), Segments::Start::fresh, {20ms, 1 << 20});
    segments.put(sample::unit({0, 0, 0}));
    CHECK(wait_for(segments, 1));
    segments.put(sample::unit({0, 0, 1}));
    CHECK(wait_for(segments, 2));
    CHECK(names_in(folder / "out/segments").size() == 2);
}

TEST_CASE("a segment is closed when it holds enough bytes, though it is young", "[sim][results][hdf5]")
{
    const Folder folder;
    Segments segments(folder / "out", sample::layout(), Segments::Start::fresh, {1h, 150});
    segments.put(sample::unit({0, 0, 0}));
    segments.put(sample::unit({0, 0, 1}));
    CHECK(wait_for(segments, 2));
}

TEST_CASE("units that were put are written also when nobody closes", "[sim][results][hdf5]")
{
    const Folder folder;
    {
        Segments segments(folder / "out", sample::layout());
        segments.put(sample::unit({0, 0, 0}));
    }
    CHECK(open_results(folder / "out").front()->units().size() == 1);
}

TEST_CASE("a resumed run continues from finished units and ignores half-written ones", "[sim][results][hdf5]")
{
    const Folder folder;
    run(folder / "out", {{0, 0, 0}, {0, 0, 1}}, Segments::Start::fresh);
    sample::write_bytes(folder / "out/segments/segment-000003.h5.tmp",
                        sample::bytes_of(folder / "out/segments/segment-000002.h5").substr(0, 3000));

    Segments segments(folder / "out", sample::layout(), Segments::Start::resume);
    CHECK(segments.finished().size() == 2);
    CHECK(segments.warnings().empty());
    CHECK(names_in(folder / "out/segments") == Names{"segment-000001.h5", "segment-000002.h5"});

    segments.put(sample::unit({0, 1, 0}));
    segments.close();
    CHECK(segments.finished().size() == 3);
    CHECK(names_in(folder / "out/segments").back() == "segment-000003.h5");
}

TEST_CASE("a spoilt segment is set aside with a warning, and its units are missing", "[sim][results][hdf5]")
{
    const Folder folder;
    run(folder / "out", {{0, 0, 0}, {0, 0, 1}}, Segments::Start::fresh);
    const auto path = folder / "out/segments/segment-000001.h5";
    sample::write_bytes(path, sample::bytes_of(path).substr(0, 3000));

    Segments segments(folder / "out", sample::layout(), Segments::Start::resume);
    REQUIRE(segments.finished().size() == 1);
    CHECK(segments.finished()[0].first == UnitId{0, 0, 1});
    REQUIRE(segments.warnings().size() == 1);
    CHECK_THAT(segments.warnings()[0], Catch::Contains("segment-000001.h5") && Catch::Contains("repeated"));
    CHECK(names_in(folder / "out/segments") == Names{"segment-000001.h5.damaged", "segment-000002.h5"});
}

TEST_CASE("a run with a larger plan goes on from one with a smaller", "[sim][results][hdf5]")
{
    const Folder folder;
    run(folder / "out", {{0, 0, 0}}, Segments::Start::fresh);
    Segments segments(folder / "out", sample::layout(9), Segments::Start::resume);
    segments.put(sample::unit({0, 1, 8}));
    segments.put(sample::unit({0, 1, 11})); // until-ci: even beyond it
    segments.close();
    CHECK(segments.finished().size() == 3);
    CHECK(segments.layout().replicates_planned == 12);
    const auto sources = segments.sources();
    consolidate(pointers_to(sources), segments.layout(), {}, folder / "out/results.h5");
    CHECK(Hdf5Source(folder / "out/results.h5").units() == segments.finished());
}

TEST_CASE("segments of another experiment are refused with exit code 6", "[sim][results][hdf5]")
{
    const Folder folder;
    run(folder / "out", {{0, 0, 0}}, Segments::Start::fresh);
    Layout other = sample::layout();
    other.digest = "f0000000000000000000000000000000";
    const auto [text, code] =
        sample::refusal<ResultsError>([&] { Segments(folder / "out", other, Segments::Start::resume); });
    CHECK(code == 6);
    CHECK_THAT(text, Catch::Contains("different experiments") && Catch::Contains("--force"));
    CHECK(names_in(folder / "out/segments") == Names{"segment-000001.h5"});
}

TEST_CASE("finished units are neither run over nor lost by accident, only on demand", "[sim][results][hdf5]")
{
    const Folder folder;
    run(folder / "out", {{0, 0, 0}}, Segments::Start::fresh);
    const auto [text, code] = sample::refusal<ResultsError>([&] {
        run(folder / "out", {{0, 0, 1}}, Segments::Start::fresh);
    });
    CHECK(code == 2);
    CHECK_THAT(text, Catch::Contains("--resume") && Catch::Contains("--force"));

    run(folder / "out", {{0, 0, 1}}, Segments::Start::overwrite);
    CHECK(open_results(folder / "out").front()->units().front().first == UnitId{0, 0, 1});
}

TEST_CASE("two runs cannot write to one folder at once", "[sim][results][hdf5]")
{
    const Folder folder;
    const Segments first(folder / "out", sample::layout());
    const auto [text, code] =
        sample::refusal<ResultsError>([&] { Segments(folder / "out", sample::layout(), Segments::Start::resume); });
    CHECK(code == 4);
    CHECK_THAT(text, Catch::Contains("another process"));
}

TEST_CASE("the same unit may come twice, but not with other results", "[sim][results][hdf5]")
{
    const Folder folder;
    Segments segments(folder / "out", sample::layout());
    segments.put(sample::unit({0, 0, 0}));
    segments.put(sample::unit({0, 0, 0}));
    segments.close();
    segments.put(sample::unit({0, 0, 0}));
    segments.close();
    CHECK(names_in(folder / "out/segments").size() == 1);

    Unit other = sample::unit({0, 0, 0});
    other.digest = sample::digest({0, 0, 1});
    CHECK_THROWS_AS(segments.put(other), ResultsError);
}

TEST_CASE("a segment that cannot be written is reported at the next put or close; the others stay",
          "[sim][results][hdf5]")
{
    const Folder folder;
    Segments segments(folder / "out", sample::layout());
    segments.put(sample::unit({0, 0, 0}));
    segments.close();
    std::filesystem::create_directory(folder / "out/segments/segment-000002.h5");
    segments.put(sample::unit({0, 0, 1}));
    CHECK_THROWS_AS(segments.close(), ResultsError);
    CHECK_THROWS_AS(segments.put(sample::unit({0, 0, 2})), ResultsError);
    CHECK(segments.finished().size() == 1);
}

TEST_CASE("an output folder that is a file, or that nobody may write to, is refused at the start",
          "[sim][results][hdf5]")
{
    const Folder folder;
    sample::write_bytes(folder / "file", "x");
    for (const std::filesystem::path& out : {folder / "file", std::filesystem::path("/proc/out")}) {
        const auto [text, code] = sample::refusal<ResultsError>([&] { Segments(out, sample::layout()); });
        CHECK(code == 4);
        CHECK_THAT(text, Catch::Contains(out.string()) && Catch::Contains("-o DIR"));
    }
}

TEST_CASE("segments can be removed once their units are elsewhere", "[sim][results][hdf5]")
{
    const Folder folder;
    Segments segments(folder / "out", sample::layout());
    sample::put_all(sample::layout(), segments);
    const auto sources = segments.sources();
    consolidate(pointers_to(sources), segments.layout(), {}, folder / "out/results.h5");
    segments.remove();
    CHECK(names_in(folder / "out") == Names{"results.h5"});
    CHECK(sample::equal(*open_results(folder / "out").front(), sample::memory_of(sample::layout())));
}

TEST_CASE("a folder without results is refused", "[sim][results][hdf5]")
{
    const Folder folder;
    std::filesystem::create_directories(folder / "out/segments");
    CHECK_THROWS_WITH(open_results(folder / "out"), Catch::Contains("holds no results"));
}
