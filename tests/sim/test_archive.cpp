#include "sim/archive.hpp"

#include <catch2/catch.hpp>

using namespace meam;

namespace {

enum class Colour : std::uint8_t { red, blue };

struct Thing {
    int number = 0;
    Colour colour = Colour::red;
    std::array<std::int16_t, 3> three{};
    std::vector<std::string> words;
    std::vector<std::vector<double>> table;
    bool operator==(const Thing&) const = default;
};

template <class Archive> void describe(Archive& archive, IsA<Thing> auto& thing)
{
    archive(thing.number, thing.colour, thing.three, thing.words, thing.table);
}

const Thing some{-7, Colour::blue, {1, -2, 3}, {"a", "", "long enough to lie elsewhere"}, {{0.1, -0.0}, {}, {1e300}}};

std::string bytes_of(const std::vector<Thing>& things)
{
    ArchiveWriter archive;
    archive(things);
    return archive.bytes();
}

} // namespace

TEST_CASE("an archive returns what was written", "[sim]")
{
    ArchiveReader archive(bytes_of({some, {}, some}));
    std::vector<Thing> things;
    archive(things);
    CHECK(things == std::vector<Thing>{some, {}, some});
    CHECK(archive.at_end());
}

TEST_CASE("bytes that end too soon, or promise more than there is, are refused", "[sim]")
{
    const auto whole = bytes_of({some, some});
    for (std::size_t size = 0; size < whole.size(); ++size) {
        ArchiveReader archive(whole.substr(0, size));
        std::vector<Thing> things;
        CHECK_THROWS_AS(archive(things), ArchiveError);
    }
    auto greedy = whole;
    greedy[7] = '\x7f'; // of the number of things, the highest byte
    ArchiveReader archive(greedy);
    std::vector<Thing> things;
    CHECK_THROWS_AS(archive(things), ArchiveError);
}
