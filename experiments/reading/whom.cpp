#include "experiments/reading/whom.hpp"

#include <algorithm>

namespace meam::reading {
namespace {

/// What `whom` may name besides severities, which stand under `need`.
std::vector<std::string> conditions(const Model& model, Ranked ranked)
{
    std::vector<std::string> names{"need", "enrolled", "at", "not"};
    if (ranked == Ranked::yes) {
        names.emplace_back("top");
    }
    for (std::size_t c = 0; c < model.covariates.size(); ++c) {
        const bool severity =
            std::ranges::any_of(model.needs, [&](const Need& need) { return need.severity == static_cast<int>(c); });
        if (!severity && static_cast<int>(c) != model.attributes.frailty) {
            names.push_back(model.covariates[c].name);
        }
    }
    return names;
}

/// Levels with names: those listed, at least one.
std::vector<bool> named_levels(Section& whom, const std::string& key, const std::string& name,
                               const Covariate& covariate)
{
    std::vector<bool> levels(covariate.labels.size(), false);
    const auto words = whom.texts_or_none(key);
    if (words.empty() && whom.is_array(key)) {
        whom.mistake("E304", key, "`whom` reaches no resident", "at least one level of `" + name + "`");
    }
    for (const auto& word : words) {
        if (const int level = Names::index(covariate.labels, word); level >= 0) {
            levels[static_cast<std::size_t>(level)] = true;
        } else {
            whom.unknown("E203", key, "level of " + name, word, covariate.labels);
        }
    }
    return levels;
}

/// Levels by number: a number is that or more; a table says from where to where.
std::vector<bool> numbered_levels(Section& whom, const std::string& key, const Covariate& covariate)
{
    const auto stated = [&](Section& at, std::string_view of, int otherwise) {
        const auto number = at.quantity_up_to(of, covariate.levels - 1);
        return number ? static_cast<int>(number->value) : otherwise;
    };
    int from = 0, to = covariate.levels - 1;
    if (whom.is_table(key)) {
        auto range = whom.child(key);
        from = stated(*range, "at_least", from);
        to = stated(*range, "at_most", to);
    } else {
        from = stated(whom, key, from);
    }
    if (from > to) {
        whom.mistake("E304", key, "`whom` reaches no resident", "an `at_least` up to `at_most`");
    }
    std::vector<bool> levels(static_cast<std::size_t>(covariate.levels), false);
    for (int l = from; l <= to; ++l) {
        levels[static_cast<std::size_t>(l)] = true;
    }
    return levels;
}

/// @param name  of the covariate; `key` may be its last part alone, in a table of its first
void read_condition(Reader& read, Section& whom, const std::string& key, const std::string& name, Ranked ranked,
                    Reach& reach)
{
    const auto& all = read.model.covariates;
    const auto known = conditions(read.model, ranked);
    const auto it = std::ranges::find(all, name, &Covariate::name);
    if (it == all.end() || Names::index(known, name) < 0) {
        whom.unknown("E301", key, "reach", name, known);
        return;
    }
    const auto levels = it->labels.empty() ? numbered_levels(whom, key, *it) : named_levels(whom, key, name, *it);
    reach.levels.emplace_back(static_cast<int>(it - all.begin()), levels);
    reach.moves = reach.moves || !it->fixed;
}

Reach read_table(Reader& read, Section& whom, Ranked ranked);

/// Residents whom one of these selects are excluded.
std::vector<Reach> exceptions(Reader& read, Section& whom)
{
    std::vector<Reach> except;
    const auto add = [&](Section& other) {
        auto reach = read_table(read, other, Ranked::no);
        if (other.names().empty()) {
            other.mistake("E304", "", "`not` without a condition excludes every resident",
                          "a condition in `not`, such as { enrolled = \"gp\" }");
        }
        except.push_back(std::move(reach));
    };
    if (whom.is_table("not")) {
        auto other = whom.child("not");
        add(*other);
    } else {
        auto others = whom.each("not");
        if (others.empty() && whom.is_array("not")) {
            whom.mistake("E304", "not", "`not` is empty", "a condition in `not`, such as { enrolled = \"gp\" }");
        }
        for (auto& other : others) {
            add(other);
        }
    }
    return except;
}

Reach read_table(Reader& read, Section& whom, Ranked ranked)
{
    Reach reach;
    for (const auto& key : whom.names()) {
        if (key == "need") {
            reach.needs = read.need_levels(whom, "need");
        } else if (key == "top" && ranked == Ranked::yes) {
            const auto top = whom.quantity("top");
            reach.top = top ? static_cast<int>(top->value) : 1;
        } else if (key == "enrolled") {
            reach.enrolled = read.named(whom, "enrolled", "service", read.names.services);
        } else if (key == "at") {
            reach.at = read.named(whom, "at", "service", read.names.services);
        } else if (key == "not") {
            reach.except = exceptions(read, whom);
        } else if (const auto parts = read.second_parts(key); !parts.empty() && whom.is_table(key)) {
            auto of = whom.child(key);
            for (const auto& part : of->names()) {
                if (Names::index(parts, part) < 0) {
                    of->unknown("E201", part, read.kind_of_parts(key), part, parts);
                } else {
                    read_condition(read, *of, part, key + "." + part, ranked, reach);
                }
            }
        } else {
            read_condition(read, whom, key, key, ranked, reach);
        }
        reach.text += (reach.text.empty() ? "" : " and ") + key;
    }
    return reach;
}

} // namespace

Reach read_reach(Reader& read, Section& at, Ranked ranked, std::string_view key)
{
    if (auto whom = at.child(key)) {
        return read_table(read, *whom, ranked);
    }
    Reach everyone;
    everyone.text = "everyone";
    return everyone;
}

} // namespace meam::reading
