// All submodels at once: what does nothing does nothing, a pilot reports a fall all the
// same, and threads and steppings give the same bits.

#include "tests/support/town.hpp"

#include <catch2/catch.hpp>

#include <numeric>
#include <string>
#include <utility>
#include <vector>

using namespace meam;
using namespace meam::tests;

namespace {

Experiment in_full(int replicates)
{
    return shipped("kirkholt_full", {"replicates.at_most=" + std::to_string(replicates),
                                     "warm_up.at_most=\"104 weeks\"", "horizon=\"156 weeks\""});
}

Digests digests(const Experiment& experiment, Stepping stepping, int threads)
{
    RunOptions options;
    options.stepping = stepping;
    options.threads = threads;
    options.audit = true;
    return digests_of(run_of(experiment, options));
}

} // namespace

TEST_CASE("in full, a placebo changes nothing, and its pilot reports a fall", "[experiments][slow]")
{
    const auto outcome = run_of(with_scenarios(in_full(3), {"siloed", "placebo"}));
    CHECK(differences(*outcome.source, "placebo", "siloed") == std::vector<std::string>{});
    const auto& layout = outcome.source->layout();
    const auto crises = static_cast<std::ptrdiff_t>(layout.axis("crisis").labels.size());
    double before = 0, after = 0, weeks_before = 0, weeks_after = 0;
    for (const auto& [id, digest] : outcome.source->units()) {
        if (layout.scenarios[static_cast<std::size_t>(id.scenario)] != "placebo") {
            continue;
        }
        const auto column = [&](const std::string& name) {
            return std::get<std::vector<std::int32_t>>(outcome.source->column(id, layout.column_index(name)));
        };
        const auto weeks = column("evaluation_weeks"), recorded = column("evaluation_recorded");
        weeks_before += weeks[0];
        weeks_after += weeks[1];
        before += std::accumulate(recorded.begin(), recorded.begin() + crises, 0);
        after += std::accumulate(recorded.begin() + crises, recorded.begin() + 2 * crises, 0);
    }
    INFO(before / weeks_before << " a week before, " << after / weeks_after << " after");
    CHECK(after / weeks_after < 0.95 * before / weeks_before);
}

TEST_CASE("in full, any threads and any stepping give the same bits, and everything adds up", "[experiments][slow]")
{
    const auto experiment = with_scenarios(in_full(2), {"siloed", "integrated"});
    const auto events = digests(experiment, Stepping::events, 2);
    REQUIRE(events.size() == 4);
    CHECK(digests(experiment, Stepping::events, 1) == events);
    CHECK(digests(experiment, Stepping::events, 8) == events);
    CHECK(digests(experiment, Stepping::early_wakes, 2) == events);
    CHECK(digests(experiment, Stepping::reference, 1) == events);
}

TEST_CASE("with each submodel, null policies change nothing and threads and stepping give the same bits",
          "[experiments][slow]")
{
    const std::vector<std::pair<std::string, std::string>> submodels{
        {"contacts", R"("contacts/channels", "contacts/medical", "contacts/safety", "contacts/distress",
                        "contacts/practical", "contacts/not_by_contact")"},
        {"custody", R"("submodels/custody")"},
        {"arrears", R"("submodels/arrears")"},
        {"children", R"("submodels/children")"},
        {"partners", R"("submodels/couples")"},
        {"bans", R"("submodels/bans")"},
        {"vacancies", R"("submodels/vacancies")"},
        {"strain", R"("submodels/staff_strain")"},
        {"elsewhere", R"("submodels/relocation")"}};
    for (const auto& [name, files] : submodels) {
        INFO(name);
        const auto experiment =
            with_scenarios(town_of("based_on = [\"kirkholt_placebo\", " + files + "]\nname = \"" + name + "\"\n",
                                   {"replicates.at_most=2", "replicates.at_least=2",
                                    "warm_up={ exactly = \"60 weeks\" }", "horizon=\"110 weeks\""}),
                           {"siloed", "nothing", "placebo", "hub_at_zero"});
        const auto outcome = run_of(experiment);
        for (const auto* idle : {"nothing", "placebo", "hub_at_zero"}) {
            INFO(idle);
            CHECK(differences(*outcome.source, idle, "siloed") == std::vector<std::string>{});
        }
        const auto events = digests(experiment, Stepping::events, 2);
        REQUIRE(events.size() == 8);
        CHECK(digests(experiment, Stepping::events, 8) == events);
        CHECK(digests(experiment, Stepping::reference, 1) == events);
    }
}
