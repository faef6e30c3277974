// What changes nothing changes no number: policies that do nothing, and weeks in which a policy does not yet or no
// longer hold.

#include "tests/support/town.hpp"

#include <catch2/catch.hpp>

#include <numeric>

using namespace meam;
using namespace meam::tests;

namespace {

using Lines = std::vector<std::string>;

/// Recorded crises of participants a person-week before and after they were enrolled, over all replicates.
struct BeforeAndAfter {
    double participants = 0, before = 0, after = 0;
};

BeforeAndAfter recorded_of_participants(const results::Source& source, int scenario)
{
    const auto& layout = source.layout();
    BeforeAndAfter result;
    double weeks_before = 0, weeks_after = 0;
    for (const auto& [id, digest] : source.units()) {
        if (id.scenario != scenario) {
            continue;
        }
        const auto column = [&](const std::string& name) {
            return std::get<std::vector<std::int32_t>>(source.column(id, layout.column_index(name)));
        };
        // participants are the first of the evaluated; of a window's crises one after another
        const auto weeks = column("evaluation_weeks"), recorded = column("evaluation_recorded");
        const auto crises = static_cast<std::ptrdiff_t>(layout.axis("crisis").labels.size());
        result.participants += column("evaluation_people")[0];
        weeks_before += weeks[0];
        weeks_after += weeks[1];
        result.before += std::accumulate(recorded.begin(), recorded.begin() + crises, 0);
        result.after += std::accumulate(recorded.begin() + crises, recorded.begin() + 2 * crises, 0);
    }
    result.before /= weeks_before;
    result.after /= weeks_after;
    return result;
}

std::size_t policy_named(const Model& model, const std::string& name)
{
    for (std::size_t p = 0; p < model.policies.size(); ++p) {
        if (model.policies[p].name == name) {
            return p;
        }
    }
    throw std::out_of_range(name);
}

/// The town's numbers in a week under one policy, for residents of every reach.
std::vector<double> numbers_under(const Model& model, const std::string& policy, Week week)
{
    return numbers_in(model, model.numbers.values(), {static_cast<int>(policy_named(model, policy))}, week,
                      {std::vector<bool>(model.reaches.size(), true)});
}

} // namespace

TEST_CASE("every number times 1 changes no number of any replicate", "[experiments]")
{
    const auto outcome = run_of(with_scenarios(town(), {"as_is", "nothing"}));
    CHECK(differences(*outcome.source, "nothing", "as_is", "") == Lines{});
}

TEST_CASE("a policy of strength 0 changes no number of any replicate", "[experiments]")
{
    const auto outcome = run_of(with_scenarios(town(), {"as_is", "without_strength"}));
    CHECK(differences(*outcome.source, "without_strength", "as_is", "") == Lines{});
}

TEST_CASE("a placebo hub has participants and changes no number but theirs", "[experiments]")
{
    const auto outcome = run_of(with_scenarios(town(), {"as_is", "watched"}));
    CHECK(recorded_of_participants(*outcome.source, 1).participants >= 5);
    CHECK(differences(*outcome.source, "watched", "as_is") == Lines{});
}

TEST_CASE("a placebo hub to which desks refer takes nobody from those they refer to otherwise", "[experiments]")
{
    const auto referred = town_text() +
                          "[edge.police_desk.watchers]\nkind = \"refer\"\nchance = 0.8\ndelay = \"1 week\"\n"
                          "[edge.ward_desk.watchers]\nkind = \"refer\"\nchance = 0.8\n"
                          "[edge.clinic.watchers]\nkind = \"step_down\"\nchance = 1\n"
                          "[edge.gp.watchers]\nkind = \"signpost\"\nchance = 1\n";
    const auto outcome = run_of(with_scenarios(town_of(referred), {"as_is", "watched"}));
    CHECK(differences(*outcome.source, "watched", "as_is") == Lines{});
}

TEST_CASE("the recorded demand of participants falls after entry, although the hub is a placebo", "[experiments][slow]")
{
    // Those with the most recorded crises of 1,500 are invited: people are found when things are worst. A fall of 15 %
    // or more is wanted; with some 300 participants the standard error of the ratio is about 4 %.
    const auto outcome =
        run_of(with_scenarios(town({"place.town.residents=1500", "service.watchers.outreach.top=8",
                                    "horizon=\"130 weeks\"", "warm_up.exactly=\"60 weeks\"", "replicates.at_most=4"}),
                              {"as_is", "watched"}));
    const auto found = recorded_of_participants(*outcome.source, 1);
    INFO(found.participants << " participants, " << found.before * 52 << " before and " << found.after * 52
                            << " after, a year");
    CHECK(found.participants > 200);
    CHECK(found.after < 0.85 * found.before);
    CHECK(differences(*outcome.source, "watched", "as_is") == Lines{});
}

TEST_CASE("until a policy begins, its weeks are those of the baseline", "[experiments]")
{
    const auto outcome = run_of(with_scenarios(town(), {"as_is", "prevented", "reorganised", "ends"}));
    for (const auto& [scenario, start] :
         std::map<std::string, Week>{{"prevented", 10}, {"reorganised", 8}, {"ends", 20}}) {
        INFO(scenario);
        CHECK(differences(*outcome.source, scenario, "as_is", "", start) == Lines{});
        CHECK_FALSE(differences(*outcome.source, scenario, "as_is", "").empty());
    }
}

TEST_CASE("a policy that ends leaves the numbers it found", "[experiments]")
{
    const auto experiment = town();
    const auto& model = experiment.model;
    const auto baseline = model.numbers.values();
    for (const Week week : {0, 19, 40, 59}) {
        INFO("week " << week);
        CHECK(numbers_under(model, "gone_again", week) == baseline);
    }
    for (const Week week : {20, 39}) {
        INFO("week " << week);
        CHECK(numbers_under(model, "gone_again", week) != baseline);
    }
    const auto onset = static_cast<std::size_t>(model.numbers.find("need.illness.onset.rate").at(0).index);
    CHECK(numbers_under(model, "gone_again", 20)[onset] == Approx(0.2 * baseline[onset]));
}

TEST_CASE("a service that a policy closes takes nobody in, and takes people in again when the policy ends",
          "[experiments]")
{
    const auto outcome = run_of(with_scenarios(town({"replicates.at_most=1"}), {"as_is", "reorganised"}));
    const auto& layout = outcome.source->layout();
    const auto column = layout.column_index("desks");
    const auto& services = layout.axis("service").labels;
    const auto college =
        static_cast<std::size_t>(std::find(services.begin(), services.end(), "college") - services.begin());
    const auto events = layout.axis("desk_event").labels.size();
    const auto desks = std::get<std::vector<std::int32_t>>(outcome.source->column({0, 1, 0}, column));
    const auto admitted = [&](Week from, Week until) {
        int sum = 0;
        for (Week w = from; w < until; ++w) {
            sum += desks[(static_cast<std::size_t>(w) * services.size() + college) * events +
                         static_cast<std::size_t>(Event::admitted)];
        }
        return sum;
    };
    CHECK(admitted(0, 20) > 0);
    CHECK(admitted(20, 45) == 0);
    CHECK(admitted(45, 60) > 0);
}

TEST_CASE("the library's three policies that do nothing do nothing", "[experiments][slow]")
{
    const auto outcome = run_of(shipped(
        "kirkholt_placebo", {"replicates.at_most=3", "warm_up.at_most=\"104 weeks\"", "horizon=\"156 weeks\""}));
    CHECK(differences(*outcome.source, "nothing", "siloed", "") == Lines{});
    CHECK(differences(*outcome.source, "hub_at_zero", "siloed", "") == Lines{});
    CHECK(differences(*outcome.source, "placebo", "siloed") == Lines{});
    const auto& scenarios = outcome.source->layout().scenarios;
    const auto placebo = static_cast<int>(std::find(scenarios.begin(), scenarios.end(), "placebo") - scenarios.begin());
    const auto found = recorded_of_participants(*outcome.source, placebo);
    INFO(found.participants << " participants, " << found.before * 52 << " before and " << found.after * 52
                            << " after, a year");
    CHECK(found.after < 0.9 * found.before);
}
