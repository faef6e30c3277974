#include "experiments/design/design.hpp"

#include "sim/contracts.hpp"
#include "sim/draws.hpp"
#include "sim/mathematics.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>

namespace meam {
namespace {

/// The path without the number of an array's element.
std::string without_index(const std::string& path)
{
    const auto dot = path.rfind('.');
    if (dot == std::string::npos || dot + 1 == path.size() ||
        !std::all_of(path.begin() + static_cast<std::ptrdiff_t>(dot) + 1, path.end(),
                     [](unsigned char c) { return std::isdigit(c) != 0; })) {
        return path;
    }
    return path.substr(0, dot);
}

/// The value within a number's own range. @param u  share of the way through the distribution
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

double held(const NumberInfo& info, double value)
{
    const double within = std::clamp(value, info.low, info.high);
    return info.whole ? std::floor(within + 0.5) : within;
}

void draw(const Numbers& all, const Design& design, int point, std::vector<double>& numbers)
{
    const Key key{mixed_seed(design.seed, "points"), static_cast<std::uint32_t>(point)};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto& info = all.all()[i];
        if (varies(info)) {
            const double u = uniform(key, {0, name_hash(without_index(info.stated.path)), 0, 0});
            numbers[i] = held(info, drawn(info.stated, u));
        }
    }
}

void apply(const Numbers& all, const DesignAxis& axis, double value, std::vector<double>& numbers)
{
    for (const Number n : axis.numbers) {
        auto& number = numbers[static_cast<std::size_t>(n.index)];
        number = held(all.info(n), axis.operation == Operation::scale ? number * value : value);
    }
}

} // namespace

Design design_of_draws(int draws, std::uint64_t seed)
{
    Design design;
    design.method = draws > 0 ? DesignMethod::draws : DesignMethod::none;
    design.points = draws + 1;
    design.seed = seed;
    return design;
}

bool varies(const NumberInfo& info)
{
    return info.stated.status == input::Status::assumed && info.stated.low && info.stated.high &&
           *info.stated.low < *info.stated.high;
}

std::vector<double> numbers_at(const Numbers& numbers, const Design& design, int point)
{
    MEAM_EXPECTS(point >= 0 && point < design.points);
    auto values = numbers.values();
    if (point == 0) {
        return values;
    }
    if (design.method == DesignMethod::draws) {
        draw(numbers, design, point, values);
        return values;
    }
    const auto& row = design.rows[static_cast<std::size_t>(point) - 1];
    for (std::size_t i = 0; i < design.axes.size(); ++i) {
        apply(numbers, design.axes[i], row[i], values);
    }
    return values;
}

bool is_storable(const Numbers& numbers, const Design& design)
{
    constexpr double most = 2e7; // 160 MB
    return static_cast<double>(design.points) * static_cast<double>(varied_numbers(numbers, design).size()) <= most;
}

std::vector<Number> varied_numbers(const Numbers& numbers, const Design& design)
{
    std::set<int> varied;
    if (design.method == DesignMethod::draws) {
        for (std::size_t i = 0; i < numbers.all().size(); ++i) {
            if (varies(numbers.all()[i])) {
                varied.insert(static_cast<int>(i));
            }
        }
    }
    for (const auto& axis : design.axes) {
        for (const Number n : axis.numbers) {
            varied.insert(n.index);
        }
    }
    std::vector<Number> result;
    for (const int index : varied) {
        result.push_back(Number{index});
    }
    return result;
}

} // namespace meam
