"""Every figure that `compare` and `evaluate` print, computed again from results.h5 by the definitions of docs/reference/outcomes.md.

    /usr/bin/python3 recompute.py MEAMSIM RESULTS_FOLDER

Shares no code and no formula with the program: h5py, numpy and the standard library alone.
"""

import csv
import io
import json
import math
import re
import subprocess
import sys
from statistics import NormalDist

import h5py
import numpy

YEAR = 365.25 / 7  # weeks
FEW = 30
NORMAL = NormalDist()


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


# ---- the file


class Results:
    """Columns at point 0, as arrays [scenario, replicate, other axes]; a run that is missing is not a number."""

    def __init__(self, path):
        self.file = h5py.File(path)
        self.scenarios = self.labels("scenario")
        self.baseline = self.scenarios.index(text(self.file.attrs["baseline"]))
        self.complete = self.file["run_status"][0] == 1
        self.strata = self.labels("stratum")

    def labels(self, axis):
        return [text(label) for label in self.file[axis][...]] if axis in self.file else []

    def has(self, column):
        return column in self.file

    def axes(self, column):
        data = self.file[column]
        return [data.dims[i][0].name.split("/")[-1] for i in range(data.ndim)][3:]

    def column(self, name):
        data = self.file[name][0].astype(float)
        data[~self.complete] = math.nan
        return data

    def note(self, name):
        """A note of lines "label=group", by label."""
        if "notes" not in self.file or name not in self.file["notes"]:
            return {}
        lines = text(self.file["notes"][name][()]).splitlines()
        return dict(line.split("=", 1) for line in lines if "=" in line)

    def pick(self, name, **where):
        """The cells of some labels, summed over the axes that are named; [scenario, replicate, rest in order]."""
        data, axes = self.column(name), self.axes(name)
        for axis, labels in where.items():
            at = axes.index(axis) + 2
            if labels is not None:
                chosen = [self.labels(axis).index(label) for label in labels]
                data = numpy.take(data, chosen, axis=at)
            data = data.sum(axis=at)
            axes.remove(axis)
        return data

    @property
    def weeks(self):
        return self.file["week"].shape[0]

    @property
    def years(self):
        return self.weeks / YEAR


# ---- the outcomes: name -> (values, basis, direction); values and basis [scenario, replicate, stratum or one]

LOWER, HIGHER, NEITHER = "lower", "higher", "neither"


def outcomes_of(results):
    found = {}

    def add(name, values, basis, direction):
        assert name not in found, name
        shape = values if values.ndim == 3 else values[:, :, None]
        behind = numpy.broadcast_to(basis if basis.ndim == 3 else basis[:, :, None], shape.shape)
        found[name] = (shape, behind, direction)

    def person_weeks(standings):
        ends = results.pick("population", standing=standings)  # scenario, replicate, week, stratum
        start = results.pick("population_at_start", standing=standings)
        begins = numpy.concatenate([start[:, :, None, :], ends[:, :, :-1, :]], axis=2)
        return ((begins + ends) / 2).sum(axis=2)

    free = person_weeks(["at_liberty"])
    people = free / results.weeks
    all_people = people[:, :, :1]

    def events(column, **where):
        return results.pick(column, week=None, **where)

    def rate(name, count, direction, weeks=free):
        with numpy.errstate(divide="ignore", invalid="ignore"):
            add(name, 1000 * count / (weeks / YEAR), numpy.minimum(count, people), direction)

    def a_year(name, count, direction):
        behind = people if count.ndim == 3 else people[:, :, 0]
        add(name, count / results.years, numpy.minimum(count, behind), direction)

    def number(name, column, direction, **where):
        mean = events(column, **where) / results.weeks
        add(name, mean, mean, direction)

    # crises
    crises, counts = results.labels("crisis"), results.labels("count")
    demand = results.note("crisis_demand")
    agency = results.note("crisis_agency")
    reactive = [c for c in crises if not demand or demand.get(c) == "reactive"]
    preventative = [c for c in crises if demand.get(c) == "preventative"]
    recorded = {c: events("crises", crisis=[c], count=["recorded"]) for c in crises}

    def together(names):
        return sum((recorded[c] for c in names), numpy.zeros_like(free))

    rate("crisis_demand", together(reactive), LOWER)
    for one in sorted({agency[c] for c in reactive if agency.get(c)}):
        rate("crisis_demand." + one, together([c for c in reactive if agency.get(c) == one]), LOWER)
    if preventative:
        rate("preventative_demand", together(preventative), HIGHER)
    a_year("crisis_contacts", together(reactive), LOWER)
    for c in crises:
        rate("crisis." + c, recorded[c], LOWER if c in reactive else HIGHER if c in preventative else NEITHER)
        for count in counts:
            if count != "recorded":
                rate(f"crisis.{c}.{count}", events("crises", crisis=[c], count=[count]),
                     LOWER if count == "happened" and c in reactive else NEITHER)
    if results.has("crises_elsewhere"):
        there = events("crises_elsewhere", crisis=reactive, count=["recorded"])
        a_year("crisis_elsewhere", there, LOWER)
        a_year("crisis_everywhere", there + together(reactive), LOWER)
        for c in crises:
            a_year("crisis_elsewhere." + c, events("crises_elsewhere", crisis=[c], count=["recorded"]), LOWER)
        a_year("deaths_elsewhere", events("deaths_elsewhere", cause=None), LOWER)
    rate("inappropriate", events("inappropriate", crisis=None), LOWER)
    for c in crises:
        rate("inappropriate." + c, events("inappropriate", crisis=[c]), LOWER)

    # contacts
    if results.has("contacts"):
        unmet, again = ["first_unmet", "repeat_unmet"], ["repeat_met", "repeat_unmet"]
        rate("contacts", events("contacts", channel=None, contact_outcome=None), NEITHER)
        rate("contacts_unmet", events("contacts", channel=None, contact_outcome=unmet), LOWER)
        rate("contacts_repeated", events("contacts", channel=None, contact_outcome=again), LOWER)
        kinds = results.note("channel_demand")
        for kind in sorted(set(kinds.values())):
            rate("contacts_" + kind,
                 events("contacts", channel=[c for c in kinds if kinds[c] == kind], contact_outcome=None), NEITHER)
        for c in results.labels("channel"):
            rate("contacts." + c, events("contacts", channel=[c], contact_outcome=None), NEITHER)
            rate(f"contacts.{c}.unmet", events("contacts", channel=[c], contact_outcome=unmet), LOWER)
            rate(f"contacts.{c}.repeated", events("contacts", channel=[c], contact_outcome=again), LOWER)
        for p in results.labels("purpose"):
            a_year("contacts_for." + p, events("contact_purposes", purpose=[p], channel=None, contact_outcome=None),
                   NEITHER)
        for c in results.labels("failed_channel"):
            a_year("repeats_from." + c, events("repeats_from", failed_channel=[c], channel=None), LOWER)

    # residents
    number("residents_in_cohort", "in_cohort", LOWER, cohort=["current_3"])
    for c in results.labels("cohort"):
        number("cohort." + c, "in_cohort", NEITHER if c.startswith("ever") else LOWER, cohort=[c])
    for n in results.labels("need"):
        number("need." + n, "needs", LOWER, need=[n], severity=["established", "acute"])
        number("need_any." + n, "needs", LOWER, need=[n], severity=["emerging", "established", "acute"])
    alive = person_weeks(["at_liberty", "away"])
    deaths = events("deaths", cause=None)
    rate("deaths", deaths, LOWER, alive)
    for c in results.labels("cause"):
        rate("deaths." + c, events("deaths", cause=[c]), LOWER, alive)
    with numpy.errstate(divide="ignore", invalid="ignore"):
        add("death_risk", 100 * (1 - numpy.exp(-deaths / (alive / YEAR))), numpy.minimum(deaths, people), LOWER)
    flows = {"crises", "inappropriate", "deaths", "desks", "contacts", "contact_purposes", "repeats_from", "costs",
             "crises_elsewhere", "deaths_elsewhere", "queue_joined"}
    for name, data in results.file.items():
        if not isinstance(data, h5py.Dataset) or data.ndim != 6 or name in flows or name in ("population", "in_cohort"):
            continue
        axes = results.axes(name)
        if axes[:2] == ["week", "stratum"]:
            for state in results.labels(axes[2]):
                number(f"{name}.{state}", name, NEITHER, **{axes[2]: [state]})
    homes = [s for s in ("sofa", "temporary", "refuge", "rough") if s in results.labels("home_state")]
    if results.has("home") and homes:
        number("homeless", "home", LOWER, home_state=homes)
    if results.has("work") and "in_work" in results.labels("work_state"):
        number("in_work", "work", HIGHER, work_state=["in_work"])

    # services
    happenings = results.labels("desk_event")
    harmful = ("refused", "lost", "retold", "failure_demand", "written_off", "parked", "dumped", "not_prioritised",
               "abandoned", "dropped_out", "missed", "worker_left")
    services = results.labels("service")
    refusals = [e for e in happenings if e.startswith("refused_")]
    a_year("desks.refused", events("desks", service=None, desk_event=refusals), LOWER)
    for e in happenings:
        direction = LOWER if e.startswith(harmful) else NEITHER
        a_year("desks." + e, events("desks", service=None, desk_event=[e]), direction)
        for s in services:
            a_year(f"desks.{s}.{e}", events("desks", service=[s], desk_event=[e]), direction)
    queue = ["waiting_assessment", "waiting_treatment"]
    closes = results.note("service_closes")  # no direction where a scenario closes a service: few may then ask
    number("waiting", "caseload", NEITHER if closes else LOWER, service=None, place_in_service=queue)
    number("in_treatment", "caseload", NEITHER, service=None, place_in_service=["in_treatment"])
    for i, s in enumerate(services):
        direction = NEITHER if s in closes else LOWER
        number("waiting." + s, "caseload", direction, service=[s], place_in_service=queue)
        joined = events("queue_joined", service=[s])
        waited = joined + results.pick("caseload_at_start", service=[s], place_in_service=queue)
        with numpy.errstate(divide="ignore", invalid="ignore"):
            add(f"wait.{s}.mean", events("caseload", service=[s], place_in_service=queue) / waited, waited, direction)
        a_year(f"wait.{s}.joined", joined, NEITHER)
        for statistic in results.labels("wait_statistic"):
            of = results.pick("waits", service=[s], wait_statistic=[statistic])
            if statistic == "admissions":
                a_year(f"wait.{s}.admissions", of, NEITHER)
            else:
                add(f"wait.{s}.admitted_{statistic}", of, numpy.full_like(of, math.inf), NEITHER)

    # measures
    kinds, better = results.note("measure_kind"), results.note("measure_better")
    for m in results.labels("measure"):
        direction = better[m] if better[m] in (LOWER, HIGHER) else NEITHER
        if kinds[m] == "share":
            among = events("counted", measure=[m], counted_part=["among"])
            with numpy.errstate(divide="ignore", invalid="ignore"):
                share = 100 * events("counted", measure=[m], counted_part=["counted"]) / among
            add("measure." + m, share, among / results.weeks, direction)
        else:
            number("measure." + m, "counted", direction, measure=[m], counted_part=["counted"])

    # money
    for kind in results.labels("cost_kind"):
        cost = events("costs", agency=None, cost_kind=[kind]) / 100 / results.years
        add("cost." + kind, cost, all_people[:, :, 0], LOWER)
        for a in results.labels("agency"):
            cost = events("costs", agency=[a], cost_kind=[kind]) / 100 / results.years
            add(f"cost.{a}.{kind}", cost, all_people[:, :, 0], LOWER)

    # years
    add("person_years", free / YEAR, people, NEITHER)
    lost = [s for s in results.labels("standing") if s != "at_liberty"]
    for name, which in [("person_years_lost", lost)] + [("person_years_lost." + s, [s]) for s in lost]:
        spent = person_weeks(which)
        add(name, spent / YEAR, spent / results.weeks, LOWER if name.endswith(".dead") else NEITHER)
    return found


# ---- statistics


def t_cdf(t, df):
    """Student's t with whole degrees of freedom: Abramowitz and Stegun 26.7.3 and 26.7.4."""
    angle = math.atan(t / math.sqrt(df))
    cosine, sine = math.cos(angle), math.sin(angle)
    if df % 2 == 1:
        term, total = cosine, 0.0
        for k in range(1, df, 2):
            total += term
            term *= cosine * cosine * (k + 1) / (k + 2)
        both = 2 / math.pi * (angle + sine * total)
    else:
        term, total = 1.0, 0.0
        for k in range(0, df, 2):
            total += term
            term *= cosine * cosine * (k + 1) / (k + 2)
        both = sine * total
    return 0.5 + 0.5 * both


def t_quantile(df, known={}):
    """Of 97.5 %, by bisection."""
    if df not in known:
        low, high = 0.0, 20.0
        for _ in range(200):
            middle = (low + high) / 2
            low, high = (middle, high) if t_cdf(middle, df) < 0.975 else (low, middle)
        known[df] = (low + high) / 2
    return known[df]


def interval_of_mean(values, one_more=False):
    n = len(values)
    if n < 2:
        return None
    spread = values.std(ddof=1) * math.sqrt(1 + 1 / n if one_more else 1 / n)
    half = t_quantile(n - 1) * spread
    return values.mean() - half, values.mean() + half


def mean(values):
    return values.mean() if len(values) else math.nan


def change_percent(base, differences):
    """100 r, r = mean difference / |mean base|; Student t of r + (d - r b) / |mean b|, with the sign of the mean on b."""
    if not len(base) or base.mean() == 0:
        return math.nan, None
    size = abs(base.mean())
    ratio = differences.mean() / size
    near = ratio + (differences - ratio * base * math.copysign(1, base.mean())) / size
    interval = interval_of_mean(near)
    return 100 * ratio, interval and (100 * interval[0], 100 * interval[1])


def philox(counter, key):
    """Philox4x32-10 (Salmon et al. 2011), of arrays."""
    c = [numpy.asarray(word, dtype=numpy.uint64) for word in counter]
    k0, k1 = key
    mask = numpy.uint64(0xFFFFFFFF)
    half = numpy.uint64(32)
    for _ in range(10):
        a = numpy.uint64(0xD2511F53) * c[0]
        b = numpy.uint64(0xCD9E8D57) * c[2]
        c = [(b >> half) ^ c[1] ^ numpy.uint64(k0), b & mask, (a >> half) ^ c[3] ^ numpy.uint64(k1), a & mask]
        k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
    return c


def address_of(name):
    """FNV-1a of 64 bits, mixed, its lower half."""
    h = 0xCBF29CE484222325
    for byte in name.encode():
        h = (h ^ byte) * 0x100000001B3 % 2**64
    h ^= h >> 33
    h = h * 0xFF51AFD7ED558CCD % 2**64
    h ^= h >> 33
    return h & 0xFFFFFFFF


def resamples(n, known={}):
    """2,000 times n replicates, drawn with the addresses of the program's bootstrap: seed 1, who = resample, when = which."""
    if n not in known:
        who, when = numpy.meshgrid(numpy.arange(2000), numpy.arange(n), indexing="ij")
        words = philox([who, numpy.full_like(who, address_of("analysis.bootstrap")), when, numpy.zeros_like(who)], (1, 0))
        bits = (words[0] << numpy.uint64(32) | words[1]) >> numpy.uint64(12)
        known[n] = numpy.minimum(((bits.astype(float) + 0.5) * 2.0**-52 * n).astype(int), n - 1)
    return known[n]


def bca(values):
    """Bias-corrected and accelerated (Efron and Tibshirani 1993, section 14.3)."""
    n = len(values)
    if n < 2:
        return None
    if (values == values[0]).all():
        return values[0], values[0]
    means = numpy.sort(values[resamples(n)].sum(axis=1) / n)
    rounding = 1e-9 * (means[-1] - means[0])  # the same replicates in another order have the same mean
    below = numpy.searchsorted(means, values.mean() - rounding, "left")
    ties = numpy.searchsorted(means, values.mean() + rounding, "right") - below
    share = min(max((below + ties / 2) / 2000, 0.5 / 2000), 1 - 0.5 / 2000)
    bias = NORMAL.inv_cdf(share)
    jackknife = -(values.sum() - values) / (n - 1)  # the mean without each, turned round
    apart = jackknife - jackknife.mean()
    speed = (apart**3).sum() / (6 * (apart**2).sum() ** 1.5)
    ends = []
    for p in (0.025, 0.975):
        shifted = bias + NORMAL.inv_cdf(p)
        q = NORMAL.cdf(bias + shifted / (1 - speed * shifted))
        position = min(max(q * 2001 - 1, 0), 1999)
        low = int(position)
        high = min(low + 1, 1999)
        ends.append(means[low] + (position - low) * (means[high] - means[low]))
    return tuple(ends)


# ---- what is printed


class Differences:
    """Counts figures, and keeps those that differ."""

    def __init__(self):
        self.figures = 0
        self.wrong = []

    def check(self, where, printed, computed, scale=0.0, tolerance=1e-9):
        self.figures += 1
        computed = math.nan if computed is None else float(computed)
        printed = math.nan if printed in ("", None) else float(printed)
        if not math.isfinite(computed) and math.isnan(printed):
            return
        if abs(printed - computed) <= tolerance * max(abs(computed), abs(scale), 1e-9):
            return
        self.wrong.append(f"{where}: printed {printed!r}, computed {computed!r}")

    def check_interval(self, where, low, high, computed, scale=0.0, tolerance=1e-9):
        self.check(where + ", low", low, computed and computed[0], scale, tolerance)
        self.check(where + ", high", high, computed and computed[1], scale, tolerance)


def printed(program, *arguments):
    run = subprocess.run([program, *arguments, "--as", "csv"], capture_output=True, text=True)
    assert run.returncode == 0, (arguments, run.stderr)
    rows = list(csv.DictReader(io.StringIO(run.stdout)))
    run = subprocess.run([program, *arguments, "--as", "json"], capture_output=True, text=True)
    assert run.returncode == 0, (arguments, run.stderr)
    table = json.loads(run.stdout)
    same = (table["tables"][0] if "tables" in table else table)["rows"]
    assert len(rows) == len(same), arguments
    for row, other in zip(rows, same):
        for key, value in other.items():
            shown = row[key]
            if isinstance(value, (int, float)):
                assert float(shown) == value, (row, key, value)
            else:
                assert shown.lstrip("'") == (value or "").lstrip("'"), (row, key, value)
    return rows


def pairs_of(base, other):
    """Complete pairs of two scenarios: both numbers are there and finite."""
    both = numpy.isfinite(base) & numpy.isfinite(other)
    return base[both], other[both]


def check_compare(program, folder, results, found, by, differences):
    rows = printed(program, "compare", folder, "--outcome", "*", "--by", by)
    strata = {"none": [], "sex": ["female", "male"], "deprivation": [s for s in results.strata if re.fullmatch("q[0-9]", s)],
              "needs": [s for s in results.strata if s.startswith("needs_")]}[by]
    expected = {(name, stratum, scenario)
                for name, (values, _, _) in found.items()
                for stratum in ["all"] + (strata if values.shape[2] > 1 else [])
                for scenario in results.scenarios if scenario != results.scenarios[results.baseline]}
    assert {(r["outcome"], r["stratum"], r["scenario"]) for r in rows} == expected, "rows of compare --by " + by
    assert len(rows) == len(expected)
    for row in rows:
        values, basis, direction = found[row["outcome"]]
        s = results.strata.index(row["stratum"]) if values.shape[2] > 1 else 0
        where = f"compare --by {by}: {row['outcome']}, {row['stratum']}, {row['scenario']}: "
        before, after = values[results.baseline, :, s], values[results.scenarios.index(row["scenario"]), :, s]
        a, b = pairs_of(before, after)
        d = b - a
        scale = max(numpy.abs(a).max(), numpy.abs(b).max()) if len(a) else 0.0
        differences.check(where + "baseline", row["baseline_mean"], mean(a), scale)
        differences.check(where + "scenario", row["scenario_mean"], mean(b), scale)
        differences.check(where + "difference", row["difference"], mean(d), scale)
        differences.check_interval(where + "interval", row["low"], row["high"], interval_of_mean(d), scale)
        # the resampled means are sums in another order: a bound may fall on a neighbour
        width = numpy.ptp(d) if len(d) else 0.0
        differences.check_interval(where + "bootstrap", row["bootstrap_low"], row["bootstrap_high"], bca(d),
                                   max(scale * 1e-3, width), 1e-6)
        behind = basis[results.baseline, :, s]
        behind = behind[~numpy.isnan(behind)]
        few = len(behind) and behind.mean() < FEW
        change, interval = (math.nan, None) if few else change_percent(a, d)
        size = 100 * scale / abs(a.mean()) if len(a) and a.mean() else 0.0
        differences.check(where + "change", row["relative"], change, size)
        differences.check_interval(where + "change interval", row["relative_low"], row["relative_high"], interval, size)
        higher, lower = 100 * mean(d > 0), 100 * mean(d < 0)
        differences.check(where + "higher in", row["share_higher"], higher)
        differences.check(where + "lower in", row["share_lower"], lower)
        worse = {LOWER: higher, HIGHER: lower, NEITHER: math.nan}[direction]
        differences.check(where + "worse in", row["share_worse"], worse)
        differences.check(where + "pairs", row["runs_complete"], len(a))
        differences.check(where + "planned", row["runs_planned"], len(before))
        check_pairing(where, row, a, b, d, differences)


def check_pairing(where, row, a, b, d, differences):
    if len(a) < 2:
        differences.check(where + "pairing", row["variance_reduction"], math.nan)
        return
    unpaired, paired = a.var(ddof=1) + b.var(ddof=1), d.var(ddof=1)
    if row["pairing"] == "exact":
        size = max(abs(a).max(), abs(b).max())
        differences.check(where + "pairing", numpy.ptp(d) <= 1e-8 * size, True)
    elif row["variance_reduction"] == "":
        differences.check(where + "pairing", row["pairing"] == ">1,000" and unpaired > 999 * paired, True)
    else:
        differences.check(where + "pairing", row["variance_reduction"], unpaired / paired, tolerance=1e-6)


# ---- evaluate


def check_evaluate(program, folder, results, found, differences):
    def cells(column, scenario, **where):
        return results.pick(column, **where)[scenario]

    def rate(scenario, group, window, crisis=None, column="evaluation_recorded"):
        """Recorded crises a person-year."""
        weeks = cells("evaluation_weeks", scenario, evaluated=[group], window=[window])
        events = cells(column, scenario, evaluated=[group], window=[window], crisis=crisis)
        with numpy.errstate(divide="ignore", invalid="ignore"):
            return events / (weeks / YEAR)

    def there(values):
        return values[numpy.isfinite(values)]

    def of(which, scenario, **where):
        return there(cells(which, scenario, **where))

    scenario_of = results.scenarios.index
    planned = results.complete.shape[1]

    # estimates
    for row in printed(program, "evaluate", folder, "--table", "estimates"):
        s, name = scenario_of(row["scenario"]), row["estimate"]
        where = f"evaluate: {row['scenario']}, {name}: "

        def people(group):
            return of("evaluation_people", s, evaluated=[group])

        def a_year(who, lived_in):
            return cells("evaluation_whole", s, who=who, lived_in=[lived_in], crisis=None) / results.years

        if name == "matched":
            without = rate(s, "matched", "before") + rate(s, "comparators", "after") - rate(s, "comparators", "before")
            with_it, counted = rate(s, "matched", "after"), people("matched")
        elif name == "counterfactual":
            without, with_it = rate(s, "in_the_baseline", "after"), rate(s, "participants", "after")
            counted = people("participants")
        elif name.startswith("whole"):
            who = None if name == "whole" else [name.split(".")[1]]
            without, with_it = a_year(who, "baseline"), a_year(who, "scenario")
            counted = there(without)
        else:
            group = {"pilot": "participants", "complete": "complete_cases"}[name]
            without, with_it, counted = rate(s, group, "before"), rate(s, group, "after"), people(group)
        a, b = pairs_of(without, with_it)
        d = b - a
        if not name.startswith("whole"):
            differences.check(where + "people", row["people"], mean(counted))
        differences.check(where + "without", row["without"], mean(there(without)))
        differences.check(where + "with", row["with"], mean(there(with_it)))
        scale = abs(a).max() if len(a) else 0.0
        differences.check(where + "change", row["change"], mean(d), scale)
        differences.check_interval(where + "interval", row["low"], row["high"], interval_of_mean(d), scale)
        differences.check_interval(where + "one pilot", row["one_pilot_low"], row["one_pilot_high"],
                                   interval_of_mean(d, True), scale)
        enough = len(counted) and counted.mean() >= FEW
        change, interval = change_percent(a, d) if enough else (math.nan, None)
        differences.check(where + "change %", row["relative"], change, 100)
        differences.check_interval(where + "change % interval", row["relative_low"], row["relative_high"], interval, 100)
        positive = a > 0
        one = interval_of_mean(100 * d[positive] / a[positive], True) if enough else None
        differences.check_interval(where + "one pilot %", row["one_relative_low"], row["one_relative_high"], one, 100)
        differences.check(where + "pairs", row["runs_complete"], len(d))
        differences.check(where + "planned", row["runs_planned"], planned)

    # people
    shown = 0
    for row in printed(program, "evaluate", folder, "--table", "people"):
        s = scenario_of(row["scenario"])
        where = f"evaluate people: {row['scenario']}, {row['stratum']}, {row['who']}: "
        stratum = results.strata.index(row["stratum"])

        def changed(change):
            return results.pick("evaluation_changes", who=[row["who"]], change=[change])[s, :, stratum]

        everybody = changed("better") + changed("same") + changed("worse")
        counted = there(everybody)
        differences.check(where + "people", row["people"], mean(counted))
        for change in ("better", "same", "worse"):
            share = 100 * mean(there(changed(change))) / mean(counted) if mean(counted) >= FEW else math.nan
            differences.check(where + change, row[change], share)
        differences.check(where + "lost", row["lost"], mean(there(changed("lost"))))
        some = everybody > 0
        each = (changed("more_crises") - changed("fewer_crises"))[some] / everybody[some]
        differences.check(where + "crises a person", row["change"], mean(each), 1e-3)
        differences.check_interval(where + "interval", row["low"], row["high"], interval_of_mean(each), 1e-3)
        differences.check(where + "pairs", row["runs_complete"], len(each))
        shown += 1
    assert shown or not results.has("evaluation_changes")

    # displacement
    agency = results.note("crisis_agency")
    for row in printed(program, "evaluate", folder, "--table", "displacement"):
        s, what = scenario_of(row["scenario"]), row["what"]
        where = f"evaluate displacement: {row['scenario']}, {what}: "
        if what in found:
            a, b = pairs_of(found[what][0][results.baseline, :, 0], found[what][0][s, :, 0])
            differences.check(where + "all", row["all"], mean(b - a), abs(a).max())
            differences.check_interval(where + "interval", row["low"], row["high"], interval_of_mean(b - a), abs(a).max())
            continue
        crises = None if what == "all agencies" else [c for c in agency if agency[c] == what]

        def change(who):
            with_it, without = (cells("evaluation_whole", s, who=who, lived_in=[w], crisis=crises)
                                for w in ("scenario", "baseline"))
            return there(with_it - without) / results.years

        for column, who in (("participants", ["participants"]), ("others", ["others"]), ("all", None)):
            differences.check(where + column, row[column], mean(change(who)), 1.0)
        differences.check_interval(where + "interval", row["low"], row["high"], interval_of_mean(change(None)), 1.0)

    # matching
    for row in printed(program, "evaluate", folder, "--table", "matching"):
        s, covariate = scenario_of(row["scenario"]), row["covariate"]
        where = f"evaluate matching: {row['scenario']}, {covariate}: "

        def moment(group, which):
            return of("evaluation_balance", s, matching_covariate=[covariate], balance_group=[group], moment=[which])

        def pooled(group):
            n, total, squares = (moment(group, which).sum() for which in ("people", "sum", "sum_of_squares"))
            return (n, total / n, (squares - total**2 / n) / (n - 1)) if n > 1 else (n, math.nan, math.nan)

        def apart(one, other):
            (n, m, v), (k, l, w) = pooled(one), pooled(other)
            return (m - l) / math.sqrt((v + w) / 2) if n > 1 and k > 1 and v + w > 0 else math.nan

        for column, group in (("participants", "participants"), ("others", "others"), ("matched", "matched"),
                              ("comparators", "comparators")):
            n, total = moment(group, "people"), moment(group, "sum")
            differences.check(where + column, row[column], mean(total[n > 0] / n[n > 0]))
        differences.check(where + "apart before", row["apart_before"], apart("participants", "others"), 1.0, 1e-7)
        differences.check(where + "apart after", row["apart_after"], apart("matched", "comparators"), 1.0, 1e-7)

        def total(which):
            return of("evaluation_matching", s, matching_count=[which]).sum()

        if total("participants") > 0:
            unmatched = 100 * (total("participants") - total("matched")) / total("participants")
            differences.check(where + "unmatched", row["unmatched"], unmatched)
        if total("matched") > 0:
            later = 100 * total("comparators_enrolled_later") / total("matched")
            differences.check(where + "enrolled later", row["contaminated"], later)

    # crises
    for row in printed(program, "evaluate", folder, "--table", "crises"):
        s = scenario_of(row["scenario"])
        crisis, _, kind = row["crisis"].partition(", ")
        where = f"evaluate crises: {row['scenario']}, {row['crisis']}: "
        column = "evaluation_inappropriate" if kind else "evaluation_recorded"
        before, after = (rate(s, "participants", w, [crisis], column) for w in ("before", "after"))
        elsewhere = rate(s, "in_the_baseline", "after", [crisis], column)
        differences.check(where + "before", row["before"], mean(there(before)))
        differences.check(where + "after", row["after"], mean(there(after)))
        a, b = pairs_of(before, after)
        differences.check(where + "pilot", row["pilot"], change_percent(a, b - a)[0], 100)
        one = interval_of_mean(100 * (b - a)[a > 0] / a[a > 0], True)
        differences.check_interval(where + "one pilot", row["one_pilot_low"], row["one_pilot_high"], one, 100)
        a, b = pairs_of(elsewhere, after)
        change, interval = change_percent(a, b - a)
        differences.check(where + "counterfactual", row["counterfactual"], change, 100)
        differences.check_interval(where + "interval", row["low"], row["high"], interval, 100)


def main(program, folder):
    results = Results(folder + "/results.h5")
    found = outcomes_of(results)
    differences = Differences()
    for by in ("none", "sex", "deprivation", "needs"):
        check_compare(program, folder, results, found, by, differences)
    if results.has("evaluation_people"):
        check_evaluate(program, folder, results, found, differences)
    for line in differences.wrong[:40]:
        print(line, file=sys.stderr)
    print(f"{differences.figures} figures computed again, {len(differences.wrong)} differ")
    assert differences.figures > 1000
    return 1 if differences.wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
