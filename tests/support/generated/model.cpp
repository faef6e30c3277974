#include "tests/support/generated/parts.hpp"

#include <algorithm>
#include <numeric>

namespace meam::tests {

std::string text_of(const Pieces& pieces)
{
    return std::accumulate(pieces.begin(), pieces.end(), std::string{});
}

std::string reversed_text_of(const Pieces& pieces)
{
    auto backwards = pieces;
    std::reverse(backwards.begin() + 1, backwards.end());
    return text_of(backwards);
}

Experiment generated_experiment(const std::string& text)
{
    return load_experiment(input::Document::from_text(text, "generated.toml", {}));
}

Pieces generated_model(std::uint64_t seed)
{
    Dice dice(seed);
    const auto names = generated_vocabulary(dice);
    Words words(dice, names);
    const Week warm_up = dice.between(4, 20), horizon = dice.between(12, 40);
    Pieces pieces{"name = \"generated\"\nquestion = \"Do all ways of running agree?\"\nseed = " + std::to_string(seed) +
                  "\nhorizon = \"" + std::to_string(horizon) + " weeks\"\nwarm_up = { exactly = \"" +
                  std::to_string(warm_up) + " weeks\" }\nreplicates = { at_least = 2, at_most = 2 }\n" +
                  "baseline = \"plain\"\n"};
    if (!names.places.empty()) {
        pieces.front() += "places = " + Words::list(names.places) + "\n";
    }
    if (dice.chance(0.2)) {
        pieces.front() += "written_for = " + (names.places.empty() ? "[\"town\"]" : Words::list(names.places)) + "\n";
    }
    add_people(words, pieces);
    add_events(words, pieces);
    add_services(words, pieces);
    pieces.push_back("[scenario.plain]\npolicies = []\n");
    try {
        const auto without_policies = generated_experiment(text_of(pieces));
        add_policies(words, without_policies.model, horizon, pieces);
        if (dice.chance(0.3)) {
            add_design(words, without_policies.model, pieces);
        }
    } catch (const input::InputError&) { // refused with policies as well, and counted then
        pieces.push_back("[scenario.changed]\npolicies = []\n");
    }
    return pieces;
}

} // namespace meam::tests
