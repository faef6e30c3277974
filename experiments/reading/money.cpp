// Whether the costs of a week can be counted: whole pence in 64 bits, never more.

#include "experiments/reading/reader.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace meam::reading {
namespace {

constexpr double most_pence = 9e18;  ///< of a week; 2^63 is a little more
constexpr double most_events = 64.0; ///< of one kind, of a resident in a week: hazards are held at 40
constexpr double pence_a_pound = 100.0;

/// The largest value a number can have: stated, drawn from its range, or made by a policy.
double largest(const NumberInfo& info, bool changed)
{
    return changed ? info.high : std::max(info.stated.value, info.stated.high.value_or(info.stated.value));
}

} // namespace

void check_money(Reader& read, Section& root)
{
    const auto& model = read.model;
    std::set<int> changed;
    for (const auto& policy : model.policies) {
        for (const auto& change : policy.changes) {
            for (const Number target : change.targets) {
                changed.insert(target.index);
            }
        }
    }
    const double residents = model.place.residents;
    const double workers = 1e6;
    double pence = 0.0;
    for (int i = 0; i < static_cast<int>(model.numbers.all().size()); ++i) {
        const auto& info = model.numbers.info({i});
        const bool budget = info.high > input::measures::unit_cost.high; // of a policy or a service as a whole
        const bool yearly = info.stated.unit == input::held_unit(input::Dimension::money_rate);
        if (yearly || info.stated.unit == input::held_unit(input::Dimension::money)) {
            const double times = budget ? 1.0 : yearly ? std::max(residents, workers) : residents * most_events;
            pence += largest(info, changed.contains(i)) * pence_a_pound * times;
        }
    }
    if (pence > most_pence) {
        root.mistake("E119", "",
                     fmt::format("the costs of a week may come to {:.1e} pence, more than can be counted", pence),
                     fmt::format("at most {:.0e}: smaller unit costs, or fewer residents", most_pence));
    }
}

} // namespace meam::reading
