#pragma once
// What the readers of needs, services, edges… share: numbers into the register, names into places, rules from their
// tables.

#include "experiments/schema/section.hpp"
#include "models/definitions/model.hpp"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace meam::reading {

using input::Measure;
using schema::Section;

/// Names of everything, gathered before anything is read, so that files may refer to each other in any order.
struct Names {
    std::vector<std::string> needs, stocks, circumstances, crises, channels, purposes, ties, deaths, sequels, services,
        agencies, policies, measures, triggers;

    [[nodiscard]] static int index(const std::vector<std::string>& names, std::string_view name); ///< -1: none
};

/// A number that the file leaves out and a policy may change all the same: absent, it means this.
struct OmittedNumber {
    std::string path; ///< where it then stands: a chance goes by two
    double means = 0.0;
    std::string unit; ///< as of a stated one
    Measure measure;
    Kind kind = Kind::value;
    input::Spot spot; ///< of what it belongs to
    std::function<void(Model&, Number)> put;
};

class Reader {
public:
    Reader(Model& into, Names known) : model(into), names(std::move(known)) {}

    Model& model;
    Names names;

    Number number(Section& at, std::string_view key, Kind kind = Kind::value);
    Number required(Section& at, std::string_view key, Kind kind = Kind::value);
    /// A number whose measure is that of the number it changes.
    Number amount(Section& at, std::string_view key, const Measure& measure);
    /// A number of the program's own at a path that files do not state, such as `service.gp.open`.
    Number made(const std::string& path, double value, double low, double high, const input::Spot& spot,
                Kind kind = Kind::value);

    /// A flag as a number that policies may change: 1 is on.
    Number flag(const std::string& path, bool on, const input::Spot& spot, Kind kind = Kind::value)
    {
        flags.insert(path);
        return made(path, on ? 1.0 : 0.0, 0.0, 1.0, spot, kind);
    }
    std::set<std::string> flags;  ///< paths of all flags
    std::set<std::string> hidden; ///< paths of numbers that no policy may name
    std::set<int> parts_of_one;   ///< numbers that sum to 1 with others: none of them changes alone

    /// Index of the name at `key` among `known`; a mistake and -1 when it is none of them.
    int named(Section& at, std::string_view key, std::string_view kind, const std::vector<std::string>& known);
    int need(Section& at, std::string_view key) { return named(at, key, "need", names.needs); }

    /// Index of an agency; 0 for a name that is none, which is reported where agencies are checked.
    [[nodiscard]] int agency_index(const std::string& agency) const;

    /// A list of services by name.
    std::vector<ServiceId> services(Section& at, std::string_view key);
    /// A list of events that happen at desks, as stocks name them.
    std::vector<Event> desk_events(Section& at, std::string_view key);

    /// { need = level, … } as (need, number) pairs.
    std::vector<std::pair<NeedId, Number>> by_need(Section& at, std::string_view key);
    /// { need = level, … } as (need, whole level) pairs that no policy changes.
    std::vector<std::pair<NeedId, int>> need_levels(Section& at, std::string_view key);

    /// rate (under `rate_key`) or weekly_chance, most, by_need, frailty, ratio, marginal of one table.
    HazardSpec hazard_spec(Section& at, std::string_view rate_key, Kind kind);
    /// A hazard of its own table `key`; or, where `key` is a bare number, that rate alone. -1 if absent.
    HazardId hazard(Section& at, std::string_view key, Kind kind = Kind::value);
    HazardId add(HazardSpec spec);
    /// A table of ratios by covariate, in the order of covariates; none if absent.
    std::vector<RatioSpec> ratios(Section& at, std::string_view key, Kind kind);
    /// What is said of a channel beside others: a number, or a table { weight, by_need, ratio }. -1 if absent.
    HazardId weight(Section& at, std::string_view key);
    /// A chance: a number, or a table { chance, ratio }. -1 if absent.
    ChanceId chance(Section& at, std::string_view key);
    ChanceId sure(const std::string& path, double chance, const input::Spot& spot);

    std::vector<Section> counts_at_start; ///< tables that count residents of the place when it begins

    /// What is left out, by path; from `list_omitted` on.
    std::map<std::string, OmittedNumber> omitted;
    /// Makes the number at a path that is left out. @return false: there is none
    bool add_omitted(const std::string& path);

    /// A covariate by name, or -1 with a mistake.
    int covariate(Section& at, std::string_view name);
    /// What may follow the first part of covariates of two: of `ever` the needs, of a tie what it shows; none: no such.
    [[nodiscard]] std::vector<std::string> second_parts(const std::string& first) const;
    /// What such a part names, in words.
    [[nodiscard]] std::string kind_of_parts(const std::string& first) const
    {
        return Names::index(names.ties, first) < 0 ? "need" : "need or circumstance";
    }

private:
    void by_severity(Section& at, Kind kind, HazardSpec& spec);
    RatioSpec ratio(Section& ratios, const std::string& name, int covariate, Kind kind);
};

void read_covariates(Reader& read, Section& root);
/// Names of the places that the experiment is of: one, or several where it says so; none where there is none.
std::vector<std::string> places_of(Section& root);
/// Whether a file written for some places (none: any) fits the places of the experiment. A place to which a file that
/// was not written for it gives another `label` is another place.
bool fits_places(Section& root, const std::vector<std::string>& written_for);
/// Warns where a table of counts or a policy was written for another place (E254).
void warn_of_another_place(Section& root, Section& at, const std::string& what);
void read_place(Reader& read, Section& root);
void read_needs(Reader& read, Section& root);
/// Once needs are read: how many the place's residents start with.
void read_needs_at_start(Reader& read, Section& root);
void read_stocks(Reader& read, Section& root);
void read_circumstances(Reader& read, Section& root);
/// Once services are known: who is tied to whom.
void read_ties(Reader& read, Section& root);
void read_crises(Reader& read, Section& root);
void read_contacts(Reader& read, Section& root);
void read_deaths(Reader& read, Section& root);
void read_services(Reader& read, Section& root);
void read_edges(Reader& read, Section& root);
void read_responses(Reader& read, Section& root);
/// Once every event is known: what may follow them.
void read_sequels(Reader& read, Section& root);
/// Once services and edges are read: what of them the file leaves out.
void list_omitted(Reader& read);
/// Once services are read.
void read_payments(Reader& read, Section& root);
void read_measures(Reader& read, Section& root);
void read_triggers(Reader& read, Section& root);
void read_policies(Reader& read, Section& root);
void read_scenarios(Reader& read, Section& root);
/// Dates of policies that stand count from the start of a warm-up whose length is known.
void check_standing(Reader& read, Section& root, bool warm_up_known);
void read_patterns(Reader& read, Section& root);
/// Once everything is read: whether a week's costs can be counted in whole pence.
void check_money(Reader& read, Section& root);

/// Events whose names a file may use in [stock.X.on]: "refused" stands for both kinds of refusal.
std::vector<EventId> events_named(const Model& model, const std::string& name);

} // namespace meam::reading
