#pragma once
// The population of a place: fixed attributes and initial needs of each resident, a pure function of (key, number). No
// resident has to be stored.

#include "models/definitions/model.hpp"
#include "models/population/resident.hpp"
#include "models/population/solve_share.hpp"
#include "sim/draws.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <span>
#include <vector>

namespace meam {

/// The population under these numbers: shares, frailty, and the dependence between initial needs.
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

    /// A state of a circumstance that is assigned, not drawn.
    struct Assigned {
        int circumstance, state;
    };

    /// Resident `number`, as on arrival in week `arrived`.
    /// @param assigned  circumstances and the states that they are in, whatever the shares
    [[nodiscard]] Resident person(const Model& model, const std::vector<double>& numbers, Key key, ResidentId number,
                                  Week arrived, std::span<const Assigned> assigned = {}) const;

    /// Residents drawn into a state at the start, by resident: Circumstance::groups.
    [[nodiscard]] std::map<ResidentId, std::vector<Assigned>> groups(const Model& model,
                                                                     const std::vector<double>& numbers, Key key) const;

    /// Chances that a resident with these attributes has the need at the start as emerging, established and acute [1].
    [[nodiscard]] std::array<double, 3> start_chances(const Model& model, const std::vector<double>& numbers,
                                                      NeedId need, const Covariates& at) const;

    /// The part of these chances that groups state by themselves (`start_by`), and the chance to be in no such group.
    struct GroupStart {
        std::array<double, 3> chances{};
        double others = 1.0;
    };
    [[nodiscard]] GroupStart start_by_group(const Model& model, const std::vector<double>& numbers, NeedId need,
                                            const Covariates& at) const;

    /// Chance that a resident with these attributes has the need at the start [1].
    [[nodiscard]] double starts_with(const Model& model, const std::vector<double>& numbers, NeedId need,
                                     const Covariates& at) const
    {
        const auto chances = start_chances(model, numbers, need, at);
        return chances[0] + chances[1] + chances[2];
    }

    /// Chances that a resident with these attributes starts in each state of a circumstance [1].
    [[nodiscard]] std::vector<double> state_chances(const Model& model, const std::vector<double>& numbers,
                                                    std::size_t circumstance, const Covariates& at) const;

    /// Chance that a resident with these attributes had the need before the start, before any `ever_ratio` [1].
    [[nodiscard]] double ever_chance(const Model& model, const std::vector<double>& numbers, NeedId need,
                                     const Covariates& at) const;

    /// Factor of `ever_ratio` on the odds at these levels.
    /// @param fixed_alone  by attributes, and not by needs and circumstances
    [[nodiscard]] double ever_odds(const Model& model, NeedId need, const Covariates& at,
                                   bool fixed_alone = false) const;

    /// The odds of a chance multiplied; a chance of 0 or 1 stays.
    [[nodiscard]] static double with_odds(double chance, double ratio);

    /// A share that is declared, and the largest that these residents can have.
    struct Limit {
        double declared = 0.0, reachable = 1.0;
    };
    [[nodiscard]] Limit start_limit(NeedId need) const { return limit(need).start; }
    [[nodiscard]] Limit ever_limit(NeedId need) const { return limit(need).ever; }
    /// Residents of a group of `start_exactly`, and the expected number eligible and in no group before it.
    [[nodiscard]] Limit group_limit(std::size_t circumstance, std::size_t group) const
    {
        return group_limits_[circumstance][group];
    }

private:
    struct Limits {
        Limit start, ever;
    };
    [[nodiscard]] const Limits& limit(NeedId need) const { return limits_[static_cast<std::size_t>(need)]; }

    [[nodiscard]] double liability(const Model& model, NeedId need, const Covariates& at) const;

    void solve_groups(const Model& model, const std::vector<double>& numbers);
    using Weight = std::function<double(const Covariates&)>;
    /// Residents by their chance of a need relative to the place's mean.
    /// @param weight_of   the part of residents with these attributes that counts [1]
    /// @param by_frailty  whether that depends on frailty
    [[nodiscard]] std::vector<ChanceClass> chance_classes(const Model& model, NeedId need, const Weight& weight_of,
                                                          bool by_frailty) const;
    /// Solve the scale of a need's chances at the start, and of having had it before, for the declared shares.
    void solve_start(const Model& model, const std::vector<double>& numbers, NeedId need);
    void solve_ever(const Model& model, const std::vector<double>& numbers, NeedId need);
    /// Chance that a resident with these attributes has every `ever_ratio` at 1 [1].
    [[nodiscard]] double at_reference(const Model& model, const std::vector<double>& numbers, NeedId need,
                                      const Covariates& at) const;

    /// A resident with attributes and nothing else.
    [[nodiscard]] Resident with_attributes(const Model& model, Key key, ResidentId number, Week arrived) const;

    /// Initial needs of such a resident if a place states shares by number of needs, one bit each.
    [[nodiscard]] std::uint32_t needs_together(const Model& model, Key key, ResidentId number, int deprivation) const;

    using Ratios = std::vector<std::pair<int, std::vector<double>>>; ///< covariate, by level
    struct Liability {
        double mean = 1.0;
        double start_scale = 1.0,
               ever_scale = 1.0; ///< of the relative chance at the start, and of having had it before
        double frailty_exponent = 0.0;
        Ratios ratios; ///< of fixed covariates
        std::vector<double> frailty_powers;
    };
    std::vector<double> frailty_, weights_;
    std::vector<Profile> profiles_;
    /// The population of one part of the place.
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
    std::vector<Ratios> before_;                     ///< by need: of the odds of having had it before
    std::vector<Limits> limits_;                     ///< by need
    std::vector<std::vector<double>> group_chances_; ///< by circumstance and group: of a resident meant and free [1]
    std::vector<std::vector<Limit>> group_limits_;
};

/// The level of a fixed attribute of such residents.
int level_of(const Model& model, const Population::Profile& profile, int attribute);

/// The attributes of such residents; whatever else there is at its first level.
Covariates attributes_of(const Model& model, const Population::Profile& profile);

/// Age in whole weeks of a resident's life at `now`, and the week in which the next age band begins (or `never`).
int age_band(const Model& model, const Resident& resident, Week now);
Week next_age_band(const Model& model, const Resident& resident, Week now);

/// First week of age of bands that begin at these ages [year]; last: above all ages drawn.
std::vector<int> first_weeks_of(std::span<const int> age_from);

/// Number of MEAM needs of a resident as in strata: 0, 1, 2, 3 or more.
inline std::uint8_t needs_band(const Model& model, const Covariates& at)
{
    return std::min<std::uint8_t>(3, at[static_cast<std::size_t>(model.attributes.needs_count)]);
}

} // namespace meam
