#pragma once
// Seeded choices for generated test models: the same seed gives the same model from the same compiler, since compilers
// differ in the order in which they evaluate operands. Results never depend
// on this generator; the simulator draws by address (sim/draws.hpp).

#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

namespace meam::tests {

/// SplitMix64.
/// @source Steele, Lea & Flood 2014, "Fast splittable pseudorandom number generators", OOPSLA'14
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next()
    {
        state_ += 0x9E3779B97F4A7C15U;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31);
    }
    /// A whole number from `low` to `high`, both included.
    int between(int low, int high)
    {
        return low + static_cast<int>(next() % static_cast<std::uint64_t>(high - low + 1));
    }
    double share() { return static_cast<double>(next() >> 11) * 0x1p-53; }
    bool chance(double probability) { return share() < probability; }
    double real(double low, double high) { return low + share() * (high - low); }
    /// A number of at most four decimals, as text.
    std::string number(double low, double high)
    {
        char text[32];
        std::snprintf(text, sizeof text, "%.4f", real(low, high));
        return text;
    }
    template <class T> const T& one_of(const std::vector<T>& all)
    {
        return all[static_cast<std::size_t>(between(0, static_cast<int>(all.size()) - 1))];
    }
    std::string one_of(const std::vector<const char*>& all) { return one_of<const char*>(all); }
    /// A random subset, in order.
    template <class T> std::vector<T> some_of(const std::vector<T>& all, double probability)
    {
        std::vector<T> some;
        for (const auto& one : all) {
            if (chance(probability)) {
                some.push_back(one);
            }
        }
        return some;
    }

private:
    std::uint64_t state_;
};

} // namespace meam::tests
