#include "sim/results/hdf5/merge.hpp"
#include "sim/results/hdf5/segments.hpp"
#include "tests/sim/results/hdf5/folder.hpp"
#include "tests/sim/results/sample.hpp"

using namespace meam::results;
using sample::Folder;

namespace {

Memory holding(const Layout& layout, const std::vector<UnitId>& ids)
{
    Memory memory(layout);
    for (const auto& id : ids) {
        memory.put(sample::unit(id));
    }
    return memory;
}

/// What a run leaves whose segments were closed after each of these groups of units.
std::filesystem::path results_of_run(const std::filesystem::path& out, const Layout& layout,
                                     const std::vector<std::vector<UnitId>>& groups)
{
    Segments segments(out, layout);
    for (const auto& group : groups) {
        for (const auto& id : group) {
            segments.put(sample::unit(id));
        }
        segments.close();
    }
    const auto sources = segments.sources();
    consolidate(pointers_to(sources), layout, {}, out / "results.h5");
    return out / "results.h5";
}

std::pair<std::string, int> refusal_of(const std::vector<const Source*>& sources, const Layout& layout,
                                       const std::filesystem::path& path)
{
    return sample::refusal<ResultsError>([&] { consolidate(sources, layout, {}, path); });
}

} // namespace

TEST_CASE("the merge of shards has the same bytes as the file of a single run", "[sim][results][hdf5]")
{
    const Folder folder;
    const Layout layout = sample::layout(2);
    const auto whole = results_of_run(folder / "whole", layout, {{{0, 0, 0}, {0, 0, 1}, {0, 1, 0}, {0, 1, 1}}});
    const auto late = results_of_run(folder / "late", layout, {{{0, 1, 1}}, {{0, 1, 0}, {0, 0, 1}}, {{0, 0, 0}}});
    const auto one = results_of_run(folder / "one", layout, {{{0, 1, 0}}, {{0, 0, 1}}});
    const auto two = results_of_run(folder / "two", layout, {{{0, 1, 1}, {0, 0, 0}}});

    const Hdf5Source first(one);
    const Hdf5Source second(two);
    const std::vector<const Source*> shards{&second, &first};
    consolidate(shards, common_layout(shards), {}, folder / "merged.h5");

    CHECK(sample::bytes_of(folder / "merged.h5") == sample::bytes_of(whole));
    CHECK(sample::bytes_of(late) == sample::bytes_of(whole));
}

TEST_CASE("the bytes of a merge are those of a single run also where chunks hold many units", "[sim][results][hdf5]")
{
    const Folder folder;
    Layout layout = sample::layout(40);
    layout.points = 5;
    layout.inputs = {};
    Memory even(layout);
    Memory odd(layout);
    for (const auto& id : missing_units(layout, {})) {
        (id.replicate % 2 == 0 ? even : odd).put(sample::unit(id));
    }
    const Memory whole = sample::memory_of(layout);
    consolidate(std::vector<const Source*>{&whole}, layout, {}, folder / "whole.h5");
    consolidate(std::vector<const Source*>{&odd}, layout, {}, folder / "odd.h5");
    const Hdf5Source odd_file(folder / "odd.h5");
    const std::vector<const Source*> shards{&even, &odd_file};
    consolidate(shards, layout, {}, folder / "merged.h5");
    CHECK(sample::bytes_of(folder / "merged.h5") == sample::bytes_of(folder / "whole.h5"));
    CHECK(sample::equal(Hdf5Source(folder / "merged.h5"), whole));
}

TEST_CASE("a merge may be partial, and says what it lacks", "[sim][results][hdf5]")
{
    const Folder folder;
    const Layout layout = sample::layout(3);
    const Memory memory = holding(layout, {{0, 0, 0}, {0, 1, 2}});
    const std::vector<const Source*> sources{&memory};
    consolidate(sources, layout, {}, folder / "partial.h5");
    const Hdf5Source partial(folder / "partial.h5");
    CHECK(sample::equal(partial, memory));
    CHECK(missing_units(partial.layout(), partial.units()).size() == 4);
}

TEST_CASE("the same unit in two shards is fine if it is the same, refused if it differs", "[sim][results][hdf5]")
{
    const Folder folder;
    const Layout layout = sample::layout(2);
    const Memory a = holding(layout, {{0, 0, 0}, {0, 0, 1}});
    const Memory b = holding(layout, {{0, 0, 1}, {0, 1, 1}});
    const std::vector<const Source*> sources{&a, &b};
    CHECK(all_units(sources).size() == 3);
    consolidate(sources, layout, {}, folder / "merged.h5");
    CHECK(Hdf5Source(folder / "merged.h5").units().size() == 3);

    Memory other(layout);
    Unit unit = sample::unit({0, 0, 1});
    unit.digest = sample::digest({0, 0, 5});
    other.put(unit);
    const auto [text, code] = refusal_of({&a, &other}, layout, folder / "refused.h5");
    CHECK(code == 6);
    CHECK_THAT(text, Catch::Contains("replicate 1") && Catch::Contains("different results"));
    CHECK_FALSE(std::filesystem::exists(folder / "refused.h5"));
}

TEST_CASE("shards of different experiments or shapes are refused with exit code 6", "[sim][results][hdf5]")
{
    const Folder folder;
    const Layout layout = sample::layout(2);
    const Memory memory = holding(layout, {{0, 0, 0}});
    const auto refused = [&](auto change, const std::string& because) {
        Layout different = layout;
        change(different);
        const Memory other(different);
        const std::vector<const Source*> sources{&memory, &other};
        const auto [text, code] = refusal_of(sources, layout, folder / "refused.h5");
        CHECK(code == 6);
        CHECK_THAT(text, Catch::Contains(because));
        CHECK_THROWS_AS(common_layout(sources), ResultsError);
        CHECK_FALSE(std::filesystem::exists(folder / "refused.h5"));
    };
    refused([](Layout& l) { l.digest = "f"; }, "different experiments");
    refused([](Layout& l) { l.scenarios[1] = "other"; }, "scenario 2");
    refused([](Layout& l) { l.axes[0].length = 9; }, "axis `week`");
    refused([](Layout& l) { l.columns.pop_back(); }, "`residents` is in one of them only");
    refused([](Layout& l) { l.columns[0].type = Type::int64; }, "different types");
    refused([](Layout& l) { l.points = 2; }, "design points");
}

TEST_CASE("shards with smaller and larger plans merge to the larger", "[sim][results][hdf5]")
{
    const Folder folder;
    const Memory small = holding(sample::layout(2), {{0, 0, 0}});
    const Memory large = holding(sample::layout(5), {{0, 0, 4}});
    const std::vector<const Source*> sources{&small, &large};
    consolidate(sources, common_layout(sources), {}, folder / "merged.h5");
    CHECK(Hdf5Source(folder / "merged.h5").layout().replicates_planned == 5);
}

TEST_CASE("a merge can replace one of its own sources", "[sim][results][hdf5]")
{
    const Folder folder;
    const Layout layout = sample::layout(2);
    const auto path = results_of_run(folder / "out", layout, {{{0, 0, 0}}});
    {
        const Hdf5Source before(path);
        const Memory more = holding(layout, {{0, 1, 1}});
        const std::vector<const Source*> sources{&before, &more};
        consolidate(sources, layout, {}, path);
    }
    CHECK(Hdf5Source(path).units().size() == 2);
}

TEST_CASE("parts whose design points have different numbers are not merged", "[sim][results][hdf5]")
{
    auto other = sample::layout();
    other.inputs.values[0] += 1;
    CHECK(difference(sample::layout(), sample::layout()).empty());
    CHECK(difference(sample::layout(), other) == "their design points have different numbers");
}

TEST_CASE("a merge of nothing is a mistake on the command line", "[sim][results][hdf5]")
{
    CHECK(sample::refusal<ResultsError>([] { common_layout({}); }).second == 2);
}
