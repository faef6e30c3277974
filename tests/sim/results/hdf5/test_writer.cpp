#include "sim/results/hdf5/merge.hpp"
#include "sim/results/hdf5/source.hpp"
#include "tests/sim/results/hdf5/folder.hpp"
#include "tests/sim/results/sample.hpp"

#include <cmath>
#include <csignal>
#include <limits>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace meam::results;
using sample::Folder;

namespace {

void write(const std::filesystem::path& path, const Layout& layout, const std::vector<UnitId>& ids,
           const Provenance& provenance = {})
{
    Hdf5Writer writer(path, layout, provenance);
    for (const auto& id : ids) {
        writer.put(sample::unit(id));
    }
    writer.close();
}

} // namespace

TEST_CASE("a results file gives back its layout, its units and every number", "[sim][results][hdf5]")
{
    const Folder folder;
    const Layout layout = sample::layout();
    write(folder / "results.h5", layout, missing_units(layout, {}), {{"host", "here"}, {"threads", "2"}});

    const Hdf5Source source(folder / "results.h5");
    CHECK(source.layout() == layout);
    CHECK(source.provenance() == Provenance{{"host", "here"}, {"threads", "2"}});
    CHECK(sample::equal(source, sample::memory_of(layout)));
    CHECK_FALSE(std::filesystem::exists(folder / "results.h5.tmp"));
}

TEST_CASE("numbers at the ends of their range, and none at all, come back as they are", "[sim][results][hdf5]")
{
    const Folder folder;
    Unit unit = sample::unit({0, 0, 0});
    using int32 = std::numeric_limits<std::int32_t>;
    using int64 = std::numeric_limits<std::int64_t>;
    unit.data[0] = std::vector<std::int32_t>{int32::min(), int32::max(), -2147483647, 0, 1, -1};
    unit.data[1] = std::vector<std::int64_t>{int64::min(), int64::max(), 0};
    unit.data[2] = std::vector<double>{std::nan(""), HUGE_VAL, -HUGE_VAL, -0.0, 5e-324, 1.0};
    Hdf5Writer writer(folder / "results.h5", sample::layout());
    writer.put(unit);
    writer.close();

    const Hdf5Source source(folder / "results.h5");
    CHECK(source.column({0, 0, 0}, 0) == unit.data[0]);
    CHECK(source.column({0, 0, 0}, 1) == unit.data[1]);
    const auto real = std::get<std::vector<double>>(source.column({0, 0, 0}, 2));
    CHECK(std::isnan(real[0]));
    CHECK(real[1] == HUGE_VAL);
    CHECK(real[2] == -HUGE_VAL);
    CHECK(std::signbit(real[3]));
    CHECK(real[4] == 5e-324);
}

TEST_CASE("a file may lack units: it says which, and refuses to give their numbers", "[sim][results][hdf5]")
{
    const Folder folder;
    write(folder / "results.h5", sample::layout(), {{0, 1, 2}, {0, 0, 1}});

    const Hdf5Source source(folder / "results.h5");
    CHECK(source.units().size() == 2);
    CHECK(missing_units(source.layout(), source.units()).size() == 4);
    CHECK(source.column({0, 1, 2}, 0) == sample::unit({0, 1, 2}).data[0]);
    CHECK_THROWS_AS(source.column({0, 0, 0}, 0), ResultsError);
    CHECK_THROWS_AS(source.column({7, 0, 0}, 0), ResultsError);
    CHECK_THROWS_AS(source.column({0, 0, 1}, 99), ResultsError);
}

TEST_CASE("a file without any unit is a file", "[sim][results][hdf5]")
{
    const Folder folder;
    write(folder / "none.h5", sample::layout(), {});
    CHECK(Hdf5Source(folder / "none.h5").units().empty());
    write(folder / "no_plan.h5", sample::layout(0), {});
    CHECK(Hdf5Source(folder / "no_plan.h5").layout().replicates_planned == 0);
}

TEST_CASE("an axis without labels or places, and a layout without columns, can be kept", "[sim][results][hdf5]")
{
    const Folder folder;
    Layout layout = sample::layout(1);
    layout.axes.push_back({"desk", "desk", {}, 0, "1"});
    layout.columns = {{"waits", "waits", "1", {"week", "desk"}, Type::int32}};
    Hdf5Writer writer(folder / "results.h5", layout);
    writer.put({{0, 0, 0}, sample::digest({0, 0, 0}), {std::vector<std::int32_t>{}}, 0.0});
    writer.close();
    const Hdf5Source source(folder / "results.h5");
    CHECK(source.layout() == layout);
    CHECK(std::get<std::vector<std::int32_t>>(source.column({0, 0, 0}, 0)).empty());

    layout.columns.clear();
    write(folder / "bare.h5", layout, {});
    CHECK(Hdf5Source(folder / "bare.h5").layout() == layout);
}

TEST_CASE("equal results make equal bytes", "[sim][results][hdf5]")
{
    const Folder folder;
    const Layout layout = sample::layout();
    write(folder / "a.h5", layout, missing_units(layout, {}));
    write(folder / "b.h5", layout, missing_units(layout, {}));
    CHECK(sample::bytes_of(folder / "a.h5") == sample::bytes_of(folder / "b.h5"));
}

TEST_CASE("units of many megabytes and thousands of units keep to their chunks", "[sim][results][hdf5]")
{
    const Folder folder;
    Layout layout = sample::layout(2);
    layout.axes[0].length = 600;
    layout.axes[1] = {"desk", "desk", {}, 700, "1"};
    layout.columns = {{"waits", "waits", "1", {"week", "desk"}, Type::int32}};
    std::vector<std::int32_t> waits(600 * 700);
    for (std::size_t i = 0; i < waits.size(); ++i) {
        waits[i] = static_cast<std::int32_t>(i * 2654435761U % 1000);
    }
    Hdf5Writer writer(folder / "results.h5", layout);
    writer.put({{0, 1, 1}, sample::digest({0, 1, 1}), {waits}, 0.0});
    writer.close();
    CHECK(std::get<0>(Hdf5Source(folder / "results.h5").column({0, 1, 1}, 0)) == waits);

    CHECK(h5::chunk_for({1, 2, 2, 600, 700}, 3, 4) == h5::Shape{1, 1, 1, 374, 700}); // a MiB of one slab
    CHECK(h5::chunk_for({1, 2, 10, 52, 10}, 3, 4) == h5::Shape{1, 2, 10, 52, 10});   // all there is: 41 KiB
    CHECK(h5::chunk_for({9, 2, 10, 52, 10}, 3, 4) == h5::Shape{1, 2, 10, 52, 10});
    CHECK(h5::chunk_for({9, 2, 500, 52, 10}, 3, 4) == h5::Shape{1, 1, 31, 52, 10}); // 64 KiB of whole slabs
    CHECK(h5::chunk_for({1, 2, 500, 260, 12, 11, 4}, 3, 4) == h5::Shape{1, 1, 1, 260, 12, 11, 4}); // more than that
}

TEST_CASE("a writer that is never closed leaves nothing behind", "[sim][results][hdf5]")
{
    const Folder folder;
    {
        Hdf5Writer writer(folder / "results.h5", sample::layout());
        writer.put(sample::unit({0, 0, 0}));
    }
    CHECK_FALSE(std::filesystem::exists(folder / "results.h5"));
    CHECK_FALSE(std::filesystem::exists(folder / "results.h5.tmp"));
}

TEST_CASE("a unit beyond the plan of a file, or there twice, is refused", "[sim][results][hdf5]")
{
    const Folder folder;
    Hdf5Writer writer(folder / "results.h5", sample::layout(2));
    writer.put(sample::unit({0, 0, 1}));
    CHECK_THROWS_AS(writer.put(sample::unit({0, 0, 1})), ResultsError);
    CHECK_THROWS_AS(writer.put(sample::unit({0, 0, 2})), ResultsError);
}

TEST_CASE("a place that cannot be written to is named, with what to do", "[sim][results][hdf5]")
{
    const Folder folder;
    const auto refused = [](const std::filesystem::path& path) {
        const auto [text, code] = sample::refusal<ResultsError>([&] { Hdf5Writer(path, sample::layout()); });
        CHECK(code == 4);
        CHECK_THAT(text, Catch::Contains(path.string()) && Catch::Contains("-o"));
    };
    refused(folder / "nowhere/results.h5");
    refused("/proc/results.h5"); // read-only for everybody
    sample::write_bytes(folder / "file", "x");
    refused(folder / "file/results.h5");
    std::filesystem::create_directory(folder / "results.h5");
    refused(folder / "results.h5");
}

namespace {

/// What `what` says in a process of its own that may write no file of more than `bytes`: for HDF5 a full disk, after
/// which it keeps memory that it never gives back.
template <class What> std::string on_a_full_disk(rlim_t bytes, const std::filesystem::path& report, What what)
{
    const pid_t child = fork();
    if (child == 0) {
        rlimit limit{};
        getrlimit(RLIMIT_FSIZE, &limit);
        limit.rlim_cur = bytes;
        std::signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &limit);
        sample::write_bytes(report, what());
        _exit(0);
    }
    int status = -1;
    waitpid(child, &status, 0);
    CHECK(status == 0);
    return sample::bytes_of(report);
}

} // namespace

TEST_CASE("a disk that refuses to take more gives an error, and leaves no file", "[sim][results][hdf5]")
{
    const Folder folder;
    const auto text = on_a_full_disk(8'000, folder / "report", [&] {
        const auto [words, code] = sample::refusal<ResultsError>([&] {
            write(folder / "results.h5", sample::layout(), {{0, 0, 0}, {0, 0, 1}});
        });
        const bool left = std::filesystem::exists(folder / "results.h5.tmp");
        return words + " [" + std::to_string(code) + (left ? " left" : "") + "]";
    });
    CHECK_THAT(text, Catch::Contains("results.h5") && Catch::Contains("File too large") && Catch::EndsWith("[4]"));
    CHECK_FALSE(std::filesystem::exists(folder / "results.h5"));
}
