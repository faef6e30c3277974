#include "models/observation/log_kinds.hpp"
#include "tests/support/tiny_model.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

using namespace meam;
using namespace meam::tests;

namespace {

constexpr int first_met = 0, first_unmet = 1, repeat_met = 2, repeat_unmet = 3;

std::string purpose(double rate, const std::string& more = "")
{
    return "[contact.distress]\n" + more + "[contact.distress.rate]\nrate = " + weekly(rate) + "\n";
}

std::string repeating(double rate, int weeks)
{
    return "repeats = { rate = " + weekly(rate) + " }\nrepeats_for = { value = " + std::to_string(weeks) +
           ", unit = \"week\" }\n";
}

std::string way(const std::string& channel, double weight, double meets)
{
    return "[contact.distress.channel." + channel + "]\nweight = " + std::to_string(weight) +
           "\nmeets = " + std::to_string(meets) + "\n";
}

/// Everybody thirsts, and may turn to nobody.
std::string alone()
{
    return always_in_need + "[channel.nobody]\n";
}

/// Flows of a block, summed over weeks [from, until).
class Sums {
public:
    Sums(const TinyModel& tiny, Week from, Week until, int replicate = 0) : tiny_(tiny), row_(tiny.layout().size(), 0)
    {
        tiny.simulated(
            until,
            [&](const World& world) {
                for (std::size_t i = 0; world.now() > from && i < row_.size(); ++i) {
                    row_[i] += world.row()[i];
                }
            },
            replicate);
    }

    [[nodiscard]] long contacts(const std::string& channel, int outcome) const
    {
        return row_[tiny_.layout().contact_cell(strata::all, number(channel), outcome)];
    }
    [[nodiscard]] long contacts(const std::string& channel) const
    {
        return contacts(channel, first_met) + contacts(channel, first_unmet) + contacts(channel, repeat_met) +
               contacts(channel, repeat_unmet);
    }
    [[nodiscard]] long repeats(const std::string& failed, const std::string& channel) const
    {
        return row_[tiny_.layout().failure_cell(number(failed), number(channel))];
    }
    [[nodiscard]] long crises(int count) const { return row_[tiny_.layout().crisis_cell(strata::all, 0, count)]; }
    [[nodiscard]] long inappropriate() const { return row_[tiny_.layout().inappropriate_cell(strata::all, 0)]; }

private:
    [[nodiscard]] int number(const std::string& channel) const
    {
        const auto& all = tiny_.model().channels;
        for (std::size_t c = 0; c < all.size(); ++c) {
            if (all[c].name == channel) {
                return static_cast<int>(c);
            }
        }
        throw std::out_of_range("no channel " + channel);
    }

    const TinyModel& tiny_;
    std::vector<long> row_;
};

/// Four standard errors of a count of n that each fall here with chance p.
double margin(double n, double p)
{
    return 4 * std::sqrt(n * p * (1 - p));
}

/// Who turned where, by week and resident, in order.
std::multimap<std::pair<Week, ResidentId>, int> turned(const TinyModel& tiny, Week weeks)
{
    auto world = tiny.world(weeks, 0, true);
    while (world.now() < weeks) {
        world.week();
    }
    std::multimap<std::pair<Week, ResidentId>, int> result;
    for (const auto& line : world.log()) {
        if (line.kind == log_kind::contact) {
            result.emplace(std::pair{line.week, line.resident}, line.detail / 512 % static_cast<int>(most_channels));
        }
    }
    return result;
}

} // namespace

TEST_CASE("contacts are Poisson, and fall to channels by weight", "[models][contacts]")
{
    // 1,000 residents, half a contact a week, 20 weeks: 10,000, standard deviation 100; 3 : 1 : 1
    const TinyModel tiny(alone() + "[channel.a]\n[channel.b]\n" + purpose(0.5) + way("a", 3, 1) + way("b", 1, 0.25) +
                         way("nobody", 1, 0));
    const Sums all(tiny, 0, 20);
    const double total = static_cast<double>(all.contacts("a") + all.contacts("b") + all.contacts("nobody"));
    CHECK(total == Approx(10000).margin(400));
    CHECK(static_cast<double>(all.contacts("a")) == Approx(0.6 * total).margin(margin(total, 0.6)));
    CHECK(static_cast<double>(all.contacts("b")) == Approx(0.2 * total).margin(margin(total, 0.2)));
    CHECK(all.contacts("a", first_met) == all.contacts("a"));
    CHECK(all.contacts("nobody", first_unmet) == all.contacts("nobody"));
    const auto at_b = static_cast<double>(all.contacts("b"));
    CHECK(static_cast<double>(all.contacts("b", first_met)) == Approx(0.25 * at_b).margin(margin(at_b, 0.25)));
}

TEST_CASE("weights follow needs and ratios", "[models][contacts]")
{
    // everybody's thirst is emerging: a weighs (1 + 2) * 0.5 = 1.5 against 1
    const TinyModel tiny(alone() + "[channel.a]\n" + purpose(0.5) + R"(
[contact.distress.channel.a]
meets = 1
[contact.distress.channel.a.weight]
weight = 1
by_need.thirst = [0, 2, 0, 0]
ratio.age = { a35_49 = 0.5 }
)" + way("nobody", 1, 0));
    const Sums all(tiny, 0, 20);
    const double total = static_cast<double>(all.contacts("a") + all.contacts("nobody"));
    CHECK(static_cast<double>(all.contacts("a")) == Approx(0.6 * total).margin(margin(total, 0.6)));
}

TEST_CASE("a newly opened channel takes contacts from all others and moves none between them", "[models][contacts]")
{
    const auto with_hours = [](const std::string& hours) {
        return TinyModel(alone() + "[channel.a]\nhours = " + hours + "\n[channel.b]\n" + purpose(0.5) + way("a", 3, 1) +
                         way("b", 1, 1) + way("nobody", 1, 1));
    };
    const auto open = turned(with_hours("1"), 20), shut = turned(with_hours("0"), 20);
    REQUIRE(open.size() == shut.size());
    int taken = 0;
    for (auto o = open.begin(), s = shut.begin(); o != open.end(); ++o, ++s) {
        REQUIRE(o->first == s->first); // channels stand by name: a is 0
        CHECK(s->second != 0);
        CHECK((o->second == 0 || o->second == s->second));
        taken += o->second == 0 ? 1 : 0;
    }
    CHECK(taken > 5000);
}

TEST_CASE("a channel answers only in its opening hours", "[models][contacts]")
{
    // a quarter of the week 3 : 1 : 1, else 1 : 1: a has 0.25 * 0.6, b 0.25 * 0.2 + 0.75 * 0.5
    const TinyModel tiny(alone() + "[channel.a]\nhours = 0.25\n[channel.b]\n" + purpose(0.5) + way("a", 3, 1) +
                         way("b", 1, 1) + way("nobody", 1, 1));
    const Sums all(tiny, 0, 20);
    const double total = static_cast<double>(all.contacts("a") + all.contacts("b") + all.contacts("nobody"));
    CHECK(static_cast<double>(all.contacts("a")) == Approx(0.15 * total).margin(margin(total, 0.15)));
    CHECK(static_cast<double>(all.contacts("b")) == Approx(0.425 * total).margin(margin(total, 0.425)));
}

TEST_CASE("an unmet contact is repeated until three weeks without one have passed", "[models][contacts]")
{
    // A week after which another follows within 3 weeks: chance 1 - q, q = exp(-3 h). So (1 - q) / q weeks with repeats
    // on average, each of h / (1 - exp(-h)) contacts, given that there is one. First contacts are so rare that two
    // wants seldom meet. In the long run repeats per first contact are this number; its standard deviation over
    // lineages is about 5.3, and there are about 2,000: allow four standard errors.
    const double h = 0.5, q = std::exp(-3 * h);
    const double expected = (1 - q) / q * h / (1 - std::exp(-h));
    const TinyModel tiny(alone() + purpose(0.002, repeating(h, 3)) + way("nobody", 1, 0), 4000);
    const Sums late(tiny, 50, 300);
    const auto firsts = static_cast<double>(late.contacts("nobody", first_unmet));
    REQUIRE(firsts > 1800);
    CHECK(static_cast<double>(late.contacts("nobody", repeat_unmet)) / firsts ==
          Approx(expected).margin(4 * 5.3 / std::sqrt(firsts)));
    CHECK(late.contacts("nobody", repeat_met) == 0);
}

TEST_CASE("an unmet contact without limit is repeated until it succeeds", "[models][contacts]")
{
    // each contact meets it with 0.4: (1 - 0.4) / 0.4 = 1.5 repeats a lineage, standard deviation sqrt(0.6) / 0.4
    const TinyModel tiny(alone() + purpose(0.002, repeating(1, 900)) + way("nobody", 1, 0.4), 4000);
    const Sums late(tiny, 50, 300);
    const auto firsts = static_cast<double>(late.contacts("nobody", first_unmet) + late.contacts("nobody", first_met));
    const auto repeats =
        static_cast<double>(late.contacts("nobody", repeat_unmet) + late.contacts("nobody", repeat_met));
    REQUIRE(firsts > 1800);
    CHECK(repeats / firsts == Approx(1.5).margin(4 * std::sqrt(0.6) / 0.4 / std::sqrt(firsts)));
}

TEST_CASE("repeated contacts are counted by the channel that failed", "[models][contacts]")
{
    const TinyModel tiny(alone() + "[channel.a]\n" + purpose(0.05, repeating(1, 4)) + way("a", 1, 0) +
                         way("nobody", 1, 1));
    const Sums all(tiny, 0, 50);
    CHECK(all.repeats("nobody", "a") == 0); // it always helps
    CHECK(all.repeats("nobody", "nobody") == 0);
    CHECK(all.repeats("a", "a") > 100);
    CHECK(all.repeats("a", "a") == all.contacts("a", repeat_unmet));
    CHECK(all.repeats("a", "nobody") == all.contacts("nobody", repeat_met));
}

TEST_CASE("the channel choice depends on the result of the last contact", "[models][contacts]")
{
    const auto last = [](const std::string& a, double meets) {
        return TinyModel(alone() + "[channel.a]\n" + a + purpose(0.5, repeating(1, 4)) + way("a", 1, meets) +
                         way("nobody", 1, 0));
    };
    const TinyModel tiny_let_down = last("after_unmet = 0\n", 0);
    const Sums let_down(tiny_let_down, 0, 20);
    CHECK(let_down.repeats("a", "a") == 0);
    CHECK(let_down.repeats("a", "nobody") > 100);
    const TinyModel tiny_helped = last("after_met = 0\n", 1);
    std::map<ResidentId, int> before;
    for (const auto& [when, channel] : turned(tiny_helped, 20)) {
        CHECK_FALSE((channel == 0 && before.contains(when.second) && before[when.second] == 0));
        before[when.second] = channel;
    }
}

TEST_CASE("forty contacts a year are not one a week at most", "[models][contacts]")
{
    // 20 a week: nobody makes fewer than 3 in a week with chance 1 - 5e-7
    const TinyModel tiny(alone() + purpose(20) + way("nobody", 1, 0), 100);
    std::map<std::pair<Week, ResidentId>, int> by_week;
    for (const auto& [when, channel] : turned(tiny, 10)) {
        ++by_week[when];
    }
    REQUIRE(by_week.size() == 1000);
    const int all =
        std::accumulate(by_week.begin(), by_week.end(), 0, [](int n, const auto& w) { return n + w.second; });
    CHECK(all == Approx(20000).margin(4 * std::sqrt(20000.0)));
}

TEST_CASE("a contact that is a crisis has the four counts, and succeeds only if acted on", "[models][contacts]")
{
    // recorded 0.8, then acted on 0.5, meets 0.6: met 0.24 of all; inappropriate 0.4 of those recorded
    const TinyModel tiny(alone() + R"(
[channel.police]
crisis = "call"
[crisis.call]
agency = "police"
recorded = 0.8
acted_on = 0.5
[crisis.call.rate]
rate = { value = 0, unit = "1/year" }
)" + purpose(0.5) + way("police", 1, 0.6) +
                         way("nobody", 1, 0));
    const Sums all(tiny, 0, 20);
    const long n = all.contacts("police");
    const auto of = [&](double share) {
        return Approx(share * static_cast<double>(n)).margin(margin(static_cast<double>(n), share));
    };
    REQUIRE(n > 4000);
    CHECK(all.crises(0) == n);
    CHECK(static_cast<double>(all.crises(2)) == of(0.8));
    CHECK(static_cast<double>(all.crises(3)) == of(0.4));
    CHECK(static_cast<double>(all.contacts("police", first_met)) == of(0.24));
    CHECK(static_cast<double>(all.inappropriate()) == of(0.32));
}

TEST_CASE("residents who are away make no contacts", "[models][contacts]")
{
    const std::string jail = R"(
[circumstance.freedom]
states = ["free", "jail"]
default = "free"
away = ["jail"]
start = { jail = 1 }
)";
    const TinyModel tiny(alone() + jail + purpose(0.5, repeating(1, 4)) + way("nobody", 1, 0));
    CHECK(Sums(tiny, 0, 20).contacts("nobody") == 0);
}

TEST_CASE("residents do not contact a closed service or one only for its own cases", "[models][contacts]")
{
    const auto desk = [](const std::string& service, const std::string& channel) {
        return TinyModel(alone() + "[channel.a]\nagency = \"vcse\"\nservice = \"peers\"\n" + channel +
                         "[service.peers]\nagency = \"vcse\"\nkind = \"preventative\"\nunlimited = true\n"
                         "treats = { thirst = 0 }\n" +
                         service +
                         "[edge.community.peers]\nkind = \"present\"\nrate = { value = 0.1, unit = \"1/week\" }\n" +
                         purpose(0.5) + way("a", 1, 1) + way("nobody", 1, 0));
    };
    const TinyModel tiny_open = desk("", ""), tiny_shut = desk("open = false\n", ""),
                    tiny_held = desk("", "held = true\n");
    CHECK(Sums(tiny_open, 0, 1).contacts("a") > 100);
    CHECK(Sums(tiny_shut, 0, 20).contacts("a") == 0);
    CHECK(Sums(tiny_held, 0, 1).contacts("a") == 0); // held from the next week at the earliest
    // after 20 weeks 1 - exp(-2) of them are held (nobody leaves), and half of their contacts are here
    const Sums held(tiny_held, 19, 20);
    CHECK(static_cast<double>(held.contacts("a")) == Approx(0.5 * 0.86 * 0.5 * 1000).margin(70));
}

TEST_CASE("stocks respond to help and to disappointment", "[models][contacts]")
{
    const auto hope = [](double meets) {
        const TinyModel tiny(alone() + R"(
[stock.hope.on.contact.distress]
met = 1
unmet = -1
)" + purpose(20) + way("nobody", 1, meets),
                             50);
        const auto world = tiny.simulated(3);
        const auto& model = tiny.model();
        std::set<int> levels;
        for (const auto& resident : world.state().residents) {
            levels.insert(resident.covariates[static_cast<std::size_t>(model.stocks.front().covariate)]);
        }
        return levels;
    };
    CHECK(hope(1) == std::set<int>{15});
    CHECK(hope(0) == std::set<int>{0});
}
