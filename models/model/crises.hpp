#pragma once
// What befalls residents and what follows from it; where they turn in distress, and what for.

#include "models/model/reach.hpp"
#include "models/rules/numbers.hpp"
#include "models/rules/rule.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace meam {

/// What a resident's history forgets.
enum class Forgets { nothing, written_off, unmet };
inline const std::vector<std::string> forgets_names{"nothing", "written_off", "unmet"};

/// What may follow from something that happened.
struct Consequence {
    std::string name;
    ChanceId chance = -1;
    std::uint32_t process = 0;
    NeedId worsens = -1, eases = -1; ///< by a level
    int circumstance = -1;
    int to_state = -1;
    bool death = false;
    bool departs = false;  ///< moves away
    ServiceId refers = -1; ///< into the queue of this service
    Forgets forgets = Forgets::nothing;
    std::vector<int> only_from;                  ///< states of the circumstance
    std::vector<std::pair<NeedId, int>> only_if; ///< needs at this severity or more
    Reach whom;
};

/// What may follow an event, at the end of the resident's week.
struct Sequel {
    Consequence what;
    std::vector<EventId> on;
    std::vector<ServiceId> at; ///< where it happened; empty: anywhere
};

/// Which sum of demand a crisis or a channel counts in.
enum class Demand { reactive, preventative, none };
inline const std::vector<std::string> demand_names{"reactive", "preventative", "none"};

struct Crisis {
    std::string name, label, agency;
    int agency_index = 0;
    ServiceId service = -1;
    HazardId rate = -1;
    int one_a_week = -1; ///< of the crises that bear the same number a resident suffers the week's earliest alone
    std::uint32_t process = 0;
    ChanceId disclosed = -1, recorded = -1, acted_on = -1;
    std::vector<std::pair<NeedId, Number>> inappropriate;
    Number harm_cost, service_cost;
    Demand demand = Demand::reactive; ///< of reactive ones alone evaluators and outreach know
    std::vector<Consequence> consequences;
    EventId event = 0, recorded_event = 0;
};

/// Where residents in distress may turn.
struct Channel {
    std::string name, label, agency;
    int agency_index = -1;  ///< -1: nobody's
    ServiceId service = -1; ///< the desk behind it: closed with it, and closed to whom it has written off
    int crisis = -1;        ///< what a contact here is a crisis of
    Demand demand = Demand::reactive;
    bool held = false;             ///< only for those whom the service holds
    Number hours;                  ///< the share of the week it answers
    Number after_met, after_unmet; ///< what its weight is multiplied by when it was the last one turned to
    Number cost;                   ///< of a contact
};

/// Why residents turn to somebody: a want that arises, is taken somewhere, and comes back while it is not met.
struct Purpose {
    std::string name, label;
    HazardId rate = -1, repeats = -1;
    Number repeats_for; ///< how long an unmet want stands [week]
    struct Way {
        int channel;
        HazardId weight; ///< relative to the other channels'
        ChanceId meets;
        std::uint32_t process;
    };
    std::vector<Way> ways; ///< by channel
    std::uint32_t process = 0, repeat_process = 0;
    EventId met = 0, unmet = 0;
};

} // namespace meam
