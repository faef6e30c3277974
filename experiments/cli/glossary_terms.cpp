// The data of the glossary. Terms stand in the order of the alphabet within their group; a test holds it.

#include "experiments/cli/glossary.hpp"

#include <array>

namespace meam::cli {
namespace {

constexpr std::array residents_terms{
    Term{"adverse childhood experiences", "ACEs, ace",
         "Abuse, neglect or household trouble before the age of 18, counted from none to four or more. A fixed "
         "attribute "
         "of a resident that raises many hazards."},
    Term{"attribute", "",
         "A property of a resident that never changes, such as sex, deprivation or frailty; age changes "
         "with the calendar alone."},
    Term{"case definition", "",
         "The sentence in a need's file that says what each severity means, so that a published "
         "prevalence can be compared with the model's."},
    Term{"circumstance", "",
         "A situation a resident is in, one state at a time: home (settled, sofa, rough, ...), work, "
         "or any other that a file defines."},
    Term{"cohort", "", "Residents with at least a stated number of MEAM needs, now (`current_3`) or ever (`ever_3`)."},
    Term{"coping state", "coping",
         "A summary of how a resident is doing, from thriving to in crisis, computed by a "
         "documented rule from needs, stocks and crises."},
    Term{"covariate", "",
         "Anything about a resident that a hazard or a condition may depend on. Every covariate has a "
         "small number of levels."},
    Term{"deprivation quintile", "q1, q2, q3, q4, q5, deprivation, deprivation fifth",
         "The fifth of areas, by the Index of Multiple Deprivation, in which a resident's home is: q1 is the most "
         "deprived "
         "fifth, q5 the least."},
    Term{"elsewhere", "",
         "Outside the simulated place. Residents who move away may be followed there, and are counted "
         "apart."},
    Term{"frailty", "",
         "A fixed factor of each resident, with mean 1 over the population, that multiplies their hazards. "
         "It stands for everything lasting that no other attribute records."},
    Term{"MEAM", "making every adult matter",
         "Making Every Adult Matter: an approach, and here the adults it is for, who have several needs at once. The "
         "MEAM "
         "needs are homelessness, domestic abuse, substance misuse, mental health, crime and trauma."},
    Term{"need", "", "A problem of a resident, such as substance misuse, with a severity from 0 to 3."},
    Term{"needs_3_plus", "needs_0, needs_1, needs_2, number of needs",
         "Strata by how many MEAM needs a resident had when the scenarios branched: `needs_0`, `needs_1`, `needs_2`, "
         "and "
         "`needs_3_plus` for three or more."},
    Term{"norm", "", "The level that a stock returns to when nothing happens. It depends on the deprivation quintile."},
    Term{"onset", "",
         "The beginning of a need: its severity goes from 0 to 1. Rising further is escalation, falling is "
         "easing."},
    Term{"prevalence", "", "The share of residents who have a need, or are in a state, at one moment."},
    Term{"resident", "", "A simulated adult (or child, where a file has them) who lives in a place."},
    Term{"severity", "emerging, established, acute",
         "How bad a need is: 0 none, 1 emerging, 2 established, 3 acute. Each need's file defines its levels."},
    Term{"spell", "", "An unbroken time during which a resident has a need."},
    Term{"stock", "",
         "Something a resident has more or less of, in levels from 0 to 15, such as trust in services, hope "
         "or skills. Events raise or lower it; it drifts back to its norm."},
    Term{"tie", "",
         "A lasting link between two residents, such as a couple. Each may be affected by what the link shows of "
         "the other."},
};

constexpr std::array services_terms{
    Term{"abandonment", "giving up", "Leaving a waiting list before admission."},
    Term{"admission", "", "The start of an episode: a resident leaves the treatment queue and takes up capacity."},
    Term{"agency", "",
         "The organisation that runs and pays for a service, such as the police or the council. What one "
         "agency knows of a resident another may not."},
    Term{"assessment", "",
         "The first appointment at a service, at which needs are found and an offer is made or refused."},
    Term{"capacity", "",
         "How many residents a service can hold at once: workers times caseload, or beds, or without "
         "limit."},
    Term{"caseload", "", "The residents a service holds in treatment; as an input, how many one worker can hold."},
    Term{"discharge", "", "The end of an episode by decision of the service, for instance after missed appointments."},
    Term{"discovery", "", "The chance that an assessment finds a need other than those the service treats."},
    Term{"dumped", "", "Refused and referred to no other service."},
    Term{"edge", "route",
         "A route by which residents reach a service: from the community, from a crisis, or from another "
         "service. It has a kind, a chance, a delay and a loss."},
    Term{"eligibility", "", "Who may be helped by a service or take an edge, by the conditions in the file."},
    Term{"engagement", "",
         "Any link between a resident and a service: a referral on its way, a position in a queue, or an "
         "episode."},
    Term{"episode", "", "The time from admission to the end of help at one service."},
    Term{"exclusion", "excluded",
         "A refusal because of a need the service knows of, for instance no mental health care "
         "while a person misuses substances."},
    Term{"failure demand", "",
         "Demand caused by a failure to help earlier: residents who were refused or lost, or who "
         "dropped out, and ask again."},
    Term{"gatekeeper", "", "A service that every route to help passes through."},
    Term{"hub", "key worker hub",
         "A service with one front door whose key workers hold residents with several needs and "
         "bring other services to them."},
    Term{"integrated", "",
         "Said of services that share information, a front door or key workers, so that a resident need "
         "not start again at each one. The opposite is siloed."},
    Term{"key worker", "", "The worker of a hub who keeps contact with a resident across services."},
    Term{"not prioritised", "", "Accepted at assessment, but put at the end of the treatment queue."},
    Term{"occupancy", "", "The share of a service's capacity that is in use."},
    Term{"outreach", "",
         "A service's search for residents who did not ask: by recorded crises, by a condition or at "
         "random."},
    Term{"parked", "", "Held by a service without treatment."},
    Term{"queue", "waiting list",
         "Residents waiting for assessment, or after assessment for treatment, in a stated order "
         "of priority."},
    Term{"referral", "", "Sending a resident from one service to another along an edge. It may be delayed or lost."},
    Term{"service", "desk",
         "A provider of help with its own capacity, queues and rules, such as a mental health team or a "
         "hostel."},
    Term{"signposting", "signposted", "Informing a resident where to ask, without a referral."},
    Term{"siloed", "", "Said of services that each see one need and refer residents on. The opposite is integrated."},
    Term{"threshold", "", "The lowest severity at which a service makes an offer. It may rise as the queue grows."},
    Term{"unblocking", "", "A hub's spending to have another service accept a resident it would refuse."},
    Term{"written off", "", "Refused for good by a service, until a policy or a key worker reverses it."},
};

constexpr std::array crises_terms{
    Term{"acted on", "acted_on",
         "The last of the four counts of a crisis: an agency responded. Service cost attaches to "
         "it."},
    Term{"channel", "",
         "For a contact in distress: whom the resident turns to (999, 111, A&E, ...). For a change of a "
         "policy: which part of integration it belongs to (lost referrals, thresholds, ...)."},
    Term{"contact in distress", "contact",
         "A resident's attempt to get help for a purpose (medical, safety, distress, "
         "practical) through a channel."},
    Term{"crisis", "crises",
         "An event that demands an urgent response, such as an arrest, an overdose or an A&E "
         "attendance."},
    Term{"crisis demand", "crisis_demand", "Recorded crises per 1,000 person-years at liberty: the headline outcome."},
    Term{"disclosed", "", "The second of the four counts of a crisis: the resident disclosed it to an agency."},
    Term{"four counts", "",
         "How often a crisis happened, was disclosed, was recorded and was acted on. Each counts a part "
         "of the one before."},
    Term{"happened", "",
         "The first of the four counts of a crisis: it took place, whether or not an agency learned of it. "
         "The cost of harm attaches to it."},
    Term{"inappropriate", "", "Said of a crisis or contact that reached an agency which cannot deal with its cause."},
    Term{"preventative contact", "preventative demand",
         "A contact that helps before there is a crisis, as against a "
         "reactive one."},
    Term{"recorded", "",
         "The third of the four counts of a crisis: it stands in an agency's records. Evaluators, outreach "
         "and reports see only recorded crises."},
};

constexpr std::array scenarios_terms{
    Term{"baseline", "", "The scenario that others are compared with: as a rule, services as they are."},
    Term{"change", "",
         "One line of a policy: set, scale or add to a number, or open, close, merge or redirect a service or "
         "edge, between two dates and for a stated group."},
    Term{"counterfactual", "",
         "What would have happened to the same people, in the same weeks and with the same chance "
         "events, without the policy. Only a model can know it."},
    Term{"null policy", "", "A policy that changes nothing. Its difference from the baseline must be exactly zero."},
    Term{"path", "",
         "The dotted address of a number in the experiment, such as `service.mental_health.threshold`. "
         "Policies, `--set`, tables and reports all use it."},
    Term{"placebo hub", "",
         "A hub that enrols residents and does nothing else. It shows how much demand falls after "
         "enrolment without any help."},
    Term{"policy", "", "A named list of dated changes to the model's numbers and edges."},
    Term{"ramp", "", "The time over which a change goes from no effect to its full effect, in equal weekly steps."},
    Term{"reach", "whom", "The residents a change applies to."},
    Term{"scenario", "", "The baseline's rules with a stated list of policies."},
    Term{"strength", "", "A factor from 0 to 1 on every change of a policy: 0 is no policy, 1 the policy as stated."},
    Term{"trigger", "",
         "A condition on what was observed in past weeks that starts a change, for instance recorded crises "
         "above a line."},
};

constexpr std::array simulation_terms{
    Term{"audit", "",
         "A check, after a run or after every week, that no resident was lost or counted twice and that no "
         "capacity was exceeded."},
    Term{"branch", "", "To continue one warm-up state in several scenarios."},
    Term{"checkpoint", "", "A stored state of a simulated place from which a run continues with the same results."},
    Term{"event stepping", "",
         "Simulating a resident only in weeks in which something may happen to them. It gives the "
         "same bits as reference stepping."},
    Term{"hazard", "",
         "The rate at which an event happens to a resident who is at risk, per year. A constant hazard h "
         "gives the chance 1 - exp(-h t) within a time t."},
    Term{"horizon", "", "How long scenarios are simulated after they branch."},
    Term{"ODD", "",
         "Overview, Design concepts, Details: the standard form in which agent-based models are described "
         "(Grimm et al. 2020). models/README.md follows it."},
    Term{"place", "locality",
         "A locality with its residents, services and referral routes, such as an estate or a "
         "district."},
    Term{"rate", "", "Events per unit of time, written with its unit: 0.05 1/year."},
    Term{"reference stepping", "", "Simulating every resident in every week, as a check on event stepping."},
    Term{"relationship", "",
         "How far a resident and a worker know and trust each other, from 0 to 1. It grows with weeks "
         "met and makes help more effective."},
    Term{"steady state", "at rest", "A state in which queues, caseloads and prevalence change only by chance."},
    Term{"step", "week", "The model's unit of time: one week, 7 of the 365.25 days of a year."},
    Term{"warm-up", "",
         "The weeks simulated before scenarios branch, so that queues and needs reach a steady state. They "
         "are in no result."},
};

constexpr std::array draws_terms{
    Term{"addressed draw", "",
         "A random number computed from what it is for (seed, replicate, resident, event), not taken "
         "from a stream. It is the same whatever else happens."},
    Term{"common random numbers", "",
         "The use of the same chance events in every scenario, so that differences come from "
         "policies alone."},
    Term{"digest", "",
         "A short fingerprint of results. Equal digests mean equal results, bit for bit. A unit digest covers "
         "one run, the root digest all of them."},
    Term{"Poisson field", "",
         "The fixed scatter of random points, one for each process of each resident, that decides when "
         "events happen: an event occurs where a point lies below the hazard."},
    Term{"seed", "", "The whole number that selects the chance events of an experiment."},
    Term{"thread", "",
         "One of the parallel workers of a computer's processor. Results do not depend on how many there "
         "are."},
};

constexpr std::array statistics_terms{
    Term{"bootstrap", "BCa",
         "An interval found by resampling the replicates. meamsim uses the bias-corrected and "
         "accelerated form (BCa)."},
    Term{"confidence interval", "interval, CI",
         "The range that holds the mean over replicates with 95 % confidence. It "
         "measures chance, not doubt about the model's numbers."},
    Term{"design", "", "The points at which an experiment varies numbers of the model: a grid, a list or a sample."},
    Term{"design point", "point",
         "One set of values of the model's numbers. Point 0 is the experiment as stated; others "
         "are draws from the ranges, or points of a design."},
    Term{"half-width", "", "Half the width of a confidence interval: the precision of a mean."},
    Term{"outcome", "",
         "A quantity computed from results, such as `crisis_demand` or `need.debt`, with a unit and, where "
         "one is meant, a direction that counts as better."},
    Term{"paired difference", "pair", "The difference between a scenario and the baseline in the same replicate."},
    Term{"pairing", "variance ratio",
         "How many times fewer replicates are needed because scenarios share their chance "
         "events: the variance of an unpaired difference over that of the paired one."},
    Term{"parameter draw", "draw", "A design point whose assumed numbers are drawn from their ranges."},
    Term{
        "person-year", "person-years, person-time",
        "One resident living in the place and at liberty for one year. Rates are per 1,000 person-years, so that death "
        "and prison do not count as success."},
    Term{"replicate", "",
         "One history of chance, run once in each scenario. The same replicate has the same residents and "
         "the same chance events in all scenarios."},
    Term{"run", "", "The simulation of one replicate of one scenario at one design point."},
    Term{"sensitivity", "", "How much an outcome changes when an input changes."},
    Term{"Shapley value", "share",
         "The part of an effect that belongs to one channel: what it adds, averaged over all "
         "orders in which the channels could be introduced."},
    Term{"stratum", "strata",
         "A group of residents for whom outcomes are reported: by sex, deprivation, number of needs or "
         "place. Strata overlap and must not be added up."},
    Term{"unit", "",
         "In results, one run: the smallest piece of finished work. Of a quantity, what it is measured in."},
};

constexpr std::array evaluation_terms{
    Term{"comparator", "",
         "A resident outside the programme who resembles a participant in the records, used by a matched "
         "comparison."},
    Term{"displacement", "", "Demand that moves to another agency, queue or place instead of disappearing."},
    Term{"index week", "", "The week of a participant's first admission, from which before and after are counted."},
    Term{"matched comparison", "matched",
         "Participants' change less that of comparators. It sees records only, so it is "
         "misled by what records do not hold."},
    Term{"participant", "",
         "A resident first admitted to a hub or placebo hub after scenarios branch, at least 52 weeks "
         "before the end."},
    Term{"pilot estimate", "pilot",
         "Participants' recorded crises in the year after admission against the year before: what "
         "a pilot without a comparison group would report."},
    Term{"regression to the mean", "",
         "The fall in demand that follows a peak by itself. It makes a pilot look good even "
         "if it does nothing, since people are enrolled at their worst."},
    Term{"whole-system effect", "whole",
         "The difference a policy makes to all residents of the place, participants or not."},
};

constexpr std::array files_terms{
    Term{"assumed", "", "Said of a number without a published source. It must state a reason and a range."},
    Term{"attribution", "", "Splitting an effect among its channels."},
    Term{"bundle", "", "A named list of policies. A scenario lists it in place of the policies."},
    Term{"calibration", "", "Finding values of uncertain numbers for which the model matches published figures."},
    Term{"experiment", "",
         "A TOML file that names a place, scenarios, a horizon and replicates: everything a run needs."},
    Term{"library", "", "The TOML files shipped with meamsim: needs, services, places, policies and experiments."},
    Term{"provenance", "", "How results came about: version, commit, command, host and times. It is in no digest."},
    Term{"range", "",
         "The values an assumed number may plausibly have, from low to high. The range of a soft effect "
         "includes no effect and harm."},
    Term{"segment", "",
         "A file of finished runs, written while an experiment is still going on, from which `--resume` "
         "continues."},
    Term{"shard", "",
         "One of several parts of an experiment that run on different machines and are put together by "
         "`merge`."},
    Term{"source", "", "Where a number comes from: an identifier of the evidence register or a public figure."},
    Term{"trajectory", "trajectories", "The record of every change in one resident's simulated life."},
};

constexpr std::array term_groups{
    TermGroup{"Residents and their needs", residents_terms},
    TermGroup{"Services and referrals", services_terms},
    TermGroup{"Crises and demand", crises_terms},
    TermGroup{"Policies and scenarios", scenarios_terms},
    TermGroup{"Simulation", simulation_terms},
    TermGroup{"Random numbers", draws_terms},
    TermGroup{"Results and statistics", statistics_terms},
    TermGroup{"Evaluation", evaluation_terms},
    TermGroup{"Files and evidence", files_terms},
};

} // namespace

std::span<const TermGroup> glossary()
{
    return term_groups;
}

} // namespace meam::cli
