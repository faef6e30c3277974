#include "sim/input/source.hpp"

#include "sim/input/characters.hpp"

#include <algorithm>

namespace meam::input {

namespace {

constexpr std::size_t long_line = 1000; ///< [byte]; of longer lines only an excerpt is copied into a Spot
constexpr int around = 200;             ///< characters copied before and after the column in a long line

} // namespace

Source::Source(std::string name, Kind kind, std::string text)
    : name_(std::move(name)), kind_(kind), text_(std::move(text))
{
    if (text_.starts_with("\xEF\xBB\xBF")) {
        text_.erase(0, 3);
    }
    starts_.push_back(0);
    for (std::size_t i = 0; i < text_.size(); ++i) {
        if (text_[i] == '\n') {
            starts_.push_back(i + 1);
        }
    }
}

std::string_view Source::line(int number) const
{
    if (number < 1 || static_cast<std::size_t>(number) > starts_.size()) {
        return {};
    }
    const auto start = starts_[static_cast<std::size_t>(number) - 1];
    const auto end = std::min(text_.find('\n', start), text_.size());
    std::string_view whole = std::string_view(text_).substr(start, end - start);
    if (whole.ends_with('\r')) {
        whole.remove_suffix(1);
    }
    return whole;
}

Spot Source::spot(const Place& place) const
{
    Spot spot{name_, kind_ == Kind::set ? 0 : place.line, place.column, std::max(place.width, 1), {}};
    const auto whole = line(place.line);
    if (whole.size() <= long_line) {
        spot.text = whole;
        return spot;
    }
    spot.from = std::max(1, place.column - around);
    const auto rest = whole.substr(offset_of(whole, static_cast<std::size_t>(spot.from)));
    spot.text = rest.substr(0, offset_of(rest, static_cast<std::size_t>(2 * around)));
    return spot;
}

std::string Source::origin(const Place& place) const
{
    const auto name = printable(name_);
    return kind_ == Kind::set ? name : name + ":" + std::to_string(place.line);
}

} // namespace meam::input
