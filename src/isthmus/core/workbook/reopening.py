"""The way back: what the tokens of a workbook stand for in the workspace that wrote them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from isthmus.core.messages import Message
from isthmus.core.workbook.judgement_kinds import SIDES
from isthmus.core.workbook.problems import Problem, Problems, UnsoundWorkbook
from isthmus.core.workbook.rows import Judgement, Row, Term, Workbook
from isthmus.core.workbook.schema import SHEETS, Column, Sheet
from isthmus.core.workbook.tokens import Tokens, closable, is_token

__all__ = ["reopened"]

_RULE = Message("token.rule")
_MEND = Message("token.fix")


def reopened(workbook: Workbook, register: Workbook, tokens: Tokens) -> Workbook:
    """Return the workbook with what its tokens stand for; raises UnsoundWorkbook where one stands for nothing here."""
    reopening = _RegisterReopener(register, tokens)
    sheets = {sheet.name: tuple(reopening.rows(sheet, getattr(workbook, sheet.name))) for sheet in SHEETS}
    if reopening.problems.total:
        raise UnsoundWorkbook(reopening.problems)
    return Workbook(**sheets)  # type: ignore[arg-type]


@dataclass
class _RegisterReopener:
    register: Workbook
    tokens: Tokens
    problems: Problems = field(default_factory=Problems)
    _ids: dict[str, dict[str, str]] = field(default_factory=dict)
    _here: dict[str, dict[str, Row]] = field(default_factory=dict)

    def rows(self, sheet: Sheet, rows: tuple[Row, ...]) -> Iterator[Row]:
        """Yield the rows of a sheet without tokens, and without those that only stood in for who controls others."""
        for row in rows:
            if isinstance(row, Term) or not _holds_token(sheet, row):
                yield row
            elif not (sheet.name == "sources" and row.id in self._controlling):
                yield self._row(sheet, row)

    def _row(self, sheet: Sheet, row: Any) -> Row:  # noqa: ANN401  a row of any sheet but the vocabulary
        ref = self._id(sheet.name, "id", row.id)
        here = self._rows_here(sheet.name).get(ref)
        found: dict[str, Any] = {"id": ref}
        for column in sheet.columns:
            value = getattr(row, column.name)
            if column.name == "id":
                continue
            if isinstance(value, tuple):
                found[column.name] = tuple(self._referred(column, row, each) for each in value)
            elif is_token(value):
                found[column.name] = self._cell(column, row, value, ref, here)
        opened: Row = replace(row, **found)
        return opened

    def _cell(self, column: Column, row: Any, token: str, ref: str, here: Row | None) -> str:  # noqa: ANN401
        held = getattr(here, column.name, "")
        if (column.sheet, column.name) == ("sources", "affiliation") and token in self._controlling:
            return self._controlling[token]
        may_be = here is not None and closable(column.sheet, column.name)
        if may_be and self.tokens.is_of(token, column.sheet, ref, column.name, str(held)):
            return str(held)
        if column.type in ("ref", "side"):
            return self._referred(column, row, token)
        return self._told(column.sheet, column.name, token)

    def _referred(self, column: Column, row: Any, value: str) -> str:  # noqa: ANN401
        to = SIDES[row.kind] if isinstance(row, Judgement) and column.type == "side" else column.to
        return self._id(to, column.name, value, told_in=column.sheet)

    def _id(self, sheet: str, column: str, value: str, told_in: str = "") -> str:
        if not is_token(value):
            return value
        if sheet not in self._ids:
            self._ids[sheet] = {self.tokens.of_id(sheet, ref): ref for ref in self._rows_here(sheet)}
        return self._ids[sheet].get(value) or self._told(told_in or sheet, column, value)

    def _told(self, sheet: str, column: str, token: str) -> str:
        self.problems.add(Problem(sheet, None, column, token, _RULE, _MEND))
        return token

    def _rows_here(self, sheet: str) -> dict[str, Row]:
        if sheet not in self._here:
            self._here[sheet] = {row.id: row for row in getattr(self.register, sheet)}
        return self._here[sheet]

    @cached_property
    def _controlling(self) -> dict[str, str]:
        return {
            self.tokens.of_control(row.affiliation): row.affiliation
            for row in self.register.sources
            if row.affiliation
        }


def _holds_token(sheet: Sheet, row: Row) -> bool:
    return any(
        any(map(is_token, value)) if isinstance(value, tuple) else is_token(value)
        for value in (getattr(row, name) for name in sheet.names)
    )
