#include "experiments/schema/values.hpp"

#include "sim/input/number.hpp"
#include "sim/input/units.hpp"

#include <algorithm>
#include <stdexcept>

namespace meam::schema {
namespace {

bool can_hold(const Declaration& key, Holds what)
{
    return std::ranges::any_of(key.forms, [what](const Form& form) { return form.holds == what; });
}

/// A number of one of the measures that the key may hold, as --set takes it; "" where the text is none.
std::string number_text(const Declaration& key, const std::string& text)
{
    const auto number = input::worded(text);
    if (!number) {
        return "";
    }
    for (const auto& form : key.forms) {
        const auto dimension = form.measure.dimension;
        if (form.holds == Holds::number && number->unit.empty()) {
            return input::value_text(number->value, input::held_unit(dimension));
        }
        if (form.holds == Holds::number && input::factor_to_held(dimension, number->unit) != 0) {
            return "\"" + text + "\"";
        }
    }
    return "";
}

/// "false: several at once" -> "false"
std::string before_colon(const std::string& text)
{
    return text.substr(0, text.find(':'));
}

/// The value that the description of a default names; "" where it is none.
std::string value_of_default(const Declaration& key)
{
    for (const auto& form : key.forms) {
        if (form.holds == Holds::word && std::ranges::find(form.words, key.absent) != form.words.end()) {
            return "\"" + key.absent + "\"";
        }
        if (form.holds == Holds::flag && (key.absent == "true" || key.absent == "false")) {
            return key.absent;
        }
    }
    return number_text(key, key.absent);
}

} // namespace

std::string set_text(const std::string& path, const std::vector<input::Quantity>& numbers)
{
    const auto found = find(path);
    const bool flag = found && can_hold(*found->key, Holds::flag);
    const auto one = [flag](const input::Quantity& number) {
        return flag ? std::string(number.value != 0 ? "true" : "false") : input::value_text(number.value, number.unit);
    };
    if (numbers.size() == 1 && numbers.front().path == path) {
        return one(numbers.front());
    }
    std::string text;
    for (const auto& number : numbers) {
        text += (text.empty() ? "" : ", ") + one(number);
    }
    return "[" + text + "]";
}

bool default_is_value(const Declaration& key)
{
    return !value_of_default(key).empty();
}

std::string default_text(const Declaration& key)
{
    const auto value = value_of_default(key);
    return value.empty() ? key.absent : value;
}

std::string default_word(const Declaration& key)
{
    const auto lists = [&](const Form& form) {
        return form.holds == Holds::word && std::ranges::find(form.words, key.absent) != form.words.end();
    };
    return std::ranges::any_of(key.forms, lists) ? key.absent : std::string();
}

bool default_flag(const Declaration& key)
{
    const auto word = before_colon(key.absent);
    if (word != "true" && word != "false") {
        throw std::logic_error("`" + key.name + "` is declared without a default that is true or false");
    }
    return word == "true";
}

double default_at(std::string_view path)
{
    const auto found = find(path);
    if (!found) {
        throw std::logic_error("no experiment has `" + std::string(path) + "`");
    }
    return default_value(*found->key);
}

double default_value(const Declaration& key)
{
    if (const auto number = input::worded(before_colon(key.absent))) {
        for (const auto& form : key.forms) {
            const double factor =
                number->unit.empty() ? 1.0 : input::factor_to_held(form.measure.dimension, number->unit);
            if (form.holds == Holds::number && factor != 0) {
                return number->value * factor;
            }
        }
    }
    throw std::logic_error("`" + key.name + "` is declared without a default that is a number");
}

} // namespace meam::schema
