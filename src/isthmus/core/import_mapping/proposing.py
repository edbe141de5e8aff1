"""A mapping proposed for a table from the names of its columns and its first rows, to be read by somebody and mended.

Only what names or cells say plainly is proposed. What a mapping must say and no table says stands as `?`: how the list
knows, who speaks, what was done. A mapping with a `?` is not applied.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, pairwise
from types import MappingProxyType

from isthmus.core.dates.date_cells import shown_order
from isthmus.core.dates.date_words import folded
from isthmus.core.dates.written import understand_date
from isthmus.core.import_mapping.column_words import HEADERS
from isthmus.core.import_mapping.counts import read_count
from isthmus.core.import_mapping.reading import ASKED

__all__ = ["Proposal", "TableColumns", "Written", "kind_of_row", "propose_mapping", "written_mapping"]

type Written = str | list[Written] | dict[str, Written]

_BY_HEADER: dict[str, list[str]] = {}
for _name, _words in HEADERS.items():
    for _word in _words.split("|"):
        _BY_HEADER.setdefault(folded(_word), []).append(_name)
_SIGNS = re.compile(r"[\W_]+")
_NAMED_DATE = re.compile(r"\b(date|дата|تاريخ)\b")
_LAST_DAY = date(2100, 1, 1)  # whether it is a date at all, and not whether it is past, is asked here
_SEEN = 200  # rows that are looked at
_MOSTLY = 0.8
_HALF = 0.5  # of the cells: fewer dates among other words are no column of dates
_MANY_IN_CELL = 0.1  # of the cells of names: where fewer have a sign between names, it belongs to a name


_ANYWHERE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mapping as it may be written; `asked`: the fields to be filled in; `homeless`: columns without a field."""

    written: dict[str, Written]
    asked: tuple[str, ...]
    homeless: tuple[str, ...]


def propose_mapping(
    name: str, names: Sequence[str], rows: Sequence[Sequence[str]], place: Mapping[str, str] = _ANYWHERE
) -> Proposal:
    """Return a mapping for a table of these columns. `rows`: some of its first ones, a cell for each column.

    `place`: where the table stands, as the mapping is to say it.
    """
    columns = TableColumns(names, rows)
    home = columns.homes()
    written = written_mapping(name, kind_of_row(home), home, columns, place)
    used = set(_columns_in(written))
    return Proposal(
        written, tuple(_asked(written)), tuple(each for each in names if each and each not in used)
    )


def written_mapping(
    name: str,
    row: str,
    home: Mapping[str, str],
    columns: "TableColumns",
    place: Mapping[str, str] = _ANYWHERE,
) -> dict[str, Written]:
    """Return a mapping whose fields come from these columns, by field; what no table says stands as `?`."""
    table: dict[str, Written] = {each: said for each, said in place.items() if said}
    if "key" in home:
        table["key"] = [home["key"]]
    return {
        "mapping": "1",
        "name": name,
        "row": row,
        **({"table": table} if table else {}),
        "document": _document(name, row),
        "sources": {"other": ASKED},
        "statement": _statement(home, columns),
        "acts": _acts(home, columns, row),
        "own": "all",
    }


def kind_of_row(home: Mapping[str, str]) -> str:
    """Return what a row is, by the fields that it has columns for."""
    if "quote" in home and not {"number", "names"} & home.keys():
        return "interview"
    if {"number", "names", "missing"} & home.keys():
        return "incident"
    return "person"


class TableColumns:
    """The columns of a table, with the cells of its first rows."""

    def __init__(self, names: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        self.names = names
        filled = [tuple(row) for row in islice(rows, _SEEN)]
        self.cells = {
            name: [cell for row in filled if place < len(row) and (cell := row[place].strip())]
            for place, name in enumerate(names)
            if name
        }

    def homes(self) -> dict[str, str]:
        """Return the column of each field that one is named after; the first, where several are."""
        found: dict[str, str] = {}
        for name in self.cells:
            plain = _SIGNS.sub(" ", folded(name)).strip()
            homes = _BY_HEADER.get(folded(name).strip()) or _BY_HEADER.get(plain) or self._dated(name, plain)
            home = next((each for each in homes if self._may_be(each, name)), "")
            if home:
                found.setdefault(home, name)
        return found

    def _dated(self, name: str, plain: str) -> list[str]:
        is_date = _NAMED_DATE.search(plain) and self._share(name, _is_date) >= _MOSTLY
        return ["date"] if is_date else []

    def _may_be(self, home: str, name: str) -> bool:
        """Return whether the cells are what such a column holds."""
        if home == "key":
            return self.differs(name)
        if home in ("number", "missing"):
            return self._share(
                name, lambda cell: read_count(cell) is not None
            ) >= _MOSTLY and not self.counts(name)
        return home not in ("date", "born") or self._share(name, _is_date) > 0 or not self.cells[name]

    def _share(self, name: str, says: Callable[[str], bool]) -> float:
        cells = self.cells[name]
        return sum(map(says, cells)) / len(cells) if cells else 0.0

    def asked_order(self, name: str) -> list[str]:
        """Return some of its cells that are two days by the order of their numbers, where the column holds dates."""
        if self._share(name, _is_date) < _HALF:
            return []
        read = ((cell, understand_date(cell, _LAST_DAY)) for cell in dict.fromkeys(self.cells[name]))
        return [cell for cell, found in read if found.question_name == "order"]

    def differs(self, name: str) -> bool:
        """Return whether no two cells of a column are equal, and nearly all are filled: a total is not."""
        cells, most = self.cells[name], max(map(len, self.cells.values()), default=0)
        return len(set(cells)) == len(cells) >= _MOSTLY * most > 0

    def counts(self, name: str) -> bool:
        """Return whether a column numbers the rows: 1, 2, 3."""
        cells = [int(cell) for cell in self.cells[name] if cell.isdecimal()]
        return len(cells) > 1 and all(after == before + 1 for before, after in pairwise(cells))

    def order(self, name: str) -> str:
        """Return the order of the numbers in its dates, where they show it."""
        cells = self.cells[name]
        return shown_order({cell: cells.count(cell) for cell in set(cells)})

    def split(self, name: str, *, commas: bool) -> list[Written]:
        """Return the signs that part several values in its cells."""
        signs = [";", "\n", "|"] + ([","] if commas else [])
        found = [sign for sign in signs if self._share(name, _holding(sign)) >= _MANY_IN_CELL]
        return ["\\n" if sign == "\n" else sign for sign in found]


def _holding(sign: str) -> Callable[[str], bool]:
    return lambda cell: sign in cell


def _is_date(cell: str) -> bool:
    return bool(understand_date(cell, _LAST_DAY).readings)


def _document(name: str, row: str) -> Written:
    if row == "interview":
        return {"title": ASKED, "author": ASKED, "held": "yes"}
    lists = {"person": "people", "incident": "incidents"}[row]
    return {"title": name, "author": ASKED, "held": "yes", "lists_once": f"{ASKED} {lists}"}


def _statement(home: Mapping[str, str], columns: TableColumns) -> Written:
    found: dict[str, Written] = {"speaker": ASKED, "stance": "asserts", "basis": ASKED}
    if "told_by" in home:
        column = home["told_by"]
        split = columns.split(column, commas=True)
        found["told_by"] = {"column": column, **({"split": split} if split else {})}
    if "quote" in home:
        found["quote"] = {"column": home["quote"]}
    return found


def _acts(home: Mapping[str, str], columns: TableColumns, row: str) -> Written:
    act: dict[str, Written] = {"type": ASKED}
    for name in ("date", "place"):
        if name in home:
            act[name] = _dated(home[name], columns) if name == "date" else {"column": home[name]}
    people: list[Written] = [_victims(home, columns)]
    if "perpetrator" in home:
        people.append({"role": "perpetrator", "kind": "unit", "name": {"column": home["perpetrator"]}})
    acts: list[Written] = [{**act, "people": people}]
    if row == "incident" and "number" in home:
        first = acts[0]
        assert isinstance(first, dict)
        first["where"] = home["number"]
    if "missing" in home:
        missing: dict[str, Written] = {
            "role": "victim",
            "number": {"column": home["missing"]},
            "status": "missing",
        }
        acts.append({**act, "where": home["missing"], "people": [missing]})
    return acts


def _victims(home: Mapping[str, str], columns: TableColumns) -> Written:
    people: dict[str, Written] = {"role": "victim"}
    parts: list[Written] = [home[each] for each in ("first_name", "family_name") if each in home]
    if "name" in home:
        people["name"] = {"column": home["name"]}
    elif parts:
        people["name"] = {"columns": parts}
    for name in ("other_names", "sex", "occupation", "description"):
        if name in home:
            people[name] = {"column": home[name]}
    for name in ("age", "born", "home"):
        if name in home:
            people[name] = _dated(home[name], columns) if name == "born" else {"column": home[name]}
    if "identifiers" in home:
        people["identifiers"] = {"column": home["identifiers"], "prefix": f"{ASKED}:"}
    if "number" in home:
        people["number"] = {"column": home["number"]}
    if "names" in home:
        split = columns.split(home["names"], commas=False) or [";"]
        people["names"] = {"column": home["names"], "split": split}
    return people


def _dated(column: str, columns: TableColumns) -> Written:
    order = columns.order(column)
    return {"column": column, **({"dates": order} if order else {})}


def _columns_in(written: Written) -> Iterable[str]:
    if isinstance(written, dict):
        for name, each in written.items():
            if name in ("column", "columns", "where", "key"):
                yield from each if isinstance(each, list) else (each,)  # type: ignore[misc]  # both hold texts
            else:
                yield from _columns_in(each)
    elif isinstance(written, list):
        for each in written:
            yield from _columns_in(each)


def _asked(written: Written, at: str = "") -> Iterable[str]:
    """Yield where something is asked, as the names that lead there."""
    if isinstance(written, dict):
        for name, each in written.items():
            yield from _asked(each, f"{at}.{name}" if at else name)
    elif isinstance(written, list):
        for each in written:
            yield from _asked(each, at)
    elif written.startswith(ASKED):
        yield at
