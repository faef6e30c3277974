// One row for each code. E1xx: files and values. E2xx: what the model means. E3xx: policies and scenarios. E4xx:
// results. E5xx: the command line. A row is all it takes to add a code: keep them sorted.

#include "sim/input/catalogue.hpp"

#include <algorithm>
#include <array>

namespace meam::input {

namespace {

constexpr std::array catalogue_rows{
    CatalogueEntry{"E100", "the file is not valid TOML",
                   "The text violates the grammar of TOML (toml.io), so nothing in it can be read. Only the first such "
                   "location is reported: later ones would be guesses. The usual causes: text, or a number with a "
                   "unit, without its quotes; a quote or bracket that is not closed; a key or table stated twice; a "
                   "file that is not saved as UTF-8.",
                   "delay = 3 weeks", "delay = \"3 weeks\""},
    CatalogueEntry{"E101", "a file cannot be read",
                   "The file does not exist, is a folder, may not be opened, or is larger than any experiment. The "
                   "program ends with exit code 4.",
                   "meamsim check experiments", "meamsim check experiments/winter.toml"},
    CatalogueEntry{"E102", "the file it is based on is not there",
                   "A name in `based_on` is looked up as NAME.toml beside the file that says it, then in the library. "
                   "There, a name is the end of a path, as far as it means one file: `kirkholt`, `needs/debt`. "
                   "It was found in "
                   "neither. `meamsim list experiments` shows the experiments of the library.",
                   "based_on = \"basline\"", "based_on = \"baseline\""},
    CatalogueEntry{"E103", "files are based on each other in a circle",
                   "A file states its differences from the files in `based_on`, so one of them has to come first. In a "
                   "circle none does.",
                   "based_on = \"b\"   # in a.toml, while b.toml is based on \"a\"", "based_on = \"baseline\""},
    CatalogueEntry{"E104", "unknown key",
                   "The program has no such key at this location: it is misspelt, in the wrong table, or of another "
                   "version. Unknown keys are never ignored, because a number that is not used changes no result. A "
                   "path in --set whose table does not exist is reported in the same way. `about`, `label`, `source`, "
                   "`assumed`, `spread`, `unit` and `note` are allowed in every table.",
                   "[service.gp]\nthresold = 2", "[service.gp]\nthreshold = 2"},
    CatalogueEntry{"E105", "a required key is missing",
                   "The table requires this key, and there is no default that would be right for most places. Of a "
                   "range, `low` and `high` are both required.",
                   "rate = { value = 0.05, unit = \"1/year\", low = 0.02 }",
                   "rate = { value = 0.05, unit = \"1/year\", low = 0.02, high = 0.1 }"},
    CatalogueEntry{"E106", "a value of the wrong type",
                   "The key is known, but its value has the wrong type: a text for a number, a number for a table, and "
                   "so on. Numbers and true or false are written without quotes, texts with quotes.",
                   "threshold = \"high\"", "threshold = 2"},
    CatalogueEntry{"E107", "a number is out of range",
                   "The number is outside the range of its quantity (a probability of 1.2, a negative rate), is not "
                   "whole where a whole number is required, or is infinite or not a number. The message gives the "
                   "range in the program's unit of the quantity.",
                   "completion = 1.2", "completion = 0.8"},
    CatalogueEntry{"E108", "a number needs a unit",
                   "Rates, durations, money, hours and workers are never without a unit: 3 may be days or weeks. Write "
                   "the unit after the number in quotes, as `unit` in its record, or once as `unit` of a table for all "
                   "numbers in it. Ratios, probabilities, levels and counts have no unit.",
                   "delay = 3", "delay = \"3 weeks\""},
    CatalogueEntry{"E109", "a unit of another quantity",
                   "The unit is unknown, or belongs to another quantity: a duration cannot be in 1/year. Units may be "
                   "written in the plural.",
                   "delay = \"3 weaks\"", "delay = \"3 weeks\""},
    CatalogueEntry{"E110", "a number of the library has no source",
                   "Every number in the library states its origin: `source` (an entry of the evidence register, or a "
                   "published figure), or `assumed` with the reason. Either may be stated once for all numbers of a "
                   "table. Your own files may leave it out.",
                   "threshold = 2", "threshold = { value = 2, source = \"CR5.2\" }"},
    CatalogueEntry{"E111", "an assumption of the library has no range",
                   "An assumed number needs a range for sensitivity analysis: `low` and `high`, or `spread`, which may "
                   "be stated once for a table. `spread = 2` means value/2 to value*2 (of a probability: of its odds).",
                   "ratio = { value = 1.5, assumed = \"as for debt\" }",
                   "ratio = { value = 1.5, assumed = \"as for debt\", low = 0.9, high = 2.5 }"},
    CatalogueEntry{"E112", "a value outside its own range",
                   "`low` must not exceed the value, and `high` must not be below it. In the record of an array both "
                   "are factors for every number in it, so `low` is at most 1 and `high` at least 1.",
                   "rate = { value = 0.5, unit = \"1/year\", low = 0.6, high = 1 }",
                   "rate = { value = 0.5, unit = \"1/year\", low = 0.2, high = 1 }"},
    CatalogueEntry{"E113", "an unknown word", "The key takes one of a few words. The message lists them.",
                   "when = \"drian\"", "when = \"drain\""},
    CatalogueEntry{"E114", "two keys that exclude each other",
                   "Both keys give the same information in different ways: `source` and `assumed`, or `spread` and "
                   "`low` with `high`. Keep one.",
                   "ratio = { value = 1.5, source = \"CR5.2\", assumed = \"as for debt\" }",
                   "ratio = { value = 1.5, source = \"CR5.2\" }"},
    CatalogueEntry{"E115", "an array of the wrong length",
                   "The array has one number for each member of a fixed set, such as the four levels of severity.",
                   "by_need.debt = [0, 0.3, 0.9]", "by_need.debt = [0, 0.3, 0.9, 3.0]"},
    CatalogueEntry{"E116", "a character that cannot be seen",
                   "Names and texts of an experiment reach screens, tables and drawings, so they hold no "
                   "control characters: no escape sequences, no NUL. A text is one line; only `about`, "
                   "`source`, `assumed` and `note` may hold line breaks and tabs.",
                   "label = \"Our\\u001b[31m hub\"", "label = \"Our hub\""},
    CatalogueEntry{"E117", "an empty text or list",
                   "A text that is stated says something, and a list names something. To say nothing, leave "
                   "the key out. Only `policies`, `first_looks`, `away`, `elsewhere` and `marginal` may be "
                   "empty lists: they replace a list of a file that this one is based on by none.",
                   "scale = \"\"", "scale = \"need.debt.onset.rate\""},
    CatalogueEntry{"E118", "a list that names something twice",
                   "Every list names each thing once. A policy named twice in a scenario would be carried "
                   "out twice.",
                   "policies = [\"hub\", \"hub\"]", "policies = [\"hub\"]"},
    CatalogueEntry{"E119", "more money than can be counted",
                   "Costs are counted in whole pence, in 64 bits. With the largest values that unit costs "
                   "may have, 64 events of each kind a week and all residents, the costs of a week must stay "
                   "below 9e18 pence.",
                   "residents = 100000000   # and a crisis with harm_cost = \"10000000 GBP\"", "residents = 1000000"},
    CatalogueEntry{
        "E126", "a key or a text that is too long",
        "A key may have 200 bytes and a text 10,000: they name columns and addresses of results, and a file "
        "of results stores no longer ones. Longer explanations belong in a comment or in a document of their own.",
        "label = \"…\"   # 20,000 characters", "label = \"Advice\"   # the rest in a comment"},
    CatalogueEntry{
        "E127", "nothing to leave out",
        "`without` leaves tables, keys or whole files out of the files that this one is based on. No file merged "
        "before this one states this path, or is based on this file. A path has dots (`scenario.cuts`), the "
        "name of a file its folder (`places/kirkholt/initial_caseload`).",
        "based_on = \"kirkholt\"\nwithout  = [\"scenario.cuts\"]",
        "based_on = \"kirkholt\"\nwithout  = [\"scenario.integrated\"]"},
    CatalogueEntry{
        "E128", "something left out that is still referred to",
        "`without` leaves out a need, service, policy or the like, and keys of the experiment still refer to it. The "
        "message lists their paths. Leave these out too, or state them again without the reference.",
        "without = [\"need.debt\"]", "without = [\"need.debt\", \"crisis.eviction.rate.ratio.debt\"]"},
    CatalogueEntry{
        "E201", "an unknown name",
        "The file refers to a need, service, circumstance, state or scenario that the experiment does not define. The "
        "message gives the nearest defined name. Names are those of the tables: [need.debt] defines `debt`.",
        "[service.advice.treats]\ndept = 1.5", "[service.advice.treats]\ndebt = 1.5"},
    CatalogueEntry{"E202", "an unknown covariate",
                   "Rates and chances may depend on needs; on `ever`, `treatment` and `exit` of a need; on stocks, "
                   "circumstances, sex, age, deprivation, aces, and the number of needs. This name is none of them.",
                   "[need.debt.onset.ratio]\nincme = 0.9", "[need.debt.onset.ratio]\nincome = 0.9"},
    CatalogueEntry{
        "E203", "an unknown level or state",
        "The covariate is known, but this level is not: a state that the circumstance does not list, an unknown age "
        "band, or a single number for a covariate whose levels have names and no numerical distance.",
        "ratio.age = { young = 1.5 }", "ratio.age = { a18_24 = 1.5 }"},
    CatalogueEntry{"E204", "more than the model can hold",
                   "A resident is stored in a fixed number of bytes, so there is a maximum number of needs, stocks, "
                   "circumstances, services, agencies, crises and others. The message gives the maximum. Merge two "
                   "that always change together.",
                   "[need.n01]  to  [need.n17]", "[need.n01]  to  [need.n16]"},
    CatalogueEntry{
        "E205", "a circumstance without states",
        "A resident is always in exactly one state of each circumstance, so `states` lists at least one. The message "
        "gives the maximum. `default` is the state of all residents who are assigned no other state at the start.",
        "[circumstance.home]\ndefault = \"settled\"",
        "[circumstance.home]\nstates  = [\"settled\", \"rough\"]\ndefault = \"settled\""},
    CatalogueEntry{"E206", "one name for two things",
                   "Random numbers have addresses made of names, and rates refer to things by name. Two needs, stocks "
                   "or circumstances of the same name cannot be distinguished; two names that give the same address "
                   "would share their random numbers.",
                   "[need.home] and [circumstance.home]", "[need.homelessness] and [circumstance.home]"},
    CatalogueEntry{"E207", "shares that do not sum to 1",
                   "Every resident has exactly one level of this attribute, so its shares sum to 1 (to within one in a "
                   "thousand). Levels that are not listed have the share 0.",
                   "sex = { female = 0.6, male = 0.6 }", "sex = { female = 0.51, male = 0.49 }"},
    CatalogueEntry{
        "E208", "a second place",
        "A place in a file named by `based_on` counts as well. To change that place, use its name. An experiment with "
        "several places that share services lists them in `places`; values for all residents together are stated in "
        "one of them.",
        "based_on = \"places/kirkholt/population\"\n[place.oldham]\nresidents = 5000",
        "based_on = \"places/kirkholt/population\"\nplaces = [\"kirkholt\", \"oldham\"]\n[place.oldham]\nresidents = "
        "5000"},
    CatalogueEntry{"E209", "marginal ratios of a covariate that changes",
                   "`marginal` lists the fixed attributes whose published ratios apply to the whole population: sex, "
                   "age, deprivation, aces. Ratios of needs, stocks and circumstances apply to residents in their "
                   "current state and cannot be solved for.",
                   "[need.debt]\nmarginal = [\"income\"]", "[need.debt]\nmarginal = [\"aces\"]"},
    CatalogueEntry{"E210", "a need without case definitions",
                   "A prevalence of 3 % has no meaning without a case definition. Every need defines in words which "
                   "residents count as emerging, established and acute.",
                   "[need.debt]\nlabel = \"Debt\"",
                   "[need.debt.case]\nemerging    = \"a bill paid late\"\nestablished = \"two months behind\"\nacute   "
                   "    = \"enforcement\""},
    CatalogueEntry{
        "E211", "a need that cannot change by itself",
        "This need is derived from a circumstance (`reads`). It changes when the resident moves to another state, and "
        "in no other way.",
        "[crisis.eviction.then.homeless]\nchance = 0.5\nworsen = \"homelessness\"",
        "[crisis.eviction.then.homeless]\nchance = 0.5\nmove   = { circumstance = \"home\", to = \"sofa\" }"},
    CatalogueEntry{"E212", "a consequence without an effect",
                   "A table under `then` defines a possible consequence of a crisis or another event. This one has no "
                   "effect. Possible effects: a need worsens or eases, a move to another state, a referral, the loss "
                   "of what agencies know, departure from the place and, after a crisis only, death.",
                   "[crisis.arrest.then.prison]\nchance = 0.1",
                   "[crisis.arrest.then.prison]\nchance = 0.1\nmove   = { circumstance = \"home\", to = \"prison\" }"},
    CatalogueEntry{"E213", "an unknown event",
                   "Stocks respond to events, and `then` defines consequences of events: events at desks (admitted, "
                   "refused, lost...), `crisis.<name>` and `crisis.<name>.recorded`, `contact.<purpose>.met` and "
                   "`.unmet`, and `move.<circumstance>.<state>`. This is none of them.",
                   "[stock.trust.on]\nrefussed = -0.5", "[stock.trust.on]\nrefused = -0.5"},
    CatalogueEntry{"E214", "needs that cause each other without limit",
                   "Each need raises the onset rate of others. Taken together, one episode of a need here causes one "
                   "or more further episodes on average, so that needs would spread to all residents. The number in "
                   "the message must be below 1.",
                   "[need.debt.onset.ratio]\nisolation = 30\n[need.isolation.onset.ratio]\ndebt = 30",
                   "[need.debt.onset.ratio]\nisolation = 1.3\n[need.isolation.onset.ratio]\ndebt = 1.3"},
    CatalogueEntry{"E215", "a name that cannot stand",
                   "Names of needs, services, policies and the like become axes of the results, paths and addresses of "
                   "draws, and the name of an experiment becomes a folder: 1 to 64 small letters, digits and "
                   "underscores. Agencies, states and bands of age have such names too; the name of an experiment may "
                   "have hyphens. Words that say something about numbers in every table, such as `unit`, `note` and "
                   "`value`, are no names. Readers see the `label`.",
                   "[service.\"Our Hub\"]", "[service.our_hub]\nlabel = \"Our Hub\""},
    CatalogueEntry{"E216", "a channel with two owners",
                   "A contact through this channel counts as a crisis, and the crisis already has an agency, a desk "
                   "and a cost. A contact has one of each.",
                   "[channel.police_999]\ncrisis = \"police_callout\"\ncost   = 35",
                   "[channel.police_999]\ncrisis = \"police_callout\""},
    CatalogueEntry{"E217", "a purpose whose channels can all be closed",
                   "Residents choose one of the purpose's channels. Each of these channels can be closed, by its "
                   "service or out of hours, and then no choice would be left. At least one channel must always be "
                   "open, if only for residents who seek no help.",
                   "[contact.distress.channel.gp]\nweight = 1\nmeets  = 0.3",
                   "[channel.nobody]\n\n[contact.distress.channel.nobody]\nweight = 0.5\nmeets  = 0"},
    CatalogueEntry{"E218", "a weekly chance beside a rate",
                   "`weekly_chance` is the probability in one week, and ratios multiply that probability. It replaces "
                   "`rate` and `by_need`, and cannot be solved from population figures (`marginal`).",
                   "weekly_chance = 0.05\nrate = { value = 2.7, unit = \"1/year\" }", "weekly_chance = 0.05"},
    CatalogueEntry{"E219", "two definitions of how needs start",
                   "`needs_at_start` of the place gives the shares of residents with one need, two needs, and so on; "
                   "which needs is drawn at random, and all start as emerging. A need with its own `start`, or derived "
                   "from a circumstance, cannot be one of them.",
                   "[place.town]\nneeds_at_start = [0.9, 0.1]\n[need.debt]\nstart = { emerging = 0.05 }",
                   "[place.town]\nneeds_at_start = [0.9, 0.1]"},
    CatalogueEntry{"E220", "a service without a capacity",
                   "Waiting results from capacity, so every service states it: workers with a caseload, beds, a weekly "
                   "supply, or `unlimited = true` for services that refuse no resident.",
                   "[service.advice]\nkind = \"preventative\"",
                   "[service.advice]\nkind     = \"preventative\"\nworkers  = \"2 workers\"\ncaseload = 15"},
    CatalogueEntry{"E221", "a supply without a grant",
                   "`supply` is the number of units that a service hands out each week, and `grants` is the state that "
                   "each unit gives. Both are required.",
                   "[service.lettings]\nsupply = { value = 0.5, unit = \"1/week\" }",
                   "[service.lettings]\nsupply = { value = 0.5, unit = \"1/week\" }\ngrants = { circumstance = "
                   "\"home\", state = \"settled\" }"},
    CatalogueEntry{
        "E222", "an event that causes itself",
        "Consequences under [then.X] follow the events listed in `on`, and may cause other events: a move is an event, "
        "a resident who leaves a bed has `completed`, and one who goes to prison has `ended_by_custody`. Through these "
        "events this consequence would follow from itself, in the same week and without end.",
        "[then.away]\non   = [\"move.home.sofa\"]\nmove = { circumstance = \"home\", to = \"rough\" }\nchance = 0.1\n"
        "[then.back]\non   = [\"move.home.rough\"]\nmove = { circumstance = \"home\", to = \"sofa\" }\nchance = 0.1",
        "[then.away]\non   = [\"move.home.sofa\"]\nmove = { circumstance = \"home\", to = \"rough\" }\nchance = 0.1\n"
        "[circumstance.home.move.rough.sofa]\nrate = { value = 5, unit = \"1/year\" }"},
    CatalogueEntry{"E223", "a placebo with an effect",
                   "A placebo hub shows which before-after difference appears without any effect. It must change no "
                   "number, including costs.",
                   "[service.placebo_hub]\nkind = \"placebo\"\nworker_cost = { value = 45000, unit = \"GBP/year\" }",
                   "[service.placebo_hub]\nkind = \"placebo\""},
    CatalogueEntry{"E224", "a stay whose maximum is below its minimum",
                   "`stay` limits the length of an episode: it does not complete before `at_least` and ends at "
                   "`at_most`. Equal values mean a stay of exactly that length.",
                   "[service.refuge.stay]\nat_least = \"8 weeks\"\nat_most  = \"1 week\"",
                   "[service.refuge.stay]\nat_least = \"1 week\"\nat_most  = \"8 weeks\""},
    CatalogueEntry{
        "E225", "staff turnover without workers",
        "`vacancy` is how long the post of a worker who left stays empty, `strain` makes workers leave sooner, and "
        "`newcomer` describes the first weeks of a new worker. All three require `workers` and a `turnover`.",
        "beds    = 10\nvacancy = \"12 weeks\"",
        "workers  = \"3 workers\"\ncaseload = 12\nturnover = { value = 0.3, unit = \"1/year\" }\nvacancy  = "
        "\"12 weeks\""},
    CatalogueEntry{"E226", "outreach with records it does not use",
                   "Outreach selects residents by recorded crises, of one `agency` or of all, over the last `over` "
                   "weeks; or at random. At random it uses no records, so neither key applies.",
                   "by   = \"random\"\nover = \"26 weeks\"", "agency = \"police\"\nover   = \"26 weeks\""},
    CatalogueEntry{
        "E227", "no residents in a service at the start",
        "[service.X.at_start] states how many residents are in an episode (`held`) and how many wait "
        "(`waiting`) at the start. A service with a `supply` hands units out at once, so it holds no residents.",
        "supply = { value = 1.2, unit = \"1/week\" }\n[service.lettings.at_start]\nheld = 20",
        "supply = { value = 1.2, unit = \"1/week\" }\n[service.lettings.at_start]\nwaiting = 20"},
    CatalogueEntry{"E228", "a start that depends on a later draw",
                   "At the start attributes are drawn first; then circumstances in the order of their names (shares in "
                   "`start_by` depend on one attribute, or on one circumstance that comes earlier); then needs; then "
                   "earlier needs (`ever_ratio` may depend on attributes, needs, the number of `needs` and "
                   "circumstances). Stocks, treatment and the rest follow.",
                   "[circumstance.work.start_by.crime.acute]\nout_of_work = 0.6",
                   "[circumstance.work.start_by.age.a65_plus]\nretired = 0.9"},
    CatalogueEntry{"E229", "a state that is both here and elsewhere",
                   "One circumstance may list the states of residents who live in another place (`elsewhere`). These "
                   "cannot include the `default`, which is in this place, or `away`, which is custody.",
                   "states = [\"here\", \"moved\"]\ndefault = \"here\"\nelsewhere = [\"here\"]",
                   "states = [\"here\", \"moved\"]\ndefault = \"here\"\nelsewhere = [\"moved\"]"},
    CatalogueEntry{"E230", "an edge of the wrong kind",
                   "Edges from `community` are those of help-seeking: `present`. Edges between services are referrals, "
                   "signposts, step-downs and so on, and never `present`.",
                   "[edge.gp.clinic]\nkind = \"present\"", "[edge.gp.clinic]\nkind = \"refer\""},
    CatalogueEntry{"E231", "an edge to an unknown service",
                   "[edge.FROM.TO] connects two services, or `community` with a service. One end of this edge is not a "
                   "service of the experiment.",
                   "[edge.gp.clinc]", "[edge.gp.clinic]"},
    CatalogueEntry{"E232", "a service that refers to itself",
                   "An edge leads to another service. To keep residents for longer, lower `completion`.",
                   "[edge.gp.gp]", "[edge.gp.clinic]"},
    CatalogueEntry{"E233", "invalid age bands",
                   "[ages] lists every age band with the age at which it starts. No two start at the same age. The "
                   "message gives the allowed number of bands. Without [ages] the bands are those of adults.",
                   "[ages]\na0_4 = 0\na5_10 = 5\na6_17 = 5", "[ages]\na0_4 = 0\na5_17 = 5\na18_plus = 18"},
    CatalogueEntry{"E234", "a measure that residents are not counted by",
                   "A [measure.X] counts residents by attributes, needs, circumstances, stocks and treatment. "
                   "Occupancy of services is part of all results. To count by a service, use the treatment of a need, "
                   "or let [then.X] move a circumstance on admission.",
                   "whom = { enrolled = \"hub\" }", "whom = { treatment.crime = [\"first_2w\", \"on\"] }"},
    CatalogueEntry{"E240", "a service that no resident can reach",
                   "No route leads there from the community: no edge (closed edges count where a policy opens them), "
                   "no crisis with this `service`, and no outreach of its own.",
                   "[service.clinic]   # and no edge to it", "[edge.gp.clinic]\nkind   = \"refer\"\nchance = 0.3"},
    CatalogueEntry{
        "E241", "a dead end",
        "Residents arrive at this service, but it treats nothing, grants nothing, holds no residents, speeds "
        "nothing and refers no resident.",
        "[service.desk]\nunlimited = true", "[edge.desk.clinic]\nkind   = \"refer\"\nchance = 0.3"},
    CatalogueEntry{
        "E242", "an open service without capacity",
        "The service is open and can hold no resident: no workers, a total caseload below one, no beds or no "
        "supply. A service that a policy will equip starts with `open = false`.",
        "workers  = \"0.1 workers\"\ncaseload = 5", "workers  = \"1 worker\"\ncaseload = 5"},
    CatalogueEntry{
        "E243", "a service that residents never leave",
        "Capacity is limited and nothing ends an episode, so the service fills up once and admits no resident "
        "afterwards.",
        "[service.clinic]\nworkers  = \"2 workers\"\ncaseload = 10",
        "[service.clinic]\nworkers    = \"2 workers\"\ncaseload   = 10\ncompletion = { value = 1, unit = \"1/year\" }"},
    CatalogueEntry{"E244", "a need that no service treats",
                   "A warning, not an error: this need eases only by itself. That may be so in the place; or a "
                   "`treats` is missing.",
                   "[service.advice.treats]\ndebt = 1.5   # and no service treats [need.isolation]",
                   "[service.advice.treats]\ndebt      = 1.5\nisolation = 0.5"},
    CatalogueEntry{
        "E245", "an edge that no resident can take",
        "The conditions of the edge and of its target exclude each other: a severity that no state of the circumstance "
        "gives, or a state that the target does not accept.",
        "[service.hostel]\neligible = { home = [\"rough\"] }\n[edge.ward.hostel]\nneeds = { homelessness = 1 "
        "}   # and rough gives none",
        "[service.hostel]\neligible = { home = [\"rough\", \"sofa\"] }"},
    CatalogueEntry{"E246", "two services that refer residents to each other",
                   "A warning, not an error: each of the two refuses residents who also have the other's need, and "
                   "refers them to the other. This may be so in the place; the model then shows its effect. The "
                   "message gives the average number of rounds of a resident for whom nothing else changes.",
                   "[service.a.excludes]\ndrink = 2\n[service.b.excludes]\nillness = 2",
                   "[service.a.excludes]\ndrink = 4   # 4 is never"},
    CatalogueEntry{"E247", "far less capacity than demand",
                   "A warning, not an error: with the residents of the start, more would be admitted (or assessed) "
                   "each week than the capacity allows, and abandonment balances this only once the wait exceeds a "
                   "year. The model may never become steady in the warm-up. For the figures see `meamsim graph`.",
                   "supply = { value = 0.1, unit = \"1/week\" }", "supply = { value = 0.6, unit = \"1/week\" }"},
    CatalogueEntry{"E248", "a pattern that no resident can have",
                   "A [pattern.X] defines the residents that `meamsim graph` reports on: needs at severities 1 to 3. "
                   "Two needs derived from one circumstance must occur together in one of its states.",
                   "[pattern.worst]\nneeds = {}", "[pattern.worst]\nneeds = { debt = 2, isolation = 2 }"},
    CatalogueEntry{"E249", "an edge that is never used",
                   "A warning, not an error: `refer` and `enforce` are used when a service refuses a resident or "
                   "answers a crisis; `signpost` when it refuses; `step_down` when an engagement ends in the way given "
                   "by `on` (default: completed); `escalate` when a need that it treats becomes acute; `draw` by a "
                   "service with key_work. The service at which this edge starts does none of these.",
                   "[edge.hostel.lettings]\nkind = \"refer\"", "[edge.hostel.lettings]\nkind = \"step_down\""},
    CatalogueEntry{"E250", "a duration that is rounded",
                   "The model steps in whole weeks. A duration in other units, or with a fraction, is "
                   "rounded to the nearest week, and this warning gives both values. A duration between 0 "
                   "and 1 week is refused (E107).",
                   "delay = \"10 days\"", "delay = \"1 week\""},
    CatalogueEntry{"E251", "a bound that is not kept as stated",
                   "A warm-up that ends when the model is steady lasts at least 104 weeks: the first test "
                   "compares two years. `exactly` is for shorter ones. `replicates.at_most` that is stated "
                   "later than `at_least` (in a file based on the other, or by --set) takes precedence. The "
                   "message gives the value that is used.",
                   "warm_up = { at_least = \"52 weeks\", at_most = \"520 weeks\" }",
                   "warm_up = { at_least = \"104 weeks\", at_most = \"520 weeks\" }"},
    CatalogueEntry{"E252", "a change that never begins",
                   "The change of a policy that some scenario holds begins after the last week of the "
                   "experiment, so it changes nothing. Weeks count from 0: the last of `horizon = \"52 "
                   "weeks\"` is 51.",
                   "start = \"week 52\"   # with horizon = \"52 weeks\"", "start = \"week 26\""},
    CatalogueEntry{"E253", "an edge that sends residents without need",
                   "The edge has neither `needs` nor `whom`, and the service at its end is for some needs "
                   "alone. The edge also sends residents who have none of these needs: they are counted as "
                   "presenting, may take an assessment, and are not admitted. The share is of those whom the "
                   "edge may send at the start.",
                   "[edge.gp.debt_advice]\nkind = \"refer\"",
                   "[edge.gp.debt_advice]\nkind  = \"refer\"\nneeds = { debt = 1 }"},
    CatalogueEntry{"E254", "something written for another place",
                   "A file may state the places that it speaks of (`written_for`). In an experiment of other "
                   "places its `question` and `first_looks` are left out; its policies and its counts at the "
                   "start are used, with this warning. A table that a file of your own states too, if only "
                   "its `about`, counts as checked.",
                   "based_on = [\"kirkholt\"]\nplaces   = [\"mytown\"]", "based_on = [\"model\", \"mytown\"]"},
    CatalogueEntry{"E255", "a least above a most",
                   "`at_least` is the smaller of the two, `at_most` the larger, or both are the same.",
                   "replicates = { at_least = 20, at_most = 10 }", "replicates = { at_least = 10, at_most = 20 }"},
    CatalogueEntry{"E256", "an edge that opens to a closed service",
                   "A policy opens an edge, and in this scenario a service at one of its ends stays closed: "
                   "no resident is referred.",
                   "open = \"edge.gp.hub\"   # and [service.hub] has open = false",
                   "open = \"service.hub\"   # in another change of the policy"},
    CatalogueEntry{"E257", "a change that a limit cuts",
                   "Numbers stay within their limits, and counts stay whole: a chance that is scaled beyond "
                   "1 is 1, and 4.5 beds are 4. The message gives the value that the policy asks for at full "
                   "strength, and the value that is used.",
                   "scale  = \"service.hostel.beds\"\namount = 0.9   # of 5 beds",
                   "set    = \"service.hostel.beds\"\namount = 4"},
    CatalogueEntry{"E258", "outreach that may find the same residents every time",
                   "Outreach looks for the `top` by their records. Residents who are already with the "
                   "service stay in that ranking, so that it may find no other resident. `counts_engaged` states "
                   "whether they count.",
                   "outreach = { top = 10 }", "outreach = { top = 10, counts_engaged = false }"},
    CatalogueEntry{
        "E260", "a start that cannot be as declared",
        "The shares, groups and caseloads that a file declares are the ones that a place begins with. A need whose "
        "onset has a ratio of 0 for some residents cannot start with them; a group cannot be larger than the number of "
        "residents who may be in it; a service cannot hold more residents than it has room for. The message gives the "
        "largest figure that can be reached.",
        "[service.hostel]\nbeds = 20\n[service.hostel.at_start]\nheld = 25",
        "[service.hostel]\nbeds = 20\n[service.hostel.at_start]\nheld = 20"},
    CatalogueEntry{
        "E261", "a population rate that cannot be reached",
        "With `marginal = true` the declared rate is the mean over residents. The rate of one resident is limited: by "
        "`most`, or by 40 events a week. Where some residents have a ratio of 0, or the "
        "limit is below the declared rate, the mean cannot be that high. The message gives the highest rate that can "
        "be reached.",
        "rate     = { value = 6, unit = \"1/year\" }\nmost     = 0.1\nmarginal = true",
        "rate     = { value = 4, unit = \"1/year\" }\nmost     = 0.1\nmarginal = true"},
    CatalogueEntry{
        "E301", "an unknown kind of group in `whom`",
        "`whom` limits a change, or outreach, to a group of residents: by any covariate of hazards (sex, home, trust, "
        "needs, ever.crime and so on), by `need`, or by `enrolled` (with a service). A change may also use `top`: the "
        "n residents with the most recorded crises; outreach has its own key for that.",
        "whom = { wealth = [\"low\"] }", "whom = { deprivation = [\"q1\", \"q2\"] }"},
    CatalogueEntry{
        "E302", "an unknown path, or a path that does not lead to a number",
        "Every number has one path: the names of its tables, joined by dots. `meamsim check FILE "
        "--resolved` lists them all. A policy changes numbers that the experiment states, and a few with a "
        "default (listed in docs/reference/experiment-file.md). A `*` stands for one whole part of a path and must "
        "match at least one; `of` keeps some of the services that it matches. Flags are `set` to 0 or 1, or "
        "changed by `open` and `close`; they cannot be scaled, added to or moved.",
        "scale = \"need.dept.onset.rate\"", "scale = \"need.debt.onset.rate\""},
    CatalogueEntry{
        "E303", "an unknown service or edge to open or close",
        "`open`, `close`, `retarget` and `merge` act on services and edges of the experiment, written as `service.gp` "
        "or `edge.gp.clinic`. An edge that a policy opens is stated in the file with `open = false`.",
        "open = \"edge.gp.hub\"   # and no such edge",
        "[edge.gp.hub]\nkind   = \"refer\"\nopen   = false\nchance = 0.4"},
    CatalogueEntry{
        "E304", "a group without members",
        "The list of levels is empty, so the change would affect no resident. Leave `whom` out to reach everyone.",
        "whom = { sex = [] }", "whom = { sex = [\"female\"] }"},
    CatalogueEntry{"E305", "a number that cannot differ between residents",
                   "Workers, beds, costs and whether a service is open belong to a service or place: they cannot have "
                   "one value for some residents and another value for others.",
                   "scale = \"service.hostel.beds\"\nwhom  = { sex = [\"female\"] }",
                   "scale = \"service.hostel.beds\""},
    CatalogueEntry{"E306", "a changing group for residents without the need",
                   "Onset rates and norms apply to residents who do not have the need yet. The group must not depend "
                   "on needs, circumstances, stocks, records or enrolment: use sex, age, deprivation or aces.",
                   "scale = \"need.debt.onset.rate\"\nwhom  = { need = { crime = 2 } }",
                   "scale = \"need.debt.onset.rate\"\nwhom  = { deprivation = [\"q1\"] }"},
    CatalogueEntry{"E307", "a structural change with a ramp",
                   "A service or edge is open or closed, and a merger cannot be partial. Use several changes with "
                   "different `start` to introduce a structure in steps.",
                   "open = \"service.hub\"\nramp = \"8 weeks\"", "open  = \"service.hub\"\nstart = \"week 8\""},
    CatalogueEntry{"E308", "not a week",
                   "`start` and `end` are weeks counted from the end of the warm-up. The first is week 0.",
                   "start = \"2026-04-01\"", "start = \"week 26\""},
    CatalogueEntry{"E309", "a change that ends before it starts",
                   "`end` is the first week in which the change no longer applies, so it must be after `start`.",
                   "start = \"week 52\"\nend   = \"week 26\"", "start = \"week 26\"\nend   = \"week 52\""},
    CatalogueEntry{
        "E310", "not exactly one operation in a change",
        "Each [[policy.<name>.change]] has one operation: set, scale, add, move, open, close, retarget or merge. A "
        "policy has as many changes as it needs.",
        "[[policy.relief.change]]\nchannel = \"prevention\"",
        "[[policy.relief.change]]\nscale   = \"need.debt.onset.rate\"\namount  = 0.7\nchannel = \"prevention\""},
    CatalogueEntry{"E311", "additional workers without an origin",
                   "Additional workers have an origin. Either another service gives them up (`move`), or they are new, "
                   "and the policy pays for them (`new_staff`).",
                   "add    = \"service.hub.workers\"\namount = \"2 workers\"",
                   "add       = \"service.hub.workers\"\namount    = \"2 workers\"\nnew_staff = true"},
    CatalogueEntry{
        "E312", "an unknown policy",
        "A scenario lists policies, and bundles of policies, by the names of their tables; a bundle lists policies. "
        "Those of the library are in the folders `places/<place>/policies`; `based_on = \"places/kirkholt/policies\"` "
        "includes "
        "those for Kirkholt.",
        "[scenario.integrated]\npolicies = [\"hubb\"]", "[scenario.integrated]\npolicies = [\"hub\"]"},
    CatalogueEntry{
        "E313", "too many groups in one scenario",
        "The model prepares all rules for every combination of the groups that the scenario's policies reach, so their "
        "number is limited. The message gives the maximum. Policies with the same group count once.",
        "policies = [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\"]   # each with another `whom`",
        "policies = [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\"]"},
    CatalogueEntry{"E314", "a warm-up that may end before it has to",
                   "The warm-up lasts `at_least` so long, then until the model is steady, and `at_most` so long. The "
                   "second cannot be shorter than the first, nor than the 104 weeks that the first test compares. A "
                   "shorter warm-up is stated by `exactly`.",
                   "warm_up = { at_least = \"104 weeks\", at_most = \"52 weeks\" }",
                   "warm_up = { at_least = \"52 weeks\", at_most = \"104 weeks\" }"},
    CatalogueEntry{"E315", "a move without an effect",
                   "`move` takes an amount from one number and adds it to another of the same unit, so that the total "
                   "is kept: the workers of one service to those of another. Source and target must differ, and "
                   "workers cannot become a rate.",
                   "move = \"service.gp.workers\"\nto   = \"service.gp.caseload\"",
                   "move = \"service.gp.workers\"\nto   = \"service.hub.workers\""},
    CatalogueEntry{"E316", "an unknown outcome",
                   "The headline of an experiment is one of the outcomes of its results: `crisis_demand`, "
                   "`crisis_demand.<agency>`, `crisis.<crisis>`, `need.<need>`, `deaths` and so on. `meamsim list "
                   "outcomes` lists them.",
                   "outcome = \"crisis_demnd\"", "outcome = \"crisis_demand\""},
    CatalogueEntry{"E317", "workers that do not add up",
                   "Workers are conserved: workers who are moved must exist before, and their number must not be set "
                   "afterwards. Here a policy moves more workers than are left at its turn in the scenario, or sets a "
                   "number to which others were moved.",
                   "move = \"service.gp.workers\"\nto   = \"service.hub.workers\"\namount = \"9 workers\"",
                   "amount = \"1 worker\""},
    CatalogueEntry{"E318", "a group without residents",
                   "The group is valid, but no resident of this place and scenario belongs to it: a level with the "
                   "share 0, needs that exclude each other, or a service that stays closed. A policy for such a group "
                   "is refused; a `whom` of a service, edge, consequence or measure is a warning.",
                   "whom = { deprivation = [\"q5\"] }   # in a place where q5 = 0",
                   "whom = { deprivation = [\"q1\"] }"},
    CatalogueEntry{"E319", "two policies that overwrite each other",
                   "Policies apply in the order of the scenario, and a later one that sets a number, opens or closes "
                   "discards the change of an earlier one. Within one policy the order is intended; between two "
                   "policies it would be an accident.",
                   "policies = [\"more_beds\", \"ten_beds\"]   # add, then set the same number",
                   "policies = [\"more_beds\"]"},
    CatalogueEntry{"E320", "a change of the population",
                   "Shares at the start and the spread of frailty define the residents, including those who arrive "
                   "later. They are drawn before any policy. A policy changes events and rules. To compare "
                   "populations, write two experiments, or vary the number with `--set`.",
                   "scale = \"need.debt.start.acute\"", "scale = \"need.debt.onset.rate\""},
    CatalogueEntry{"E321", "one amount for numbers of different units",
                   "A path may lead to several numbers: an array, all matches of a `*`, or a whole hazard with its "
                   "rate and the part of each need. `scale` multiplies each of them. `set` and `add` require numbers "
                   "of one unit and, for a hazard, the path of one number.",
                   "set = \"crisis.arrest.rate\"", "set = \"crisis.arrest.rate.rate\""},
    CatalogueEntry{"E322", "a trigger with more or less than one count",
                   "[trigger.X] counts recorded crises, their share of all, or residents who wait for a service. It is "
                   "active from `at_least` upwards, or from `at_most` downwards.",
                   "[trigger.busy]\nrecorded = [\"arrest\"]\nwaiting = \"gp\"\nat_least = 10",
                   "[trigger.busy]\nwaiting = \"gp\"\nat_least = 10"},
    CatalogueEntry{"E323", "a repeated or triggered change without its end",
                   "A change with `repeats` must end before it starts again: state `end`. A change that waits for a "
                   "trigger (`when`) applies fully at once and cannot ramp.",
                   "start = \"week 40\"\nrepeats = \"52 weeks\"",
                   "start = \"week 40\"\nend = \"week 52\"\nrepeats = \"52 weeks\""},
    CatalogueEntry{
        "E324", "a standing policy with dates or triggers",
        "A policy with `standing = true` applies in every scenario and in the warm-up. Its weeks count from the start "
        "of the warm-up, so dates require a warm-up of a stated length. Triggers count only after the warm-up.",
        "[policy.winter]\nstanding = true   # with warm_up = { at_least = \"104 weeks\" }",
        "warm_up = { exactly = \"156 weeks\" }"},
    CatalogueEntry{
        "E325", "a hazard of more than 40 events a week",
        "No hazard exceeds 40 events a week for one resident: what is above is cut to 40. The warning before "
        "a run has the figure for residents at the highest levels of two things that the hazard depends on; "
        "other combinations and effects of treatment are not in it. The warning after a run names every "
        "hazard that was cut in it, whatever the reason.",
        "[crisis.call.rate]\nrate = { value = 50, unit = \"1/week\" }",
        "[crisis.call.rate]\nrate = { value = 5, unit = \"1/week\" }"},
    CatalogueEntry{"E326", "a bundle with the name of a policy",
                   "Scenarios list policies and bundles by name, so a name means one of them.",
                   "[bundle.hub]\npolicies = [\"hub\"]", "[bundle.hub_and_outreach]\npolicies = [\"hub\"]"},
    CatalogueEntry{
        "E330", "an axis of a design that varies no number of its own",
        "Each axis of a design states one of `set` and `scale`, with the path of a number, or with `*` of "
        "several that vary together. A number is on one axis, and is not one of several shares that sum to 1.",
        "[design.axis.staff]\nvalues = [1, 2]", "[design.axis.staff]\nset = \"service.hub.workers\"\nvalues = [1, 2]"},
    CatalogueEntry{"E331", "an axis of a design without usable values",
                   "A grid or a list needs `values`. A sample needs a range: `low` and `high`, or a number that has a "
                   "range of its own. The values stay within the limits of the number.",
                   "scale = \"service.*.turnover\"   # and method = \"sobol\"",
                   "scale = \"service.*.turnover\"\nlow = 0.5\nhigh = 2"},
    CatalogueEntry{
        "E332", "a design whose points do not fit",
        "A sample states `points`; the values of a grid or list give their number. A list has as many values "
        "on every axis. An experiment has a design or draws.",
        "method = \"list\"   # with 3 and 4 values", "method = \"grid\"   # 12 points"},
    CatalogueEntry{"E333", "an axis over a number that a policy sets",
                   "While a policy sets a number, its value in the place has no effect, whatever the point of the "
                   "design. An axis over the amount of the policy varies what the policy sets.",
                   "[design.axis.staff]\nset = \"service.hub.workers\"   # and policy.hub sets these workers",
                   "[design.axis.staff]\nset = \"policy.hub.change.0.amount\""},
    CatalogueEntry{"E401", "results that cannot be read or written",
                   "A results file or a run's folder does not exist, is not a results file, is damaged or incomplete, "
                   "was written by a newer version, or has no permission for reading or writing. The program ends with "
                   "exit code 4. `meamsim run` prints the location of its results.",
                   "meamsim compare out", "meamsim compare out/kirkholt"},
    CatalogueEntry{"E402", "results that do not belong together",
                   "Only parts of the same experiment, run by the same version, can be combined: the same file, "
                   "numbers and seed. Nothing is merged or resumed in part. The program ends with exit code 6.",
                   "meamsim run mine.toml --resume   # and mine.toml was changed since",
                   "meamsim run mine.toml -o out/mine_2"},
    CatalogueEntry{"E403", "the target already exists",
                   "Nothing is overwritten by accident, and this is checked before anything is computed: the existing "
                   "files may be hours of work.",
                   "meamsim run kirkholt   # a second time", "meamsim run kirkholt --resume   # or --force, or -o DIR"},
    CatalogueEntry{
        "E404", "output that cannot be written",
        "Standard output is a full disk or a closed stream, so that a part of the output is lost. Results of "
        "a run are complete all the same. The program ends with exit code 4. Where the reader of a pipe has "
        "gone, as in `meamsim compare out | head -1`, it ends with 4 too, and without a message.",
        "meamsim compare out/kirkholt > /dev/full", "meamsim compare out/kirkholt > table.txt"},
    CatalogueEntry{
        "E405", "results that do not have their digest",
        "Every run has a digest over its numbers. Either the stored numbers are not those that were written, "
        "or a run that is simulated again gives other numbers: the file was damaged or changed, or another "
        "version of the program made it. The program ends with exit code 7.",
        "meamsim verify copied.h5", "meamsim verify out/kirkholt --sample 5"},
    CatalogueEntry{"E501", "an unknown verb", "The word after `meamsim` is the verb. `meamsim help` lists the verbs.",
                   "meamsim chek mine.toml", "meamsim check mine.toml"},
    CatalogueEntry{"E502", "an unknown option", "The verb has no such option. `meamsim help VERB` lists its options.",
                   "meamsim run kirkholt --replicate 20", "meamsim run kirkholt --replicates 20"},
    CatalogueEntry{"E503", "a missing argument or value",
                   "The verb requires this argument, or the option requires a value that is not empty. A value follows "
                   "its option, or is joined to it by `=`.",
                   "meamsim run --replicates", "meamsim run kirkholt --replicates 20"},
    CatalogueEntry{"E504", "an invalid value of an option",
                   "The option is known, but its value is not one of its words, is out of range, or has the wrong "
                   "form. The message says what is allowed.",
                   "meamsim compare out/kirkholt --as excel", "meamsim compare out/kirkholt --as csv"},
    CatalogueEntry{"E505", "an option given twice, or with one that excludes it",
                   "Only options with \"may repeat\" in their help may be given more than once. Options that "
                   "contradict each other cannot be combined.",
                   "meamsim run kirkholt --resume --force", "meamsim run kirkholt --resume"},
    CatalogueEntry{"E506", "an unexpected argument",
                   "The verb takes fewer arguments. Put a value that contains spaces in quotes, and put each value "
                   "after its option.",
                   "meamsim run kirkholt my results", "meamsim run kirkholt -o \"my results\""},
    CatalogueEntry{"E507", "a name that nothing bears",
                   "A scenario, outcome, code or thing to explain is named that the experiment or the results do not "
                   "have. The message gives the nearest there is; `meamsim help list` says how to list them.",
                   "meamsim run kirkholt --scenario integrate", "meamsim run kirkholt --scenario integrated"},
    CatalogueEntry{"E508", "no effect to attribute",
                   "`attribute` removes a scenario's changes channel by channel until the baseline is left. So the "
                   "scenario needs changes, and must include all policies of the baseline.",
                   "meamsim attribute kirkholt --scenario siloed", "meamsim attribute kirkholt --scenario integrated"},
    CatalogueEntry{"E509", "an unknown replicate or resident",
                   "`trace` re-simulates one replicate of the results and follows one resident. The replicate must be "
                   "in the results, and the resident must be in the place at some time.",
                   "meamsim trace out/kirkholt --resident 99999", "meamsim trace out/kirkholt --resident 12"},
    CatalogueEntry{
        "E510", "not enough memory, or too few threads",
        "The run needs more memory or threads than the system gives. Memory grows with the residents of the place, "
        "times the replicates that run at once. Finished runs are kept: `--resume` continues. The program ends with "
        "exit code 4.",
        "meamsim run england --threads 64", "meamsim run england --threads 4"},
    CatalogueEntry{
        "E515", "more memory than there is",
        "Before anything is computed the memory of a run is estimated: of each resident whose state is stored, for all "
        "places that exist at the same time (the pilots of the warm-up, or two for each thread). The run is refused "
        "where that is more than the machine has available, or than the memory limits of its control groups "
        "(containers) "
        "and of the process leave. The program ends with exit code 2.",
        "meamsim run kirkholt --set place.kirkholt.residents=100000000",
        "meamsim run kirkholt --set place.kirkholt.residents=1000000 --threads 1"},
    CatalogueEntry{"E520", "an option without effect",
                   "The option is known and its value is right, but beside the other options, or without one that is "
                   "missing, it would change nothing. The program does not ignore options in silence.",
                   "meamsim trace out/kirkholt --resident 12 --divergence",
                   "meamsim trace out/kirkholt --resident 12 --divergence --against integrated"},
};

} // namespace

std::span<const CatalogueEntry> catalogue()
{
    return catalogue_rows;
}

const CatalogueEntry* catalogue_entry(std::string_view code)
{
    const auto found = std::ranges::find(catalogue_rows, code, &CatalogueEntry::code);
    return found == catalogue_rows.end() ? nullptr : &*found;
}

} // namespace meam::input
