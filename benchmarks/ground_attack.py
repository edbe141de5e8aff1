"""Names × grounds: what somebody learns who has every download that asks for nothing, and a list of names beside.

Two attacks. *Linked*: each row of a file is taken as linked to its person, by an oracle, which is more than any join
can do; then every column, the row's place in the file and the order of its tokens are asked whether they separate those
with a ground from those without, better than chance. *Joined*: a person counts as joined where a file by ground leaves
no doubt, because everybody (or nobody) who fits a row of it has the ground, or because so few fit.
"""

import csv
import io
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev
from zipfile import ZipFile

from benchmarks.ground_registers import GROUNDS, GroundRegister

__all__ = ["Leak", "columns_of_people", "joined", "leaks", "tables_of", "told_of_nobody"]

MOST_FITTING = 5
PERMUTED = 60

type Table = Sequence[Mapping[str, str]]
type Columns = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True)
class Leak:
    """A column by which those with a ground differ, by so many standard deviations from chance."""

    column: str
    deviations: float


def tables_of(files: Mapping[str, bytes]) -> dict[str, Table]:
    """Return every table in the files: CSV files, and those in archives."""
    found: dict[str, Table] = {}
    for name, content in files.items():
        if name.endswith(".zip"):
            archive = ZipFile(io.BytesIO(content))
            inner = {
                f"{name}/{each}": archive.read(each) for each in archive.namelist() if each.endswith(".csv")
            }
            found |= tables_of(inner)
        elif name.endswith(".csv"):
            found[name] = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    return found


def columns_of_people(register: GroundRegister, tables: Mapping[str, Table]) -> Columns:
    """Return what every table says of each person, by column: its cells, where its row stands, and how tokens order.

    The oracle: rows are found by what the person who holds the register knows of them.
    """
    found: defaultdict[str, dict[str, object]] = defaultdict(dict)
    for name, table in tables.items():
        of_row = _owners(register, name, tables)
        for at, row in enumerate(table):
            for person in of_row(row):
                found[f"{name} row"][person] = at
                for column, cell in row.items():
                    found[f"{name} {column}"][person] = cell
    return found


def _owners(
    register: GroundRegister, name: str, tables: Mapping[str, Table]
) -> Callable[[Mapping[str, str]], Iterable[str]]:
    """Return how a row of a table is linked to its people."""
    by_all = {_key(each): each["name"] for each in register.named}
    sheet = name.rsplit("/", 1)[-1]
    if sheet in ("acts.csv", "mentions.csv", "statements.csv", "judgements.csv") and "/" in name:
        folder = name.rsplit("/", 1)[0]
        acts = {
            row["id"]: by_all[row["type"], row["date"], row["place"]]
            for row in tables[f"{folder}/acts.csv"]
            if (row["type"], row["date"], row["place"]) in by_all
        }
        statements = {
            row["statement"]: acts[row["id"]] for row in tables[f"{folder}/acts.csv"] if row["id"] in acts
        }
        column, owners = {
            "acts.csv": ("id", acts),
            "mentions.csv": ("act", acts),
            "judgements.csv": ("left", acts),
            "statements.csv": ("id", statements),
        }[sheet]
        return lambda row: [owners[row[column]]] if row[column] in owners else []
    if {"date", "type", "place"} <= set(next(iter(tables[name]), {})):
        village = {f"Village {each['place'][1:]}": each["place"] for each in register.named}
        return lambda row: filter(
            None, [by_all.get((row["type"].replace(" ", "_"), row["date"], village.get(row["place"], "")))]
        )
    return lambda row: ()


def _key(person: Mapping[str, str]) -> tuple[str, str, str]:
    return person["type"], person["date"], person["place"]


def leaks(found: Sequence[tuple[GroundRegister, Columns]], *, least: float, rng: random.Random) -> list[Leak]:
    """Return the columns that separate those with a ground over all registers further than `least` from chance."""
    columns = sorted({column for _register, columns in found for column in columns})
    scored = ((column, _deviation(column, found, rng)) for column in columns)
    return sorted((Leak(*each) for each in scored if each[1] > least), key=lambda each: -each.deviations)


def _deviation(column: str, found: Sequence[tuple[GroundRegister, Columns]], rng: random.Random) -> float:
    """Return how far a column is from chance: its separations added up, against those of shuffled grounds."""
    real, shuffled = 0.0, [0.0] * PERMUTED
    for register, columns in found:
        cells = columns.get(column, {})
        people = sorted(cells)
        grounds = [person in register.with_ground for person in people]
        for score in _scores([str(cells[person]) for person in people], [cells[person] for person in people]):
            real += _separation(score, grounds)
            for at in range(PERMUTED):
                shuffled[at] += _separation(score, rng.sample(grounds, len(grounds)))
    spread = pstdev(shuffled)
    return (real - fmean(shuffled)) / spread if spread else 0.0


def _scores(texts: Sequence[str], values: Sequence[object]) -> Iterable[Sequence[float]]:
    """Yield what may separate: whether a cell is filled, its length, its order, how often its text occurs."""
    often = Counter(texts)
    yield [float(bool(text)) for text in texts]
    yield [float(len(text)) for text in texts]
    yield [float(often[text]) for text in texts]
    if all(isinstance(value, int) or str(value).isdecimal() for value in values):
        yield [float(str(value)) for value in values]
        return
    rank = {text: at for at, text in enumerate(sorted(often))}
    yield [float(rank[text]) for text in texts]


def _separation(score: Sequence[float], grounds: Sequence[bool]) -> float:
    """Return the squared distance of the two means, in variances."""
    spread = pstdev(score) if score else 0.0
    with_it = [each for each, ground in zip(score, grounds, strict=True) if ground]
    without = [each for each, ground in zip(score, grounds, strict=True) if not ground]
    if not spread or not with_it or not without:
        return 0.0
    return ((fmean(with_it) - fmean(without)) / spread) ** 2


def joined(register: GroundRegister, tables: Iterable[Table]) -> set[str]:
    """Return everybody of whom a table by ground leaves no doubt whether they have it."""
    found: set[str] = set()
    for table in tables:
        cells: defaultdict[tuple[str, str, str], list[Mapping[str, str]]] = defaultdict(list)
        for row in table:
            cells[row["type"], row["period"], row["region"]].append(row)
        taken: set[str] = set()
        # The closest rows first: whoever fits one of them is not in a wider one, as far as an attacker can tell.
        for cell in sorted(cells, key=lambda each: -sum(map(bool, each)) * 100 - len(each[1])):
            fitting = {each["name"] for each in register.named if _fits(each, cell)} - taken
            taken |= fitting
            told = sum(int(row["victims"]) for row in cells[cell])
            counts = [int(row["victims"]) for row in cells[cell]]
            if min(counts) < MOST_FITTING or len(fitting) - told < MOST_FITTING:
                found |= fitting
    return found


def _fits(person: Mapping[str, str], cell: tuple[str, str, str]) -> bool:
    kind, period, region = cell
    return (
        kind.replace(" ", "_") in ("", person["type"])
        and person["date"].startswith(period)
        and region in ("", f"Region {int(person['place'][1:]) % 3}")
    )


def told_of_nobody(register: GroundRegister, files: Mapping[str, bytes]) -> list[str]:
    """Return the files without names in which a name, a part of one, or beside a date a ground stands in clear."""
    words = {word.casefold() for each in register.named for word in each["name"].split()}
    texts = {name: _text(content, name).casefold() for name, content in files.items()}
    grounds = {word for ground in GROUNDS for word in (ground, ground.replace("_", " "))}
    return [
        name
        for name, text in texts.items()
        if any(word in text for word in words)
        or ("by-ground" not in name and "2017-0" in text and any(ground in text for ground in grounds))
    ]


def _text(content: bytes, name: str) -> str:
    if not name.endswith((".zip", ".xlsx")):
        return content.decode("utf-8", "replace")
    archive = ZipFile(io.BytesIO(content))
    return "\n".join(archive.read(each).decode("utf-8", "replace") for each in archive.namelist())
