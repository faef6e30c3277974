#include "experiments/experiment.hpp"
#include "sim/input/catalogue.hpp"
#include "tests/support/bad_files.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/sound_model.hpp"

#include <catch2/catch.hpp>

#include <regex>
#include <set>

using namespace meam;

namespace {

const std::filesystem::path here = std::filesystem::path(tests::folder()) / "data" / "invalid_models";

Experiment loaded(const std::filesystem::path& file, const std::vector<std::string>& sets)
{
    input::DocumentOptions options;
    options.library = {here / "library"};
    options.sets = sets;
    options.require_sources_in_library = false;
    return load_experiment(file, options);
}

/// Its messages: mistakes, or warnings if it loads.
std::vector<input::Mistake> mistakes_of(const tests::BadFile& bad, std::string& text)
{
    try {
        const auto experiment = loaded(bad.file, bad.sets);
        std::vector<input::Mistake> warnings;
        text = experiment.warnings.empty() ? "nothing is wrong with it\n" : "";
        for (const auto& warning : experiment.warnings) {
            text += "warning: " + warning + "\n";
            warnings.push_back({warning.substr(0, 4), {}, warning, ""});
        }
        return warnings;
    } catch (const input::InputError& error) {
        text = error.what();
        return error.mistakes();
    }
}

/// `%` in `table` replaced by 1, 2, … `count`.
std::string repeated(const std::string& table, int count)
{
    std::string all;
    for (int i = 1; i <= count; ++i) {
        for (const char c : table) {
            all += c == '%' ? std::to_string(i) : std::string(1, c);
        }
    }
    return all;
}

std::string change(const std::string& lines)
{
    return "[policy.mine]\n[[policy.mine.change]]\nchannel = \"workforce\"\n" + lines;
}

} // namespace

TEST_CASE("every bad model is reported with where, what, and how to mend it", "[experiments]")
{
    tests::check_bad_files(here, [](const tests::BadFile& bad) {
        std::string text;
        (void)mistakes_of(bad, text);
        return text;
    });
}

TEST_CASE("the base of the invalid models is valid", "[experiments]")
{
    const auto experiment = loaded(here / "library" / "sound.toml", {});
    CHECK(experiment.warnings.empty());
    CHECK(experiment.model.scenarios.size() == 2);
}

TEST_CASE("each invalid model is in the folder of the first code of its message", "[experiments]")
{
    for (const auto& bad : tests::bad_files(here)) {
        std::string text;
        (void)mistakes_of(bad, text);
        INFO(bad.file.string());
        std::smatch first;
        REQUIRE(std::regex_search(text, first, std::regex("(?:error\\[|warning: )(E[0-9]+)")));
        CHECK(first[1] == tests::code_of(bad));
    }
}

TEST_CASE("every code about the meaning of a model has a bad model that raises it", "[experiments]")
{
    std::set<std::string> reported;
    for (const auto& bad : tests::bad_files(here)) {
        std::string text;
        for (const auto& mistake : mistakes_of(bad, text)) {
            reported.insert(mistake.code);
        }
    }
    for (const auto& row : input::catalogue()) {
        // E204 is about dozens of tables
        if (row.code >= "E200" && row.code < "E400" && row.code != "E204") {
            INFO(row.code);
            CHECK(reported.contains(std::string(row.code)));
        }
    }
}

TEST_CASE("limits stand in messages, which take them from constants, and not in the catalogue", "[experiments]")
{
    for (const auto* code : {"E204", "E205", "E233", "E313"}) {
        INFO(code);
        CHECK(input::catalogue_entry(code)->meaning.find_first_of("0123456789") == std::string_view::npos);
    }
}

TEST_CASE("the circumstance that determines a need must be given as a table", "[experiments]")
{
    CHECK(tests::codes_with("[need.debt]\nreads = \"home\"\n").contains("E106"));
    CHECK(tests::codes_with("[need.debt]\nreads = 3\n").contains("E106"));
}

TEST_CASE("more services than there is room for are reported, with or without edges between them", "[experiments]")
{
    const auto many = repeated("[service.s%]\nagency = \"nhs\"\nkind = \"response\"\nunlimited = true\n"
                               "[edge.desk.s%]\nkind = \"refer\"\nchance = 0.1\n"
                               "[edge.s%.clinic]\nkind = \"refer\"\nchance = 0.1\n",
                               62);
    CHECK(tests::codes_with(many).contains("E204"));
}

TEST_CASE("more agencies or crises than there is room for are reported", "[experiments]")
{
    CHECK(tests::codes_with(
              repeated("[crisis.c%]\nagency = \"a%\"\nrate = { rate = { value = 0.1, unit = \"1/year\" } }\n", 22))
              .contains("E204")); // 25 agencies with those of the sound model; a resident has room for 24
    CHECK(tests::codes_with(
              repeated("[crisis.c%]\nagency = \"a\"\nrate = { rate = { value = 0.1, unit = \"1/year\" } }\n", 256))
              .contains("E204")); // 257: a recorded crisis keeps its kind in a byte
}

TEST_CASE("two states of one name are refused", "[experiments]")
{
    CHECK_FALSE(tests::codes_with("[circumstance.work]\nstates = [\"in\", \"in\"]\ndefault = \"in\"\n").empty());
}

TEST_CASE("a week before the end of the warm-up, or past all calendars, is not a week", "[experiments]")
{
    for (const char* week : {"week -5", "week 99999999999", "26 weeks ago", "week 3.5"}) {
        INFO(week);
        CHECK(tests::codes_with(change("close = \"service.advice\"\nstart = \"" + std::string(week) + "\"\n"))
                  .contains("E308"));
    }
}

TEST_CASE("workers move to other workers, not to themselves or to a rate", "[experiments]")
{
    const std::string from = "move = \"service.clinic.workers\"\namount = \"1 worker\"\n";
    CHECK(tests::codes_with(change(from + "to = \"service.advice.workers\"\n")).empty());
    CHECK_FALSE(tests::codes_with(change(from + "to = \"service.clinic.workers\"\n")).empty());
    CHECK_FALSE(tests::codes_with(change(from + "to = \"need.debt.onset.rate\"\n")).empty());
}

TEST_CASE("a headline outcome that the model does not have is reported before anything is run", "[experiments]")
{
    CHECK(tests::codes_with("outcome = \"crisis_demand.police\"\n").empty());
    CHECK_FALSE(tests::codes_with("outcome = \"nonsense\"\n").empty());
}

TEST_CASE("a name that is not allowed in results is reported when the file is read", "[experiments]")
{
    CHECK_FALSE(tests::codes_with("[circumstance.\"my home\"]\nstates = [\"in\"]\ndefault = \"in\"\n").empty());
    CHECK_FALSE(tests::codes_with("name = \"../elsewhere\"\n").empty());
}

TEST_CASE("an edge opened by a policy counts as reachable, whichever operation opens it", "[experiments]")
{
    const auto with = [](const std::string& lines) {
        return tests::codes_with("[service.ward]\nagency = \"nhs\"\nkind = \"crisis\"\nbeds = 5\n"
                                 "treats = { illness = 1 }\ncompletion = { value = 6, unit = \"1/year\" }\n"
                                 "[edge.community.ward]\nkind = \"present\"\nopen = false\n"
                                 "rate = { value = 1, unit = \"1/year\" }\n" +
                                 (lines.empty() ? "" : change(lines)));
    };
    CHECK(with("").contains("E240"));
    CHECK_FALSE(with("open = \"edge.community.ward\"\n").contains("E240"));
    CHECK_FALSE(with("set = \"edge.community.ward.open\"\namount = 1\n").contains("E240"));
    CHECK(with("set = \"edge.community.ward.open\"\namount = 0\n").contains("E240"));
    CHECK(with("scale = \"edge.community.ward.open\"\namount = 5\n").contains("E302"));
}
