// Interactions of pairs of channels.

#include "analysis/attribute.hpp"
#include "analysis/cells.hpp"
#include "analysis/numbers.hpp"

#include <algorithm>
#include <cmath>

namespace meam::analysis {
namespace {

PairEffect effect_of(const Attribution& attribution, const Attributed& outcome, std::size_t first, std::size_t second)
{
    const auto& design = attribution.design;
    const Coalition a = Coalition{1} << first, b = Coalition{1} << second;
    const auto none = design.index(0), one = design.index(a), other = design.index(b), both = design.index(a | b);
    Replicates together(attribution.runs.planned), beyond(attribution.runs.planned);
    for (std::size_t r = 0; r < outcome.worth.size(); ++r) {
        const auto& worth = outcome.worth[r];
        together[r] = static_cast<double>(worth[both] - worth[none]) * worth_unit;
        beyond[r] = static_cast<double>(worth[both] - worth[one] - worth[other] + worth[none]) * worth_unit;
    }
    const auto players = static_cast<double>(design.players);
    const auto strict = estimate(beyond, 1.0 - (1.0 - usual_level) / (players * (players - 1.0) / 2.0)).interval;
    return {attribution.channels[first], attribution.channels[second], estimate(together), estimate(beyond),
            strict && (strict->low > 0.0 || strict->high < 0.0)};
}

} // namespace

std::vector<OutcomePairs> pairs_of(const Attribution& attribution)
{
    std::vector<OutcomePairs> result;
    for (const auto& outcome : attribution.outcomes) {
        OutcomePairs of_outcome{outcome.outcome, outcome.label, outcome.unit, {}};
        for (std::size_t first = 0; first < attribution.channels.size(); ++first) {
            for (std::size_t second = first + 1; second < attribution.channels.size(); ++second) {
                of_outcome.pairs.push_back(effect_of(attribution, outcome, first, second));
            }
        }
        std::ranges::stable_sort(of_outcome.pairs, [](const PairEffect& a, const PairEffect& b) {
            return std::abs(a.beyond.mean.value_or(0.0)) > std::abs(b.beyond.mean.value_or(0.0));
        });
        result.push_back(std::move(of_outcome));
    }
    return result;
}

Table pairs_table_of(const Attribution& attribution)
{
    Table table{attribution.title,
                {{"outcome", "outcome"},
                 {"unit", "unit"},
                 {"first", "channel"},
                 {"second", "and channel"},
                 {"together", "together"},
                 {"low", "low"},
                 {"high", "high"},
                 {"beyond", "beyond the sum"},
                 {"beyond_low", "beyond, low"},
                 {"beyond_high", "beyond, high"},
                 {"significant", "significant"},
                 {"runs_complete", "replicates"},
                 {"runs_planned", "planned"}},
                {},
                {"Two channels of `" + attribution.scenario + "` added to `" + attribution.baseline +
                     "`, without the others. Beyond the sum: the effect of both minus the effects of each alone. "
                     "Intervals are 95 %, "
                     "Student t over replicates.",
                 "Significant: different from 0 when all pairs are tested at once (Bonferroni). By their own intervals "
                 "alone, one pair in twenty would seem to reinforce or to hinder each other."}};
    for (const auto& outcome : pairs_of(attribution)) {
        for (const auto& pair : outcome.pairs) {
            table.rows.push_back({outcome.outcome, outcome.unit, pair.first, pair.second, cell(pair.together.mean),
                                  low(pair.together.interval), high(pair.together.interval), cell(pair.beyond.mean),
                                  low(pair.beyond.interval), high(pair.beyond.interval),
                                  std::string(pair.significant ? "yes" : "no"), count(pair.beyond.runs.complete),
                                  count(pair.beyond.runs.planned)});
        }
    }
    return table;
}

std::string pairs_in_words(const Attribution& attribution)
{
    std::string text;
    for (const auto& outcome : pairs_of(attribution)) {
        if (outcome.pairs.empty()) {
            continue;
        }
        bool any = false;
        for (const auto& pair : outcome.pairs) {
            if (pair.significant) {
                text += "  " + pair.first + " and " + pair.second + " together: " + readable(*pair.together.mean) +
                        " " + outcome.unit + ", " + readable(*pair.beyond.mean) + " beyond the sum of both alone\n";
                any = true;
            }
        }
        text += any ? ""
                    : "  no two channels do more or less to " + outcome.outcome +
                          " than the sum of both, as far as these replicates show\n";
    }
    return text;
}

} // namespace meam::analysis
