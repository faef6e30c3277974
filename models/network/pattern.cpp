#include "models/network/pattern.hpp"

#include "models/population/conditions.hpp"
#include "models/population/stock_levels.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace meam::graph {
namespace {

constexpr int established = 2;
const std::array<std::string, 4> severity_names{"none", "emerging", "established", "acute"};

/// The severity nearest to `severity` that the need can have; the lower of two.
int nearest_severity(const Need& need, int severity)
{
    if (need.circumstance < 0) {
        return severity;
    }
    int best = 0;
    for (const int level : need.severity_of_state) {
        const int before = std::abs(best - severity), now = std::abs(level - severity);
        if (level > 0 && (best == 0 || now < before || (now == before && level < best))) {
            best = level;
        }
    }
    return best;
}

int common_level(const std::vector<Number>& shares, const std::vector<double>& numbers)
{
    std::size_t best = 0;
    for (std::size_t i = 1; i < shares.size(); ++i) {
        best = value_or(numbers, shares[i], 0.0) > value_or(numbers, shares[best], 0.0) ? i : best;
    }
    return static_cast<int>(best);
}

void name_needs(const Model& model, Pattern& pattern)
{
    for (const auto& [need, severity] : pattern.needs) {
        const auto& n = model.needs[static_cast<std::size_t>(need)];
        pattern.name += (pattern.name.empty() ? "" : "+") + n.name + "_" + std::to_string(severity);
        pattern.label += (pattern.label.empty() ? "" : " and ") + n.label;
    }
    if (std::all_of(pattern.needs.begin(), pattern.needs.end(),
                    [&](const auto& n) { return n.second == pattern.needs.front().second; }) &&
        !pattern.needs.empty()) {
        pattern.label += ", " + severity_names[static_cast<std::size_t>(pattern.needs.front().second)];
        return;
    }
    pattern.label.clear();
    for (const auto& [need, severity] : pattern.needs) {
        pattern.label += (pattern.label.empty() ? "" : " and ") + model.needs[static_cast<std::size_t>(need)].label +
                         ", " + severity_names[static_cast<std::size_t>(severity)];
    }
}

void name(const Model& model, Pattern& pattern)
{
    name_needs(model, pattern);
    for (const auto& [covariate, level] : pattern.as) {
        const auto& of = model.covariates[static_cast<std::size_t>(covariate)];
        pattern.name += "+" + of.name + "_" + of.labels[static_cast<std::size_t>(level)];
        pattern.label += "; " + of.name + " " + of.labels[static_cast<std::size_t>(level)];
    }
}

/// Pairs (a, b) of needs such that some service for a excludes residents known to have b.
std::vector<std::pair<NeedId, NeedId>> excluded_pairs(const Model& model, const std::vector<double>& numbers)
{
    std::vector<std::pair<NeedId, NeedId>> pairs;
    for (const auto& service : model.services) {
        for (const auto& [other, level] : service.excludes) {
            for (const NeedId need : service.for_needs) {
                if (need != other && value_or(numbers, level, 4.0) <= 3.0) {
                    pairs.emplace_back(std::min(need, other), std::max(need, other));
                }
            }
        }
    }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
}

Model undated(Model model)
{
    for (auto& policy : model.policies) {
        for (auto& change : policy.changes) {
            change.start = change.end = change.ramp = change.repeats = 0;
            change.trigger = -1;
        }
    }
    return model;
}

} // namespace

std::vector<Pattern> patterns_of(const Model& model, const std::vector<double>& numbers)
{
    std::vector<Pattern> patterns;
    for (const auto& stated : model.patterns) {
        patterns.push_back({stated.name, stated.label, stated.needs, stated.as});
    }
    if (!patterns.empty()) {
        return patterns;
    }
    const auto add = [&](const std::vector<NeedId>& needs) {
        Pattern pattern;
        for (const NeedId need : needs) {
            if (const int severity = nearest_severity(model.needs[static_cast<std::size_t>(need)], established);
                severity > 0) {
                pattern.needs.emplace_back(need, severity);
            }
        }
        name(model, pattern);
        const bool known =
            std::any_of(patterns.begin(), patterns.end(), [&](const Pattern& p) { return p.needs == pattern.needs; });
        if (!pattern.needs.empty() && !known && possible(model, pattern.needs)) {
            patterns.push_back(std::move(pattern));
        }
    };
    std::vector<NeedId> meam;
    for (std::size_t n = 0; n < model.needs.size(); ++n) {
        add({static_cast<NeedId>(n)});
        if (model.needs[n].meam) {
            meam.push_back(static_cast<NeedId>(n));
        }
    }
    for (const auto& [a, b] : excluded_pairs(model, numbers)) {
        add({a, b});
    }
    if (meam.size() > 2) {
        const auto before = patterns.size();
        add(meam);
        if (patterns.size() > before) {
            patterns.back().label = "All " + std::to_string(meam.size()) + " MEAM needs, established";
        }
    }
    return patterns;
}

namespace {

/// Parses an attribute or circumstance and a level, such as "sex", "female". None if they are unknown or may not be
/// given.
std::optional<std::pair<int, int>> given_in(const Model& model, const std::string& name, const std::string& word)
{
    for (std::size_t c = 0; c < model.covariates.size(); ++c) {
        const auto& of = model.covariates[c];
        const auto level = std::ranges::find(of.labels, word);
        if (of.name == name && level != of.labels.end() && may_be_given(model, static_cast<int>(c))) {
            return std::pair(static_cast<int>(c), static_cast<int>(level - of.labels.begin()));
        }
    }
    return {};
}

/// The level that a pattern gives a covariate; `otherwise` if it gives none.
int given(const Pattern& pattern, int covariate, int otherwise)
{
    const auto it = std::ranges::find(pattern.as, covariate, &std::pair<int, int>::first);
    return it == pattern.as.end() ? otherwise : it->second;
}

} // namespace

bool may_be_given(const Model& model, int covariate)
{
    const std::array attributes{model.attributes.where, model.attributes.sex, model.attributes.age,
                                model.attributes.deprivation, model.attributes.aces};
    return covariate >= 0 &&
           (std::ranges::find(attributes, covariate) != attributes.end() ||
            std::ranges::find(model.circumstances, covariate, &Circumstance::covariate) != model.circumstances.end());
}

bool possible(const Model& model, const Pattern& pattern)
{
    const auto severity_of = [&](NeedId need) {
        const auto it = std::ranges::find(pattern.needs, need, &std::pair<NeedId, int>::first);
        return it == pattern.needs.end() ? 0 : it->second;
    };
    for (std::size_t n = 0; n < model.needs.size(); ++n) {
        const auto& need = model.needs[n];
        if (need.circumstance < 0) {
            continue;
        }
        const int covariate = model.circumstances[static_cast<std::size_t>(need.circumstance)].covariate;
        const int state = given(pattern, covariate, -1);
        if (state >= 0 && need.severity_of_state[static_cast<std::size_t>(state)] != severity_of(static_cast<int>(n))) {
            return false;
        }
    }
    return possible(model, pattern.needs);
}

Pattern pattern_named(const Model& model, const std::string& text)
{
    Pattern pattern;
    for (std::size_t from = 0; from < text.size();) {
        const auto end = std::min(text.find(',', from), text.size());
        const auto part = text.substr(from, end - from);
        const auto equals = part.find('=');
        from = end + 1;
        if (const auto given =
                given_in(model, part.substr(0, equals), equals == std::string::npos ? "" : part.substr(equals + 1))) {
            pattern.as.push_back(*given);
            continue;
        }
        int severity = established;
        if (equals != std::string::npos) {
            const auto* last = part.data() + part.size();
            const auto [read, wrong] = std::from_chars(part.data() + equals + 1, last, severity);
            if (wrong != std::errc{} || read != last || severity < 1 || severity > 3) {
                return {};
            }
        }
        const auto it = std::find_if(model.needs.begin(), model.needs.end(),
                                     [&](const Need& n) { return n.name == part.substr(0, equals); });
        if (it == model.needs.end()) {
            return {};
        }
        pattern.needs.emplace_back(static_cast<NeedId>(it - model.needs.begin()), severity);
    }
    std::sort(pattern.needs.begin(), pattern.needs.end());
    if (!possible(model, pattern)) {
        return {};
    }
    name(model, pattern);
    return pattern;
}

bool possible(const Model& model, const std::vector<std::pair<NeedId, int>>& at_least)
{
    for (std::size_t c = 0; c < model.circumstances.size(); ++c) {
        const auto states = model.circumstances[c].states.size();
        bool some = false;
        for (std::size_t s = 0; s < states && !some; ++s) {
            some = std::all_of(at_least.begin(), at_least.end(), [&](const auto& n) {
                const auto& need = model.needs[static_cast<std::size_t>(n.first)];
                return need.circumstance != static_cast<int>(c) || need.severity_of_state[s] >= n.second;
            });
        }
        if (!some && states > 0) {
            return false;
        }
    }
    return std::all_of(at_least.begin(), at_least.end(), [](const auto& n) { return n.second <= 3; });
}

FullStrength::FullStrength(const Model& model, const Baseline& baseline, const std::vector<int>& policies)
    : model_(undated(model)), scenario_(model_, baseline, policies, 1), version_(&scenario_.at(0))
{}

const Tables& FullStrength::rules(const Covariates& of) const
{
    Resident someone; // without engagements
    someone.covariates = of;
    std::size_t mask = 0;
    for (std::size_t b = 0; b < scenario_.reaches().size(); ++b) {
        const auto& reach = model_.reaches[static_cast<std::size_t>(scenario_.reaches()[b])];
        const bool covers = reach.top == 0 && meam::covers(model_, reach, someone);
        mask |= covers ? std::size_t{1} << b : 0;
    }
    return version_->by_reach[mask];
}

Covariates covariates_of(const Model& model, const Baseline& baseline, const FullStrength& rules,
                         const Pattern& pattern)
{
    Resident r;
    const auto put = [&](int covariate, int level) {
        r.covariates[static_cast<std::size_t>(covariate)] = static_cast<std::uint8_t>(level);
    };
    const auto& place = *std::ranges::max_element(model.place.parts, {}, &Neighbourhood::residents); // largest
    const auto put_attribute = [&](int covariate, int commonest) {
        put(covariate, given(pattern, covariate, commonest));
    };
    if (model.attributes.where >= 0) {
        put_attribute(model.attributes.where, static_cast<int>(&place - model.place.parts.data()));
    }
    const int deprivation =
        given(pattern, model.attributes.deprivation, common_level(place.deprivation, baseline.numbers));
    const auto& aces = place.aces_by_deprivation[static_cast<std::size_t>(deprivation)];
    put_attribute(model.attributes.sex, common_level(place.sex, baseline.numbers));
    put_attribute(model.attributes.age, common_level(place.age, baseline.numbers));
    put(model.attributes.deprivation, deprivation);
    put_attribute(model.attributes.aces, common_level(aces.empty() ? place.aces : aces, baseline.numbers));
    const auto& frailty = baseline.population.frailty();
    const auto nearest = std::min_element(frailty.begin(), frailty.end(),
                                          [](double a, double b) { return std::fabs(a - 1.0) < std::fabs(b - 1.0); });
    put(model.attributes.frailty, static_cast<int>(nearest - frailty.begin()));
    const auto wanted = [&](std::size_t need) {
        const auto it = std::find_if(pattern.needs.begin(), pattern.needs.end(),
                                     [&](const auto& n) { return n.first == static_cast<NeedId>(need); });
        return it == pattern.needs.end() ? 0 : it->second;
    };
    for (std::size_t c = 0; c < model.circumstances.size(); ++c) {
        const auto& circumstance = model.circumstances[c];
        const auto fits = [&](std::size_t state) {
            for (std::size_t n = 0; n < model.needs.size(); ++n) {
                if (model.needs[n].circumstance == static_cast<int>(c) &&
                    model.needs[n].severity_of_state[state] != wanted(n)) {
                    return false;
                }
            }
            return true;
        };
        int state = circumstance.normal;
        for (std::size_t s = 0; s < circumstance.states.size() && !fits(static_cast<std::size_t>(state)); ++s) {
            state = !circumstance.away[s] && fits(s) ? static_cast<int>(s) : state;
        }
        put_attribute(circumstance.covariate, state);
    }
    int meam = 0;
    for (std::size_t n = 0; n < model.needs.size(); ++n) {
        const auto& need = model.needs[n];
        int severity = wanted(n);
        if (need.circumstance >= 0) {
            const auto& c = model.circumstances[static_cast<std::size_t>(need.circumstance)];
            severity = need.severity_of_state[r.covariates[static_cast<std::size_t>(c.covariate)]];
        }
        put(need.severity, severity);
        put(need.ever, severity >= established ? 1 : 0);
        meam += need.meam && severity >= 1 ? 1 : 0;
    }
    put(model.attributes.needs_count, meam);
    put(model.attributes.untreated, meam);
    refresh_stocks(model, rules.rules(r.covariates), r);
    return r.covariates;
}

} // namespace meam::graph
