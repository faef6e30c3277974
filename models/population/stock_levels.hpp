#pragma once
// Levels of stocks (trust, hope ...): the norm of a resident's deprivation quintile plus a stored deviation.

#include "models/definitions/model.hpp"
#include "models/population/resident.hpp"

namespace meam {

/// Norm of a stock under these numbers [level, 0 to 15]: the level to which it drifts back.
/// @param deprivation  deprivation quintile of the resident, by its index
int stock_norm(const Stock& stock, const Tables& tables, int deprivation);

/// Recomputes the levels of all stocks of a resident from norms and deviations under these rules.
void refresh_stocks(const Model& model, const Tables& rules, Resident& resident);

} // namespace meam
