#include "sim/results/hdf5/merge.hpp"
#include "sim/results/hdf5/segments.hpp"
#include "tests/sim/results/hdf5/folder.hpp"
#include "tests/sim/results/sample.hpp"

#include <algorithm>

using namespace meam::results;
using sample::Folder;

namespace {

/// As long as real ones: `contacts` fills a chunk, `severity` two of them and a half, `residents` stays small.
Layout long_layout(std::size_t replicates)
{
    Layout layout = sample::layout(replicates);
    layout.axes[0].length = 20'000;
    layout.axes[2].length = 17;
    return layout;
}

Unit long_unit(const Layout& layout, const UnitId& id)
{
    Unit unit{id, sample::digest(id), {}, 0.0};
    for (const auto& column : layout.columns) {
        const auto fill = [&](auto zero) {
            std::vector<decltype(zero)> numbers(layout.cells(column), zero);
            for (std::size_t i = 0; i < numbers.size(); i += 3) {
                numbers[i] = static_cast<decltype(zero)>(i + 7 * static_cast<std::size_t>(id.replicate + id.scenario));
            }
            unit.data.emplace_back(std::move(numbers));
        };
        switch (column.type) {
        case Type::int32:
            fill(std::int32_t{0});
            break;
        case Type::int64:
            fill(std::int64_t{0});
            break;
        case Type::float64:
            fill(0.0);
            break;
        }
    }
    return unit;
}

Memory long_memory(const Layout& layout)
{
    Memory memory(layout);
    for (const auto& id : missing_units(layout, {})) {
        memory.put(long_unit(layout, id));
    }
    return memory;
}

} // namespace

TEST_CASE("what is packed unpacks to the same numbers, in whole chunks or in parts of them", "[sim][results][hdf5]")
{
    const Layout layout = long_layout(1);
    const Packing packing(layout);
    const Unit unit = long_unit(layout, {0, 1, 0});
    REQUIRE(packing.alone(0));
    REQUIRE(packing.alone(2));
    CHECK_FALSE(packing.alone(3));
    CHECK(packing.starts(0, {0, 1, 0}) == std::vector<h5::Shape>{{0, 1, 0, 0, 0}});
    CHECK(packing.starts(2, {0, 1, 0}).size() == 3);

    const auto packed = packing.packed(unit);
    CHECK(bytes_of(packed) < 600'000); // of 3.5 MB
    for (const std::size_t c : {0, 1, 2}) {
        CHECK(packing.unpacked(c, std::get<Chunks>(packed.columns[c])) == unit.data[c]);
    }
    CHECK(std::get<Data>(packed.columns[3]) == unit.data[3]);
}

TEST_CASE("an axis that is cut in the middle is cut for each place of the axes before it", "[sim][results][hdf5]")
{
    Layout layout = sample::layout(1);
    layout.axes[0].length = 3;
    layout.axes[2].length = 200'000;
    const Packing packing(layout);
    const Unit unit = long_unit(layout, {0, 0, 0});
    CHECK(packing.starts(2, {0, 0, 0}) == std::vector<h5::Shape>{{0, 0, 0, 0, 0},
                                                                 {0, 0, 0, 0, 131'072},
                                                                 {0, 0, 0, 1, 0},
                                                                 {0, 0, 0, 1, 131'072},
                                                                 {0, 0, 0, 2, 0},
                                                                 {0, 0, 0, 2, 131'072}});
    CHECK(packing.unpacked(2, std::get<Chunks>(packing.packed(unit).columns[2])) == unit.data[2]);
}

TEST_CASE("the library reads from a file what was packed for it", "[sim][results][hdf5]")
{
    const Folder folder;
    const Layout layout = long_layout(2);
    const Memory memory = long_memory(layout);
    consolidate(std::vector<const Source*>{&memory}, layout, {}, folder / "results.h5");
    const auto file = h5::File::open(folder / "results.h5");
    const h5::Block block{{0, 1, 1, 0, 0}, {1, 1, 1, 20'000, 17}};
    CHECK(file.dataset("severity").read<double>(&block) == std::get<std::vector<double>>(memory.column({0, 1, 1}, 2)));
}

TEST_CASE("units copied from segments and shards leave the same bytes as units packed again", "[sim][results][hdf5]")
{
    const Folder folder;
    const Layout layout = long_layout(3);
    const Memory memory = long_memory(layout);
    consolidate(std::vector<const Source*>{&memory}, layout, {}, folder / "packed.h5");

    Segments segments(folder / "out", long_layout(1)); // the plan grows
    auto ids = missing_units(layout, {});
    std::reverse(ids.begin(), ids.end());
    for (const auto& id : ids) {
        segments.put(long_unit(layout, id));
        segments.close();
    }
    const auto sources = segments.sources();
    consolidate(pointers_to(sources), layout, {}, folder / "copied.h5");
    const Hdf5Source copied(folder / "copied.h5");
    consolidate(std::vector<const Source*>{&copied}, layout, {}, folder / "again.h5");

    CHECK(sample::equal(copied, memory));
    CHECK(sample::bytes_of(folder / "copied.h5") == sample::bytes_of(folder / "packed.h5"));
    CHECK(sample::bytes_of(folder / "again.h5") == sample::bytes_of(folder / "packed.h5"));
}

TEST_CASE("several threads may put at once", "[sim][results][hdf5]")
{
    const Folder folder;
    const Layout layout = long_layout(4);
    Segments segments(folder / "out", layout);
    {
        std::vector<std::jthread> threads;
        for (const std::int32_t scenario : {0, 1}) {
            threads.emplace_back([&, scenario] {
                for (std::int32_t r = 0; r < 4; ++r) {
                    segments.put(long_unit(layout, {0, scenario, r}));
                }
            });
        }
    }
    segments.close();
    CHECK(segments.finished().size() == 8);
    const auto sources = segments.sources();
    consolidate(pointers_to(sources), layout, {}, folder / "results.h5");
    CHECK(sample::equal(Hdf5Source(folder / "results.h5"), long_memory(layout)));
}
