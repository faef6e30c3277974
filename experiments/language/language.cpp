#include "experiments/language/language.hpp"

#include "experiments/language/forms.hpp"
#include "sim/contracts.hpp"
#include "sim/input/path_parts.hpp"

#include <algorithm>

namespace meam::language {
namespace {

std::string_view unquoted(std::string_view part)
{
    const bool quoted = part.size() > 1 && (part.front() == '"' || part.front() == '\'');
    return quoted ? part.substr(1, part.size() - 2) : part;
}

const Key* key_of(const Shape& shape, std::string_view name)
{
    const auto found = std::ranges::find(shape.keys, name, &Key::name);
    return found != shape.keys.end() ? &*found : shape.others ? &*shape.others : nullptr;
}

bool holds(const Key& key, Holds what)
{
    return std::ranges::find(key.forms, what, &Form::holds) != key.forms.end();
}

bool is_index(std::string_view part)
{
    return !part.empty() && std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

std::vector<Key> with(std::vector<Key> keys, std::vector<Key> more)
{
    std::ranges::move(more, std::back_inserter(keys));
    return keys;
}

const std::vector<Shape>& shapes()
{
    static const auto all = [] {
        std::vector<Shape> list;
        for (auto part :
             {plan_shapes, rule_shapes, people_shapes, crisis_shapes, contact_shapes, service_shapes, policy_shapes}) {
            std::ranges::move(part(), std::back_inserter(list));
        }
        return list;
    }();
    return all;
}

const Shape& shape(std::string_view name)
{
    const auto found = std::ranges::find(shapes(), name, &Shape::name);
    MEAM_EXPECTS(found != shapes().end());
    return *found;
}

const Shape* table_of(const Key& key)
{
    for (const auto& form : key.forms) {
        if (form.holds == Holds::table || form.holds == Holds::tables) {
            return &shape(form.shape);
        }
    }
    return nullptr;
}

std::optional<Found> find(std::string_view path)
{
    const Shape* table = &shapes().front();
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

} // namespace meam::language
