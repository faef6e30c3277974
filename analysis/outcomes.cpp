#include "analysis/outcomes.hpp"

#include "analysis/groups.hpp"
#include "sim/input/nearest.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace meam::analysis {
namespace {

using results::Axis;
using results::Column;
using results::Layout;
using Indices = std::vector<std::size_t>;
using Measure = std::function<double(Totals&, std::size_t)>;

constexpr double thousand = 1'000.0;
constexpr double percent = 100.0;
constexpr double pence_per_pound = 100.0;
constexpr std::size_t established = 2; ///< of the severities: none, emerging, established, acute

/// For people: "mental_health" is read as "mental health".
std::string words(std::string name)
{
    std::ranges::replace(name, '_', ' ');
    return name;
}

Measure sum_of(Selection selection)
{
    return [selection = std::move(selection)](Totals& run, std::size_t stratum) { return run.sum(selection, stratum); };
}

Measure scaled(Measure measure, double factor)
{
    return [measure = std::move(measure), factor](Totals& run, std::size_t stratum) {
        return factor * measure(run, stratum);
    };
}

Measure smaller_of(Measure a, Measure b)
{
    return [a = std::move(a), b = std::move(b)](Totals& run, std::size_t stratum) {
        return std::min(a(run, stratum), b(run, stratum));
    };
}

/// Where nothing is known about how many stand behind a number, nothing is left out.
double enough(Totals&, std::size_t)
{
    return std::numeric_limits<double>::infinity();
}

/// Writes the list, family by family. Each family is left out where its column, or a label it needs, is missing.
class Listing {
public:
    explicit Listing(const Layout& layout)
        : layout_(layout), weeks_(weeks_of(layout)), years_(years_of(layout)), people_(enough)
    {
        if (const auto free = label("standing", "at_liberty"); free && has("population")) {
            at_liberty_ = person_weeks({*free});
            people_ = scaled(*at_liberty_, 1.0 / weeks_);
            Indices living{*free};
            if (const auto away = label("standing", "away")) {
                living.push_back(*away);
            }
            alive_ = person_weeks(std::move(living));
        }
    }

    std::vector<Outcome> all()
    {
        if (weeks_ > 0.0) {
            crises();
            inappropriate();
            contacts();
            cohort();
            needs();
            deaths();
            circumstances();
            desks();
            measures();
            caseload();
            costs();
            person_years();
        }
        waits();
        return std::move(outcomes_);
    }

private:
    [[nodiscard]] bool has(std::string_view column) const { return find_column(layout_, column) != nullptr; }

    [[nodiscard]] std::optional<std::size_t> label(std::string_view axis, std::string_view name) const
    {
        const auto* found = find_axis(layout_, axis);
        return found ? find_label(*found, name) : std::nullopt;
    }

    [[nodiscard]] std::vector<std::string> labels(std::string_view axis) const
    {
        const auto* found = find_axis(layout_, axis);
        return found ? found->labels : std::vector<std::string>{};
    }

    /// Calls with the name and number of each label of an axis.
    template <class Use> void each(std::string_view axis, Use use) const
    {
        const auto names = labels(axis);
        for (std::size_t i = 0; i < names.size(); ++i) {
            use(names[i], i);
        }
    }

    /// Weeks that residents of these standings spent in them: of each week the mean of their number when it begins and
    /// when it ends. Results without `population_at_start`: their number when it ends.
    [[nodiscard]] Measure person_weeks(Indices standings) const
    {
        const auto ends = select(layout_, "population", {{"standing", standings}});
        if (!has("population_at_start")) {
            return sum_of(ends);
        }
        const auto start = select(layout_, "population_at_start", {{"standing", std::move(standings)}});
        return [ends, start](Totals& run, std::size_t stratum) {
            return run.sum(ends, stratum) + 0.5 * (run.sum(start, stratum) - run.last(ends, stratum));
        };
    }

    /// Lists an outcome of a declared family. @param better  of measures, what the file says
    void add(std::string_view family, std::string name, std::string text, const Selection& cells, Measure value,
             Measure basis, std::optional<Better> better = {})
    {
        const auto& declared = family_named(family);
        outcomes_.push_back({std::move(name), std::move(text), std::string(declared.unit),
                             better.value_or(declared.better), &declared, cells.between_strata > 0, std::move(value),
                             std::move(basis)});
    }

    /// Events per 1,000 person-years; without a population there is nothing to divide by.
    void add_rate(std::string_view family, std::string name, std::string text, const Selection& cells,
                  const std::optional<Measure>& person_weeks)
    {
        if (!person_weeks) {
            return;
        }
        const double weeks_per_year = weeks_ / years_;
        const auto value = [events = sum_of(cells), weeks = *person_weeks, weeks_per_year](Totals& run,
                                                                                           std::size_t stratum) {
            return thousand * weeks_per_year * events(run, stratum) / weeks(run, stratum);
        };
        add(family, std::move(name), std::move(text), cells, value, smaller_of(sum_of(cells), people_));
    }
    void add_rate(std::string_view family, std::string name, std::string text, const Selection& cells)
    {
        add_rate(family, std::move(name), std::move(text), cells, at_liberty_);
    }

    void add_a_year(std::string_view family, std::string name, std::string text, const Selection& cells)
    {
        add(family, std::move(name), std::move(text), cells, scaled(sum_of(cells), 1.0 / years_),
            smaller_of(sum_of(cells), people_));
    }

    void add_number(std::string_view family, std::string name, std::string text, const Selection& cells,
                    std::optional<Better> better = {})
    {
        const Measure number = scaled(sum_of(cells), 1.0 / weeks_);
        add(family, std::move(name), std::move(text), cells, number, number, better);
    }

    void crises()
    {
        const auto recorded = label("count", "recorded");
        if (!has("crises") || !recorded) {
            return;
        }
        const auto cells = [&](const Indices& types, std::size_t count) {
            return select(layout_, "crises", {{"crisis", types}, {"count", {count}}});
        };
        const auto demand = grouped("crisis", "crisis_demand"); // empty: every crisis counts
        const auto counts = [&](std::string_view sum) {
            const auto it = std::ranges::find(demand, sum, &std::pair<std::string, Indices>::first);
            return it == demand.end() ? Indices{} : it->second;
        };
        const auto reactive = counts("reactive"), preventative = counts("preventative");
        const auto every =
            demand.empty() ? select(layout_, "crises", {{"count", {*recorded}}}) : cells(reactive, *recorded);
        elsewhere(every, demand.empty() ? std::nullopt : std::optional(reactive), *recorded);
        add_rate("crisis_demand", "crisis_demand", "Recorded crises", every);
        for (auto [agency, types] : grouped("crisis", "crisis_agency")) {
            std::erase_if(types, [&](std::size_t type) {
                return !demand.empty() && std::ranges::find(reactive, type) == reactive.end();
            });
            if (!types.empty()) {
                add_rate("crisis_demand.<agency>", "crisis_demand." + agency, "Recorded crises, " + words(agency),
                         cells(types, *recorded));
            }
        }
        if (!preventative.empty()) {
            add_rate("preventative_demand", "preventative_demand", "Recorded events that prevent crises",
                     cells(preventative, *recorded));
        }
        add_a_year("crisis_contacts", "crisis_contacts", "Recorded crises in a year", every);
        const auto among = [](const Indices& group, std::size_t c) {
            return std::ranges::find(group, c) != group.end();
        };
        each("crisis", [&](const std::string& crisis, std::size_t c) {
            const bool is_demand = demand.empty() || among(reactive, c);
            add_rate(is_demand                ? "crisis.<crisis>"
                     : among(preventative, c) ? "crisis.<preventative crisis>"
                                              : "crisis.<crisis of no demand>",
                     "crisis." + crisis, words(crisis) + ", recorded", cells({c}, *recorded));
            each("count", [&](const std::string& count, std::size_t k) {
                if (k != *recorded) {
                    add_rate(is_demand && count == "happened" ? "crisis.<crisis>.happened" : "crisis.<crisis>.<count>",
                             "crisis." + crisis + "." + count, words(crisis) + ", " + words(count), cells({c}, k));
                }
            });
        });
    }

    /// Displacement: crises and deaths of residents who moved to another place, which records them.
    /// @param here      the cells of crisis demand in this place
    /// @param reactive  the crises that count as demand; nothing: all
    void elsewhere(const Selection& here, const std::optional<Indices>& reactive, std::size_t recorded)
    {
        if (!has("crises_elsewhere")) {
            return;
        }
        Picked demand{{"count", {recorded}}};
        if (reactive) {
            demand.emplace("crisis", *reactive);
        }
        const auto there = select(layout_, "crises_elsewhere", demand);
        add_a_year("crisis_elsewhere", "crisis_elsewhere", "Recorded crises in a year of residents who have moved away",
                   there);
        const auto both = [here = sum_of(here), there = sum_of(there)](Totals& run, std::size_t stratum) {
            return here(run, stratum) + there(run, stratum);
        };
        add("crisis_everywhere", "crisis_everywhere",
            "Recorded crises in a year, here and of residents who have moved away", here, scaled(both, 1.0 / years_),
            smaller_of(both, people_));
        each("crisis", [&](const std::string& crisis, std::size_t c) {
            add_a_year("crisis_elsewhere.<crisis>", "crisis_elsewhere." + crisis,
                       words(crisis) + ", recorded of residents who have moved away",
                       select(layout_, "crises_elsewhere", {{"crisis", {c}}, {"count", {recorded}}}));
        });
        add_a_year("deaths_elsewhere", "deaths_elsewhere", "Deaths in a year of residents who have moved away",
                   select(layout_, "deaths_elsewhere"));
    }

    /// Labels of an axis by group, as numbers; those that the axis lacks left out.
    [[nodiscard]] std::vector<std::pair<std::string, Indices>> grouped(std::string_view axis,
                                                                       const std::string& note) const
    {
        std::vector<std::pair<std::string, Indices>> result;
        for (const auto& [group, members] : groups_of(layout_, note)) {
            Indices indices;
            for (const auto& member : members) {
                if (const auto at = label(axis, member)) {
                    indices.push_back(*at);
                }
            }
            if (!indices.empty()) {
                result.emplace_back(group, std::move(indices));
            }
        }
        return result;
    }

    void inappropriate()
    {
        if (!has("inappropriate")) {
            return;
        }
        add_rate("inappropriate", "inappropriate", "Inappropriate contacts", select(layout_, "inappropriate"));
        each("crisis", [&](const std::string& crisis, std::size_t c) {
            add_rate("inappropriate.<crisis>", "inappropriate." + crisis, "Inappropriate contacts, " + words(crisis),
                     select(layout_, "inappropriate", {{"crisis", {c}}}));
        });
    }

    void contacts()
    {
        if (!has("contacts") || labels("contact_outcome").size() != 4) {
            return;
        }
        const Indices unmet{1, 3}, repeated{2, 3}; // of: first met, first unmet, repeat met, repeat unmet
        const auto add_contacts = [&](std::string_view family, const std::string& name, const std::string& text,
                                      const Picked& which) {
            add_rate(family, "contacts" + name, "Contacts in distress" + text, select(layout_, "contacts", which));
        };
        add_contacts("contacts", "", "", {});
        add_contacts("contacts_unmet", "_unmet", ", not met", {{"contact_outcome", unmet}});
        add_contacts("contacts_repeated", "_repeated", ", because an earlier one was not met",
                     {{"contact_outcome", repeated}});
        for (const auto& [demand, channels] : grouped("channel", "channel_demand")) {
            add_contacts("contacts_<demand>", "_" + demand, ", " + demand, {{"channel", channels}});
        }
        each("channel", [&](const std::string& channel, std::size_t c) {
            const Indices here{c};
            add_contacts("contacts.<channel>", "." + channel, ", " + words(channel), {{"channel", here}});
            add_contacts("contacts.<channel>.unmet", "." + channel + ".unmet", ", " + words(channel) + ", not met",
                         {{"channel", here}, {"contact_outcome", unmet}});
            add_contacts("contacts.<channel>.repeated", "." + channel + ".repeated",
                         ", " + words(channel) + ", because an earlier one was not met",
                         {{"channel", here}, {"contact_outcome", repeated}});
        });
        each("purpose", [&](const std::string& purpose, std::size_t p) {
            add_a_year("contacts_for.<purpose>", "contacts_for." + purpose, "Contacts in distress, " + words(purpose),
                       select(layout_, "contact_purposes", {{"purpose", {p}}}));
        });
        each("failed_channel", [&](const std::string& channel, std::size_t c) {
            add_a_year("repeats_from.<channel>", "repeats_from." + channel,
                       "Contacts repeated because " + words(channel) + " did not meet them",
                       select(layout_, "repeats_from", {{"failed_channel", {c}}}));
        });
    }

    /// The cohort has at least three needs now; in results without that stratum, the first one they have.
    void cohort()
    {
        if (!has("in_cohort") || labels("cohort").empty()) {
            return;
        }
        add_number("residents_in_cohort", "residents_in_cohort", "Residents in the cohort",
                   select(layout_, "in_cohort", {{"cohort", {label("cohort", "current_3").value_or(0)}}}));
        each("cohort", [&](const std::string& kind, std::size_t c) {
            add_number(kind.starts_with("ever") ? "cohort.ever_<number>" : "cohort.current_<number>", "cohort." + kind,
                       "Cohort, " + words(kind), select(layout_, "in_cohort", {{"cohort", {c}}}));
        });
    }

    void needs()
    {
        const auto levels = labels("severity").size();
        if (!has("needs") || levels <= established) {
            return;
        }
        Indices severe;
        for (std::size_t level = established; level < levels; ++level) {
            severe.push_back(level);
        }
        Indices any = severe;
        any.push_back(established - 1);
        each("need", [&](const std::string& need, std::size_t n) {
            add_number("need_any.<need>", "need_any." + need, "Residents with " + words(need) + ", of any severity",
                       select(layout_, "needs", {{"need", {n}}, {"severity", any}}));
            add_number("need.<need>", "need." + need, "Residents with " + words(need) + ", established or acute",
                       select(layout_, "needs", {{"need", {n}}, {"severity", severe}}));
        });
    }

    void deaths()
    {
        if (!has("deaths")) {
            return;
        }
        const auto all = select(layout_, "deaths");
        add_rate("deaths", "deaths", "Deaths", all, alive_);
        each("cause", [&](const std::string& cause, std::size_t c) {
            add_rate("deaths.<cause>", "deaths." + cause, "Deaths, " + words(cause),
                     select(layout_, "deaths", {{"cause", {c}}}), alive_);
        });
        if (alive_) {
            const double weeks_per_year = weeks_ / years_;
            const auto risk = [events = sum_of(all), weeks = *alive_, weeks_per_year](Totals& run,
                                                                                      std::size_t stratum) {
                return percent * -std::expm1(-weeks_per_year * events(run, stratum) / weeks(run, stratum));
            };
            add("death_risk", "death_risk", "Chance to die within a year", all, risk, smaller_of(sum_of(all), people_));
        }
    }

    /// Any column of residents by one of their states: home, work, coping…
    void circumstances()
    {
        constexpr std::array<std::string_view, 2> others{"population", "in_cohort"};
        for (const auto& column : layout_.columns) {
            const auto axes = axes_without_weeks(column);
            if (kind_of(column) != Kind::stock || axes.size() != 2 || axes[0] != "stratum" ||
                std::ranges::find(others, column.name) != others.end()) {
                continue;
            }
            each(axes[1], [&](const std::string& state, std::size_t s) {
                add_number("<circumstance>.<state>", column.name + "." + state,
                           words(column.name) + ": " + words(state), select(layout_, column.name, {{axes[1], {s}}}));
            });
        }
        some_states("homeless", "Residents without a home of their own", "home",
                    {"sofa", "temporary", "refuge", "rough"});
        some_states("in_work", "Residents in work", "work", {"in_work"});
    }

    void some_states(const std::string& name, const std::string& text, const std::string& column,
                     const std::vector<std::string>& states)
    {
        const auto* found = find_column(layout_, column);
        if (!found || kind_of(*found) != Kind::stock) {
            return;
        }
        const auto axes = axes_without_weeks(*found);
        Indices chosen;
        for (const auto& state : states) {
            if (const auto at = label(axes.back(), state)) {
                chosen.push_back(*at);
            }
        }
        if (!chosen.empty()) {
            add_number(name, name, text, select(layout_, column, {{axes.back(), chosen}}));
        }
    }

    /// What happens at a desk is neither good nor bad in itself, but for what turns people away or back.
    static bool harms(const std::string& event)
    {
        constexpr std::array<std::string_view, 12> harmful{"refused",     "lost",        "retold", "failure_demand",
                                                           "written_off", "parked",      "dumped", "not_prioritised",
                                                           "abandoned",   "dropped_out", "missed", "worker_left"};
        return std::ranges::any_of(harmful, [&](auto start) { return event.starts_with(start); });
    }

    void desks()
    {
        if (!has("desks")) {
            return;
        }
        Indices refusals;
        each("desk_event", [&](const std::string& event, std::size_t e) {
            if (event.starts_with("refused_")) {
                refusals.push_back(e);
            }
        });
        if (!refusals.empty()) {
            add_a_year("desks.refused", "desks.refused", "Desks: refused, for any reason",
                       select(layout_, "desks", {{"desk_event", refusals}}));
        }
        each("desk_event", [&](const std::string& event, std::size_t e) {
            add_a_year(harms(event) ? "desks.<harmful event>" : "desks.<event>", "desks." + event,
                       "Desks: " + words(event), select(layout_, "desks", {{"desk_event", {e}}}));
        });
        each("service", [&](const std::string& service, std::size_t s) {
            each("desk_event", [&](const std::string& event, std::size_t e) {
                add_a_year(harms(event) ? "desks.<service>.<harmful event>" : "desks.<service>.<event>",
                           "desks." + service + "." + event, words(service) + ": " + words(event),
                           select(layout_, "desks", {{"service", {s}}, {"desk_event", {e}}}));
            });
        });
    }

    [[nodiscard]] Indices queue_places() const
    {
        Indices queues;
        each("place_in_service", [&](const std::string& place, std::size_t p) {
            if (place.starts_with("waiting")) {
                queues.push_back(p);
            }
        });
        return queues;
    }

    /// Neutral where a scenario closes the service, or any where none is named: residents who find a service closed do
    /// not join its queue, so that fewer wait and for less long. Else as declared.
    [[nodiscard]] std::optional<Better> better_of_waiting(const std::string& service = "") const
    {
        for (const auto& [what, closing] : groups_of(layout_, "service_closes")) {
            if (service.empty() || std::ranges::find(closing, service) != closing.end()) {
                return Better::neutral;
            }
        }
        return {};
    }

    void caseload()
    {
        if (!has("caseload")) {
            return;
        }
        const auto queues = queue_places();
        if (!queues.empty()) {
            add_number("waiting", "waiting", "Residents waiting",
                       select(layout_, "caseload", {{"place_in_service", queues}}), better_of_waiting());
            each("service", [&](const std::string& service, std::size_t s) {
                add_number("waiting.<service>", "waiting." + service, "Residents waiting, " + words(service),
                           select(layout_, "caseload", {{"service", {s}}, {"place_in_service", queues}}),
                           better_of_waiting(service));
            });
        }
        if (const auto treated = label("place_in_service", "in_treatment")) {
            add_number("in_treatment", "in_treatment", "Residents in treatment",
                       select(layout_, "caseload", {{"place_in_service", {*treated}}}));
        }
    }

    /// What the experiment asked to count.
    void measures()
    {
        if (!has("counted")) {
            return;
        }
        const auto said = [&](const std::string& note, const std::string& measure) {
            for (const auto& [text, of] : groups_of(layout_, note)) {
                if (std::ranges::find(of, measure) != of.end()) {
                    return text;
                }
            }
            return measure;
        };
        each("measure", [&](const std::string& measure, std::size_t i) {
            const auto better = said("measure_better", measure);
            const auto direction = better == "lower"    ? Better::lower
                                   : better == "higher" ? Better::higher
                                                        : Better::neutral;
            const auto counted = select(layout_, "counted", {{"measure", {i}}, {"counted_part", {0}}});
            const auto among = sum_of(select(layout_, "counted", {{"measure", {i}}, {"counted_part", {1}}}));
            const auto text = said("measure_label", measure);
            if (said("measure_kind", measure) != "share") {
                add_number("measure.<measure>", "measure." + measure, text, counted, direction);
                return;
            }
            const auto share = [those = sum_of(counted), among](Totals& run, std::size_t stratum) {
                return percent * those(run, stratum) / among(run, stratum);
            };
            add("measure.<share>", "measure." + measure, text, counted, share, scaled(among, 1.0 / weeks_), direction);
        });
    }

    void waits()
    {
        const auto queues = queue_places();
        const bool counted = has("queue_joined") && has("caseload_at_start") && has("caseload") && weeks_ > 0.0;
        each("service", [&](const std::string& service, std::size_t s) {
            if (counted) {
                wait_of_all(service, s, queues);
            }
            waits_of_the_admitted(service, s);
        });
    }

    /// Weeks that all who waited did so, residents whom a closure turned out of the queue among them.
    void wait_of_all(const std::string& service, std::size_t s, const Indices& queues)
    {
        const Picked here{{"service", {s}}, {"place_in_service", queues}};
        const auto waited = select(layout_, "caseload", here);
        const auto at_start = select(layout_, "caseload_at_start", here);
        const auto joined = select(layout_, "queue_joined", {{"service", {s}}});
        const auto people = [at_start = sum_of(at_start), joined = sum_of(joined)](Totals& run, std::size_t stratum) {
            return at_start(run, stratum) + joined(run, stratum);
        };
        const auto mean = [weeks = sum_of(waited), people](Totals& run, std::size_t stratum) {
            return weeks(run, stratum) / people(run, stratum);
        };
        add("wait.<service>.mean", "wait." + service + ".mean", "Wait, " + words(service), waited, mean, people,
            better_of_waiting(service));
        add_a_year("wait.<service>.joined", "wait." + service + ".joined", "Joined the queue, " + words(service),
                   joined);
    }

    void waits_of_the_admitted(const std::string& service, std::size_t s)
    {
        const auto* column = find_column(layout_, "waits");
        if (!column || kind_of(*column) != Kind::level) {
            return;
        }
        each("wait_statistic", [&](const std::string& statistic, std::size_t w) {
            const auto cells = select(layout_, "waits", {{"service", {s}}, {"wait_statistic", {w}}});
            if (statistic == "admissions") {
                add_a_year("wait.<service>.admissions", "wait." + service + ".admissions",
                           "Admitted, " + words(service), cells);
                return;
            }
            add("wait.<service>.admitted_<statistic>", "wait." + service + ".admitted_" + statistic,
                "Wait of those admitted, " + words(service) + ", " + words(statistic), cells, sum_of(cells), enough);
        });
    }

    void costs()
    {
        if (!has("costs")) {
            return;
        }
        const auto add_cost = [&](std::string_view family, const std::string& name, const std::string& text,
                                  const Selection& cells) {
            add(family, name, text, cells, scaled(sum_of(cells), 1.0 / (pence_per_pound * years_)), people_);
        };
        each("cost_kind", [&](const std::string& kind, std::size_t k) {
            add_cost("cost.<kind>", "cost." + kind, "Cost, " + words(kind),
                     select(layout_, "costs", {{"cost_kind", {k}}}));
        });
        each("agency", [&](const std::string& agency, std::size_t a) {
            each("cost_kind", [&](const std::string& kind, std::size_t k) {
                add_cost("cost.<agency>.<kind>", "cost." + agency + "." + kind,
                         "Cost, " + words(agency) + ", " + words(kind),
                         select(layout_, "costs", {{"agency", {a}}, {"cost_kind", {k}}}));
            });
        });
    }

    /// Demand lost to death, custody and moves: a line of its own, never success.
    void person_years()
    {
        if (!at_liberty_) {
            return;
        }
        const auto add_years = [&](std::string_view family, const std::string& name, const std::string& text,
                                   const Indices& standings) {
            const auto time_in = person_weeks(standings);
            add(family, name, text, select(layout_, "population", {{"standing", standings}}),
                scaled(time_in, years_ / weeks_), scaled(time_in, 1.0 / weeks_));
        };
        Indices lost;
        each("standing", [&](const std::string& standing, std::size_t s) {
            if (standing == "at_liberty") {
                add_years("person_years", "person_years", "Person-years at liberty", {s});
            } else {
                lost.push_back(s);
            }
        });
        add_years("person_years_lost", "person_years_lost", "Person-years not at liberty", lost);
        each("standing", [&](const std::string& standing, std::size_t s) {
            if (standing != "at_liberty") {
                add_years(standing == "dead" ? "person_years_lost.dead" : "person_years_lost.<standing>",
                          "person_years_lost." + standing, "Person-years lost, " + words(standing), {s});
            }
        });
    }

    const Layout& layout_;
    double weeks_;                              ///< recorded [week]
    double years_;                              ///< the same [year]
    std::optional<Measure> at_liberty_, alive_; ///< person-weeks
    Measure people_;                            ///< mean number at liberty
    std::vector<Outcome> outcomes_;
};

} // namespace

std::vector<Outcome> outcomes_of(const Layout& layout)
{
    return Listing{layout}.all();
}

const Outcome& outcome_named(const std::vector<Outcome>& outcomes, const std::string& name)
{
    const auto at = std::ranges::find(outcomes, name, &Outcome::name);
    if (at != outcomes.end()) {
        return *at;
    }
    std::vector<std::string> known;
    std::ranges::transform(outcomes, std::back_inserter(known), &Outcome::name);
    const std::string near = input::nearest(name, known);
    throw results::ResultsError("these results hold no outcome `" + name + "`" +
                                    (near.empty() ? "; `meamsim compare RESULTS --outcome \"*\"` shows those there are"
                                                  : "; did you mean `" + near + "`?"),
                                2);
}

double value_of(const Outcome& outcome, const results::Source& source, const results::UnitId& unit, std::size_t stratum)
{
    Totals run{source, unit};
    return outcome.value(run, stratum);
}

} // namespace meam::analysis
