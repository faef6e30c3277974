#include "experiments/schema/section.hpp"

#include "experiments/schema/values.hpp"

#include <algorithm>
#include <stdexcept>

namespace meam::schema {
namespace {

[[noreturn]] void fail(const Table& table, std::string_view key, const std::string& why)
{
    throw std::logic_error("the loader reads `" + std::string(key) + "` of table `" + table.name + "`, which " + why);
}

std::vector<Section> with_table(std::vector<input::Section> sections, const Table& table)
{
    std::vector<Section> result;
    for (auto& section : sections) {
        result.emplace_back(std::move(section), table);
    }
    return result;
}

} // namespace

const Declaration& Section::key(std::string_view name) const
{
    const auto* const found = declaration(*table_, name);
    if (found == nullptr) {
        fail(*table_, name, "is not declared");
    }
    return *found;
}

const Form& Section::form(std::string_view name, Holds holds) const
{
    const auto& forms = key(name).forms;
    const auto found = std::ranges::find(forms, holds, &Form::holds);
    if (found == forms.end()) {
        fail(*table_, name, "is declared as something else");
    }
    return *found;
}

const Table& Section::table_at(std::string_view name) const
{
    const auto* const table = table_of(key(name));
    if (table == nullptr) {
        fail(*table_, name, "is not declared as a table");
    }
    return *table;
}

bool Section::has(std::string_view name) const
{
    (void)key(name);
    return input::Section::has(name);
}

bool Section::is_table(std::string_view name) const
{
    (void)key(name);
    return input::Section::is_table(name);
}

bool Section::is_array(std::string_view name) const
{
    (void)key(name);
    return input::Section::is_array(name);
}

bool Section::has_undeclared(std::string_view name)
{
    const bool there = input::Section::has(name);
    if (there) {
        input::Section::pass_over(name);
    }
    return there;
}

std::string Section::text(std::string_view name)
{
    (void)key(name);
    return input::Section::text(name);
}

std::string Section::text(std::string_view name, std::string_view fallback)
{
    (void)key(name);
    return input::Section::text(name, fallback);
}

std::string Section::text_or_default(std::string_view name)
{
    return input::Section::text(name, key(name).absent);
}

std::string Section::choice(std::string_view name)
{
    return input::Section::choice(name, form(name, Holds::word).words, default_word(key(name)));
}

const std::vector<std::string>& Section::words(std::string_view name) const
{
    const auto& forms = key(name).forms;
    const auto found = std::ranges::find_if(forms, [](const Form& form) { return !form.words.empty(); });
    if (found == forms.end()) {
        fail(*table_, name, "is declared without words");
    }
    return found->words;
}

bool Section::flag(std::string_view name)
{
    (void)form(name, Holds::flag);
    return input::Section::flag(name, default_flag(key(name)));
}

std::vector<std::string> Section::texts(std::string_view name)
{
    (void)form(name, Holds::texts);
    return input::Section::texts(name);
}

std::vector<std::string> Section::texts_or_none(std::string_view name)
{
    (void)form(name, Holds::texts);
    return input::Section::texts_or_none(name);
}

std::optional<Section> Section::child(std::string_view name)
{
    const auto& table = table_at(name);
    auto section = input::Section::child(name);
    return section ? std::optional<Section>(Section(std::move(*section), table)) : std::nullopt;
}

std::vector<Section> Section::children(std::string_view name)
{
    const auto& table = table_at(name);
    if (!table.others || table_of(*table.others) == nullptr) {
        fail(*table_, name, "is not declared as a table of named tables");
    }
    return with_table(input::Section::children(name), *table_of(*table.others));
}

std::vector<Section> Section::each(std::string_view name)
{
    return with_table(input::Section::each(name), table_named(form(name, Holds::tables).table));
}

bool Section::holds_number(std::string_view name) const
{
    return std::ranges::find(key(name).forms, Holds::number, &Form::holds) != key(name).forms.end();
}

const input::Measure& Section::measure(std::string_view name) const
{
    const auto* const measure = measure_of(key(name));
    if (measure == nullptr) {
        fail(*table_, name, "is not declared as a number");
    }
    return *measure;
}

std::optional<input::Quantity> Section::quantity(std::string_view name)
{
    return input::Section::quantity(name, form(name, Holds::number).measure);
}

std::optional<input::Quantity> Section::required(std::string_view name)
{
    return input::Section::required(name, form(name, Holds::number).measure);
}

std::vector<input::Quantity> Section::quantities(std::string_view name, std::size_t count)
{
    const auto& numbers = form(name, Holds::numbers);
    return input::Section::quantities(name, numbers.measure, numbers.count > 0 ? numbers.count : count);
}

double Section::value(std::string_view name)
{
    const auto stated = quantity(name);
    return stated ? stated->value : default_value(key(name));
}

std::optional<input::Quantity> Section::quantity_up_to(std::string_view name, double highest)
{
    auto measure = form(name, Holds::number).measure;
    measure.high = std::min(measure.high, highest);
    return input::Section::quantity(name, measure);
}

std::optional<input::Quantity> Section::amount(std::string_view name, const input::Measure& measure)
{
    (void)form(name, Holds::amount);
    return input::Section::required(name, measure);
}

std::optional<input::Quantity> Section::amount_or_none(std::string_view name, const input::Measure& measure)
{
    (void)form(name, Holds::amount);
    return input::Section::quantity(name, measure);
}

std::vector<input::Quantity> Section::amounts(std::string_view name, const input::Measure& measure)
{
    (void)form(name, Holds::amounts);
    return input::Section::quantities(name, measure);
}

} // namespace meam::schema
