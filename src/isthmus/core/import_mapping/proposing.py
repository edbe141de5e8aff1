"""A mapping proposed for a table from the names of its columns and its first rows, to be read by somebody and mended.

Only what names or cells say plainly is proposed. What a mapping must say and no table says stands as `?`: how the list
knows, who speaks, what was done. A mapping with a `?` is not applied.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from isthmus.core.import_mapping.date_orders import NUMBER
from isthmus.core.import_mapping.mapping_parts import ASKED
from isthmus.core.import_mapping.nodes import Written
from isthmus.core.import_mapping.table_columns import TableColumns

__all__ = [
    "Proposal",
    "columns_in",
    "dated",
    "kind_of_row",
    "open_questions",
    "propose_mapping",
    "written_mapping",
]

_ANYWHERE: Mapping[str, Written] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mapping as it may be written; `asked`: the fields to be filled in; `homeless`: columns without a field.

    `form`: of which kind of form the file is an export (kobo, odk); `protected`: columns of it that are left out, since
    they tell who collected or lead to people; `twice`: names that several of its columns have, which are left out, too.
    """

    written: dict[str, Written]
    asked: tuple[str, ...]
    homeless: tuple[str, ...]
    form: str = ""
    protected: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()


def propose_mapping(
    name: str, names: Sequence[str], rows: Sequence[Sequence[str]], place: Mapping[str, Written] = _ANYWHERE
) -> Proposal:
    """Return a mapping for a table of these columns. `rows`: some of its first ones, a cell for each column.

    `place`: where the table stands, as the mapping is to say it.
    """
    columns = TableColumns(names, rows)
    home = columns.homes()
    written = written_mapping(name, kind_of_row(home), home, columns, place)
    used = set(columns_in(written))
    return Proposal(
        written, tuple(open_questions(written)), tuple(each for each in names if each and each not in used)
    )


def written_mapping(
    name: str,
    row: str,
    home: Mapping[str, str],
    columns: TableColumns,
    place: Mapping[str, Written] = _ANYWHERE,
) -> dict[str, Written]:
    """Return a mapping whose fields come from these columns, by field; what no table says stands as `?`."""
    table: dict[str, Written] = {each: said for each, said in place.items() if said}
    if "key" in home:
        table["key"] = [home["key"]]
    if "nothing" not in place and (silent := columns.silent(_asked_of(home))):
        table["nothing"] = silent
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


def _asked_of(home: Mapping[str, str]) -> list[str]:
    """Return the columns in which a word for nothing is no answer: all that have a field, but for names."""
    return [column for name, column in home.items() if name not in ("key", "name", "names", "other_names")]


def kind_of_row(home: Mapping[str, str]) -> str:
    """Return what a row is, by the fields that it has columns for."""
    if "quote" in home and not {"number", "names"} & home.keys():
        return "interview"
    if {"number", "names", "missing"} & home.keys():
        return "incident"
    return "person"


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
            act[name] = dated(home[name], columns) if name == "date" else {"column": home[name]}
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


_OF_ONE_COLUMN = (
    "other_names",
    "sex",
    "occupation",
    "description",
    "age",
    "born",
    "home",
    "status",
    "protection",
    "number",
)


def _victims(home: Mapping[str, str], columns: TableColumns) -> Written:
    people: dict[str, Written] = {"role": "victim"}
    parts: list[Written] = [home[each] for each in ("first_name", "family_name") if each in home]
    if "name" in home:
        people["name"] = {"column": home["name"]}
    elif parts:
        people["name"] = {"columns": parts}
    for name in _OF_ONE_COLUMN:
        if name in home:
            people[name] = dated(home[name], columns) if name == "born" else {"column": home[name]}
    if "identifiers" in home:
        people["identifiers"] = {"column": home["identifiers"], "prefix": f"{ASKED}:"}
    if "names" in home:
        split = columns.split(home["names"], commas=False) or [";"]
        people["names"] = {"column": home["names"], "split": split}
    return people


def dated(column: str, columns: TableColumns) -> Written:
    """Return where a date comes from, with the order of its numbers and the century where the column shows them."""
    asked, shown = columns.asked_century(column)
    century: dict[str, Written] = {"century": shown or f"{ASKED} 20"} if asked else {}
    if by_sign := columns.orders(column):
        orders: dict[str, Written] = {sign: order or _ASKED_ORDER[sign] for sign, order in by_sign.items()}
        return {"column": column, "dates": orders[NUMBER] if list(orders) == [NUMBER] else orders, **century}
    order = columns.order(column)
    return {"column": column, **({"dates": order} if order else {}), **century}


_ASKED_ORDER = {
    ".": f"{ASKED} day_first",
    "/": f"{ASKED} day_first",
    "-": f"{ASKED} day_first",
    NUMBER: f"{ASKED} excel_1900",
}


def columns_in(written: Written) -> Iterable[str]:
    """Yield the columns that a part of a mapping names."""
    if isinstance(written, dict):
        for name, each in written.items():
            if name in ("column", "columns", "key") or (name == "where" and isinstance(each, str)):
                yield from each if isinstance(each, list) else (each,)  # type: ignore[misc]  # both hold texts
            else:
                yield from columns_in(each)
    elif isinstance(written, list):
        for each in written:
            yield from columns_in(each)


def open_questions(written: Written, at: str = "") -> Iterable[str]:
    """Yield where something is asked, as the names that lead there."""
    if isinstance(written, dict):
        for name, each in written.items():
            yield from open_questions(each, f"{at}.{name}" if at else name)
    elif isinstance(written, list):
        for each in written:
            yield from open_questions(each, at)
    elif written.startswith(ASKED):
        yield at
