#include "models/parameters/hazard_rule.hpp"

#include "sim/mathematics.hpp"

#include <algorithm>
#include <array>

namespace meam {

std::vector<double> ratio_levels(const RatioSpec& spec, const Covariate& covariate, const std::vector<double>& numbers)
{
    std::vector<double> levels(static_cast<std::size_t>(covariate.levels), 1.0);
    for (int level = 0; level < covariate.levels; ++level) {
        auto& ratio = levels[static_cast<std::size_t>(level)];
        if (spec.per_step) {
            ratio = whole_power(value_or(numbers, spec.ratio[0], 1.0), level - covariate.neutral);
        } else {
            ratio = value_or(numbers, spec.ratio[static_cast<std::size_t>(level)], 1.0);
        }
    }
    return levels;
}

Tables::Tables(std::span<const HazardSpec> hazards, std::span<const ChanceSpec> chances, std::span<const Solved> solved,
               std::span<const Covariate> covariates, std::span<const double> frailty, std::vector<double> numbers)
    : numbers_(std::move(numbers))
{
    const auto frailty_covariate = static_cast<std::size_t>(
        std::find_if(covariates.begin(), covariates.end(), [](const Covariate& c) { return c.name == "frailty"; }) -
        covariates.begin());
    std::vector<std::pair<double, std::uint32_t>> frailty_tables; // by exponent: most rules share a few
    for (std::size_t i = 0; i < hazards.size(); ++i) {
        const auto& spec = hazards[i];
        const double scale = (spec.weekly_chance ? 1.0 : years_per_week) * (i < solved.size() ? solved[i].rate : 1.0);
        Rule rule;
        rule.proportional = spec.proportional();
        rule.weekly_chance = spec.weekly_chance;
        rule.most = value_or(numbers_, spec.most, 1.0);
        rule.base = value_or(numbers_, spec.rate, 0.0) * scale;
        rule.adds = static_cast<std::uint32_t>(terms_.size());
        for (const auto& need : spec.by_need) {
            std::vector<double> levels;
            for (const auto& rate : need.rate) {
                levels.push_back(value_or(numbers_, rate, 0.0) * scale);
            }
            if (!std::ranges::all_of(levels, [](double rate) { return rate == 0.0; })) { // adds nothing, ever
                terms_.push_back({static_cast<std::uint16_t>(need.covariate), pooled(levels)});
            }
        }
        rule.factors = static_cast<std::uint32_t>(terms_.size());
        if (const double exponent = value_or(numbers_, spec.frailty, 0.0); exponent != 0.0) {
            const auto known = std::find_if(frailty_tables.begin(), frailty_tables.end(),
                                            [&](const auto& t) { return t.first == exponent; });
            if (known == frailty_tables.end()) {
                std::vector<double> powers;
                for (const double f : frailty) {
                    powers.push_back(power(f, exponent));
                }
                frailty_tables.emplace_back(exponent, pooled(powers));
                terms_.push_back({static_cast<std::uint16_t>(frailty_covariate), frailty_tables.back().second});
            } else {
                pool_lengths_.push_back(frailty_levels);
                terms_.push_back({static_cast<std::uint16_t>(frailty_covariate), known->second});
            }
        }
        add_ratios(spec.ratios, i < solved.size() ? &solved[i] : nullptr, covariates);
        rule.end = static_cast<std::uint32_t>(terms_.size());
        hazards_.push_back(rule);
    }
    for (const auto& spec : chances) {
        Rule rule;
        rule.base = value_or(numbers_, spec.chance, 0.0);
        rule.adds = rule.factors = static_cast<std::uint32_t>(terms_.size());
        add_ratios(spec.ratios, nullptr, covariates);
        rule.end = static_cast<std::uint32_t>(terms_.size());
        chances_.push_back(rule);
    }
}

double Tables::highest_per_week(HazardId id) const
{
    const auto& rule = hazards_[static_cast<std::size_t>(id)];
    if (!rule.proportional) {
        return 0.0;
    }
    const auto highest = [&](std::uint32_t term) {
        const auto first = pool_.begin() + static_cast<std::ptrdiff_t>(terms_[term].offset);
        return *std::max_element(first, first + static_cast<std::ptrdiff_t>(pool_lengths_[term]));
    };
    double sum = rule.base;
    for (auto i = rule.adds; i < rule.factors; ++i) {
        sum += highest(i);
    }
    std::array<double, 2> factors{1.0, 1.0}; // the two largest, the largest first
    for (auto i = rule.factors; i < rule.end; ++i) {
        const double factor = highest(i);
        if (factor > factors[0]) {
            factors = {factor, factors[0]};
        } else {
            factors[1] = std::max(factors[1], factor);
        }
    }
    return sum * factors[0] * factors[1];
}

double Tables::bounded(const Rule& rule, double product)
{
    constexpr double all_but_sure = 1.0 - 0x1p-32; // a chance of 1 would be a hazard without end
    const double chance = rule.weekly_chance ? product : 1.0 - exponential(-product);
    if (!rule.weekly_chance && chance <= rule.most) {
        return product;
    }
    return -logarithm(1.0 - std::min({chance, rule.most, all_but_sure}));
}

std::uint32_t Tables::pooled(const std::vector<double>& levels)
{
    const auto offset = static_cast<std::uint32_t>(pool_.size());
    pool_.insert(pool_.end(), levels.begin(), levels.end());
    pool_lengths_.push_back(static_cast<std::uint32_t>(levels.size()));
    return offset;
}

void Tables::add_ratios(std::span<const RatioSpec> ratios, const Solved* solved, std::span<const Covariate> covariates)
{
    for (const auto& spec : ratios) {
        auto levels = ratio_levels(spec, covariates[static_cast<std::size_t>(spec.covariate)], numbers_);
        if (solved != nullptr) {
            for (const auto& [covariate, correction] : solved->ratio) {
                for (std::size_t i = 0; covariate == spec.covariate && i < levels.size(); ++i) {
                    levels[i] *= correction[i];
                }
            }
        }
        if (!std::ranges::all_of(levels, [](double ratio) { return ratio == 1.0; })) { // multiplies nothing, ever
            terms_.push_back({static_cast<std::uint16_t>(spec.covariate), pooled(levels)});
        }
    }
}

double Tables::need_part(HazardId id, int severity_covariate, int level) const
{
    const auto& rule = hazards_[static_cast<std::size_t>(id)];
    double part = 0.0;
    for (auto i = rule.adds; i < rule.factors; ++i) {
        if (terms_[i].covariate == severity_covariate) {
            part += pool_[terms_[i].offset + static_cast<std::uint32_t>(level)];
        }
    }
    return part;
}

double Tables::ratio(HazardId id, int covariate, int level) const
{
    const auto& rule = hazards_[static_cast<std::size_t>(id)];
    double product = 1.0;
    for (auto i = rule.factors; i < rule.end; ++i) {
        if (terms_[i].covariate == covariate) {
            product *= pool_[terms_[i].offset + static_cast<std::uint32_t>(level)];
        }
    }
    return product;
}

double Tables::chance(ChanceId id, const Covariates& at) const
{
    const auto& rule = chances_[static_cast<std::size_t>(id)];
    const double p = rule.base;
    if (p <= 0.0 || p >= 1.0 || rule.factors == rule.end) {
        return p;
    }
    double odds = p / (1.0 - p);
    for (auto i = rule.factors; i < rule.end; ++i) {
        odds *= pool_[terms_[i].offset + at[terms_[i].covariate]];
    }
    return odds / (1.0 + odds);
}

bool Tables::same_hazard(HazardId id, const Tables& other) const
{
    const auto& a = hazards_[static_cast<std::size_t>(id)];
    const auto& b = other.hazards_[static_cast<std::size_t>(id)];
    if (a.base != b.base || a.most != b.most || a.end - a.adds != b.end - b.adds) {
        return false;
    }
    for (std::uint32_t k = 0; k < a.end - a.adds; ++k) {
        const auto& x = terms_[a.adds + k];
        const auto& y = other.terms_[b.adds + k];
        const auto length = pool_lengths_[a.adds + k];
        if (x.covariate != y.covariate ||
            !std::equal(pool_.begin() + x.offset, pool_.begin() + x.offset + length, other.pool_.begin() + y.offset)) {
            return false;
        }
    }
    return true;
}

} // namespace meam
