#include "experiments/cli/verb.hpp"

#include "sim/input/tree.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace meam::cli {

const Parameter* Verb::option(const std::string& called) const
{
    for (const auto& parameter : parameters) {
        if (!parameter.positional && std::ranges::find(parameter.names, called) != parameter.names.end()) {
            return &parameter;
        }
    }
    return nullptr;
}

const Parameter* Verb::parameter(const std::string& called) const
{
    const auto found = std::ranges::find_if(parameters, [&](const Parameter& known) { return known.name() == called; });
    return found == parameters.end() ? nullptr : &*found;
}

std::vector<const Parameter*> Verb::positionals() const
{
    std::vector<const Parameter*> found;
    for (const auto& parameter : parameters) {
        if (parameter.positional) {
            found.push_back(&parameter);
        }
    }
    return found;
}

std::vector<std::string> Verb::option_names() const
{
    std::vector<std::string> names;
    for (const auto& parameter : parameters) {
        if (!parameter.positional && !parameter.name().starts_with("--help")) {
            names.push_back(parameter.name());
        }
    }
    return names;
}

const Verb* verb_named(const std::vector<Verb>& verbs, const std::string& name)
{
    const auto found = std::ranges::find(verbs, name, &Verb::name);
    return found == verbs.end() ? nullptr : &*found;
}

std::vector<std::string> verb_names(const std::vector<Verb>& verbs)
{
    std::vector<std::string> names;
    std::ranges::transform(verbs, std::back_inserter(names), &Verb::name);
    return names;
}

std::string allowed(const Parameter& parameter)
{
    if (parameter.range) {
        return fmt::format("a whole number, {:.0f} to {:.0f}", parameter.range->first, parameter.range->second);
    }
    return input::one_of(parameter.words);
}

} // namespace meam::cli
