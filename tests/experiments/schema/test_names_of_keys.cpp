// Needs, stocks, circumstances and ties with the name of a key: refused, and never a mistake of the loader.

#include "experiments/experiment.hpp"
#include "experiments/schema/schema.hpp"
#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

using namespace meam;

namespace {

/// "loads", "refused", or what else was thrown.
std::string outcome_of(const std::string& tables)
{
    try {
        (void)load_experiment(input::Document::from_text(tests::whole_experiment(tables, 100), "tiny.toml", {}));
        return "loads";
    } catch (const input::InputError&) {
        return "refused";
    } catch (const std::exception& error) {
        return error.what();
    }
}

} // namespace

TEST_CASE("a name that is a key of ratios is refused where it cannot stand and never a mistake of the loader",
          "[experiments][schema]")
{
    for (const auto* table : {"whom", "ratios"}) {
        for (const auto& key : schema::table_named(table).keys) {
            for (const std::string kind : {"need", "stock", "circumstance", "tie"}) {
                for (const std::string value : {"1.5", "{ a = 1.5 }", "[1, 2]"}) {
                    INFO(kind << " " << key.name << " = " << value);
                    const auto named = kind == "circumstance" ? "[circumstance." + key.name +
                                                                    "]\nstates = [\"a\", \"b\"]\ndefault = \"a\"\n"
                                                              : "[" + kind + "." + key.name + "]\n";
                    const auto outcome = outcome_of(named + "[need.thirst]\n[need.thirst.onset.ratio]\n" + key.name +
                                                    " = " + value + "\n");
                    CHECK_THAT(outcome, Catch::Equals("refused") || Catch::Equals("loads"));
                }
            }
        }
    }
}

TEST_CASE("a name that is a key of `whom` is refused where it cannot stand and never a mistake of the loader",
          "[experiments][schema]")
{
    for (const auto& key : schema::table_named("whom").keys) {
        const auto name = key.name;
        const std::string circumstance =
            "[circumstance." + name + "]\nstates = [\"house\", \"sofa\"]\ndefault = \"house\"\n";
        const std::string need = "[need." + name + "]\n", stock = "[stock." + name + "]\nnorm = 8\n";
        const std::string tie = "[tie." + name + "]\nshare = 0.5\nobserves = { needs = [\"thirst\"] }\n";
        for (const auto& named : {circumstance, need, stock, tie}) {
            for (const std::string value : {"[\"house\"]", "3", "{ at_least = 1 }", "{ house = [\"sofa\"] }"}) {
                for (const std::string at : {"whom", "whom.not", "whom.not.not"}) {
                    INFO(named << at << "." << name << " = " << value);
                    const auto outcome =
                        outcome_of(named + "[need.thirst]\n[measure.m]\nbetter = \"lower\"\n[measure.m." + at + "]\n" +
                                   name + " = " + value + "\n");
                    CHECK_THAT(outcome, Catch::Equals("refused") || Catch::Equals("loads"));
                }
            }
        }
    }
}
