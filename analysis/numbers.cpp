#include "analysis/numbers.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace meam::analysis {
namespace {

constexpr int digits = 4; ///< significant digits

template <class... How> std::string as_text(double value, How... how)
{
    std::array<char, 400> text{}; // a double in fixed notation has up to 309 digits before the point
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, how...).ptr;
    return {text.data(), end};
}

std::string with_thousands(std::string number)
{
    const std::size_t first = number.starts_with('-') ? 1 : 0;
    std::size_t at = std::min(number.find('.'), number.size());
    while (at > first + 3) {
        at -= 3;
        number.insert(at, 1, ',');
    }
    return number;
}

} // namespace

std::string shortest(double value)
{
    if (!std::isfinite(value)) {
        return {};
    }
    return as_text(value == 0.0 ? 0.0 : value); // avoids "-0"
}

std::string readable(double value)
{
    if (!std::isfinite(value)) {
        return {};
    }
    if (value == 0.0) {
        return "0";
    }
    const double size = std::abs(value);
    if (size < 1e-6) {
        return as_text(value, std::chars_format::scientific, digits - 1);
    }
    const int before_point = static_cast<int>(std::floor(std::log10(size))) + 1;
    return with_thousands(as_text(value, std::chars_format::fixed, std::max(0, digits - before_point)));
}

std::string readable(std::int64_t value)
{
    return with_thousands(std::to_string(value));
}

} // namespace meam::analysis
