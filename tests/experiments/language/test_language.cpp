// The language as data says what the loader does: the same keys, the same measures.

#include "experiments/language/language.hpp"

#include "experiments/experiment.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/program.hpp"
#include "tests/support/sound_model.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <regex>
#include <set>

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

std::set<std::string> keys_of_the_language()
{
    std::set<std::string> keys;
    for (const auto& shape : language::shapes()) {
        for (const auto& key : shape.keys) {
            keys.insert(key.name);
        }
    }
    return keys;
}

Experiment loaded(const fs::path& file)
{
    input::DocumentOptions options;
    options.library = {top / "experiments/library", top / "tests/experiments/bad/library"};
    options.require_sources_in_library = false;
    return load_experiment(file, options);
}

const input::Measure* measure_of(const language::Key& key)
{
    for (const auto& form : key.forms) {
        if (form.holds == language::Holds::number || form.holds == language::Holds::numbers) {
            return &form.measure;
        }
    }
    return nullptr;
}

} // namespace

TEST_CASE("every key that the loader asks for is in the language", "[experiments]")
{
    const auto keys = keys_of_the_language();
    const auto sources = sources_of_the_loader();
    const std::regex asks(
        R"re((text|choice|flag|texts|child|children|each|quantity|quantities|required|number|hazard|)re"
        R"re(chance|named|need|by_need|need_levels|weeks|whole|shares|entry))re"
        R"re(\((\*?[a-z_]+, )*"([a-z_]+)")re");
    int asked = 0;
    for (std::sregex_iterator it(sources.begin(), sources.end(), asks), end; it != end; ++it, ++asked) {
        const auto key = (*it)[3].str();
        INFO(key);
        CHECK((keys.contains(key) || key == "label"));
    }
    CHECK(asked > 150);
}

TEST_CASE("every key of the language is asked for by the loader", "[experiments]")
{
    const auto sources = sources_of_the_loader();
    for (const auto& key : keys_of_the_language()) {
        INFO(key);
        CHECK(sources.find("\"" + key + "\"") != std::string::npos);
    }
}

TEST_CASE("every number of the shipped experiments measures what the language says", "[experiments]")
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
            const auto found = language::find(path);
            REQUIRE(found);
            const auto* measure = measure_of(*found->key);
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

TEST_CASE("the numbers of the plan have the limits that the language says", "[experiments]")
{
    for (const std::string table : {"experiment", "warm_up", "replicates"}) {
        const auto header = table == "experiment" ? "" : "[" + table + "]\n";
        for (const auto& key : language::shape(table).keys) {
            if (const auto* measure = measure_of(key); measure != nullptr && key.name != "departure") {
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
        const auto found = language::find(path);
        return found ? found->shape->name + "." + found->key->name : std::string("nothing");
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
