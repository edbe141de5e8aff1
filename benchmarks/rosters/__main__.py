"""`python -m benchmarks.rosters russian --people 10000 --seed 1 --out roster.csv --truth truth.csv`."""

import argparse
import sys
from pathlib import Path

from benchmarks.rosters.lists import HABITS
from benchmarks.rosters.writing import VARIANTS, Roster, write


def main() -> int:
    """Write one roster and its truth."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rosters", description=__doc__)
    parser.add_argument("variant", choices=VARIANTS)
    parser.add_argument("--people", type=int, default=10_000, help="persons on any list")
    parser.add_argument("--lists", type=int, default=4, choices=range(1, len(HABITS) + 1))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--parts", action=argparse.BooleanOptionalAction, help="names in four columns, or in one"
    )
    parser.add_argument("--out", type=Path, required=True, help="a .csv or .parquet file")
    parser.add_argument("--truth", type=Path, required=True, help="a .csv or .parquet file")
    given = parser.parse_args()
    roster = Roster(given.variant, given.people, given.lists, given.seed, parts=given.parts)
    print(f"{write(roster, given.out, given.truth):,} rows", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
