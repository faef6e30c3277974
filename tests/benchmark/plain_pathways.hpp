#pragma once
// pathways-lite as anybody would write it in plain C++: every resident, every week, one draw for each thing that may
// happen. The yardstick of the benchmark: it knows nothing of the engine, nor the engine of it.

#include <array>
#include <cstdint>
#include <vector>

namespace meam::benchmark {

inline constexpr int need_count = 6;
inline constexpr int service_count = 12;

/// What a week is counted by.
struct Week {
    std::array<int, need_count> needs{};
    int any_need = 0, three_needs = 0;
    std::array<int, service_count> queue{}, in_use{}, admissions{};
    std::array<int, need_count> crises{};
};

class PlainPathways {
public:
    PlainPathways(int residents, std::uint64_t seed);
    /// Simulates a week, its residents in parallel (sim/parallel).
    Week week();

private:
    struct Joins {
        std::uint8_t service;
        std::uint32_t resident;
    };
    struct Part {
        std::vector<Joins> joins;
        std::array<int, service_count> left{};
        Week counts;
    };
    void live(std::size_t part, Part& out);

    std::uint64_t seed_;
    int now_ = 0;
    std::vector<std::uint8_t> needs_, class_, status_; ///< status: 0 free, 1 + s queued, 13 + s in service s
    std::array<int, service_count> slots_{}, free_{};
    struct Queue {
        std::vector<std::uint32_t> waiting;
        std::size_t head = 0;
    };
    std::array<Queue, service_count> queues_;
    std::vector<Part> parts_;
};

} // namespace meam::benchmark
