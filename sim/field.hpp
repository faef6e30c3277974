#pragma once
// When things happen: a Poisson field for every process of every resident.
//
// Each (resident, process) owns a fixed scatter of points in the plane time x hazard: a Poisson random measure of unit
// intensity, drawn by address. An event of the process happens wherever a point lies *below its hazard*: points (t, y)
// with y < h(t). For any hazard, however it is changed by needs, queues or policies, that is exactly the point process
// of that hazard (Lewis & Shedler 1979, thinning); the chance of at least one event in a week of constant hazard h is 1
// - exp(-h).
//
//      hazard
//        |      .         .              .        points: fixed by address, for all scenarios
//        |  .        .            .
//        |~~~~~~~|____ h(t) ____.      .  |~~~    an event where a point lies below the line
//        |   .   |   x        .     x     | x
//        +----------------------------------- week
//
// Nothing is spent, nothing is kept: a policy that changes nothing moves nothing, two scenarios with the same hazard in
// a week see the same events in it, whatever happened before, and stepping over quiet weeks needs no settlement.
// docs/draws.md has the comparison with clocks that spend an exponential per spell.
//
// The plane is cut into layers of hazard (heights double) and blocks of weeks, so that the points of a cell are drawn
// when looked at: four layers share one Philox block that says how many points each holds.

#include "sim/draws.hpp"
#include "sim/time.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace meam {

/// Expected events a week, in units of 2^-48: integers, so that no rounding decides whether a point lies below.
using Hazard = std::uint64_t;

inline constexpr double hazard_unit = 0x1p48;
/// Above this nothing is more certain: 40 expected events a week.
inline constexpr double highest_hazard = 40.0;
inline constexpr Hazard certain = Hazard{40} << 48;

/// @param events_per_week  0 or more; rounded once, capped at highest_hazard
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
    std::uint32_t instant = 0; ///< within the week [2^-32 week]: orders competing causes
    Hazard mark = 0;           ///< its height
    std::uint32_t id = 0;      ///< address for further draws about this event, unique within process and week
};

/// The field of one process of one resident.
class Field {
public:
    Field(Key key, std::uint32_t who, std::uint32_t process) : key_(key), who_(who), process_(process) {}

    /// Calls visit(point) for each point of `week` below `hazard`, in no stated order.
    template <class Visit> void each_in(Week week, Hazard hazard, Visit&& visit) const
    {
        for (unsigned group = 0; group < group_count && hazard > group_low(group); ++group) {
            visit_block(group, static_cast<std::uint32_t>(week) >> week_bits[group], hazard, [&](const Point& point) {
                if (point.week == week) {
                    visit(point);
                }
            });
        }
    }

    /// The earliest point of `week` below `hazard`. @return false if there is none
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

    /// A lower bound of the next week in [from, until) that holds a point below `hazard`, exact unless it would take
    /// long to find; `until` if there is none. Looking earlier than needed changes nothing.
    Week next(Week from, Week until, Hazard hazard) const
    {
        Week best = until;
        for (unsigned group = 0; group < group_count && hazard > group_low(group); ++group) {
            const unsigned bits = week_bits[group];
            std::uint32_t cell = static_cast<std::uint32_t>(from) >> bits;
            for (int looked = 0; static_cast<Week>(cell << bits) < best; ++cell, ++looked) {
                if (looked == cells_at_once) {
                    best = static_cast<Week>(cell << bits);
                    break;
                }
                visit_block(group, cell, hazard, [&](const Point& point) {
                    if (point.week >= from && point.week < best) {
                        best = point.week;
                    }
                });
            }
        }
        return best;
    }

private:
    // Groups of four layers share a block length: 2^9 weeks below 2^-9 events a week, 2^5 below 2^-5, 2 below 1/2,
    // then 1.
    static constexpr unsigned group_count = 5;
    static constexpr unsigned week_bits[group_count] = {9, 5, 1, 0, 0};
    static constexpr int group_exponent[group_count] = {-12, -9, -5, -1, 3}; ///< of the lowest boundary above 0
    static constexpr int cells_at_once = 24;

    static constexpr Hazard boundary(int exponent) { return Hazard{1} << (48 + exponent); }
    static constexpr Hazard group_low(unsigned group) { return group == 0 ? 0 : boundary(group_exponent[group]); }

    /// P(N <= n) * 2^32 of a Poisson number with mean 2^octave, by n; 2^32 where 32 bits tell it from 1 no longer.
    struct Counts {
        explicit Counts(int octave);
        std::array<std::uint64_t, 96> up_to{};
    };
    static constexpr int lowest_octave = -4;
    static const std::array<Counts, 10> counts_by_octave;

    /// How many points lie in a layer, by inversion of 32 bits. @param octave  log2 of the expected number, -4..5
    static unsigned count_by_inversion(std::uint32_t bits, int octave)
    {
        const auto& up_to = counts_by_octave[static_cast<std::size_t>(octave - lowest_octave)].up_to;
        unsigned n = 0;
        while (bits >= up_to[n]) {
            ++n;
        }
        return n;
    }

    template <class Visit> void visit_block(unsigned group, std::uint32_t cell, Hazard hazard, Visit&& visit) const
    {
        const std::uint32_t base = 0x80000000U | group << 28;
        const auto counts = block(key_, {who_, process_, cell, base});
        for (unsigned layer = 0; layer < (group == 4 ? 3U : 4U); ++layer) {
            // group 0 begins with the layer that reaches down to 0
            const bool ground = group == 0 && layer == 0;
            const int exponent = group_exponent[group] + static_cast<int>(layer) - (group == 0 && layer > 0 ? 1 : 0);
            const Hazard low = ground ? 0 : boundary(exponent);
            if (hazard <= low) {
                break;
            }
            const unsigned bits = week_bits[group];
            const unsigned points = count_by_inversion(counts[layer], exponent + static_cast<int>(bits));
            for (unsigned k = 0; k < points; ++k) {
                const std::uint32_t index = base | layer << 24 | (k + 1);
                const auto words = block(key_, {who_, process_, cell, index});
                const Hazard height = boundary(exponent);
                const std::uint64_t fraction = std::uint64_t{words[1]} << 32 | words[2];
                const Hazard mark = low + (fraction >> (16 - exponent));
                static_assert(sizeof(height) == 8);
                if (mark >= hazard) {
                    continue;
                }
                const std::uint64_t position = std::uint64_t{words[0]} << 32 | words[3];
                const std::uint32_t week_in_block = bits == 0 ? 0 : static_cast<std::uint32_t>(position >> (64 - bits));
                visit(Point{static_cast<Week>((cell << bits) + week_in_block),
                            static_cast<std::uint32_t>((position << bits) >> 32), mark, index & 0x7fffffffU});
            }
        }
    }

    Key key_;
    std::uint32_t who_;
    std::uint32_t process_;
};

/// A hazard rounded up to a number of two bytes: four bits of mantissa under an exponent, at most an eighth above.
/// Coarse on purpose: a hazard that moves a little stays below it, and a look that comes too early changes nothing.
class Bound {
public:
    Bound() = default;
    explicit Bound(Hazard hazard)
    {
        unsigned exponent = hazard < 16 ? 0 : static_cast<unsigned>(std::bit_width(hazard)) - 4;
        Hazard mantissa = (hazard + (Hazard{1} << exponent) - 1) >> exponent;
        if (mantissa == 16) {
            mantissa = 8;
            ++exponent;
        }
        code_ = static_cast<std::uint16_t>(exponent << 4 | mantissa);
    }
    [[nodiscard]] Hazard hazard() const { return Hazard{code_ & 15U} << (code_ >> 4); }

    /// As it is kept in columns: 0 for a hazard of 0, below 1024.
    [[nodiscard]] std::int16_t code() const { return static_cast<std::int16_t>(code_); }
    static Bound of_code(std::int16_t code)
    {
        Bound bound;
        bound.code_ = static_cast<std::uint16_t>(code);
        return bound;
    }

private:
    std::uint16_t code_ = 0;
};

/// The last week that what is known of a field can speak of: two bytes with a sign.
inline constexpr Week last_known = 32767;

/// What is known of a field from an earlier look: no point lies below `bound` before week `until`. It stays true
/// whatever happens to the resident, because points do not move; it says nothing about higher hazards. Four bytes.
class Quiet {
public:
    /// Whether no event can happen before `week` at the hazard that was looked at.
    [[nodiscard]] Week until() const { return until_; }
    /// Whether no event can happen in `week` at this hazard.
    [[nodiscard]] bool in(Week week, Hazard hazard) const { return week < until_ && hazard <= bound_.hazard(); }

    /// A lower bound of the next week from `from` with an event at this hazard, at most `far`; looks only where nothing
    /// is known.
    Week next(const Field& field, Week from, Week far, Hazard hazard)
    {
        if (hazard == 0) { // nothing lies below a hazard of 0, ever
            bound_ = Bound();
            until_ = static_cast<std::int16_t>(last_known);
        } else if (until_ < from || hazard > bound_.hazard()) {
            bound_ = Bound(hazard);
            until_ = static_cast<std::int16_t>(field.next(from, std::min(far, last_known), bound_.hazard()));
        }
        return std::min<Week>(until_, far);
    }

private:
    Bound bound_;
    std::int16_t until_ = 0;
};

} // namespace meam
