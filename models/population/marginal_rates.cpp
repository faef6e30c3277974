#include "models/population/marginal_rates.hpp"

#include "sim/mathematics.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

namespace meam {
namespace {

/// Mean of a covariate's ratios; 1 where the shares of its levels are not known.
double mean_ratio(const std::vector<double>& levels, const std::vector<double>& shares)
{
    double mean = shares.empty() ? 1.0 : 0.0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        mean += shares[i] * levels[i];
    }
    return mean;
}

/// Calls use(levels, weight) for the residents of each profile and level of frailty.
template <class Use> void each_kind_of_resident(const Model& model, const Population& population, Use&& use)
{
    for (const auto& p : population.profiles()) {
        if (p.share <= 0.0) {
            continue;
        }
        auto at = attributes_of(model, p);
        for (std::size_t f = 0; f < population.frailty().size(); ++f) {
            at[static_cast<std::size_t>(model.attributes.frailty)] = static_cast<std::uint8_t>(f);
            use(at, p.share * population.frailty_weights()[f]);
        }
    }
}

/// Shares of residents at each level of covariates that move, when the place begins. Each is computed once.
class Starts {
public:
    Starts(const Model& model, const Population& population, const std::vector<double>& numbers)
        : model_(model), population_(population), numbers_(numbers)
    {}

    /// Empty for covariates other than needs, circumstances and what ties show.
    /// @param without  the need that the residents counted do not have, where its history is asked for; -1: of all
    const std::vector<double>& shares(int covariate, NeedId without = -1)
    {
        const auto at = std::pair{covariate, without};
        const auto known = known_.find(at);
        return known != known_.end() ? known->second : known_.emplace(at, computed(covariate, without)).first->second;
    }

private:
    std::vector<double> computed(int covariate, NeedId without)
    {
        for (std::size_t n = 0; n < model_.needs.size(); ++n) {
            const auto id = static_cast<NeedId>(n);
            if (model_.needs[n].severity == covariate) {
                return by_severity(id);
            }
            if (model_.needs[n].ever == covariate) {
                const double ever = with_history(id, without == id);
                return {1.0 - ever, ever};
            }
        }
        for (std::size_t c = 0; c < model_.circumstances.size(); ++c) {
            if (model_.circumstances[c].covariate == covariate) {
                return by_state(c);
            }
        }
        for (const auto& tie : model_.ties) {
            for (const auto& exposure : tie.sees) {
                if (exposure.as == covariate) {
                    auto result = shares(exposure.of);
                    const double part = tied(tie);
                    std::ranges::for_each(result, [&](double& share) { share *= part; });
                    result[static_cast<std::size_t>(exposure.alone)] += 1.0 - part;
                    return result;
                }
            }
        }
        return {};
    }

    [[nodiscard]] std::vector<double> by_state(std::size_t circumstance) const
    {
        std::vector<double> result(model_.circumstances[circumstance].states.size(), 0.0);
        for (const auto& p : population_.profiles()) {
            const auto chances = population_.state_chances(model_, numbers_, circumstance, attributes_of(model_, p));
            for (std::size_t s = 0; s < result.size(); ++s) {
                result[s] += p.share * chances[s];
            }
        }
        return result;
    }

    [[nodiscard]] std::vector<double> by_severity(NeedId id) const
    {
        const auto& need = model_.needs[static_cast<std::size_t>(id)];
        const bool declared = need.circumstance < 0 && !(need.meam && model_.place.counts_needs());
        std::array<double, 3> shares{};
        double others = declared && need.start_by < 0 ? 1.0 : 0.0; // start by the share that all residents have
        for (const auto& p : population_.profiles()) {
            if (declared && need.start_by < 0) {
                break;
            }
            const auto at = attributes_of(model_, p);
            const auto by_group = population_.start_by_group(model_, numbers_, id, at);
            const auto chances = declared ? by_group.chances : population_.start_chances(model_, numbers_, id, at);
            others += declared ? p.share * by_group.others : 0.0;
            for (std::size_t level = 0; level < 3; ++level) {
                shares[level] += p.share * chances[level];
            }
        }
        const auto limit = population_.start_limit(id);
        const double possible = limit.declared > limit.reachable ? limit.reachable / limit.declared : 1.0;
        std::vector<double> result{1.0, 0.0, 0.0, 0.0};
        for (std::size_t level = 0; level < 3; ++level) {
            result[level + 1] = shares[level] + others * possible * value_or(numbers_, need.start[level], 0.0);
            result[0] -= result[level + 1];
        }
        return result;
    }

    /// Share of residents who ever had a need at established or acute. @param without  of those who start without it
    [[nodiscard]] double with_history(NeedId id, bool without)
    {
        double odds = 1.0; // what the needs and circumstances of `ever_ratio` multiply them by
        for (const auto& ratio : model_.needs[static_cast<std::size_t>(id)].start_ever_ratios) {
            const auto& of = model_.covariates[static_cast<std::size_t>(ratio.covariate)];
            odds *= of.fixed ? 1.0 : mean_ratio(ratio_levels(ratio, of, numbers_), shares(ratio.covariate));
        }
        double with = 0.0, all = 0.0;
        each_kind_of_resident(model_, population_, [&](const Covariates& at, double weight) {
            const auto now = population_.start_chances(model_, numbers_, id, at);
            const double severe = now[1] + now[2], free = 1.0 - now[0] - severe;
            const double had = Population::with_odds(population_.ever_chance(model_, numbers_, id, at),
                                                     odds * population_.ever_odds(model_, id, at, true));
            with += weight * (without ? free * had : severe + (1.0 - severe) * had);
            all += weight * (without ? free : 1.0);
        });
        return all > 0.0 ? with / all : 0.0;
    }

    /// Chance that a condition means a resident with these attributes, whose needs and circumstances are independent.
    [[nodiscard]] double meant(const Reach& reach, const Covariates& at) const
    {
        double chance = 1.0;
        for (const auto& [covariate, reached] : reach.levels) {
            const auto circumstance = std::ranges::find(model_.circumstances, covariate, &Circumstance::covariate);
            if (circumstance == model_.circumstances.end()) {
                chance *= reached[at[static_cast<std::size_t>(covariate)]] ? 1.0 : 0.0;
                continue;
            }
            const auto states = population_.state_chances(
                model_, numbers_, static_cast<std::size_t>(circumstance - model_.circumstances.begin()), at);
            double sum = 0.0;
            for (std::size_t s = 0; s < states.size(); ++s) {
                sum += reached[s] ? states[s] : 0.0;
            }
            chance *= sum;
        }
        for (const auto& [need, from] : reach.needs) {
            const auto starts = population_.start_chances(model_, numbers_, need, at);
            double sum = from > 0 ? 0.0 : 1.0;
            for (int level = from; level > 0 && level <= 3; ++level) {
                sum += starts[static_cast<std::size_t>(level) - 1];
            }
            chance *= sum;
        }
        for (const auto& other : reach.except) {
            chance *= 1.0 - meant(other, at);
        }
        return chance;
    }

    /// Share of residents who are tied to another.
    [[nodiscard]] double tied(const Tie& tie) const
    {
        double first = 0.0, second = 0.0;
        each_kind_of_resident(model_, population_, [&](const Covariates& at, double weight) {
            first += weight * meant(tie.first, at);
            second += weight * meant(tie.second, at);
        });
        return std::min(1.0, 2.0 * value_or(numbers_, tie.share, 0.0) * std::min(first, second));
    }

    const Model& model_;
    const Population& population_;
    const std::vector<double>& numbers_;
    std::map<std::pair<int, NeedId>, std::vector<double>> known_;
};

struct Factor {
    int covariate;
    std::vector<double> levels;
};

class Marginals {
public:
    Marginals(const Model& model, const Population& population, const std::vector<double>& numbers, Starts& starts,
              const HazardSpec& spec)
        : model_(model), population_(population), numbers_(numbers), spec_(spec)
    {
        for (std::size_t n = 0; n < model.needs.size(); ++n) {
            if (model.needs[n].onset >= 0 && &model.hazards[static_cast<std::size_t>(model.needs[n].onset)] == &spec) {
                onset_of_ = static_cast<NeedId>(n);
            }
        }
        for (const auto& ratio : spec.ratios) {
            const auto& covariate = model.covariates[static_cast<std::size_t>(ratio.covariate)];
            auto levels = ratio_levels(ratio, covariate, numbers);
            if (covariate.fixed) {
                fixed_.push_back({ratio.covariate, std::move(levels)});
                continue;
            }
            const auto stock = std::find_if(model.stocks.begin(), model.stocks.end(),
                                            [&](const Stock& s) { return s.covariate == ratio.covariate; });
            if (stock != model.stocks.end()) {
                stocks_.push_back({static_cast<int>(stock - model.stocks.begin()), std::move(levels)});
                continue;
            }
            moving_mean_ *= mean_ratio(levels, starts.shares(ratio.covariate, onset_of_));
        }
    }

    Solved solve()
    {
        Solved solved;
        const auto targets = fixed_;
        std::vector<std::vector<double>> corrections;
        for (const auto& f : fixed_) {
            corrections.emplace_back(f.levels.size(), 1.0);
        }
        for (int round = 0; round < 200 && !spec_.marginal_attributes.empty(); ++round) {
            for (std::size_t f = 0; f < fixed_.size(); ++f) {
                if (std::find(spec_.marginal_attributes.begin(), spec_.marginal_attributes.end(),
                              fixed_[f].covariate) == spec_.marginal_attributes.end()) {
                    continue;
                }
                const auto shown = means_by_level(f);
                const double reference = shown[0] / targets[f].levels[0];
                for (std::size_t level = 1; level < shown.size(); ++level) {
                    if (shown[level] > 0.0) {
                        const double by = targets[f].levels[level] * reference / shown[level];
                        corrections[f][level] *= by;
                        fixed_[f].levels[level] *= by;
                    }
                }
            }
        }
        for (std::size_t f = 0; f < fixed_.size(); ++f) {
            if (corrections[f] != std::vector<double>(corrections[f].size(), 1.0)) {
                solved.ratio.emplace_back(fixed_[f].covariate, corrections[f]);
            }
        }
        if (spec_.marginal) {
            solve_rate(solved);
        }
        return solved;
    }

private:
    /// What multiplies the rate, by residents who can have the event: for the onset of a need, those who do not start
    /// with it.
    [[nodiscard]] std::vector<ChanceClass> factors_at_risk() const
    {
        const double exponent = value_or(numbers_, spec_.frailty, 0.0);
        std::vector<double> frail;
        for (const double f : population_.frailty()) {
            frail.push_back(power(f, exponent));
        }
        std::vector<ChanceClass> factors;
        for (const auto& p : population_.profiles()) {
            if (p.share <= 0.0) {
                continue;
            }
            auto at = attributes_of(model_, p);
            const double ratio = product(p);
            for (std::size_t f = 0; f < frail.size(); ++f) {
                at[static_cast<std::size_t>(model_.attributes.frailty)] = static_cast<std::uint8_t>(f);
                const double free =
                    onset_of_ < 0 ? 1.0 : 1.0 - population_.starts_with(model_, numbers_, onset_of_, at);
                factors.push_back({ratio * frail[f], p.share * population_.frailty_weights()[f] * free});
            }
        }
        return factors;
    }

    /// The highest rate that one resident can have: what `most` allows, or the engine [1/week].
    [[nodiscard]] double highest() const
    {
        const double most = value_or(numbers_, spec_.most, 1.0);
        return most < 1.0 ? std::min(highest_hazard, -logarithm(1.0 - most)) : highest_hazard;
    }

    /// The declared rate is the mean over those at risk, each held under the highest that one resident can have.
    void solve_rate(Solved& solved) const
    {
        auto factors = factors_at_risk();
        double sum = 0.0, at_risk = 0.0, largest = 0.0;
        for (auto& one : factors) {
            sum += one.weight * one.relative;
            at_risk += one.weight;
            one.relative *= moving_mean_;
            largest = std::max(largest, one.weight > 0.0 ? one.relative : 0.0);
        }
        const double mean = at_risk > 0.0 ? moving_mean_ * (sum / at_risk) : 0.0;
        solved.rate = mean > 0.0 ? 1.0 / mean : 1.0;
        const double share = value_or(numbers_, spec_.rate, 0.0) * years_per_week / highest();
        if (share * largest * solved.rate > 1.0) {
            const auto limited = solve_share(factors, std::min(share, 1.0));
            solved.rate = limited.scale * std::min(share, 1.0) / share;
            solved.reachable = limited.reachable * highest() / years_per_week;
        }
    }

    [[nodiscard]] double product(const Population::Profile& p) const
    {
        double result = 1.0;
        for (const auto& f : fixed_) {
            result *= f.levels[static_cast<std::size_t>(level_of(model_, p, f.covariate))];
        }
        for (const auto& s : stocks_) {
            const auto& stock = model_.stocks[static_cast<std::size_t>(s.covariate)];
            const double norm = value_or(numbers_, stock.norm[static_cast<std::size_t>(p.deprivation)], stock.neutral);
            result *= s.levels[static_cast<std::size_t>(std::clamp(static_cast<int>(std::floor(norm)), 0, 15))];
        }
        return result;
    }
    /// Mean of the products among those at each level of the f-th fixed attribute.
    [[nodiscard]] std::vector<double> means_by_level(std::size_t f) const
    {
        std::vector<double> sum(fixed_[f].levels.size(), 0.0);
        std::vector<double> weight(sum.size(), 0.0);
        for (const auto& p : population_.profiles()) {
            const auto level = static_cast<std::size_t>(level_of(model_, p, fixed_[f].covariate));
            sum[level] += p.share * product(p);
            weight[level] += p.share;
        }
        for (std::size_t i = 0; i < sum.size(); ++i) {
            sum[i] = weight[i] > 0.0 ? sum[i] / weight[i] : 0.0;
        }
        return sum;
    }

    const Model& model_;
    const Population& population_;
    const std::vector<double>& numbers_;
    const HazardSpec& spec_;
    std::vector<Factor> fixed_;
    std::vector<Factor> stocks_; ///< covariate: index of the stock
    double moving_mean_ = 1.0;
    NeedId onset_of_ = -1; ///< the need that begins so
};

} // namespace

std::vector<Solved> solve_marginals(const Model& model, const Population& population,
                                    const std::vector<double>& numbers)
{
    std::vector<Solved> all;
    all.reserve(model.hazards.size());
    Starts starts(model, population, numbers);
    for (const auto& spec : model.hazards) {
        all.push_back(spec.marginal || !spec.marginal_attributes.empty()
                          ? Marginals(model, population, numbers, starts, spec).solve()
                          : Solved{});
    }
    return all;
}

double feedback_radius(const Model& model, const std::vector<double>& numbers)
{
    const auto rate_of = [&](HazardId id) { // [1/year]
        if (id < 0) {
            return 0.0;
        }
        const auto& spec = model.hazards[static_cast<std::size_t>(id)];
        const double stated = value_or(numbers, spec.rate, 0.0);
        return spec.weekly_chance ? stated / years_per_week : stated;
    };
    const std::size_t n = model.needs.size();
    std::vector<std::vector<double>> growth(n, std::vector<double>(n, 0.0));
    for (std::size_t to = 0; to < n; ++to) {
        if (model.needs[to].onset < 0) {
            continue;
        }
        const auto& onset = model.hazards[static_cast<std::size_t>(model.needs[to].onset)];
        for (std::size_t from = 0; from < n; ++from) {
            const auto& source = model.needs[from];
            const double recovery = rate_of(source.easing[1]);
            if (from == to || recovery <= 0.0) {
                continue;
            }
            double extra = 0.0; // onsets a year while `from` is established [1/year]
            for (const auto& ratio : onset.ratios) {
                if (ratio.covariate == source.severity) {
                    const auto& covariate = model.covariates[static_cast<std::size_t>(ratio.covariate)];
                    extra += (ratio_levels(ratio, covariate, numbers)[2] - 1.0) * rate_of(model.needs[to].onset);
                }
            }
            for (const auto& adds : onset.by_need) {
                if (adds.covariate == source.severity) {
                    extra += value_or(numbers, adds.rate[2], 0.0);
                }
            }
            growth[from][to] = std::max(0.0, extra) / recovery;
        }
    }
    // The radius is the limit of |G^k|^(1/k); k is doubled by squaring, the size kept apart. A ring of needs or a chain
    // without return (whose powers vanish) are no exceptions.
    double log_size = 0.0, power_of = 1.0;
    for (int doubling = 0; doubling < 40; ++doubling) {
        double size = 0.0;
        for (const auto& row : growth) {
            for (const double x : row) {
                size = std::max(size, x);
            }
        }
        if (size <= 0.0) {
            return 0.0;
        }
        log_size += logarithm(size);
        auto square = growth;
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j < n; ++j) {
                double sum = 0.0;
                for (std::size_t k = 0; k < n; ++k) {
                    sum += growth[i][k] / size * (growth[k][j] / size);
                }
                square[i][j] = sum;
            }
        }
        growth = std::move(square);
        log_size *= 2.0;
        power_of *= 2.0;
    }
    return exponential(log_size / power_of);
}

} // namespace meam
