#include "models/watch.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace meam {
namespace {

/// Plenty, and the most that room is ever said to be: what no shift uses up, nor makes overflow.
constexpr std::int16_t most_room = 16384;
/// A bound is this part of the hazard above it: wider, and more looks come to nothing; narrower, and more hazards rise
/// over it. A quarter took the fewest instructions on Kirkholt, of none, a quarter, a half and one.
constexpr Hazard parts_above = 4;

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

/// Logarithm of a hazard above 0 [1/512 octave], at most 3 too low.
int log_below(Hazard hazard)
{
    const int exponent = static_cast<int>(std::bit_width(hazard)) - 1;
    const Hazard mantissa = exponent >= 8 ? hazard >> (exponent - 8) : hazard << (8 - exponent);
    return exponent * 512 + fractions[mantissa & 255U];
}

/// Calls visit(process) where test(process) holds; whole blocks are passed over where it holds nowhere.
template <class Test, class Visit> void each_where(std::size_t width, Test&& test, Visit&& visit)
{
    for (std::size_t block = 0; block < width; block += lanes) {
        std::int16_t any = 0;
        for (std::size_t k = 0; k < lanes; ++k) {
            any = static_cast<std::int16_t>(any | (test(block + k) ? -1 : 0));
        }
        if (any != 0) {
            for (std::size_t k = 0; k < lanes; ++k) {
                if (test(block + k)) {
                    visit(block + k);
                }
            }
        }
    }
}

} // namespace

void Watch::due(Week week, ProcessSet& looking) const
{
    const auto last = static_cast<std::int16_t>(std::min(week, last_known));
    each_where(
        width_, [&](std::size_t p) { return until_[p] <= last; }, [&](std::size_t p) { looking.set(p); });
}

Week Watch::earliest() const
{
    std::array<std::int16_t, lanes> least;
    least.fill(static_cast<std::int16_t>(last_known));
    for (std::size_t block = 0; block < width_; block += lanes) {
        for (std::size_t k = 0; k < lanes; ++k) {
            const std::int16_t until = until_[block + k];
            least[k] = until < least[k] ? until : least[k];
        }
    }
    return *std::min_element(least.begin(), least.end());
}

void Watch::moved(std::size_t covariate, int from, int to, ProcessSet& anew) const
{
    anew |= shifts_->anew(covariate);
    const auto before = shifts_->at(covariate, from);
    if (before.empty()) {
        return;
    }
    const auto after = shifts_->at(covariate, to);
    for (std::size_t block = 0; block < width_; block += lanes) {
        std::int16_t least = 0;
        for (std::size_t k = 0; k < lanes; ++k) {
            auto& room = room_[block + k];
            room = static_cast<std::int16_t>(room + before[block + k] - after[block + k]);
            least = std::min(least, room);
        }
        for (std::size_t k = 0; least < 0 && k < lanes; ++k) {
            if (room_[block + k] < 0) {
                anew.set(block + k);
            }
        }
    }
}

void Watch::look(std::size_t p, const Field& field, Week from, Week far, Hazard hazard) const
{
    if (hazard == 0) { // nothing lies below a hazard of 0, ever
        bound_[p] = Bound().code();
        until_[p] = static_cast<std::int16_t>(last_known);
        room_[p] = most_room;
        return;
    }
    if (until_[p] < from || hazard > bound(p)) {
        bound_[p] = Bound(hazard + hazard / parts_above).code();
        until_[p] = static_cast<std::int16_t>(field.next(from, std::min(far, last_known), bound(p)));
    }
    const int room = log_below(bound(p)) - log_below(hazard + 1) - shifts_->margin(p);
    room_[p] = static_cast<std::int16_t>(std::min<int>(room, most_room));
}

void Watches::grow(std::size_t residents)
{
    const auto row = 3 * width_;
    for (auto known = rows_.size() / std::max<std::size_t>(row, 1); known < residents; ++known) {
        rows_.insert(rows_.end(), row, 0);
        std::fill(rows_.end() - static_cast<std::ptrdiff_t>(row - processes_),
                  rows_.end() - static_cast<std::ptrdiff_t>(row - width_), static_cast<std::int16_t>(last_known));
        std::fill(rows_.end() - static_cast<std::ptrdiff_t>(width_), rows_.end(), most_room);
    }
}

} // namespace meam
