#include "experiments/schema/schema.hpp"

#include "experiments/schema/declare.hpp"
#include "sim/contracts.hpp"
#include "sim/input/path_parts.hpp"

#include <algorithm>

namespace meam::schema {
namespace {

std::string_view unquoted(std::string_view part)
{
    const bool quoted = part.size() > 1 && (part.front() == '"' || part.front() == '\'');
    return quoted ? part.substr(1, part.size() - 2) : part;
}

const Declaration* key_of(const Table& table, std::string_view name)
{
    const auto found = std::ranges::find(table.keys, name, &Declaration::name);
    return found != table.keys.end() ? &*found : table.others ? &*table.others : nullptr;
}

bool holds(const Declaration& key, Holds what)
{
    return std::ranges::find(key.forms, what, &Form::holds) != key.forms.end();
}

bool is_index(std::string_view part)
{
    return !part.empty() && std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

std::vector<Declaration> with(std::vector<Declaration> keys, std::vector<Declaration> more)
{
    std::ranges::move(more, std::back_inserter(keys));
    return keys;
}

const std::vector<Table>& all_tables()
{
    static const auto all = [] {
        std::vector<Table> list;
        for (auto part : {plan_tables, rule_tables, people_tables, crisis_tables, contact_tables, service_tables,
                          policy_tables, design_tables}) {
            std::ranges::move(part(), std::back_inserter(list));
        }
        return list;
    }();
    return all;
}

const Table& table_named(std::string_view name)
{
    const auto found = std::ranges::find(all_tables(), name, &Table::name);
    MEAM_EXPECTS(found != all_tables().end());
    return *found;
}

const input::Measure* measure_of(const Declaration& key)
{
    const auto found = std::ranges::find_if(
        key.forms, [](const Form& form) { return form.holds == Holds::number || form.holds == Holds::numbers; });
    return found == key.forms.end() ? nullptr : &found->measure;
}

const Table* table_of(const Declaration& key)
{
    for (const auto& form : key.forms) {
        if (form.holds == Holds::table || form.holds == Holds::tables) {
            return &table_named(form.table);
        }
    }
    return nullptr;
}

const std::vector<Declaration>& common_keys()
{
    static const std::vector<Declaration> keys{
        {"about", {text()}, "a sentence that `meamsim explain` prints", "none"},
        {"label", {text()}, "the name in tables and reports", "the name of the table"},
    };
    return keys;
}

const Declaration* declaration(const Table& table, std::string_view name)
{
    const auto common = std::ranges::find(common_keys(), name, &Declaration::name);
    return common != common_keys().end() ? &*common : key_of(table, name);
}

std::optional<Found> find(std::string_view path)
{
    const Table* table = &all_tables().front();
    std::optional<Found> found;
    for (const auto part : input::path_parts(path)) {
        if (part.empty()) {
            return std::nullopt;
        }
        if (found && is_index(part) && (holds(*found->key, Holds::numbers) || holds(*found->key, Holds::tables))) {
            continue; // an element: `table` is already what one of them is
        }
        const auto* key = table == nullptr ? nullptr : key_of(*table, unquoted(part));
        if (key == nullptr) {
            return std::nullopt;
        }
        found = Found{table, key};
        table = table_of(*key);
    }
    return found;
}

} // namespace meam::schema
