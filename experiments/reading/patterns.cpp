// Whom the service graph is asked about, as [pattern.X] says.

#include "experiments/reading/reader.hpp"

#include "models/network/pattern.hpp"

namespace meam::reading {
namespace {

/// Attributes and circumstances, each at one of its levels.
std::vector<std::pair<int, int>> read_as(Reader& read, Section& section)
{
    std::vector<std::pair<int, int>> given;
    auto as = section.child("as");
    for (const auto& name : as ? as->names() : std::vector<std::string>{}) {
        const int covariate = read.covariate(*as, name);
        if (covariate < 0) {
            continue;
        }
        if (!graph::may_be_given(read.model, covariate)) {
            as->mistake("E248", name, "a pattern cannot state `" + name + "`",
                        "sex, age, deprivation, aces or a circumstance; needs under `needs`");
            as->pass_over(name);
            continue;
        }
        const auto& of = read.model.covariates[static_cast<std::size_t>(covariate)];
        if (const int level = read.named(*as, name, "level of " + name, of.labels); level >= 0) {
            given.emplace_back(covariate, level);
        }
    }
    return given;
}

} // namespace

void read_patterns(Reader& read, Section& root)
{
    for (auto& section : root.children("pattern")) {
        NeedPattern pattern;
        pattern.name = section.name();
        pattern.label = section.text("label", pattern.name);
        pattern.needs = read.need_levels(section, "needs");
        pattern.as = read_as(read, section);
        if (pattern.needs.empty() ||
            !graph::possible(read.model, {pattern.name, pattern.label, pattern.needs, pattern.as})) {
            section.mistake(
                "E248", pattern.needs.empty() ? "" : "needs", "no resident can match pattern `" + pattern.name + "`",
                "needs = { … } at severities 1 to 3 that one resident can have at once, in the circumstances "
                "that `as` gives");
            continue;
        }
        read.model.patterns.push_back(std::move(pattern));
    }
}

} // namespace meam::reading
