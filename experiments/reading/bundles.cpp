#include "experiments/reading/bundles.hpp"

#include <algorithm>
#include <fmt/ranges.h>

namespace meam::reading {

Bundles read_bundles(Section& root, const std::vector<std::string>& policies)
{
    Bundles bundles;
    for (auto& section : root.children("bundle")) {
        if (std::ranges::binary_search(policies, section.name())) {
            section.mistake("E326", {}, fmt::format("`{}` is a policy and a bundle", section.name()),
                            "another name for the bundle: scenarios list both by name");
        }
        auto& members = bundles[section.name()];
        for (const auto& name : section.texts("policies")) {
            if (std::ranges::binary_search(policies, name)) {
                members.push_back(name);
            } else {
                section.unknown("E312", "policies", "policy", name, policies);
            }
        }
        if (!section.has("policies")) {
            section.mistake("E105", {}, fmt::format("the bundle `{}` has no `policies`", section.name()),
                            R"(the policies that it stands for: policies = ["hub", "outreach"])");
        }
    }
    return bundles;
}

std::vector<std::string> policies_of(Section& scenario, const std::vector<std::string>& policies,
                                     const Bundles& bundles)
{
    std::vector<std::string> names;
    const auto add = [&](const std::string& listed, const std::vector<std::string>& brought) {
        std::vector<std::string> again;
        for (const auto& name : brought) {
            (std::ranges::find(names, name) == names.end() ? names : again).push_back(name);
        }
        if (!again.empty()) {
            scenario.mistake(
                "E118", "policies",
                bundles.contains(listed)
                    ? fmt::format("the bundle `{}` brings `{}` a second time", listed, fmt::join(again, "`, `"))
                    : fmt::format("`{}` is listed by itself and brought by a bundle", listed),
                "list each policy once, by its name or by one bundle");
        }
    };
    for (const auto& listed : scenario.texts_or_none("policies")) {
        if (const auto bundle = bundles.find(listed); bundle != bundles.end()) {
            add(listed, bundle->second);
        } else if (std::ranges::binary_search(policies, listed)) {
            add(listed, {listed});
        } else {
            auto known = policies;
            for (const auto& [name, members] : bundles) {
                known.push_back(name);
            }
            scenario.unknown("E312", "policies", "policy", listed, known);
        }
    }
    return names;
}

} // namespace meam::reading
