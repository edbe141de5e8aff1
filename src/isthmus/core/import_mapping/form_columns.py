"""Which columns of a form are taken: those that fields come from, and those that somebody asked to keep.

Of no other a cell comes into the register or into the text of a submission: forms carry who collected, with which
telephone, and where somebody stood.
"""

from collections.abc import Collection, Iterable, Sequence

from isthmus.core.import_mapping.form_words import is_tie
from isthmus.core.import_mapping.records import Header
from isthmus.core.import_mapping.values import CellSource, ImportMapping, fields_of_sheet

__all__ = ["columns_not_spoken_of", "named_columns", "sources_of_repeats", "taken_header"]


def taken_header(
    mapping: ImportMapping, names: Sequence[str], sheet: str = "", within: Iterable[CellSource] = ()
) -> Header:
    """Return the header of a form's sheet with the columns of it that are taken, the key among them.

    `within`: fields of the rows that belong to its rows, which may come from its columns, too.
    """
    there = set(names)
    read = {name for source in (*fields_of_sheet(mapping, sheet), *within) for name in source.named} & there
    kept = _own(mapping, sheet)
    left = {*mapping.table.leave_out, *_ties(mapping)}
    own = ((there if kept is None else set(kept) & there) - read - left) - {""}
    beside = set(mapping.table.media)
    if not sheet:
        described = {name for source in mapping.document.values() for name in source.named}
        beside |= {*mapping.table.key, *mapping.table.second_key, *described}
    taken = [name for name in names if name in {*read, *own, *beside}]
    found = Header.of(taken)
    return Header(found.names, found.places, frozenset(read), frozenset(own))


def sources_of_repeats(mapping: ImportMapping, headers: dict[str, Header], of: str) -> Iterable[CellSource]:
    """Yield the fields of rows that belong to the rows of a sheet, as far as their own sheets lack their columns."""
    for repeat in mapping.table.repeats:
        if repeat.of == of:
            there = headers[repeat.sheet].places
            every = (
                *fields_of_sheet(mapping, repeat.sheet),
                *sources_of_repeats(mapping, headers, repeat.sheet),
            )
            for source in every:
                lacking = tuple(name for name in source.named if name not in there)
                yield CellSource(columns=lacking, first_of=source.first_of, line=source.line)


def columns_not_spoken_of(mapping: ImportMapping, names: Iterable[str], taken: Collection[str]) -> list[str]:
    """Return the columns of a form that are neither taken nor left out: a question may be new, or renamed."""
    if mapping.own is None:
        return []
    known = {*taken, *mapping.table.leave_out, *_ties(mapping), ""}
    return [name for name in names if name not in known and not is_tie(name)]


def named_columns(mapping: ImportMapping) -> set[str]:
    """Return the columns that a mapping names anywhere but to leave them out."""
    read = {name for _, _, source in mapping.fields() for name in source.named}
    read |= {each.where for each in mapping.conditions()}
    own = {name for of in (mapping.own, *(each.own for each in mapping.table.repeats)) for name in of or ()}
    return {*read, *own, *mapping.table.media, *_ties(mapping)}


def _own(mapping: ImportMapping, sheet: str) -> tuple[str, ...] | None:
    if not sheet:
        return mapping.own
    return next(each.own for each in mapping.table.repeats if each.sheet == sheet)


def _ties(mapping: ImportMapping) -> set[str]:
    """Return the columns that tie sheets together, and the rows to themselves."""
    tied = {name for each in mapping.table.repeats for name in (*each.key, *each.parent)}
    return {*mapping.table.key, *mapping.table.second_key, *tied}
