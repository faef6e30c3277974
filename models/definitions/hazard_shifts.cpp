#include "models/definitions/hazard_shifts.hpp"

#include "models/definitions/model.hpp"
#include "sim/mathematics.hpp"

#include <algorithm>
#include <cmath>

namespace meam {
namespace {

constexpr double steepest = 16.0;      ///< [octave]: a larger ratio makes the hazard be recomputed
constexpr int most_in_all = 24 * 512;  ///< [1/512 octave]: limit of the sum of all shifts of a process
constexpr int inexact_logarithms = 16; ///< [1/512 octave]: upper bound of the rounding error of `room`

/// Rounded logarithm of the ratio at each level; empty if the hazards differ in their ratios or a ratio is too large.
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
    : width_(padded(model.processes.size())), steps_(model.covariates.size()),
      margin_(model.processes.size(), inexact_logarithms)
{
    std::vector<int> in_all(model.processes.size(), 0);
    for (std::size_t c = 0; c < model.covariates.size(); ++c) {
        if (!may_move(model, c)) {
            continue;
        }
        auto& steps = steps_[c];
        steps.levels = model.covariates[c].levels;
        const auto levels = static_cast<std::size_t>(steps.levels);
        steps.dirty = model.depends.enabled[c];
        steps.dirty.resize(levels * levels);
        steps.rises.resize(levels * levels);
        for (std::size_t step = 0; step < steps.dirty.size(); ++step) {
            steps.rises[step] = steps.dirty[step].any();
        }
        std::vector<std::int16_t> rows(levels * width_, 0);
        bool any = false;
        model.depends.affected[c].each_in(0, model.processes.size(), [&](std::size_t p) {
            const auto& process = model.processes[p];
            const auto rising = rises(model, tables, process, static_cast<int>(c));
            for (std::size_t step = 0; step < rising.size(); ++step) {
                steps.rises[step] = steps.rises[step] || rising[step];
            }
            const auto row = model.depends.added[c].test(p)
                                 ? std::vector<std::int16_t>{}
                                 : logarithms(tables, hazards_of(model, process), static_cast<int>(c), steps.levels);
            const auto [least, most] = std::minmax_element(row.begin(), row.end());
            if (row.empty() || in_all[p] + (*most - *least) > most_in_all) {
                for (std::size_t step = 0; step < rising.size(); ++step) {
                    if (rising[step]) {
                        steps.dirty[step].set(p);
                    }
                }
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
            steps.first_row = static_cast<std::int32_t>(rows_.size() / width_);
            rows_.insert(rows_.end(), rows.begin(), rows.end());
        }
    }
}

/// By step: whether any hazard of a process is higher after the step than before.
std::vector<bool> Shifts::rises(const Model& model, const Tables& tables, const ProcessSpec& process, int covariate)
{
    const int levels = model.covariates[static_cast<std::size_t>(covariate)].levels;
    std::vector<bool> rising(static_cast<std::size_t>(levels * levels));
    for (const HazardId hazard : hazards_of(model, process)) {
        std::vector<double> added, ratio;
        for (int level = 0; level < levels; ++level) {
            added.push_back(tables.need_part(hazard, covariate, level));
            ratio.push_back(tables.ratio(hazard, covariate, level));
        }
        for (std::size_t step = 0; step < rising.size(); ++step) {
            const auto from = step / static_cast<std::size_t>(levels), to = step % static_cast<std::size_t>(levels);
            rising[step] = rising[step] || added[to] > added[from] || ratio[to] > ratio[from];
        }
    }
    return rising;
}

} // namespace meam
