#pragma once
// Weekly counts. Flows are counted as they happen; stocks of residents are updated by +1 and -1 on
// change. All counts are whole numbers, so that sums do not depend on the order in which chunks are joined.

#include "models/definitions/model.hpp"
#include "models/state/state.hpp"
#include "sim/short_lists.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace meam {

/// The strata of every table: all residents, by sex, by deprivation quintile, by number of MEAM needs when scenarios
/// branch (so that a resident is in the same stratum in every scenario), and by place where there are several.
namespace strata {
inline constexpr int all = 0, sex = 1, deprivation = 3, needs = 8, places = 12;
std::vector<std::string> labels(const Model& model);
/// The strata a resident is in.
using Of = BoundedList<int, 5>;
Of of(const Model& model, const Resident& resident);
} // namespace strata

inline const std::vector<std::string> count_labels{"happened", "disclosed", "recorded", "acted_on"};
inline const std::vector<std::string> severity_labels{"none", "emerging", "established", "acute"};
inline const std::vector<std::string> standing_labels{"at_liberty", "away", "dead", "departed"};
inline const std::vector<std::string> cohort_labels{"current_2", "current_3", "current_4",
                                                    "ever_2",    "ever_3",    "ever_4"};
inline const std::vector<std::string> coping_labels{"thriving", "adapted", "coping", "not_coping", "in_crisis"};
inline const std::vector<std::string> caseload_labels{"waiting_assessment", "waiting_treatment", "in_treatment"};
inline const std::vector<std::string> cost_labels{"service", "harm"};

inline const std::vector<std::string> counted_labels{"counted", "among"};
inline const std::vector<std::string> contact_labels{"first_met", "first_unmet", "repeat_met", "repeat_unmet"};

namespace ContactOutcome {
inline constexpr int first_met = 0, repeat_met = 2; ///< one more: not met
}

enum class Coping : int { thriving, adapted, coping, not_coping, in_crisis };

/// The covariates of a need, adjacent in memory.
struct ObservedNeed {
    std::uint8_t severity, ever, treatment;
    bool meam;
};

/// How a resident is coping, from current and past needs and their treatment. In
/// crisis: a MEAM need is acute. Not coping: one is established and untreated. Coping: every established one is
/// treated. Adapted: none is established, one was before. Thriving: none is and none was.
Coping coping_of(std::span<const ObservedNeed> needs, const Covariates& at);

/// One block of counts with its axes.
struct Block {
    std::string name;
    std::vector<std::string> axes; ///< after week
    std::size_t offset = 0, size = 0;
    bool flow = false; ///< reset every week
};

/// Layout of the weekly counts: blocks in one row of whole numbers.
class TallyLayout {
public:
    explicit TallyLayout(const Model& model);

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] const std::vector<Block>& blocks() const { return blocks_; }
    [[nodiscard]] const Block& block(const std::string& name) const;

    std::size_t crises = 0, inappropriate = 0, deaths = 0, desks = 0, queue_joined = 0; // flows
    std::size_t contacts = 0, contact_purposes = 0, failures = 0; // flows, of models with contacts
    std::size_t crises_elsewhere = 0, deaths_elsewhere = 0;       // flows, of models that follow residents elsewhere
    std::size_t needs = 0, population = 0, cohort = 0, coping = 0, caseload = 0;
    std::size_t counted = 0;                           ///< outcomes that a file defines
    std::size_t number_of_needs = 0, most_at_once = 0; ///< only for places that state initial numbers of needs; else 0
    std::vector<std::size_t> circumstances;
    std::vector<ObservedNeed> observed_needs;
    std::size_t crisis_count = 0, need_count = 0, service_count = 0, death_count = 0, channel_count = 0;

    [[nodiscard]] std::size_t crisis_cell(int stratum, int crisis, int count, bool here = true) const
    {
        return (here ? crises : crises_elsewhere) +
               (static_cast<std::size_t>(stratum) * crisis_count + static_cast<std::size_t>(crisis)) * 4 +
               static_cast<std::size_t>(count);
    }
    [[nodiscard]] std::size_t inappropriate_cell(int stratum, int crisis) const
    {
        return inappropriate + static_cast<std::size_t>(stratum) * crisis_count + static_cast<std::size_t>(crisis);
    }
    [[nodiscard]] std::size_t contact_cell(int stratum, int channel, int outcome) const
    {
        return contacts + (static_cast<std::size_t>(stratum) * channel_count + static_cast<std::size_t>(channel)) * 4 +
               static_cast<std::size_t>(outcome);
    }
    [[nodiscard]] std::size_t purpose_cell(int purpose, int channel, int outcome) const
    {
        return contact_purposes +
               (static_cast<std::size_t>(purpose) * channel_count + static_cast<std::size_t>(channel)) * 4 +
               static_cast<std::size_t>(outcome);
    }
    [[nodiscard]] std::size_t failure_cell(int failed, int channel) const
    {
        return failures + static_cast<std::size_t>(failed) * channel_count + static_cast<std::size_t>(channel);
    }
    [[nodiscard]] std::size_t desk_cell(ServiceId service, Event event) const
    {
        return desks + static_cast<std::size_t>(service) * static_cast<std::size_t>(Event::count) +
               static_cast<std::size_t>(event);
    }
    [[nodiscard]] std::size_t caseload_cell(ServiceId service, int where) const
    {
        return caseload + static_cast<std::size_t>(service) * 3 + static_cast<std::size_t>(where);
    }
    [[nodiscard]] std::size_t death_cell(int stratum, int cause, bool here = true) const
    {
        return (here ? deaths : deaths_elsewhere) + static_cast<std::size_t>(stratum) * death_count +
               static_cast<std::size_t>(cause);
    }

private:
    std::size_t add(std::string name, std::vector<std::string> axes, std::size_t size, bool flow);

    std::vector<Block> blocks_;
    std::size_t size_ = 0;
};

/// Cells in which a resident is counted, of the first stratum, with the distance between strata. In a fixed
/// order, so that few parts differ after a change.
struct PresencePart {
    std::uint32_t cell, width;
    bool operator==(const PresencePart&) const = default;
};
using Presence = BoundedList<PresencePart, most_needs + most_circumstances + 2 * most_counted +
                                               9>; ///< needs, circumstances, standing, coping, number, cohorts, counted

Presence presence_of(const Model& model, const TallyLayout& layout, const Covariates& covariates, Standing standing);

/// Adds (by = 1) or removes (by = -1) a resident in the stocks of `row`.
void count_presence(const Presence& presence, const strata::Of& strata, int by, std::span<std::int32_t> row);

/// Moves a resident from the cells counted before to those counted now.
void recount(const Presence& before, const Presence& after, const strata::Of& strata, std::span<std::int32_t> row);

} // namespace meam
