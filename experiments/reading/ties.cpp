// Ties between residents.

#include "experiments/reading/whom.hpp"

#include "sim/draws.hpp"

namespace meam::reading {

void read_ties(Reader& read, Section& root)
{
    std::size_t i = 0;
    for (auto& section : root.children("tie")) {
        auto& tie = read.model.ties[i++];
        tie.label = section.text("label", tie.name);
        tie.process = name_hash("tie." + tie.name);
        tie.share = read.required(section, "share", Kind::start);
        for (const auto& [key, reach] : {std::pair{"first", &tie.first}, std::pair{"second", &tie.second}}) {
            if (!section.has(key)) {
                section.mistake("E105", key,
                                "this tie has no `" + std::string(key) + "`: the residents who may be one of a pair",
                                std::string(key) + " = { sex = [\"female\"] }");
            }
            *reach = read_reach(read, section, Ranked::no, key);
        }
        if (!section.has("sees")) {
            section.mistake("E105", "sees", "this tie has no effect: it has no `sees`", "sees = [\"<need>\"]");
        }
        for (auto& exposure : tie.sees) {
            for (const auto& circumstance : read.model.circumstances) {
                exposure.alone = circumstance.covariate == exposure.of ? circumstance.normal : exposure.alone;
            }
        }
    }
}

} // namespace meam::reading
