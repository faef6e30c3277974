// Options that are empty, contradict one another or have no effect are refused: none is ignored in silence.

#include "tests/support/program.hpp"

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>
#include <sstream>

using meam::tests::meamsim;
using nlohmann::json;

namespace {

std::vector<std::string> lines_of(const std::string& text)
{
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
        lines.push_back(line);
    }
    return lines;
}

/// One option of `run`, a value, and the members of the plan that it sets.
struct Option {
    std::string text;
    std::vector<std::string> sets;
};

const std::vector<Option>& options_of_run()
{
    static const std::vector<Option> all{{"-o elsewhere", {"out"}},
                                         {"--set 'horizon=\"60 weeks\"'", {"horizon_weeks"}},
                                         {"--replicates 3", {"replicates"}},
                                         {"--threads 1", {"threads"}},
                                         {"--scenario hub", {"scenarios"}},
                                         {"--only hub:1", {"replicates", "scenarios"}},
                                         {"--until-ci 'deaths < 20%'", {"until"}},
                                         {"--draws 2", {"draws"}},
                                         {"--shard 1/2", {"shard"}},
                                         {"--stepping reference", {"stepping"}},
                                         {"--trajectories all", {"trajectories"}},
                                         {"--warm-ups saved", {"warm_ups"}},
                                         {"--resume", {"existing_results"}},
                                         {"--force", {"existing_results"}},
                                         {"--audit", {"audit"}}};
    return all;
}

const std::string dry = "run homes_or_hubs --json --dry-run ";

} // namespace

TEST_CASE("an empty value of any option of any verb is refused", "[cli]")
{
    int options = 0;
    for (const auto& verb : lines_of(meamsim("complete ''").out)) {
        for (const auto& option : lines_of(meamsim("complete " + verb + " --").out)) {
            for (const std::string value : {" ''", "="}) {
                INFO("meamsim " << verb << " " << option << value);
                const auto said = meamsim(verb + " " + option + value);
                CHECK(said.code == (option == "--help" ? said.code : 2));
                CHECK((option == "--help" || said.err.find("error[E50") != std::string::npos));
                CHECK(said.out.find("error") == std::string::npos);
            }
            ++options;
        }
    }
    CHECK(options > 40);
    for (const auto* empty : {"run quickstart -o ''", "run ''", "run quickstart -o '  '", "compare ''"}) {
        INFO(empty);
        const auto said = meamsim(empty);
        CHECK(said.code == 2);
        CHECK(said.err.find("is empty") != std::string::npos);
    }
}

TEST_CASE("a dry run as JSON shows every option of run", "[cli]")
{
    const auto plain = json::parse(meamsim(dry).out);
    CHECK(plain["schema_version"] == 1);
    CHECK(plain["dry_run"] == true);
    CHECK(plain["runs_at_most"] ==
          plain["replicates"]["count"].get<int>() * static_cast<int>(plain["scenarios"].size()));
    for (const auto& option : options_of_run()) {
        INFO(option.text);
        const auto said = meamsim(dry + option.text);
        REQUIRE(said.code == 0);
        const auto plan = json::parse(said.out);
#ifndef MEAM_HDF5
        if (option.text.starts_with("-o")) {
            continue; // results stay in memory
        }
#endif
        for (const auto& member : option.sets) {
            CHECK((plan[member] != plain[member] || option.text == "--threads 1")); // a machine may have one
        }
    }
}

TEST_CASE("of every two options of run both have their effect, or the two are refused", "[cli][slow]")
{
    std::vector<json> alone;
    for (const auto& option : options_of_run()) {
        alone.push_back(json::parse(meamsim(dry + option.text).out));
    }
    int refused = 0;
    for (std::size_t a = 0; a < alone.size(); ++a) {
        for (std::size_t b = a + 1; b < alone.size(); ++b) {
            const auto &one = options_of_run()[a], &other = options_of_run()[b];
            INFO(one.text << " " << other.text);
            const auto said = meamsim(dry + one.text + " " + other.text);
            if (said.code == 2) {
                ++refused;
                continue;
            }
            REQUIRE(said.code == 0);
            const auto plan = json::parse(said.out);
            for (const auto* which : {&one, &other}) {
                const auto& own = alone[which == &one ? a : b];
                for (const auto& member : which->sets) {
                    const bool shared = member == "replicates" &&
                                        (one.text.starts_with("--shard") || other.text.starts_with("--shard"));
                    CHECK((shared || plan[member] == own[member])); // a shard takes its part of the replicates
                }
            }
        }
    }
    CHECK(refused > 8);
}

TEST_CASE("options that contradict each other, or have no effect, are refused", "[cli]")
{
    for (const auto* line :
         {"graph quickstart --json --as dot", "explain E104 --all", "explain --all --json --as md",
          "explain E104 --as md", "explain E104 --in truro", "explain --all --in truro", "list codes --in truro",
          "list experiments --in truro", "trace out --divergence", "trace out --divergence --against siloed",
          "trace out --from 3", "trace out --resident 1 --divergence --against siloed --as csv",
          "attribute quickstart --dry-run --as json",
          "attribute homes_or_hubs --scenario homes_25 --dry-run --orders 4",
          "run quickstart --dry-run --until-ci 'deaths < 9%' --scenario siloed",
          "run quickstart --dry-run --warm-ups w --stepping reference", "run quickstart --dry-run --shard 9/9"}) {
        INFO(line);
        const auto said = meamsim(line);
        CHECK(said.code == 2);
        CHECK(said.out.empty());
    }
}
