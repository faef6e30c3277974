// The place, needs, stocks, circumstances.

#include "experiments/schema/declare.hpp"
#include "models/parameters/covariates.hpp"

namespace meam::schema {
namespace {

/// One number for each label.
Table for_each(const std::string& name, const std::vector<std::string>& labels, const std::vector<Form>& forms,
               const std::string& meaning, const std::string& absent)
{
    Table table{name, {}, {}};
    for (const auto& label : labels) {
        table.keys.push_back({label, forms, meaning + " " + label, absent});
    }
    return table;
}

Table shares(const std::string& name, const std::vector<std::string>& labels)
{
    return for_each(name, labels, {number(measures::share)}, "share of adults in this group", "0");
}

std::vector<Table> place_tables()
{
    return {
        {"place",
         {
             {"residents", {number({Dimension::count, 1, 100e6, true})}, "adults who live there", ""},
             {"one_at_a_time",
              {flag()},
              "whether residents make no new request while referred, waiting or in an episode, nor in the week in "
              "which that ends",
              "false: several at once"},
             {"frailty_sigma",
              {number({Dimension::ratio, 0, 2})},
              "spread of frailty: of a lognormal with mean 1",
              "0"},
             {"arrivals", {number(measures::rate)}, "adults who arrive in a year, by coming of age or moving in", "0"},
             {"sex", {table("sex")}, "shares, which sum to 1", ""},
             {"age", {table("age")}, "shares, which sum to 1", ""},
             {"deprivation", {table("deprivation")}, "shares by fifth of deprivation, which sum to 1", ""},
             {"aces", {table("aces")}, "shares by adverse childhood experiences, which sum to 1", ""},
             {"dealt",
              {word({"sex", "age", "deprivation", "aces"})},
              "the attribute of which every hundred residents, by number, hold the exact shares",
              "none: all are drawn"},
             {"needs_at_start",
              {numbers(measures::share), table("needs_at_start")},
              "shares with 0, 1, 2… needs at the start, each set of so many as likely; or by fifth",
              "each need starts by itself"},
             {"aces_by_deprivation", {table("aces_by_deprivation")}, "the same, by fifth", "as `aces` in every fifth"},
         },
         {}},
        shares("sex", attributes::sex),
        {"age", {}, Declaration{"<band>", {number(measures::share)}, "share of residents of this age", "0"}},
        shares("deprivation", attributes::deprivation),
        shares("aces", attributes::aces),
        for_each("needs_at_start", attributes::deprivation, {numbers(measures::share)},
                 "shares with 0, 1, 2… needs in fifth", ""),
        for_each("aces_by_deprivation", attributes::deprivation, {table("aces")}, "shares in fifth", "as `aces`"),
    };
}

std::vector<Table> need_tables()
{
    return {
        {"need",
         {
             {"meam", {flag()}, "whether it counts towards the cohort with multiple needs", "false"},
             {"case", {table("case")}, "case definition, in words", ""},
             {"start", {table("need_start")}, "prevalence at the start of the warm-up", "none"},
             {"start_by",
              {table("need_start_by")},
              "prevalence at the start for one level of an attribute, or one state of a circumstance; used exactly",
              "as `start` for all"},
             {"reads",
              {table("reads")},
              "the circumstance it is read off, instead of rates of its own",
              "rates of its own"},
             {"marginal",
              {texts({"sex", "age", "deprivation", "aces"})},
              "attributes whose ratios are published for the whole population, and are solved for",
              "none"},
             {"onset", {table("hazard")}, "how it begins", ""},
             {"escalation", {table("escalation")}, "how it gets worse", "it does not"},
             {"easing", {table("easing")}, "how it gets better by itself", "it does not"},
         },
         {}},
        {"case",
         {
             {"emerging", {text()}, "case definition of the first severity", ""},
             {"established", {text()}, "case definition of the second severity", ""},
             {"acute", {text()}, "case definition of the third severity", ""},
         },
         {}},
        {"need_start",
         {
             {"emerging", {number(measures::share)}, "share of adults", "0"},
             {"established", {number(measures::share)}, "share of adults", "0"},
             {"acute", {number(measures::share)}, "share of adults", "0"},
             {"ever", {number(measures::share)}, "share of adults who have had it at established or worse", "0"},
             {"ever_ratio",
              {table("ratios")},
              "factors on the odds of that, by attributes, needs, their number and circumstances",
              "nothing"},
         },
         {}},
        {"need_start_by",
         {},
         Declaration{
             "<attribute or circumstance>", {table("need_start_by_level")}, "shares by its levels", "as `start`"}},
        {"need_start_by_level",
         {},
         Declaration{"<level>", {table("shares_by_severity")}, "shares of those at it", "as `start`"}},
        {"shares_by_severity",
         {
             {"emerging", {number(measures::share)}, "share of these residents", "0"},
             {"established", {number(measures::share)}, "share of these residents", "0"},
             {"acute", {number(measures::share)}, "share of these residents", "0"},
         },
         {}},
        {"reads",
         {{"circumstance", {text()}, "the circumstance", ""}},
         Declaration{"<state>", {number(severity)}, "the severity in this state", "0"}},
        {"escalation",
         with(hazard_keys("from emerging to established, for each resident and year"),
              {{"rate_to_acute", {number(measures::rate)}, "from established to acute", "never"}}),
         {}},
        {"easing",
         with(hazard_keys("from emerging to none, for each resident and year"),
              {
                  {"rate_from_established", {number(measures::rate)}, "from established to emerging", "never"},
                  {"rate_from_acute", {number(measures::rate)}, "from acute to established", "never"},
                  {"cap", {number({Dimension::ratio, 1e-6, 1e6})}, "the most that treatments together add", "no limit"},
              }),
         {}},
    };
}

std::vector<Table> stock_tables()
{
    const auto amount = number({Dimension::ratio, -15, 15});
    const std::string meaning = "levels up or down when it happens; a fraction is a chance";
    return {
        {"stock",
         {
             {"kind", {word({"soft", "block"})}, "soft, such as trust, or a building block", "soft"},
             {"neutral", {number({Dimension::level, 0, 15, true})}, "the level at which ratios of it are 1", "8"},
             {"norm", {number(level), table("norm")}, "the level at rest, or by fifth of deprivation", "`neutral`"},
             {"drift", hazard(), "the pull of one level towards the norm", "none"},
             {"on", {table("responses")}, "its responses to events", "nothing"},
             {"on_service", {table("responses_by_service")}, "the same for events at one service, instead", "as `on`"},
         },
         {}},
        for_each("norm", attributes::deprivation, {number(level)}, "the level at rest in fifth", "`neutral`"),
        {"responses",
         {
             {"crisis", {table("responses_to_crises")}, "crises by name", "nothing"},
             {"move", {table("responses_to_moves")}, "moves by circumstance and state", "nothing"},
             {"contact", {table("responses_to_contacts")}, "contacts by purpose: met, unmet", "nothing"},
         },
         Declaration{"<event>", {amount}, meaning, "0"}},
        {"responses_to_crises",
         {},
         Declaration{"<crisis>", {amount, table("responses_to_names")}, meaning + "; or by `recorded`", "0"}},
        {"responses_to_names", {}, Declaration{"<name>", {amount}, meaning, "0"}},
        {"responses_to_moves", {}, Declaration{"<circumstance>", {table("responses_to_names")}, "by state", "nothing"}},
        {"responses_to_contacts",
         {},
         Declaration{"<purpose>", {table("responses_to_names")}, "met or unmet", "nothing"}},
        {"responses_by_service",
         {},
         Declaration{"<service>", {table("responses")}, "its responses to events at this service", "as `on`"}},
    };
}

std::vector<Table> circumstance_tables()
{
    return {
        {"circumstance",
         {
             {"states", {texts()}, "the states, one of which holds at a time", ""},
             {"default", {text()}, "initial state of residents drawn into no other state", ""},
             {"away", {texts()}, "states in which a resident is not at liberty", "none"},
             {"elsewhere",
              {texts()},
              "states of residents in another place: their crises are counted apart; residents who move away enter "
              "the first",
              "none: residents who move away are not followed"},
             {"start", {table("shares_by_state")}, "shares at the start; the rest in `default`", "all in `default`"},
             {"start_by",
              {table("start_by")},
              "the same by an attribute, as of age, or by a circumstance that comes before by name",
              "as `start` for all"},
             {"start_exactly",
              {table("groups")},
              "exact numbers of residents in a state at the start, drawn at random",
              "by the shares alone"},
             {"move", {table("moves")}, "moves between states", "no moves by themselves"},
         },
         {}},
        {"tie",
         {
             {"share",
              {number(measures::share)},
              "share of the smaller group of eligible partners who are paired at the start",
              ""},
             {"first", {table("whom")}, "eligible first partners at the start", ""},
             {"second", {table("whom")}, "eligible second partners", ""},
             {"sees",
              {texts()},
              "the needs and circumstances of the other that hazards may depend on, as `<tie>.<name>`",
              ""},
         },
         {}},
        {"groups",
         {},
         Declaration{"<state>",
                     {table("group")},
                     "residents who start in this state, regardless of the shares",
                     "by the shares"}},
        {"group",
         {
             {"residents", {number({Dimension::count, 0, 100e6, true})}, "so many, as far as there are", ""},
             {"whom", {table("whom")}, "the residents among whom they are drawn, by attributes", "everyone"},
         },
         {}},
        {"start_by", {}, Declaration{"<attribute>", {table("start_by_level")}, "shares by its levels", "as `start`"}},
        {"start_by_level",
         {},
         Declaration{"<level>", {table("shares_by_state")}, "shares of those at it", "as `start`"}},
        {"shares_by_state", {}, Declaration{"<state>", {number(measures::share)}, "share of adults", "0"}},
        {"moves", {}, Declaration{"<from>", {table("moves_from")}, "moves out of this state", "none"}},
        {"moves_from", {}, Declaration{"<to>", hazard(), "the move to this state", "never"}},
    };
}

} // namespace

std::vector<Table> people_tables()
{
    std::vector<Table> all;
    for (auto part : {place_tables, need_tables, stock_tables, circumstance_tables}) {
        for (auto& table : part()) {
            all.push_back(std::move(table));
        }
    }
    return all;
}

} // namespace meam::schema
