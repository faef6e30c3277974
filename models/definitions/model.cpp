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

namespace {

/// The first process of each kind.
void list_first_processes(Model& model)
{
    for (std::size_t what = 0, p = 0; what < model.first_process.size(); ++what) {
        while (p < model.processes.size() && static_cast<std::size_t>(model.processes[p].what) < what) {
            ++p;
        }
        model.first_process[what] = p;
    }
}

/// By hazard and covariate: whether the covariate adds to the hazard or multiplies it. In a hazard that is not
/// proportional, every covariate counts as adding, so that the hazard is recomputed.
struct HazardTerms {
    explicit HazardTerms(const Model& model)
        : adds(model.hazards.size(), std::vector<bool>(most_covariates, false)), multiplies(adds)
    {
        for (std::size_t h = 0; h < model.hazards.size(); ++h) {
            for (const auto& need : model.hazards[h].by_need) {
                adds[h][static_cast<std::size_t>(need.covariate)] = true;
            }
            auto& of_ratios = model.hazards[h].proportional() ? multiplies : adds;
            for (const auto& ratio : model.hazards[h].ratios) {
                of_ratios[h][static_cast<std::size_t>(ratio.covariate)] = true;
            }
        }
    }
    [[nodiscard]] bool depends(std::size_t hazard, std::size_t covariate) const
    {
        return adds[hazard][covariate] || multiplies[hazard][covariate];
    }
    std::vector<std::vector<bool>> adds, multiplies;
};

void list_process(Model& model, const HazardTerms& terms, std::size_t p)
{
    const auto& process = model.processes[p];
    auto& depends = model.depends;
    for (const HazardId hazard : hazards_of(model, process)) {
        const auto h = static_cast<std::size_t>(hazard);
        depends.driven[h].set(p);
        for (std::size_t c = 0; c < most_covariates; ++c) {
            if (terms.adds[h][c]) {
                depends.added[c].set(p);
            }
            if (terms.depends(h, c)) {
                depends.affected[c].set(p);
            }
        }
    }
    if (process.what == What::repeat) {
        depends.repeated[static_cast<std::size_t>(process.of)].set(p);
    }
    for (std::size_t s = 0; s < model.services.size(); ++s) {
        if (opens(model, s, process)) {
            depends.opened[s].set(p);
        }
        if (helps(model.services[s], model, process)) {
            depends.helped[s].set(p);
        }
    }
}

/// Processes that depend on hazards, services and covariates.
void list_dependent_processes(Model& model, const HazardTerms& terms)
{
    auto& depends = model.depends;
    depends.driven.assign(model.hazards.size(), {});
    depends.opened.assign(model.services.size(), {});
    depends.helped.assign(model.services.size(), {});
    depends.repeated.assign(model.purposes.size(), {});
    for (std::size_t p = 0; p < model.processes.size(); ++p) {
        list_process(model, terms, p);
    }
    depends.enabled.clear();
    for (std::size_t c = 0; c < model.covariates.size(); ++c) {
        auto& by_step = depends.enabled.emplace_back();
        if (may_move(model, c)) {
            by_step = enabled(model, static_cast<int>(c));
        }
        for (const auto& processes : by_step) {
            depends.affected[c] |= processes;
        }
    }
}

/// Covariates that endings of episodes, services and conditions read, or that counts and ties observe.
void list_covariates_read(Model& model, const HazardTerms& terms)
{
    auto& depends = model.depends;
    for (const auto& service : model.services) {
        for (const HazardId ending : {service.abandonment, service.missed, service.completion, service.drop_out}) {
            for (std::size_t c = 0; ending >= 0 && c < most_covariates; ++c) {
                depends.affects_endings[c] =
                    depends.affects_endings[c] || terms.depends(static_cast<std::size_t>(ending), c);
            }
        }
    }
    for (const auto& chance : model.chances) {
        for (const auto& ratio : chance.ratios) {
            depends.read_at_rest[static_cast<std::size_t>(ratio.covariate)] = true;
        }
    }
    for (std::size_t c = 0; c < model.covariates.size(); ++c) {
        each_condition(model, [&](const Reach& reach) {
            depends.read_at_rest[c] = depends.read_at_rest[c] || asks(model, reach, static_cast<int>(c));
        });
        each_counted(model, [&](const Reach& reach) {
            depends.observed[c] = depends.observed[c] || asks(model, reach, static_cast<int>(c));
        });
    }
    for (const auto& tie : model.ties) {
        for (const auto& exposure : tie.sees) {
            depends.shown[static_cast<std::size_t>(exposure.of)] = true;
        }
    }
    for (const auto& need : model.needs) {
        for (const int covariate : {need.severity, need.ever}) { // treatment: see settle_treatment
            depends.observed[static_cast<std::size_t>(covariate)] = true;
        }
    }
}

/// Bits of the states for which `of` is true.
std::uint32_t state_bits(const std::vector<bool>& of)
{
    std::uint32_t bits = 0;
    for (std::size_t state = 0; state < of.size(); ++state) {
        bits |= of[state] ? 1U << state : 0U;
    }
    return bits;
}

/// States in custody and in another place.
void list_residence(Model& model)
{
    for (const auto& circumstance : model.circumstances) {
        const auto covariate = static_cast<std::size_t>(circumstance.covariate);
        model.depends.observed[covariate] = true;
        if (const auto away = state_bits(circumstance.away); away != 0) {
            model.residence.away.emplace_back(covariate, away);
        }
        const auto first = std::ranges::find(circumstance.elsewhere, true);
        if (first == circumstance.elsewhere.end()) {
            continue;
        }
        model.residence.elsewhere = static_cast<int>(&circumstance - model.circumstances.data());
        model.residence.moved_to = static_cast<int>(first - circumstance.elsewhere.begin());
        model.residence.elsewhere_states |= state_bits(circumstance.elsewhere);
        model.depends.shown[covariate] = !model.ties.empty();
    }
}

} // namespace

void list_processes(Model& model)
{
    list(model);
    list_first_processes(model);
    if (model.processes.size() > most_processes) {
        return; // the loader reports the error
    }
    const HazardTerms terms(model);
    list_dependent_processes(model, terms);
    list_covariates_read(model, terms);
    list_residence(model);
}

} // namespace meam
