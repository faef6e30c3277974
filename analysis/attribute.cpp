#include "analysis/attribute.hpp"

#include "analysis/cells.hpp"
#include "analysis/numbers.hpp"

#include <algorithm>
#include <cmath>

namespace meam::analysis {
namespace {

Estimate estimate_of(const Attribution& attribution, const std::vector<double>& values)
{
    Replicates all(values.begin(), values.end());
    all.resize(attribution.runs.planned);
    return estimate(all);
}

/// Difference of the outcome, after less before, by replicate.
Estimate step(const Attribution& attribution, const Attributed& outcome, Coalition before, Coalition after)
{
    const auto from = attribution.design.index(before), to = attribution.design.index(after);
    std::vector<double> values;
    for (const auto& worth : outcome.worth) {
        values.push_back(static_cast<double>(worth[to] - worth[from]) * worth_unit);
    }
    return estimate_of(attribution, values);
}

std::optional<double> sampling_error(const Attribution& attribution, const Attributed& outcome, std::size_t player)
{
    if (attribution.design.exact() || outcome.worth.empty()) {
        return std::nullopt;
    }
    std::vector<double> mean(attribution.design.coalitions.size(), 0.0);
    for (const auto& worth : outcome.worth) {
        for (std::size_t c = 0; c < mean.size(); ++c) {
            mean[c] += static_cast<double>(worth[c]) * worth_unit / static_cast<double>(outcome.worth.size());
        }
    }
    const auto pairs = by_pair(attribution.design, mean)[player];
    return pairs.size() < 2 ? std::nullopt
                            : std::optional(std::sqrt(variance(pairs) / static_cast<double>(pairs.size())));
}

} // namespace

std::vector<OutcomeShares> shares_of(const Attribution& attribution)
{
    const auto& design = attribution.design;
    const Coalition all = design.coalitions.back();
    std::vector<OutcomeShares> result;
    for (const auto& outcome : attribution.outcomes) {
        OutcomeShares shares{outcome.outcome, outcome.label, outcome.unit, step(attribution, outcome, 0, all), {}};
        std::vector<std::vector<double>> by_channel(attribution.channels.size());
        for (const auto& worth : outcome.worth) {
            const auto parts = numerators(design, worth);
            for (std::size_t p = 0; p < parts.size(); ++p) {
                by_channel[p].push_back(static_cast<double>(parts[p]) / static_cast<double>(design.denominator) *
                                        worth_unit);
            }
        }
        const auto& interval = shares.total.interval;
        const bool significant = interval && (interval->low > 0.0 || interval->high < 0.0);
        for (std::size_t p = 0; p < attribution.channels.size(); ++p) {
            const Coalition own = Coalition{1} << p;
            ChannelShare share{attribution.channels[p], estimate_of(attribution, by_channel[p]),
                               sampling_error(attribution, outcome, p)};
            share.alone = step(attribution, outcome, 0, own);
            share.last = step(attribution, outcome, all & ~own, all);
            if (significant && share.share.mean) {
                share.part = 100.0 * *share.share.mean / *shares.total.mean;
            }
            shares.channels.push_back(share);
        }
        std::ranges::stable_sort(shares.channels, [](const ChannelShare& a, const ChannelShare& b) {
            return std::abs(a.share.mean.value_or(0.0)) > std::abs(b.share.mean.value_or(0.0));
        });
        result.push_back(std::move(shares));
    }
    return result;
}

Table table_of(const Attribution& attribution)
{
    Table table{
        attribution.title,
        {{"outcome", "outcome"},
         {"unit", "unit"},
         {"channel", "channel"},
         {"share", "share"},
         {"low", "low"},
         {"high", "high"},
         {"part", "of the total", "%"},
         {"sampling_error", "sampling error"},
         {"alone", "alone"},
         {"alone_low", "alone, low", "", true},
         {"alone_high", "alone, high", "", true},
         {"last", "last"},
         {"last_low", "last, low", "", true},
         {"last_high", "last, high", "", true},
         {"runs_complete", "replicates"},
         {"runs_planned", "planned"}},
        {},
        {"Share: what a channel adds to `" + attribution.baseline + "`, averaged over " +
             (attribution.design.exact() ? std::string("all orders")
                                         : std::to_string(attribution.design.orders.size()) + " orders drawn") +
             " in which the channels of `" + attribution.scenario +
             "` may be added (Shapley); shares sum to the total in every replicate. Alone: this channel only. "
             "Last: all channels against all but this one. Intervals are 95 %, Student t over replicates.",
         "A share holds for this set of channels: a channel that needs another one has no effect alone, and two "
         "with the same effect share the effect of one."}};
    if (!attribution.design.exact()) {
        table.notes.emplace_back(
            "Sampling error: standard error of the share that is due to the orders drawn, not to chance.");
    }
    for (const auto& outcome : shares_of(attribution)) {
        const auto row = [&](const std::string& channel, const Estimate& share, const Cell& part, const Cell& error,
                             const Estimate& alone, const Estimate& last) {
            table.rows.push_back({outcome.outcome, outcome.unit, channel, cell(share.mean), low(share.interval),
                                  high(share.interval), part, error, cell(alone.mean), low(alone.interval),
                                  high(alone.interval), cell(last.mean), low(last.interval), high(last.interval),
                                  count(share.runs.complete), count(share.runs.planned)});
        };
        for (const auto& c : outcome.channels) {
            row(c.channel, c.share, cell(c.part), cell(c.sampling_error), c.alone, c.last);
        }
        row("all channels", outcome.total, {}, {}, outcome.total, outcome.total);
    }
    return table;
}

std::string in_words(const Attribution& attribution)
{
    std::string text;
    for (const auto& outcome : shares_of(attribution)) {
        if (!outcome.total.mean || outcome.channels.empty()) {
            continue;
        }
        text += attribution.scenario + " changes " + outcome.outcome + " by " + readable(*outcome.total.mean) + " " +
                outcome.unit;
        text += outcome.total.interval ? " (" + readable(outcome.total.interval->low) + " to " +
                                             readable(outcome.total.interval->high) + ").\n"
                                       : ".\n";
        int named = 0;
        for (const auto& c : outcome.channels) {
            const bool clear = c.share.interval && (c.share.interval->low > 0.0 || c.share.interval->high < 0.0);
            if (clear && named < 5) {
                text += "  " + c.channel + " carries " + readable(*c.share.mean) +
                        (c.part ? " (" + readable(static_cast<std::int64_t>(std::lround(*c.part))) + " %)" : "") + "\n";
                ++named;
            }
        }
        text += named == 0 ? "  no channel's share differs significantly from 0 with so few replicates\n" : "";
    }
    return text;
}

} // namespace meam::analysis
