#!/usr/bin/env python3
"""The benchmark: pathways-lite by the engine and by plain C++, in turn, and a table of medians and ranges.

    python3 tests/benchmark/benchmark.py build/release/tests/meamsim_benchmark
    python3 tests/benchmark/benchmark.py PROGRAM --residents 10000 1000000 --threads 1 2 8 --runs 5 --weeks 520

Every figure is a process of its own; the programs take turns, so that a slow minute of the machine falls on all. Nothing here
passes or fails: it measures. Needs Python 3.9 and nothing else.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys

COLUMNS = ["program", "residents", "weeks", "threads", "start_up", "loop", "rate", "bytes", "any_need", "three_needs", "hash"]


def measure(program, what, residents, weeks, threads, run):
    words = [program, what, str(residents), str(weeks), str(threads), str(run)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(words)} ended with {done.returncode}\n{done.stderr}")
    return dict(zip(COLUMNS, done.stdout.rstrip("\n").split("\t")))


def spread(rows, column, factor=1.0, form="{:.3g}"):
    values = [float(row[column]) * factor for row in rows]
    middle, low, high = (form.format(v) for v in (statistics.median(values), min(values), max(values)))
    return middle if low == high else f"{middle} ({low} to {high})"


def machine():
    model = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            model = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    return f"{model}, {os.cpu_count()} processors, {platform.system()} {platform.release()}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="build/release/tests/meamsim_benchmark")
    parser.add_argument("--residents", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--weeks", type=int, default=520)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()

    print(f"{machine()}; {options.runs} runs of each, in turn; {options.weeks} weeks; median (lowest to highest)\n")
    print("| residents | threads | program | resident-weeks a second | beside plain | start-up, s | bytes a resident |")
    print("|---|---|---|---|---|---|---|")
    sys.stdout.flush()
    for residents in options.residents:
        rows = {}
        for run in range(1, options.runs + 1):
            for threads in options.threads:
                for what in ("plain", "engine"):
                    rows.setdefault((threads, what), []).append(
                        measure(options.program, what, residents, options.weeks, threads, run))
        for (threads, what), some in rows.items():
            ratios = [float(e["rate"]) / float(p["rate"]) for e, p in zip(some, rows[(threads, "plain")])]
            beside = "1" if what == "plain" else f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
            print(f"| {residents:,} | {threads} | {what} | {spread(some, 'rate', form='{:.2e}')} | {beside} | "
                  f"{spread(some, 'start_up')} | {spread(some, 'bytes', form='{:.0f}')} |")
            sys.stdout.flush()
        for what in ("plain", "engine"):
            for run in range(options.runs):
                hashes = {rows[(threads, what)][run]["hash"] for threads in options.threads}
                if len(hashes) > 1:
                    sys.exit(f"{what}, {residents} residents, run {run + 1}: not the same bits on other threads: {hashes}")


if __name__ == "__main__":
    main()
