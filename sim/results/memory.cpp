#include "sim/results/store.hpp"

#include <algorithm>

namespace meam::results {

void Memory::put(Unit unit)
{
    expect_fits(unit, layout_);
    const UnitId id = unit.id;
    const auto [place, is_new] = units_.try_emplace(id, std::move(unit));
    if (!is_new && place->second.digest != unit.digest) {
        throw ResultsError(words(id) + " came out twice, and differently", 70);
    }
    layout_.replicates_planned = std::max(layout_.replicates_planned, static_cast<std::size_t>(id.replicate) + 1);
}

std::vector<std::pair<UnitId, std::string>> Memory::units() const
{
    std::vector<std::pair<UnitId, std::string>> result;
    for (const auto& [id, unit] : units_) {
        result.emplace_back(id, unit.digest);
    }
    return result;
}

Data Memory::column(const UnitId& id, std::size_t column) const
{
    const auto found = units_.find(id);
    if (found == units_.end() || column >= found->second.data.size()) {
        throw ResultsError(words(id) + " is not among these results");
    }
    return found->second.data[column];
}

} // namespace meam::results
