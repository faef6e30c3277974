#include "tests/benchmark/plain_pathways.hpp"

#include "sim/parallel.hpp"

#include <algorithm>
#include <bit>

namespace meam::benchmark {
namespace {

constexpr std::size_t part_size = 32768;
constexpr int specialists = 6; ///< the first of them

constexpr std::array<int, service_count> per_million{1000, 1600, 1700, 3000, 1000, 1800, 360, 340, 480, 600, 340, 400};
constexpr std::array<double, service_count> complete{.05, .06, .04, .05, .06, .04, .025, .03, .02, .025, .03, .02};
constexpr std::array<double, need_count> onset{3.6e-5, 7.2e-5, 5.2e-5, 1.4e-4, 5.2e-5, 7.2e-5};
constexpr std::array<double, need_count> recovery{.020, .016, .010, .012, .020, .010};
constexpr std::array<double, need_count> recovery_treated{.080, .060, .040, .050, .070, .040};
constexpr std::array<double, 4> of_class{0.5, 1.5, 4, 12};
constexpr std::array<double, need_count> of_others{1, 6, 12, 18, 24, 30};
constexpr std::array<double, need_count + 1> crisis{0, .002, .006, .015, .030, .050, .080};
constexpr double seek = .05, referral = .30;
/// Number of needs at the start, by class.
constexpr std::array<std::array<double, need_count + 1>, 4> start{{{.9887, .0110, .0003},
                                                                   {.9650, .0320, .0028, .0002},
                                                                   {.8980, .0794, .0174, .0041, .0010, .0001},
                                                                   {.5930, .1630, .1090, .0745, .0410, .0165, .0030}}};

/// xoshiro256**, by Blackman and Vigna (public domain), seeded by splitmix64.
class Random {
public:
    Random(std::uint64_t seed, std::uint64_t week, std::uint64_t part)
    {
        std::uint64_t x = seed * 0x9e3779b97f4a7c15U + week * 0xd1342543de82ef95U + part;
        for (auto& word : state_) {
            x += 0x9e3779b97f4a7c15U;
            std::uint64_t z = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
            z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
            word = z ^ (z >> 31);
        }
    }
    std::uint64_t word()
    {
        const auto result = std::rotl(state_[1] * 5, 7) * 9;
        const auto t = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= t;
        state_[3] = std::rotl(state_[3], 45);
        return result;
    }
    bool happens(double chance) { return static_cast<double>(word() >> 11) * 0x1p-53 < chance; }
    int below(int n) { return static_cast<int>((word() >> 32) * static_cast<std::uint64_t>(n) >> 32); }

private:
    std::array<std::uint64_t, 4> state_{};
};

/// Needs that a service serves, a bit each.
constexpr std::array<std::uint8_t, service_count> serves = [] {
    std::array<std::uint8_t, service_count> all{};
    for (int s = 0; s < service_count; ++s) {
        const int j = s % need_count;
        const auto bit = [](int need) { return 1U << (need % need_count); };
        all[static_cast<std::size_t>(s)] =
            static_cast<std::uint8_t>(s < specialists ? bit(j) | bit(j + 1) : bit(j) | bit(j + 2) | bit(j + 3));
    }
    return all;
}();

/// Thresholds of a draw of 32 bits, by class, other needs present, need.
const auto onset_threshold = [] {
    std::array<std::array<std::array<std::uint32_t, need_count>, need_count>, 4> all{};
    for (std::size_t c = 0; c < 4; ++c) {
        for (std::size_t m = 0; m < need_count; ++m) {
            for (std::size_t j = 0; j < need_count; ++j) {
                all[c][m][j] =
                    static_cast<std::uint32_t>(std::min(.25, onset[j] * of_class[c] * of_others[m]) * 0x1p32);
            }
        }
    }
    return all;
}();

int nth_need(unsigned needs, int n)
{
    for (; n > 0; --n) {
        needs &= needs - 1;
    }
    return std::countr_zero(needs);
}

} // namespace

PlainPathways::PlainPathways(int residents, std::uint64_t seed)
    : seed_(seed), needs_(static_cast<std::size_t>(residents)), class_(needs_.size()), status_(needs_.size(), 0),
      parts_((needs_.size() + part_size - 1) / part_size)
{
    for (std::size_t s = 0; s < service_count; ++s) {
        slots_[s] = std::max(1, static_cast<int>(static_cast<std::int64_t>(residents) * per_million[s] / 1000000));
    }
    free_ = slots_;
    Random random(seed, ~std::uint64_t{0}, 0);
    for (std::size_t i = 0; i < needs_.size(); ++i) {
        const auto k = i % 100;
        class_[i] = k < 70 ? 0 : k < 90 ? 1 : k < 98 ? 2 : 3;
        double u = static_cast<double>(random.word() >> 11) * 0x1p-53;
        int wanted = 0;
        for (; wanted < need_count && u >= start[class_[i]][static_cast<std::size_t>(wanted)]; ++wanted) {
            u -= start[class_[i]][static_cast<std::size_t>(wanted)];
        }
        while (std::popcount(needs_[i]) < wanted) {
            needs_[i] = static_cast<std::uint8_t>(needs_[i] | 1U << random.below(need_count));
        }
    }
}

void PlainPathways::live(std::size_t part, Part& out)
{
    Random random(seed_, static_cast<std::uint64_t>(now_), part);
    out.joins.clear();
    out.left = {};
    out.counts = {};
    const std::size_t end = std::min(needs_.size(), (part + 1) * part_size);
    for (std::size_t i = part * part_size; i < end; ++i) {
        const unsigned before = needs_[i];
        const int status = status_[i];
        const unsigned served = status >= 13 ? serves[static_cast<std::size_t>(status - 13)] : 0U;
        unsigned needs = before;
        const auto& begins = onset_threshold[class_[i]];
        const auto present = static_cast<std::size_t>(std::popcount(before));
        for (std::size_t j = 0; j < need_count; j += 2) {
            const std::uint64_t word = random.word();
            for (std::size_t k = j; k < j + 2; ++k) {
                const auto draw = static_cast<std::uint32_t>(k == j ? word : word >> 32);
                const unsigned bit = 1U << k;
                const auto threshold = (before & bit) == 0
                                           ? begins[present][k]
                                           : static_cast<std::uint32_t>(
                                                 ((served & bit) != 0 ? recovery_treated[k] : recovery[k]) * 0x1p32);
                needs ^= draw < threshold ? bit : 0U;
            }
        }
        if (needs == 0 && status == 0) {
            needs_[i] = 0;
            continue;
        }
        needs_[i] = static_cast<std::uint8_t>(needs);
        const unsigned untreated = needs & ~served;
        if (untreated != 0) {
            const int u = std::popcount(untreated);
            if (random.happens(crisis[static_cast<std::size_t>(u)])) {
                ++out.counts.crises[static_cast<std::size_t>(nth_need(untreated, random.below(u)))];
            }
        }
        const auto join = [&](int service) {
            status_[i] = static_cast<std::uint8_t>(1 + service);
            out.joins.push_back({static_cast<std::uint8_t>(service), static_cast<std::uint32_t>(i)});
        };
        const int active = std::popcount(needs);
        if (status >= 13) {
            const int s = status - 13;
            if (random.happens(complete[static_cast<std::size_t>(s)])) {
                ++out.left[static_cast<std::size_t>(s)];
                status_[i] = 0;
                if (needs != 0 && random.happens(referral)) {
                    join((s + (random.below(2) == 0 ? 1 : 5)) % service_count);
                }
            }
        } else if (status == 0 && needs != 0 && random.happens(seek)) {
            join(nth_need(needs, random.below(active)) + (active >= 3 ? specialists : 0));
        }
        for (unsigned left = needs; left != 0; left &= left - 1) {
            ++out.counts.needs[static_cast<std::size_t>(std::countr_zero(left))];
        }
        out.counts.any_need += active >= 1 ? 1 : 0;
        out.counts.three_needs += active >= 3 ? 1 : 0;
    }
}

Week PlainPathways::week()
{
    parallel::for_each(parts_.size(), [&](std::size_t part) { live(part, parts_[part]); });
    Week week;
    for (const auto& part : parts_) {
        for (std::size_t j = 0; j < need_count; ++j) {
            week.needs[j] += part.counts.needs[j];
            week.crises[j] += part.counts.crises[j];
        }
        week.any_need += part.counts.any_need;
        week.three_needs += part.counts.three_needs;
        for (std::size_t s = 0; s < service_count; ++s) {
            free_[s] += part.left[s];
        }
        for (const auto& joins : part.joins) {
            queues_[joins.service].waiting.push_back(joins.resident);
        }
    }
    for (std::size_t s = 0; s < service_count; ++s) {
        auto& queue = queues_[s];
        for (; free_[s] > 0 && queue.head < queue.waiting.size(); ++queue.head) {
            const auto resident = queue.waiting[queue.head];
            const bool in_need = needs_[resident] != 0;
            status_[resident] = static_cast<std::uint8_t>(in_need ? 13 + s : 0);
            free_[s] -= in_need ? 1 : 0;
            week.admissions[s] += in_need ? 1 : 0;
        }
        if (queue.head > queue.waiting.size() / 2) {
            queue.waiting.erase(queue.waiting.begin(), queue.waiting.begin() + static_cast<std::ptrdiff_t>(queue.head));
            queue.head = 0;
        }
        week.queue[s] = static_cast<int>(queue.waiting.size() - queue.head);
        week.in_use[s] = slots_[s] - free_[s];
    }
    ++now_;
    return week;
}

} // namespace meam::benchmark
