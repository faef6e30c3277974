// A person sent to and fro between mental health and drugs, as in Rochdale: acutely ill, and dependent. Mental health
// refuses whom it knows to take drugs, the drug service whom it knows to be acutely ill.

#include "tests/experiments/stories/stories.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace meam;
using namespace meam::tests;

TEST_CASE("a story: to and fro between mental health and drugs", "[experiments][stories][slow]")
{
    const Storybook book("kirkholt", 104, 104);
    const auto mental_health = book.service("mental_health"), drugs = book.service("drug_alcohol");
    const auto hub = book.service("keyworker_hub");
    const auto by_scenario = book.stories({"siloed", "integrated"}, 12, [&](const Resident& r) {
        return book.level(r, "mental_health") == 3 && book.level(r, "substance_misuse") >= 2;
    });
    const auto& siloed = by_scenario.at("siloed");
    const auto& integrated = by_scenario.at("integrated");
    REQUIRE(siloed.size() > 30);
    const auto count = [](const std::vector<Story>& stories, const auto& happens) {
        return std::ranges::count_if(stories, [&](const Story& story) { return happens(story.lines); });
    };
    const auto refused = [](std::span<const LogLine> lines, ServiceId service, Week from) {
        return std::ranges::any_of(lines, [&](const LogLine& line) {
            return line.week >= from && is_at(line, service, Event::refused_excluded);
        });
    };

    // may happen, siloed: turned away by one, and then by the other
    CHECK(count(siloed,
                [&](const auto& lines) { return refused(lines, mental_health, 0) && refused(lines, drugs, 0); }) >= 1);
    // may happen, siloed: the drug service takes them all the same, once the illness has eased
    CHECK(count(siloed, [&](const auto& lines) { return any_at(lines, drugs, Event::admitted); }) >= 1);
    // must never happen, integrated: from the thirteenth week on neither refuses them for the other need
    CHECK(count(integrated, [&](const auto& lines) {
              return refused(lines, mental_health, 13) || refused(lines, drugs, 13);
          }) == 0);
    // must never happen, siloed: a hub that is not there takes nobody
    CHECK(count(siloed, [&](const auto& lines) { return any_at(lines, hub, Event::admitted); }) == 0);
    // may happen, integrated: the hub takes them, and draws in both services
    CHECK(count(integrated, [&](const auto& lines) {
              return any_at(lines, hub, Event::admitted) && any_at(lines, hub, Event::drawn_in);
          }) >= 1);
    // must happen: a resident who is excluded was assessed that week, and not admitted in it by the same desk
    for (const auto* stories : {&siloed, &integrated}) {
        for (const auto& story : *stories) {
            replay(book.model(), story, [&](const LogLine& line, const Standpoint&, std::span<const LogLine> before) {
                for (const auto desk : {mental_health, drugs}) {
                    if (is_at(line, desk, Event::refused_excluded)) {
                        REQUIRE(any_at(before, desk, Event::assessed));
                        REQUIRE(!any_at(before, desk, Event::admitted));
                    }
                }
            });
        }
    }
}
