"""The header of a sheet: where each of its columns stands, and what is wrong with the names."""

from collections import Counter
from collections.abc import Iterator, Sequence

from isthmus.core.mapping import Field, place_of, spelled
from isthmus.core.messages import Message
from isthmus.core.workbook.own_columns import is_own
from isthmus.core.workbook.problems import Problem, Problems, shortened
from isthmus.core.workbook.schema import Sheet

__all__ = ["placed"]

_MOST_STRANGE = 20  # columns that are told one by one; of more, one problem gives the number


def placed(sheet: Sheet, header: Sequence[str], problems: Problems) -> list[int | None]:
    """Return where each column of the sheet stands in the table, if anywhere."""
    names = [spelled(name) for name in header]
    known = [column.name for column in sheet.written]
    for problem in (*_strange(sheet, header, names), *_repeated(sheet, header, names)):
        problems.add(problem)
    missing = [column.name for column in sheet.columns if column.required and column.name not in names]
    for name in missing:
        problems.add(
            _about_column(sheet, name, Message("sheet.column_required"), _missing_mend(header, name))
        )
    return [place_of(header, Field(name)) for name in known]


def _strange(sheet: Sheet, header: Sequence[str], names: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for each column that the sheet does not have; where they are many, one for all of them."""
    known = tuple(column.name for column in sheet.written)
    mend = Message("fix.column_name", columns=known)
    strange = [i for i, name in enumerate(names) if name and name not in known and not is_own(name)]
    if len(strange) > _MOST_STRANGE:
        rule = Message("sheet.no_such_columns", n=len(strange))
        yield _about_column(sheet, header[strange[0]], rule, mend)
        return
    for i in strange:
        yield _about_column(sheet, header[i], Message("sheet.no_such_column"), mend)


def _repeated(sheet: Sheet, header: Sequence[str], names: list[str]) -> Iterator[Problem]:
    """Yield one problem for each column of the sheet that the header has more than once."""
    known = {column.name for column in sheet.written}
    for name, times in Counter(names).items():
        if times > 1 and (name in known or is_own(name)):
            last = len(names) - 1 - names[::-1].index(name)
            rule = Message("sheet.column_twice", n=times)
            yield _about_column(sheet, header[last], rule, Message("fix.keep_one"))


def _missing_mend(header: Sequence[str], name: str) -> Message:
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        return Message("fix.commas")
    return Message("fix.add_column", column=name)


def _about_column(sheet: Sheet, column: str, rule: Message, mend: Message) -> Problem:
    return Problem(sheet.name, 1, shortened(column), "", rule, mend)
