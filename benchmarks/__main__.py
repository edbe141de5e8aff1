"""Runs every benchmark in a process of its own, so that none inherits another's memory, and prints one table."""

import argparse
import json
import subprocess
import sys
from dataclasses import asdict
from importlib import import_module

from benchmarks.measure import Measure, printed

# Module -> whether it only belongs to `make bench-long`.
BENCHMARKS = {
    "commands": False,
    "lines": False,
    "listed": False,
    "spreadsheet": False,
    "verifying": False,
    "desk": False,
    "handing_over": False,
    "coding": False,
    "inbox": False,
    "recording": True,
    "recognition": False,
    "search": False,
    "names": False,
    "link_recall": False,
    "link_figures": False,
    "estimate_figures": False,
    "letter_page": False,
    "letter_keyring_remnants": True,
    "fresh_clone": True,
    "names_and_grounds": True,
    "custody_damage": True,
    "custody_outside": True,
    "custody_forgery": True,
    "custody_kills": True,
    "custody_server_kills": True,
    "custody_restores": True,
    "custody_figures": True,
    "link_long": True,
    "link_judged": True,
    "link_missed": True,
    "link_added": True,
    "true_worlds": True,
    "estimate_calibration": True,
    "estimate_validation": True,
}


def main() -> int:
    """Run the benchmarks named, or all; print the table; exit 0 also where a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "names", nargs="*", choices=[[], *BENCHMARKS], metavar="NAME", help=", ".join(BENCHMARKS)
    )
    parser.add_argument("--long", action="store_true", help="run those that take long, too")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone:
        return _alone(options.names[0])
    names = options.names or [name for name, long in BENCHMARKS.items() if options.long or not long]
    measures = [measure for name in names for measure in _in_its_own_process(name)]
    print("\n".join(printed(measures)))
    return 0


def _alone(name: str) -> int:
    for measure in import_module(f"benchmarks.{name}").measures():
        print(json.dumps(asdict(measure)), flush=True)
    return 0


def _in_its_own_process(name: str) -> list[Measure]:
    print(f"Running {name}.", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "benchmarks", name, "--alone"]
    ran = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    lines = ran.stdout.splitlines()
    found = [Measure(**json.loads(line)) for line in lines if line.startswith("{")]
    for line in lines:
        if not line.startswith("{"):  # what an attack names that was missed
            print(line, file=sys.stderr)
    if ran.returncode:
        found.append(Measure(f"{name}: FAILED with exit status {ran.returncode}", float("nan"), ""))
    return found


if __name__ == "__main__":
    sys.exit(main())
