"""The columns of a table by their names and first cells: what each may be, and what its cells leave open."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import islice, pairwise

from isthmus.core.dates.date_cells import shown_order
from isthmus.core.dates.date_words import folded
from isthmus.core.dates.written import understand_date
from isthmus.core.import_mapping.cells import FIRST_SERIAL, LAST_SERIAL
from isthmus.core.import_mapping.column_words import HEADERS, OF_REGIONS
from isthmus.core.import_mapping.counts import read_count
from isthmus.core.import_mapping.date_orders import NUMBER, POINT, order_shown, sign_of, signs_in_doubt
from isthmus.core.import_mapping.nodes import Written
from isthmus.core.import_mapping.silent_words import is_error, is_silent
from isthmus.core.names import script
from isthmus.core.workbook.schema import sheet

__all__ = ["TableColumns", "homes_of"]

_BY_HEADER: dict[str, list[str]] = {}
for _name, _words in HEADERS.items():
    for _word in _words.split("|"):
        _BY_HEADER.setdefault(folded(_word), []).append(_name)
_STATUSES = frozenset(sheet("statuses").column("status").choices)
_SIGNS = re.compile(r"[\W_]+")
_NAMED_KEY = re.compile(r"\b(id|uid|code|ref)\b")
_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")
_NAMED_DATE = re.compile(r"\b(date|дата|تاريخ|fecha|tarihi?)\b")
_LAST_DAY = date(2100, 1, 1)  # whether it is a date at all, and not whether it is past, is asked here
_SEEN = 200  # rows that are looked at
_MOSTLY = 0.8
_MOST_SILENT = 10  # words for nothing that are proposed: a list has a few habits, and not more
_HALF = 0.5  # of the cells: fewer dates among other words are no column of dates
_MANY_IN_CELL = 0.1  # of the cells of names: where fewer have a sign between names, it belongs to a name


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
        """Return the column of each field that one is named after; the first, where several are.

        Of places the first that is no region's; of names in two scripts the second is another name; of columns without
        a field the first that is called an id, or a code, and tells the rows apart is the key, where none else is, and
        the only one that holds days is when it happened.
        """
        found: dict[str, str] = {}
        homeless: list[str] = []
        for name in self.cells:
            home = self.home_of(name, name)
            if home == "place" and _is_of_regions(found.get("place", "")) and not _is_of_regions(name):
                found["place"] = name
            elif home == "name" and "name" in found and self._script(name) != self._script(found["name"]):
                found.setdefault("other_names", name)
            elif home:
                found.setdefault(home, name)
            else:
                homeless.append(name)
        key = next((each for each in homeless if self._may_be_key(each)), "")
        if key and "key" not in found:
            found["key"] = key
        dates = [each for each in homeless if each != key and self._share(each, _is_written_date) >= _MOSTLY]
        if len(dates) == 1 and "date" not in found:
            found["date"] = dates[0]
        return found

    def _may_be_key(self, name: str) -> bool:
        return bool(_NAMED_KEY.search(_SIGNS.sub(" ", folded(name)))) and self.differs(name)

    def _script(self, name: str) -> str:
        return script(" ".join(self.cells[name]))

    def home_of(self, name: str, called: str) -> str:
        """Return the field of a column that is called so; nothing where none is."""
        plain = _SIGNS.sub(" ", folded(called)).strip()
        homes = _BY_HEADER.get(folded(called).strip()) or _BY_HEADER.get(plain)
        homes = homes or self._dated(name, plain) or _below(called)
        return next((each for each in homes if self._may_be(each, name)), "")

    def _dated(self, name: str, plain: str) -> list[str]:
        is_date = _NAMED_DATE.search(plain) and self._share(name, _is_date) >= _MOSTLY
        return ["date"] if is_date else []

    def _may_be(self, home: str, name: str) -> bool:
        """Return whether the cells are what such a column holds."""
        if home == "key":
            return self.differs(name)
        if home == "status":
            return self._share(name, lambda cell: folded(cell) in _STATUSES) == 1
        if home in ("number", "missing"):
            return self._is_of_counts(name) and not self.counts(name)
        if home == "name":
            return not self._is_of_counts(name)  # “nombre” is a name in Spanish, and a number in French
        return home not in ("date", "born") or self._share(name, _is_date) > 0 or not self.cells[name]

    def _is_of_counts(self, name: str) -> bool:
        return self._share(name, lambda cell: read_count(cell) is not None) >= _MOSTLY

    def _share(self, name: str, says: Callable[[str], bool]) -> float:
        cells = [each for each in self.cells[name] if not (is_silent(each) or is_error(each))]
        return sum(map(says, cells)) / len(cells) if cells else 0.0

    def asked_order(self, name: str) -> list[str]:
        """Return some of its cells that are two days by the order of their numbers, where the column holds dates."""
        if self._share(name, _is_date) < _HALF:
            return []
        read = ((cell, understand_date(cell, _LAST_DAY)) for cell in dict.fromkeys(self.cells[name]))
        return [cell for cell, found in read if found.question_name == "order"]

    def asked_century(self, name: str) -> tuple[list[str], str]:
        """Return some of its cells whose year has two figures, and the first two of its other years, if all have these.

        Nothing where the column holds no dates.
        """
        if self._share(name, _is_date) < _HALF:
            return [], ""
        cells = list(dict.fromkeys(self.cells[name]))
        asked = [each for each in cells if understand_date(each, _LAST_DAY).question_name == "century"]
        shown = {found[1] for each in cells for found in _YEAR.finditer(each)}
        return asked, shown.pop() if asked and len(shown) == 1 else ""

    def silent(self, names: Iterable[str]) -> list[Written]:
        """Return the words in these columns that probably say nothing, as they are written first."""
        cells = [cell for name in names for cell in self.cells.get(name, ()) if is_silent(cell)]
        first = {folded(cell): cell for cell in reversed(cells)}
        found: list[Written] = [first[each] for each in dict.fromkeys(map(folded, cells))]
        return found[:_MOST_SILENT]

    def orders(self, name: str) -> dict[str, str]:
        """Return how the dates of a column are written, by the sign between their numbers, with the order they show.

        Nothing where one answer is enough: none has to be asked, or they have one sign.
        """
        cells = self.cells[name]
        found = {sign: order_shown(cells, sign) for sign in signs_in_doubt(cells)}
        if POINT in found and len(found) > 1:
            found[POINT] = found[POINT] or "day_first"
        if any(map(_is_serial, cells)):
            found[NUMBER] = ""
        return found if len(found) > 1 or found.keys() & {NUMBER, POINT} else {}

    def asked_orders(self, name: str, *, numbers: bool) -> list[tuple[str, list[str], str]]:
        """Return what is to be asked of its dates: the sign (nothing: of all), some of them, the order they show.

        `numbers`: whether numbers in it are days, as a spreadsheet counts them.
        """
        asked = self.asked_order(name)
        by_sign = self.orders(name) if asked or numbers else {}
        if not by_sign:
            return [("", asked, self.order(name))] if asked else []
        cells = list(dict.fromkeys((*asked, *self.cells[name])))
        return [
            (sign, [each for each in cells if (sign_of(each) or NUMBER) == sign], order)
            for sign, order in by_sign.items()
        ]

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


def _is_of_regions(name: str) -> bool:
    return _SIGNS.sub(" ", folded(name)).strip() in OF_REGIONS


def homes_of(columns: TableColumns, names: Sequence[str]) -> dict[str, str]:
    """Return the column of each field by the names of questions: as a whole, else by what follows the last group.

    What all of them begin with is left away, as in held_name and held_age.
    """
    found: dict[str, str] = {}
    shared = _beginning([re.split(r"[/\-]", name)[-1] for name in names])
    for name in names:
        parts = re.split(r"[/\-]", name)
        called = [" ".join(parts[start:]) for start in range(len(parts))]
        if shared:
            called.append(parts[-1].removeprefix(shared))
        if home := next(filter(None, (columns.home_of(name, each) for each in called)), ""):
            found.setdefault(home, name)
    return found


def _beginning(names: Sequence[str]) -> str:
    """Return the word with its sign that all names begin with, if several do."""
    word, sign, _ = names[0].partition("_") if len(names) > 1 else ("", "", "")
    return f"{word}_" if sign and all(each.startswith(f"{word}_") for each in names) else ""


def _below(name: str) -> list[str]:
    """Return the fields of a name of two rows by its lower part, unless the upper one is of another field."""
    above, _, part = folded(name).rpartition(" / ")
    is_other = set(_BY_HEADER.get(above, ())) - {"name", "names"}
    return [] if not above or is_other else _BY_HEADER.get(part, [])


def _holding(sign: str) -> Callable[[str], bool]:
    return lambda cell: sign in cell


def _is_date(cell: str) -> bool:
    return bool(understand_date(cell, _LAST_DAY).readings) or _is_serial(cell)


def _is_written_date(cell: str) -> bool:
    """Return whether a cell is a day, month or year with more than a bare number, which may count something."""
    return not cell.isdecimal() and bool(understand_date(cell, _LAST_DAY).readings)


def _is_serial(cell: str) -> bool:
    """Return whether a cell may be a day as a spreadsheet counts it: from 1920 to 2099, and no year."""
    return cell.replace(".", "", 1).isdecimal() and FIRST_SERIAL <= float(cell) <= LAST_SERIAL
