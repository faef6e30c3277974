// Hazards and chances from their tables.

#include "experiments/reading/reader.hpp"

#include "sim/draws.hpp"

#include <algorithm>

namespace meam::reading {
namespace {

constexpr std::string_view weekly = "weekly_chance";

std::string joined(const std::string& path, std::string_view key)
{
    return key.empty() ? path : path + "." + std::string(key);
}

std::vector<std::string> covariate_names(const Model& model)
{
    std::vector<std::string> result;
    for (const auto& c : model.covariates) {
        result.push_back(c.name);
    }
    return result;
}

} // namespace

int Reader::covariate(Section& at, std::string_view name)
{
    const auto it = std::find_if(model.covariates.begin(), model.covariates.end(),
                                 [&](const Covariate& c) { return c.name == name && c.name != "frailty"; });
    if (it == model.covariates.end()) {
        at.unknown("E202", name, "covariate", name, covariate_names(model));
        return -1;
    }
    return static_cast<int>(it - model.covariates.begin());
}

RatioSpec Reader::ratio(Section& table, const std::string& name, int covariate, Kind kind)
{
    const auto& c = model.covariates[static_cast<std::size_t>(covariate)];
    RatioSpec spec;
    spec.covariate = covariate;
    if (table.is_array(name)) {
        for (const auto& q : table.quantities(name, static_cast<std::size_t>(c.levels))) {
            spec.ratio.push_back(model.numbers.add(q, table.measure(name), kind));
        }
        spec.ratio.resize(static_cast<std::size_t>(c.levels));
        return spec;
    }
    if (table.is_table(name)) {
        spec.ratio.resize(static_cast<std::size_t>(c.levels));
        auto levels = table.child(name);
        for (const auto& label : levels->names()) {
            const int level = Names::index(c.labels, label);
            const auto n = number(*levels, label, kind);
            if (level < 0) {
                levels->unknown("E203", label, "level of " + name, label, c.labels);
            } else {
                spec.ratio[static_cast<std::size_t>(level)] = n;
            }
        }
        return spec;
    }
    if (!c.labels.empty()) {
        table.mistake("E203", name, "`" + name + "` has levels with names, not steps",
                      "a table such as { " + c.labels.front() + " = 1.5 }");
    }
    spec.per_step = true;
    spec.ratio.push_back(number(table, name, kind));
    return spec;
}

std::vector<std::string> Reader::second_parts(const std::string& first) const
{
    std::vector<std::string> parts;
    const bool of_needs = first == "ever" || first == "treatment" || first == "exit";
    if (!of_needs && Names::index(names.ties, first) < 0) {
        return parts;
    }
    for (const auto& covariate : model.covariates) {
        if (covariate.name.starts_with(first + ".")) {
            parts.push_back(covariate.name.substr(first.size() + 1));
        }
    }
    return parts;
}

std::vector<RatioSpec> Reader::ratios(Section& at, std::string_view key, Kind kind)
{
    std::vector<RatioSpec> result;
    auto table = at.child(key);
    if (!table) {
        return result;
    }
    for (const auto& name : table->names()) {
        // `ever.crime` may be one quoted key, or a table of keys
        if (const auto parts = second_parts(name); !parts.empty() && table->is_table(name)) {
            auto of = table->child(name);
            for (const auto& part : of->names()) {
                if (Names::index(parts, part) < 0) {
                    of->unknown("E202", part, kind_of_parts(name), part, parts);
                    continue;
                }
                result.push_back(ratio(*of, part, covariate(*of, name + "." + part), kind));
            }
            continue;
        }
        if (const int c = covariate(*table, name); c >= 0) {
            result.push_back(ratio(*table, name, c, kind));
        }
    }
    std::sort(result.begin(), result.end(),
              [](const RatioSpec& a, const RatioSpec& b) { return a.covariate < b.covariate; });
    return result;
}

void Reader::by_severity(Section& at, Kind kind, HazardSpec& spec)
{
    auto table = at.child("by_need");
    if (!table) {
        return;
    }
    for (const auto& name : table->names()) {
        const int need = Names::index(names.needs, name);
        const auto rates = table->quantities(name);
        if (need < 0) {
            table->unknown("E201", name, "need", name, names.needs);
            continue;
        }
        ByNeedSpec add;
        add.covariate = model.needs[static_cast<std::size_t>(need)].severity;
        for (std::size_t i = 0; i < 4 && i < rates.size(); ++i) {
            add.rate[i] = model.numbers.add(rates[i], table->measure(name), kind);
        }
        spec.by_need.push_back(add);
    }
}

HazardSpec Reader::hazard_spec(Section& at, std::string_view rate_key, Kind kind)
{
    HazardSpec spec;
    spec.path = joined(at.path(), rate_key == "rate" ? "" : rate_key);
    spec.weekly_chance = rate_key == "rate" && at.has(weekly);
    spec.rate = number(at, rate_key, kind);
    if (spec.weekly_chance) {
        spec.rate = number(at, weekly, kind);
    }
    spec.most = number(at, "most", kind);
    by_severity(at, kind, spec);
    spec.frailty = number(at, "frailty", kind);
    spec.ratios = ratios(at, "ratio", kind);
    spec.marginal = at.flag("marginal");
    for (const auto* other : {"rate", "by_need", "marginal"}) {
        if (spec.weekly_chance && at.has(other)) {
            at.mistake("E218", other, "`" + std::string(other) + "` beside `weekly_chance`",
                       "the chance of a week, which ratios multiply, alone; or a rate");
        }
    }
    return spec;
}

HazardId Reader::add(HazardSpec spec)
{
    model.hazards.push_back(std::move(spec));
    return static_cast<HazardId>(model.hazards.size()) - 1;
}

HazardId Reader::hazard(Section& at, std::string_view key, Kind kind)
{
    if (!at.has(key)) {
        return -1;
    }
    if (at.is_table(key)) {
        auto table = at.child(key);
        return add(hazard_spec(*table, "rate", kind));
    }
    HazardSpec spec;
    spec.path = joined(at.path(), key);
    spec.rate = number(at, key, kind);
    return add(spec);
}

HazardId Reader::weight(Section& at, std::string_view key)
{
    if (!at.has(key)) {
        return -1;
    }
    HazardSpec spec;
    spec.path = joined(at.path(), key);
    if (at.is_table(key)) {
        auto table = at.child(key);
        spec.rate = number(*table, "weight");
        by_severity(*table, Kind::value, spec);
        spec.ratios = ratios(*table, "ratio", Kind::value);
    } else {
        spec.rate = number(at, key);
    }
    return add(std::move(spec));
}

ChanceId Reader::chance(Section& at, std::string_view key)
{
    if (!at.has(key)) {
        return -1;
    }
    ChanceSpec spec;
    spec.path = joined(at.path(), key);
    if (at.is_table(key)) {
        auto table = at.child(key);
        spec.chance = required(*table, "chance");
        spec.ratios = ratios(*table, "ratio", Kind::value);
    } else {
        spec.chance = number(at, key);
    }
    model.chances.push_back(spec);
    return static_cast<ChanceId>(model.chances.size()) - 1;
}

ChanceId Reader::sure(const std::string& path, double value, const input::Spot& spot)
{
    ChanceSpec spec;
    spec.path = path;
    spec.chance = made(path, value, 0.0, 1.0, spot);
    model.chances.push_back(spec);
    return static_cast<ChanceId>(model.chances.size()) - 1;
}

} // namespace meam::reading
