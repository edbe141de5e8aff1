"""A register as it may leave: what is closed becomes tokens, and what was closed and left open is counted."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from isthmus.core.names.occurrences import NameFinder
from isthmus.core.workbook.canonical import in_order
from isthmus.core.workbook.judgement_kinds import SIDES
from isthmus.core.workbook.rows import Judgement, Mention, Row, Source, Term, Workbook
from isthmus.core.workbook.schema import SHEETS, Column, Sheet
from isthmus.core.workbook.tokens import DENIED_GROUND, GROUND, MARKED, NAMING, TEXTS, Tokens

__all__ = ["ClosedRegister", "OutsideNames", "Quotes", "closed"]


class Quotes(StrEnum):
    """Which texts in somebody's own words (quotes, notes, titles, reasons) are closed, beside what is marked."""

    LEAVE = "leave"
    CLOSE_NAMED = "close_named"
    CLOSE_ALL = "close_all"


@dataclass(frozen=True, slots=True)
class OutsideNames:
    """What closes cells of a part of a register though it stands outside of the part.

    `speakers`: the sources that are a victim or a witness there; `finder` finds every name that is closed, here and
    there.
    """

    speakers: frozenset[str] = frozenset()
    finder: NameFinder | None = None


@dataclass(frozen=True, slots=True)
class ClosedRegister:
    """What leaves, and by kind how many cells or rows were closed, and how many left open.

    `with_name` lists the statements whose quote is left open although a name of the register stands in it.
    """

    workbook: Workbook
    closed: Mapping[str, int]
    open: Mapping[str, int]
    with_name: tuple[str, ...] = ()


def closed(
    workbook: Workbook,
    tokens: Tokens,
    *,
    named: Collection[str],
    names: bool = False,
    quotes: Quotes = Quotes.LEAVE,
    outside: OutsideNames = OutsideNames(),
) -> ClosedRegister:
    """Return a register, or a part of it, as it may leave.

    `named`: the mentions of everybody who is a victim or a witness anywhere; `outside`: what stands beyond a part.

    With `names`, only what is sealed is closed; without, also what is confidential, the names of these, and the
    alleged grounds: a file that leaves without asking has neither names nor grounds.
    """
    return _RegisterCloser(workbook, tokens, frozenset(named), outside, names=names, quotes=quotes).closed()


@dataclass
class _RegisterCloser:
    """Finds which cells and ids of a register are closed, and puts tokens in their places."""

    workbook: Workbook
    tokens: Tokens
    named: frozenset[str]
    outside: OutsideNames
    names: bool
    quotes: Quotes
    cells: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    ids: dict[str, dict[str, str]] = field(default_factory=dict)
    counted: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    with_name: list[str] = field(default_factory=list)

    def closed(self) -> ClosedRegister:
        """Return the register with tokens, and what was counted on the way."""
        names = self._close_marked_and_named()
        finder = self.outside.finder or NameFinder(names)
        if not self.names:
            self._close_own()
        self._close_texts(finder)
        self._close_ids(finder)
        if not self.names:
            self._close_grounds()
        self._count_open()
        sheets = {sheet.name: tuple(in_order(self._rows(sheet))) for sheet in SHEETS}
        sheets["sources"] = tuple(in_order([*sheets["sources"], *self._stand_ins()]))
        workbook = Workbook(**sheets)  # type: ignore[arg-type]
        return ClosedRegister(workbook, dict(self.counted), dict(self.left), tuple(self.with_name))

    def _close_marked_and_named(self) -> list[str]:
        """Close rows that are marked, and names; return the names that are closed."""
        found: list[str] = []
        speaking = self._speaking()
        for sheet, columns in MARKED.items():
            for row in getattr(self.workbook, sheet):
                if self._is_marked(row):
                    self._close(sheet, row, columns)
                    self.ids.setdefault(sheet, {})[row.id] = self.tokens.of_id(sheet, row.id)
                    self.counted[f"{row.protection}.{sheet}"] += 1
                elif self._is_named(row, speaking):
                    if self._close(sheet, row, NAMING if isinstance(row, Mention) else ("name", "note")):
                        self.counted[f"names.{sheet}"] += 1
                else:
                    continue
                found += [text for name in NAMING if (text := getattr(row, name, ""))]
        return found

    def _speaking(self) -> set[str]:
        """Return the sources that are themselves a victim or a witness."""
        here = {row.speaker for row in self.workbook.mentions if row.speaker and row.id in self.named}
        return here | self.outside.speakers

    def _is_marked(self, row: Any) -> bool:  # noqa: ANN401  a row of any sheet that has marks
        return row.protection == "sealed" or (row.protection == "confidential" and not self.names)

    def _is_named(self, row: object, speaking: set[str]) -> bool:
        if self.names or not isinstance(row, Mention | Source):
            return False
        return row.id in (self.named if isinstance(row, Mention) else speaking)

    def _close(self, sheet: str, row: Any, columns: Collection[str]) -> bool:  # noqa: ANN401
        """Close those of the columns that hold anything; return whether any does."""
        filled = {name for name in columns if getattr(row, name, "")}
        self.cells.setdefault((sheet, row.id), set()).update(filled)
        return bool(filled)

    def _close_own(self) -> None:
        """Close own columns: nobody but their author knows what they hold, names and grounds perhaps."""
        for sheet in TEXTS:
            for row in getattr(self.workbook, sheet):
                self.counted["own"] += self._close(sheet, row, ("own",))

    def _close_texts(self, finder: NameFinder) -> None:
        for sheet, columns in TEXTS.items():
            for row in getattr(self.workbook, sheet):
                before = self.cells.get((sheet, row.id), ())
                for name in columns:
                    if (text := getattr(row, name)) and name not in before:
                        self._close_text(sheet, row.id, name, holds_name=finder.stands_in(text))

    def _close_text(self, sheet: str, row: str, column: str, *, holds_name: bool) -> None:
        kind = "quotes" if column == "quote" else "texts"
        if self.quotes == Quotes.CLOSE_ALL or (holds_name and self.quotes == Quotes.CLOSE_NAMED):
            self.cells.setdefault((sheet, row), set()).add(column)
            self.counted[kind] += 1
            return
        self.left[kind] += 1
        self.left[f"{kind}.named"] += holds_name
        if holds_name and column == "quote":
            self.with_name.append(row)

    def _close_ids(self, finder: NameFinder) -> None:
        """Close ids that hold a closed name."""
        for sheet in SHEETS:
            for row in getattr(self.workbook, sheet.name):
                if not isinstance(row, Term) and finder.stands_in(row.id):
                    self.ids.setdefault(sheet.name, {})[row.id] = self.tokens.of_id(sheet.name, row.id)
        self.counted["ids"] = sum(map(len, self.ids.values()))

    def _close_grounds(self) -> None:
        """Close every act's ground, stated or not, and what every denial denies: neither shows where there is one."""
        for act in self.workbook.acts:
            self.cells.setdefault(("acts", act.id), set()).add(GROUND[1])
            self.counted["grounds"] += bool(act.ground)
        for row in self.workbook.statements:
            if row.stance == "denies":
                self.cells.setdefault(("statements", row.id), set()).add(DENIED_GROUND[1])

    def _count_open(self) -> None:
        self.left["names"] = sum(
            bool(row.name) and "name" not in self.cells.get(("mentions", row.id), ())
            for row in self.workbook.mentions
        )
        self.left["grounds"] = sum(bool(row.ground) for row in self.workbook.acts) if self.names else 0
        self.left["coders"] = sum(bool(row.coder) for row in self.workbook.statements)

    def _rows(self, sheet: Sheet) -> Iterator[Row]:
        pointing = [
            column
            for column in sheet.columns
            if column.type == "side" or (column.type in ("ref", "refs") and column.to in self.ids)
        ]
        for row in getattr(self.workbook, sheet.name):
            found = {} if isinstance(row, Term) else self._tokens_of(sheet, row, pointing)
            yield replace(row, **found) if found else row

    def _tokens_of(self, sheet: Sheet, row: Any, pointing: list[Column]) -> dict[str, Any]:  # noqa: ANN401
        found: dict[str, Any] = {column.name: self._referred(column, row) for column in pointing}
        if row.id in self.ids.get(sheet.name, {}):
            found["id"] = self.ids[sheet.name][row.id]
        for name in self.cells.get((sheet.name, row.id), ()):
            text = getattr(row, name)
            at_control = (sheet.name, name) == ("sources", "affiliation")
            found[name] = (
                self.tokens.of_control(text) if at_control else self.tokens.of(sheet.name, row.id, name, text)
            )
        return found

    def _referred(self, column: Column, row: Any) -> Any:  # noqa: ANN401  one id, or several
        ids = self.ids.get(
            SIDES[row.kind] if isinstance(row, Judgement) and column.type == "side" else column.to, {}
        )
        value = getattr(row, column.name)
        if isinstance(value, tuple):
            return tuple(ids.get(each, each) for each in value)
        return ids.get(value, value)

    def _stand_ins(self) -> Iterator[Source]:
        """Yield a source for each token that stands for who controls closed ones, so that they stay together."""
        controlling = {
            row.affiliation
            for row in self.workbook.sources
            if "affiliation" in self.cells.get(("sources", row.id), ())
        }
        self.counted["control"] = sum(
            "affiliation" in self.cells.get(("sources", row.id), ()) for row in self.workbook.sources
        )
        for token in sorted(map(self.tokens.of_control, controlling)):
            yield Source(token, token, "protected", protection="sealed", contact="no")
