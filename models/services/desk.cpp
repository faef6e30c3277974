#include "models/services/desk.hpp"

#include "models/population/conditions.hpp"
#include "models/processes/admission.hpp"
#include "models/processes/episodes.hpp"
#include "models/processes/help_seeking.hpp"
#include "models/services/capacity.hpp"
#include "sim/mathematics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace meam {
namespace {

/// One service, answering.
class Answer {
public:
    Answer(const ServicesView& view, ServiceId id, Desk& desk, std::vector<Decision>& decisions)
        : view_(view), id_(id), service_(view.model.services[static_cast<std::size_t>(id)]), desk_(desk),
          decisions_(decisions), shared_(view.by_reach[0])
    {}

    void week()
    {
        wait_on();
        const bool open = view_.answering[static_cast<std::size_t>(id_)] == id_;
        if (desk_.was_open && !open) {
            close();
        }
        desk_.was_open = open;
        lose_workers();
        if (!open) {
            return;
        }
        invite();
        assess();
        admit();
        draw_in();
    }

private:
    ResidentStep moment(ResidentId resident)
    {
        auto& r = view_.residents.seen(resident);
        return {view_.model, view_.layout,    view_.by_reach[r.reach],
                shared_,     view_.answering, view_.key,
                view_.now,   resident,        r,
                scratch_,    false,           {}};
    }

    Decision& decide(Outcome outcome, ResidentId resident)
    {
        decisions_.push_back({outcome, static_cast<std::uint8_t>(id_), resident});
        return decisions_.back();
    }

    void close()
    {
        const bool transfer =
            service_.closing == Closing::transfer && view_.answering[static_cast<std::size_t>(id_)] >= 0;
        for (const bool assessed : {false, true}) {
            for (const auto& waiting : assessed ? desk_.treatment : desk_.assessment) {
                decide(transfer ? Outcome::transferred : Outcome::sent_away, waiting.resident);
                if (!transfer) {
                    desk_.turned_out[assessed ? 1 : 0].push_back(waiting.resident);
                }
            }
        }
        if (service_.closing != Closing::drain) {
            for (const ResidentId resident : desk_.inside) {
                decide(transfer ? Outcome::transferred : Outcome::sent_away, resident);
            }
        }
    }

    /// Residents whom a closure turned out of a queue wait on as they did in it: until they give up, die or are away.
    void wait_on()
    {
        for (auto& queue : desk_.turned_out) {
            std::erase_if(queue, [&](ResidentId resident) {
                const auto m = moment(resident);
                Point point;
                return m.resident.standing != Standing::present || !m.can_come() ||
                       (service_.abandonment >= 0 && m.field(service_.abandonment_process)
                                                         .first_in(view_.now, m.hazard(service_.abandonment), point));
            });
        }
    }

    /// A worker without cases is drawn only if the post would then be vacant.
    void lose_workers()
    {
        const Week vacancy = weeks_vacant(service_, shared_);
        if (service_.turnover < 0 || (desk_.inside.empty() && vacancy == 0)) {
            return;
        }
        if (vacancy > 0) {
            posts();
        }
        const double a_week = shared_.per_week(service_.turnover, Covariates{}) * under_strain();
        desk_.turnover_cut = desk_.turnover_cut || a_week > highest_hazard;
        const Hazard hazard = to_hazard(a_week);
        for (std::size_t worker = 0; worker < std::min(desk_.cases.size(), paid_posts()); ++worker) {
            begin_and_settle(worker);
            Point point;
            if ((desk_.cases[worker] > 0 || vacancy > 0) && !vacant(desk_, worker, view_.now) &&
                Field(view_.key, static_cast<std::uint32_t>(worker), service_.turnover_process)
                    .first_in(view_.now, hazard, point)) {
                expect(desk_.vacant_until, worker, vacancy > 0, view_.now + vacancy);
                expect(desk_.new_until, worker, training() > 0, view_.now + vacancy + training());
                decide_of_cases(worker, Outcome::worker_left);
                if (training() > 0 && vacancy == 0) {
                    decide_of_cases(worker, Outcome::worker_new);
                }
            }
        }
    }

    /// Posts from here on are volunteers', who leave as residents do.
    [[nodiscard]] std::size_t paid_posts() const
    {
        return service_.volunteers.circumstance < 0
                   ? desk_.cases.size()
                   : static_cast<std::size_t>(std::ceil(shared_.number(service_.workers, 0.0)));
    }

    /// Workers above their caseload leave sooner, and so do workers with less supervision than they need.
    [[nodiscard]] double under_strain() const
    {
        constexpr double tenths = 10.0;
        double factor = 1.0;
        if (service_.strain.set()) {
            const double above = std::max(0.0, load(service_, shared_, desk_, view_.now) - 1.0);
            factor *= power(shared_.number(service_.strain, 1.0), tenths * above);
        }
        if (service_.unsupervised.set()) {
            const double lacks = 1.0 - shared_.number(service_.supervision, 1.0);
            factor *= power(shared_.number(service_.unsupervised, 1.0), lacks);
        }
        return factor;
    }

    /// Fills vacant posts that are due this week, and moves newcomers one step towards full experience.
    void begin_and_settle(std::size_t worker)
    {
        if (inexperience(worker, view_.now) != inexperience(worker, view_.now - 1)) {
            decide_of_cases(worker, Outcome::worker_new);
        }
    }

    static void expect(std::vector<Week>& by_worker, std::size_t worker, bool any, Week until)
    {
        if (any) {
            by_worker.resize(std::max(by_worker.size(), worker + 1), 0);
            by_worker[worker] = until;
        }
    }

    void decide_of_cases(std::size_t worker, Outcome outcome)
    {
        for (const ResidentId resident : desk_.inside) {
            const auto& r = std::as_const(view_.residents)[resident];
            if (const int i = engagement_with(r, id_);
                i >= 0 && r.engaged[static_cast<std::size_t>(i)].worker == worker) {
                auto& decision = decide(outcome, resident);
                decision.inexperience = inexperience(worker, view_.now);
            }
        }
    }

    /// Outreach to the residents with most recorded demand.
    void invite()
    {
        if (!service_.outreach) {
            return;
        }
        const auto every = std::max(1, static_cast<int>(shared_.number(service_.outreach->every, 4.0) + 0.5));
        if (view_.now % every != 0) {
            return;
        }
        for (const ResidentId resident : looked_for(*service_.outreach)) {
            const auto m = moment(resident);
            if (m.resident.standing == Standing::present && m.can_come() && engagement_with(m.resident, id_) < 0 &&
                (m.resident.written_off & service_bit(id_)) == 0 &&
                m.happens(service_.outreach->accepted, service_.outreach_process)) {
                decide(Outcome::invited, resident);
            }
        }
    }

    /// The first `top` of those whom outreach means, whether they are here already or not.
    std::vector<ResidentId> looked_for(const Outreach& outreach)
    {
        const auto top = static_cast<std::size_t>(shared_.number(outreach.top, 0.0));
        const auto meant = [&](ResidentId id) {
            const auto& r = std::as_const(view_.residents)[id];
            const bool passed_over =
                !outreach.counts_engaged && (engagement_with(r, id_) >= 0 || (r.written_off >> id_ & 1U) != 0);
            return !passed_over && covers(view_.model, outreach.whom, r);
        };
        std::vector<ResidentId> first;
        if (outreach.by != OutreachTargeting::random) {
            const auto& ranking = view_.rankings[static_cast<std::size_t>(id_)];
            for (auto it = ranking.begin(); it != ranking.end() && first.size() < top; ++it) {
                if (meant(*it)) {
                    first.push_back(*it);
                }
            }
            return first;
        }
        std::vector<std::pair<std::uint32_t, ResidentId>> drawn;
        for (ResidentId id = 0; id < view_.residents.size(); ++id) {
            const auto& r = std::as_const(view_.residents)[id];
            if (r.standing == Standing::present && lives_here(view_.model, r.covariates) && meant(id)) {
                const auto week = static_cast<std::uint32_t>(view_.now);
                drawn.emplace_back(block(view_.key, {id, service_.search_process, week, 0})[0], id);
            }
        }
        const auto end = drawn.begin() + static_cast<std::ptrdiff_t>(std::min(top, drawn.size()));
        std::partial_sort(drawn.begin(), end, drawn.end());
        std::transform(drawn.begin(), end, std::back_inserter(first), [](const auto& one) { return one.second; });
        return first;
    }

    void assess()
    {
        if (desk_.assessment.empty()) {
            return;
        }
        std::size_t slots = desk_.assessment.size();
        if (service_.assessments.set()) {
            desk_.assessment_credit += shared_.number(service_.assessments, 0.0);
            const auto whole = static_cast<std::size_t>(desk_.assessment_credit);
            slots = std::min(slots, whole);
            desk_.assessment_credit -= static_cast<double>(whole); // an hour not used is gone
        }
        for (std::size_t i = 0; i < slots; ++i) {
            assess(desk_.assessment[i]);
        }
        desk_.assessment.erase(desk_.assessment.begin(), desk_.assessment.begin() + static_cast<std::ptrdiff_t>(slots));
    }

    /// Needs that assessment finds: those the service treats, and each other one by chance.
    std::uint16_t found(const ResidentStep& m)
    {
        std::uint16_t needs = 0;
        for (std::size_t n = 0; n < view_.model.needs.size(); ++n) {
            const int need = static_cast<int>(n);
            const bool treated =
                std::find(service_.for_needs.begin(), service_.for_needs.end(), need) != service_.for_needs.end();
            if (m.severity(need) > 0 &&
                (treated || m.draw(service_.discovery_process[n]) < shared_.number(service_.discovery, 0.0))) {
                needs |= static_cast<std::uint16_t>(1U << n);
            }
        }
        return needs;
    }

    void assess(const Waiting& waiting)
    {
        const auto m = moment(waiting.resident);
        const auto needs = found(m);
        const auto known =
            static_cast<std::uint16_t>(needs | m.resident.known[static_cast<std::size_t>(service_.agency_index)]);
        const auto chance = [&](ChanceId id, std::uint32_t which) {
            return id >= 0 && m.happens(id, service_.assess_process, which);
        };
        const auto refuse = [&](Outcome outcome) {
            const bool dumped = outcome != Outcome::passed_on && chance(service_.dumped, 2);
            auto& decision = decide(outcome, waiting.resident);
            decision.found = needs;
            decision.dumped = dumped;
        };
        if (service_.placebo()) {
            if (below_threshold(m, service_, desk_.treatment.size())) {
                decide(Outcome::dropped, waiting.resident);
            } else {
                take(waiting, needs, Outcome::treatment_queue);
            }
        } else if (chance(service_.written_off, 1)) {
            decide(Outcome::written_off, waiting.resident).found = needs;
        } else if (excluded(m, id_, known, view_.learned)) {
            refuse(Outcome::excluded);
        } else if (service_.treats.empty() && service_.grants_circumstance < 0 && service_.holds_circumstance < 0) {
            refuse(Outcome::passed_on);
        } else if (below_threshold(m, service_, desk_.treatment.size())) {
            refuse(Outcome::below_threshold);
        } else if (chance(service_.parked, 3)) {
            decide(Outcome::parked, waiting.resident).found = needs;
        } else {
            take(waiting, needs,
                 chance(service_.not_prioritised, 4) ? Outcome::not_prioritised : Outcome::treatment_queue);
        }
    }

    void take(const Waiting& waiting, std::uint16_t needs, Outcome outcome)
    {
        auto place = waiting;
        place.since = view_.now;
        if (outcome == Outcome::not_prioritised) {
            place.priority = last_band(service_);
        } else if (place.priority > 0) { // not escalated: the band as things stand now
            place.priority = band_of(view_.model, service_, std::as_const(view_.residents)[waiting.resident]);
        }
        desk_.treatment.insert(std::lower_bound(desk_.treatment.begin(), desk_.treatment.end(), place), place);
        auto& decision = decide(outcome, waiting.resident);
        decision.found = needs;
        decision.priority = place.priority;
    }

    void admit()
    {
        int free = places(service_, shared_, desk_, view_.now) - static_cast<int>(desk_.inside.size());
        if (service_.supply.set()) {
            desk_.supply_credit += shared_.number(service_.supply, 0.0);
            free = static_cast<int>(desk_.supply_credit);
            desk_.supply_credit -= free; // unclaimed lettings go to residents outside the model
        }
        std::size_t taken = 0;
        for (; free > 0 && taken < desk_.treatment.size(); ++taken) {
            const auto& head = desk_.treatment[taken];
            const auto& r = std::as_const(view_.residents)[head.resident];
            if (!in_need(view_.model, service_, r) || !eligible(view_.model, service_, r)) {
                decide(Outcome::dropped, head.resident);
                continue;
            }
            --free;
            auto& decision = decide(Outcome::admitted, head.resident);
            if (!service_.supply.set()) {
                decision.worker = next_worker();
                decision.inexperience = inexperience(decision.worker, view_.now);
                ++desk_.cases[decision.worker];
                desk_.inside.insert(std::lower_bound(desk_.inside.begin(), desk_.inside.end(), head.resident),
                                    head.resident);
            }
        }
        desk_.treatment.erase(desk_.treatment.begin(), desk_.treatment.begin() + static_cast<std::ptrdiff_t>(taken));
    }

    /// How many there are now; each has its place in `cases`.
    std::size_t posts()
    {
        const auto workers =
            std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(workers_of(service_, shared_, desk_))));
        if (desk_.cases.size() < workers) {
            desk_.cases.resize(workers, 0);
        }
        return workers;
    }

    /// Steps until a worker is fully experienced; 0 if the service has no newcomers.
    [[nodiscard]] std::uint8_t inexperience(std::size_t worker, Week week) const
    {
        if (worker >= desk_.new_until.size() || week >= desk_.new_until[worker] || vacant(desk_, worker, week)) {
            return 0;
        }
        const int steps = newcomer_steps(service_, shared_);
        const int weeks = std::max(1, training());
        const int left = desk_.new_until[worker] - week;
        return static_cast<std::uint8_t>(std::clamp((left * steps + weeks - 1) / weeks, 1, steps));
    }

    [[nodiscard]] Week training() const
    {
        return static_cast<Week>(shared_.number(service_.newcomer_weeks, 0.0) + 0.5);
    }

    /// The worker with the fewest cases, the first of several; of posts that are vacant only where all are.
    std::uint16_t next_worker()
    {
        const auto workers = posts();
        const auto load = [&](std::size_t worker) {
            return std::pair(vacant(desk_, worker, view_.now), desk_.cases[worker]);
        };
        std::size_t best = 0;
        for (std::size_t worker = 1; worker < workers; ++worker) {
            best = load(worker) < load(best) ? worker : best;
        }
        return static_cast<std::uint16_t>(best);
    }

    /// A hub brings other services in for those it holds: no second assessment, and what excludes may be unblocked.
    void draw_in()
    {
        if (!service_.key_work) {
            return;
        }
        const double budget = shared_.number(service_.unblock_budget, 0.0);
        desk_.budget_credit = std::min(budget, desk_.budget_credit + budget * years_per_week);
        for (const ResidentId resident : desk_.inside) {
            const auto m = moment(resident);
            if (engagement_with(m.resident, id_) < 0 || !m.can_come()) {
                continue;
            }
            draw_for(m);
        }
    }

    void draw_for(const ResidentStep& m)
    {
        struct Candidate {
            int severity;
            EdgeId edge;
        };
        std::vector<Candidate> candidates;
        for (const EdgeId id : service_.draw) {
            const auto& edge = view_.model.edges[static_cast<std::size_t>(id)];
            if (usable(m, edge, service_.unblocks_written_off)) {
                const auto& target = view_.model.services[static_cast<std::size_t>(edge.to)];
                if (const int severity = needs_drawing(m, target); severity > 0) {
                    candidates.push_back({severity, id});
                }
            }
        }
        if (!is_on(shared_.number(service_.parallel, 0.0))) {
            const bool busy = std::ranges::any_of(m.resident.engaged, [](const Engagement& e) { return e.drawn; });
            std::stable_sort(candidates.begin(), candidates.end(),
                             [](const Candidate& a, const Candidate& b) { return a.severity > b.severity; });
            candidates.resize(busy ? 0 : std::min<std::size_t>(1, candidates.size()));
        }
        for (const auto& candidate : candidates) {
            draw(m, candidate.edge);
        }
    }

    /// Needs for which the hub has not yet referred the resident to a service. The hub's own treatment does not count.
    int needs_drawing(const ResidentStep& m, const Service& target) const
    {
        int highest = 0;
        for (const auto& [need, effect] : target.treats) {
            bool others = false;
            for (const auto& e : m.resident.engaged) {
                const auto& engaged = view_.model.services[e.service];
                others = others || (e.service != id_ && !engaged.placebo() &&
                                    std::any_of(engaged.treats.begin(), engaged.treats.end(),
                                                [&](const auto& t) { return t.first == need; }));
            }
            if (!others) {
                highest = std::max(highest, m.severity(need));
            }
        }
        if (target.treats.empty() && (target.grants_circumstance >= 0 || target.holds_circumstance >= 0)) {
            highest = std::max(highest, target.eligible.empty() ? 0 : 3);
        }
        return highest;
    }

    void draw(const ResidentStep& m, EdgeId id)
    {
        const auto& edge = view_.model.edges[static_cast<std::size_t>(id)];
        const auto& target = view_.model.services[static_cast<std::size_t>(edge.to)];
        bool unblocked = false;
        const bool written_off =
            (m.resident.written_off & service_bit(view_.answering[static_cast<std::size_t>(edge.to)])) != 0;
        const auto known = m.resident.known[static_cast<std::size_t>(target.agency_index)];
        const bool kept_out = excluded(m, edge.to, known, view_.learned);
        if (written_off || kept_out) {
            const double cost = shared_.number(service_.unblock_cost, std::numeric_limits<double>::infinity());
            if (desk_.budget_credit < cost) {
                return;
            }
            desk_.budget_credit -= cost;
            unblocked = true;
            desk_.blockers.resize(view_.model.services.size(), 0);
            auto& records = desk_.blockers[static_cast<std::size_t>(edge.to)];
            if (kept_out) {
                ++records;
            }
            if (kept_out && service_.learning_after.set() && records >= shared_.number(service_.learning_after, 0.0)) {
                desk_.learned |= service_bit(edge.to);
            }
        }
        auto& decision = decide(Outcome::drawn_in, m.id);
        decision.edge = id;
        decision.unblocked = unblocked;
    }

    const ServicesView& view_;
    ServiceId id_;
    const Service& service_;
    Desk& desk_;
    std::vector<Decision>& decisions_;
    const Tables& shared_;
    Chunk scratch_;
};

} // namespace

void answer(const ServicesView& view, ServiceId id, Desk& desk, std::vector<Decision>& decisions)
{
    Answer(view, id, desk, decisions).week();
}

} // namespace meam
