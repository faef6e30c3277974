#pragma once
// summary.csv: the tidy table beside every results file, which is all that many will open.

#include "analysis/totals.hpp"

#include <filesystem>
#include <iosfwd>

namespace meam::analysis {

/// One row per scenario, column, item, stratum and statistic, at point 0:
///
///     scenario,outcome,item,stratum,statistic,value,low,high,unit,runs_complete,runs_planned
///
///     outcome    a column of the results; item: its labels but the stratum's, as "<crisis>/<count>"
///     value      flows a year (costs in GBP), stocks as the mean over weeks, waits as they are; mean over runs
///     statistic  "mean", and for all but the baseline "paired_difference", of complete pairs; low and high are 95 % t
///                intervals for the mean over replicates
///
/// Numbers in the shortest form that reads back the same; blank where nothing is known. Lines end as RFC 4180 has it.
void write_summary(AllTotals& runs, std::ostream& out);

/// The same into a file; a reader never sees a part of it.
/// @throws results::ResultsError  when the disk refuses
void write_summary(AllTotals& runs, const std::filesystem::path& file);

/// Whether a file begins as these summaries do: one of this program, or of a program that copied it.
bool is_summary(const std::filesystem::path& file);

} // namespace meam::analysis
