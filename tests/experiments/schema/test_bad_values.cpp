// Every key of the declared language, given values that it cannot hold: each is refused where it stands.

#include "experiments/schema/schema.hpp"

#include "tests/support/sound_model.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

using namespace meam;
using schema::Declaration;
using schema::Form;
using schema::Holds;
using schema::Table;

namespace {

/// A place in an experiment file where a key may stand: `before` key = value `after`.
struct Site {
    const Declaration* key;
    std::string before, after;
};

/// A name of the sound model for each kind of name; a new one elsewhere.
std::string name_for(const std::string& kind)
{
    static const std::map<std::string, std::string> names{
        {"<need>", "debt"},         {"<service>", "clinic"}, {"<stock>", "trust"},      {"<circumstance>", "home"},
        {"<crisis>", "call"},       {"<place>", "hamlet"},   {"<policy>", "relief"},    {"<scenario>", "relieved"},
        {"<covariate>", "illness"}, {"<state>", "sofa"},     {"<event>", "missed"},     {"<attribute>", "sex"},
        {"<agency>", "nhs"},        {"<to>", "house"},       {"<band>", "a35_49"},      {"<name>", "call"},
        {"<level>", "female"},      {"<from>", "sofa"},      {"<purpose>", "distress"}, {"<channel>", "nobody"}};
    const auto found = names.find(kind);
    return found == names.end() ? "fresh" : found->second;
}

/// What a change needs besides the key in question.
std::string rest_of_change(const std::string& key)
{
    std::string rest;
    for (const auto& [other, value] : {std::pair{"channel", "\"prevention\""},
                                       std::pair{"scale", "\"need.debt.onset.rate\""}, std::pair{"amount", "0.7"}}) {
        rest += key == other ? "" : fmt::format(", {} = {}", other, value);
    }
    return rest;
}

class Sites {
public:
    Sites() { below(schema::all_tables().front(), "", "", {}); }

    [[nodiscard]] const std::vector<Site>& all() const { return sites_; }

private:
    /// Every key of a shape once, wherever it is met first; tables in tables as long as none holds itself.
    void below(const Table& shape, const std::string& before, const std::string& after, std::set<std::string> above)
    {
        if (!above.insert(shape.name).second || !seen_.insert(shape.name).second) {
            return;
        }
        for (const auto& key : shape.keys) {
            add(shape, key, key.name, before, after, above);
        }
        if (shape.others) {
            const bool edge = shape.name == "edges" || shape.name == "edges_from";
            add(shape, *shape.others, edge ? shape.name == "edges" ? "desk" : "advice" : name_for(shape.others->name),
                before, after, above);
        }
    }

    void add(const Table& shape, const Declaration& key, const std::string& name, const std::string& before,
             const std::string& after, const std::set<std::string>& above)
    {
        const auto rest = shape.name == "change" ? rest_of_change(name) : "";
        sites_.push_back({&key, before + name, rest + after});
        for (const auto& form : key.forms) {
            if (form.holds == Holds::table) {
                below(schema::table_named(form.table), before + name + ".", rest + after, above);
            } else if (form.holds == Holds::tables) {
                below(schema::table_named(form.table), before + name + " = [{ ", " }]" + rest + after, above);
            }
        }
    }

    std::set<std::string> seen_;
    std::vector<Site> sites_;
};

const std::vector<Site>& sites()
{
    static const Sites all;
    return all.all();
}

std::string line(const Site& site, const std::string& value)
{
    return site.before + " = " + value + site.after + "\n";
}

bool holds(const Declaration& key, Holds what)
{
    return std::ranges::any_of(key.forms, [&](const Form& form) { return form.holds == what; });
}

/// A number in its held unit, written as that measure has to be.
std::string written(const input::Measure& measure, double value)
{
    const auto unit = input::may_be_bare(measure.dimension)
                          ? std::string()
                          : fmt::format(", unit = \"{}\"", input::held_unit(measure.dimension));
    return fmt::format("{{ value = {:.17g}{} }}", value, unit);
}

/// Values that no number of this measure can have.
std::vector<std::string> bad_numbers(const input::Measure& measure)
{
    std::vector<std::string> bad{"\"high\"",
                                 "\"7\"",
                                 "true",
                                 "1979-05-27",
                                 written(measure, std::nan("")),
                                 written(measure, HUGE_VAL),
                                 written(measure, measure.low - std::max(1.0, std::fabs(measure.low))),
                                 written(measure, measure.high + std::max(1.0, std::fabs(measure.high)))};
    if (measure.whole) {
        bad.push_back(written(measure, std::min(measure.low + 0.5, measure.high)));
    }
    return bad;
}

/// Every `step`-th check of all there are.
class Checks {
public:
    explicit Checks(std::size_t step) : step_(step) {}

    void refused(const std::string& lines)
    {
        if (count_++ % step_ == 0) {
            INFO(lines);
            CHECK_FALSE(tests::codes_with(lines).empty());
        }
    }
    [[nodiscard]] std::size_t count() const { return count_; }

private:
    std::size_t step_;
    std::size_t count_ = 0;
};

void check_numbers(Checks& checks)
{
    for (const auto& site : sites()) {
        const auto& forms = site.key->forms;
        const auto number = std::ranges::find(forms, Holds::number, &Form::holds);
        if (number == forms.end() || holds(*site.key, Holds::text)) {
            continue;
        }
        for (const auto& bad : bad_numbers(number->measure)) {
            checks.refused(line(site, bad));
        }
    }
}

void check_texts(Checks& checks)
{
    static const std::set<std::string> may_be_empty{"policies", "first_looks", "away", "elsewhere", "marginal"};
    for (const auto& site : sites()) {
        const bool list = holds(*site.key, Holds::texts);
        if (list || holds(*site.key, Holds::text) || holds(*site.key, Holds::word)) {
            for (const auto* bad :
                 {"\"\"", "\"  \"", "\"a\\nb\"", "\"a\\u0000\"", "\"\\u001b[31m\"", "\"\\u009b\"", "3", "true"}) {
                checks.refused(line(site, list ? "[" + std::string(bad) + "]" : bad));
            }
        }
        if (list) {
            checks.refused(line(site, "[\"fresh\", \"fresh\"]"));
            if (!may_be_empty.contains(site.key->name)) {
                checks.refused(line(site, "[]"));
            }
        }
        if (holds(*site.key, Holds::word)) {
            checks.refused(line(site, "\"no_such_word\""));
        }
        if (holds(*site.key, Holds::flag)) {
            for (const auto* bad : {"\"true\"", "1", "[true]"}) {
                checks.refused(line(site, bad));
            }
        }
    }
}

} // namespace

TEST_CASE("numbers that no key can hold are refused, here and there in the language", "[experiments]")
{
    Checks checks(29);
    check_numbers(checks);
    CHECK(checks.count() > 1000);
}

TEST_CASE("texts that no key can hold are refused, here and there in the language", "[experiments]")
{
    Checks checks(13);
    check_texts(checks);
    CHECK(checks.count() > 500);
}

TEST_CASE("values that no key can hold are refused everywhere in the language", "[experiments][slow]")
{
    Checks checks(1);
    check_numbers(checks);
    check_texts(checks);
}

TEST_CASE("every number of the language has limits", "[experiments]")
{
    for (const auto& shape : schema::all_tables()) {
        for (const auto& key : shape.keys) {
            for (const auto& form : key.forms) {
                if (form.holds == Holds::number || form.holds == Holds::numbers) {
                    INFO(shape.name << "." << key.name);
                    CHECK(form.measure.low > -input::beyond_all);
                    CHECK(form.measure.high < input::beyond_all * 10);
                }
            }
        }
    }
}

TEST_CASE("what cannot be a name is refused wherever a name is given", "[experiments]")
{
    const std::vector<std::string> names{
        "",           "a b",         "x/y",  "nhs=b", "A",    "a.b", "\\n", "\\u0000x",
        "\\u001b[0m", "\\u202Eevil", "note", "value", "unit", "é",   "-",   std::string(65, 'a')};
    for (const auto& name : names) {
        INFO(name);
        const auto refused = [&](const std::string& lines) {
            INFO(lines);
            CHECK_FALSE(tests::codes_with(lines).empty());
        };
        for (const auto* table :
             {"place", "need", "stock", "circumstance", "tie", "crisis", "then", "channel", "contact", "death",
              "service", "payment", "trigger", "measure", "policy", "bundle", "pattern", "scenario"}) {
            refused(fmt::format("[{}.\"{}\"]\nabout = \"x\"\n", table, name));
        }
        refused(fmt::format("[ages]\n\"{}\" = 3\n", name));
        refused(fmt::format("[crisis.call.then.\"{}\"]\nchance = 1\nworsen = \"debt\"\n", name));
        refused(fmt::format("[service.clinic]\nagency = \"{}\"\n", name));
        refused(fmt::format("[service.clinic]\npayer = \"{}\"\n", name));
        refused(fmt::format("[service.clinic.payer]\n\"{}\" = 1\n", name));
        refused(fmt::format("[crisis.call]\nagency = \"{}\"\n", name));
        refused(fmt::format("[crisis.call]\none_a_week = \"{}\"\n", name));
        refused(fmt::format("[circumstance.work]\nstates = [\"in\", \"{}\"]\ndefault = \"in\"\n", name));
        if (name != "-") { // it may name a folder
            refused(fmt::format("name = \"{}\"\n", name));
        }
    }
}
