"""Checking a workbook: text tables in; sound rows, and everything that is wrong, out."""

from collections.abc import Mapping
from typing import Any

from isthmus.core.mapping import spelled
from isthmus.core.messages import Message
from isthmus.core.workbook.canonical import in_order
from isthmus.core.workbook.cautions import Cautions
from isthmus.core.workbook.plausibility import check_plausibility
from isthmus.core.workbook.problems import Problem, Problems, shortened
from isthmus.core.workbook.quotes import TextOf
from isthmus.core.workbook.references import check_references
from isthmus.core.workbook.rows import Term, Workbook
from isthmus.core.workbook.schema import SHEETS
from isthmus.core.workbook.sheets import ReadSheet, Table, read_sheet
from isthmus.core.workbook.vocabularies import VOCABULARIES

__all__ = ["Table", "check"]


def check(
    tables: Mapping[str, Table],
    problems: Problems | None = None,
    cautions: Cautions | None = None,
    text_of: TextOf | None = None,
) -> tuple[Workbook, Problems]:
    """Return the sound part of the workbook, and all problems of the rest; what depends on unsound rows is left out.

    `problems` may bring what reading the files found already. Row 2 is the first row of a table. What is asked about
    in the sound part is added to `cautions`, where somebody wants them; `text_of` gives the texts of its files.
    """
    problems = Problems() if problems is None else problems
    named = _named_tables(tables, problems)
    read = _vocabulary_first(named, problems)
    check_references(read, problems)
    problems.left_out.update({name: len(one.unsound) for name, one in read.items() if one.unsound})
    problems.first.sort(key=_in_order)
    if cautions is not None:
        check_plausibility({one.name: read[one.name] for one in SHEETS}, cautions, text_of)
    return _workbook(read), problems


def _named_tables(tables: Mapping[str, Table], problems: Problems) -> dict[str, Table]:
    """Return the tables by the names of their sheets; a sheet's name may differ in case and blanks."""
    named: dict[str, Table] = {}
    for name, table in tables.items():
        if (spelling := spelled(name)) not in _ORDER:
            problems.add(
                _about_sheet(
                    name,
                    Message("workbook.no_such_sheet"),
                    Message("fix.sheet_name", sheets=tuple(_ORDER)),
                )
            )
        elif spelling in named:
            problems.add(_about_sheet(name, Message("workbook.sheet_twice"), Message("fix.remove_one")))
        else:
            named[spelling] = table
    if not named and not problems:
        problems.add(
            _about_sheet(
                "",
                Message("workbook.empty"),
                Message("fix.add_sheets"),
            )
        )
    return named


def _about_sheet(name: str, rule: Message, mend: Message) -> Problem:
    return Problem(shortened(name), None, "", "", rule, mend)


def _vocabulary_first(tables: Mapping[str, Table], problems: Problems) -> dict[str, ReadSheet]:
    """Return every sheet read; the vocabulary before the acts that use its codes."""
    read: dict[str, ReadSheet] = {}
    codes: dict[str, Mapping[str, str]] = {
        name: {code: code for code in own} for name, own in VOCABULARIES.items()
    }
    for one in (SHEETS[-1], *SHEETS[:-1]):
        if one.name in tables:
            read[one.name] = read_sheet(one, tables[one.name], read=read, codes=codes, problems=problems)
        else:
            read[one.name] = ReadSheet(one, absent=True)
        if one.name == "vocabulary":
            codes = _extended(codes, read[one.name])
    return read


def _extended(codes: Mapping[str, Mapping[str, str]], vocabulary: ReadSheet) -> dict[str, Mapping[str, str]]:
    extended = {name: dict(own) for name, own in codes.items()}
    for term in vocabulary.rows:
        if isinstance(term, Term):
            extended[term.list][term.code] = term.code
    return {**extended}


def _in_order(problem: Problem) -> tuple[int, int, int]:
    """Return the place by sheet in the model's order, then row, then column; whole and unknown sheets come first."""
    place = _ORDER.get(problem.sheet, -1)
    columns = SHEETS[place].names if place >= 0 else ()
    return place, problem.row or 0, columns.index(problem.column) if problem.column in columns else -1


_ORDER = {one.name: i for i, one in enumerate(SHEETS)}


def _workbook(read: Mapping[str, ReadSheet]) -> Workbook:
    found: dict[str, Any] = {name: tuple(in_order(one.rows)) for name, one in read.items()}
    lacking = {name: one.lacking for name, one in read.items() if one.lacking}
    return Workbook(**found, lacking=lacking)
