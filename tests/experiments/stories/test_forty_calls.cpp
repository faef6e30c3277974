// A lonely person who calls forty times a year, as in Braunstone: here all who are lonely want somebody so often. (With
// the library's rates none of 5,120 lonely adults turned to anybody more than 18 times in a year, nor wanted to more
// than 33.)

#include "models/observation/log_kinds.hpp"
#include "tests/experiments/stories/stories.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

using namespace meam;
using namespace meam::tests;

namespace {

struct Contact {
    int purpose, channel, earlier;
    bool met;
};

Contact contact_of(const LogLine& line)
{
    const int rest = line.detail / 256;
    return {rest / 64, rest / 2 % 32, line.detail % 256, rest % 2 != 0};
}

} // namespace

TEST_CASE("a story: forty calls a year", "[experiments][stories][slow]")
{
    const Storybook book("forty_calls", 104, 52,
                         {"contact.distress.rate.by_need.isolation = { value = [0, 30, 30, 30], unit = \"1/year\" }"});
    const auto by_scenario =
        book.stories({"as_it_is", "visits"}, 2, [&](const Resident& r) { return book.level(r, "isolation") >= 1; });
    const auto& as_it_is = by_scenario.at("as_it_is");
    REQUIRE(as_it_is.size() > 100);

    std::size_t most_in_a_year = 0, most_in_a_week = 0;
    for (const auto& [scenario, stories] : by_scenario) {
        for (const auto& story : stories) {
            INFO(scenario << ", replicate " << story.replicate << ", resident " << story.resident);
            std::map<Week, std::size_t> by_week, by_year;
            std::map<int, Contact> last; // by purpose
            replay(book.model(), story, [&](const LogLine& line, const Standpoint&, std::span<const LogLine>) {
                if (line.kind != log_kind::contact) {
                    return;
                }
                most_in_a_week = std::max(most_in_a_week, ++by_week[line.week]);
                most_in_a_year = std::max(most_in_a_year, ++by_year[line.week / 52]);
                const auto contact = contact_of(line);
                if (const auto before = last.find(contact.purpose); before != last.end() && contact.earlier > 0) {
                    // must happen: what comes back was not met, and keeps its lineage
                    REQUIRE(!before->second.met);
                    REQUIRE(contact.earlier == std::min(before->second.earlier + 1, 255));
                }
                last[contact.purpose] = contact;
            });
        }
    }
    // may happen: more than one in a week, and in a year more than one for each of its weeks
    CHECK(most_in_a_week > 1);
    CHECK(most_in_a_year > 52);
}
