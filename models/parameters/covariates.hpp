#pragma once
// Covariates of hazards. They are small integers, so that a hazard is constant between events. Each resident stores one
// byte per covariate; a hazard is computed from table look-ups.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace meam {

/// Maximum number of covariates in a model.
inline constexpr std::size_t most_covariates = 96;
using Covariates = std::array<std::uint8_t, most_covariates>;

/// Number of levels into which frailty is divided.
inline constexpr int frailty_levels = 256;

/// Definition of a covariate.
struct Covariate {
    std::string name;                ///< "crime", "ever.crime", "treatment.crime", "trust", "home", "sex"
    std::vector<std::string> labels; ///< names of the levels; empty: numbers
    int levels = 0;
    int neutral = 0;    ///< level at which the ratio is 1
    bool fixed = false; ///< an attribute that never changes, such as sex, deprivation or ACEs
};

/// The attributes and their levels, in the order used throughout.
namespace attributes {
inline const std::vector<std::string> sex{"female", "male"};
inline const std::vector<std::string> age{"a18_24", "a25_34", "a35_49", "a50_64", "a65_plus"};
inline const std::vector<std::string> deprivation{"q1", "q2", "q3", "q4", "q5"};
inline const std::vector<std::string> aces{"none", "one", "two_three", "four_plus"};
inline constexpr std::array<int, 5> age_from{18, 25, 35, 50, 65}; ///< default first age of each band [year]
inline constexpr int oldest = 90;                                 ///< upper limit of initial ages [year]
} // namespace attributes

/// Levels of `treatment.<need>`: never treated, in the first two weeks of treatment, in treatment after that, and weeks
/// since the last treatment ended (`off_2w`: less than 2, …, `off`: 104 or more).
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

/// Levels of `exit.<need>`: how the last treatment episode ended.
enum class Exit : std::uint8_t { none, completed, left, discharged, transferred, custody };
inline const std::vector<std::string> exit_labels{"none", "completed", "left", "discharged", "transferred", "custody"};

} // namespace meam
