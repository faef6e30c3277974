#include "experiments/reading/consequences.hpp"

#include "experiments/reading/whom.hpp"

#include "sim/draws.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <functional>

namespace meam::reading {
namespace {

/// A need that moves by itself. @return -1, with a mistake, where it is read off a circumstance
NeedId free_need(Reader& read, Section& at, std::string_view key)
{
    if (!at.has(key)) {
        return -1;
    }
    const NeedId need = read.need(at, key);
    if (need >= 0 && read.model.needs[static_cast<std::size_t>(need)].circumstance >= 0) {
        at.mistake("E211", key, "a need that follows a circumstance does not get worse or better by itself",
                   "move = { circumstance = …, to = … }");
        return -1;
    }
    return need;
}

void read_move(Reader& read, Section& at, Consequence& then)
{
    auto move = at.child("move");
    if (!move) {
        return;
    }
    then.circumstance = read.named(*move, "circumstance", "circumstance", read.names.circumstances);
    if (then.circumstance < 0) {
        return;
    }
    const auto& states = read.model.circumstances[static_cast<std::size_t>(then.circumstance)].states;
    then.to_state = read.named(*move, "to", "state", states);
    if (then.to_state < 0) {
        then.circumstance = -1;
    }
    for (const auto& word : at.texts("only_from")) {
        if (const int s = Names::index(states, word); s >= 0) {
            then.only_from.push_back(s);
        } else {
            at.unknown("E203", "only_from", "state", word, states);
        }
    }
}

} // namespace

Consequence read_consequence(Reader& read, Section& at)
{
    Consequence then;
    then.name = at.name();
    then.process = name_hash(at.path());
    then.chance = read.chance(at, "chance");
    if (then.chance < 0) {
        at.mistake("E105", "", "this consequence has no `chance`", "a probability, 0 to 1");
        then.chance = read.sure(at.path() + ".chance", 0.0, at.spot());
    }
    then.worsens = free_need(read, at, "worsen");
    then.eases = free_need(read, at, "ease");
    read_move(read, at, then);
    then.death = at.declares("death") ? at.flag("death") : at.has_undeclared("death");
    then.departs = at.flag("departs");
    if (at.has("refer")) {
        then.refers = read.named(at, "refer", "service", read.names.services);
    }
    if (at.has("forget")) {
        then.forgets = static_cast<Forgets>(Names::index(forgets_names, at.choice("forget")));
    }
    then.only_if = read.need_levels(at, "only_if");
    then.whom = read_reach(read, at, Ranked::no);
    const std::vector<std::string_view> kinds{"worsen", "ease", "move", "refer", "forget"};
    const bool says = std::ranges::any_of(kinds, [&](std::string_view kind) { return at.has(kind); });
    if (!says && !then.death && !then.departs) {
        at.mistake("E212", "",
                   "this consequence has no effect: it has no `worsen`, `ease`, `move`, `refer`, `forget`, `departs` "
                   "or `death`",
                   "one of them");
    }
    return then;
}

namespace {

struct Raised {
    EventId event;
    ServiceId at; ///< -1: at none, or at any
};

/// The events that a consequence brings about in its turn.
std::vector<Raised> raised_by(const Model& model, const Consequence& then)
{
    std::vector<Raised> events;
    const auto add = [&](Event event, ServiceId at) { events.push_back({static_cast<EventId>(event), at}); };
    const auto treats = [](const Service& service, NeedId need) {
        return std::ranges::any_of(service.treats, [&](const auto& treated) { return treated.first == need; });
    };
    if (then.circumstance >= 0) {
        const auto& circumstance = model.circumstances[static_cast<std::size_t>(then.circumstance)];
        events.push_back({circumstance.first_event + then.to_state, -1});
        if (circumstance.away[static_cast<std::size_t>(then.to_state)]) {
            add(Event::ended_by_custody, -1);
        }
    }
    if (then.refers >= 0) { // there, or at the service that it was merged into
        add(Event::presented, -1);
    }
    for (const auto& circumstance : model.circumstances) {
        const auto moved_to = std::ranges::find(circumstance.elsewhere, true);
        if (then.departs && moved_to != circumstance.elsewhere.end()) {
            events.push_back(
                {circumstance.first_event + static_cast<int>(moved_to - circumstance.elsewhere.begin()), -1});
        }
    }
    for (std::size_t s = 0; s < model.services.size(); ++s) {
        const auto& service = model.services[s];
        if (then.circumstance >= 0 && service.holds_circumstance == then.circumstance &&
            service.holds_state != then.to_state) { // its bed is left
            add(Event::completed, static_cast<ServiceId>(s));
        }
        if (then.worsens >= 0 && !service.escalate.empty() && treats(service, then.worsens)) { // it may send them on
            add(Event::referred_on, static_cast<ServiceId>(s));
            add(Event::lost, static_cast<ServiceId>(s));
        }
    }
    return events;
}

/// Refuses sequels that would follow from themselves.
void check_ends(Reader& read, std::vector<Section>& sections)
{
    const auto& sequels = read.model.sequels;
    std::vector<int> state(sequels.size(), 0); // 1: being followed, 2: known to end
    const std::function<bool(std::size_t)> ends = [&](std::size_t s) {
        if (state[s] != 0) {
            return state[s] == 2;
        }
        state[s] = 1;
        for (const auto& raised : raised_by(read.model, sequels[s].what)) {
            for (const int next : read.model.followed_by[static_cast<std::size_t>(raised.event)]) {
                const auto& at = sequels[static_cast<std::size_t>(next)].at;
                const bool elsewhere = raised.at >= 0 && !at.empty() && std::ranges::find(at, raised.at) == at.end();
                if (!elsewhere && !ends(static_cast<std::size_t>(next))) {
                    return false;
                }
            }
        }
        state[s] = 2;
        return true;
    };
    for (std::size_t s = 0; s < sequels.size(); ++s) {
        if (state[s] == 0 && !ends(s)) {
            sections[s].mistake("E222", "on", "`" + sequels[s].what.name + "` follows from itself, without end",
                                "an event that it does not bring about, by itself or through others");
            return;
        }
    }
}

} // namespace

void read_sequels(Reader& read, Section& root)
{
    auto sections = root.children("then");
    auto known = read.model.events;
    known.emplace_back("refused");
    for (auto& section : sections) {
        Sequel sequel;
        const auto words = section.texts("on");
        if (words.empty() && (!section.has("on") || section.is_array("on"))) {
            section.mistake("E105", section.has("on") ? "on" : "", "`" + section.path() + "` follows no event",
                            "on = [\"missed\"]");
        }
        for (const auto& word : words) {
            const auto events = events_named(read.model, word);
            if (events.empty()) {
                section.unknown("E213", "on", "event", word, known);
            }
            sequel.on.insert(sequel.on.end(), events.begin(), events.end());
        }
        sequel.at = read.services(section, "at");
        sequel.what = read_consequence(read, section);
        if (sequel.what.death) {
            section.mistake("E212", "death", "a sequel cannot be a death",
                            "[death.<cause>], or `death` after a crisis");
        }
        for (const EventId event : sequel.on) {
            read.model.followed_by[static_cast<std::size_t>(event)].push_back(
                static_cast<int>(read.model.sequels.size()));
        }
        read.model.sequels.push_back(std::move(sequel));
    }
    check_ends(read, sections);
}

} // namespace meam::reading
