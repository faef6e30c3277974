// Whom the service graph is asked about, as [pattern.X] says.

#include "experiments/reading/reader.hpp"

#include "models/services/graph/pattern.hpp"

namespace meam::reading {

void read_patterns(Reader& read, Section& root)
{
    for (auto& section : root.children("pattern")) {
        NeedPattern pattern;
        pattern.name = section.name();
        pattern.label = section.text("label", pattern.name);
        pattern.needs = read.need_levels(section, "needs");
        if (pattern.needs.empty() || !graph::possible(read.model, pattern.needs)) {
            section.mistake("E248", pattern.needs.empty() ? "" : "needs",
                            "nobody can be as `" + pattern.name + "` says",
                            "needs = { … } at severities 1 to 3 that one resident can have at once");
            continue;
        }
        read.model.patterns.push_back(std::move(pattern));
    }
}

} // namespace meam::reading
