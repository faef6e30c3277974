#include "models/observation/tally.hpp"

#include "models/population/conditions.hpp"
#include "sim/contracts.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace meam {

std::vector<std::string> strata::labels(const Model& model)
{
    std::vector<std::string> result{"all"};
    result.insert(result.end(), attributes::sex.begin(), attributes::sex.end());
    result.insert(result.end(), attributes::deprivation.begin(), attributes::deprivation.end());
    for (const char* label : {"needs_0", "needs_1", "needs_2", "needs_3_plus"}) {
        result.emplace_back(label);
    }
    for (const auto& part : model.place.parts) {
        if (model.attributes.where >= 0) {
            result.push_back("place_" + part.name);
        }
    }
    return result;
}

strata::Of strata::of(const Model& model, const Resident& resident)
{
    const auto level = [&](int covariate) { return int{resident.covariates[static_cast<std::size_t>(covariate)]}; };
    Of in{all, sex + level(model.attributes.sex), deprivation + level(model.attributes.deprivation),
          needs + resident.stratum_needs};
    if (model.attributes.where >= 0) {
        in.push_back(places + level(model.attributes.where));
    }
    return in;
}

Coping coping_of(std::span<const ObservedNeed> needs, const Covariates& at)
{
    bool established = false, untreated = false, before = false;
    for (const auto& need : needs) {
        if (!need.meam) {
            continue;
        }
        const int severity = at[need.severity];
        const auto treatment = static_cast<Treatment>(at[need.treatment]);
        if (severity >= 3) {
            return Coping::in_crisis;
        }
        if (severity == 2) {
            established = true;
            untreated = untreated || !in_treatment(treatment);
        }
        before = before || at[need.ever] != 0;
    }
    if (untreated) {
        return Coping::not_coping;
    }
    if (established) {
        return Coping::coping;
    }
    return before ? Coping::adapted : Coping::thriving;
}

TallyLayout::TallyLayout(const Model& model)
    : crisis_count(model.crises.size()), need_count(model.needs.size()), service_count(model.services.size()),
      death_count(model.deaths.size() + 1), channel_count(model.channels.size())
{
    const std::size_t s = strata::labels(model).size();
    crises = add("crises", {"stratum", "crisis", "count"}, s * crisis_count * 4, true);
    inappropriate = add("inappropriate", {"stratum", "crisis"}, s * crisis_count, true);
    deaths = add("deaths", {"stratum", "cause"}, s * death_count, true);
    desks = add("desks", {"service", "desk_event"}, service_count * static_cast<std::size_t>(Event::count), true);
    queue_joined = add("queue_joined", {"service"}, service_count, true);
    if (!model.purposes.empty()) {
        contacts = add("contacts", {"stratum", "channel", "contact_outcome"}, s * channel_count * 4, true);
        contact_purposes = add("contact_purposes", {"purpose", "channel", "contact_outcome"},
                               model.purposes.size() * channel_count * 4, true);
        failures = add("repeats_from", {"failed_channel", "channel"}, channel_count * channel_count, true);
    }
    if (model.residence.elsewhere >= 0) {
        crises_elsewhere = add("crises_elsewhere", {"stratum", "crisis", "count"}, s * crisis_count * 4, true);
        deaths_elsewhere = add("deaths_elsewhere", {"stratum", "cause"}, s * death_count, true);
    }
    needs = add("needs", {"stratum", "need", "severity"}, s * need_count * 4, false);
    population = add("population", {"stratum", "standing"}, s * 4, false);
    cohort = add("in_cohort", {"stratum", "cohort"}, s * 6, false);
    coping = add("coping", {"stratum", "coping_state"}, s * 5, false);
    if (model.place.counts_needs()) {
        most_at_once = static_cast<std::size_t>(std::ranges::count(model.needs, true, &Need::meam)) + 1;
        number_of_needs = add("number_of_needs", {"stratum", "how_many"}, s * most_at_once, false);
    }
    for (const auto& circumstance : model.circumstances) {
        circumstances.push_back(
            add(circumstance.name, {"stratum", circumstance.name + "_state"}, s * circumstance.states.size(), false));
    }
    if (!model.counted.empty()) {
        counted = add("counted", {"stratum", "measure", "counted_part"}, s * model.counted.size() * 2, false);
    }
    for (const auto& need : model.needs) {
        observed_needs.push_back({static_cast<std::uint8_t>(need.severity), static_cast<std::uint8_t>(need.ever),
                                  static_cast<std::uint8_t>(need.treatment), need.meam});
    }
    caseload = add("caseload", {"service", "place_in_service"}, service_count * 3, false);
}

std::size_t TallyLayout::add(std::string name, std::vector<std::string> axes, std::size_t size, bool flow)
{
    blocks_.push_back({std::move(name), std::move(axes), size_, size, flow});
    size_ += size;
    return blocks_.back().offset;
}

const Block& TallyLayout::block(const std::string& name) const
{
    const auto it = std::find_if(blocks_.begin(), blocks_.end(), [&](const Block& b) { return b.name == name; });
    if (it == blocks_.end()) {
        throw std::out_of_range("no block " + name);
    }
    return *it;
}

Presence presence_of(const Model& model, const TallyLayout& layout, const Covariates& covariates, Standing standing)
{
    Presence presence;
    if (standing == Standing::not_yet) {
        return presence;
    }
    const auto level = [&](int covariate) { return std::size_t{covariates[static_cast<std::size_t>(covariate)]}; };
    const auto stand = [&](std::size_t block, std::size_t width, std::size_t item) {
        presence.push_back({static_cast<std::uint32_t>(block + item), static_cast<std::uint32_t>(width)});
    };
    const bool here = lives_here(model, covariates);
    if (standing == Standing::present && !here) {
        const auto c = static_cast<std::size_t>(model.residence.elsewhere);
        stand(layout.circumstances[c], model.circumstances[c].states.size(), level(model.circumstances[c].covariate));
    }
    if (standing != Standing::present || !here) {
        stand(layout.population, 4, standing == Standing::dead && here ? 2 : 3);
        return presence;
    }
    bool away = false;
    for (std::size_t c = 0; c < model.circumstances.size(); ++c) {
        const auto& circumstance = model.circumstances[c];
        const auto state = level(circumstance.covariate);
        away = away || circumstance.away[state];
        stand(layout.circumstances[c], circumstance.states.size(), state);
    }
    stand(layout.population, 4, away ? 1 : 0);
    stand(layout.coping, 5, static_cast<std::size_t>(coping_of(layout.observed_needs, covariates)));
    if (layout.most_at_once > 0) {
        stand(layout.number_of_needs, layout.most_at_once, level(model.attributes.needs_count));
    }
    std::size_t now = 0, ever = 0;
    for (std::size_t n = 0; n < layout.observed_needs.size(); ++n) {
        const auto& need = layout.observed_needs[n];
        const std::size_t severity = covariates[need.severity];
        stand(layout.needs, layout.need_count * 4, n * 4 + severity);
        now += need.meam && severity > 0 ? 1 : 0;
        ever += need.meam && (severity > 0 || covariates[need.ever] > 0) ? 1 : 0;
    }
    for (std::size_t k = 2; k <= std::min<std::size_t>(now, 4); ++k) {
        stand(layout.cohort, 6, k - 2);
    }
    for (std::size_t k = 2; k <= std::min<std::size_t>(ever, 4); ++k) {
        stand(layout.cohort, 6, k + 1);
    }
    for (std::size_t i = 0; i < model.counted.size(); ++i) {
        const auto& of = model.counted[i];
        if (of.among && !covers_levels(model, *of.among, covariates)) {
            continue;
        }
        stand(layout.counted, model.counted.size() * 2, i * 2 + 1);
        if (covers_levels(model, of.whom, covariates)) {
            stand(layout.counted, model.counted.size() * 2, i * 2);
        }
    }
    return presence;
}

namespace {

void add(const Presence::value_type& part, const strata::Of& at, int by, std::span<std::int32_t> row)
{
    for (const int stratum : at) {
        row[part.cell + static_cast<std::size_t>(stratum) * part.width] += by;
    }
}

} // namespace

void count_presence(const Presence& presence, const strata::Of& at, int by, std::span<std::int32_t> row)
{
    for (const auto& part : presence) {
        add(part, at, by, row);
    }
}

void recount(const Presence& before, const Presence& after, const strata::Of& at, std::span<std::int32_t> row)
{
    for (std::size_t i = 0; i < std::max(before.size(), after.size()); ++i) {
        if (i < before.size() && i < after.size() && before[i] == after[i]) {
            continue;
        }
        if (i < before.size()) {
            add(before[i], at, -1, row);
        }
        if (i < after.size()) {
            add(after[i], at, 1, row);
        }
    }
}

} // namespace meam
