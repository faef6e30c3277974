#pragma once
// The names that one generated model uses, and the values and conditions that its tables are written with.

#include "tests/support/generated/dice.hpp"

#include <string>
#include <utility>
#include <vector>

namespace meam::tests {

/// What exists in one generated model.
struct Vocabulary {
    std::vector<std::string> needs;        ///< all of them
    std::vector<std::string> moving_needs; ///< those with rates of their own
    std::vector<std::string> stocks;
    std::vector<std::pair<std::string, std::vector<std::string>>> circumstances; ///< with their states
    std::vector<std::string> crises, channels, purposes, services, triggers, measures;
    std::vector<std::string> ages;
    std::vector<std::string> places;                       ///< where there are several; else none
    std::vector<std::pair<std::string, std::string>> seen; ///< through a tie: the tie and the need
    std::vector<std::string> agencies;
    bool needs_are_counted = false; ///< the place says how many needs residents start with
};

/// Writes values of the experiment language at random.
class Words {
public:
    Words(Dice& chance, const Vocabulary& vocabulary) : dice(chance), names(vocabulary) {}

    /// A condition such as `{ sex = ["male"], need = { debt = 2 } }`.
    /// @param fixed   of attributes that never change alone
    /// @param ranked  whether `top` may stand in it
    std::string whom(bool fixed = false, bool ranked = false);
    /// A condition that a measure may count residents by: engagements are no part of it.
    std::string counted();
    /// A rate or a table of what a rate depends on.
    std::string hazard(double low, double high);
    /// The keys of a hazard, one to a line.
    std::string hazard_lines(double low, double high, bool by_need = true);
    std::string chance(double low, double high);
    std::string rate(double low, double high);
    std::string ratios();
    std::string rates_by_need(double high);
    std::string weeks(int low, int high);
    std::string severities();
    /// An array of them, each named once.
    static std::string list(const std::vector<std::string>& words);
    /// An event that stocks and consequences may follow.
    std::string event();
    /// Such an event, and none of these.
    std::string event_but(const std::vector<std::string>& barred);
    std::string desk_event();

    Dice& dice;
    const Vocabulary& names;

private:
    std::vector<std::string> fixed_conditions();
    std::vector<std::string> moving_conditions(int depth);
    std::string whom_of(bool fixed, bool ranked, int depth);
};

} // namespace meam::tests
