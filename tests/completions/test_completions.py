#!/usr/bin/env python3
"""Drives the completion of bash, and of zsh and fish where they are installed: types a line, presses Tab, reads the line.

    /usr/bin/python3 test_completions.py build/release/experiments/meamsim
"""

import os
import pathlib
import pty
import re
import select
import shutil
import sys
import tempfile
import time

TAB, HOME = "\t", "\x01"
SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "source <(meamsim completions bash)"),
    "zsh": (["zsh", "-f", "-i"], "bindkey -e; autoload -U compinit; compinit -u -D; source <(meamsim completions zsh)"),
    "fish": (["fish", "--no-config", "-i"], "meamsim completions fish | source"),
}

# what is typed, and what one Tab makes of it
CASES = [
    ("meamsim ru", "meamsim run"),
    ("meamsim run kirkholt_pl", "meamsim run kirkholt_placebo"),
    ("meamsim run mi", "meamsim run mine.toml"),
    ("meamsim run kirkholt --sce", "meamsim run kirkholt --scenario"),
    ("meamsim run kirkholt --scenario int", "meamsim run kirkholt --scenario integrated"),
    ("meamsim run kirkholt --scenario=int", "meamsim run kirkholt --scenario=integrated"),
    ("meamsim run mine.toml --scenario quie", "meamsim run mine.toml --scenario quietly"),
    ("meamsim run kirkholt --only silo", "meamsim run kirkholt --only siloed:"),
    ("meamsim run kirkholt --stepping ref", "meamsim run kirkholt --stepping reference"),
    ("meamsim run kirkholt --set need.deb", "meamsim run kirkholt --set need.debt."),
    ("meamsim run kirkholt --set need.debt.onset.rate", "meamsim run kirkholt --set need.debt.onset.rate="),
    ("meamsim run kirkholt --set need.debt.onset.rate=", "meamsim run kirkholt --set need.debt.onset.rate=0.097"),
    ("meamsim check kirkholt quick", "meamsim check kirkholt quickstart"),
    ("meamsim explain income_m", "meamsim explain income_maximisation"),
    ("meamsim explain crisis_demand.po", "meamsim explain crisis_demand.police"),
    ("meamsim list sy", "meamsim list systems"),
    ("meamsim help comple", "meamsim help completions"),
]


class Shell:
    """An interactive shell on a terminal of its own."""

    def __init__(self, command, folder, path):
        environment = {"PATH": path, "HOME": folder, "TERM": "dumb", "PS1": "", "LC_ALL": "C.UTF-8", "COLUMNS": "300"}
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvpe(command[0], command, environment)

    def send(self, text):
        os.write(self.terminal, text.encode())

    def read_until(self, mark, seconds=20):
        said, end = "", time.monotonic() + seconds
        while time.monotonic() < end:
            if select.select([self.terminal], [], [], 0.1)[0]:
                said += os.read(self.terminal, 65536).decode(errors="replace")
            found = re.search(mark, said)
            if found:
                return found
        raise TimeoutError(f"no {mark!r} in {said[-500:]!r}")

    def completed(self, typed, number):
        """The line after one Tab, as `echo` behind it prints it."""
        self.send(typed + TAB)
        self.send(f"{HOME}echo line-{number}: ")
        self.send("\n")
        return self.read_until(rf"(?m)^line-{number}: ([^\r\n]*)\r?$").group(1).strip()

    def close(self):
        os.close(self.terminal)
        os.waitpid(self.pid, 0)


def check(name, folder, path):
    command, load = SHELLS[name]
    shell = Shell(command, folder, path)
    failures = []
    try:
        shell.send(f"stty cols 300; {load}; echo rea''dy\n")
        shell.read_until(r"(?m)^ready")
        for number, (typed, expected) in enumerate(CASES):
            got = shell.completed(typed, number)
            if got != expected:
                failures.append(f"{name}: {typed!r} became {got!r}, not {expected!r}")
    finally:
        shell.close()
    return failures


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    program = pathlib.Path(sys.argv[1]).resolve()
    failures, driven = [], []
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "mine.toml").write_text(
            'based_on = "quickstart"\nname = "mine"\n[scenario.quietly]\npolicies = []\n'
        )
        path = f"{program.parent}:{os.environ['PATH']}"
        for name in SHELLS:
            if shutil.which(name):
                driven.append(name)
                failures += check(name, folder, path)
    for failure in failures:
        print(f"FAILED {failure}")
    print(f"{len(CASES) * len(driven) - len(failures)} passed, {len(failures)} failed, in {', '.join(driven)}")
    sys.exit(1 if failures or "bash" not in driven else 0)


if __name__ == "__main__":
    main()
