// Covariates, needs, stocks.

#include "experiments/reading/reader.hpp"

#include "models/population/people.hpp"
#include "models/state/state.hpp"
#include "sim/draws.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace meam::reading {
namespace {

int add_covariate(Model& model, std::string name, std::vector<std::string> labels, int levels, int neutral = 0,
                  bool fixed = false)
{
    model.covariates.push_back({std::move(name), std::move(labels), levels, neutral, fixed});
    return static_cast<int>(model.covariates.size()) - 1;
}

constexpr std::size_t most_named_levels = 16; ///< states of a circumstance, age bands

int add_labelled(Model& model, std::string name, const std::vector<std::string>& labels, bool fixed)
{
    return add_covariate(model, std::move(name), labels, static_cast<int>(labels.size()), 0, fixed);
}

void too_many(Section& root, std::string_view key, std::size_t count, std::size_t most)
{
    if (count > most) {
        root.mistake("E204", key, std::to_string(count) + " tables of `" + std::string(key) + "`",
                     "at most " + std::to_string(most));
    }
}

/// What residents see of those whom they are tied to: needs and circumstances, which stand still between events.
void add_exposures(Model& model, Section& root)
{
    std::vector<std::string> known;
    for (const auto& need : model.needs) {
        known.push_back(need.name);
    }
    for (const auto& circumstance : model.circumstances) {
        known.push_back(circumstance.name);
    }
    for (auto& section : root.children("tie")) {
        Tie tie;
        tie.name = section.name();
        for (const auto& word : section.texts("sees")) {
            const int i = Names::index(known, word);
            if (i < 0) {
                section.unknown("E202", "sees", "need or circumstance", word, known);
                continue;
            }
            const auto c =
                static_cast<std::size_t>(i) - std::min<std::size_t>(static_cast<std::size_t>(i), model.needs.size());
            const bool is_need = static_cast<std::size_t>(i) < model.needs.size();
            const int of =
                is_need ? model.needs[static_cast<std::size_t>(i)].severity : model.circumstances[c].covariate;
            const auto seen = model.covariates[static_cast<std::size_t>(of)]; // a copy: another is added
            tie.sees.push_back(
                {of, add_covariate(model, tie.name + "." + word, seen.labels, seen.levels, 0, false), 0});
        }
        model.ties.push_back(std::move(tie));
    }
}

/// At a table of that name, of the user's own file where one is.
void named_twice(Section& root, const std::string& name)
{
    auto tables = {root.child("circumstance"), root.child("stock"), root.child("need"), root.child("tie")};
    auto at = root;
    for (const auto& table : tables) {
        const bool own = table && !table->spot(name).file.starts_with("library/");
        if (table && table->has(name) && (own || at.path().empty())) {
            at = *table;
        }
    }
    at.mistake("E206", at.path().empty() ? "tie" : name,
               "`" + name + "` is the name of two things that hazards may depend on",
               "another name for the need, stock or circumstance");
}

/// The bands of age and where they begin: those of adults, unless the file says others.
std::vector<std::string> read_ages(Model& model, Section& root)
{
    model.attributes.first_weeks = first_weeks_of(attributes::age_from);
    auto ages = root.child("ages");
    if (!ages) {
        return attributes::age;
    }
    std::vector<std::pair<int, std::string>> bands;
    for (const auto& name : ages->names()) {
        if (const auto from = ages->quantity(name)) {
            bands.emplace_back(static_cast<int>(from->value), name);
        }
    }
    std::ranges::sort(bands);
    const auto same = std::ranges::adjacent_find(bands, {}, &std::pair<int, std::string>::first);
    if (bands.empty() || bands.size() > most_named_levels || same != bands.end()) {
        ages->mistake("E233", same != bands.end() ? same->second : "",
                      same != bands.end() ? "two bands of age start at " + std::to_string(same->first)
                                          : std::to_string(bands.size()) + " bands of age",
                      fmt::format("1 to {} bands, each with its own first age", most_named_levels));
        return attributes::age;
    }
    std::vector<int> from;
    std::vector<std::string> labels;
    for (const auto& [age, name] : bands) {
        from.push_back(age);
        labels.push_back(name);
    }
    model.attributes.first_weeks = first_weeks_of(from);
    return labels;
}

} // namespace

void read_covariates(Reader& read, Section& root)
{
    auto& model = read.model;
    too_many(root, "need", read.names.needs.size(), most_needs);
    too_many(root, "stock", read.names.stocks.size(), most_stocks);
    too_many(root, "tie", read.names.ties.size(), most_ties);
    too_many(root, "circumstance", read.names.circumstances.size(), most_circumstances);
    model.attributes.sex = add_labelled(model, "sex", attributes::sex, true);
    model.attributes.age = add_labelled(model, "age", read_ages(model, root), true);
    model.attributes.deprivation = add_labelled(model, "deprivation", attributes::deprivation, true);
    model.attributes.aces = add_labelled(model, "aces", attributes::aces, true);
    if (const auto places = places_of(root); places.size() > 1) {
        model.attributes.where = add_labelled(model, "place", places, true);
    }
    model.attributes.frailty = add_covariate(model, "frailty", {}, frailty_levels, 0, true);
    const int counts = static_cast<int>(read.names.needs.size()) + 1;
    model.attributes.needs_count = add_covariate(model, "needs", {}, counts);
    model.attributes.untreated = add_covariate(model, "untreated", {}, counts);
    for (const auto& name : read.names.needs) {
        Need need;
        need.name = name;
        need.severity = add_covariate(model, name, {}, 4);
        need.ever = add_covariate(model, "ever." + name, {}, 2);
        need.treatment = add_labelled(model, "treatment." + name, treatment_labels, false);
        need.exit = add_labelled(model, "exit." + name, exit_labels, false);
        need.worsen_process = name_hash("need." + name + ".worsen");
        need.ease_process = name_hash("need." + name + ".ease");
        need.start_process = name_hash("person.need." + name);
        need.ever_process = name_hash("person.ever." + name);
        model.needs.push_back(need);
    }
    for (auto& stock_section : root.children("stock")) {
        Stock stock;
        stock.name = stock_section.name();
        stock.neutral = static_cast<int>(stock_section.value("neutral"));
        stock.covariate = add_covariate(model, stock.name, {}, 16, stock.neutral);
        stock.process = name_hash("stock." + stock.name);
        model.stocks.push_back(stock);
    }
    for (auto& section : root.children("circumstance")) {
        Circumstance circumstance;
        circumstance.name = section.name();
        circumstance.states = section.texts("states");
        auto sorted = circumstance.states;
        std::sort(sorted.begin(), sorted.end());
        if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
            section.mistake("E205", "states", "two states have one name", "each state once");
        }
        if (circumstance.states.empty() || circumstance.states.size() > most_named_levels) {
            section.mistake("E205", circumstance.states.empty() ? "" : "states", "a circumstance needs states",
                            fmt::format("states = [\"settled\", …], 1 to {} names", most_named_levels));
            circumstance.states.resize(1, section.text("default", "none"));
        }
        circumstance.covariate = add_labelled(model, circumstance.name, circumstance.states, false);
        model.circumstances.push_back(circumstance);
    }
    add_exposures(model, root);
    if (model.covariates.size() > most_covariates) {
        root.mistake(
            "E204", "",
            fmt::format("{} needs, stocks, circumstances and what is derived from them", model.covariates.size()),
            fmt::format("at most {}", most_covariates));
    }
    for (std::size_t i = 0; i < model.covariates.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (model.covariates[i].name == model.covariates[j].name) {
                named_twice(root, model.covariates[i].name);
            }
        }
    }
}

namespace {

/// What a person has had before is drawn last, but from nothing that only happens later.
void only_known_at_the_start(Reader& read, Section& start, const Need& need)
{
    const auto& model = read.model;
    const auto known = [&](int covariate) {
        return model.covariates[static_cast<std::size_t>(covariate)].fixed ||
               covariate == model.attributes.needs_count ||
               std::ranges::any_of(model.needs, [&](const Need& n) { return n.severity == covariate; }) ||
               std::ranges::any_of(model.circumstances,
                                   [&](const Circumstance& c) { return c.covariate == covariate; });
    };
    auto ratios = start.child("ever_ratio");
    for (const auto& ratio : need.start_ever_ratios) {
        if (!known(ratio.covariate)) {
            const auto& name = model.covariates[static_cast<std::size_t>(ratio.covariate)].name;
            ratios->mistake("E228", ratios->has(name) ? name : "",
                            "`" + name + "` is not known yet when residents are created",
                            "an attribute, a need, the number of `needs` or a circumstance");
        }
    }
}

ShareBySeverity shares_by_severity(Reader& read, Section& start)
{
    constexpr std::array levels{"emerging", "established", "acute"};
    ShareBySeverity shares;
    double sum = 0.0;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        shares[i] = read.number(start, levels[i], Kind::start);
        sum += shares[i].set() ? read.model.numbers.info(shares[i]).stated.value : 0.0;
    }
    if (sum > 1.000001) {
        start.mistake("E207", "", fmt::format("the shares sum to {:.4g}", sum), "1 at most together");
    }
    return shares;
}

/// Shares at the start of those at one level of an attribute, or in one state of a circumstance.
void read_start_by(Reader& read, Section& section, Need& need)
{
    auto by = section.child("start_by");
    if (!by) {
        return;
    }
    const auto& model = read.model;
    const auto names = by->names();
    const int covariate = names.size() == 1 ? read.covariate(*by, names.front()) : -1;
    auto levels = covariate >= 0 ? by->child(names.front()) : std::nullopt;
    const bool known =
        covariate >= 0 &&
        (model.covariates[static_cast<std::size_t>(covariate)].fixed ||
         std::ranges::any_of(model.circumstances, [&](const Circumstance& c) { return c.covariate == covariate; }));
    if (!levels || !known || covariate == model.attributes.frailty) {
        if (names.size() != 1 || (covariate >= 0 && levels)) {
            by->mistake("E228", names.size() == 1 ? names.front() : "",
                        "shares at the start may depend on one attribute or one circumstance",
                        "sex, age, deprivation, aces or a circumstance");
        }
        by->pass_over();
        return;
    }
    const auto& of = model.covariates[static_cast<std::size_t>(covariate)];
    need.start_by = covariate;
    need.start_at.resize(static_cast<std::size_t>(of.levels));
    for (const auto& label : levels->names()) {
        auto start = levels->child(label);
        if (const int level = Names::index(of.labels, label); level < 0) {
            levels->unknown("E203", label, "level of " + of.name, label, of.labels);
        } else if (start) {
            need.start_at[static_cast<std::size_t>(level)] = shares_by_severity(read, *start);
        }
    }
}

/// The attributes whose ratios a need states as marginal.
std::vector<int> marginal_attributes(Reader& read, Section& section)
{
    std::vector<int> result;
    for (const auto& name : section.texts_or_none("marginal")) {
        const int c = read.covariate(section, name);
        if (c >= 0 && !read.model.covariates[static_cast<std::size_t>(c)].fixed) {
            section.mistake("E209", "marginal", "`" + name + "` is not a fixed attribute",
                            "marginal ratios are solved for sex, age, deprivation and aces alone");
        } else if (c >= 0) {
            result.push_back(c);
        }
    }
    return result;
}

void read_off_circumstance(Reader& read, Section& section, Need& need)
{
    auto reads = *section.child("reads");
    need.circumstance = read.named(reads, "circumstance", "circumstance", read.names.circumstances);
    if (need.circumstance < 0) {
        return;
    }
    const auto& circumstance = read.model.circumstances[static_cast<std::size_t>(need.circumstance)];
    need.severity_of_state.assign(circumstance.states.size(), 0);
    for (const auto& key : reads.names()) {
        if (key == "circumstance") {
            continue;
        }
        const int state = Names::index(circumstance.states, key);
        const auto level = reads.quantity(key);
        if (state < 0) {
            reads.unknown("E203", key, "state of " + circumstance.name, key, circumstance.states);
        } else if (level) {
            need.severity_of_state[static_cast<std::size_t>(state)] = static_cast<std::uint8_t>(level->value);
        }
    }
}

/// Two or three hazards of one table that differ in their rate alone.
HazardId with_rate(Reader& read, const HazardSpec& common, Section& section, std::string_view rate_key)
{
    HazardSpec spec = common;
    spec.path = section.path() + "." + std::string(rate_key);
    spec.rate = read.number(section, rate_key);
    spec.weekly_chance = false;
    return spec.rate.set() ? read.add(spec) : -1;
}

void read_processes(Reader& read, Section& section, Need& need)
{
    const auto marginal = marginal_attributes(read, section);
    if (auto onset = section.child("onset")) {
        auto spec = read.hazard_spec(*onset, "rate", Kind::onset);
        spec.marginal_attributes = marginal;
        need.onset = read.add(spec);
        need.worsening[0] = need.onset;
    } else {
        section.mistake("E105", "", "`" + need.name + "` has no onset",
                        "a table [" + section.path() + ".onset] with a rate, or `reads`");
    }
    if (auto escalation = section.child("escalation")) {
        auto spec = read.hazard_spec(*escalation, "rate", Kind::value);
        need.worsening[2] = with_rate(read, spec, *escalation, "rate_to_acute");
        need.worsening[1] = spec.rate.set() ? read.add(spec) : -1;
    }
    if (auto easing = section.child("easing")) {
        auto spec = read.hazard_spec(*easing, "rate", Kind::value);
        need.easing[2] = with_rate(read, spec, *easing, "rate_from_established");
        need.easing[3] = with_rate(read, spec, *easing, "rate_from_acute");
        need.easing[1] = spec.rate.set() ? read.add(spec) : -1;
        need.cap = read.number(*easing, "cap");
    }
}

} // namespace

void read_needs(Reader& read, Section& root)
{
    for (auto& section : root.children("need")) {
        auto& need = read.model.needs[static_cast<std::size_t>(Names::index(read.names.needs, section.name()))];
        need.spot = section.spot();
        need.label = section.text("label", need.name);
        need.meam = section.flag("meam");
        if (auto cases = section.child("case")) {
            need.cases = {cases->text("emerging"), cases->text("established"), cases->text("acute")};
        } else {
            section.mistake("E210", "", "`" + need.name + "` has no case definitions",
                            "a table [" + section.path() + ".case] with emerging, established and acute in words");
        }
        if (auto start = section.child("start")) {
            need.start = shares_by_severity(read, *start);
            need.start_ever = read.number(*start, "ever", Kind::start);
            need.start_ever_ratios = read.ratios(*start, "ever_ratio", Kind::start);
            only_known_at_the_start(read, *start, need);
        }
        read_start_by(read, section, need);
        if (need.start_by >= 0 && section.has("reads")) {
            section.mistake("E228", "start_by",
                            "`" + need.name + "` follows a circumstance, whose start decides the start of the need",
                            "`start_by` of the circumstance");
        }
        if (section.has("reads") && !section.is_table("reads")) {
            section.mistake("E106", "reads", "`reads` is not a table",
                            "reads = { circumstance = \"home\", rough = 3 }");
        } else if (section.has("reads")) {
            read_off_circumstance(read, section, need);
        } else {
            read_processes(read, section, need);
        }
    }
}

void read_stocks(Reader& read, Section& root)
{
    std::size_t i = 0;
    for (auto& section : root.children("stock")) {
        auto& stock = read.model.stocks[i++];
        stock.label = section.text("label", stock.name);
        stock.block = section.choice("kind") == "block";
        if (section.is_table("norm")) {
            auto norm = section.child("norm");
            for (const auto& fifth : norm->names()) {
                const int d = Names::index(attributes::deprivation, fifth);
                if (d < 0) {
                    norm->unknown("E203", fifth, "deprivation fifth", fifth, attributes::deprivation);
                    norm->pass_over(fifth);
                } else {
                    stock.norm[static_cast<std::size_t>(d)] = read.number(*norm, fifth, Kind::onset);
                }
            }
        } else {
            stock.norm.fill(read.number(section, "norm", Kind::onset));
        }
        stock.drift = read.hazard(section, "drift");
    }
}

} // namespace meam::reading
