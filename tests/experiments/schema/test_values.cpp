// Values as `explain` and `list` print them are values that --set takes.

#include "experiments/schema/values.hpp"

#include "experiments/experiment.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/program.hpp"
#include "tests/support/town.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

using namespace meam;

namespace {

/// Text of what is wrong with `text` as a value of one form; "" where it is accepted.
std::string refusal(const std::string& text, const schema::Form& form)
{
    auto document = input::Document::from_text("x = " + text, "value", {});
    auto root = document.root();
    if (form.holds == schema::Holds::number) {
        (void)root.quantity("x", form.measure);
    } else if (form.holds == schema::Holds::flag) {
        (void)root.flag("x", false);
    } else {
        (void)root.choice("x", form.words);
    }
    document.report_unread();
    return document.mistakes().none() ? "" : document.mistakes().text();
}

bool accepted_by_one(const std::string& text, const schema::Declaration& key)
{
    return std::ranges::any_of(key.forms, [&](const schema::Form& form) {
        const bool of_values = form.holds == schema::Holds::number || form.holds == schema::Holds::flag ||
                               form.holds == schema::Holds::word;
        return of_values && refusal(text, form).empty();
    });
}

} // namespace

TEST_CASE("the example in the description of every measure is accepted by the measure", "[experiments]")
{
    int examples = 0;
    for (const auto& shape : schema::all_tables()) {
        for (const auto& key : shape.keys) {
            for (auto form : key.forms) {
                if (form.holds != schema::Holds::number && form.holds != schema::Holds::numbers) {
                    continue;
                }
                form.holds = schema::Holds::number;
                const auto unit = input::held_unit(form.measure.dimension);
                const auto text = input::value_text(input::example_value(form.measure), unit);
                INFO(shape.name << "." << key.name << ": " << input::description(form.measure));
                CHECK(refusal(text, form) == "");
                const bool with_unit = unit.starts_with("1/"); // "0.05 with unit "1/year""
                CHECK(input::description(form.measure)
                          .find(with_unit ? text.substr(1, text.find(' ') - 1) + " with unit" : "such as " + text) !=
                      std::string::npos);
                ++examples;
            }
        }
    }
    CHECK(examples > 150);
}

TEST_CASE("every default that is a value is accepted as it is printed", "[experiments]")
{
    int values = 0;
    for (const auto& shape : schema::all_tables()) {
        for (const auto& key : shape.keys) {
            if (schema::default_is_value(key)) {
                INFO(shape.name << "." << key.name << " = " << schema::default_text(key));
                CHECK(accepted_by_one(schema::default_text(key), key));
                ++values;
            }
        }
    }
    CHECK(values > 60);
}

TEST_CASE("every parameter of shipped experiments is accepted by --set as `list` prints it, and means the same",
          "[experiments][cli]")
{
    for (const auto* name : {"kirkholt_full", "truro_bans", "great_yarmouth"}) {
        INFO(name);
        const auto list = nlohmann::json::parse(tests::meamsim(std::string("list parameters --json --in ") + name).out);
        REQUIRE(list["items"].size() > 500);
        std::vector<std::string> sets;
        for (const auto& item : list["items"]) {
            sets.push_back(item["name"].get<std::string>() + "=" + item["value"].get<std::string>());
        }
        const auto stated = tests::shipped(name), set = tests::shipped(name, sets);
        std::map<std::string, double> values;
        for (const auto& info : stated.model.numbers.all()) {
            values[info.stated.path] = info.stated.value;
        }
        for (const auto& info : set.model.numbers.all()) {
            INFO(info.stated.path);
            CHECK(values.at(info.stated.path) == Approx(info.stated.value).epsilon(1e-12));
        }
    }
}

TEST_CASE("what `explain` prints as the value of a path is accepted by --set", "[cli][slow]")
{
    for (const auto* path :
         {"service.gp.open", "service.gp.unlimited", "service.keyworker_hub.open", "edge.gp.drug_alcohol.retold",
          "edge.gp.drug_alcohol.delay", "need.debt.onset.rate", "circumstance.home.move.settled.notice.by_need.debt",
          "circumstance.home.move.settled.notice.by_need.debt.2", "service.gp.kind", "horizon",
          "place.kirkholt.residents", "service.drug_alcohol.workers", "baseline"}) {
        INFO(path);
        const auto said = tests::meamsim(std::string("explain --json '") + path + "'");
        REQUIRE(said.code == 0);
        const auto explained = nlohmann::json::parse(said.out);
        std::string value;
        for (const auto& item : explained["items"]) { // a term of the glossary may have the same name
            for (const auto& one : item["says"]) {
                value = one["what"] == "value" ? one["text"].get<std::string>() : value;
            }
        }
        INFO(value);
        REQUIRE_FALSE(value.empty());
        const auto set = tests::meamsim(std::string("check kirkholt --set '") + path + "=" + value + "'");
        CHECK(set.err == "");
        CHECK(set.code == 0);
    }
}
