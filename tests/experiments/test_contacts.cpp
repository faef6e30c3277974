// Contacts are an addition that can be switched off: the town with and without them.

#include "analysis/outcomes.hpp"
#include "analysis/totals.hpp"
#include "tests/support/town.hpp"

#include <catch2/catch.hpp>

#include <map>

using namespace meam;
using namespace meam::tests;

namespace {

/// What town.toml lacks: somebody to turn to.
std::string contacts(const std::string& rate)
{
    return R"(
[stock.trust.on.contact.distress]
unmet = -0.2
met = 0.1
[channel.call]
crisis = "call"
after_unmet = 0.5
[channel.gp]
agency = "nhs"
service = "gp"
hours = 0.3
cost = { value = 40, unit = "GBP" }
[channel.hub]
agency = "council"
service = "hub"
demand = "preventative"
held = true
[channel.nobody]
[contact.distress]
repeats = { rate = { value = 20, unit = "1/year" } }
repeats_for = "4 weeks"
[contact.distress.rate]
by_need.illness = { value = [0, )" +
           rate + ", " + rate + ", " + rate + R"(], unit = "1/year" }
[contact.distress.channel.call]
weight = { weight = 2, ratio.trust = 0.95 }
meets = 0.3
[contact.distress.channel.gp]
weight = 1
meets = 0.5
[contact.distress.channel.hub]
weight = 4
meets = { chance = 0.7, ratio.trust = 1.02 }
[contact.distress.channel.nobody]
weight = 1
meets = 0.1
)";
}

Experiment town_with_contacts(const std::string& text)
{
    return with_scenarios(town_of(text, {"replicates.at_most=1"}), {"as_is", "integrated"});
}

/// Each column of one run, by name: its bytes, since a mean of nothing is not equal to itself.
std::map<std::string, std::string> columns(const RunOutcome& outcome)
{
    std::map<std::string, std::string> result;
    const auto& all = outcome.source->layout().columns;
    for (std::size_t c = 0; c < all.size(); ++c) {
        std::visit(
            [&](const auto& values) {
                result.emplace(all[c].name, std::string(reinterpret_cast<const char*>(values.data()),
                                                        values.size() * sizeof(values[0])));
            },
            outcome.source->column({0, 1, 0}, c));
    }
    return result;
}

} // namespace

TEST_CASE("a town with contacts gives the same bits by events and by plain weeks, on one and three threads",
          "[experiments][contacts]")
{
    auto experiment = town_with_contacts(town_text() + contacts("3"));
    RunOptions plain, alone, three;
    plain.stepping = Stepping::reference;
    plain.audit = true;
    alone.threads = 1;
    three.threads = 3;
    const auto is = digests_of(run_of(experiment, alone));
    CHECK(digests_of(run_of(experiment, plain)) == is);
    CHECK(digests_of(run_of(experiment, three)) == is);
    // and wherever in the file it stands
    auto first = town_text();
    first.insert(first.find("[place.town]"), contacts("3"));
    CHECK(digests_of(run_of(town_with_contacts(first))) == is);
}

TEST_CASE("contacts at a rate of nothing change nothing", "[experiments][contacts]")
{
    const auto without = columns(run_of(town_with_contacts(town_text())));
    const auto with = columns(run_of(town_with_contacts(town_text() + contacts("0"))));
    CHECK(with.size() == without.size() + 3);
    for (const auto& [name, data] : without) {
        INFO(name);
        CHECK(with.at(name) == data);
    }
}

TEST_CASE("what is counted from zero every week is read as a flow", "[experiments][contacts]")
{
    const auto experiment = town_with_contacts(town_text() + contacts("3"));
    const TallyLayout tally(experiment.model);
    const auto layout = layout_of(experiment, tally);
    for (const auto& block : tally.blocks()) {
        INFO(block.name);
        const auto* column = analysis::find_column(layout, block.name);
        REQUIRE(column != nullptr);
        CHECK((analysis::kind_of(*column) == analysis::Kind::flow) == block.flow);
    }
}

TEST_CASE("outcomes of contacts are those of the columns", "[experiments][contacts]")
{
    const auto outcome = run_of(town_with_contacts(town_text() + contacts("3")));
    const auto& source = *outcome.source;
    const results::UnitId unit{0, 1, 0};
    const auto outcomes = analysis::outcomes_of(source.layout());
    const auto value = [&](const std::string& name) {
        return analysis::value_of(analysis::outcome_named(outcomes, name), source, unit);
    };
    const auto& channels = source.layout().axis("channel").labels;
    double by_channel = 0, unmet = 0, repeated = 0, repeats_a_year = 0, for_distress = value("contacts_for.distress");
    for (const auto& channel : channels) {
        by_channel += value("contacts." + channel);
        unmet += value("contacts." + channel + ".unmet");
        repeated += value("contacts." + channel + ".repeated");
        repeats_a_year += value("repeats_from." + channel);
    }
    CHECK(value("contacts") > 0);
    CHECK(value("contacts") == Approx(by_channel));
    CHECK(value("contacts_unmet") == Approx(unmet));
    CHECK(value("contacts_repeated") == Approx(repeated));
    // one purpose: all contacts; and the share of them that are repeats is the same, a year or a person-year
    CHECK(repeats_a_year / for_distress == Approx(repeated / by_channel));
    CHECK(value("contacts_reactive") + value("contacts_preventative") == Approx(by_channel));
}
