#include "models/state/residents.hpp"

#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

#include <functional>
#include <utility>

using namespace meam;
using namespace meam::tests;

namespace {

using Change = std::function<void(Resident&)>;

/// All that a look can leave behind, one at a time.
std::vector<std::pair<std::string, Change>> traces(const Model& model)
{
    const auto severity = static_cast<std::size_t>(model.needs.front().severity);
    return {{"standing", [](Resident& r) { r.standing = Standing::dead; }},
            {"reach", [](Resident& r) { r.reach ^= 1U; }},
            {"assessed before", [](Resident& r) { r.assessed_before = true; }},
            {"treated", [](Resident& r) { r.treated = 1; }},
            {"enrolled", [](Resident& r) { r.enrolled = 3; }},
            {"ended", [](Resident& r) { r.ended = 3; }},
            {"written off", [](Resident& r) { r.written_off = 1; }},
            {"unmet", [](Resident& r) { r.unmet = 1; }},
            {"unblocked", [](Resident& r) { r.unblocked = 1; }},
            {"a covariate", [=](Resident& r) { r.covariates[severity] ^= 1U; }},
            {"a stock", [](Resident& r) { r.deviation[0] = -1; }},
            {"what an agency knows", [](Resident& r) { r.known[0] = 1; }},
            {"treated since", [](Resident& r) { r.treated_since[0] = 3; }},
            {"treated until", [](Resident& r) { r.treated_until[0] = 3; }},
            {"last channel", [](Resident& r) { r.last_channel = 0; }},
            {"last met", [](Resident& r) { r.last_met = true; }},
            {"an unmet contact", [](Resident& r) { r.unmet_contacts[0].until = 3; }},
            {"an engagement", [](Resident& r) { r.engaged.emplace_back(); }}};
}

} // namespace

TEST_CASE("any change keeps a resident stored; ageing does not", "[models]")
{
    const TinyModel tiny(always_in_need);
    const auto world = tiny.world(1, 0, false, Stepping::computed);
    const auto& residents = world.state().residents;
    const Resident before = residents[5];
    CHECK(residents.unchanged(before, before));
    for (const auto& [what, leave] : traces(tiny.model())) {
        INFO(what);
        Resident after = before;
        leave(after);
        CHECK_FALSE(residents.unchanged(before, after));
    }
    Resident older = before;
    ++older.covariates[static_cast<std::size_t>(tiny.model().attributes.age)];
    CHECK(residents.unchanged(before, older));
}

TEST_CASE("a computed resident equals a stored one", "[models]")
{
    const TinyModel tiny(always_in_need);
    auto all = tiny.world(1);
    auto few = tiny.world(1, 0, false, Stepping::computed);
    CHECK(all.state().residents.stored() == 1000);
    CHECK(few.state().residents.stored() == 0);
    for (const ResidentId id : {0U, 17U, 999U}) {
        const Resident& stored = std::as_const(all).state().residents[id];
        const Resident computed = std::as_const(few).state().residents[id];
        CHECK(computed.covariates == stored.covariates);
        CHECK(computed.weeks_of_age_at_0 == stored.weeks_of_age_at_0);
        CHECK(few.state().residents.unchanged(stored, computed));
    }
}
