#pragma once
// Event times from a Poisson field for every process of every resident.
//
// Each (resident, process) has a fixed set of points in the plane time x hazard: a Poisson random measure of unit
// intensity, drawn by address. An event of the process occurs at each point (t, y) *below the hazard*, y < h(t). For
// any hazard, however needs, queues or policies change it, these events are exactly the point process with that hazard
// (Lewis & Shedler 1979, thinning). The probability of at least one event in a week of constant hazard h is 1 -
// exp(-h).
//
//      hazard
//        |      .         .              .        points: fixed by address, for all scenarios
//        |  .        .            .
//        |~~~~~~~|____ h(t) ____.      .  |~~~    an event where a point lies below the line
//        |   .   |   x        .     x     | x
//        +----------------------------------- week
//
// The field has no state that an event uses up. A policy that changes no hazard changes no event. Two scenarios with
// the same hazard in a week have the same events in that week, whatever happened before. Quiet weeks can be skipped
// without any bookkeeping. docs/model/draws.md compares this method with exponential clocks per spell.
//
// The plane is divided into layers of hazard, whose heights double, and cells of weeks. The points of a cell are
// computed only when needed. One Philox block of sixteen bytes gives the numbers of points in four consecutive cells of
// four layers, one byte for each. Where a byte does not determine the number, and only there, 32 more bits are drawn.

#include "sim/draws.hpp"
#include "sim/lanes.hpp"
#include "sim/time.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace meam {

/// Expected events per week in units of 2^-48. An integer, so that no rounding decides whether a point lies below the
/// hazard.
using Hazard = std::uint64_t;

/// Units of Hazard per expected event per week.
inline constexpr double hazard_unit = 0x1p48;
/// Hazards are capped here [1/week]: with 40 expected events per week, at least one is practically certain.
inline constexpr double highest_hazard = 40.0;
inline constexpr Hazard certain = Hazard{40} << 48;

/// @param events_per_week  [1/week], 0 or more; rounded to the nearest unit and capped at highest_hazard
inline Hazard to_hazard(double events_per_week)
{
    if (events_per_week >= highest_hazard) {
        return certain;
    }
    return events_per_week > 0.0 ? static_cast<Hazard>(events_per_week * hazard_unit + 0.5) : 0;
}

/// One point of a field.
struct Point {
    Week week = 0;
    std::uint32_t instant = 0; ///< time within the week [2^-32 week]: orders competing causes
    Hazard mark = 0;           ///< height of the point on the hazard axis
    std::uint32_t id = 0;      ///< address for further draws about this event; unique within process and week
};

/// The field of one process of one resident.
class Field {
public:
    Field(Key key, std::uint32_t who, std::uint32_t process) : key_(key), who_(who), process_(process) {}

    /// Calls visit(point) for each point of `week` below `hazard`, in unspecified order.
    template <class Visit> void each_in(Week week, Hazard hazard, Visit&& visit) const
    {
        for (unsigned g = 0; g < groups.size() && hazard > groups[g].low(); ++g) {
            const std::uint32_t cell = static_cast<std::uint32_t>(week) >> groups[g].week_bits;
            const auto counts = counts_around(g, cell);
            visit_cell(g, cell, counts, places_with_points(g, counts) & layers_between(g, 0, hazard),
                       [&](const Point& point) {
                           if (point.week == week && point.mark < hazard) {
                               visit(point);
                           }
                       });
        }
    }

    /// Finds the earliest point of `week` below `hazard`. @return false if there is none
    bool first_in(Week week, Hazard hazard, Point& first) const
    {
        bool found = false;
        each_in(week, hazard, [&](const Point& point) {
            if (!found || point.instant < first.instant ||
                (point.instant == first.instant && point.mark < first.mark)) {
                first = point;
                found = true;
            }
        });
        return found;
    }

    /// A lower bound of the next week in [from, until) that contains a point below `hazard`; `until` if there is none.
    /// The bound is exact unless the search reaches its limit of blocks. A bound that is too early costs time but does
    /// not change results.
    /// @param known_below  no point lies below this hazard in [from, until)
    Week next(Week from, Week until, Hazard hazard, Hazard known_below = 0) const
    {
        Week best = until;
        for (unsigned g = 0; g < groups.size() && hazard > groups[g].low(); ++g) {
            const std::uint32_t layers = layers_between(g, known_below, hazard);
            if (layers == 0) {
                continue;
            }
            const unsigned bits = groups[g].week_bits;
            std::uint32_t cell = static_cast<std::uint32_t>(from) >> bits;
            for (int blocks = 0; static_cast<Week>(cell << bits) < best; ++blocks, cell = (cell | 3U) + 1) {
                if (blocks == blocks_at_once) {
                    best = static_cast<Week>(cell << bits);
                    break;
                }
                const auto counts = counts_around(g, cell);
                const auto places = places_with_points(g, counts) & layers;
                for (auto left = cells_of(places) >> (cell & 3U); left != 0; left &= left - 1) {
                    const auto held = cell + static_cast<std::uint32_t>(std::countr_zero(left));
                    if (static_cast<Week>(held << bits) >= best) {
                        break;
                    }
                    visit_cell(g, held, counts, places, [&](const Point& point) {
                        const bool event = (point.week >= from) & (point.mark < hazard); // branch-free
                        best = std::min(best, event ? point.week : best);
                    });
                }
            }
        }
        return best;
    }

private:
    static constexpr int blocks_at_once = 6;

    static constexpr Hazard boundary(int exponent) { return Hazard{1} << (48 + exponent); }
    static constexpr int ground = -12; ///< log2 of the upper end of the lowest layer [1/week]
    static constexpr int ground_bits = 48 + ground;

    /// Poisson numbers with mean 2^octave, by inversion of 40 random bits. The first eight bits nearly always suffice.
    struct Counts {
        explicit Counts(int octave);
        static constexpr std::uint8_t open = 255;
        std::array<std::uint8_t, 256> of_byte{}; ///< number of points by the first eight bits; `open`: not determined
        std::array<std::uint64_t, 96> up_to{};   ///< P(N <= n) * 2^40 by n; 2^40 where the probability rounds to 1
        std::uint8_t not_none = 0;               ///< lowest first byte that does not imply 0 points
    };
    static constexpr int lowest_octave = -4;
    static const std::array<Counts, 10> counts_by_octave;

    /// Points between the hazard `low` and the `low` of the next layer. Every layer but the lowest is as high as its
    /// `low`.
    struct Layer {
        Hazard low = ~Hazard{0};        ///< lower end; an unused layer is above every hazard
        int height = 0;                 ///< log2 of the height of the layer [1/week]
        const Counts* counts = nullptr; ///< distribution of the number of points in a cell
    };
    /// Layers that share one cell length, 2^week_bits weeks.
    struct Group {
        Group(unsigned week_bits, int first_layer, std::size_t size);
        unsigned week_bits;
        std::array<Layer, 4> layers{};
        std::array<std::uint8_t, 16> not_none{}; ///< by layer and cell: lowest byte that may mean more than 0 points

        [[nodiscard]] Hazard low() const { return layers[0].low; }
    };
    static const std::array<Group, 5> groups;

    static constexpr std::uint32_t base_of(unsigned g) { return 0x80000000U | g << 28; }

    /// The random block that gives the counts of four cells, including `cell`. Byte 4 l + i belongs to layer l and cell
    /// i.
    [[nodiscard]] Words counts_around(unsigned g, std::uint32_t cell) const
    {
        return block(key_, {who_, process_, cell >> 2, base_of(g)});
    }

    /// Mask of the layers of group g that end above `low` and begin below `high` (above 0): bits 4 l to 4 l + 3 for
    /// layer l.
    static std::uint32_t layers_between(unsigned g, Hazard low, Hazard high)
    {
        const auto first = [g](int layers) { // bits of this group for the lowest `layers` of all layers
            return (1U << 4 * std::clamp(layers - 4 * static_cast<int>(g), 0, 4)) - 1;
        };
        return first(begun_below(high)) & ~first(static_cast<int>(std::bit_width(low)) - ground_bits);
    }

    /// Number of layers that begin below a hazard above 0.
    static int begun_below(Hazard hazard)
    {
        return 1 + std::max(0, static_cast<int>(std::bit_width(hazard - 1)) - ground_bits);
    }

    /// Mask of the layers and cells that may contain points: bit 4 l + i for layer l and cell i.
    static std::uint32_t places_with_points(unsigned g, const Words& counts)
    {
        static_assert(std::endian::native == std::endian::little, "bytes of a word are counted from the low end");
        std::array<std::uint8_t, 16> bytes;
        std::memcpy(bytes.data(), counts.data(), bytes.size());
        return lanes::at_least(bytes.data(), groups[g].not_none.data());
    }

    /// The cells, one bit each, in which any layer of the mask may contain points.
    static std::uint32_t cells_of(std::uint32_t places)
    {
        return (places | places >> 4 | places >> 8 | places >> 12) & 15U;
    }

    [[nodiscard]] unsigned points_of(unsigned g, std::uint32_t l, std::uint32_t cell, const Words& counts) const
    {
        const std::uint32_t byte = counts[l] >> (8 * (cell & 3U)) & 255U;
        const unsigned n = groups[g].layers[l].counts->of_byte[byte];
        return n != Counts::open ? n : points_by_all_bits(g, l, cell, byte);
    }
    [[nodiscard]] unsigned points_by_all_bits(unsigned g, std::uint32_t l, std::uint32_t cell,
                                              std::uint32_t byte) const;

    template <class Visit>
    void visit_cell(unsigned g, std::uint32_t cell, const Words& counts, std::uint32_t places, Visit&& visit) const
    {
        const auto& group = groups[g];
        for (auto left = places >> (cell & 3U) & 0x1111U; left != 0; left &= left - 1) {
            const auto l = static_cast<std::uint32_t>(std::countr_zero(left)) / 4;
            const unsigned points = points_of(g, l, cell, counts);
            for (unsigned k = 1; k <= points; ++k) {
                const std::uint32_t index = base_of(g) | l << 24 | k;
                const auto words = block(key_, {who_, process_, cell, index});
                const std::uint64_t fraction = std::uint64_t{words[1]} << 32 | words[2];
                const Hazard mark = group.layers[l].low + (fraction >> (16 - group.layers[l].height));
                const std::uint64_t position = std::uint64_t{words[0]} << 32 | words[3];
                const unsigned bits = group.week_bits;
                const std::uint32_t week_in_cell = bits == 0 ? 0 : static_cast<std::uint32_t>(position >> (64 - bits));
                visit(Point{static_cast<Week>((cell << bits) + week_in_cell),
                            static_cast<std::uint32_t>((position << bits) >> 32), mark, index & 0x7fffffffU});
            }
        }
    }

    Key key_;
    std::uint32_t who_;
    std::uint32_t process_;
};

/// A hazard rounded up to a 16-bit floating-point number with nine bits of mantissa; at most 1/256 above the hazard.
class Bound {
public:
    Bound() = default;
    explicit Bound(Hazard hazard)
    {
        unsigned exponent = hazard < full ? 0 : static_cast<unsigned>(std::bit_width(hazard)) - mantissa_bits;
        Hazard mantissa = (hazard + (Hazard{1} << exponent) - 1) >> exponent;
        if (mantissa == full) {
            mantissa = full / 2;
            ++exponent;
        }
        code_ = static_cast<std::uint16_t>(exponent << mantissa_bits | mantissa);
    }
    [[nodiscard]] Hazard hazard() const { return (code_ & (full - 1)) << (code_ >> mantissa_bits); }

    /// The code stored in columns: 0 for a hazard of 0, below 2^15.
    [[nodiscard]] std::int16_t code() const { return static_cast<std::int16_t>(code_); }
    static Bound of_code(std::int16_t code)
    {
        Bound bound;
        bound.code_ = static_cast<std::uint16_t>(code);
        return bound;
    }

private:
    static constexpr unsigned mantissa_bits = 9;
    static constexpr Hazard full = Hazard{1} << mantissa_bits;
    std::uint16_t code_ = 0;
};

/// The last week that a Quiet can represent: the largest 16-bit signed integer.
inline constexpr Week last_known = 32767;

/// What an earlier search established about a field: no point lies below `bound` before week `until`. Later changes to
/// the resident cannot invalidate it, because points are fixed. It implies nothing about hazards above `bound`. Four
/// bytes.
class Quiet {
public:
    /// No event occurs before this week at a hazard of at most `bound`.
    [[nodiscard]] Week until() const { return until_; }
    /// True if no event is possible in `week` at this hazard.
    [[nodiscard]] bool in(Week week, Hazard hazard) const { return week < until_ && hazard <= bound_.hazard(); }

    /// A lower bound of the next week, at or after `from` and at most `far`, with an event at this hazard. Searches the
    /// field only where the stored result does not suffice, and stores the new result.
    Week next(const Field& field, Week from, Week far, Hazard hazard)
    {
        if (hazard == 0) { // no point lies below a hazard of 0
            bound_ = Bound();
            until_ = static_cast<std::int16_t>(last_known);
        } else if (const Hazard under = until_ < from ? 0 : bound_.hazard(); hazard > under) {
            bound_ = Bound(hazard);
            const Week end = std::min({far, last_known, under > 0 ? Week{until_} : last_known});
            until_ = static_cast<std::int16_t>(field.next(from, end, bound_.hazard(), under));
        }
        return std::min<Week>(until_, far);
    }

private:
    Bound bound_;
    std::int16_t until_ = 0;
};

} // namespace meam
