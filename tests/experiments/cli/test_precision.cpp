// Whether the precision that was asked for was met is said wherever a run ends.

#include "tests/support/paths.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>
#include <string>

using meam::tests::meamsim;
using meam::tests::TemporaryFolder;
using nlohmann::json;

namespace {

/// A hundred residents by hand, and eight replicates of them: every pair is the same.
const std::string by_hand = "run '" + meam::tests::folder() + "/recompute/by_hand.toml' --set replicates.at_least=8 " +
                            "--set replicates.at_most=8 ";

bool holds(const std::string& text, const std::string& words)
{
    return text.find(words) != std::string::npos;
}

} // namespace

TEST_CASE("a precision that was asked for is said to be met or not, in text and in JSON", "[cli]")
{
    const TemporaryFolder folder;
    const auto run = [&](const std::string& more) {
        return meamsim(by_hand + "--force -o out " + more, folder.path());
    };

    // crisis demand does not differ: a half width of 0, known exactly
    const auto met = run("--until-ci 'crisis_demand < 5%'");
    CHECK(met.code == 0);
    CHECK(holds(met.out, "The precision asked for was met"));
    CHECK(json::parse(run("--json --until-ci 'crisis_demand < 5%'").out)["precision"]["met"] == true);

    // where chance says who asks, eight pairs are not enough for a hundredth of a per cent
    const std::string chance = "--set 'edge.community.desk.rate={value=0.05,unit=\"1/week\"}' ";
    const auto missed = run(chance + "--until-ci 'wait.desk.mean < 0.01%'");
    INFO(missed.out << missed.err);
    CHECK(missed.code == 0);
    CHECK(holds(missed.out, "The precision asked for was NOT met"));
    CHECK(holds(missed.out, "after 8 pairs"));
    const auto precision =
        json::parse(run("--json " + chance + "--until-ci 'wait.desk.mean < 0.01%'").out)["precision"];
    CHECK(precision["met"] == false);
    CHECK(precision["half_width_asked"] == Approx(0.0001));
    CHECK(precision["half_width_reached"].get<double>() > 0.0001);
    CHECK(precision["pairs"] == 8);

    CHECK_FALSE(holds(run("").out, "precision")); // none was asked for
    CHECK_FALSE(json::parse(run("--json").out).contains("precision"));
}
