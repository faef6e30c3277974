// One row for each code. E1xx: files and values. E2xx: what the model means. E3xx: policies and scenarios. E4xx:
// results. E5xx: the command line. A row is all it takes to add a code: keep them sorted.

#include "sim/input/catalogue.hpp"

#include <algorithm>
#include <array>

namespace meam::input {

namespace {

constexpr std::array rows{
    CatalogueEntry{"E100", "the file is not TOML",
                   "The text breaks the grammar of TOML (toml.io), so nothing in it can be read. Only the first such "
                   "place is told: what "
                   "follows it would be guesswork. The usual causes: text or a number with a unit without its quotes, "
                   "a quote or bracket "
                   "that is not closed, a key or table stated twice, or a file that is not saved as UTF-8.",
                   "delay = 3 weeks", "delay = \"3 weeks\""},
    CatalogueEntry{"E101", "a file cannot be read",
                   "The file that was named does not exist, is a folder, may not be opened, or is larger than any "
                   "experiment. The program "
                   "ends with exit code 4.",
                   "meamsim check experiments", "meamsim check experiments/winter.toml"},
    CatalogueEntry{"E102", "the file it is based on is not there",
                   "A name in `based_on` is looked up as NAME.toml beside the file that says it, then in the library. "
                   "It was found in "
                   "neither. `meamsim list` shows what the library holds.",
                   "based_on = \"basline\"", "based_on = \"baseline\""},
    CatalogueEntry{"E103", "files are based on each other in a circle",
                   "A file states what differs from the files that it is based on, so one of them has to come first. "
                   "In a circle none "
                   "does.",
                   "based_on = \"b\"   # in a.toml, while b.toml is based on \"a\"", "based_on = \"baseline\""},
    CatalogueEntry{"E104", "nobody reads this key",
                   "No part of the program asks for this key where it stands: it is misspelt, in the wrong table, or "
                   "of another version. "
                   "Keys are never passed over in silence, because a number that is not read changes no result. The "
                   "same is said of a "
                   "path in --set whose table does not exist. `about`, `label`, `source`, `assumed`, `spread`, `unit` "
                   "and `note` may "
                   "stand in every table.",
                   "[service.gp]\nthresold = 2", "[service.gp]\nthreshold = 2"},
    CatalogueEntry{"E105", "a key is missing",
                   "The table cannot do without this key, and there is no default that would be right for most places. "
                   "Where it is an "
                   "end of a range, the other end is there: a range has both.",
                   "rate = { value = 0.05, unit = \"1/year\", low = 0.02 }",
                   "rate = { value = 0.05, unit = \"1/year\", low = 0.02, high = 0.1 }"},
    CatalogueEntry{"E106", "a value of the wrong kind",
                   "The key is known, but what it holds is a text where a number is asked for, a number where a table "
                   "is asked for, and "
                   "so on. Numbers and true or false stand without quotes, text with them.",
                   "threshold = \"high\"", "threshold = 2"},
    CatalogueEntry{"E107", "a number is out of range",
                   "The number is outside the limits of what it measures (a probability of 1.2, a negative rate), is "
                   "not whole where only "
                   "whole numbers make sense, or is infinite or not a number. Limits are in the unit in which the "
                   "program holds the "
                   "number.",
                   "completion = 1.2", "completion = 0.8"},
    CatalogueEntry{"E108", "a number needs its unit",
                   "Rates, durations, money, hours and workers are never bare: 3 may be days or weeks. Write the unit "
                   "behind the number, "
                   "in its record, or once as `unit` in a table for all numbers in it. Ratios, probabilities, levels "
                   "and counts have "
                   "none.",
                   "delay = 3", "delay = \"3 weeks\""},
    CatalogueEntry{"E109", "the unit measures something else",
                   "The unit is not known, or measures something else than this number: a duration cannot be in "
                   "1/year. Units may stand in "
                   "the plural.",
                   "delay = \"3 weaks\"", "delay = \"3 weeks\""},
    CatalogueEntry{"E110", "a number of the library has no source",
                   "Every number in the library says where it comes from: `source` (an id of the evidence register or "
                   "a public figure), "
                   "or `assumed` with the reason. Either may stand in a table, for all its numbers. Files of your own "
                   "may leave it out.",
                   "threshold = 2", "threshold = { value = 2, source = \"CR5.2\" }"},
    CatalogueEntry{"E111", "an assumption of the library has no range",
                   "Whoever assumes a number also says how far it may be off, so that a sweep can try it: `low` and "
                   "`high`, or a `spread`, "
                   "which may stand in a table. `spread = 2` means value/2 to value*2 (for a probability, its odds).",
                   "ratio = { value = 1.5, assumed = \"as for debt\" }",
                   "ratio = { value = 1.5, assumed = \"as for debt\", low = 0.9, high = 2.5 }"},
    CatalogueEntry{"E112", "a range does not hold its value",
                   "`low` is at most the value, `high` at least. In the record of an array both are factors on every "
                   "number in it, so low "
                   "is at most 1 and high at least 1.",
                   "rate = { value = 0.5, unit = \"1/year\", low = 0.6, high = 1 }",
                   "rate = { value = 0.5, unit = \"1/year\", low = 0.2, high = 1 }"},
    CatalogueEntry{"E113", "not one of the words that may stand here",
                   "The key takes one of a few words; the message lists them.", "when = \"drian\"", "when = \"drain\""},
    CatalogueEntry{"E114", "two keys that exclude each other",
                   "Both keys answer the same question, differently: `source` and `assumed`, or `spread` beside `low` "
                   "and `high`. Keep "
                   "one.",
                   "ratio = { value = 1.5, source = \"CR5.2\", assumed = \"as for debt\" }",
                   "ratio = { value = 1.5, source = \"CR5.2\" }"},
    CatalogueEntry{
        "E115", "an array of the wrong length",
        "The array stands for a fixed set, such as the four levels of severity, and has to hold one number for each.",
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
        "E201", "a name that nothing bears",
        "A need, service, circumstance, state or scenario is named that the experiment does not describe. The "
        "message gives the nearest name there is. Names are those of the tables: [need.debt] is `debt`.",
        "[service.advice.treats]\ndept = 1.5", "[service.advice.treats]\ndebt = 1.5"},
    CatalogueEntry{
        "E202", "a covariate that nothing bears",
        "Rates and chances may depend on needs, `ever`, `treatment` and `exit` of a need, stocks, circumstances, sex, "
        "age, deprivation, aces, and the number of needs. What is named here is none of these.",
        "[need.debt.onset.ratio]\nincme = 0.9", "[need.debt.onset.ratio]\nincome = 0.9"},
    CatalogueEntry{
        "E203", "a level or state that is not there",
        "A covariate is known, its level is not: a state that the circumstance does not list, a band of age that is "
        "none, or one number where every level has a name of its own and a step from one to the next means nothing.",
        "ratio.age = { young = 1.5 }", "ratio.age = { a18_24 = 1.5 }"},
    CatalogueEntry{"E204", "too many of them",
                   "A resident is held in a fixed number of bytes, so a model has at most 16 needs, 32 stocks, 4 "
                   "circumstances and 64 services. Two that always move together may be one.",
                   "[need.n01]  to  [need.n17]", "[need.n01]  to  [need.n16]"},
    CatalogueEntry{"E205", "a circumstance without states",
                   "A resident is always in one state of each circumstance, so it needs at least one, and at most 16. "
                   "`default` is the one of all who are drawn into no other at the start.",
                   "[circumstance.home]\ndefault = \"settled\"",
                   "[circumstance.home]\nstates  = [\"settled\", \"rough\"]\ndefault = \"settled\""},
    CatalogueEntry{
        "E206", "one name for two things",
        "Chance is drawn at addresses made of names, and rates depend on things by name. Two needs, stocks or "
        "circumstances of one name could not be told apart; two names that meet in one address would share their luck.",
        "[need.home] and [circumstance.home]", "[need.homelessness] and [circumstance.home]"},
    CatalogueEntry{"E207", "shares that do not sum to 1",
                   "Everybody is at one level of this attribute, so its shares sum to 1, to one in a thousand. Levels "
                   "that are not named have the share 0.",
                   "sex = { female = 0.6, male = 0.6 }", "sex = { female = 0.51, male = 0.49 }"},
    CatalogueEntry{
        "E208", "a second place",
        "A place that stands in a file that another is based on counts too: to change that place, use its "
        "name. An experiment of several places, which share services, names them in `places`; what holds for "
        "all residents together stands in one of them.",
        "based_on = \"places/kirkholt\"\n[place.oldham]\nresidents = 5000",
        "based_on = \"places/kirkholt\"\nplaces = [\"kirkholt\", \"oldham\"]\n[place.oldham]\nresidents = 5000"},
    CatalogueEntry{"E209", "marginal ratios of something that changes",
                   "`marginal` lists the fixed attributes whose published ratios hold in the whole population: sex, "
                   "age, deprivation, aces. Ratios of needs, stocks and circumstances are those of residents as they "
                   "are, and cannot be solved for.",
                   "[need.debt]\nmarginal = [\"income\"]", "[need.debt]\nmarginal = [\"aces\"]"},
    CatalogueEntry{"E210", "a need without case definitions",
                   "A share of 3 % means nothing until it is said of whom. Every need says in words whom it counts as "
                   "emerging, established and acute.",
                   "[need.debt]\nlabel = \"Debt\"",
                   "[need.debt.case]\nemerging    = \"a bill paid late\"\nestablished = \"two months behind\"\nacute   "
                   "    = \"enforcement\""},
    CatalogueEntry{
        "E211", "a need that does not move by itself",
        "This need is read off a circumstance (`reads`), so it changes when the resident moves to another state, and "
        "by nothing else.",
        "[crisis.eviction.then.homeless]\nchance = 0.5\nworsen = \"homelessness\"",
        "[crisis.eviction.then.homeless]\nchance = 0.5\nmove   = { circumstance = \"home\", to = \"sofa\" }"},
    CatalogueEntry{
        "E212", "nothing follows",
        "A table under `then` says what may follow a crisis or another event, and this one does not say what: a "
        "need that worsens or eases, a move to another state, a referral, something forgotten, leaving the "
        "place, or, after a crisis alone, death.",
        "[crisis.arrest.then.prison]\nchance = 0.1",
        "[crisis.arrest.then.prison]\nchance = 0.1\nmove   = { circumstance = \"home\", to = \"prison\" }"},
    CatalogueEntry{"E213", "an event that never happens",
                   "Stocks respond to events, and `then` follows them: those at a desk (admitted, refused, lost...), "
                   "`crisis.<name>` and `crisis.<name>.recorded`, `contact.<purpose>.met` and `.unmet`, and "
                   "`move.<circumstance>.<state>`. This is none of them.",
                   "[stock.trust.on]\nrefussed = -0.5", "[stock.trust.on]\nrefused = -0.5"},
    CatalogueEntry{"E214", "needs feed one another without end",
                   "Each need raises the rate at which others begin. Taken together, one spell of a need here brings "
                   "about one or more further spells, so that needs would spread until everybody has them. The number "
                   "in the message must be below 1.",
                   "[need.debt.onset.ratio]\nisolation = 30\n[need.isolation.onset.ratio]\ndebt = 30",
                   "[need.debt.onset.ratio]\nisolation = 1.3\n[need.isolation.onset.ratio]\ndebt = 1.3"},
    CatalogueEntry{"E215", "a name that cannot stand",
                   "Names of needs, services, policies and the like become axes of the results, paths and addresses of "
                   "draws, and the name of an experiment becomes a folder: 1 to 64 small letters, digits and "
                   "underscores. Agencies, states and bands of age have such names too; the name of an experiment may "
                   "have hyphens. Words that say something about numbers in every table, such as `unit`, `note` and "
                   "`value`, are no names. Readers see the `label`.",
                   "[service.\"Our Hub\"]", "[service.our_hub]\nlabel = \"Our Hub\""},
    CatalogueEntry{
        "E216", "a channel that says twice whose it is",
        "A contact through this channel counts as a crisis, and the crisis has an agency, a desk and a cost: "
        "a contact has one of each.",
        "[channel.police_999]\ncrisis = \"police_callout\"\ncost   = 35",
        "[channel.police_999]\ncrisis = \"police_callout\""},
    CatalogueEntry{"E217", "a purpose with nowhere to turn",
                   "Residents turn to one of a purpose's channels. Each of these can be closed, by its service or out "
                   "of hours, and then there would be nowhere to turn: one channel has to be there always, if only "
                   "for those who turn to nobody.",
                   "[contact.distress.channel.gp]\nweight = 1\nmeets  = 0.3",
                   "[channel.nobody]\n\n[contact.distress.channel.nobody]\nweight = 0.5\nmeets  = 0"},
    CatalogueEntry{"E218", "a chance of a week beside a rate",
                   "`weekly_chance` says how likely something is in a week, and ratios multiply that chance. It stands "
                   "for `rate` and "
                   "`by_need`, and is not solved for from the whole population's.",
                   "weekly_chance = 0.05\nrate = { value = 2.7, unit = \"1/year\" }", "weekly_chance = 0.05"},
    CatalogueEntry{"E219", "two sayings of how needs start",
                   "`needs_at_start` of the place says how many residents have one need, two, and so on; which ones is "
                   "left to chance, and all begin as emerging. "
                   "A need that has a `start` of its own, or is read off a circumstance, cannot be one of them.",
                   "[place.town]\nneeds_at_start = [0.9, 0.1]\n[need.debt]\nstart = { emerging = 0.05 }",
                   "[place.town]\nneeds_at_start = [0.9, 0.1]"},
    CatalogueEntry{"E220", "a service that does not say how many it can hold",
                   "Waiting comes of capacity, so it is never left unsaid: workers with a caseload, beds, a supply of "
                   "something each week, or `unlimited = true` for desks that turn nobody away.",
                   "[service.advice]\nkind = \"preventative\"",
                   "[service.advice]\nkind     = \"preventative\"\nworkers  = \"2 workers\"\ncaseload = 15"},
    CatalogueEntry{"E221", "a supply of nothing",
                   "`supply` is how many of something a service hands out each week, and `grants` is the state that "
                   "comes with it.",
                   "[service.lettings]\nsupply = { value = 0.5, unit = \"1/week\" }",
                   "[service.lettings]\nsupply = { value = 0.5, unit = \"1/week\" }\ngrants = { circumstance = "
                   "\"home\", state = \"settled\" }"},
    CatalogueEntry{
        "E222", "an event that follows from itself",
        "What stands under [then.X] follows the events that it names, and may bring about others: a move is an event, "
        "a resident who leaves a bed has `completed`, who goes to prison has `ended_by_custody`. Through these it "
        "would "
        "follow from itself, in the same week and without end.",
        "[then.away]\non   = [\"move.home.sofa\"]\nmove = { circumstance = \"home\", to = \"rough\" }\nchance = 0.1\n"
        "[then.back]\non   = [\"move.home.rough\"]\nmove = { circumstance = \"home\", to = \"sofa\" }\nchance = 0.1",
        "[then.away]\non   = [\"move.home.sofa\"]\nmove = { circumstance = \"home\", to = \"rough\" }\nchance = 0.1\n"
        "[circumstance.home.move.rough.sofa]\nrate = { value = 5, unit = \"1/year\" }"},
    CatalogueEntry{"E223", "a placebo that costs",
                   "A placebo hub shows what before and after would show of a hub that does nothing. It must change no "
                   "number, costs included.",
                   "[service.placebo_hub]\nkind = \"placebo\"\nworker_cost = { value = 45000, unit = \"GBP/year\" }",
                   "[service.placebo_hub]\nkind = \"placebo\""},
    CatalogueEntry{
        "E224", "a stay that ends before it may",
        "`stay` says how long an episode lasts: it is not completed before `at_least` and over after `at_most`. "
        "The same for both is a stay of exactly so long.",
        "[service.refuge.stay]\nat_least = \"8 weeks\"\nat_most  = \"1 week\"",
        "[service.refuge.stay]\nat_least = \"1 week\"\nat_most  = \"8 weeks\""},
    CatalogueEntry{"E225", "workers who never leave",
                   "`vacancy` says how long the post of a worker who left stands empty, `strain` who leaves the "
                   "sooner, `newcomer` how "
                   "whoever comes works at first. All need `workers`, and a `turnover` with which they leave.",
                   "beds    = 10\nvacancy = \"12 weeks\"",
                   "workers  = \"3 workers\"\ncaseload = 12\nturnover = { value = 0.3, unit = \"1/year\" }\nvacancy  = "
                   "\"12 weeks\""},
    CatalogueEntry{"E226", "records that nobody reads",
                   "Outreach looks for people by their recorded crises, of one `agency` or all, of the last `over` "
                   "weeks, or at random. At "
                   "random it reads no records.",
                   "by   = \"random\"\nover = \"26 weeks\"", "agency = \"police\"\nover   = \"26 weeks\""},
    CatalogueEntry{
        "E227", "a start that holds nobody",
        "[service.X.at_start] says how many are in an episode (`held`) and how many wait (`waiting`) when the "
        "place begins. What a service supplies is given at once: it holds nobody.",
        "supply = { value = 1.2, unit = \"1/week\" }\n[service.lettings.at_start]\nheld = 20",
        "supply = { value = 1.2, unit = \"1/week\" }\n[service.lettings.at_start]\nwaiting = 20"},
    CatalogueEntry{"E228", "a start that goes by what is not known yet",
                   "When a place begins, attributes are drawn first, then circumstances in the order of their names "
                   "(shares of `start_by` go by one attribute, or by one circumstance that comes before), then needs, "
                   "then who had a need before (`ever_ratio` may name attributes, needs, "
                   "the number of `needs` and circumstances). Stocks, treatment and the rest come later.",
                   "[circumstance.work.start_by.crime.acute]\nout_of_work = 0.6",
                   "[circumstance.work.start_by.age.a65_plus]\nretired = 0.9"},
    CatalogueEntry{"E229", "an elsewhere that is here",
                   "One circumstance may say who lives in another place (`elsewhere`). Those states are neither the "
                   "`default`, which is this place's, nor `away`, which is custody.",
                   "states = [\"here\", \"moved\"]\ndefault = \"here\"\nelsewhere = [\"here\"]",
                   "states = [\"here\", \"moved\"]\ndefault = \"here\"\nelsewhere = [\"moved\"]"},
    CatalogueEntry{"E230", "an edge of the wrong kind",
                   "From `community` residents ask themselves, and nothing else: `present`. From a service they are "
                   "referred, signposted, stepped down and so on, but do not present.",
                   "[edge.gp.clinic]\nkind = \"present\"", "[edge.gp.clinic]\nkind = \"refer\""},
    CatalogueEntry{"E231", "an edge to nowhere",
                   "[edge.FROM.TO] joins two services, or `community` with a service. One end of this edge is no "
                   "service of the experiment.",
                   "[edge.gp.clinc]", "[edge.gp.clinic]"},
    CatalogueEntry{"E232", "a service that refers to itself",
                   "An edge leads to another service. To hold people longer, lower `completion`.", "[edge.gp.gp]",
                   "[edge.gp.clinic]"},
    CatalogueEntry{
        "E233", "bands of age that are none",
        "[ages] names every band of age and says from which year on it holds: 1 to 16 bands, no two from the "
        "same year. Without it the bands are those of adults, from 18 on.",
        "[ages]\na0_4 = 0\na5_10 = 5\na6_17 = 5", "[ages]\na0_4 = 0\na5_17 = 5\na18_plus = 18"},
    CatalogueEntry{"E234", "a measure of what residents are not counted by",
                   "A [measure.X] counts residents by what is known of them: attributes, needs, circumstances, stocks, "
                   "treatment. Whom a service holds, the results tell by themselves. To count by a service, let "
                   "treatment of a need say it, or let [then.X] move a circumstance on admission.",
                   "whom = { enrolled = \"hub\" }", "whom = { treatment.crime = [\"first_2w\", \"on\"] }"},
    CatalogueEntry{"E240", "a service nobody can reach",
                   "No way leads there from the community: neither an edge (closed ones count where a policy opens "
                   "them) nor a crisis that names it as its `service`, nor outreach of its own.",
                   "[service.clinic]   # and no edge to it", "[edge.gp.clinic]\nkind   = \"refer\"\nchance = 0.3"},
    CatalogueEntry{
        "E241", "a dead end",
        "Residents come to this service, which neither treats, grants, holds nor speeds anything and sends nobody on.",
        "[service.desk]\nunlimited = true", "[edge.desk.clinic]\nkind   = \"refer\"\nchance = 0.3"},
    CatalogueEntry{"E242", "a service without capacity",
                   "The service is open and can hold nobody: no workers, less than one place in all, no beds or no "
                   "supply. To begin with nothing and be given capacity by a policy, it starts with `open = false`.",
                   "workers  = \"0.1 workers\"\ncaseload = 5", "workers  = \"1 worker\"\ncaseload = 5"},
    CatalogueEntry{
        "E243", "nobody ever leaves",
        "Places are limited and nothing ends an episode, so the service fills up once and helps nobody after.",
        "[service.clinic]\nworkers  = \"2 workers\"\ncaseload = 10",
        "[service.clinic]\nworkers    = \"2 workers\"\ncaseload   = 10\ncompletion = { value = 1, unit = \"1/year\" }"},
    CatalogueEntry{"E244", "a need that no service treats",
                   "A warning, not a mistake: this need eases by itself alone. That may be so in the place; or a "
                   "`treats` was forgotten.",
                   "[service.advice.treats]\ndebt = 1.5   # and [need.isolation] is nobody's",
                   "[service.advice.treats]\ndebt      = 1.5\nisolation = 0.5"},
    CatalogueEntry{
        "E245", "an edge that nobody can take",
        "What the edge asks for and what its target asks for cannot be true of one resident: a severity that no "
        "state of the circumstance has, or a state in which the target takes nobody.",
        "[service.hostel]\neligible = { home = [\"rough\"] }\n[edge.ward.hostel]\nneeds = { homelessness = 1 "
        "}   # and rough gives none",
        "[service.hostel]\neligible = { home = [\"rough\", \"sofa\"] }"},
    CatalogueEntry{
        "E246", "two services that send people round",
        "A warning, not a mistake: each refuses residents who have the other's need as well, and refers them to "
        "the other. That may be so in the place, and is then what the model shows. How often they go round, if "
        "nothing else befalls them, is in the message.",
        "[service.a.excludes]\ndrink = 2\n[service.b.excludes]\nillness = 2",
        "[service.a.excludes]\ndrink = 4   # 4 is never"},
    CatalogueEntry{
        "E247", "far less room than is asked for",
        "A warning, not a mistake: as everybody is at the start, more residents a week would be admitted (or "
        "assessed) than there is room for, and those who give up make up for it only once the wait is longer "
        "than a year. A warm-up may then never be steady. Numbers: `meamsim graph`.",
        "supply = { value = 0.1, unit = \"1/week\" }", "supply = { value = 0.6, unit = \"1/week\" }"},
    CatalogueEntry{"E248", "a pattern that nobody can show",
                   "A [pattern.X] says whom `meamsim graph` asks about: needs at severities 1 to 3. Two needs that are "
                   "read off one circumstance must both be there in one of its states.",
                   "[pattern.worst]\nneeds = {}", "[pattern.worst]\nneeds = { debt = 2, isolation = 2 }"},
    CatalogueEntry{
        "E249", "an edge that is never walked",
        "A warning, not a mistake: `refer` and `enforce` are walked when a service refuses somebody or answers "
        "a crisis, `signpost` when it refuses, `step_down` when an engagement ends as it waits for (completed, unless "
        "`on` says otherwise), `escalate` when a need "
        "it treats becomes acute, `draw` by a service with key_work. The service at which this edge starts does "
        "nothing of the kind.",
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
                   "nobody is sent.",
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
                   "service stay in that ranking, so that it may find nobody else. `counts_engaged` states "
                   "whether they count.",
                   "outreach = { top = 10 }", "outreach = { top = 10, counts_engaged = false }"},
    CatalogueEntry{
        "E301", "a reach of no known kind",
        "`whom` limits a change, or outreach, to residents by anything that a hazard may depend on (sex, home, trust, "
        "needs, "
        "ever.crime …), by need or enrolled (with a service), and a change by top (the n with the most recorded "
        "crises); outreach says that itself.",
        "whom = { wealth = [\"low\"] }", "whom = { deprivation = [\"q1\", \"q2\"] }"},
    CatalogueEntry{"E302", "a path where there is no number",
                   "Every number has one address: the tables it stands in, joined by dots. `meamsim check FILE "
                   "--resolved` lists them all. A policy changes numbers that the experiment states, and a few whose "
                   "absence means a number: docs/experiment-file.md lists them. A `*` stands for one whole part of a "
                   "path, and something has to "
                   "fit it; `of` keeps some of the services it stands for.",
                   "scale = \"need.dept.onset.rate\"", "scale = \"need.debt.onset.rate\""},
    CatalogueEntry{
        "E303", "a service or edge that cannot be opened or closed",
        "`open`, `close`, `retarget` and `merge` act on services and edges of the experiment, as `service.gp` or "
        "`edge.gp.clinic`. An edge that a policy opens stands in the file with `open = false`.",
        "open = \"edge.gp.hub\"   # and no such edge",
        "[edge.gp.hub]\nkind   = \"refer\"\nopen   = false\nchance = 0.4"},
    CatalogueEntry{"E304", "a reach that nobody is in",
                   "The list of levels is empty, so what `whom` narrows would never do anything. Without `whom` "
                   "everyone is meant.",
                   "whom = { sex = [] }", "whom = { sex = [\"female\"] }"},
    CatalogueEntry{"E305", "a number that cannot differ by resident",
                   "Workers, beds, costs and whether a service is open belong to a service or place: it cannot have "
                   "more beds for some residents than for others.",
                   "scale = \"service.hostel.beds\"\nwhom  = { sex = [\"female\"] }",
                   "scale = \"service.hostel.beds\""},
    CatalogueEntry{"E306", "a reach that moves, on residents without the need",
                   "Onsets and norms concern residents who have no need yet. Who they are must not depend on needs, "
                   "circumstances, stocks, records or enrolment: reach them by sex, age, deprivation or aces.",
                   "scale = \"need.debt.onset.rate\"\nwhom  = { need = { crime = 2 } }",
                   "scale = \"need.debt.onset.rate\"\nwhom  = { deprivation = [\"q1\"] }"},
    CatalogueEntry{"E307", "a structural change that ramps",
                   "A service or edge is open or closed, and half a merger does not exist. Several changes with "
                   "different `start` bring a structure in by steps.",
                   "open = \"service.hub\"\nramp = \"8 weeks\"", "open  = \"service.hub\"\nstart = \"week 8\""},
    CatalogueEntry{"E308", "not a week",
                   "`start` and `end` are weeks counted from the end of the warm-up, the first being week 0.",
                   "start = \"2026-04-01\"", "start = \"week 26\""},
    CatalogueEntry{"E309", "a change that ends before it begins",
                   "`end` is the first week in which the change no longer holds, so it is after `start`.",
                   "start = \"week 52\"\nend   = \"week 26\"", "start = \"week 26\"\nend   = \"week 52\""},
    CatalogueEntry{
        "E310", "not exactly one change",
        "Each [[policy.<name>.change]] does one thing: set, scale, add, move, open, close, retarget or merge. A policy "
        "has as many of them as it needs.",
        "[[policy.relief.change]]\nchannel = \"prevention\"",
        "[[policy.relief.change]]\nscale   = \"need.debt.onset.rate\"\namount  = 0.7\nchannel = \"prevention\""},
    CatalogueEntry{"E311", "workers from nowhere",
                   "More workers have to come from somewhere. Either another service gives them up (`move`), or they "
                   "are new, and the policy says that it pays for them.",
                   "add    = \"service.hub.workers\"\namount = \"2 workers\"",
                   "add       = \"service.hub.workers\"\namount    = \"2 workers\"\nnew_staff = true"},
    CatalogueEntry{"E312", "a policy that is not there",
                   "A scenario lists policies by the names of their tables. Those of the library are in its folder "
                   "`policies`, and `based_on = \"policies\"` takes them all.",
                   "[scenario.integrated]\npolicies = [\"hubb\"]", "[scenario.integrated]\npolicies = [\"hub\"]"},
    CatalogueEntry{"E313", "too many groups in one scenario",
                   "For every combination of the groups that its policies reach, the model holds all rules once. With "
                   "more than 6 groups these are too many. Policies that reach the same group count once.",
                   "policies = [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\"]   # each with another `whom`",
                   "policies = [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\"]"},
    CatalogueEntry{"E314", "a warm-up that may end before it has to",
                   "The warm-up lasts `at_least` so long, then until the model is steady, and `at_most` so long. The "
                   "second cannot be shorter than the first, nor than the 104 weeks that the first test compares. A "
                   "shorter warm-up is stated by `exactly`.",
                   "warm_up = { at_least = \"104 weeks\", at_most = \"52 weeks\" }",
                   "warm_up = { at_least = \"52 weeks\", at_most = \"104 weeks\" }"},
    CatalogueEntry{
        "E315", "a move that moves nothing",
        "`move` takes an amount from one number and gives it to another of the same kind, so that none is lost: the "
        "workers of one service to those of another. It cannot give to itself, nor turn workers into a rate.",
        "move = \"service.gp.workers\"\nto   = \"service.gp.caseload\"",
        "move = \"service.gp.workers\"\nto   = \"service.hub.workers\""},
    CatalogueEntry{"E316", "an outcome that is not there",
                   "The headline of an experiment is one of the outcomes that its results will have: `crisis_demand`, "
                   "`crisis_demand.<agency>`, `crisis.<crisis>`, `need.<need>`, `deaths` and so on.",
                   "outcome = \"crisis_demnd\"", "outcome = \"crisis_demand\""},
    CatalogueEntry{
        "E317", "workers that do not add up",
        "Workers are conserved: one who is moved is there before, and is not written over after. Here a policy "
        "moves more than there are left when its turn comes in the scenario, or sets a number of workers to "
        "which others had been moved.",
        "move = \"service.gp.workers\"\nto   = \"service.hub.workers\"\namount = \"9 workers\"",
        "amount = \"1 worker\""},
    CatalogueEntry{
        "E318", "a change that no resident comes under",
        "The groups are named rightly, and nobody in this place and scenario belongs to all of them: a level "
        "whose share is 0, needs that exclude each other, or a service that stays closed.",
        "whom = { deprivation = [\"q5\"] }   # in a place where q5 = 0", "whom = { deprivation = [\"q1\"] }"},
    CatalogueEntry{
        "E319", "two policies that fight over a number",
        "Policies apply in the order of the scenario, and a later one that sets a number, opens or closes "
        "wipes out what an earlier one did to it. Within one policy that order is the author's; between two it "
        "would be an accident.",
        "policies = [\"more_beds\", \"ten_beds\"]   # add, then set the same number", "policies = [\"more_beds\"]"},
    CatalogueEntry{
        "E320", "a change of who lives in the place",
        "Shares at the start, and the spread of frailty, say who the residents are, and who arrives later: they are "
        "drawn before any policy. A policy acts on what happens to them. To compare places with other residents, "
        "write two experiments, or vary the number with `--set`.",
        "scale = \"need.debt.start.acute\"", "scale = \"need.debt.onset.rate\""},
    CatalogueEntry{
        "E321", "an amount that does not fit all it is for",
        "A path may mean several numbers: an array, all that fit a `*`, or a whole hazard, which is its rate "
        "and what each need adds to it. `scale` multiplies each of them. `set` and `add` need numbers of one "
        "unit, and a path to the number itself where a hazard has several.",
        "set = \"crisis.arrest.rate\"", "set = \"crisis.arrest.rate.rate\""},
    CatalogueEntry{"E322", "a trigger that counts not one thing",
                   "[trigger.X] counts crises that are recorded, their share of others, or residents who wait for a "
                   "service; and holds `at_least` from a line on, or `at_most` down from it.",
                   "[trigger.busy]\nrecorded = [\"arrest\"]\nwaiting = \"gp\"\nat_least = 10",
                   "[trigger.busy]\nwaiting = \"gp\"\nat_least = 10"},
    CatalogueEntry{"E323", "a change that neither ends nor begins",
                   "A change that `repeats` ends before it begins anew: say its `end`. One that waits for a trigger "
                   "(`when`) holds at once, and cannot ramp.",
                   "start = \"week 40\"\nrepeats = \"52 weeks\"",
                   "start = \"week 40\"\nend = \"week 52\"\nrepeats = \"52 weeks\""},
    CatalogueEntry{
        "E324", "a standing policy that cannot stand",
        "A policy with `standing = true` holds in every scenario and in the warm-up; its weeks count from the "
        "start of the warm-up, so that dates need a warm-up of a length that the file says. Triggers count "
        "only once scenarios have parted.",
        "[policy.winter]\nstanding = true   # with warm_up = { at_least = \"104 weeks\" }",
        "warm_up = { exactly = \"156 weeks\" }"},
    CatalogueEntry{"E401", "results that cannot be read or written",
                   "A results file or a run's folder is not there, is no results file, is damaged or cut short, was "
                   "written by a newer version, or may not be read or written. The program ends with exit code 4. "
                   "`meamsim run` says where it wrote.",
                   "meamsim compare out", "meamsim compare out/kirkholt"},
    CatalogueEntry{"E402", "results that do not belong together",
                   "Only parts of one experiment, run by one version, make one whole: the same file, the same "
                   "numbers, the same seed. Nothing is merged or resumed by halves. The program ends with exit code 6.",
                   "meamsim run mine.toml --resume   # and mine.toml was changed since",
                   "meamsim run mine.toml -o out/mine_2"},
    CatalogueEntry{"E403", "something is there already",
                   "Nothing is overwritten by mistake, and this is said before anything is computed: what is there "
                   "may be hours of work.",
                   "meamsim run kirkholt   # a second time", "meamsim run kirkholt --resume   # or --force, or -o DIR"},
    CatalogueEntry{"E501", "a verb that is not there",
                   "The word behind `meamsim` says what to do. `meamsim help` lists the verbs.",
                   "meamsim chek mine.toml", "meamsim check mine.toml"},
    CatalogueEntry{"E502", "an option that is not there",
                   "The verb knows no such option. `meamsim help VERB` lists those it knows.",
                   "meamsim run kirkholt --replicate 20", "meamsim run kirkholt --replicates 20"},
    CatalogueEntry{"E503", "something is missing",
                   "The verb cannot do without this word, or the option without its value. Values stand behind their "
                   "option, or joined to it by `=`.",
                   "meamsim run --replicates", "meamsim run kirkholt --replicates 20"},
    CatalogueEntry{"E504", "a value that cannot stand there",
                   "The option is known, but not what stands behind it: it is not one of its words, is outside its "
                   "range, or is not of its form. The message says what may stand there.",
                   "meamsim compare out/kirkholt --as excel", "meamsim compare out/kirkholt --as csv"},
    CatalogueEntry{"E505", "one option too many",
                   "The option stands twice, or beside one that says the opposite. Only options of which the help says "
                   "\"may repeat\" may.",
                   "meamsim run kirkholt --resume --force", "meamsim run kirkholt --resume"},
    CatalogueEntry{"E506", "a word too many",
                   "The verb takes fewer words. A value with blanks in it stands in quotes, and a value belongs behind "
                   "its option.",
                   "meamsim run kirkholt my results", "meamsim run kirkholt -o \"my results\""},
    CatalogueEntry{"E507", "a name that nothing bears",
                   "A scenario, outcome, code or thing to explain is named that the experiment or the results do not "
                   "have. The message gives the nearest there is; `meamsim list` shows them.",
                   "meamsim run kirkholt --scenario integrate", "meamsim run kirkholt --scenario integrated"},
    CatalogueEntry{
        "E508", "nothing to split among channels",
        "`attribute` takes a scenario's changes away, channel by channel, until the baseline is left. So the "
        "scenario has to do something, and everything that the baseline does.",
        "meamsim attribute kirkholt --scenario siloed", "meamsim attribute kirkholt --scenario integrated"},
    CatalogueEntry{
        "E509", "a life that was not lived",
        "`trace` lives a replicate of the results again and follows one resident through it: the replicate has "
        "to be among the results, and the resident among those who are in the place at some time.",
        "meamsim trace out/kirkholt --resident 99999", "meamsim trace out/kirkholt --resident 12"},
};

} // namespace

std::span<const CatalogueEntry> catalogue()
{
    return rows;
}

const CatalogueEntry* catalogue_entry(std::string_view code)
{
    const auto found = std::ranges::find(rows, code, &CatalogueEntry::code);
    return found == rows.end() ? nullptr : &*found;
}

} // namespace meam::input
