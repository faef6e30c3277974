#!/usr/bin/env python3
"""The benchmark: what the engine takes beside plain C++ that does the same work, and what else a user waits for.

    python3 tests/benchmark/benchmark.py build/release/tests/meamsim_benchmark
    python3 tests/benchmark/benchmark.py PROGRAM --residents 10000 1000000 --threads 1 2 8 --runs 5 --weeks 520
    python3 tests/benchmark/benchmark.py PROGRAM --residents 46000000 --alone --runs 1 --threads 2
    python3 tests/benchmark/benchmark.py PROGRAM --meamsim build/release/experiments/meamsim --curve rates.svg

Every figure is a process of its own; the programs take turns, so that a slow minute of the machine falls on all. Nothing here
passes or fails: it measures. Needs Python 3.9 and nothing else.
"""

import argparse
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import time

import curve


def measure(*words):
    words = [str(word) for word in words]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(words)} ended with {done.returncode}\n{done.stderr}")
    return dict(pair.split("=", 1) for pair in done.stdout.split())


def spread_of(values, form="{:.3g}"):
    middle, low, high = (form.format(v) for v in (statistics.median(values), min(values), max(values)))
    return middle if low == high else f"{middle} ({low} to {high})"


def spread(rows, name, factor=1.0, form="{:.3g}"):
    return spread_of([float(row[name]) * factor for row in rows], form)


def machine():
    model = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            model = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    return f"{model}, {os.cpu_count()} processors, {platform.system()} {platform.release()}"


def table(*names):
    print("\n| " + " | ".join(names) + " |\n|" + "---|" * len(names))
    sys.stdout.flush()


def line(*cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |")
    sys.stdout.flush()


def same_bits(rows, residents):
    for what in {what for _, what in rows}:
        of = [some for (_, one), some in rows.items() if one == what]
        for run, hashes in enumerate(zip(*([row["hash"] for row in some] for some in of))):
            if len(set(hashes)) > 1:
                sys.exit(f"{what}, {residents} residents, run {run + 1}: not the same bits on other threads: {hashes}")


def pathways(options):
    """pathways-lite by size, threads and program. Returns the points of a curve."""
    programs = ("engine",) if options.alone else ("plain", "engine")
    points = {}
    table("residents", "threads", "program", "resident-weeks a second", "beside plain", "simulated", "start-up, s", "bytes a resident")
    for residents in options.residents:
        rows = {}
        for run in range(1, options.runs + 1):
            for threads in options.threads:
                for what in programs:
                    rows.setdefault((threads, what), []).append(
                        measure(options.program, what, residents, options.weeks, threads, run))
        for (threads, what), some in rows.items():
            beside = "1"
            if what == "engine":
                ratios = [float(e["rate"]) / float(p["rate"]) for e, p in zip(some, rows.get((threads, "plain"), []))]
                beside = spread_of(ratios, "{:.2f}") if ratios else ""
            line(f"{residents:,}", threads, what, spread(some, "rate", form="{:.2e}"), beside, spread(some, "looked_at", 100, "{:.2f} %"),
                 spread(some, "start_up"), spread(some, "peak", 1 / residents, "{:.0f}"))
            points.setdefault(f"{what}, {threads} thread{'s' if threads > 1 else ''}", []).append(
                (residents, statistics.median(float(row["rate"]) for row in some)))
        same_bits(rows, residents)
    return points


def busier(options):
    """pathways-lite among residents to whom less or more happens: the rate goes by what happens, not by residents."""
    file = pathlib.Path(__file__).with_name("busier.toml")
    table("onset, times", "simulated", "resident-weeks a second, one thread", "microseconds a step")
    for times, scenario in ((0.2, "quieter"), (1, "pathways"), (5, "busier"), (25, "busiest")):
        rates, shares = [], []
        for _ in range(options.runs):
            with tempfile.TemporaryDirectory() as folder:
                words = [options.meamsim, "run", file, "--scenario", scenario, "--set", f'baseline="{scenario}"', "--replicates", "1",
                         "--threads", "1", "--json", "-o", folder]
                done = subprocess.run(words, capture_output=True, text=True, check=True)
            said = json.loads(done.stdout)
            rates.append(said["resident_weeks_per_second"])
            shares.append(said["active_share"])
        line(times, spread_of([100 * share for share in shares], "{:.2f} %"), spread_of(rates, "{:.2e}"),
             spread_of([1e6 / (rate * share) for rate, share in zip(rates, shares)], "{:.2f}"))


def replicates(options):
    table("experiment", "threads", "seconds a replicate", "resident-weeks a second", "simulated", "peak, MB")
    for name in options.experiments:
        for threads in options.threads:
            some = [measure(options.program, "replicates", name, options.replicates, threads) for _ in range(options.runs)]
            line(name, threads, spread(some, "a_replicate"), spread(some, "rate", form="{:.2e}"),
                 spread(some, "looked_at", 100, "{:.1f} %"), spread(some, "peak", 1e-6, "{:.0f}"))


def trajectories(options):
    table("residents", "threads", "loop without, s", "loop with, s", "ending the file, s", "with / without", "bytes a change", "one life, ms")
    threads = max(options.threads)
    for residents in options.trajectories:
        pairs = [(measure(options.program, "engine", residents, options.weeks, threads),
                  measure(options.program, "trajectories", residents, options.weeks, threads)) for _ in range(options.runs)]
        without, written = ([pair[i] for pair in pairs] for i in (0, 1))
        ratios = [(float(t["loop"]) + float(t["ending"])) / float(w["loop"]) for w, t in pairs]
        line(f"{residents:,}", threads, spread(without, "loop"), spread(written, "loop"), spread(written, "ending"), spread_of(ratios, "{:.2f}"),
             spread(written, "bytes_a_change"), spread(written, "replay", 1000))


def start_up(options):
    table("command", "ms")
    for words in (["--help"], ["check", "kirkholt"], ["run", "quickstart", "--dry-run"]):
        taken = []
        for _ in range(max(options.runs, 10)):
            began = time.perf_counter()
            subprocess.run([options.meamsim, *words], capture_output=True, check=True)
            taken.append((time.perf_counter() - began) * 1000)
        line("`meamsim " + " ".join(words) + "`", spread_of(taken))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="build/release/tests/meamsim_benchmark")
    parser.add_argument("--residents", type=int, nargs="*", default=[10_000, 100_000, 1_000_000], help="sizes of pathways-lite")
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--weeks", type=int, default=520)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--alone", action="store_true", help="no plain C++ beside the engine")
    parser.add_argument("--experiments", nargs="*", default=["kirkholt"], help="experiments whose replicates are timed")
    parser.add_argument("--replicates", type=int, default=16, help="how many of each at a time")
    parser.add_argument("--trajectories", type=int, nargs="*", default=[1_000_000], help="sizes of pathways-lite, all trajectories written")
    parser.add_argument("--meamsim", help="the program itself: rates by active share, and how long it takes to begin")
    parser.add_argument("--curve", help="an SVG file: rates by size")
    options = parser.parse_args()

    print(f"{machine()}; {options.runs} runs of each, in turn; {options.weeks} weeks; median (lowest to highest)")
    points = pathways(options) if options.residents else {}
    if options.curve and points:
        curve.write(options.curve, points)
    if options.experiments:
        replicates(options)
    if options.trajectories:
        trajectories(options)
    if options.meamsim:
        busier(options)
        start_up(options)


if __name__ == "__main__":
    main()
