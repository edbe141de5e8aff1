"""The tables that linking is measured on: outside data of the folder ISTHMUS_DATA, and rosters of our own."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from benchmarks.rosters.lists import Rates
from benchmarks.rosters.writing import Roster, write

__all__ = ["DEVELOPMENT", "FINAL", "LabelledTables", "Split", "linkage", "made", "outside", "rows_of"]


@dataclass(frozen=True)
class Split:
    """What a run of figures is made from: thresholds are chosen on `DEVELOPMENT`, figures told on `FINAL`."""

    seed: int
    rates: Rates
    lists: int


DEVELOPMENT = Split(11, Rates(), 4)
FINAL = Split(2027, replace(Rates(), stray=0.25, typo=0.04, initials=0.08, age_off=0.4, days_off=0.1), 5)


@dataclass(frozen=True)
class LabelledTables:
    """Files to link with how their columns are mapped, and the file of the truth: id, person and more."""

    name: str
    files: tuple[Path, ...]
    mapping: Mapping[str, str]
    truth: Path


def linkage() -> Path | None:
    """Return the folder of outside data for linking, or None where ISTHMUS_DATA names none."""
    named = os.environ.get("ISTHMUS_DATA")
    folder = Path(named) / "linkage" if named else None
    return folder if folder and folder.is_dir() else None


def outside(data: Path, work: Path) -> Sequence[LabelledTables]:
    """Return historical_50k, febrl3 and febrl4 without the number that gives them away, truths written to `work`."""
    historical = data / "historical_figures_with_errors_50k.parquet"
    febrl = [data / f"dataset{which}.csv" for which in ("3", "4a", "4b")]
    return (
        LabelledTables(
            "historical_50k",
            (historical,),
            _HISTORICAL,
            _truth(work, "historical_50k", _historical_truth(historical)),
        ),
        LabelledTables("febrl3", (febrl[0],), _FEBRL, _truth(work, "febrl3", _febrl_truth(febrl[:1]))),
        LabelledTables("febrl4", tuple(febrl[1:]), _FEBRL, _truth(work, "febrl4", _febrl_truth(febrl[1:]))),
    )


_HISTORICAL = {
    "id": "unique_id",
    "given": "first_name",
    "family": "surname",
    "born": "dob",
    "place": "birth_place",
    "sex": "gender",
    "x_postcode": "postcode_fake",
    "x_occupation": "occupation",
}
_FEBRL = {
    "id": "rec_id",
    "given": "given_name",
    "family": "surname",
    "born": "date_of_birth",
    "place": "suburb",
    "x_street_number": "street_number",
    "x_address_1": "address_1",
    "x_address_2": "address_2",
    "x_postcode": "postcode",
    "x_state": "state",
}


def made(variant: str, people: int, split: Split, work: Path, *, parts: bool | None = None) -> LabelledTables:
    """Write a synthetic roster of about this many people and return it; large ones as Parquet."""
    suffix = "parquet" if people > 50_000 else "csv"
    path, truth = work / f"{variant}.{suffix}", work / f"{variant}_truth.{suffix}"
    write(Roster(variant, people, split.lists, split.seed, split.rates, parts), path, truth)
    return LabelledTables(variant, (path,), {}, truth)


def rows_of(path: Path) -> pa.Table:
    """Return the columns of a CSV or Parquet file as text."""
    if path.suffix == ".parquet":
        return pyarrow.parquet.read_table(path)
    names = path.open(encoding="utf-8").readline().rstrip("\n").split(",")
    options = pyarrow.csv.ConvertOptions(
        column_types=dict.fromkeys((name.strip('"') for name in names), pa.string())
    )
    return pyarrow.csv.read_csv(path, convert_options=options)


def _historical_truth(path: Path) -> pa.Table:
    return rows_of(path).select(["unique_id", "cluster"]).rename_columns(["id", "person"])


def _febrl_truth(paths: Sequence[Path]) -> pa.Table:
    ids = [each.strip() for path in paths for each in rows_of(path)["rec_id"].to_pylist()]
    return pa.table({"id": ids, "person": [each.split("-")[1] for each in ids]})


def _truth(work: Path, name: str, table: pa.Table) -> Path:
    path = work / f"{name}_truth.parquet"
    pyarrow.parquet.write_table(table, path)
    return path
