"""`python -m benchmarks.judged fourpart 3000 31 roster.csv truth.csv --with died`."""

import argparse
import sys
from pathlib import Path

from benchmarks.judged import WORLDS, Options, make, write
from benchmarks.judged.core import words

COLUMNS = words("date died born age sex name place district occupation x_occupation")
SHARES = {
    "repeats": "of a list's rows, those of a person who is on it already",
    "overlap": "of the people, those on more than one list",
    "unnamed": "rows without a name that are added to A, each its own person",
}


def main() -> int:
    """Write one roster and its truth."""
    parser = _parser()
    asked = parser.parse_args()
    if asked.repeats is not None and not 0 <= asked.repeats <= 0.9:
        parser.error("--repeats must lie between 0 and 0.9")
    options = Options(
        repeats=asked.repeats,
        overlap=asked.overlap,
        without=tuple(asked.without),
        extra=tuple(asked.extra),
        lists=asked.lists,
        unnamed=asked.unnamed or 0.0,
        mixed=asked.mixed,
        column=asked.column,
    )
    write(make(asked.world, asked.people, asked.seed, options), asked.roster, asked.truth, asked.seed)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.judged", description=__doc__)
    parser.add_argument("world", choices=sorted(WORLDS))
    parser.add_argument("people", type=int, help="persons; of allequal, rows")
    parser.add_argument("seed", type=int)
    parser.add_argument("roster", type=Path)
    parser.add_argument("truth", type=Path)
    for name, said in SHARES.items():
        parser.add_argument(f"--{name}", type=float, metavar="SHARE", help=said)
    parser.add_argument("--without", nargs="+", default=[], metavar="COLUMN")
    parser.add_argument("--with", nargs="+", default=[], metavar="COLUMN", dest="extra", choices=COLUMNS)
    parser.add_argument("--lists", type=int, default=1, help="clean: how many lists")
    parser.add_argument(
        "--mixed", action="store_true", help="agesbirths: half of the people bear Arabic names"
    )
    parser.add_argument("--column", default="age", help="moved: the column that slips")
    return parser


if __name__ == "__main__":
    sys.exit(main())
