#include "models/definitions/model.hpp"

#include "models/definitions/enabling.hpp"

#include <algorithm>

namespace meam {
namespace {

using What = ProcessSpec::What;

void list(Model& model)
{
    const auto add = [&](What what, std::size_t of, std::uint32_t address, std::size_t second = 0) {
        model.processes.push_back({what, static_cast<int>(of), static_cast<int>(second), address});
    };
    for (std::size_t d = 0; d < model.deaths.size(); ++d) {
        add(What::death, d, model.deaths[d].process);
    }
    if (model.departure >= 0) {
        add(What::departure, 0, model.departure_process);
    }
    for (std::size_t n = 0; n < model.needs.size(); ++n) {
        if (model.needs[n].circumstance < 0) {
            add(What::worsen, n, model.needs[n].worsen_process);
        }
    }
    for (std::size_t n = 0; n < model.needs.size(); ++n) {
        if (model.needs[n].circumstance < 0) {
            add(What::ease, n, model.needs[n].ease_process);
        }
    }
    for (std::size_t c = 0; c < model.circumstances.size(); ++c) {
        for (std::size_t m = 0; m < model.circumstances[c].moves.size(); ++m) {
            add(What::move, c, model.circumstances[c].moves[m].process, m);
        }
    }
    for (std::size_t s = 0; s < model.stocks.size(); ++s) {
        if (model.stocks[s].drift >= 0) {
            add(What::drift, s, model.stocks[s].process);
        }
    }
    for (std::size_t c = 0; c < model.crises.size(); ++c) {
        add(What::crisis, c, model.crises[c].process);
    }
    for (std::size_t p = 0; p < model.purposes.size(); ++p) {
        add(What::contact, p, model.purposes[p].process);
    }
    for (std::size_t p = 0; p < model.purposes.size(); ++p) {
        add(What::repeat, p, model.purposes[p].repeat_process);
    }
    for (const EdgeId door : model.doors) {
        add(What::door, static_cast<std::size_t>(door), model.edges[static_cast<std::size_t>(door)].process);
    }
}

} // namespace

bool Reach::fixed() const
{
    return !moves && needs.empty() && top == 0 && enrolled < 0 && at < 0 &&
           std::all_of(except.begin(), except.end(), [](const Reach& other) { return other.fixed(); });
}

bool Reach::operator==(const Reach& other) const
{
    return levels == other.levels && needs == other.needs && top == other.top && enrolled == other.enrolled &&
           at == other.at && except == other.except;
}

double amount_of(const Model& model, const Change& change)
{
    return change.operation == Operation::structural ? change.structural_value
                                                     : model.numbers.info(change.amount).stated.value;
}

std::vector<HazardId> hazards_of(const Model& model, const ProcessSpec& process)
{
    const auto at = static_cast<std::size_t>(process.of);
    const auto stated = [&]() -> std::vector<HazardId> {
        switch (process.what) {
        case What::death:
            return {model.deaths[at].rate};
        case What::departure:
            return {model.departure};
        case What::worsen:
            return {model.needs[at].worsening.begin(), model.needs[at].worsening.end()};
        case What::ease:
            return {model.needs[at].easing.begin(), model.needs[at].easing.end()};
        case What::move:
            return {model.circumstances[at].moves[static_cast<std::size_t>(process.second)].hazard};
        case What::drift:
            return {model.stocks[at].drift};
        case What::crisis:
            return {model.crises[at].rate};
        case What::contact:
            return {model.purposes[at].rate};
        case What::repeat:
            return {model.purposes[at].repeats};
        case What::door:
            return {model.edges[at].rate};
        }
        return {};
    };
    auto hazards = stated();
    std::erase(hazards, -1);
    return hazards;
}

void list_processes(Model& model)
{
    list(model);
    for (std::size_t what = 0, p = 0; what < model.first_process.size(); ++what) {
        while (p < model.processes.size() && static_cast<std::size_t>(model.processes[p].what) < what) {
            ++p;
        }
        model.first_process[what] = p;
    }
    if (model.processes.size() > most_processes) {
        return; // the loader reports the error
    }
    // By hazard and covariate: whether the covariate adds to the hazard or multiplies it. In a hazard that is not
    // proportional, every covariate counts as adding, so that the hazard is recomputed.
    std::vector<std::vector<bool>> adds(model.hazards.size(), std::vector<bool>(most_covariates, false));
    auto multiplies = adds;
    for (std::size_t h = 0; h < model.hazards.size(); ++h) {
        for (const auto& need : model.hazards[h].by_need) {
            adds[h][static_cast<std::size_t>(need.covariate)] = true;
        }
        auto& of_ratios = model.hazards[h].proportional() ? multiplies : adds;
        for (const auto& ratio : model.hazards[h].ratios) {
            of_ratios[h][static_cast<std::size_t>(ratio.covariate)] = true;
        }
    }
    model.depends.driven.assign(model.hazards.size(), {});
    model.depends.opened.assign(model.services.size(), {});
    model.depends.helped.assign(model.services.size(), {});
    model.depends.repeated.assign(model.purposes.size(), {});
    for (std::size_t p = 0; p < model.processes.size(); ++p) {
        const auto& process = model.processes[p];
        for (const HazardId hazard : hazards_of(model, process)) {
            const auto h = static_cast<std::size_t>(hazard);
            model.depends.driven[h].set(p);
            for (std::size_t c = 0; c < most_covariates; ++c) {
                if (adds[h][c]) {
                    model.depends.added[c].set(p);
                }
                if (adds[h][c] || multiplies[h][c]) {
                    model.depends.affected[c].set(p);
                }
            }
        }
        if (process.what == What::repeat) {
            model.depends.repeated[static_cast<std::size_t>(process.of)].set(p);
        }
        for (std::size_t s = 0; s < model.services.size(); ++s) {
            if (opens(model, s, process)) {
                model.depends.opened[s].set(p);
            }
            if (helps(model.services[s], model, process)) {
                model.depends.helped[s].set(p);
            }
        }
    }
    model.depends.enabled.clear();
    for (std::size_t c = 0; c < model.covariates.size(); ++c) {
        auto& by_step = model.depends.enabled.emplace_back();
        if (may_move(model, c)) {
            by_step = enabled(model, static_cast<int>(c));
        }
        for (const auto& processes : by_step) {
            model.depends.affected[c] |= processes;
        }
    }
    for (const auto& service : model.services) {
        for (const HazardId ending : {service.abandonment, service.missed, service.completion, service.drop_out}) {
            for (std::size_t c = 0; ending >= 0 && c < most_covariates; ++c) {
                const auto h = static_cast<std::size_t>(ending);
                model.depends.affects_endings[c] = model.depends.affects_endings[c] || adds[h][c] || multiplies[h][c];
            }
        }
    }
    for (const auto& chance : model.chances) {
        for (const auto& ratio : chance.ratios) {
            model.depends.read_at_rest[static_cast<std::size_t>(ratio.covariate)] = true;
        }
    }
    for (std::size_t c = 0; c < model.covariates.size(); ++c) {
        each_condition(model, [&](const Reach& reach) {
            model.depends.read_at_rest[c] = model.depends.read_at_rest[c] || asks(model, reach, static_cast<int>(c));
        });
    }
    for (std::size_t c = 0; c < model.covariates.size(); ++c) {
        each_counted(model, [&](const Reach& reach) {
            model.depends.observed[c] = model.depends.observed[c] || asks(model, reach, static_cast<int>(c));
        });
    }
    for (const auto& tie : model.ties) {
        for (const auto& exposure : tie.sees) {
            model.depends.shown[static_cast<std::size_t>(exposure.of)] = true;
        }
    }
    for (const auto& need : model.needs) {
        for (const int covariate : {need.severity, need.ever}) { // treatment: see settle_treatment
            model.depends.observed[static_cast<std::size_t>(covariate)] = true;
        }
    }
    for (const auto& circumstance : model.circumstances) {
        model.depends.observed[static_cast<std::size_t>(circumstance.covariate)] = true;
        std::uint32_t away = 0;
        for (std::size_t state = 0; state < circumstance.away.size(); ++state) {
            away |= circumstance.away[state] ? 1U << state : 0U;
        }
        if (away != 0) {
            model.residence.away.emplace_back(static_cast<std::size_t>(circumstance.covariate), away);
        }
        const auto first = std::ranges::find(circumstance.elsewhere, true);
        if (first == circumstance.elsewhere.end()) {
            continue;
        }
        model.residence.elsewhere = static_cast<int>(&circumstance - model.circumstances.data());
        model.residence.moved_to = static_cast<int>(first - circumstance.elsewhere.begin());
        for (std::size_t state = 0; state < circumstance.elsewhere.size(); ++state) {
            model.residence.elsewhere_states |= circumstance.elsewhere[state] ? 1U << state : 0U;
        }
        model.depends.shown[static_cast<std::size_t>(circumstance.covariate)] = !model.ties.empty();
    }
}

} // namespace meam
