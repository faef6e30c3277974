#include "experiments/reading/names.hpp"

#include "sim/input/names.hpp"

#include <array>
#include <set>

namespace meam::reading {
namespace {

/// Names of the tables in a table: those that `children` reads, in the same order. A value among them has no name.
std::vector<std::string> names_in(Section& root, std::string_view table)
{
    std::vector<std::string> names;
    for (const auto& section : root.children(table)) {
        names.push_back(section.name());
    }
    return names;
}

/// Agencies that a table names, with the keys that name them: (table, key, name).
struct NamedAgency {
    Section at;
    std::string key, name;
};

void add_text(Section& at, const std::string& key, std::vector<NamedAgency>& agencies)
{
    if (auto name = at.text(key, ""); !name.empty()) {
        agencies.push_back({at, key, std::move(name)});
    }
}

/// Agencies that run, pay or are paid. The agency that pays for a policy or a payment has to be one of them.
std::vector<NamedAgency> agencies_in(Section& root)
{
    std::vector<NamedAgency> agencies;
    for (const char* table : {"channel", "crisis", "service"}) {
        for (auto& section : root.children(table)) {
            add_text(section, "agency", agencies);
            if (!section.declares("payer")) {
                continue;
            }
            if (!section.is_table("payer")) {
                add_text(section, "payer", agencies);
                continue;
            }
            auto payers = *section.child("payer");
            for (const auto& name : payers.names()) {
                agencies.push_back({payers, name, name});
            }
        }
    }
    for (auto& section : root.children("payment")) {
        add_text(section, "to", agencies);
    }
    return agencies;
}

void check(Section& at, std::string_view key, std::string_view name, std::string_view kind)
{
    if (!input::is_name(name)) {
        at.mistake("E215", key, "`" + std::string(name) + "` cannot be the name of " + std::string(kind),
                   input::name_rule(name));
    }
}

struct Table {
    std::string_view key, kind;
};

/// Tables whose entries have names that the user gives.
constexpr std::array<Table, 18> named_tables{{{"place", "a place"},
                                              {"need", "a need"},
                                              {"stock", "a stock"},
                                              {"circumstance", "a circumstance"},
                                              {"tie", "a tie"},
                                              {"crisis", "a crisis"},
                                              {"then", "a sequel"},
                                              {"channel", "a channel"},
                                              {"contact", "a purpose of contacts"},
                                              {"death", "a cause of death"},
                                              {"service", "a service"},
                                              {"payment", "a payment"},
                                              {"trigger", "a trigger"},
                                              {"measure", "a measure"},
                                              {"policy", "a policy"},
                                              {"bundle", "a bundle of policies"},
                                              {"pattern", "a pattern"},
                                              {"scenario", "a scenario"}}};

/// Words that stand for something else where names of needs, stocks, circumstances and ties may stand.
bool is_taken(std::string_view table, std::string_view name)
{
    static const std::set<std::string_view> conditions{"need",      "enrolled", "at",    "not",   "top",      "ever",
                                                       "treatment", "exit",     "place", "needs", "untreated"};
    const bool of_residents = table == "need" || table == "stock" || table == "circumstance" || table == "tie";
    return (of_residents && conditions.contains(name)) || (table == "service" && name == "community");
}

void check_parts(Section& section, std::string_view table)
{
    if (table == "circumstance") {
        for (const auto& state : section.texts("states")) {
            check(section, "states", state, "a state");
        }
    }
    if (table == "crisis") {
        for (auto& then : section.children("then")) {
            check(then, "", then.name(), "a consequence");
        }
        check(section, "one_a_week", section.text("one_a_week", "none"), "crises that exclude each other");
    }
}

} // namespace

Names gather_names(Section& root)
{
    Names names;
    names.needs = names_in(root, "need");
    names.stocks = names_in(root, "stock");
    names.circumstances = names_in(root, "circumstance");
    names.crises = names_in(root, "crisis");
    names.channels = names_in(root, "channel");
    names.purposes = names_in(root, "contact");
    names.ties = names_in(root, "tie");
    names.deaths = names_in(root, "death");
    names.services = names_in(root, "service");
    names.sequels = names_in(root, "then");
    names.policies = names_in(root, "policy");
    names.measures = names_in(root, "measure");
    names.triggers = names_in(root, "trigger");
    std::set<std::string> agencies;
    for (auto& agency : agencies_in(root)) {
        agencies.insert(agency.name);
    }
    names.agencies.assign(agencies.begin(), agencies.end());
    return names;
}

bool check_names(Section& root)
{
    bool apart = true;
    for (const auto& [table, kind] : named_tables) {
        for (auto& section : root.children(table)) {
            const auto name = section.name();
            check(section, "", name, kind);
            if (is_taken(table, name)) {
                section.mistake("E206", "",
                                "`" + name + "` has another meaning where the name of " + std::string(kind) +
                                    " is allowed",
                                "another name");
                apart = false;
            }
            check_parts(section, table);
        }
    }
    if (auto ages = root.child("ages")) {
        for (const auto& band : ages->names()) {
            check(*ages, band, band, "a band of age");
        }
    }
    for (auto& agency : agencies_in(root)) {
        check(agency.at, agency.key, agency.name, "an agency");
    }
    if (const auto name = root.text("name", ""); !name.empty() && !input::is_file_name(name)) {
        root.mistake("E215", "name", "`" + name + "` cannot be the name of an experiment",
                     input::name_rule(name) + "; it may have hyphens, and names the folder of its results");
    }
    return apart;
}

} // namespace meam::reading
