// The points of each method, as rows of values, one value for each axis.

#include "experiments/design/design.hpp"
#include "experiments/design/sobol.hpp"
#include "sim/contracts.hpp"
#include "sim/draws.hpp"
#include "sim/mathematics.hpp"

#include <algorithm>
#include <numeric>

namespace meam {
namespace {

using Rows = std::vector<std::vector<double>>;

Rows grid(const Design& design)
{
    Rows rows{{}};
    for (const auto& axis : design.axes) {
        Rows longer;
        for (const auto& row : rows) {
            for (const double value : axis.values) {
                longer.push_back(row);
                longer.back().push_back(value);
            }
        }
        rows = std::move(longer);
    }
    return rows;
}

Rows listed(const Design& design)
{
    Rows rows(static_cast<std::size_t>(design.points) - 1);
    for (std::size_t p = 0; p < rows.size(); ++p) {
        for (const auto& axis : design.axes) {
            rows[p].push_back(axis.values[p]);
        }
    }
    return rows;
}

/// A draw that belongs to one axis and one point, whatever other axes and points there are.
double axis_draw(const Design& design, const DesignAxis& axis, std::size_t point, std::uint32_t purpose)
{
    const Key key{mixed_seed(design.seed, "design"), static_cast<std::uint32_t>(point)};
    return uniform(key, {0, name_hash(axis.name), purpose, 0});
}

enum AxisDraw : std::uint32_t { place_in_part, order_of_parts };

/// For each point the part of the range, 0 to n - 1, that it lies in: a permutation.
std::vector<std::size_t> parts(const Design& design, const DesignAxis& axis, std::size_t n)
{
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {},
                      [&](std::size_t p) { return std::pair(axis_draw(design, axis, p, order_of_parts), p); });
    return order;
}

/// Shares of the way through each axis's distribution.
Rows shares(const Design& design)
{
    const auto n = static_cast<std::size_t>(design.points) - 1;
    if (design.method == DesignMethod::sobol) {
        return sobol_points(design.axes.size(), n);
    }
    Rows rows(n);
    for (const auto& axis : design.axes) {
        const bool stratified = design.method == DesignMethod::latin_hypercube;
        const auto part = stratified ? parts(design, axis, n) : std::vector<std::size_t>{};
        for (std::size_t p = 0; p < n; ++p) {
            const double u = axis_draw(design, axis, p, place_in_part);
            rows[p].push_back(stratified ? (static_cast<double>(part[p]) + u) / static_cast<double>(n) : u);
        }
    }
    return rows;
}

double value_at(const DesignRange& range, double share)
{
    return range.logarithmic ? range.low * power(range.high / range.low, share)
                             : range.low + (range.high - range.low) * share;
}

Rows sampled(const Design& design)
{
    auto rows = shares(design);
    for (auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            row[i] = value_at(design.axes[i].range, row[i]);
        }
    }
    return rows;
}

} // namespace

std::vector<std::vector<double>> design_rows(const Design& design)
{
    switch (design.method) {
    case DesignMethod::none:
    case DesignMethod::draws:
        return {};
    case DesignMethod::grid:
        return grid(design);
    case DesignMethod::list:
        return listed(design);
    case DesignMethod::random:
    case DesignMethod::latin_hypercube:
    case DesignMethod::sobol:
        return sampled(design);
    }
    MEAM_EXPECTS(false);
    return {};
}

} // namespace meam
