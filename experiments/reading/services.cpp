// Services, as [service.X] says.

#include "experiments/reading/outreach.hpp"
#include "experiments/reading/whom.hpp"

#include "models/state/state.hpp"
#include "sim/draws.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace meam::reading {
namespace {

/// A circumstance and one of its states, from { circumstance = …, <key> = … }.
std::pair<int, int> state_of(Reader& read, Section& at, std::string_view key)
{
    const int c = read.named(at, "circumstance", "circumstance", read.names.circumstances);
    if (c < 0) {
        return {-1, -1};
    }
    const int state = read.named(at, key, "state", read.model.circumstances[static_cast<std::size_t>(c)].states);
    return {state < 0 ? -1 : c, state};
}

void read_capacity(Reader& read, Section& at, Service& service)
{
    service.workers = read.number(at, "workers", Kind::staff);
    service.caseload = read.number(at, "caseload", Kind::shared);
    service.beds = read.number(at, "beds", Kind::shared);
    service.supply = read.number(at, "supply", Kind::shared);
    service.unlimited = at.flag("unlimited");
    const int stated = (service.workers.set() ? 1 : 0) + (service.beds.set() ? 1 : 0) + (service.supply.set() ? 1 : 0) +
                       (service.unlimited ? 1 : 0);
    if (stated == 0) {
        at.mistake("E220", "", "`" + service.name + "` has no capacity",
                   "workers and caseload, or beds, or supply, or unlimited = true");
    } else if (stated > 1 && !(service.unlimited && service.workers.set() && stated == 2)) {
        at.mistake("E114", "", "`" + service.name + "` states its capacity in more than one way",
                   "one of workers and caseload, beds, supply, unlimited");
    }
    if (service.workers.set() && !service.caseload.set() && !service.unlimited) {
        at.mistake("E105", "workers", "`" + service.name + "` has workers and no caseload",
                   "caseload = residents held by a worker");
    }
}

/// Residents in a state of a circumstance who help out.
void read_volunteers(Reader& read, Section& at, Service& service)
{
    auto of = at.child("volunteers");
    if (!of) {
        return;
    }
    std::tie(service.volunteers.circumstance, service.volunteers.state) = state_of(read, *of, "state");
    service.volunteers.each = read.required(*of, "each", Kind::shared);
    if (!service.workers.set()) {
        at.mistake("E225", "volunteers", "volunteers add to workers, and `" + service.name + "` has no `workers`",
                   "workers and caseload; workers = 0 if all workers are volunteers");
    }
}

void read_help(Reader& read, Section& at, Service& service)
{
    service.treats = read.by_need(at, "treats");
    for (const auto& [need, effect] : service.treats) {
        service.for_needs.push_back(need);
    }
    if (at.has("for")) {
        service.for_needs.clear();
        for (const auto& word : at.texts("for")) {
            if (const int need = Names::index(read.names.needs, word); need >= 0) {
                service.for_needs.push_back(need);
            } else {
                at.unknown("E201", "for", "need", word, read.names.needs);
            }
        }
    }
    service.works_without_relationship = read.number(at, "works_without_relationship");
    service.hours_per_worker = read.number(at, "hours_per_worker", Kind::shared);
    service.hours_needed = read.number(at, "hours_needed", Kind::shared);
    if (auto speeds = at.child("speeds")) {
        for (const auto& name : speeds->names()) {
            const int c = Names::index(read.names.circumstances, name);
            if (c < 0) {
                speeds->unknown("E201", name, "circumstance", name, read.names.circumstances);
                continue;
            }
            const auto& states = read.model.circumstances[static_cast<std::size_t>(c)].states;
            auto to = speeds->child(name);
            for (const auto& state : to ? to->names() : std::vector<std::string>{}) {
                const int s = Names::index(states, state);
                const auto n = read.number(*to, state);
                if (s < 0) {
                    to->unknown("E203", state, "state of " + name, state, states);
                } else {
                    service.speeds.push_back({c, s, n});
                }
            }
        }
    }
    if (auto grants = at.child("grants")) {
        std::tie(service.grants_circumstance, service.grants_state) = state_of(read, *grants, "state");
    }
    if (auto holds = at.child("holds")) {
        std::tie(service.holds_circumstance, service.holds_state) = state_of(read, *holds, "state");
        if (service.holds_circumstance >= 0) {
            service.leaves_to = std::max(
                0, read.named(*holds, "leaves_to", "state",
                              read.model.circumstances[static_cast<std::size_t>(service.holds_circumstance)].states));
        }
    }
    if (service.supply.set() && service.grants_circumstance < 0) {
        at.mistake("E221", "supply", "`" + service.name + "` has a weekly supply and does not state what it supplies",
                   "grants = { circumstance = \"home\", state = \"settled\" }");
    }
    if (auto eligible = at.child("eligible")) {
        for (const auto& name : eligible->names()) {
            const int c = Names::index(read.names.circumstances, name);
            if (c < 0) {
                eligible->unknown("E201", name, "circumstance", name, read.names.circumstances);
                continue;
            }
            const auto& states = read.model.circumstances[static_cast<std::size_t>(c)].states;
            std::vector<bool> asked(states.size(), false);
            for (const auto& word : eligible->texts(name)) {
                if (const int s = Names::index(states, word); s >= 0) {
                    asked[static_cast<std::size_t>(s)] = true;
                } else {
                    eligible->unknown("E203", name, "state of " + name, word, states);
                }
            }
            service.eligible.emplace_back(c, std::move(asked));
        }
    }
    if (at.has("whom")) {
        service.whom = read_reach(read, at, Ranked::no);
    }
}

void read_assessment(Reader& read, Section& at, Service& service)
{
    service.assessments = read.number(at, "assessments", Kind::shared);
    service.threshold = read.number(at, "threshold");
    service.threshold_tightening = read.number(at, "threshold_tightening");
    service.excludes = read.by_need(at, "excludes");
    service.discovery = read.number(at, "discovery", Kind::shared);
    service.written_off = read.chance(at, "written_off");
    service.parked = read.chance(at, "parked");
    service.dumped = read.chance(at, "dumped");
    service.not_prioritised = read.chance(at, "not_prioritised");
    service.parked_for = read.number(at, "parked_for", Kind::shared);
}

void read_episode(Reader& read, Section& at, Service& service)
{
    service.completion = read.hazard(at, "completion");
    service.drop_out = read.hazard(at, "drop_out");
    service.abandonment = read.hazard(at, "abandonment");
    service.missed = read.hazard(at, "missed");
    service.missed_limit = read.number(at, "missed_limit", Kind::shared);
    if (auto stay = at.child("stay")) {
        service.shortest_stay = read.number(*stay, "at_least", Kind::shared);
        service.longest_stay = read.number(*stay, "at_most", Kind::shared);
        service.longest_completes = stay->choice("ends") == "completed";
        const auto& numbers = read.model.numbers;
        if (service.shortest_stay.set() && service.longest_stay.set() &&
            numbers.info(service.shortest_stay).stated.value > numbers.info(service.longest_stay).stated.value) {
            stay->mistake("E224", "at_least", "the shortest stay is longer than the longest",
                          "an `at_least` up to `at_most`; both the same: exactly so long");
        }
    }
    if (auto relationship = at.child("relationship")) {
        service.growth = read.number(*relationship, "growth", Kind::shared);
        service.decay = read.number(*relationship, "decay", Kind::shared);
        service.carry = read.number(*relationship, "carry", Kind::shared);
    }
    if (auto start = at.child("at_start")) {
        read.counts_at_start.push_back(*start);
        service.held_at_start = read.number(*start, "held", Kind::start);
        service.waiting_at_start = read.number(*start, "waiting", Kind::start);
        if (service.held_at_start.set() && service.supply.set()) {
            start->mistake("E227", "held",
                           "`" + service.name + "` has no episodes at the start: what it supplies is given at once",
                           "`waiting` alone, or `beds` in place of `supply`");
        }
    }
    service.turnover = read.hazard(at, "turnover", Kind::shared);
    service.vacancy = read.number(at, "vacancy", Kind::shared);
    service.strain = read.number(at, "strain", Kind::shared);
    if (auto supervision = at.child("supervision")) {
        service.supervision = read.required(*supervision, "given", Kind::shared);
        service.unsupervised = read.required(*supervision, "without", Kind::shared);
    }
    if (auto newcomer = at.child("newcomer")) {
        service.newcomer_weeks = read.number(*newcomer, "weeks", Kind::shared);
        service.newcomer_dose = read.number(*newcomer, "dose", Kind::shared);
        service.newcomer_steps = read.number(*newcomer, "steps", Kind::shared);
    }
    for (const char* const of_posts : {"vacancy", "strain", "supervision", "newcomer"}) {
        if (at.has(of_posts) && (service.turnover < 0 || !service.workers.set())) {
            at.mistake("E225", of_posts,
                       "`" + std::string(of_posts) + "` has no effect: no worker of `" + service.name + "` ever leaves",
                       "`workers` with a `turnover`, or no `" + std::string(of_posts) + "`");
        }
    }
}

void read_cost(Reader& read, Section& at, Service& service)
{
    service.worker_cost = read.number(at, "worker_cost", Kind::shared);
    service.case_cost = read.number(at, "case_cost", Kind::shared);
    service.event_cost = read.number(at, "event_cost", Kind::shared);
    const int ways =
        (service.worker_cost.set() ? 1 : 0) + (service.case_cost.set() ? 1 : 0) + (service.event_cost.set() ? 1 : 0);
    if (ways > 1) {
        at.mistake("E114", "", "`" + service.name + "` states its cost in more than one way",
                   "one of worker_cost (capacity), case_cost, event_cost: never twice for the same work");
    }
    if (service.placebo() && ways > 0) {
        at.mistake("E223", "", "`" + service.name + "` is a placebo and cannot have a cost",
                   "no cost for `" + service.name + "`");
    }
}

/// One agency, or several with their shares.
void read_payers(Reader& read, Section& at, Service& service)
{
    if (!at.is_table("payer")) {
        service.payers = {{read.agency_index(at.text("payer", service.agency)), Number{}}};
        return;
    }
    auto shares = at.child("payer");
    double sum = 0.0;
    for (const auto& agency : shares->names()) {
        const auto share = read.number(*shares, agency, Kind::shared);
        service.payers.emplace_back(read.agency_index(agency), share);
        sum += share.set() ? read.model.numbers.info(share).stated.value : 0.0;
        read.parts_of_one.insert(share.index);
    }
    if (sum < 0.999 || sum > 1.001) {
        at.mistake("E207", "payer", fmt::format("the shares of the payers sum to {:.4g}", sum), "shares that sum to 1");
    }
}

void read_hub(Reader& read, Section& at, Service& service)
{
    if (auto work = at.child("key_work")) {
        service.key_work = true;
        service.parallel =
            read.flag(work->path() + ".parallel", work->choice("mode") == "parallel", work->spot(), Kind::shared);
        service.no_refer_on =
            read.flag(work->path() + ".no_refer_on", work->flag("no_refer_on"), work->spot(), Kind::shared);
        service.unblock_budget = read.number(*work, "unblock_budget", Kind::shared);
        service.unblock_cost = read.number(*work, "unblock_cost", Kind::shared);
        service.unblock_delay = read.number(*work, "unblock_delay", Kind::shared);
        if (work->has("unblocks")) {
            const auto& barriers = work->words("unblocks");
            for (const auto& word : work->texts("unblocks")) {
                if (Names::index(barriers, word) < 0) {
                    work->unknown("E203", "unblocks", "barrier", word, barriers);
                }
                service.unblocks_written_off = service.unblocks_written_off || word == "written_off";
            }
        }
        service.learning_after = read.number(*work, "learning_after", Kind::shared);
    }
    if (auto outreach = at.child("outreach")) {
        service.outreach = read_outreach(read, *outreach);
    }
}

/// The priority bands of its queues.
void read_bands(Reader& read, Section& at, Service& service)
{
    constexpr std::size_t most = 16;
    for (auto& band : at.each("first")) {
        if (!band.has("whom")) {
            band.mistake("E105", "whom", "this band does not state who is in it", "whom = { needs = 3 }");
        }
        service.first.push_back(read_reach(read, band, Ranked::no));
    }
    if (service.first.size() > most) {
        at.mistake("E204", "first", std::to_string(service.first.size()) + " bands", "at most " + std::to_string(most));
    }
}

void name_draws(const Reader& read, Service& service)
{
    const auto address = [&](const char* what) { return name_hash("service." + service.name + "." + what); };
    service.completion_process = address("completion");
    service.drop_out_process = address("drop_out");
    service.abandonment_process = address("abandonment");
    service.missed_process = address("missed");
    service.turnover_process = address("turnover");
    service.assess_process = address("assess");
    service.tie_process = address("tie");
    service.outreach_process = address("outreach");
    service.search_process = address("outreach.search");
    service.start_process = address("at_start");
    for (const auto& need : read.names.needs) {
        service.discovery_process.push_back(name_hash("service." + service.name + ".discovery." + need));
    }
}

} // namespace

void read_services(Reader& read, Section& root)
{
    if (read.names.services.size() > most_services) {
        root.mistake("E204", "service", std::to_string(read.names.services.size()) + " services",
                     "at most " + std::to_string(most_services));
        return;
    }
    for (auto& at : root.children("service")) {
        Service service;
        service.name = at.name();
        service.label = at.text("label", service.name);
        service.spot = at.spot();
        service.agency = at.text("agency");
        service.agency_index = read.agency_index(service.agency);
        read_payers(read, at, service);
        const auto kind = at.choice("kind");
        service.kind = static_cast<ServiceKind>(std::max(0, Names::index(service_kind_names, kind)));
        service.open = read.flag(at.path() + ".open", at.flag("open"), service.spot, Kind::shared);
        service.redirect = read.made(at.path() + ".redirect", -1.0, -1, most_services, service.spot, Kind::shared);
        read.hidden.insert(at.path() + ".redirect");
        const auto closing = at.choice("when");
        service.closing = closing == "drain"      ? Closing::drain
                          : closing == "transfer" ? Closing::transfer
                                                  : Closing::send_away;
        read_bands(read, at, service);
        service.tie_by_resident = at.choice("tie_break") == "resident";
        read_capacity(read, at, service);
        read_volunteers(read, at, service);
        read_help(read, at, service);
        read_assessment(read, at, service);
        read_episode(read, at, service);
        read_cost(read, at, service);
        read_hub(read, at, service);
        if (service.placebo()) { // enrols as a hub would, and touches nothing
            service.treats.clear();
            service.speeds.clear();
            if (service.grants_circumstance >= 0 || service.holds_circumstance >= 0) {
                at.mistake("E223", "", "`" + service.name + "` is a placebo and cannot change a circumstance",
                           "neither `grants` nor `holds`");
            }
        }
        name_draws(read, service);
        read.model.services.push_back(std::move(service));
    }
}

} // namespace meam::reading
