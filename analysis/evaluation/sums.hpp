#pragma once
// The sums of one run for an evaluation, by name. experiments/evaluation counts them.

#include "analysis/totals.hpp"

#include <string_view>

namespace meam::analysis {

/// Reads the sums of one run by the names of axes and labels.
class EvaluationSums {
public:
    EvaluationSums(const results::Layout& layout, Totals& run) : layout_(layout), run_(run) {}

    [[nodiscard]] double people(std::string_view group) const
    {
        return of("evaluation_people", {{"evaluated", group}});
    }
    [[nodiscard]] double weeks(std::string_view group, std::string_view window) const
    {
        return of("evaluation_weeks", {{"evaluated", group}, {"window", window}});
    }
    /// Crises of all kinds, or of one kind. @param column  evaluation_recorded or evaluation_inappropriate
    [[nodiscard]] double crises(std::string_view group, std::string_view window, std::string_view crisis = "",
                                std::string_view column = "evaluation_recorded") const
    {
        return of(column, {{"evaluated", group}, {"window", window}, {"crisis", crisis}});
    }
    [[nodiscard]] double matching(std::string_view count) const
    {
        return of("evaluation_matching", {{"matching_count", count}});
    }
    [[nodiscard]] double moment(std::string_view covariate, std::string_view group, std::string_view which) const
    {
        return of("evaluation_balance",
                  {{"matching_covariate", covariate}, {"balance_group", group}, {"moment", which}});
    }
    [[nodiscard]] double changed(std::string_view stratum, std::string_view who, std::string_view change) const
    {
        return of("evaluation_changes", {{"stratum", stratum}, {"who", who}, {"change", change}});
    }
    /// Recorded crises of all weeks. @param who  "": all residents
    [[nodiscard]] double whole(std::string_view who, std::string_view lived_in, std::string_view crisis = "") const
    {
        return of("evaluation_whole", {{"who", who}, {"crisis", crisis}, {"lived_in", lived_in}});
    }

private:
    /// The value of a column, summed over axes with label "" and over axes not named.
    /// @throws results::ResultsError  if the results lack an axis or label
    [[nodiscard]] double of(std::string_view column,
                            std::initializer_list<std::pair<std::string_view, std::string_view>> where) const;

    const results::Layout& layout_;
    Totals& run_;
};

} // namespace meam::analysis
