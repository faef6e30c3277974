"""Figures of by_hand.toml, computed by hand, are the ones that `compare` prints.

    /usr/bin/python3 by_hand.py MEAMSIM RESULTS_FOLDER
"""

import csv
import io
import math
import subprocess
import sys

WEEK = 7 / 365.25  # years
YEARS = 4 * WEEK

# 100 residents at the start. The 50 men die in the first week, before anything else can happen to them; the 50 women
# have one crisis each a week and ask at the desk at once. At liberty: (100 + 50) / 2 + 3 * 50 = 225 person-weeks.
# Two beds, in use for ten weeks: 48 wait when each of the four weeks ends. Three more beds in the third week: 48, 48,
# 45, 45, and the three had waited two weeks each.
# Closed in the third week, the desk turns the 48 out of its queue. They wait on, and are back in the queue, for the
# same wait, in the fourth week: no figure of waiting is lower than with two beds, and 48 more ask.
PERSON_YEARS = 225 * WEEK
EXPECTED = {  # outcome: (two beds, five beds)
    "person_years": (PERSON_YEARS, PERSON_YEARS),
    "person_years_lost.dead": ((25 + 3 * 50) * WEEK, (25 + 3 * 50) * WEEK),
    "deaths": (1000 * 50 / PERSON_YEARS, 1000 * 50 / PERSON_YEARS),
    "deaths.all_men": (1000 * 50 / PERSON_YEARS, 1000 * 50 / PERSON_YEARS),
    "death_risk": (100 * (1 - math.exp(-50 / PERSON_YEARS)),) * 2,
    "crisis_demand": (1000 * 200 / PERSON_YEARS, 1000 * 200 / PERSON_YEARS),
    "crisis_contacts": (200 / YEARS, 200 / YEARS),
    "cost.harm": (20_000 / YEARS, 20_000 / YEARS),
    "need.ill": (50, 50),
    "waiting.desk": (48, (48 + 48 + 45 + 45) / 4),
    "in_treatment": (2, (2 + 2 + 5 + 5) / 4),
    "wait.desk.mean": (4 * 48 / 50, (48 + 48 + 45 + 45) / 50),
    "wait.desk.joined": (50 / YEARS, 50 / YEARS),
    "wait.desk.admissions": (2 / YEARS, 5 / YEARS),
    "wait.desk.admitted_mean": (0, (0 + 0 + 2 + 2 + 2) / 5),  # longer, although everybody's wait is shorter
    "desks.desk.presented": (50 / YEARS, 50 / YEARS),
}
CLOSED = {  # outcome: of scenario `closed`, by hand; the others are as with two beds
    "desks.desk.presented": (50 + 48) / YEARS,
    "desks.desk.discharged": 48 / YEARS,
}
CHANGES = {"wait.desk.mean": -3.125, "crisis_demand": 0, "deaths": 0, "waiting.desk": -3.125}


def main(program, folder):
    run = subprocess.run([program, "compare", folder, "--outcome", "*", "--as", "csv"], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    table = list(csv.DictReader(io.StringIO(run.stdout)))
    rows = {row["outcome"]: row for row in table if row["scenario"] == "five_beds"}
    closed = {row["outcome"]: row for row in table if row["scenario"] == "closed"}
    wrong = 0

    def check(outcome, what, printed, expected):
        nonlocal wrong
        if printed == "" or abs(float(printed) - expected) > 1e-9 * max(1.0, abs(expected)):
            wrong += 1
            print(f"{outcome}, {what}: printed {printed}, by hand {expected}", file=sys.stderr)

    for outcome, (baseline, scenario) in EXPECTED.items():
        row = rows[outcome]
        check(outcome, "baseline", row["baseline_mean"], baseline)
        check(outcome, "scenario", row["scenario_mean"], scenario)
        check(outcome, "difference", row["difference"], scenario - baseline)
        if row["pairing"] != "exact":  # every replicate is the same
            wrong += 1
            print(f"{outcome}: pairing {row['pairing']}", file=sys.stderr)
    for outcome, change in CHANGES.items():
        for what in ("relative", "relative_low", "relative_high"):
            check(outcome, what, rows[outcome][what], change)
    for outcome in CLOSED.keys() | EXPECTED.keys():
        baseline = EXPECTED.get(outcome, (0, 0))[0]
        check(outcome + ", closed", "scenario", closed[outcome]["scenario_mean"], CLOSED.get(outcome, baseline))
    print(f"{len(EXPECTED)} outcomes by hand, {wrong} figures differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
