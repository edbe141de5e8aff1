"""The fields of a row: a cell of the register for each, with references by name, and the columns that have no field."""

from collections.abc import Iterator
from functools import cache

from isthmus.core.import_mapping.cells import CellReader, Unreadable
from isthmus.core.import_mapping.mapped_row import Cells, MappedRow
from isthmus.core.import_mapping.naming import NameIds
from isthmus.core.import_mapping.records import CellReason, Record
from isthmus.core.import_mapping.values import CellSource, Fields, ImportMapping
from isthmus.core.mapping import spelled
from isthmus.core.messages import Message
from isthmus.core.workbook.cells import Fault, screened
from isthmus.core.workbook.own_columns import gathered
from isthmus.core.workbook.schema import Column, sheet

__all__ = ["FieldReader", "first_column", "schema_column"]

_REFERENCES = ("ref", "refs")


class FieldReader:
    """Reads the fields of rows as a mapping says. `home`: columns that are read, or tie sheets together."""

    def __init__(self, mapping: ImportMapping, reader: CellReader, naming: NameIds) -> None:
        self.mapping, self.reader, self.naming = mapping, reader, naming
        self.home = _homes(mapping)

    def fields_of(self, made: MappedRow, name: str, fields: Fields, record: Record) -> Cells:
        """Return the cells of a row of that sheet; what cannot be read is added to the reasons."""
        cells: Cells = {}
        for field_name, source in fields.items():
            column = schema_column(name, field_name)
            try:
                value = self.cell(source, record, column)
            except Unreadable as wrong:
                made.reasons.append(wrong.reason)
                continue
            if value:
                cells[field_name] = value
            elif column.required:
                made.reasons.append(
                    CellReason(first_column(source), "", Message("mapped.missing", field=column.label))
                )
        return cells

    def cell(self, source: CellSource, record: Record, column: Column) -> str:
        """Return one cell of the register; of a reference, the id of what is named. Raises `Unreadable`."""
        if column.type not in _REFERENCES or column.to not in self.naming.new:
            return self.reader.value(source, record, column)
        names = [source.prefix + value for value, _ in self.reader.values(source, record)]
        if column.type == "ref" and len(names) > 1:
            names = [source.joined.join(names)]
        for name in names:
            if isinstance(fault := screened(name), Fault) and isinstance(fault.rule, Message):
                raise Unreadable(CellReason(first_column(source), "", fault.rule))
        return ";".join(dict.fromkeys(self.naming.id_of(column.to, name) for name in names))

    def own_of(self, record: Record) -> str:
        """Return the columns that have no other home, as a row of the register keeps an author's own."""
        return gathered({f"x_{name}": cell for name, cell in self._own(record)})

    def _own(self, record: Record) -> Iterator[tuple[str, str]]:
        of_form = record.header.own
        for column in record.header.names:
            kept = column not in self.home and self._kept(column) if of_form is None else column in of_form
            if column and kept and (cell := record.cell(column)):
                yield spelled(column), cell

    def _kept(self, column: str) -> bool:
        return self.mapping.own is None or column in self.mapping.own


@cache
def schema_column(name: str, field_name: str) -> Column:
    """Return a column of a sheet of the register."""
    return sheet(name).column(field_name)


def first_column(source: CellSource) -> str:
    """Return the first column that a field is read from; nothing where it is the same for all rows."""
    return source.named[0] if source.named else ""


def _homes(mapping: ImportMapping) -> frozenset[str]:
    """Return the columns that are read into a field, or tell rows apart."""
    read = {column for _, _, source in mapping.fields() for column in source.named}
    wheres = {each.where for each in mapping.conditions()}
    return frozenset(read | wheres | {each for repeat in mapping.table.repeats for each in repeat.parent})
