#include "sim/field.hpp"

#include "sim/mathematics.hpp"

#include <algorithm>

namespace meam {

Field::Counts::Counts(int octave)
{
    const double mean = octave < 0 ? 1.0 / static_cast<double>(1 << -octave) : static_cast<double>(1 << octave);
    double term = exponential(-mean);
    double sum = 0.0;
    up_to.fill(std::uint64_t{1} << 40);
    for (std::size_t n = 0; n + 1 < up_to.size(); ++n) {
        sum += term;
        term = term * mean / static_cast<double>(n + 1);
        const double scaled = sum * 0x1p40;
        if (scaled >= 0x1p40 - 0.5) {
            break;
        }
        up_to[n] = static_cast<std::uint64_t>(scaled);
    }
    for (std::size_t byte = 0; byte < of_byte.size(); ++byte) {
        const std::uint64_t least = std::uint64_t{byte} << 32;
        const auto n = static_cast<std::size_t>(std::upper_bound(up_to.begin(), up_to.end(), least) - up_to.begin());
        const bool decided = up_to[n] >= least + (std::uint64_t{1} << 32);
        of_byte[byte] = decided ? static_cast<std::uint8_t>(n) : open;
    }
    not_none = static_cast<std::uint8_t>(
        std::find_if(of_byte.begin(), of_byte.end(), [](std::uint8_t n) { return n != 0; }) - of_byte.begin());
}

unsigned Field::points_by_all_bits(unsigned g, std::uint32_t l, std::uint32_t cell, std::uint32_t byte) const
{
    const auto rest = block(key_, {who_, process_, cell >> 2, base_of(g) | l << 24 | 0x00ffffffU})[cell & 3U];
    const auto& up_to = groups[g].layers[l].counts->up_to;
    const std::uint64_t bits = std::uint64_t{byte} << 32 | rest;
    return static_cast<unsigned>(std::upper_bound(up_to.begin(), up_to.end(), bits) - up_to.begin());
}

const std::array<Field::Counts, 10> Field::counts_by_octave{Counts(-4), Counts(-3), Counts(-2), Counts(-1), Counts(0),
                                                            Counts(1),  Counts(2),  Counts(3),  Counts(4),  Counts(5)};

Field::Group::Group(unsigned bits, int first, std::size_t count) : week_bits(bits)
{
    for (std::size_t l = 0; l < count; ++l) {
        const int layer = first + static_cast<int>(l);
        const int height = ground + std::max(0, layer - 1);
        const auto octave = static_cast<std::size_t>(height + static_cast<int>(bits) - lowest_octave);
        std::fill_n(not_none.begin() + static_cast<std::ptrdiff_t>(4 * l), 4, counts_by_octave[octave].not_none);
        layers[l] = {layer == 0 ? 0 : boundary(height), height, &counts_by_octave[octave]};
    }
}

// Cells are 256 weeks long for hazards below 2^-9 events per week, 32 weeks below 2^-5, 2 weeks below 1/2, and 1 week
// above. The highest layer ends at 2^6 events per week, above the hazard `certain`.
const std::array<Field::Group, 5> Field::groups{Group(8, 0, 4), Group(5, 4, 4), Group(1, 8, 4), Group(0, 12, 4),
                                                Group(0, 16, 3)};

} // namespace meam
