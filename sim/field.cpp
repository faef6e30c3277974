#include "sim/field.hpp"

#include "sim/mathematics.hpp"

#include <array>
#include <vector>

namespace meam {
namespace {

/// Thresholds of P(N <= n) * 2^32 for a Poisson number with mean 2^octave.
std::vector<std::uint32_t> thresholds(int octave)
{
    const double mean = octave < 0 ? 1.0 / static_cast<double>(1 << -octave) : static_cast<double>(1 << octave);
    std::vector<std::uint32_t> result;
    double term = exponential(-mean);
    double sum = 0.0;
    for (int n = 0; n < 200; ++n) {
        sum += term;
        term = term * mean / (n + 1);
        const double scaled = sum * 0x1p32;
        if (scaled >= 0x1p32 - 0.5) {
            break;
        }
        result.push_back(static_cast<std::uint32_t>(scaled));
    }
    return result;
}

constexpr int lowest_octave = -4;

const std::array<std::vector<std::uint32_t>, 10>& table()
{
    static const auto all = [] {
        std::array<std::vector<std::uint32_t>, 10> octaves;
        for (int i = 0; i < 10; ++i) {
            octaves[static_cast<std::size_t>(i)] = thresholds(i + lowest_octave);
        }
        return octaves;
    }();
    return all;
}

const auto& octaves = table();

} // namespace

unsigned Field::count_by_inversion(std::uint32_t bits, int octave)
{
    const auto& limits = octaves[static_cast<std::size_t>(octave - lowest_octave)];
    unsigned n = 0;
    while (n < limits.size() && bits >= limits[n]) {
        ++n;
    }
    return n;
}

} // namespace meam
