#pragma once
// The parts of a generated model: each function appends pieces of text.

#include "tests/support/generated/model.hpp"
#include "tests/support/generated/words.hpp"

namespace meam::tests {

/// Names first, so that each table can refer to every other.
Vocabulary generated_vocabulary(Dice& dice);

void add_people(Words& words, Pieces& pieces);
void add_events(Words& words, Pieces& pieces);
void add_services(Words& words, Pieces& pieces);
/// Changes of numbers that the model without policies has.
void add_policies(Words& words, const Model& model, Week horizon, Pieces& pieces);
/// Points at which numbers of the model vary.
void add_design(Words& words, const Model& model, Pieces& pieces);

} // namespace meam::tests
