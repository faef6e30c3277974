#include "models/population/people.hpp"

#include "models/population/conditions.hpp"
#include "sim/contracts.hpp"
#include "sim/mathematics.hpp"

#include <algorithm>
#include <cmath>

namespace meam {
namespace {

constexpr double z_step = 1.0 / 32.0;
constexpr double z_low = -frailty_levels / 2 * z_step;

std::vector<double> shares(const std::vector<Number>& from, const std::vector<double>& numbers)
{
    std::vector<double> result;
    double sum = 0.0;
    for (const auto& n : from) {
        result.push_back(value_or(numbers, n, 0.0));
        sum += result.back();
    }
    for (auto& share : result) {
        share = sum > 0.0 ? share / sum : 1.0 / static_cast<double>(result.size());
    }
    return result;
}

/// Index of the class that u falls in.
int drawn(const std::vector<double>& share, double u)
{
    double sum = 0.0;
    for (std::size_t i = 0; i + 1 < share.size(); ++i) {
        sum += share[i];
        if (u < sum) {
            return static_cast<int>(i);
        }
    }
    return static_cast<int>(share.size()) - 1;
}

/// Of shares that may exceed 1 together, where a design point draws each by itself: what all are multiplied by.
double kept_within_1(std::span<const Number> share, const std::vector<double>& numbers)
{
    double sum = 0.0;
    for (const auto one : share) {
        sum += value_or(numbers, one, 0.0);
    }
    return sum > 1.0 ? 1.0 / sum : 1.0;
}

/// Adds the chances of each severity, all multiplied by `factor` and together at most 1, of a part of residents.
void add_chances(std::array<double, 3>& to, const ShareBySeverity& shares, const std::vector<double>& numbers,
                 double factor, double part)
{
    std::array<double, 3> share{};
    double sum = 0.0;
    for (std::size_t level = 0; level < 3; ++level) {
        share[level] = value_or(numbers, shares[level], 0.0) * factor;
        sum += share[level];
    }
    for (std::size_t level = 0; level < 3; ++level) {
        to[level] += part * (sum > 1.0 ? share[level] / sum : share[level]);
    }
}

/// The state that u falls in; `normal` beyond all shares.
int drawn(const std::vector<Number>& share, const std::vector<double>& numbers, double u, int normal)
{
    const double scale = kept_within_1(share, numbers);
    for (std::size_t i = 0; i < share.size(); ++i) {
        const double one = value_or(numbers, share[i], 0.0) * scale;
        if (u < one) {
            return static_cast<int>(i);
        }
        u -= one;
    }
    return normal;
}

constexpr std::uint32_t place_process = name_hash("person.place");
constexpr std::uint32_t sex_process = name_hash("person.sex");
constexpr std::uint32_t age_process = name_hash("person.age");
constexpr std::uint32_t deprivation_process = name_hash("person.deprivation");
constexpr std::uint32_t aces_process = name_hash("person.aces");
constexpr std::uint32_t frailty_process = name_hash("person.frailty");
constexpr std::uint32_t needs_process = name_hash("person.needs");

int weeks_of_age(const Resident& resident, Week now)
{
    return resident.weeks_of_age_at_0 + now;
}

int first_week_of_band(const Model& model, int band)
{
    return model.attributes.first_weeks[static_cast<std::size_t>(band)];
}

int age_bands(const Model& model)
{
    return static_cast<int>(model.attributes.first_weeks.size()) - 1;
}

} // namespace

Population::Population(const Model& model, const std::vector<double>& numbers)
{
    const auto& place = model.place;
    const double sigma = value_or(numbers, place.frailty_sigma, 0.0);
    double total = 0.0;
    double mean = 0.0;
    for (int i = 0; i < frailty_levels; ++i) {
        const double z = z_low + (i + 0.5) * z_step;
        weights_.push_back(exponential(-0.5 * z * z));
        frailty_.push_back(exponential(sigma * z - 0.5 * sigma * sigma));
        total += weights_.back();
        mean += weights_.back() * frailty_.back();
    }
    for (int i = 0; i < frailty_levels; ++i) {
        frailty_[static_cast<std::size_t>(i)] /= mean / total;
        weights_[static_cast<std::size_t>(i)] /= total;
    }

    double coming = 0.0;
    std::size_t residents = 0;
    for (const auto& people : place.parts) {
        auto& part = parts_.emplace_back();
        part.sex = shares(people.sex, numbers);
        part.age = shares(people.age, numbers);
        part.deprivation = shares(people.deprivation, numbers);
        const auto all_aces = shares(people.aces, numbers);
        for (const auto& of_fifth : people.aces_by_deprivation) {
            part.aces.push_back(of_fifth.empty() ? all_aces : shares(of_fifth, numbers));
        }
        residents += static_cast<std::size_t>(people.residents);
        part.until = residents;
        part.newcomers = value_or(numbers, people.arrivals, 0.0);
        coming += part.newcomers;
    }
    for (auto& part : parts_) {
        part.newcomers = coming > 0.0 ? part.newcomers / coming : 0.0;
        list_profiles(part, place.parts[static_cast<std::size_t>(&part - parts_.data())].residents /
                                static_cast<double>(place.residents));
    }
    if (place.counts_needs()) {
        for (const auto& of_fifth : place.needs_at_start) {
            needs_.push_back(shares(of_fifth, numbers));
        }
    }

    for (const auto& need : model.needs) {
        auto& before = before_.emplace_back();
        for (const auto& ratio : need.start_ever_ratios) {
            const auto& covariate = model.covariates[static_cast<std::size_t>(ratio.covariate)];
            before.emplace_back(ratio.covariate, ratio_levels(ratio, covariate, numbers));
        }
        Liability liability;
        if (need.onset >= 0) {
            const auto& spec = model.hazards[static_cast<std::size_t>(need.onset)];
            liability.frailty_exponent = value_or(numbers, spec.frailty, 0.0);
            for (const auto& ratio : spec.ratios) {
                const auto& covariate = model.covariates[static_cast<std::size_t>(ratio.covariate)];
                if (covariate.fixed) {
                    liability.ratios.emplace_back(ratio.covariate, ratio_levels(ratio, covariate, numbers));
                }
            }
        }
        double frailty_mean = 0.0;
        for (std::size_t i = 0; i < frailty_.size(); ++i) {
            liability.frailty_powers.push_back(power(frailty_[i], liability.frailty_exponent));
            frailty_mean += weights_[i] * liability.frailty_powers.back();
        }
        liabilities_.push_back(liability);
        double mean_ratio = 0.0;
        for (const auto& p : profiles_) {
            const auto at = attributes_of(model, p);
            double product = 1.0;
            for (const auto& [covariate, levels] : liability.ratios) {
                product *= levels[at[static_cast<std::size_t>(covariate)]];
            }
            mean_ratio += p.share * product;
        }
        liabilities_.back().mean = mean_ratio * frailty_mean;
    }
    solve_groups(model, numbers);
    limits_.resize(model.needs.size());
    for (std::size_t n = 0; n < model.needs.size(); ++n) {
        solve_start(model, numbers, static_cast<NeedId>(n));
    }
    for (std::size_t n = 0; n < model.needs.size(); ++n) {
        solve_ever(model, numbers, static_cast<NeedId>(n));
    }
}

void Population::list_profiles(const Part& part, double share)
{
    const int where = static_cast<int>(&part - parts_.data());
    const auto size = [](const std::vector<double>& v) { return static_cast<int>(v.size()); };
    const auto at = [](const std::vector<double>& v, int i) { return v[static_cast<std::size_t>(i)]; };
    for (int s = 0; s < size(part.sex); ++s) {
        for (int a = 0; a < size(part.age); ++a) {
            for (int d = 0; d < size(part.deprivation); ++d) {
                const auto& aces = part.aces[static_cast<std::size_t>(d)];
                for (int c = 0; c < size(aces); ++c) {
                    profiles_.push_back(
                        {where, s, a, d, c,
                         share * at(part.sex, s) * at(part.age, a) * at(part.deprivation, d) * at(aces, c)});
                }
            }
        }
    }
}

const Population::Part& Population::part_of(const Model& model, Key key, ResidentId number) const
{
    if (parts_.size() == 1) {
        return parts_.front();
    }
    if (number < static_cast<ResidentId>(model.place.residents)) {
        return *std::ranges::find_if(parts_, [&](const Part& part) { return number < part.until; });
    }
    double u = uniform(key, {number, place_process, 0, 0});
    for (const auto& part : parts_) {
        if (u < part.newcomers) {
            return part;
        }
        u -= part.newcomers;
    }
    return parts_.back();
}

double Population::liability(const Model& model, NeedId need, const Covariates& at) const
{
    const auto& l = liabilities_[static_cast<std::size_t>(need)];
    double product = l.frailty_powers[at[static_cast<std::size_t>(model.attributes.frailty)]] / l.mean;
    for (const auto& [covariate, levels] : l.ratios) {
        product *= levels[at[static_cast<std::size_t>(covariate)]];
    }
    return product;
}

std::array<double, 3> Population::start_chances(const Model& model, const std::vector<double>& numbers, NeedId id,
                                                const Covariates& at) const
{
    const auto& need = model.needs[static_cast<std::size_t>(id)];
    if (need.circumstance >= 0) {
        std::array<double, 3> chances{};
        const auto states = state_chances(model, numbers, static_cast<std::size_t>(need.circumstance), at);
        for (std::size_t s = 0; s < states.size(); ++s) {
            if (const int level = need.severity_of_state[s]; level > 0) {
                chances[static_cast<std::size_t>(level) - 1] += states[s];
            }
        }
        return chances;
    }
    if (need.meam && !needs_.empty()) {
        const auto& by_number = needs_[at[static_cast<std::size_t>(model.attributes.deprivation)]];
        double sum = 0.0;
        for (std::size_t k = 1; k < by_number.size(); ++k) {
            sum += by_number[k] * static_cast<double>(k);
        }
        return {sum / static_cast<double>(std::ranges::count(model.needs, true, &Need::meam)), 0.0, 0.0};
    }
    const auto by_group = start_by_group(model, numbers, id, at);
    auto chances = by_group.chances;
    if (by_group.others > 0.0) {
        const double relative = liability(model, id, at) * liabilities_[static_cast<std::size_t>(id)].start_scale;
        add_chances(chances, need.start, numbers, relative, by_group.others);
    }
    return chances;
}

Population::GroupStart Population::start_by_group(const Model& model, const std::vector<double>& numbers, NeedId id,
                                                  const Covariates& at) const
{
    const auto& need = model.needs[static_cast<std::size_t>(id)];
    GroupStart result;
    if (need.start_by < 0) {
        return result;
    }
    const auto circumstance = std::ranges::find(model.circumstances, need.start_by, &Circumstance::covariate);
    if (circumstance == model.circumstances.end()) { // an attribute
        if (const auto& own = own_start(need, at)) {
            add_chances(result.chances, *own, numbers, 1.0, 1.0);
            result.others = 0.0;
        }
        return result;
    }
    const auto states =
        state_chances(model, numbers, static_cast<std::size_t>(circumstance - model.circumstances.begin()), at);
    for (std::size_t s = 0; s < states.size(); ++s) {
        if (need.start_at[s]) {
            add_chances(result.chances, *need.start_at[s], numbers, 1.0, states[s]);
            result.others -= states[s];
        }
    }
    result.others = std::max(0.0, result.others);
    return result;
}

std::vector<double> Population::state_chances(const Model& model, const std::vector<double>& numbers,
                                              std::size_t number, const Covariates& at) const
{
    const auto& circumstance = model.circumstances[number];
    std::vector<double> chances(circumstance.states.size(), 0.0);
    double free = 1.0; // in no group so far
    for (std::size_t g = 0; g < circumstance.groups.size(); ++g) {
        const auto& group = circumstance.groups[g];
        if (covers_levels(model, group.whom, at)) {
            const double taken = free * group_chances_[number][g];
            chances[static_cast<std::size_t>(group.state)] += taken;
            free -= taken;
        }
    }
    const auto spread = [&](const std::vector<Number>& shares, double weight) {
        const double scale = kept_within_1(shares, numbers);
        double rest = weight;
        for (std::size_t s = 0; s < shares.size(); ++s) {
            const double part = weight * scale * value_or(numbers, shares[s], 0.0);
            chances[s] += part;
            rest -= part;
        }
        chances[static_cast<std::size_t>(circumstance.normal)] += std::max(0.0, rest);
    };
    const auto before = std::ranges::find(model.circumstances, circumstance.start_by, &Circumstance::covariate);
    if (circumstance.start_by < 0 || before == model.circumstances.end()) {
        spread(start_shares(circumstance, at), free);
        return chances;
    }
    const auto levels =
        state_chances(model, numbers, static_cast<std::size_t>(before - model.circumstances.begin()), at);
    Covariates with = at;
    for (std::size_t level = 0; level < levels.size(); ++level) {
        with[static_cast<std::size_t>(circumstance.start_by)] = static_cast<std::uint8_t>(level);
        spread(start_shares(circumstance, with), free * levels[level]);
    }
    return chances;
}

double Population::at_reference(const Model& model, const std::vector<double>& numbers, NeedId need,
                                const Covariates& at) const
{
    double chance = 1.0;
    for (const auto& ratio : before_[static_cast<std::size_t>(need)]) {
        const auto& [covariate, levels] = ratio;
        const auto is_1 = [&ratio](std::size_t level) { return ratio.second[level] == 1.0; };
        if (model.covariates[static_cast<std::size_t>(covariate)].fixed) {
            chance *= is_1(at[static_cast<std::size_t>(covariate)]) ? 1.0 : 0.0;
            continue;
        }
        const auto circumstance = std::ranges::find(model.circumstances, covariate, &Circumstance::covariate);
        if (circumstance != model.circumstances.end()) {
            const auto states =
                state_chances(model, numbers, static_cast<std::size_t>(circumstance - model.circumstances.begin()), at);
            double sum = 0.0;
            for (std::size_t s = 0; s < states.size(); ++s) {
                sum += is_1(s) ? states[s] : 0.0;
            }
            chance *= sum;
            continue;
        }
        if (covariate == model.attributes.needs_count && !needs_.empty()) {
            chance *= is_1(0) ? needs_[at[static_cast<std::size_t>(model.attributes.deprivation)]].front() : 0.0;
            continue;
        }
        for (std::size_t n = 0; n < model.needs.size() && chance > 0.0; ++n) {
            if (covariate != model.needs[n].severity &&
                (covariate != model.attributes.needs_count || !model.needs[n].meam)) {
                continue;
            }
            const auto starts = start_chances(model, numbers, static_cast<NeedId>(n), at);
            double sum = is_1(0) ? 1.0 - starts[0] - starts[1] - starts[2] : 0.0;
            for (std::size_t level = 1; covariate != model.attributes.needs_count && level < levels.size(); ++level) {
                sum += is_1(level) ? starts[level - 1] : 0.0;
            }
            chance *= sum;
        }
    }
    return chance;
}

void Population::solve_groups(const Model& model, const std::vector<double>& numbers)
{
    for (std::size_t c = 0; c < model.circumstances.size(); ++c) {
        const auto& circumstance = model.circumstances[c];
        auto& chances = group_chances_.emplace_back();
        auto& limits = group_limits_.emplace_back();
        std::vector<double> free(profiles_.size(), 1.0);
        for (const auto& group : circumstance.groups) {
            double meant = 0.0;
            for (std::size_t p = 0; p < profiles_.size(); ++p) {
                if (covers_levels(model, group.whom, attributes_of(model, profiles_[p]))) {
                    meant += profiles_[p].share * free[p];
                }
            }
            const double wanted = value_or(numbers, group.residents, 0.0);
            limits.push_back({wanted, meant * model.place.residents});
            chances.push_back(meant > 0.0 ? std::min(1.0, wanted / limits.back().reachable) : 0.0);
            for (std::size_t p = 0; p < profiles_.size(); ++p) {
                if (covers_levels(model, group.whom, attributes_of(model, profiles_[p]))) {
                    free[p] *= 1.0 - chances.back();
                }
            }
        }
    }
}

std::vector<ChanceClass> Population::chance_classes(const Model& model, NeedId need, const Weight& weight_of,
                                                    bool by_frailty) const
{
    const auto& liability = liabilities_[static_cast<std::size_t>(need)];
    std::vector<ChanceClass> classes;
    std::map<double, double> by_product; // of the ratios: most profiles share one with others
    for (const auto& p : profiles_) {
        if (p.share <= 0.0) {
            continue;
        }
        auto at = attributes_of(model, p);
        double product = 1.0;
        for (const auto& [covariate, levels] : liability.ratios) {
            product *= levels[at[static_cast<std::size_t>(covariate)]];
        }
        if (!by_frailty) {
            by_product[product] += p.share * weight_of(at);
            continue;
        }
        for (std::size_t f = 0; f < frailty_.size(); ++f) {
            at[static_cast<std::size_t>(model.attributes.frailty)] = static_cast<std::uint8_t>(f);
            classes.push_back(
                {product * liability.frailty_powers[f] / liability.mean, p.share * weights_[f] * weight_of(at)});
        }
    }
    for (const auto& [product, weight] : by_product) {
        for (std::size_t f = 0; f < frailty_.size(); ++f) {
            classes.push_back({product * liability.frailty_powers[f] / liability.mean, weight * weights_[f]});
        }
    }
    return classes;
}

void Population::solve_start(const Model& model, const std::vector<double>& numbers, NeedId id)
{
    const auto& need = model.needs[static_cast<std::size_t>(id)];
    if (need.circumstance >= 0 || (need.meam && !needs_.empty())) {
        return; // the circumstance, or the place, says who starts with it
    }
    double declared = 0.0;
    for (const auto share : need.start) {
        declared += value_or(numbers, share, 0.0);
    }
    const auto classes = chance_classes(
        model, id, [&](const Covariates& at) { return start_by_group(model, numbers, id, at).others; }, false);
    const auto solved = solve_share(classes, std::min(1.0, declared));
    liabilities_[static_cast<std::size_t>(id)].start_scale = solved.scale;
    limits_[static_cast<std::size_t>(id)].start = {declared, solved.reachable};
}

void Population::solve_ever(const Model& model, const std::vector<double>& numbers, NeedId id)
{
    const double declared = value_or(numbers, model.needs[static_cast<std::size_t>(id)].start_ever, 0.0);
    if (declared <= 0.0) {
        return;
    }
    // Needs depend on frailty, and an `ever_ratio` may be 1 for residents without them.
    const bool by_frailty = std::ranges::any_of(before_[static_cast<std::size_t>(id)], [&](const auto& of) {
        return !model.covariates[static_cast<std::size_t>(of.first)].fixed;
    });
    auto classes = chance_classes(
        model, id, [&](const Covariates& at) { return at_reference(model, numbers, id, at); }, by_frailty);
    if (std::ranges::all_of(classes, [](const ChanceClass& one) { return one.weight == 0.0; })) {
        classes = chance_classes(
            model, id, [](const Covariates&) { return 1.0; }, false);
    }
    const auto solved = solve_share(classes, declared);
    liabilities_[static_cast<std::size_t>(id)].ever_scale = solved.scale;
    limits_[static_cast<std::size_t>(id)].ever = {declared, solved.reachable};
}

double Population::ever_chance(const Model& model, const std::vector<double>& numbers, NeedId need,
                               const Covariates& at) const
{
    const double stated = value_or(numbers, model.needs[static_cast<std::size_t>(need)].start_ever, 0.0);
    return std::min(1.0, stated * liability(model, need, at) * liabilities_[static_cast<std::size_t>(need)].ever_scale);
}

double Population::ever_odds(const Model& model, NeedId need, const Covariates& at, bool fixed_alone) const
{
    double product = 1.0;
    for (const auto& [covariate, levels] : before_[static_cast<std::size_t>(need)]) {
        if (!fixed_alone || model.covariates[static_cast<std::size_t>(covariate)].fixed) {
            product *= levels[at[static_cast<std::size_t>(covariate)]];
        }
    }
    return product;
}

double Population::with_odds(double chance, double ratio)
{
    if (ratio == 1.0 || chance <= 0.0 || chance >= 1.0) {
        return chance;
    }
    const double odds = chance / (1.0 - chance) * ratio;
    return odds / (1.0 + odds);
}

std::uint32_t Population::needs_together(const Model& model, Key key, ResidentId number, int deprivation) const
{
    const auto u = [&](std::uint32_t index) { return uniform(key, {number, needs_process, 0, index}); };
    std::uint32_t starting = 0;
    std::size_t left = 0;
    for (const auto& need : model.needs) {
        left += need.meam ? 1 : 0;
    }
    auto wanted = static_cast<std::size_t>(drawn(needs_[static_cast<std::size_t>(deprivation)], u(0)));
    for (std::size_t n = 0; n < model.needs.size() && wanted > 0; ++n) {
        if (!model.needs[n].meam) {
            continue;
        }
        // each set of so many is as likely: of those left, `wanted` are to be chosen
        if (u(static_cast<std::uint32_t>(n) + 1) * static_cast<double>(left) < static_cast<double>(wanted)) {
            starting |= 1U << n;
            --wanted;
        }
        --left;
    }
    return starting;
}

Resident Population::with_attributes(const Model& model, Key key, ResidentId number, Week arrived) const
{
    const auto u = [&](std::uint32_t process, std::uint32_t index = 0) {
        return uniform(key, {number, process, 0, index});
    };
    Resident r;
    const auto put = [&](int covariate, int level) {
        r.covariates[static_cast<std::size_t>(covariate)] = static_cast<std::uint8_t>(level);
    };
    const auto lot = [&](int covariate, std::uint32_t process) {
        return model.place.dealt == covariate ? (number % 100 + 0.5) / 100.0 : u(process);
    };
    const auto& part = part_of(model, key, number);
    if (model.attributes.where >= 0) {
        put(model.attributes.where, static_cast<int>(&part - parts_.data()));
    }
    put(model.attributes.sex, drawn(part.sex, lot(model.attributes.sex, sex_process)));
    const int deprivation = drawn(part.deprivation, lot(model.attributes.deprivation, deprivation_process));
    put(model.attributes.deprivation, deprivation);
    put(model.attributes.aces,
        drawn(part.aces[static_cast<std::size_t>(deprivation)], lot(model.attributes.aces, aces_process)));
    const int band = drawn(part.age, lot(model.attributes.age, age_process));
    const int from = first_week_of_band(model, band), to = first_week_of_band(model, band + 1);
    const int weeks = from + static_cast<int>((to - from) * u(age_process, 1));
    r.weeks_of_age_at_0 = static_cast<std::int16_t>(weeks - arrived); // as if alive since week 0
    const double z = normal_quantile(u(frailty_process));
    put(model.attributes.frailty,
        std::clamp(static_cast<int>(std::floor((z - z_low) / z_step)), 0, frailty_levels - 1));
    r.arrived = arrived;
    put(model.attributes.age, age_band(model, r, arrived));
    return r;
}

std::map<ResidentId, std::vector<Population::Assigned>>
Population::groups(const Model& model, const std::vector<double>& numbers, Key key) const
{
    std::map<ResidentId, std::vector<Assigned>> assigned;
    const auto residents = static_cast<ResidentId>(model.place.residents);
    for (std::size_t c = 0; c < model.circumstances.size(); ++c) {
        const auto& circumstance = model.circumstances[c];
        for (const auto& group : circumstance.groups) {
            std::vector<std::pair<std::uint32_t, ResidentId>> lots; // of those meant who are in no group of this yet
            for (ResidentId id = 0; id < residents; ++id) {
                const auto taken = assigned.find(id);
                const bool free = taken == assigned.end() ||
                                  std::ranges::find(taken->second, static_cast<int>(c), &Assigned::circumstance) ==
                                      taken->second.end();
                if (free && covers(model, group.whom, with_attributes(model, key, id, 0))) {
                    lots.emplace_back(block(key, {id, group.process, 0, 0})[0], id);
                }
            }
            const auto wanted = static_cast<std::size_t>(value_or(numbers, group.residents, 0.0));
            const auto end = lots.begin() + static_cast<std::ptrdiff_t>(std::min(wanted, lots.size()));
            std::partial_sort(lots.begin(), end, lots.end());
            std::for_each(lots.begin(), end, [&](const auto& lot) {
                assigned[lot.second].push_back({static_cast<int>(c), group.state});
            });
        }
    }
    return assigned;
}

Resident Population::person(const Model& model, const std::vector<double>& numbers, Key key, ResidentId number,
                            Week arrived, std::span<const Assigned> assigned) const
{
    const auto u = [&](std::uint32_t process) { return uniform(key, {number, process, 0, 0}); };
    Resident r = with_attributes(model, key, number, arrived);
    auto& at = r.covariates;
    const auto put = [&](int covariate, int level) {
        at[static_cast<std::size_t>(covariate)] = static_cast<std::uint8_t>(level);
    };
    const int deprivation = at[static_cast<std::size_t>(model.attributes.deprivation)];

    for (const auto& tie : model.ties) {
        for (const auto& exposure : tie.sees) {
            put(exposure.as, exposure.alone);
        }
    }
    for (std::size_t c = 0; c < model.circumstances.size(); ++c) {
        const auto& circumstance = model.circumstances[c];
        const auto given = std::ranges::find(assigned, static_cast<int>(c), &Assigned::circumstance);
        put(circumstance.covariate,
            given != assigned.end()
                ? given->state
                : drawn(start_shares(circumstance, at), numbers, u(circumstance.start_process), circumstance.normal));
    }
    if (!lives_here(model, at)) {
        r.ended = arrived; // has left before
    }

    int meam = 0;
    const std::uint32_t together = needs_.empty() ? 0 : needs_together(model, key, number, deprivation);
    for (std::size_t n = 0; n < model.needs.size(); ++n) {
        const auto& need = model.needs[n];
        int severity = together >> n & 1U;
        const double liable = liability(model, static_cast<NeedId>(n), at) * liabilities_[n].start_scale;
        if (need.circumstance >= 0) {
            const auto& circumstance = model.circumstances[static_cast<std::size_t>(need.circumstance)];
            severity = need.severity_of_state[at[static_cast<std::size_t>(circumstance.covariate)]];
        } else if (needs_.empty() || !need.meam) {
            const auto& own = own_start(need, at);
            const auto& shares = own ? *own : need.start;
            std::array<double, 3> share{};
            double sum = 0.0;
            for (std::size_t level = 0; level < 3; ++level) {
                share[level] = value_or(numbers, shares[level], 0.0) * (own ? 1.0 : liable);
                sum += share[level];
            }
            const double shrink = sum > 1.0 ? 1.0 / sum : 1.0;
            double x = u(need.start_process);
            for (int level = 2; level >= 0; --level) {
                const double p = share[static_cast<std::size_t>(level)] * shrink;
                if (x < p) {
                    severity = level + 1;
                    break;
                }
                x -= p;
            }
        }
        put(need.severity, severity);
        meam += need.meam && severity >= 1 ? 1 : 0;
        r.treated_since[n] = -1;
        r.treated_until[n] = -1;
    }
    put(model.attributes.needs_count, meam);
    put(model.attributes.untreated, meam);
    for (std::size_t n = 0; n < model.needs.size(); ++n) {
        const auto& need = model.needs[n];
        const auto id = static_cast<NeedId>(n);
        const bool had =
            u(need.ever_process) < with_odds(ever_chance(model, numbers, id, at), ever_odds(model, id, at));
        put(need.ever, at[static_cast<std::size_t>(need.severity)] >= 2 || had ? 1 : 0);
    }
    return r;
}

int level_of(const Model& model, const Population::Profile& profile, int attribute)
{
    return attribute == model.attributes.where         ? profile.where
           : attribute == model.attributes.sex         ? profile.sex
           : attribute == model.attributes.age         ? profile.age
           : attribute == model.attributes.deprivation ? profile.deprivation
                                                       : profile.aces;
}

Covariates attributes_of(const Model& model, const Population::Profile& profile)
{
    Covariates at{};
    if (model.attributes.where >= 0) {
        at[static_cast<std::size_t>(model.attributes.where)] = static_cast<std::uint8_t>(profile.where);
    }
    at[static_cast<std::size_t>(model.attributes.sex)] = static_cast<std::uint8_t>(profile.sex);
    at[static_cast<std::size_t>(model.attributes.age)] = static_cast<std::uint8_t>(profile.age);
    at[static_cast<std::size_t>(model.attributes.deprivation)] = static_cast<std::uint8_t>(profile.deprivation);
    at[static_cast<std::size_t>(model.attributes.aces)] = static_cast<std::uint8_t>(profile.aces);
    return at;
}

int age_band(const Model& model, const Resident& resident, Week now)
{
    int band = 0;
    while (band + 1 < age_bands(model) && weeks_of_age(resident, now) >= first_week_of_band(model, band + 1)) {
        ++band;
    }
    return band;
}

Week next_age_band(const Model& model, const Resident& resident, Week now)
{
    const int band = age_band(model, resident, now);
    if (band + 1 >= age_bands(model)) {
        return never;
    }
    return now + first_week_of_band(model, band + 1) - weeks_of_age(resident, now);
}

std::vector<int> first_weeks_of(std::span<const int> age_from)
{
    std::vector<int> weeks;
    for (const int years : age_from) {
        weeks.push_back(static_cast<int>(std::ceil(years * weeks_per_year)));
    }
    weeks.push_back(static_cast<int>(std::ceil(attributes::oldest * weeks_per_year)));
    return weeks;
}

} // namespace meam
