#!/usr/bin/env python3
"""Runs the commands of the findings pages again and compares the digests with those on the pages.

    python3 tests/findings/rerun.py --list                              print the commands and stop
    python3 tests/findings/rerun.py build/release/experiments/meamsim RESULTS
    python3 tests/findings/rerun.py build/release/experiments/meamsim RESULTS --resume --check

The pages are docs/findings/*.md. Their commands and digests are read from the pages themselves, so a new page
needs nothing here but its tables (TABLES, below). All commands run inside the folder RESULTS, so that a page's
`out/kirkholt` is RESULTS/out/kirkholt. For each page the script prints

  - the digest on the page and the digest of the new run, and the number of pairs of both;
  - the output of the `compare`, `evaluate` and `attribute` commands from which the page's tables are made.

A person then updates the page; the script never writes to one.
"""

import argparse
import hashlib
import json
import pathlib
import re
import shlex
import subprocess
import sys

PAGES = pathlib.Path(__file__).resolve().parents[2] / "docs" / "findings"


def compare(experiment, *outcomes, by=None, baseline=None, form=None):
    words = ["compare", f"out/{experiment}"]
    for outcome in outcomes:
        words += ["--outcome", outcome]
    for option, value in (("--by", by), ("--baseline", baseline), ("--as", form)):
        words += [option, value] if value else []
    return words


def evaluate(experiment, table=None):
    return ["evaluate", f"out/{experiment}"] + (["--table", table] if table else [])


ABUSE = "crisis.domestic_abuse_incident"

# What the tables and sentences of each page are taken from, beyond the commands on the page.
TABLES = {
    "hub_or_staff": [
        compare("two_kirkholts", "crisis_demand", "waiting", "cost.service"),
        compare("two_kirkholts", "crisis_demand", by="sex"),
    ],
    "parts_of_integration": [],
    "homes_or_hubs": [
        compare("homes_or_hubs", "crisis_demand", "homeless", "desks.lettings.admitted", "waiting.lettings", "deaths",
                "crisis.eviction", "cost.service"),
        compare("homes_or_hubs", "crisis_demand", by="sex"),
    ],
    "dual_diagnosis": [
        compare("between_two_doors", "crisis_demand", "crisis.mental_health_crisis", "crisis.overdose", "cost.service",
                "wait.mental_health.mean", "wait.drug_alcohol.mean", "wait.mental_health.admitted_median",
                "wait.drug_alcohol.admitted_median", "need.substance_misuse", "need_any.substance_misuse", "desks.retold",
                "desks.refused_excluded", "desks.refused_threshold"),
        compare("between_two_doors", "desks.mental_health.refused_excluded", "desks.mental_health.refused_threshold",
                "desks.drug_alcohol.refused_excluded", "desks.drug_alcohol.refused_threshold"),
        compare("between_two_doors", "crisis_demand", by="needs"),
        compare("between_two_doors", "crisis_demand", by="sex"),
        evaluate("between_two_doors"),
    ],
    "empty_posts": [
        compare("kirkholt_vacancies", "crisis_demand", "in_treatment", "waiting", "waiting.living_well",
                "waiting.debt_advice", "waiting.drug_alcohol", "desks.worker_left"),
        compare("kirkholt_vacancies", "crisis_demand", by="needs"),
        compare("kirkholt_vacancies", "crisis_demand", baseline="integrated"),
        compare("kirkholt_strain", "crisis_demand", "desks.worker_left"),
        compare("kirkholt_strain", "crisis_demand", baseline="integrated"),
        compare("kirkholt_strain", "crisis_demand", baseline="filled"),
    ],
    "prison_and_courts": [
        compare("kirkholt_custody", "crisis_demand", "crisis.arrest", "crisis.overdose", "crisis.homeless_presentation",
                "deaths.overdose", "justice.*", "home.prison"),
        compare("kirkholt", "crisis_demand", "crisis.arrest", "crisis.overdose", "crisis.homeless_presentation",
                "deaths.overdose", "home.prison"),
    ],
    "rent_arrears": [
        compare("kirkholt_arrears", "crisis.eviction.happened", "home.notice", "homeless",
                "desks.tenancy_support.admitted", "desks.tenancy_support.abandoned", "crisis_demand", "cost.service"),
        compare("kirkholt", "crisis.eviction.happened"),
    ],
    "disclosure_and_care": [
        compare("kirkholt_children", "children.*", "contraception.*", f"{ABUSE}.happened", ABUSE, "crisis_demand"),
    ],
    "victims_or_perpetrators": [
        compare("kirkholt_partners", f"{ABUSE}.happened", ABUSE, "need.domestic_abuse", "violence.*",
                "desks.marac.admitted", "desks.perpetrator_programme.admitted", "cost.service"),
        compare("kirkholt_partners", f"{ABUSE}.happened", by="sex"),
    ],
    "kirkholt_report": [
        evaluate("kirkholt_full", "participants"),  # the column "before"
        evaluate("kirkholt_fitted", "crises"),
        compare("kirkholt_fitted", "crisis.arrest", "need_any.domestic_abuse"),
        compare("kirkholt_fitted", "need_any.domestic_abuse", by="sex"),
        # The logic model: the shares of replicates that are higher and lower are in the csv form.
        compare("kirkholt_fitted", "enforced.lately", "inappropriate.police_callout", "crisis.ae_attendance",
                "crisis.emergency_admission", "coping.in_crisis", "residents_in_cohort", "work.out_of_work",
                "arrears.court", "crisis.eviction", "children.plan", "desks.talking_therapies.admitted", ABUSE,
                "desks.living_well.admitted", "desks.early_help.admitted", "desks.adult_social_care.admitted",
                "desks.jobcentre.admitted", "desks.drug_alcohol.admitted", "waiting.drug_alcohol",
                "desks.learning.admitted", "waiting.learning", form="csv"),
    ],
    "all_submodels": [
        compare(experiment, "crisis_demand")
        for experiment in ("kirkholt", "kirkholt_custody", "kirkholt_arrears", "kirkholt_children", "kirkholt_partners",
                           "kirkholt_strain", "kirkholt_elsewhere")
    ] + [compare("kirkholt_full", "crisis_demand", "crisis_everywhere", "deaths.overdose")],
    "bans_in_truro": [
        compare("truro_bans", "hostel_ban.timed", "hostel_ban.indefinite", "home.rough", "home.temporary",
                "desks.hostel.admitted", "crisis_demand", "crisis.arrest"),
    ],
    "moving_people_on": [
        compare("truro_elsewhere", "crisis_everywhere", by="sex"),
        compare("truro_elsewhere", "person_years_lost*"),
        compare("kirkholt_elsewhere", "crisis_contacts", "crisis_elsewhere", "crisis_everywhere", "person_years_lost*"),
    ],
    "repeated_999_calls": [
        compare("forty_calls", "crisis_demand", "repeats_from.*"),
    ],
}


class Failed(Exception):
    """A command of the program did not succeed."""


class Page:
    """A findings page: its runs, as (experiment, digest, pairs), and its other commands, as lists of words."""

    def __init__(self, file):
        self.name = file.stem
        self.runs = []
        self.commands = []
        text = re.sub(r"\\\n\s+", "", file.read_text(encoding="utf-8"))  # continued lines
        for line in re.findall(r"^    meamsim (.*)$", text, re.MULTILINE):
            command, _, comment = line.partition("#")
            for part in command.split("&&"):
                words = shlex.split(part)
                words = words[1:] if words[0] == "meamsim" else words
                if words[0] != "run":
                    self.commands.append(words)
                    continue
                if len(words) != 2:
                    raise ValueError(f"{file}: `meamsim {part.strip()}` has options, which this script cannot repeat")
                digest = re.search(r"digest ([0-9a-f]{32})", comment)
                pairs = re.search(r"(\d+) pairs", comment)
                self.runs.append((words[1], digest and digest[1], pairs and int(pairs[1])))

    def tables(self):
        """Every command that a table is taken from: those on the page, then those of TABLES."""
        return self.commands + [words for words in TABLES.get(self.name, []) if words not in self.commands]

    def experiments(self, with_tables):
        """Experiments that must be run: those on the page; with tables, also those that only its tables need."""
        names = [experiment for experiment, _, _ in self.runs]
        for words in self.tables() if with_tables else []:
            if words[1].startswith("out/") and words[1][4:] not in names:
                names.append(words[1][4:])
        return names


class Program:
    """The meamsim program, run inside the folder of the results."""

    def __init__(self, file, folder):
        self.file = file.resolve()
        self.folder = folder.resolve()
        self.bytes = self.file.read_bytes()
        self.done = {}

    def call(self, words):
        """What the program prints; its progress and messages go to stderr."""
        finished = subprocess.run([str(self.file), *words], cwd=self.folder, stdout=subprocess.PIPE, text=True)
        if finished.returncode != 0:
            raise Failed(f"`meamsim {shlex.join(words)}` ended with exit code {finished.returncode}")
        return finished.stdout

    def inputs(self, experiment):
        """A digest of what the results depend on: the program, and every value of the experiment."""
        resolved = self.call(["check", experiment, "--resolved"])
        return hashlib.sha256(self.bytes + resolved.encode()).hexdigest()

    def run(self, experiment):
        """The JSON object of `run --json`. An experiment is run once, however many pages need it.

        A record beside the results holds this object and the digest of the inputs. Results that were already there
        are kept if the inputs are the same, and replaced if they differ. Results without a record (of a run started
        by hand) are given to `run --resume`.
        """
        if experiment in self.done:
            return self.done[experiment]
        record = self.folder / "out" / f"{experiment}.rerun.json"
        inputs = self.inputs(experiment)
        options = []
        if (self.folder / "out" / experiment).exists():
            known = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {}
            same = known.get("inputs", inputs) == inputs
            if same and known.get("run"):
                self.done[experiment] = known["run"]
                print(f"  {experiment}: the results are already there", flush=True)
                return known["run"]
            options = ["--resume" if same else "--force"]
        record.parent.mkdir(parents=True, exist_ok=True)
        record.write_text(json.dumps({"inputs": inputs, "run": None}), encoding="utf-8")
        result = json.loads(self.call(["run", experiment, "--json", *options]))
        if result["interrupted"] or result["failures"] or result["runs_complete"] < 1:
            raise Failed(f"the run of `{experiment}` is not complete: {result['failures'] or 'interrupted'}")
        record.write_text(json.dumps({"inputs": inputs, "run": result}, indent=2), encoding="utf-8")
        self.done[experiment] = result
        return result


def show_list(pages, with_tables):
    for page in pages:
        print(f"{page.name}.md")
        stated = {experiment: digest for experiment, digest, _ in page.runs}
        for experiment in page.experiments(with_tables):
            digest = stated.get(experiment)
            note = f"digest {digest}" if digest else "its digest is not on this page"
            print(f"  meamsim run {experiment} --json   # {note}")
        for words in page.tables() if with_tables else []:
            print(f"  meamsim {shlex.join(words)}")
        print()


def repeat(page, program, with_tables):
    """Repeats the commands of one page. Returns how many digests differ and how many commands failed."""
    differ, failed = 0, 0
    print(f"==== {page.name}.md", flush=True)
    if not page.runs:
        print("  the page states no digest")
    ready = set()
    stated = {experiment: (digest, pairs) for experiment, digest, pairs in page.runs}
    for experiment in page.experiments(with_tables):
        try:
            result = program.run(experiment)
        except Failed as reason:
            print(f"  FAILED: {reason}")
            failed += 1
            continue
        ready.add(experiment)
        old, old_pairs = stated.get(experiment, (None, None))
        new = result["root_digest"]
        pairs = len({(unit["point"], unit["replicate"]) for unit in result["units"]})
        print(f"  {experiment}")
        if old:
            print(f"    on the page  {old}  {old_pairs or 'unknown'} pairs")
        print(f"    new          {new}  {pairs} pairs")
        if old:
            print(f"    {'equal' if old == new else 'DIFFERENT'}", flush=True)
            differ += old != new
        else:
            print("    not on the page; other commands need its results", flush=True)
    for words in page.tables() if with_tables else []:
        if words[1].startswith("out/") and words[1][4:] not in ready:
            print(f"\n  left out, since its run failed: meamsim {shlex.join(words)}")
            continue
        print(f"\n$ meamsim {shlex.join(words)}", flush=True)
        try:
            print(program.call(words), flush=True)
        except Failed as reason:
            print(f"  FAILED: {reason}")
            failed += 1
    print(flush=True)
    return differ, failed


def main():
    parser = argparse.ArgumentParser(
        description="Run the commands of docs/findings/*.md again; print the old and new digests, and the output from "
                    "which the tables of the pages are made.")
    parser.add_argument("program", nargs="?", type=pathlib.Path, help="the meamsim program to run")
    parser.add_argument("folder", nargs="?", type=pathlib.Path, help="the folder for the results; made if missing")
    parser.add_argument("--page", action="append", default=[], metavar="NAME",
                        help="only this page, named without .md; may be given several times")
    parser.add_argument("--resume", action="store_true",
                        help="skip runs whose results are already in the folder, and continue runs that were stopped; "
                             "results of another program or another experiment file are replaced")
    parser.add_argument("--check", action="store_true",
                        help="compare digests only, print no tables, and exit with 1 if a digest on a page differs "
                             "from the new one")
    parser.add_argument("--list", action="store_true", help="print the commands of each page and run nothing")
    arguments = parser.parse_args()

    pages = [Page(file) for file in sorted(PAGES.glob("*.md")) if file.stem != "README"]
    names = [page.name for page in pages]
    for stale in sorted(set(TABLES) - set(names)):
        parser.error(f"TABLES in this script names `{stale}`, but docs/findings/{stale}.md does not exist")
    for unknown in sorted(set(arguments.page) - set(names)):
        parser.error(f"unknown page `{unknown}`; the pages are {', '.join(names)}")
    pages = [page for page in pages if not arguments.page or page.name in arguments.page]
    with_tables = not arguments.check  # a check needs no experiment that only a table needs
    if arguments.list:
        show_list(pages, with_tables)
        return 0
    if not arguments.program or not arguments.folder:
        parser.error("a program and a folder are needed, unless --list is given")
    if not arguments.program.is_file():
        parser.error(f"there is no program `{arguments.program}`")
    arguments.folder.mkdir(parents=True, exist_ok=True)
    program = Program(arguments.program, arguments.folder)
    if not arguments.resume:
        there = [name for page in pages for name in page.experiments(with_tables)
                 if (program.folder / "out" / name).exists()]
        if there:
            parser.error(f"{arguments.folder} already holds results of {', '.join(sorted(set(there)))}; "
                         "add --resume to keep them, or name another folder")

    differ, failed = 0, 0
    for page in pages:
        one_differs, one_failed = repeat(page, program, with_tables)
        differ, failed = differ + one_differs, failed + one_failed
    print(f"pages: {len(pages)}; digests that differ from the page: {differ}; commands that failed: {failed}")
    return 1 if failed or (arguments.check and differ) else 0


if __name__ == "__main__":
    sys.exit(main())
