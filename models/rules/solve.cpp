#include "models/rules/solve.hpp"

#include "sim/mathematics.hpp"

#include <algorithm>
#include <cmath>

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

std::vector<double> starting_shares(const Model& model, const Population& population, int covariate,
                                    const std::vector<double>& numbers);

/// Mean over all residents of what goes by an attribute, or by a circumstance; `by` -1: by nothing.
template <class Value>
double mean_by(const Model& model, const Population& population, int by, const std::vector<double>& numbers,
               Value&& value_at)
{
    double mean = 0.0;
    if (by >= 0 && !model.covariates[static_cast<std::size_t>(by)].fixed) { // a circumstance
        const auto levels = starting_shares(model, population, by, numbers);
        Covariates at{};
        for (std::size_t level = 0; level < levels.size(); ++level) {
            at[static_cast<std::size_t>(by)] = static_cast<std::uint8_t>(level);
            mean += levels[level] * value_at(at);
        }
        return mean;
    }
    for (const auto& p : population.profiles()) {
        mean += p.share * value_at(attributes_of(model, p));
    }
    return mean;
}

/// Share of residents who start in a state of a circumstance; those put there as a group counted as if drawn from all.
double share_in_state(const Population& population, const Model& model, const Circumstance& circumstance,
                      std::size_t state, const std::vector<double>& numbers)
{
    const auto share_of = [&](const Covariates& at) {
        return value_or(numbers, start_shares(circumstance, at)[state], 0.0);
    };
    const double by_chance = mean_by(model, population, circumstance.start_by, numbers, share_of);
    double grouped = 0.0, grouped_here = 0.0;
    for (const auto& group : circumstance.groups) {
        const double part = std::min(1.0, value_or(numbers, group.residents, 0.0) / model.place.residents);
        grouped += part;
        grouped_here += group.state == static_cast<int>(state) ? part : 0.0;
    }
    return by_chance * std::max(0.0, 1.0 - grouped) + grouped_here;
}

/// Starting shares of the levels of a covariate that moves: needs and circumstances; empty for others.
std::vector<double> starting_shares(const Model& model, const Population& population, int covariate,
                                    const std::vector<double>& numbers)
{
    for (const auto& need : model.needs) {
        if (need.severity == covariate && need.meam && model.place.counts_needs()) {
            double emerging = 0.0;
            for (const auto& p : population.profiles()) {
                Covariates at{};
                at[static_cast<std::size_t>(model.deprivation)] = static_cast<std::uint8_t>(p.deprivation);
                const auto id = static_cast<NeedId>(&need - model.needs.data());
                emerging += p.share * population.starts_with(model, numbers, id, at);
            }
            return {1.0 - emerging, emerging, 0.0, 0.0};
        }
        if (need.severity == covariate && need.circumstance < 0) {
            std::vector<double> shares{1.0, 0.0, 0.0, 0.0};
            for (std::size_t i = 0; i < 3; ++i) {
                const auto share_at = [&](const Covariates& at) {
                    const auto& own = own_start(need, at);
                    return value_or(numbers, own ? (*own)[i] : need.start[i], 0.0);
                };
                shares[i + 1] =
                    need.start_by < 0 ? share_at({}) : mean_by(model, population, need.start_by, numbers, share_at);
                shares[0] -= shares[i + 1];
            }
            return shares;
        }
        if (need.severity == covariate) {
            const auto& circumstance = model.circumstances[static_cast<std::size_t>(need.circumstance)];
            std::vector<double> shares{1.0, 0.0, 0.0, 0.0};
            for (std::size_t s = 0; s < circumstance.states.size(); ++s) {
                if (const int level = need.severity_of_state[s]; level > 0) {
                    const double share = share_in_state(population, model, circumstance, s, numbers);
                    shares[static_cast<std::size_t>(level)] += share;
                    shares[0] -= share;
                }
            }
            return shares;
        }
        if (need.ever == covariate) {
            const double stated = value_or(numbers, need.start_ever, 0.0);
            double odds = stated / (1.0 - stated);
            for (const auto& ratio : need.start_ever_ratios) {
                const auto of = model.covariates[static_cast<std::size_t>(ratio.covariate)];
                odds *= mean_ratio(ratio_levels(ratio, of, numbers),
                                   starting_shares(model, population, ratio.covariate, numbers));
            }
            const double ever = need.start_ever_ratios.empty() ? stated : odds / (1.0 + odds);
            return {1.0 - ever, ever};
        }
    }
    for (const auto& circumstance : model.circumstances) {
        if (circumstance.covariate == covariate) {
            std::vector<double> shares(circumstance.states.size(), 0.0);
            double rest = 1.0; // in the normal state
            for (std::size_t s = 0; s < shares.size(); ++s) {
                shares[s] = share_in_state(population, model, circumstance, s, numbers);
                rest -= shares[s];
            }
            shares[static_cast<std::size_t>(circumstance.normal)] += rest;
            return shares;
        }
    }
    for (const auto& tie : model.ties) {
        for (const auto& exposure : tie.sees) {
            if (exposure.as == covariate) {
                auto shares = starting_shares(model, population, exposure.of, numbers);
                const double tied = value_or(numbers, tie.share, 0.0);
                std::transform(shares.begin(), shares.end(), shares.begin(), [&](double s) { return s * tied; });
                shares[static_cast<std::size_t>(exposure.alone)] += 1.0 - tied;
                return shares;
            }
        }
    }
    return {};
}

struct Factor {
    int covariate;
    std::vector<double> levels;
};

class Marginals {
public:
    Marginals(const Model& model, const Population& population, const std::vector<double>& numbers,
              const HazardSpec& spec)
        : model_(model), population_(population), numbers_(numbers), spec_(spec)
    {
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
            moving_mean_ *= mean_ratio(levels, starting_shares(model, population, ratio.covariate, numbers));
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
            const double mean = moving_mean_ * mean_at_risk();
            solved.rate = mean > 0.0 ? 1.0 / mean : 1.0;
        }
        return solved;
    }

private:
    /// Mean of what multiplies the rate over those who can have the event: for the onset of a need, whoever does not
    /// start with it.
    [[nodiscard]] double mean_at_risk() const
    {
        NeedId onset_of = -1;
        for (std::size_t n = 0; n < model_.needs.size(); ++n) {
            if (model_.needs[n].onset >= 0 &&
                &model_.hazards[static_cast<std::size_t>(model_.needs[n].onset)] == &spec_) {
                onset_of = static_cast<NeedId>(n);
            }
        }
        const double exponent = value_or(numbers_, spec_.frailty, 0.0);
        std::vector<double> frail;
        for (const double f : population_.frailty()) {
            frail.push_back(power(f, exponent));
        }
        double sum = 0.0, at_risk = 0.0;
        for (const auto& p : population_.profiles()) {
            if (p.share <= 0.0) {
                continue;
            }
            auto at = attributes_of(model_, p);
            const double ratio = product(p);
            for (std::size_t f = 0; f < frail.size(); ++f) {
                at[static_cast<std::size_t>(model_.frailty)] = static_cast<std::uint8_t>(f);
                const double free = onset_of < 0 ? 1.0 : 1.0 - population_.starts_with(model_, numbers_, onset_of, at);
                const double weight = p.share * population_.frailty_weights()[f] * free;
                sum += weight * ratio * frail[f];
                at_risk += weight;
            }
        }
        return at_risk > 0.0 ? sum / at_risk : 0.0;
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
};

} // namespace

std::vector<Solved> solve_marginals(const Model& model, const Population& population,
                                    const std::vector<double>& numbers)
{
    std::vector<Solved> all;
    all.reserve(model.hazards.size());
    for (const auto& spec : model.hazards) {
        all.push_back(spec.marginal || !spec.marginal_attributes.empty()
                          ? Marginals(model, population, numbers, spec).solve()
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
