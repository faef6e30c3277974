#pragma once
// Definitions of crises and their consequences, and of contacts in distress: channels and purposes.

#include "models/definitions/reach.hpp"
#include "models/parameters/hazard_rule.hpp"
#include "models/parameters/numbers.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace meam {

/// The part of a resident's record that a consequence erases.
enum class Forgets { nothing, written_off, unmet };
inline const std::vector<std::string> forgets_names{"nothing", "written_off", "unmet"};

/// A possible consequence of an event.
struct Consequence {
    std::string name;
    ChanceId chance = -1;
    std::uint32_t process = 0;
    NeedId worsens = -1, eases = -1; ///< by one level
    int circumstance = -1;
    int to_state = -1;
    bool death = false;
    bool departs = false;  ///< the resident moves away
    ServiceId refers = -1; ///< to the queue of this service
    Forgets forgets = Forgets::nothing;
    std::vector<int> only_from;                  ///< states of the circumstance in which it may apply
    std::vector<std::pair<NeedId, int>> only_if; ///< minimum severities of needs
    Reach whom;
};

/// A consequence of events, applied at the end of the resident's week.
struct Sequel {
    Consequence what;
    std::vector<EventId> on;
    std::vector<ServiceId> at; ///< service at which the event happened; empty: any
};

/// The sum of demand in which a crisis or channel is counted.
enum class Demand { reactive, preventative, none };
inline const std::vector<std::string> demand_names{"reactive", "preventative", "none"};

/// Definition of a crisis: its hazard, the probabilities of the four counts, costs and consequences.
struct Crisis {
    std::string name, label, agency;
    int agency_index = 0;
    ServiceId service = -1;
    HazardId rate = -1;
    int one_a_week = -1; ///< crises with the same number exclude each other within a week; -1: none
    std::uint32_t process = 0;
    ChanceId disclosed = -1, recorded = -1, acted_on = -1;
    std::vector<std::pair<NeedId, Number>> inappropriate;
    Number harm_cost, service_cost;
    Demand demand = Demand::reactive; ///< evaluators and outreach see reactive crises only
    std::vector<Consequence> consequences;
    EventId event = 0, recorded_event = 0;
};

/// A channel that residents in distress may use.
struct Channel {
    std::string name, label, agency;
    int agency_index = -1;  ///< -1: no agency
    ServiceId service = -1; ///< service behind it; a closed service, or one that wrote the resident off, closes it
    int crisis = -1;        ///< a contact through this channel is a crisis of this kind
    Demand demand = Demand::reactive;
    bool held = false;             ///< only for residents in an episode with the service
    Number hours;                  ///< share of the week in which the channel is open [1]
    Number after_met, after_unmet; ///< factors on the weight if this channel was used last, by its result
    Number cost;                   ///< cost of a contact [GBP]
};

/// A reason for contacts in distress. An unmet contact is repeated until a contact succeeds.
struct Purpose {
    std::string name, label;
    HazardId rate = -1, repeats = -1;
    Number repeats_for; ///< how long an unmet need for contact lasts [week]
    struct Way {
        int channel;
        HazardId weight; ///< relative to the weights of other channels
        ChanceId meets;
        std::uint32_t process;
    };
    std::vector<Way> ways; ///< by channel
    std::uint32_t process = 0, repeat_process = 0;
    EventId met = 0, unmet = 0;
};

} // namespace meam
