#include "models/rules/shifts.hpp"

#include "models/model.hpp"
#include "sim/mathematics.hpp"

#include <algorithm>
#include <cmath>

namespace meam {
namespace {

constexpr double steepest = 16.0;      ///< [octave]: a larger step is computed
constexpr int most_in_all = 24 * 512;  ///< [1/512 octave] that one process may move by all shifts together
constexpr int inexact_logarithms = 16; ///< [1/512 octave]: what `room` itself is rounded by, and more

/// Rounded logarithm of each level's ratio; empty if the covariate cannot be shifted along for these hazards.
std::vector<std::int16_t> logarithms(const Tables& tables, const std::vector<HazardId>& hazards, int covariate,
                                     int levels)
{
    constexpr double ln2 = 0.6931471805599453;
    std::vector<std::int16_t> common;
    for (const HazardId hazard : hazards) {
        std::vector<std::int16_t> row;
        for (int level = 0; level < levels; ++level) {
            const double ratio = tables.ratio(hazard, covariate, level);
            const double octaves = ratio > 0.0 ? logarithm(ratio) / ln2 : 2 * steepest;
            if (std::fabs(octaves) > steepest) {
                return {};
            }
            row.push_back(static_cast<std::int16_t>(std::floor(octaves * Shifts::per_octave + 0.5)));
        }
        if (!common.empty() && row != common) {
            return {};
        }
        common = std::move(row);
    }
    return common;
}

} // namespace

Shifts::Shifts(const Model& model, const Tables& tables)
    : width_(padded(model.processes.size())), anew_(model.covariates.size()), first_row_(model.covariates.size(), -1),
      margin_(model.processes.size(), inexact_logarithms)
{
    std::vector<int> in_all(model.processes.size(), 0);
    for (std::size_t c = 0; c < model.covariates.size(); ++c) {
        anew_[c] = model.switched[c];
        rises_.push_back(rises_of(model, tables, c));
        const int levels = model.covariates[c].levels;
        const auto first = static_cast<std::int32_t>(rows_.size() / width_);
        std::vector<std::int16_t> rows(static_cast<std::size_t>(levels) * width_, 0);
        bool any = false;
        model.affected[c].each_in(0, model.processes.size(), [&](std::size_t p) {
            if (model.switched[c].test(p)) {
                return;
            }
            const auto row = model.covariates[c].fixed ? std::vector<std::int16_t>{}
                                                       : logarithms(tables, hazards_of(model, model.processes[p]),
                                                                    static_cast<int>(c), levels);
            const auto [least, most] = std::minmax_element(row.begin(), row.end());
            if (row.empty() || in_all[p] + (*most - *least) > most_in_all) {
                anew_[c].set(p);
                return;
            }
            in_all[p] += *most - *least;
            ++margin_[p];
            any = true;
            for (std::size_t level = 0; level < row.size(); ++level) {
                rows[level * width_ + p] = row[level];
            }
        });
        if (any) {
            first_row_[c] = first;
            rows_.insert(rows_.end(), rows.begin(), rows.end());
        }
    }
}

Shifts::Rises Shifts::rises_of(const Model& model, const Tables& tables, std::size_t covariate)
{
    Rises rises{};
    const int levels = std::min(model.covariates[covariate].levels, most_followed);
    model.affected[covariate].each_in(0, model.processes.size(), [&](std::size_t p) {
        if (model.switched[covariate].test(p)) {
            rises.fill(0xffff);
            return;
        }
        for (const HazardId hazard : hazards_of(model, model.processes[p])) {
            std::array<double, most_followed> ratio{};
            for (int level = 0; level < levels; ++level) {
                ratio[static_cast<std::size_t>(level)] = tables.ratio(hazard, static_cast<int>(covariate), level);
            }
            for (std::size_t from = 0; from < rises.size(); ++from) {
                for (std::size_t to = 0; to < rises.size(); ++to) {
                    rises[from] |= static_cast<std::uint16_t>(ratio[to] > ratio[from] ? 1U << to : 0U);
                }
            }
        }
    });
    return rises;
}

} // namespace meam
