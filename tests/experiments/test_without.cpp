// What an experiment inherits can be left out: it loads without it, or is refused with the keys that refer to it.

#include "experiments/experiment.hpp"
#include "tests/fuzz/places.hpp"
#include "tests/fuzz/proper.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/program.hpp"
#include "tests/support/sound_model.hpp"
#include "tests/support/town.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace meam;

namespace {

std::string whole_model()
{
    return tests::text_of(tests::folder() + "/fuzz/seeds/experiment/whole.toml");
}

std::string left_out(const fuzz::Path& path)
{
    return "without=['" + fuzz::words_of(path) + "']";
}

/// Loads the whole model without one path. Mistakes; none if it is accepted, and then it does not state the path.
std::vector<input::Mistake> mistakes_without(const std::string& text, const fuzz::Path& path)
{
    input::DocumentOptions options;
    options.sets = {left_out(path)};
    try {
        const auto experiment = load_experiment(input::Document::from_text(text, "model.toml", options));
        CHECK(("\n" + experiment.resolved).find("\n" + fuzz::words_of(path) + ".") == std::string::npos);
        return {};
    } catch (const input::InputError& error) {
        return error.mistakes();
    }
}

bool is_of_an_unknown_name(const input::Mistake& mistake)
{
    static const std::set<std::string> codes{"E201", "E202", "E231", "E302", "E303", "E312"};
    return codes.contains(mistake.code);
}

} // namespace

TEST_CASE("each entry of each table can be left out, or the refusal names what refers to it", "[experiments]")
{
    const auto text = whole_model();
    const auto root = fuzz::tree_of(text);
    std::set<std::string> tables_tried, tables_referred_to;
    for (const auto& [table, entries] : root->entries) {
        if (!input::is_table_of_names(*entries)) {
            continue;
        }
        for (const auto& [name, entry] : entries->entries) {
            INFO(table << "." << name);
            for (const auto& mistake : mistakes_without(text, {table, name})) {
                INFO(mistake.code << " " << mistake.what << " (" << mistake.mend << ")");
                CHECK_FALSE(
                    (is_of_an_unknown_name(mistake) && mistake.what.find("`" + name + "`") != std::string::npos));
                if (mistake.code == "E128") {
                    CHECK(mistake.spot.file == "--set");
                    CHECK(mistake.what.starts_with("`" + table + "." + name + "` is left out"));
                    tables_referred_to.insert(table);
                }
            }
            tables_tried.insert(table);
        }
    }
    CHECK(tables_tried.size() >= 18);
    for (const auto* table : {"need", "service", "crisis", "circumstance", "policy", "trigger", "channel"}) {
        CHECK(tables_referred_to.count(table) == 1);
    }
}

TEST_CASE("any key may be left out: the experiment loads, or is refused with a caret", "[experiments]")
{
    const auto text = whole_model();
    int tried = 0;
    const auto places = fuzz::places_of_language(*fuzz::tree_of(text));
    for (std::size_t i = 0; i < places.size(); i += 13, ++tried) {
        INFO(left_out(places[i]));
        CHECK(fuzz::fault_of_loading(text, {left_out(places[i])}) == "");
    }
    CHECK(tried > 20);
}

TEST_CASE("a star leaves out what it fits under every name, and must fit something", "[experiments]")
{
    const auto text = "based_on = \"kirkholt\"\nname = \"mine\"\n";
    const auto small = tests::town_of(text, {"place.kirkholt.residents=400", "without=\"service.*.at_start\""});
    CHECK(small.model.place.residents == 400);
    CHECK(small.resolved.find(".at_start.") == std::string::npos);
    CHECK_THROWS_WITH(tests::town_of(text, {"without=\"service.*.at_strt\""}), Catch::Contains("E127"));
    CHECK_THROWS_WITH(tests::town_of(text, {"place.kirkholt.residents=400"}),
                      Catch::Contains("without = [\"service.*.at_start\"]"));
}

TEST_CASE("a reference to something left out is resolved by leaving it out or stating the thing again", "[experiments]")
{
    CHECK(tests::codes_with("without = [\"policy.relief\"]\n") == std::set<std::string>{"E128"});
    CHECK(tests::codes_with("without = [\"policy.relief\", \"scenario.relieved\"]\n").empty());
    CHECK(tests::codes_with("without = [\"policy.relief\"]\n[policy.relief]\nlabel = \"Relief, restated\"\n").empty());
    CHECK(tests::codes_with("without = [\"scenario.relieved.policies\"]\n").empty());
    CHECK(tests::codes_with("without = [\"place.hamlet.residents.value\"]\n").contains("E127"));
    CHECK(tests::codes_with("without = [\"need.debt.assumed\"]\n").contains("E127"));
}
