#include "sim/field.hpp"

#include "sim/mathematics.hpp"

namespace meam {

Field::Counts::Counts(int octave)
{
    const double mean = octave < 0 ? 1.0 / static_cast<double>(1 << -octave) : static_cast<double>(1 << octave);
    double term = exponential(-mean);
    double sum = 0.0;
    up_to.fill(std::uint64_t{1} << 32);
    for (std::size_t n = 0; n + 1 < up_to.size(); ++n) {
        sum += term;
        term = term * mean / static_cast<double>(n + 1);
        const double scaled = sum * 0x1p32;
        if (scaled >= 0x1p32 - 0.5) {
            break;
        }
        up_to[n] = static_cast<std::uint64_t>(scaled);
    }
}

const std::array<Field::Counts, 10> Field::counts_by_octave{Counts(-4), Counts(-3), Counts(-2), Counts(-1), Counts(0),
                                                            Counts(1),  Counts(2),  Counts(3),  Counts(4),  Counts(5)};

} // namespace meam
