#include "models/parameters/numbers.hpp"

#include "sim/contracts.hpp"

namespace meam {

Number Numbers::add(const input::Quantity& stated, const input::Measure& measure, Kind kind)
{
    MEAM_EXPECTS(!by_path_.contains(stated.path));
    const int index = static_cast<int>(info_.size());
    info_.push_back({stated, kind, measure.low, measure.high, measure.whole});
    by_path_.emplace(stated.path, index);
    return {index};
}

std::vector<Number> Numbers::find(const std::string& path) const
{
    if (const auto one = by_path_.find(path); one != by_path_.end()) {
        return {{one->second}};
    }
    std::vector<Number> elements;
    for (int i = 0;; ++i) {
        const auto element = by_path_.find(path + "." + std::to_string(i));
        if (element == by_path_.end()) {
            return elements;
        }
        elements.push_back({element->second});
    }
}

std::vector<std::string> Numbers::paths() const
{
    std::vector<std::string> result;
    result.reserve(by_path_.size());
    for (const auto& [path, index] : by_path_) {
        result.push_back(path);
    }
    return result;
}

std::vector<double> Numbers::values() const
{
    std::vector<double> result;
    result.reserve(info_.size());
    for (const auto& info : info_) {
        result.push_back(info.stated.value);
    }
    return result;
}

} // namespace meam
