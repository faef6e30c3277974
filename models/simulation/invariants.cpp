#include "models/simulation/world.hpp"

#include "models/processes/help_seeking.hpp"
#include "models/services/capacity.hpp"
#include "sim/parallel.hpp"

#include <algorithm>
#include <functional>
#include <map>

namespace meam {
namespace {

std::string line(const std::string& what, long long is, long long should)
{
    return what + ": " + std::to_string(is) + ", should be " + std::to_string(should);
}

/// Whether the tallies hold the resident's current state. (Treatment bands and age may already be those of the next
/// week.)
bool counts_are_current(const Model& model, const Resident& r)
{
    for (std::size_t c = 0; c < model.covariates.size(); ++c) {
        const bool by_itself =
            static_cast<int>(c) == model.attributes.age || static_cast<int>(c) == model.attributes.untreated ||
            std::ranges::any_of(model.needs, [&](const Need& need) { return need.treatment == static_cast<int>(c); });
        if (model.depends.observed[c] && !by_itself && r.counted[c] != r.covariates[c]) {
            return false;
        }
    }
    return true;
}

} // namespace

/// Recounts residents, chunk by chunk.
std::vector<World::Recount> World::recount_residents() const
{
    const auto& model = *setting_.model;
    const auto& layout = *setting_.layout;
    std::vector<Recount> recounts(chunks_.size());
    parallel::for_each(chunks_.size(), [&](std::size_t c) {
        auto& [recount, at_services, wrong] = recounts[c];
        recount.resize(layout.size(), 0);
        at_services.resize(model.services.size());
        const auto first = setting_.chunking.first(c);
        const auto end = setting_.chunking.end(c, state_.arrived);
        for (ResidentId id = first; id < end; ++id) {
            const auto& r = state_.residents[id];
            count_presence(presence_of(model, layout, r.counted, r.counted_standing), strata::of(model, r), 1, recount);
            if (r.counted_standing != r.standing ||
                (r.standing == Standing::present && !counts_are_current(model, r))) {
                wrong.push_back("resident " + std::to_string(id) + " is not counted as it stands");
            }
            std::uint64_t seen = 0;
            for (const auto& e : r.engaged) {
                auto& at = at_services[e.service];
                at.assessment += e.stage == Stage::waiting_assessment ? 1 : 0;
                at.treatment += e.stage == Stage::waiting_treatment ? 1 : 0;
                at.inside += e.stage == Stage::in_treatment ? 1 : 0;
                if ((seen >> e.service & 1U) != 0) {
                    wrong.push_back("resident " + std::to_string(id) + " is twice with " +
                                    model.services[e.service].name);
                }
                seen |= service_bit(e.service);
            }
        }
    });
    return recounts;
}

std::vector<std::string> World::audit() const
{
    const auto& model = *setting_.model;
    const auto& layout = *setting_.layout;
    std::vector<std::string> wrong;
    const auto expect = [&](const std::string& what, long long is, long long should) {
        if (is != should) {
            wrong.push_back(line(what, is, should));
        }
    };

    // Residents: each who ever arrived is counted once; incremental counts equal a recount.
    const auto recounts = recount_residents();
    std::vector<std::int32_t> recount(layout.size(), 0);
    std::vector<Recount::AtService> at_services(model.services.size());
    for (const auto& of_chunk : recounts) {
        std::ranges::transform(recount, of_chunk.recount, recount.begin(), std::plus{});
        std::ranges::transform(at_services, of_chunk.at_services, at_services.begin(), std::plus{});
        wrong.insert(wrong.end(), of_chunk.wrong.begin(), of_chunk.wrong.end());
    }
    long long standing = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        standing += recount[layout.population + i];
    }
    expect("residents standing somewhere", standing, state_.arrived);
    for (const auto& block : layout.blocks()) {
        if (block.flow || block.name == "caseload") {
            continue;
        }
        for (std::size_t i = 0; i < block.size; ++i) {
            expect(block.name + " cell " + std::to_string(i), row_[block.offset + i], recount[block.offset + i]);
        }
    }

    // Slots: the residents of a service's queues and episodes are those whose engagements say so, each once.
    for (std::size_t s = 0; s < model.services.size(); ++s) {
        const auto& service = model.services[s];
        const auto& desk = state_.desks[s];
        const auto [assessment, treatment, inside] = at_services[s];
        expect(service.name + " waiting for assessment", static_cast<long long>(desk.assessment.size()), assessment);
        expect(service.name + " waiting for treatment", static_cast<long long>(desk.treatment.size()), treatment);
        expect(service.name + " in treatment", static_cast<long long>(desk.inside.size()), inside);
        long long cases = 0;
        for (const auto c : desk.cases) {
            cases += c;
        }
        expect(service.name + " cases of its workers", cases, static_cast<long long>(desk.inside.size()));
        if (desk.inside.size() > static_cast<std::size_t>(places(service, shared(), desk, state_.now - 1)) &&
            row_[layout.desk_cell(static_cast<ServiceId>(s), Event::admitted)] > 0 && !service.supply.set()) {
            wrong.push_back(service.name + " admitted over its capacity");
        }
        // A resident in a bed is in the state that the bed means.
        if (service.holds_circumstance >= 0) {
            const auto& c = model.circumstances[static_cast<std::size_t>(service.holds_circumstance)];
            for (const ResidentId id : desk.inside) {
                expect(service.name + " resident " + std::to_string(id) + " state",
                       state_.residents[id].covariates[static_cast<std::size_t>(c.covariate)], service.holds_state);
            }
        }
    }
    if (state_.overflows > 0) {
        wrong.push_back(std::to_string(state_.overflows) + " engagements found no room in a resident's list");
    }

    // Contacts: counts by stratum and counts by purpose have the same sums.
    for (std::size_t c = 0; c < model.channels.size(); ++c) {
        const int channel = static_cast<int>(c);
        for (int outcome = 0; outcome < 4 && !model.purposes.empty(); ++outcome) {
            long long by_purpose = 0;
            for (std::size_t p = 0; p < model.purposes.size(); ++p) {
                by_purpose += row_[layout.purpose_cell(static_cast<int>(p), channel, outcome)];
            }
            expect(model.channels[c].name + " contacts by purpose", by_purpose,
                   row_[layout.contact_cell(strata::all, channel, outcome)]);
        }
    }

    // Crises: each count is a subset of the one before.
    for (std::size_t c = 0; c < model.crises.size(); ++c) {
        for (int count = 1; count < 4; ++count) {
            const int i = static_cast<int>(c);
            if (row_[layout.crisis_cell(strata::all, i, count)] > row_[layout.crisis_cell(strata::all, i, count - 1)]) {
                wrong.push_back(model.crises[c].name + ": a later count exceeds an earlier one");
            }
        }
    }
    return wrong;
}

} // namespace meam
