#pragma once
// The one general rule behind every hazard and every chance.
//
//     hazard = (rate + sum over needs of by_need[severity]) * frailty^a * product of ratio[level]            [1/week]
//     odds   = p / (1 - p) * product of ratio[level]
//
// A hazard stated as the chance of a week is the same with that chance q in the place of the rate; what comes of the
// product is a chance again, and the hazard -ln(1 - q). Either may be held under a chance of a week that it never
// passes.
//
// As specified in a file (handles), and as compiled for a week and a reach (tables and look-ups).

#include "models/parameters/covariates.hpp"
#include "models/parameters/numbers.hpp"
#include "sim/field.hpp"

#include <limits>
#include <span>
#include <string>
#include <vector>

namespace meam {

/// One covariate's ratios: one number per level named, or a single number per step.
struct RatioSpec {
    int covariate = 0;
    bool per_step = false;
    std::vector<Number> ratio; ///< one when per_step; otherwise by level, unset: 1
};

struct ByNeedSpec {
    int covariate = 0; ///< severity of the need
    std::array<Number, 4> rate{};
};

struct HazardSpec {
    std::string path;
    Number rate;
    std::vector<ByNeedSpec> by_need;
    Number frailty;
    std::vector<RatioSpec> ratios;
    bool weekly_chance = false; ///< `rate` is the chance of a week [1]
    Number most;                ///< the chance of a week that is never passed
    bool marginal = false;
    std::vector<int> marginal_attributes; ///< covariates whose ratios are published marginal ratios

    /// Whether its ratios multiply the hazard itself, whatever they are.
    [[nodiscard]] bool proportional() const { return !weekly_chance && !most.set(); }
};

struct ChanceSpec {
    std::string path;
    Number chance;
    std::vector<RatioSpec> ratios;
};

using HazardId = int; ///< into Model::hazards; -1: none
using ChanceId = int; ///< into Model::chances; -1: none

/// What makes a marginal rate or ratio conditional: solved once, from the baseline (solve.hpp).
struct Solved {
    double rate = 1.0;                                      ///< multiplies the hazard
    std::vector<std::pair<int, std::vector<double>>> ratio; ///< by covariate: multiplies each level's ratio
    /// The highest population rate that there can be, where a limit holds the rate of some residents down [1/year].
    double reachable = std::numeric_limits<double>::infinity();
};

/// The rules compiled into tables. Built when rules change, read-only in the week.
class Tables {
public:
    Tables() = default;
    Tables(std::span<const HazardSpec> hazards, std::span<const ChanceSpec> chances, std::span<const Solved> solved,
           std::span<const Covariate> covariates, std::span<const double> frailty, std::vector<double> numbers);

    /// Expected events a week.
    [[nodiscard]] double per_week(HazardId id, const Covariates& at) const
    {
        const auto& rule = hazards_[static_cast<std::size_t>(id)];
        double sum = rule.base;
        for (auto i = rule.adds; i < rule.factors; ++i) {
            sum += pool_[terms_[i].offset + at[terms_[i].covariate]];
        }
        if (!(sum > 0.0)) {
            return 0.0;
        }
        for (auto i = rule.factors; i < rule.end; ++i) {
            sum *= pool_[terms_[i].offset + at[terms_[i].covariate]];
        }
        return rule.proportional ? sum : bounded(rule, sum);
    }
    [[nodiscard]] Hazard hazard(HazardId id, const Covariates& at) const { return to_hazard(per_week(id, at)); }

    /// Events a week that a hazard comes to where all that is added and two of the covariates that multiply it are at
    /// their highest, the others at a ratio of 1. Products of more are left out, since hardly any resident is at the
    /// highest level of everything. 0 of a chance of a week and of a hazard under one.
    [[nodiscard]] double highest_per_week(HazardId id) const;

    /// What a need adds to a rule's intensity at this level of its severity [1/week]; 0 where it adds nothing.
    [[nodiscard]] double need_part(HazardId id, int severity_covariate, int level) const;

    /// What a covariate at this level multiplies a hazard by; 1 where the hazard does not depend on it.
    [[nodiscard]] double ratio(HazardId id, int covariate, int level) const;

    [[nodiscard]] double chance(ChanceId id, const Covariates& at) const;

    [[nodiscard]] double number(Number n, double otherwise) const { return value_or(numbers_, n, otherwise); }
    [[nodiscard]] const std::vector<double>& numbers() const { return numbers_; }

    /// Whether hazard `id` is the same function of the covariates in both.
    [[nodiscard]] bool same_hazard(HazardId id, const Tables& other) const;

private:
    struct Term {
        std::uint16_t covariate;
        std::uint32_t offset;
    };
    struct Rule {
        double base = 0.0;
        std::uint32_t adds = 0, factors = 0, end = 0; ///< terms [adds, factors) are added, [factors, end) multiply
        bool proportional = true;
        bool weekly_chance = false;
        double most = 1.0; ///< chance of a week
    };

    /// The hazard of a rule whose terms came to `product`: a chance of a week, or a hazard, held under `most`.
    [[nodiscard]] static double bounded(const Rule& rule, double product);

    [[nodiscard]] std::uint32_t pooled(const std::vector<double>& levels);
    void add_ratios(std::span<const RatioSpec> ratios, const Solved* solved, std::span<const Covariate> covariates);

    std::vector<double> pool_;
    std::vector<std::uint32_t> pool_lengths_; ///< levels of the table of each term
    std::vector<Term> terms_;
    std::vector<Rule> hazards_;
    std::vector<Rule> chances_;
    std::vector<double> numbers_;
};

/// Ratio of each level of a covariate, as the numbers stand.
std::vector<double> ratio_levels(const RatioSpec& spec, const Covariate& covariate, const std::vector<double>& numbers);

} // namespace meam
