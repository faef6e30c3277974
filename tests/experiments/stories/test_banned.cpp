// Banned, in Truro, with `enforcement/bans`: what bans do, how long they last, and what must never happen.

#include "experiments/replicate.hpp"
#include "models/observation/log_kinds.hpp"
#include "tests/experiments/stories/chains.hpp"
#include "tests/experiments/stories/stories.hpp"
#include "tests/support/town.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

using namespace meam;
using namespace meam::tests;

TEST_CASE("bans end by expiry or review at their rates, or stay", "[experiments][stories][slow]")
{
    const auto shares = [](const std::string& scenario) {
        const auto experiment = shipped(
            "truro_bans", {"place.truro.residents=8000", "place.truro.arrivals={ value = 0, unit = \"1/year\" }",
                           "warm_up={ exactly = \"0 weeks\" }", "horizon=\"60 weeks\"",
                           "circumstance.hostel_ban.start={ timed = 0.5, indefinite = 0.5 }",
                           "then.ban_warned.chance=0", "then.ban_timed.chance=0"});
        const TallyLayout tally(experiment.model);
        const DesignPoint point(experiment, 0);
        auto world = world_of(experiment, tally, point, 0, 60, Stepping::events);
        for (std::size_t s = 0; s < experiment.model.scenarios.size(); ++s) {
            if (experiment.model.scenarios[s].name == scenario) {
                world->branch(point.scenarios[s]);
            }
        }
        while (world->now() < 52) {
            world->week();
        }
        const double year = 52.0 * 7.0 / 365.25;
        const bool reviewed = scenario == "reviewed";
        const double timed = 0.5 * std::exp(-(reviewed ? 6.0 : 2.0) * year);
        const double indefinite = 0.5 * std::exp(-(reviewed ? 4.0 : 0.16) * year);
        expect_shares(*world, circumstance(experiment.model, "hostel_ban"),
                      {1.0 - timed - indefinite, 0.0, timed, indefinite});
    };
    shares("siloed");
    shares("reviewed");
}

TEST_CASE("a story: on Truro's streets, and banned", "[experiments][stories][slow]")
{
    const Storybook book("truro_bans", 104, 156);
    const auto& model = book.model();
    const auto index = [&](const std::string& name) {
        return static_cast<std::size_t>(&circumstance(model, name) - model.circumstances.data());
    };
    const auto hostel_ban = index("hostel_ban"), treatment_ban = index("treatment_ban"), home = index("home");
    const auto hostel = book.service("hostel"), treatment = book.service("drug_alcohol"),
               hub = book.service("keyworker_hub");
    const int timed = book.state("hostel_ban", "timed"), indefinite = book.state("hostel_ban", "indefinite");
    const auto stories = book.stories({"siloed", "integrated"}, 12, [&](const Resident& r) {
        return book.level(r, "home") == book.state("home", "rough") ||
               book.level(r, "home") == book.state("home", "temporary");
    });
    int banned = 0, out = 0, copied = 0, lifted = 0, back = 0;
    for (const auto& [scenario, all] : stories) {
        REQUIRE(all.size() > 150);
        for (const auto& story : all) {
            INFO(scenario << ", replicate " << story.replicate << ", resident " << story.resident);
            bool held = false, was_banned = false;
            replay(model, story, [&](const LogLine& line, const Standpoint& now, std::span<const LogLine> before) {
                const bool is_banned = now.states[hostel_ban] >= timed;
                if (is_at(line, hub, Event::admitted)) {
                    held = true;
                } else if (line.kind == log_kind::desk && line.detail / 64 == hub) {
                    held = held && !is_at(line, hub, Event::completed) && !is_at(line, hub, Event::dropped_out);
                }
                if (is_at(line, hostel, Event::admitted)) {
                    REQUIRE(!is_banned); // must never happen
                    back += was_banned ? 1 : 0;
                }
                if (is_at(line, treatment, Event::admitted)) {
                    REQUIRE(now.states[treatment_ban] == 0);
                }
                if (line.kind == log_kind::died || line.kind == log_kind::departed) {
                    held = false;
                }
                if (line.kind != log_kind::move) {
                    return;
                }
                const auto of = static_cast<std::size_t>(line.detail / 256);
                const int to = line.detail % 256;
                if (of == hostel_ban && to == timed) {
                    // must never happen: banned without a warning, or while a key worker answers for them
                    REQUIRE(now.states[hostel_ban] == book.state("hostel_ban", "warned"));
                    REQUIRE(!held);
                    was_banned = true;
                    ++banned;
                }
                lifted += of == hostel_ban && to == 0 && is_banned ? 1 : 0;
                const bool this_week = std::ranges::any_of(before, [&](const LogLine& earlier) {
                    return earlier.kind == log_kind::move && earlier.detail / 256 == static_cast<int>(hostel_ban) &&
                           (earlier.detail % 256 == timed || earlier.detail % 256 == indefinite);
                });
                out += of == home && to == book.state("home", "rough") && this_week ? 1 : 0;
                if (of == treatment_ban && to == 1) {
                    REQUIRE(this_week); // must never happen: copied from nobody
                    ++copied;
                }
            });
        }
    }
    // may happen: banned, put out, banned elsewhere for it, let in again
    CHECK(banned >= 1);
    CHECK(out >= 1);
    CHECK(copied >= 1);
    CHECK(lifted >= 1);
    CHECK(back >= 1);
}
