#include "models/moment.hpp"

namespace meam {

bool at_liberty(const Model& model, const Resident& resident)
{
    for (const auto& circumstance : model.circumstances) {
        if (circumstance.away[resident.covariates[static_cast<std::size_t>(circumstance.covariate)]]) {
            return false;
        }
    }
    return true;
}

} // namespace meam
