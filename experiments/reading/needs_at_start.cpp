// How many needs residents have at the start, where a place says it of all needs together.

#include "experiments/reading/reader.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace meam::reading {
namespace {

constexpr std::string_view together = "needs_at_start";

/// Shares of residents by how many needs they have.
std::vector<Number> shares_by_number(Reader& read, Section& at, const std::string& key)
{
    std::vector<Number> result;
    double sum = 0.0;
    for (const auto& share : at.quantities(key)) {
        result.push_back(read.model.numbers.add(share, at.measure(key), Kind::start));
        read.parts_of_one.insert(result.back().index);
        sum += share.value;
    }
    const auto countable = static_cast<std::size_t>(std::ranges::count(read.model.needs, true, &Need::meam));
    if (result.size() > countable + 1) {
        at.mistake("E115", key,
                   std::to_string(result.size()) + " shares for none to " + std::to_string(countable) + " needs",
                   "at most " + std::to_string(countable + 1) + ": only needs with `meam = true` are counted");
    }
    if (sum < 0.999 || sum > 1.001) {
        at.mistake("E207", key, fmt::format("the shares by number of needs sum to {:.4g}", sum),
                   "shares that sum to 1");
    }
    return result;
}

} // namespace

void read_needs_at_start(Reader& read, Section& root)
{
    auto& place = read.model.place;
    auto places = root.children("place");
    const auto lived_in = [&](const Section& section) {
        return std::ranges::any_of(place.parts, [&](const Neighbourhood& of) { return of.name == section.name(); });
    };
    const auto says = std::ranges::find_if(
        places, [&](const Section& section) { return lived_in(section) && section.has(together); });
    if (says == places.end()) {
        return;
    }
    auto& section = *says;
    for (const auto& need : read.model.needs) {
        if (need.meam && (need.circumstance >= 0 || need.start_by >= 0 || need.start[0].set() || need.start[1].set() ||
                          need.start[2].set())) {
            section.mistake("E219", together,
                            "`" + need.name + "` has its start stated twice: in the place, and by itself",
                            "`" + std::string(together) +
                                "` of the place, or `start` of each need; no need that is read off a circumstance");
        }
    }
    if (!section.is_table(together)) {
        place.needs_at_start.fill(shares_by_number(read, section, std::string(together)));
        return;
    }
    auto table = section.child(together);
    for (const auto& fifth : table->names()) {
        const int i = Names::index(attributes::deprivation, fifth);
        if (i < 0) {
            table->unknown("E203", fifth, "deprivation fifth", fifth, attributes::deprivation);
            table->pass_over(fifth);
        } else {
            place.needs_at_start[static_cast<std::size_t>(i)] = shares_by_number(read, *table, fifth);
        }
    }
    const auto said = std::ranges::find_if(place.needs_at_start, [](const auto& of) { return !of.empty(); });
    for (std::size_t i = 0; i < place.needs_at_start.size() && said != place.needs_at_start.end(); ++i) {
        const bool lives_there =
            std::ranges::any_of(place.parts, [&](const Neighbourhood& of) { return of.deprivation[i].set(); });
        if (place.needs_at_start[i].empty() && lives_there) {
            table->mistake("E105", "", "no shares for fifth `" + attributes::deprivation[i] + "`",
                           attributes::deprivation[i] + " = [1], if no resident there starts with a need");
        }
        if (place.needs_at_start[i].empty()) { // no resident lives there
            place.needs_at_start[i] = *said;
        }
    }
}

} // namespace meam::reading
