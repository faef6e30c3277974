#include "experiments/language/values.hpp"

#include "sim/input/number.hpp"
#include "sim/input/units.hpp"

#include <algorithm>

namespace meam::language {
namespace {

bool can_hold(const Key& key, Holds what)
{
    return std::ranges::any_of(key.forms, [what](const Form& form) { return form.holds == what; });
}

/// A number of one of the measures that the key may hold, as --set takes it; "" where the text is none.
std::string number_text(const Key& key, const std::string& text)
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

/// The value that the description of a default names; "" where it is none.
std::string value_of_default(const Key& key)
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

bool default_is_value(const Key& key)
{
    return !value_of_default(key).empty();
}

std::string default_text(const Key& key)
{
    const auto value = value_of_default(key);
    return value.empty() ? key.absent : value;
}

} // namespace meam::language
