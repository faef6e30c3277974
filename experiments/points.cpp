#include "experiments/points.hpp"

#include "sim/draws.hpp"
#include "sim/mathematics.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

namespace meam {
namespace {

/// The path without the number of an array's element.
std::string stem(const std::string& path)
{
    const auto dot = path.rfind('.');
    if (dot == std::string::npos || dot + 1 == path.size() ||
        !std::all_of(path.begin() + static_cast<std::ptrdiff_t>(dot) + 1, path.end(),
                     [](unsigned char c) { return std::isdigit(c) != 0; })) {
        return path;
    }
    return path.substr(0, dot);
}

double drawn(const input::Quantity& stated, double u)
{
    const double low = *stated.low;
    const double high = *stated.high;
    const bool wide = low > 0.0 && high / low >= 4.0;
    if (stated.distribution == "log_uniform" || (stated.distribution.empty() && wide)) {
        return low * power(high / low, u);
    }
    return low + (high - low) * u;
}

} // namespace

bool varies(const NumberInfo& info)
{
    return info.stated.status == input::Status::assumed && info.stated.low && info.stated.high &&
           *info.stated.low < *info.stated.high;
}

std::vector<double> numbers_at(const Experiment& experiment, int point)
{
    auto numbers = experiment.model.numbers.values();
    if (point == 0) {
        return numbers;
    }
    const Key key{mixed_seed(experiment.seed, "points"), static_cast<std::uint32_t>(point)};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto& info = experiment.model.numbers.all()[i];
        if (varies(info)) {
            const double u = uniform(key, {0, name_hash(stem(info.stated.path)), 0, 0});
            numbers[i] = std::clamp(drawn(info.stated, u), info.low, info.high);
            if (info.whole) {
                numbers[i] = std::floor(numbers[i] + 0.5);
            }
        }
    }
    return numbers;
}

} // namespace meam
