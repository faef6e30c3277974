// Circumstances: their states, how many start in which, how residents move between them, and which are elsewhere.

#include "experiments/reading/whom.hpp"

#include "sim/draws.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace meam::reading {
namespace {

/// Index of the state; a mistake and -1 when it is none.
int state_named(Section& at, const std::string& key, const Circumstance& circumstance, const std::string& word)
{
    const int s = Names::index(circumstance.states, word);
    if (s < 0) {
        at.unknown("E203", key, "state of " + circumstance.name, word, circumstance.states);
    }
    return s;
}

/// By state: whether the list names it.
std::vector<bool> states_named(Section& section, const std::string& key, const Circumstance& circumstance)
{
    std::vector<bool> named(circumstance.states.size(), false);
    for (const auto& word : section.texts_or_none(key)) {
        if (const int s = state_named(section, key, circumstance, word); s >= 0) {
            named[static_cast<std::size_t>(s)] = true;
        }
    }
    return named;
}

/// One circumstance says who lives in another place; no state there is custody, and the place itself is somewhere.
void check_elsewhere(Reader& read, Section& section, const Circumstance& circumstance)
{
    const auto any = [](const Circumstance& c) { return std::ranges::count(c.elsewhere, true) > 0; };
    for (std::size_t s = 0; s < circumstance.states.size(); ++s) {
        if (circumstance.elsewhere[s] && (circumstance.away[s] || static_cast<int>(s) == circumstance.normal)) {
            section.mistake("E229", "elsewhere",
                            "`" + circumstance.states[s] +
                                "` is the default state or a state in `away`, and cannot be in `elsewhere` too",
                            "a state of its own for those who have moved away");
        }
    }
    const auto others = std::ranges::count_if(read.model.circumstances, any);
    if (any(circumstance) && others > 1) {
        section.mistake("E229", "elsewhere", "another circumstance has `elsewhere` too",
                        "`elsewhere` in one circumstance alone");
    }
}

std::vector<Number> shares_by_state(Reader& read, Section& start, const Circumstance& circumstance)
{
    std::vector<Number> shares(circumstance.states.size());
    double sum = 0.0;
    for (const auto& word : start.names()) {
        const auto n = read.number(start, word, Kind::start);
        const int s = state_named(start, word, circumstance, word);
        if (s >= 0 && n.set()) {
            shares[static_cast<std::size_t>(s)] = n;
            sum += read.model.numbers.info(n).stated.value;
        }
    }
    if (sum > 1.000001) {
        start.mistake("E207", "", fmt::format("the shares sum to {:.4g}", sum),
                      "1 at most together; the rest are " +
                          circumstance.states[static_cast<std::size_t>(circumstance.normal)]);
    }
    return shares;
}

/// Shares at the start that go by an attribute.
void read_start_by(Reader& read, Section& section, Circumstance& circumstance)
{
    auto by = section.child("start_by");
    if (!by) {
        return;
    }
    const auto names = by->names();
    if (names.size() != 1) {
        by->mistake("E228", "", "shares at the start go by one attribute, not by " + std::to_string(names.size()),
                    "one table, such as [" + by->path() + ".age.a65_plus]");
        by->pass_over();
        return;
    }
    const int attribute = read.covariate(*by, names.front());
    auto levels = by->child(names.front());
    if (attribute < 0 || !levels) {
        by->pass_over();
        return;
    }
    const auto& covariate = read.model.covariates[static_cast<std::size_t>(attribute)];
    const auto* const end = &circumstance; // circumstances are drawn in the order of their names
    const bool drawn_before = std::any_of(static_cast<const Circumstance*>(read.model.circumstances.data()), end,
                                          [&](const Circumstance& earlier) { return earlier.covariate == attribute; });
    if (!covariate.fixed && !drawn_before) {
        by->mistake("E228", names.front(),
                    "`" + covariate.name + "` is drawn after `" + circumstance.name +
                        "`, which therefore cannot depend on it",
                    "sex, age, deprivation, aces, or a circumstance that comes before it by name");
        levels->pass_over();
        return;
    }
    circumstance.start_by = attribute;
    circumstance.start_at.resize(static_cast<std::size_t>(covariate.levels));
    for (const auto& label : levels->names()) {
        auto start = levels->child(label);
        if (const int level = Names::index(covariate.labels, label); level < 0) {
            levels->unknown("E203", label, "level of " + covariate.name, label, covariate.labels);
        } else if (start) {
            circumstance.start_at[static_cast<std::size_t>(level)] = shares_by_state(read, *start, circumstance);
        }
    }
}

/// Residents who are in a state when the place begins, so many of those meant, by lot.
void read_groups(Reader& read, Section& section, Circumstance& circumstance)
{
    auto groups = section.child("start_exactly");
    for (const auto& word : groups ? groups->names() : std::vector<std::string>{}) {
        const int state = state_named(*groups, word, circumstance, word);
        auto group = groups->child(word);
        if (!group) {
            continue;
        }
        read.counts_at_start.push_back(*group);
        const auto residents = read.required(*group, "residents", Kind::start);
        const auto whom = read_reach(read, *group, Ranked::no);
        if (!whom.fixed() || std::ranges::any_of(whom.levels, [&](const auto& of) {
                return of.first == read.model.attributes.frailty;
            })) {
            group->mistake("E228", "whom", "residents for `start_exactly` are chosen by attributes alone",
                           "whom = { sex = [\"female\"], age = [\"a25_34\"] }, by sex, age, deprivation and aces");
        }
        if (state >= 0) {
            circumstance.groups.push_back({state, residents, whom, name_hash(group->path())});
        }
    }
}

} // namespace

void read_circumstances(Reader& read, Section& root)
{
    std::size_t i = 0;
    for (auto& section : root.children("circumstance")) {
        auto& circumstance = read.model.circumstances[i++];
        circumstance.label = section.text("label", circumstance.name);
        circumstance.start_process = name_hash("person.circumstance." + circumstance.name);
        circumstance.normal = std::max(0, state_named(section, "default", circumstance, section.text("default")));
        circumstance.away = states_named(section, "away", circumstance);
        circumstance.elsewhere = states_named(section, "elsewhere", circumstance);
        check_elsewhere(read, section, circumstance);
        circumstance.start.resize(circumstance.states.size());
        if (auto start = section.child("start")) {
            circumstance.start = shares_by_state(read, *start, circumstance);
        }
        read_start_by(read, section, circumstance);
        read_groups(read, section, circumstance);
        auto moves = section.child("move");
        for (const auto& from : moves ? moves->names() : std::vector<std::string>{}) {
            const int f = state_named(*moves, from, circumstance, from);
            auto targets = moves->child(from);
            for (const auto& to : targets ? targets->names() : std::vector<std::string>{}) {
                const int t = state_named(*targets, to, circumstance, to);
                if (f >= 0 && t >= 0) {
                    circumstance.moves.push_back({f, t, read.hazard(*targets, to),
                                                  name_hash("move." + circumstance.name + "." + from + "." + to)});
                }
            }
        }
    }
}

} // namespace meam::reading
