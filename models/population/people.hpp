#pragma once
// Who lives in a place: fixed attributes and starting needs, a pure function of (key, number). Nobody is stored to be
// known.

#include "models/model.hpp"
#include "models/resident.hpp"
#include "sim/draws.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <vector>

namespace meam {

/// A place's people as the numbers stand: shares, frailty, and what makes starting needs cluster in the same persons.
class Population {
public:
    Population(const Model& model, const std::vector<double>& numbers);

    /// Frailty [1] by level: lognormal with mean 1 in 256 steps of 1/32 standard deviation.
    [[nodiscard]] const std::vector<double>& frailty() const { return frailty_; }
    [[nodiscard]] const std::vector<double>& frailty_weights() const { return weights_; }

    /// One cell of the joint distribution of the fixed attributes.
    struct Profile {
        int where, sex, age, deprivation, aces;
        double share; ///< of the place's adults
    };
    [[nodiscard]] const std::vector<Profile>& profiles() const { return profiles_; }

    /// A state of a circumstance that is not left to chance.
    struct Assigned {
        int circumstance, state;
    };

    /// Resident `number`, as on arrival in week `arrived`.
    /// @param assigned  circumstances and the states that they are in, whatever the shares
    [[nodiscard]] Resident person(const Model& model, const std::vector<double>& numbers, Key key, ResidentId number,
                                  Week arrived, std::span<const Assigned> assigned = {}) const;

    /// Those who were drawn by lot to be in a state when the place begins, by resident: Circumstance::groups.
    [[nodiscard]] std::map<ResidentId, std::vector<Assigned>> groups(const Model& model,
                                                                     const std::vector<double>& numbers, Key key) const;

    /// Chance that such a resident has the need at the start [1].
    [[nodiscard]] double starts_with(const Model& model, const std::vector<double>& numbers, NeedId need,
                                     const Covariates& at) const;

    [[nodiscard]] double liability(const Model& model, NeedId need, const Covariates& at) const;

private:
    /// A resident of whom the attributes are known, and nothing else.
    [[nodiscard]] Resident with_attributes(const Model& model, Key key, ResidentId number, Week arrived) const;

    /// Chance that such a resident had the need before the start [1], needs and circumstances being as they are.
    [[nodiscard]] double had_before(const Model& model, const std::vector<double>& numbers, const Need& need,
                                    const Covariates& at) const;

    /// The needs that such a resident has at the start where a place says how many have how many: a bit each.
    [[nodiscard]] std::uint32_t needs_together(const Model& model, Key key, ResidentId number, int deprivation) const;

    using Ratios = std::vector<std::pair<int, std::vector<double>>>; ///< covariate, by level
    struct Liability {
        double mean = 1.0;
        double frailty_exponent = 0.0;
        Ratios ratios; ///< of fixed covariates
        std::vector<double> frailty_powers;
    };
    std::vector<double> frailty_, weights_;
    std::vector<Profile> profiles_;
    /// The people of one part of the place.
    struct Part {
        std::vector<double> sex, age, deprivation;
        std::vector<std::vector<double>> aces; ///< by deprivation
        std::size_t until = 0;                 ///< residents of the start below this number are of it, or of one before
        double newcomers = 0.0;                ///< its share of those who come later [1]
    };
    void list_profiles(const Part& part, double share);
    [[nodiscard]] const Part& part_of(const Model& model, Key key, ResidentId number) const;

    std::vector<Part> parts_;
    std::vector<std::vector<double>> needs_; ///< by deprivation: shares by number of needs; empty: each by itself
    std::vector<Liability> liabilities_;
    std::vector<Ratios> before_; ///< by need: of the odds of having had it before
};

/// The level of a fixed attribute of such residents.
int level_of(const Model& model, const Population::Profile& profile, int attribute);

/// The attributes of such residents; whatever else there is at its first level.
Covariates attributes_of(const Model& model, const Population::Profile& profile);

/// Age in whole weeks of a resident's life at `now`, and the week in which the next age band begins (or `never`).
int age_band(const Model& model, const Resident& resident, Week now);
Week next_age_band(const Model& model, const Resident& resident, Week now);

/// First week of age of bands that begin at these ages [year]; last the age that nobody has reached when drawn.
std::vector<int> first_weeks_of(std::span<const int> age_from);

/// How many MEAM needs a resident has, as strata tell: 0, 1, 2, 3 or more.
inline std::uint8_t needs_band(const Model& model, const Covariates& at)
{
    return std::min<std::uint8_t>(3, at[static_cast<std::size_t>(model.needs_count)]);
}

/// Level of the stock at rest for this resident, as the rules stand.
int stock_norm(const Stock& stock, const Tables& tables, int deprivation);

} // namespace meam
