#include "models/state/hazard_bounds.hpp"

#include "sim/lanes.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace meam {
namespace {

/// Upper limit of stored room: more than any sum of shifts, and small enough not to overflow.
constexpr std::int16_t most_room = 16384;
/// A bound exceeds the hazard by 1/16 of it. A wider bound causes more steps without an event; a narrower bound is
/// exceeded more often. On Kirkholt 1/8 took as many instructions as 1/16, and 1/4 and 1/32 took more; 1/16 gives fewer
/// steps.
constexpr Hazard parts_above = 16;
/// Upper bound of the rounding error of a computed hazard [unit of Hazard].
constexpr Hazard hazard_rounding = 16;

/// 512 * log2(1 + i / 256), rounded down.
constexpr std::array<std::int16_t, 256> fractions = [] {
    std::array<std::int16_t, 256> all{};
    for (std::size_t i = 0; i < all.size(); ++i) {
        // log2(x) bit by bit: squaring doubles the logarithm
        double x = 1.0 + static_cast<double>(i) / 256.0;
        int bits = 0;
        for (int k = 0; k < 9; ++k) {
            x *= x;
            bits *= 2;
            if (x >= 2.0) {
                x /= 2.0;
                ++bits;
            }
        }
        all[i] = static_cast<std::int16_t>(bits);
    }
    return all;
}();

/// Logarithm of a hazard above 0 [1/512 octave], rounded down; at most 3 too low.
int log_below(Hazard hazard)
{
    const int exponent = static_cast<int>(std::bit_width(hazard)) - 1;
    const Hazard mantissa = exponent >= 8 ? hazard >> (exponent - 8) : hazard << (8 - exponent);
    return exponent * 512 + fractions[mantissa & 255U];
}

} // namespace

void HazardBounds::due(Week week, ProcessSet& looking) const
{
    const auto last = on_until(std::min(week, last_known));
    for (std::size_t p = 0; p < width_; p += lanes::count) {
        looking.set_sixteen(p, lanes::at_most(until_ + p, last));
    }
}

Week HazardBounds::earliest() const
{
    const auto least = lanes::least(until_, width_);
    return least < 0 ? least & last_known : last_known; // if all processes are off
}

void HazardBounds::moved(std::size_t covariate, int from, int to, ProcessSet& dirty) const
{
    dirty |= shifts_->dirty(covariate, from, to);
    const auto before = shifts_->at(covariate, from);
    if (before.empty()) {
        return;
    }
    const auto after = shifts_->at(covariate, to);
    for (std::size_t p = 0; p < width_; p += lanes::count) {
        dirty.set_sixteen(p, lanes::shift(room_ + p, before.data() + p, after.data() + p));
    }
}

void HazardBounds::look(std::size_t p, const Field& field, Week from, Week far, Hazard hazard) const
{
    const Week known = until(p);
    if (hazard == 0) { // no point lies below a hazard of 0
        until_[p] = static_cast<std::int16_t>(known);
        room_[p] = most_room;
        return;
    }
    const Hazard under = known < from ? 0 : bound(p); // no point lies below it before `known`
    if (hazard + hazard_rounding > under) {
        bound_[p] = Bound(hazard + hazard / parts_above + hazard_rounding).code();
        const Week end = std::min({far, last_known, under > 0 ? known : last_known});
        until_[p] = on_until(field.next(from, end, bound(p), under));
    } else {
        until_[p] = on_until(known);
    }
    const int room = log_below(bound(p)) - log_below(hazard + 1) - shifts_->margin(p);
    room_[p] = static_cast<std::int16_t>(std::min<int>(room, most_room));
}

std::vector<std::int16_t> HazardBounds::no_bounds(std::size_t processes)
{
    const auto width = padded(processes);
    std::vector<std::int16_t> row(3 * width, 0);
    const auto until = row.begin();
    std::fill_n(until, processes, on_until(0));
    std::fill(until + static_cast<std::ptrdiff_t>(processes), until + static_cast<std::ptrdiff_t>(width),
              static_cast<std::int16_t>(last_known));
    std::fill(until + static_cast<std::ptrdiff_t>(2 * width), row.end(), most_room);
    return row;
}

} // namespace meam
