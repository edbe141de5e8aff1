"""The columns that a mapping names, and that the sheets of a file must have."""

from collections.abc import Iterator, Mapping, Sequence

from isthmus.core.import_mapping.records import Header
from isthmus.core.import_mapping.values import CellSource, ImportMapping, fields_of_sheet
from isthmus.core.mapping import MappingError, shown
from isthmus.core.messages import Message

__all__ = ["check_columns", "no_column"]


def check_columns(mapping: ImportMapping, header: Header, within: Mapping[str, Header]) -> None:
    """Raise `MappingError` where the mapping names columns that no sheet has in which they are looked for: all at once.

    `within`: the headers of repeats by sheet; what a repeat lacks may stand in the sheet to which its rows belong.
    """
    above = {"": [header]}
    for repeat in mapping.table.repeats:
        if repeat.of not in above:
            raise _no_repeat(repeat.of, repeat.line)
        above[repeat.sheet] = [within[repeat.sheet], *above[repeat.of]]
    for sheet, line, of in _sheets_named(mapping):
        if not any(each.sheet == sheet and each.of == of for each in mapping.table.repeats):
            raise _no_repeat(sheet, line)
    for sheet, headers in above.items():
        lacking = [pair for source in _sources(mapping, sheet) for pair in _lacking(source, headers)]
        tied = [each for each in mapping.table.repeats if each.of == sheet]
        lacking += [
            (name, each.line) for each in tied for name in each.parent if name not in headers[0].places
        ]
        if missing := list({name: (name, line) for name, line in reversed(lacking)}.values())[::-1]:
            raise _no_columns(missing, headers[0])


def _sources(mapping: ImportMapping, sheet: str) -> Iterator[CellSource]:
    """Yield whatever names columns of a sheet; the main one has no name."""
    if not sheet:
        keys = (*mapping.table.key, *mapping.table.second_key)
        yield from (CellSource(columns=(each,), line=mapping.table.line) for each in keys)
        yield from mapping.document.values()
    if mapping.is_form:
        own = _own(mapping, sheet)
        yield from (CellSource(columns=(each,), line=line) for each, line in own)
    yield from fields_of_sheet(mapping, sheet)


def _own(mapping: ImportMapping, sheet: str) -> Iterator[tuple[str, int]]:
    """Yield the columns of a form's sheet that are to be kept: one that is missing may have been renamed."""
    if not sheet:
        yield from ((each, mapping.own_line) for each in mapping.own or ())
    for repeat in mapping.table.repeats:
        if repeat.sheet == sheet:
            yield from ((each, repeat.line) for each in repeat.own or ())


def _sheets_named(mapping: ImportMapping) -> Iterator[tuple[str, int, str]]:
    """Yield the repeats that acts and people come from, each with the sheet to which its rows must belong."""
    for act in mapping.acts:
        if act.each:
            yield act.each, act.line, ""
        yield from ((people.each, people.line, act.each) for people in act.people if people.each)


def _lacking(source: CellSource, headers: list[Header]) -> Iterator[tuple[str, int]]:
    """Yield the columns that none of the sheets has, with their line; none where one of several is enough."""
    lacking = [name for name in source.named if not any(name in each.places for each in headers)]
    if not source.first_of or len(lacking) == len(source.named):
        yield from ((name, source.line) for name in lacking)


def _no_repeat(sheet: str, line: int) -> MappingError:
    rule = Message("mapped.no_repeat", sheet=sheet[:40], line=line)
    return MappingError(rule, Message("mapped.no_repeat_fix"))


def _no_columns(missing: Sequence[tuple[str, int]], header: Header) -> MappingError:
    if len(missing) == 1:
        return no_column(missing[0][0], header, missing[0][1])
    columns = tuple(Message("mapped.column_in_line", column=name[:40], line=line) for name, line in missing)
    fix = Message("mapped.no_columns_fix", names=shown(header.names))
    return MappingError(Message("mapped.no_columns", columns=columns[:20]), fix)


def no_column(column: str, header: Header, line: int) -> MappingError:
    """Return that a sheet lacks a column which the mapping names."""
    rule = Message("mapped.no_column", column=column[:40], line=line)
    return MappingError(rule, Message("mapped.no_columns_fix", names=shown(header.names)))
