// The declarations of the experiment file: the loader reads by them, and every one of them is read.

#include "experiments/schema/section.hpp"
#include "experiments/schema/values.hpp"

#include "experiments/experiment.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/program.hpp"
#include "tests/support/sound_model.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <regex>
#include <set>
#include <stdexcept>

using namespace meam;

namespace {

namespace fs = std::filesystem;

const fs::path top = fs::path(tests::folder()).parent_path();

std::string sources_of_the_loader()
{
    std::string all = tests::text_of(top / "experiments/experiment.cpp") +
                      tests::text_of(top / "models/parameters/covariates.hpp") +
                      tests::text_of(top / "sim/input/load.cpp");
    for (const auto& entry : fs::directory_iterator(top / "experiments/reading")) {
        all += tests::text_of(entry.path());
    }
    return all;
}

std::set<std::string> declared_keys()
{
    std::set<std::string> keys;
    for (const auto& shape : schema::all_tables()) {
        for (const auto& key : shape.keys) {
            keys.insert(key.name);
        }
    }
    return keys;
}

Experiment loaded(const fs::path& file)
{
    input::DocumentOptions options;
    options.library = {top / "experiments/library", top / "tests/data/invalid_models/library"};
    options.require_sources_in_library = false;
    return load_experiment(file, options);
}

} // namespace

TEST_CASE("a key that is not declared, or declared as something else, cannot be read", "[experiments]")
{
    auto document = input::Document::from_text("[service.gp]\nagency = \"nhs\"\n", "one service", {});
    schema::Section root(document.root());
    auto service = root.children("service").front();
    CHECK(service.text("agency") == "nhs");
    CHECK_THROWS_AS(service.has("strian"), std::logic_error);
    CHECK_THROWS_AS(service.quantity("agency"), std::logic_error);
    CHECK_THROWS_AS(service.text("strian", ""), std::logic_error);
    CHECK_THROWS_AS(service.flag("stay"), std::logic_error);
    CHECK_THROWS_AS(service.children("stay"), std::logic_error);
    CHECK_THROWS_AS(service.value("supply"), std::logic_error); // no default that is a number
}

TEST_CASE("a key that is absent is as its declaration says", "[experiments]")
{
    auto document = input::Document::from_text("[service.gp]\nstrain = 2\n", "one service", {});
    schema::Section root(document.root());
    auto service = root.children("service").front();
    CHECK(service.value("strain") == 2.0);
    CHECK(service.value("parked_for") == 26.0);
    CHECK(service.flag("open"));
    CHECK(service.choice("when") == "drain");
    CHECK(root.value("horizon") == 260.0);
    CHECK(schema::default_at("warm_up.at_least") == 104.0);
}

TEST_CASE("the loader states no unit and no range: these are declared once, in experiments/schema", "[experiments]")
{
    const std::set<std::string> of_other_numbers{
        "targets.cpp", // the amount of a change is measured by the number that it changes
        "money.cpp",   // asks which numbers are money
        "reader.cpp"}; // numbers that no file states
    const std::regex states(R"re(Dimension::|Measure[ {(]|measures::|(flag|choice|quantity|value)\("[a-z_]+", )re");
    int files = 0;
    auto loader = std::vector{fs::directory_entry(top / "experiments/experiment.cpp")};
    for (const auto& entry : fs::directory_iterator(top / "experiments/reading")) {
        loader.push_back(entry);
    }
    for (const auto& entry : loader) {
        const auto name = entry.path().filename().string();
        if (name.ends_with(".cpp") && !of_other_numbers.contains(name)) {
            const auto text = tests::text_of(entry.path());
            std::smatch found;
            INFO(name);
            CHECK_FALSE(std::regex_search(text, found, states));
            ++files;
        }
    }
    CHECK(files > 15);
}

TEST_CASE("every declared key is read by the loader", "[experiments]")
{
    const auto sources = sources_of_the_loader();
    for (const auto& key : declared_keys()) {
        INFO(key);
        CHECK(sources.find("\"" + key + "\"") != std::string::npos);
    }
}

TEST_CASE("every number of the shipped experiments measures what its declaration says", "[experiments]")
{
    for (const auto* file :
         {"experiments/library/experiments/kirkholt/kirkholt_prevention.toml",
          "experiments/library/experiments/kirkholt/kirkholt_placebo.toml", "tests/golden/town.toml"}) {
        const auto experiment = loaded(top / file);
        for (const auto& info : experiment.model.numbers.all()) {
            const auto& path = info.stated.path;
            INFO(path);
            if (info.stated.source == "structure") {
                continue; // a flag that policies change
            }
            const auto found = schema::find(path);
            REQUIRE(found);
            const auto* measure = schema::measure_of(*found->key);
            if (measure == nullptr) {
                continue; // an amount, which measures what it changes
            }
            CHECK(input::held_unit(measure->dimension) == info.stated.unit);
            CHECK(measure->low == info.low);
            CHECK(measure->high == info.high);
            CHECK(measure->whole == info.whole);
        }
    }
}

TEST_CASE("the numbers of the plan have the limits that are declared", "[experiments]")
{
    for (const std::string table : {"experiment", "warm_up", "replicates"}) {
        const auto header = table == "experiment" ? "" : "[" + table + "]\n";
        for (const auto& key : schema::table_named(table).keys) {
            if (const auto* measure = schema::measure_of(key); measure != nullptr && key.name != "departure") {
                INFO(table << "." << key.name);
                const auto with = [&](double value) {
                    const auto number = std::to_string(value);
                    const bool bare = input::may_be_bare(measure->dimension);
                    return tests::codes_with(header + key.name + " = " + (bare ? number : "\"" + number + " weeks\"") +
                                             "\n");
                };
                CHECK(with(measure->high + 1).contains("E107"));
                CHECK(with(measure->low - 1).contains("E107"));
                CHECK_FALSE(with(measure->low).contains("E107"));
            }
        }
    }
}

TEST_CASE("a path leads to its key, through names and elements of arrays", "[experiments]")
{
    const auto name = [](std::string_view path) {
        const auto found = schema::find(path);
        return found ? found->table->name + "." + found->key->name : std::string("nothing");
    };
    CHECK(name("horizon") == "experiment.horizon");
    CHECK(name("service.gp.threshold") == "service.threshold");
    CHECK(name("need.debt.onset.by_need.crime.2") == "rates_by_need.<need>");
    CHECK(name("need.debt.onset.ratio.\"ever.debt\".1") == "ratios.<covariate>");
    CHECK(name("policy.cuts.change.0.amount") == "change.amount");
    CHECK(name("stock.hope.on.\"crisis.arrest\"") == "responses.<event>");
    CHECK(name("service.gp.thresold") == "nothing");
    CHECK(name("servise.gp") == "nothing");
    CHECK(name("horizon.weeks") == "nothing");
}
