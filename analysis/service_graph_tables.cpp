#include "analysis/numbers.hpp"
#include "analysis/service_graph.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace meam::analysis {
namespace {

using graph::End;
using graph::Journey;
using graph::PatternReport;

constexpr std::size_t most_shown = 6; ///< rounds, losses and removals in a note
constexpr double worth_a_row = 5e-4;  ///< a share that is worth a row

const std::vector<std::pair<End, std::string>> end_words{
    {End::lost, "… lost on the way"},
    {End::signposted, "… signposted elsewhere, without a referral"},
    {End::turned_away, "… turned away, with nowhere to go"},
    {End::dumped, "… dumped"},
    {End::written_off, "… written off"},
    {End::parked, "… parked"},
    {End::not_admitted, "… not admitted after all"},
    {End::sent_nowhere, "… a crisis answered, nothing after it"},
    {End::finished, "… held where it does not help"}};

const std::string& label_of(const Model& model, ServiceId id)
{
    return model.services[static_cast<std::size_t>(id)].label;
}

/// "the way from A to B"
std::string way_of(const Model& model, EdgeId id)
{
    const auto& edge = model.edges[static_cast<std::size_t>(id)];
    return label_of(model, edge.from) + " → " + label_of(model, edge.to);
}

Cell number(double value)
{
    if (std::isfinite(value)) {
        return std::fabs(value) < 1e-12 ? 0.0 : value;
    }
    return std::string("without end");
}

Cell places(double a_week)
{
    if (a_week >= 0.0) {
        return number(a_week);
    }
    return std::string("any number");
}

/// The difference, where both are known.
std::optional<double> difference(const double* base, const double* other)
{
    if (base != nullptr && other != nullptr && std::isfinite(*base) && std::isfinite(*other)) {
        const double apart = *other - *base; // rounding is no difference
        return std::fabs(apart) < 1e-9 * std::max(1.0, std::fabs(*base)) ? 0.0 : apart;
    }
    return std::nullopt;
}

/// Columns of one figure for each scenario, and their difference.
class Beside {
public:
    explicit Beside(const GraphPair& pair) : pair_(pair) {}

    void columns(Table& table, const std::string& name, const std::string& heading, const std::string& unit) const
    {
        const auto before = heading.empty() ? "" : heading + ", ";
        table.columns.push_back({name + pair_.baseline.name, before + pair_.baseline.label, unit});
        if (pair_.other != nullptr) {
            table.columns.push_back({name + pair_.other->name, before + pair_.other->label, unit});
            table.columns.push_back({name + "difference", heading.empty() ? "difference" : "difference", unit});
        }
    }
    /// @param other  nullptr: this scenario does not have it
    void cells(std::vector<Cell>& row, const double* base, const double* other) const
    {
        put(row, base);
        if (pair_.other != nullptr) {
            put(row, other);
            row.push_back(cell(difference(base, other)));
        }
    }
    void cells(std::vector<Cell>& row, double base, double other) const { cells(row, &base, &other); }

private:
    static void put(std::vector<Cell>& row, const double* value)
    {
        if (value == nullptr) {
            row.emplace_back();
        } else {
            row.push_back(number(*value));
        }
    }

    const GraphPair& pair_;
};

const PatternReport* other_of(const GraphPair& pair, std::size_t pattern)
{
    return pair.other == nullptr ? nullptr : &pair.other->patterns[pattern];
}

Table overview(const GraphPair& pair)
{
    const Beside beside(pair);
    Table table;
    table.title = "Does one contact lead to help, and after how many weeks?";
    table.columns.push_back({"pattern", "residents with", ""});
    beside.columns(table, "helped_", "helped", "%");
    beside.columns(table, "weeks_at_last_", "weeks", "week");
    for (std::size_t p = 0; p < pair.baseline.patterns.size(); ++p) {
        const auto& base = pair.baseline.patterns[p];
        const auto* other = other_of(pair, p);
        const auto& then = other == nullptr ? base : *other;
        std::vector<Cell> row{base.pattern.label};
        beside.cells(row, base.usual.helped * 100, then.usual.helped * 100);
        const double* weeks_now = base.usual.at_last > 0.0 ? &base.usual.weeks_at_last : nullptr;
        const double* weeks_then = then.usual.at_last > 0.0 ? &then.usual.weeks_at_last : nullptr;
        beside.cells(row, weeks_now, weeks_then);
        table.rows.push_back(std::move(row));
    }
    table.notes.emplace_back(
        "helped: one contact leads to help. weeks: from the first contact to help, if residents who are turned away "
        "ask again.");
    table.notes.emplace_back("In these figures every service has room and residents do not change: they describe "
                             "the routes only. Capacity follows below.");
    table.notes.emplace_back("Help is admission by a service that treats one of the needs, or gives a home that lowers "
                             "one. Contacts are divided among entries and crises in the shares of such a resident.");
    return table;
}

std::vector<std::string> notes_of(const GraphPair& pair, const graph::ScenarioReport& scenario,
                                  const PatternReport& pattern)
{
    const auto& model = pair.model;
    std::vector<std::string> notes;
    const auto say = [&](const std::string& what, const std::vector<std::string>& words) {
        std::string text;
        for (std::size_t i = 0; i < std::min(words.size(), most_shown); ++i) {
            text += (i > 0 ? "; " : "") + words[i];
        }
        if (words.size() > most_shown) {
            text += fmt::format("; and {} more", words.size() - most_shown);
        }
        if (!words.empty()) {
            notes.push_back(scenario.label + ": " + what + text);
        }
    };
    std::vector<std::string> words;
    for (const auto gate : pattern.gatekeepers) {
        words.push_back(label_of(model, gate));
    }
    say("every route to help leads through ", words);
    words.clear();
    for (const auto& removal : pattern.removals) {
        if (removal.helped < pattern.usual.helped - worth_a_row ||
            removal.helped > pattern.usual.helped + worth_a_row) {
            words.push_back(fmt::format("{} {:.1f} %", label_of(model, removal.service), removal.helped * 100));
        }
    }
    say(fmt::format("{:.1f} % are helped; without one service it would be: ", pattern.usual.helped * 100), words);
    words.clear();
    for (const auto& lost : pattern.lost) {
        if (lost.share >= worth_a_row) {
            words.push_back(fmt::format("{} {:.1f} %", way_of(model, lost.edge), lost.share * 100));
        }
    }
    say("of all contacts, lost on the way: ", words);
    words.clear();
    for (const auto& round : pattern.rounds) {
        if (round.share >= worth_a_row) {
            words.push_back(fmt::format("{} ({:.1f} % of contacts arrive there, and go round {})",
                                        round_text(model, round.services), round.share * 100,
                                        std::isfinite(round.turns) ? fmt::format("{:.3f} times", round.turns)
                                                                   : std::string("without end")));
        }
    }
    say("sent in circles: ", words);
    if (!pattern.exact) {
        notes.push_back(scenario.label +
                        ": more may be known to agencies than is followed, so desks keep no record between visits");
    }
    return notes;
}

void add_row(Table& table, const Beside& beside, const std::string& what, const std::string& unit, double base,
             double other)
{
    std::vector<Cell> row{what, unit};
    beside.cells(row, base, other);
    table.rows.push_back(std::move(row));
}

Table journey_table(const GraphPair& pair, std::size_t p)
{
    const Beside beside(pair);
    const auto& base = pair.baseline.patterns[p];
    const auto* other = other_of(pair, p);
    const auto& then = other == nullptr ? base : *other;
    const Journey &a = base.usual, &b = then.usual;
    Table table;
    table.title = "Residents with " + base.pattern.label;
    table.columns = {{"figure", "figure", ""}, {"unit", "unit", ""}};
    beside.columns(table, "", "", "");
    add_row(table, beside, "contacts of such a resident", "1/year", base.contacts, then.contacts);
    add_row(table, beside, "one contact leads to help", "%", a.helped * 100, b.helped * 100);
    if (a.helped > 0.0 || b.helped > 0.0) {
        add_row(table, beside, "weeks until then", "week", a.weeks, b.weeks);
    }
    for (std::size_t n = 0; n < base.by_need.size(); ++n) {
        add_row(table, beside,
                "… to help with " + pair.model.needs[static_cast<std::size_t>(base.by_need[n].need)].label, "%",
                base.by_need[n].helped * 100, then.by_need[n].helped * 100);
    }
    for (const auto& [end, words] : end_words) {
        const auto at = static_cast<std::size_t>(end);
        if (a.ends[at] >= worth_a_row || b.ends[at] >= worth_a_row) {
            add_row(table, beside, words, "%", a.ends[at] * 100, b.ends[at] * 100);
        }
    }
    add_row(table, beside, "times the story is told", "1", a.assessments, b.assessments);
    add_row(table, beside, "… again, after another desk", "1", a.retold, b.retold);
    add_row(table, beside, "times back at a desk already seen", "1", a.circles, b.circles);
    add_row(table, beside, "asking again: help at last", "%", a.at_last * 100, b.at_last * 100);
    if (a.at_last > 0.0 || b.at_last > 0.0) {
        add_row(table, beside, "… weeks until then", "week", a.weeks_at_last, b.weeks_at_last);
    }
    add_row(table, beside, "… times the story is told", "1", a.assessments_at_last, b.assessments_at_last);
    table.notes = notes_of(pair, pair.baseline, base);
    if (other != nullptr) {
        for (auto& note : notes_of(pair, *pair.other, *other)) {
            table.notes.push_back(std::move(note));
        }
    }
    return table;
}

Table entries_table(const GraphPair& pair, std::size_t p)
{
    const Beside beside(pair);
    const auto& base = pair.baseline.patterns[p];
    const auto* other = other_of(pair, p);
    Table table;
    table.title = "… by where the contact is";
    table.columns.push_back({"entry", "contact", ""});
    beside.columns(table, "per_year_", "contacts", "1/year");
    beside.columns(table, "helped_", "helped", "%");
    beside.columns(table, "weeks_", "weeks", "week");
    std::vector<const graph::EntryReport*> entries;
    for (const auto& entry : base.entries) {
        entries.push_back(&entry);
    }
    const auto same = [](const graph::EntryReport& a, const graph::EntryReport& b) {
        return a.service == b.service && a.how == b.how;
    };
    for (std::size_t e = 0; other != nullptr && e < other->entries.size(); ++e) {
        if (std::none_of(base.entries.begin(), base.entries.end(),
                         [&](const auto& b) { return same(b, other->entries[e]); })) {
            entries.push_back(&other->entries[e]);
        }
    }
    const auto found = [&](const PatternReport* in, const graph::EntryReport& what) -> const graph::EntryReport* {
        if (in == nullptr) {
            return nullptr;
        }
        const auto it =
            std::find_if(in->entries.begin(), in->entries.end(), [&](const auto& e) { return same(e, what); });
        return it == in->entries.end() ? nullptr : &*it;
    };
    for (const auto* entry : entries) {
        const auto *a = found(&base, *entry), *b = found(other, *entry);
        std::vector<Cell> row{entry_text(pair.model, *entry)};
        const auto put = [&](const auto& figure) {
            const double x = a != nullptr ? figure(*a).value_or(0.0) : 0.0;
            const double y = b != nullptr ? figure(*b).value_or(0.0) : 0.0;
            beside.cells(row, a != nullptr && figure(*a) ? &x : nullptr, b != nullptr && figure(*b) ? &y : nullptr);
        };
        using Maybe = std::optional<double>;
        put([](const graph::EntryReport& e) { return e.per_week > 0.0 ? Maybe{e.per_week * 365.25 / 7} : Maybe{}; });
        put([](const graph::EntryReport& e) { return Maybe{e.journey.helped * 100}; });
        put([](const graph::EntryReport& e) { return e.journey.helped > 0.0 ? Maybe{e.journey.weeks} : Maybe{}; });
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table desks_table(const GraphPair& pair)
{
    const Beside beside(pair);
    Table table;
    table.title = "Expected arrivals and capacity of each service, without queues";
    table.columns = {{"service", "service", ""}};
    beside.columns(table, "arrivals_", "arrivals", "1/week");
    beside.columns(table, "admissions_", "admitted", "1/week");
    const auto more = [&](const std::string& name, const std::string& heading, const std::string& unit) {
        table.columns.push_back({name + pair.baseline.name, heading + ", " + pair.baseline.label, unit});
        if (pair.other != nullptr) {
            table.columns.push_back({name + pair.other->name, heading + ", " + pair.other->label, unit});
        }
    };
    more("places_", "room", "1/week");
    more("wait_", "wait", "week");
    more("betweenness_", "between", "1");
    for (std::size_t s = 0; s < pair.model.services.size(); ++s) {
        const auto& base = pair.baseline.services[s];
        const auto& then = pair.other == nullptr ? base : pair.other->services[s];
        if (pair.model.services[s].placebo() || (!base.open && !then.open)) {
            continue;
        }
        std::vector<Cell> row{pair.model.services[s].label};
        beside.cells(row, base.load.arrivals, then.load.arrivals);
        beside.cells(row, base.load.admissions, then.load.admissions);
        const auto put = [&](const auto& figure) {
            row.push_back(figure(base));
            if (pair.other != nullptr) {
                row.push_back(figure(then));
            }
        };
        put([](const graph::ServiceReport& r) { return places(r.load.places); });
        put([](const graph::ServiceReport& r) { return number(r.load.wait()); });
        put([](const graph::ServiceReport& r) { return number(r.betweenness); });
        table.rows.push_back(std::move(row));
    }
    table.notes.emplace_back(
        "arrivals: for assessment or admission. admitted: if there were always room. room: admissions that the "
        "capacity allows in the long run. between: shortest routes of other services that lead through it.");
    table.notes.emplace_back(
        "Expected for all residents at the start, before the warm-up, each referred until a service "
        "helps. A resident asks at one service at a time here; in a run, at several.");
    table.notes.emplace_back("wait: the wait at which as many residents give up as exceed the capacity, before "
                             "assessment or before admission; infinite if no resident gives up.");
    if (auto left_out = sent_by_events(pair.model); !left_out.empty()) {
        table.notes.push_back(std::move(left_out));
    }
    return table;
}

Table needs_table(const GraphPair& pair)
{
    const Beside beside(pair);
    Table table;
    table.title = "How many could be helped in a week, at most (maximum flow), and what limits it (minimum cut)";
    table.columns = {{"need", "need", ""}};
    beside.columns(table, "demand_", "contacts", "1/week");
    beside.columns(table, "helped_", "at most", "1/week");
    beside.columns(table, "present_", "as sent now", "1/week");
    const auto say = [&](const graph::ScenarioReport& report, const graph::Bottleneck& b) {
        table.notes.push_back(pair.model.needs[static_cast<std::size_t>(b.need)].label + ", " + report.label + ": " +
                              binding_text(b));
    };
    for (std::size_t n = 0; n < pair.baseline.bottlenecks.size(); ++n) {
        const auto& base = pair.baseline.bottlenecks[n];
        const auto& then = pair.other == nullptr ? base : pair.other->bottlenecks[n];
        if (base.demand <= 0.0 && then.demand <= 0.0) {
            continue;
        }
        std::vector<Cell> row{pair.model.needs[n].label};
        beside.cells(row, base.demand, then.demand);
        beside.cells(row, base.helped, then.helped);
        beside.cells(row, base.on_present_routes, then.on_present_routes);
        table.rows.push_back(std::move(row));
        say(pair.baseline, base);
        if (pair.other != nullptr) {
            say(*pair.other, then);
        }
    }
    table.notes.emplace_back(
        "at most: if each resident were sent where there is room. as sent now: the same, with no edge "
        "carrying more than it does now. The cut is what limits the former.");
    table.notes.emplace_back(
        "Each need is taken by itself, as if it had the whole capacity of every service that treats it: "
        "an upper bound.");
    return table;
}

Table structure_table(const GraphPair& pair)
{
    const Beside beside(pair);
    Table table;
    table.title = "The shape of the graph";
    table.columns = {{"figure", "figure", ""}};
    beside.columns(table, "", "", "");
    const auto& a = pair.baseline;
    const auto& b = pair.other == nullptr ? a : *pair.other;
    const auto count = [](const auto& things) {
        return static_cast<double>(std::count_if(things.begin(), things.end(), [](const auto& x) { return x.open; }));
    };
    const auto add = [&](const std::string& what, double x, double y) {
        std::vector<Cell> row{what};
        beside.cells(row, x, y);
        table.rows.push_back(std::move(row));
    };
    add("open services", count(a.services), count(b.services));
    add("open edges", count(a.edges), count(b.edges));
    add("groups of services that send residents back to one another", static_cast<double>(a.components.size()),
        static_cast<double>(b.components.size()));
    add("circles among them", static_cast<double>(a.cycles.size()), static_cast<double>(b.cycles.size()));
    const auto say = [&](const graph::ScenarioReport& report) {
        for (const auto& group : report.components) {
            std::string names;
            for (const auto s : group) {
                names += (names.empty() ? "" : ", ") + label_of(pair.model, s);
            }
            table.notes.push_back(report.label + ": all lead to one another: " + names);
        }
        if (!report.all_cycles) {
            table.notes.push_back(report.label + ": there are more circles than the program counts");
        }
    };
    say(a);
    if (pair.other != nullptr) {
        say(b);
    }
    return table;
}

} // namespace

std::string entry_text(const Model& model, const graph::EntryReport& entry)
{
    const auto& label = label_of(model, entry.service);
    switch (entry.how) {
    case graph::Entry::How::asks:
        return "asks at " + label;
    case graph::Entry::How::crisis:
        return "crisis answered by " + label;
    case graph::Entry::How::outreach:
        return "invited by " + label;
    }
    return label;
}

std::string sent_by_events(const Model& model)
{
    std::set<std::string> names;
    const auto add = [&](const Consequence& then) {
        if (then.refers >= 0) {
            names.insert(label_of(model, then.refers));
        }
    };
    for (const auto& sequel : model.sequels) {
        add(sequel.what);
    }
    for (const auto& crisis : model.crises) {
        std::ranges::for_each(crisis.consequences, add);
    }
    std::string text;
    for (const auto& name : names) {
        text += (text.empty() ? "" : ", ") + name;
    }
    return text.empty() ? "" : "Left out: residents whom consequences of events refer to " + text + ", not by an edge.";
}

std::string binding_text(const graph::Bottleneck& bottleneck)
{
    constexpr double negligible = 1e-9; // [1/week]
    std::string names;
    for (const auto& name : bottleneck.cut) {
        names += (names.empty() ? "" : "; ") + name;
    }
    const bool some_nowhere = bottleneck.nowhere > negligible;
    auto text = !names.empty()                    ? "the limit is " + names
                : bottleneck.helped <= negligible ? std::string("no contact can lead to help with it")
                : some_nowhere ? std::string("no limit: every contact with a route to help could be helped")
                               : std::string("no limit: every contact could be helped");
    if (some_nowhere) {
        text += fmt::format("; {:.2f} contacts a week have no route to help with it", bottleneck.nowhere);
    }
    return text;
}

std::string round_text(const Model& model, const std::vector<ServiceId>& services)
{
    std::string text;
    for (const auto s : services) {
        text += label_of(model, s) + " → ";
    }
    return services.empty() ? text : text + label_of(model, services.front());
}

std::vector<Table> graph_tables(const GraphPair& pair)
{
    std::vector<Table> tables{overview(pair)};
    for (std::size_t p = 0; p < pair.baseline.patterns.size(); ++p) {
        tables.push_back(journey_table(pair, p));
        tables.push_back(entries_table(pair, p));
    }
    tables.push_back(desks_table(pair));
    tables.push_back(needs_table(pair));
    tables.push_back(structure_table(pair));
    return tables;
}

} // namespace meam::analysis
