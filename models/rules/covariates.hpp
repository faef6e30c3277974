#pragma once
// What a hazard may depend on: small whole numbers, so that a hazard stands still between events. Each resident carries
// one byte per covariate; a rule is a product of look-ups.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace meam {

inline constexpr std::size_t most_covariates = 96;
using Covariates = std::array<std::uint8_t, most_covariates>;

inline constexpr int frailty_levels = 256;

struct Covariate {
    std::string name;                ///< "crime", "ever.crime", "treatment.crime", "trust", "home", "sex"
    std::vector<std::string> labels; ///< names of the levels; empty: plain numbers
    int levels = 0;
    int neutral = 0;    ///< level at which a ratio per level is 1
    bool fixed = false; ///< an attribute that never changes: sex, birth cohort's start, deprivation, ACEs
};

/// The fixed attributes and their levels, in the order used everywhere.
namespace attributes {
inline const std::vector<std::string> sex{"female", "male"};
inline const std::vector<std::string> age{"a18_24", "a25_34", "a35_49", "a50_64", "a65_plus"};
inline const std::vector<std::string> deprivation{"q1", "q2", "q3", "q4", "q5"};
inline const std::vector<std::string> aces{"none", "one", "two_three", "four_plus"};
inline constexpr std::array<int, 5> age_from{18, 25, 35, 50, 65}; ///< first age of each, unless a file says others
                                                                  ///< [year]
inline constexpr int oldest = 90;                                 ///< ages are drawn up to here [year]
} // namespace attributes

/// Levels of `treatment.<need>`: where a resident stands with treatment of this need.
enum class Treatment : std::uint8_t {
    never,
    first_2w,
    on,
    off_2w,
    off_4w,
    off_8w,
    off_13w,
    off_26w,
    off_52w,
    off_104w,
    off
};
constexpr bool in_treatment(Treatment level)
{
    return level == Treatment::first_2w || level == Treatment::on;
}
inline const std::vector<std::string> treatment_labels{"never",   "first_2w", "on",      "off_2w",   "off_4w", "off_8w",
                                                       "off_13w", "off_26w",  "off_52w", "off_104w", "off"};

/// Levels of `exit.<need>`: how the last episode of treatment ended.
enum class Exit : std::uint8_t { none, completed, left, discharged, transferred, custody };
inline const std::vector<std::string> exit_labels{"none", "completed", "left", "discharged", "transferred", "custody"};

} // namespace meam
