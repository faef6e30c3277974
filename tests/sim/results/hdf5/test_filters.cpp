#include "sim/results/hdf5/packing.hpp"
#include "tests/sim/results/hdf5/folder.hpp"

#include <cmath>
#include <limits>

using namespace meam::results;
using sample::Folder;

namespace {

template <class T> std::vector<T> numbers(std::size_t count)
{
    std::vector<T> result(count);
    for (std::size_t i = 0; i < count; ++i) {
        result[i] = static_cast<T>(i % 7 == 0 ? i * i : 0);
    }
    result.front() = std::numeric_limits<T>::lowest();
    result.back() = std::numeric_limits<T>::max();
    return result;
}

template <class T> void expect_one_language(std::size_t count)
{
    const Folder folder;
    const auto ours = numbers<T>(count);
    const h5::Shape shape{1, count};
    auto file = h5::File::create(folder / "both.h5");
    auto by_the_library = file.create_dataset("library", h5::kind_of<T>(), shape, {shape});
    auto by_us = file.create_dataset("us", h5::kind_of<T>(), shape, {shape});
    by_the_library.write(std::span<const T>(ours));
    by_us.write_chunk({0, 0}, filters::packed(std::span<const T>(ours)));
    file.close();

    const auto read = h5::File::open(folder / "both.h5");
    CHECK(read.dataset("us").lies_in(shape));
    CHECK(read.dataset("us").template read<T>() == ours);
    std::vector<T> back(count);
    filters::unpack(std::span<const std::byte>(read.dataset("library").read_chunk({0, 0})), std::span<T>(back));
    CHECK(back == ours);
}

} // namespace

TEST_CASE("the library reads chunks that we filtered, and we those that it filtered", "[sim][results][hdf5]")
{
    for (const std::size_t count : {1, 2, 3, 1000, 4321}) {
        expect_one_language<std::int16_t>(count);
        expect_one_language<std::int32_t>(count);
        expect_one_language<std::int64_t>(count);
        expect_one_language<double>(count);
    }
}

TEST_CASE("a chunk that reaches beyond its axis is padded by the library as by us", "[sim][results][hdf5]")
{
    const Folder folder;
    const std::vector<double> ours{1.5, 2.5, 3.5, 4.5, 5.5};
    const double missing = fill<double>();
    auto file = h5::File::create(folder / "file.h5");
    file.create_dataset("library", h5::Kind::float64, {5}, {{3}, &missing}).write(std::span<const double>(ours));
    file.close();
    const auto chunk = h5::File::open(folder / "file.h5").dataset("library").read_chunk({3});
    std::vector<double> last(3);
    filters::unpack(std::span<const std::byte>(chunk), std::span(last));
    CHECK(std::vector<double>{last[0], last[1]} == std::vector<double>{4.5, 5.5});
    CHECK(std::isnan(last[2]));
}

TEST_CASE("a chunk with one spoilt byte, cut short or of another size is refused", "[sim][results][hdf5]")
{
    const auto ours = numbers<std::int32_t>(500);
    const auto chunk = filters::packed(std::span<const std::int32_t>(ours));
    const auto unpacked = [](const filters::Bytes& bytes, std::size_t count) {
        std::vector<std::int32_t> result(count);
        filters::unpack(std::span<const std::byte>(bytes), std::span(result));
        return result;
    };
    CHECK(unpacked(chunk, 500) == ours);
    for (std::size_t i = 0; i < chunk.size(); ++i) {
        auto spoilt = chunk;
        spoilt[i] ^= std::byte{16};
        CHECK_THROWS_AS(unpacked(spoilt, 500), h5::Error);
    }
    CHECK_THROWS_AS(unpacked({chunk.begin(), chunk.begin() + 3}, 500), h5::Error);
    CHECK_THROWS_AS(unpacked({}, 500), h5::Error);
    CHECK_THROWS_AS(unpacked(chunk, 499), h5::Error);
    CHECK_THROWS_AS(unpacked(chunk, 501), h5::Error);
}

TEST_CASE("a dataset lies in chunks of ours only if their shape is that too", "[sim][results][hdf5]")
{
    const Folder folder;
    auto file = h5::File::create(folder / "file.h5");
    const auto chunked = file.create_dataset("chunked", h5::Kind::int32, {4, 6}, {{1, 6}});
    const auto whole = file.create_dataset("whole", h5::Kind::int32, {4, 6});
    CHECK(chunked.lies_in({1, 6}));
    CHECK_FALSE(chunked.lies_in({1, 3}));
    CHECK_FALSE(chunked.lies_in({1, 6, 1}));
    CHECK_FALSE(whole.lies_in({4, 6}));
    CHECK(chunked.read_chunk({2, 0}).empty()); // nothing was written there
}
