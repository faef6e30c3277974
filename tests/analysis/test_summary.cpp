#include "tests/analysis/small_results.hpp"

#include "analysis/summary.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace meam;
using namespace meam::testing;

namespace {

std::string summary_of(const results::Source& source)
{
    std::ostringstream out;
    analysis::AllTotals runs{source};
    analysis::write_summary(runs, out);
    return out.str();
}

bool has_line(const std::string& text, const std::string& line)
{
    return text.find("\r\n" + line + "\r\n") != std::string::npos;
}

/// Seven a week are 365.25 a year, so that flows come out even. Of four planned runs the last is missing.
results::Memory three_runs_of_two_scenarios()
{
    const auto layout = small_layout(4);
    results::Memory memory{layout};
    for (std::int32_t r = 0; r < 3; ++r) {
        for (std::int32_t s = 0; s < 2; ++s) {
            SmallRun run{layout, {0, s, r}};
            run.set("home", {{"stratum", "male"}, {"home", "sofa"}}, s == 0 ? 10 + r : 8 + 3 * r);
            run.set("crises", {{"stratum", "all"}, {"crisis", "flood"}, {"count", "recorded"}}, 7);
            run.set("costs", {{"agency", "fire_service"}, {"cost_kind", "service"}}, 1'400);
            run.set("waits", {{"service", "well"}, {"wait_statistic", "mean"}}, 2.5);
            memory.put(run.unit());
        }
    }
    return memory;
}

} // namespace

TEST_CASE("summary: head and shape are those of the published page", "[analysis]")
{
    const auto text = summary_of(three_runs_of_two_scenarios());
    CHECK(text.starts_with(
        "scenario,outcome,item,stratum,statistic,value,low,high,unit,runs_complete,runs_planned\r\nsiloed,crises,"));
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);) {
        CHECK(std::ranges::count(line, ',') == 10);
    }
}

TEST_CASE("summary: flows are a year, stocks a mean, waits as they are, each with the runs behind it", "[analysis]")
{
    const auto text = summary_of(three_runs_of_two_scenarios());
    CHECK(has_line(text, "siloed,crises,flood/recorded,all,mean,365.25,365.25,365.25,per year,3,4"));
    CHECK(has_line(text, "hub,costs,fire_service/service,all,mean,730.5,730.5,730.5,GBP per year,3,4"));
    CHECK(has_line(text, "siloed,waits,well/mean,all,mean,2.5,2.5,2.5,week,3,4"));
    CHECK(has_line(text, "siloed,home,rough,male,mean,0,0,0,residents,3,4"));
    CHECK(text.find("siloed,home,sofa,male,mean,11,") != std::string::npos); // 10, 11, 12
}

TEST_CASE("summary: differences are of pairs, with their interval, and of all but the baseline", "[analysis]")
{
    // 8, 11, 14 against 10, 11, 12: differences -2, 0, 2, mean 0, standard error 1.1547; t(2) = 4.302653
    const auto text = summary_of(three_runs_of_two_scenarios());
    const auto at = text.find("hub,home,sofa,male,paired_difference,0,-4.96827");
    CHECK(at != std::string::npos);
    CHECK(has_line(text, "hub,crises,flood/recorded,all,paired_difference,0,0,0,per year,3,4"));
    CHECK(text.find("siloed,home,sofa,male,paired_difference") == std::string::npos);
}

TEST_CASE("summary: hostile names of scenarios are quoted", "[analysis]")
{
    auto layout = small_layout(1);
    layout.scenarios = {"siloed", "hub, \"placebo\""};
    const auto text = summary_of(results_with_crises(layout, {{1}, {1}}));
    CHECK(text.find("\r\n\"hub, \"\"placebo\"\"\",crises,") != std::string::npos);
}

TEST_CASE("summary: without a finished run every value is blank", "[analysis]")
{
    const auto text = summary_of(results::Memory{small_layout(2)});
    CHECK(has_line(text, "hub,crises,flood/recorded,all,paired_difference,,,,per year,0,2"));
}

TEST_CASE("summary: the file appears whole, and nothing else stays behind", "[analysis]")
{
    const auto folder = std::filesystem::temp_directory_path() / "meamsim_test_summary";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    const auto source = three_runs_of_two_scenarios();
    analysis::AllTotals runs{source};
    analysis::write_summary(runs, folder / "summary.csv");
    std::ifstream file{folder / "summary.csv", std::ios::binary};
    std::ostringstream text;
    text << file.rdbuf();
    CHECK(text.str() == summary_of(source));
    CHECK(std::distance(std::filesystem::directory_iterator{folder}, {}) == 1);
    std::filesystem::remove_all(folder);
}

TEST_CASE("summary: a missing folder is reported", "[analysis]")
{
    const std::filesystem::path nowhere = "/nonexistent/summary.csv";
    const results::Memory none{small_layout(1)};
    analysis::AllTotals runs{none};
    CHECK_THROWS_AS(analysis::write_summary(runs, nowhere), results::ResultsError);
}
