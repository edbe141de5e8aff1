"""From a mapping as written to its values; everything that is wrong is told at once, with its line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from isthmus.core.dates.date_cells import ORDERS
from isthmus.core.dates.date_words import folded
from isthmus.core.import_mapping.cells import EXCEL
from isthmus.core.import_mapping.nodes import ListNode, MappingProblem, Node, PartNode, WordNode
from isthmus.core.import_mapping.values import (
    ROW_KINDS,
    CellSource,
    ImportMapping,
    MappedAct,
    MappedPeople,
    RepeatSheet,
    TableShape,
)
from isthmus.core.messages import Message
from isthmus.core.workbook.schema import Column, sheet

__all__ = ["ASKED", "VERSION", "read_mapping"]

VERSION = "1"
ASKED = "?"
"""What stands in a mapping that was proposed where only people can say."""
_PARTS = ("mapping", "name", "row", "table", "document", "sources", "statement", "acts", "own")
_TABLE = ("sheet", "header_row", "header_rows", "encoding", "key", "repeats")
_SOURCE = ("column", "columns", "codes", "split", "joined", "dates", "century", "yes", "otherwise", "prefix")
_DATES = (*ORDERS, *EXCEL)
# What a mapping gives of itself, and what its rows are tied together by.
_MADE = {
    "documents": ("id", "own", "sha256", "file"),
    "statements": ("id", "own", "document", "retracts", "coder", "coded_at"),
    "acts": ("id", "own", "statement"),
    "mentions": ("id", "own", "act", "low", "high", "within"),
}
_OF_PEOPLE = ("number", "names", "each", "status", "status_date")


def read_mapping(written: Node) -> tuple[ImportMapping | None, list[MappingProblem]]:
    """Return the mapping, or None and the problems that it has."""
    reader = _MappingReader()
    mapping = reader.mapping(written)
    return (None if reader.problems else mapping), sorted(reader.problems, key=lambda each: each.line)


@dataclass
class _MappingReader:
    problems: list[MappingProblem] = field(default_factory=list)

    def wrong(self, line: int, rule: Message, fix: Message) -> None:
        self.problems.append(MappingProblem(line, rule, fix))

    def mapping(self, written: Node) -> ImportMapping | None:
        if not isinstance(written, PartNode) or "mapping" not in written.items:
            self.wrong(1, Message("mapping_file.none"), Message("mapping_file.none_fix", version=VERSION))
            return None
        self.known(written, _PARTS)
        if (version := self.word(written, "mapping")) != VERSION:
            line = written.lines.get("mapping", 1)
            self.wrong(
                line, Message("mapping_file.version", found=version[:20]), Message("mapping_file.version_fix")
            )
        statement = self.fields(written, "statement", "statements", ("speaker", "basis"))
        return ImportMapping(
            name=self.word(written, "name", needed=True),
            row=self.choice(written, "row", ROW_KINDS),  # type: ignore[arg-type]  # checked to be one of them
            table=self.table(written),
            document=self.fields(written, "document", "documents", ("title", "author", "held")),
            statement=statement,
            acts=tuple(self.each(written, "acts", self.act)),
            kinds=self.kinds(written),
            other_kind=self.other_kind(written),
            own=self.own(written),
        )

    def known(self, part: PartNode, names: tuple[str, ...]) -> None:
        for name in part.items:
            if name not in names:
                rule = Message("mapping_file.no_such_word", word=name[:40])
                self.wrong(
                    part.lines.get(name, part.line), rule, Message("mapping_file.words_fix", words=names)
                )

    def word(self, part: PartNode, name: str, *, needed: bool = False) -> str:
        found = part.items.get(name)
        if isinstance(found, WordNode) and found.text.startswith(ASKED):
            self.wrong(
                found.line, Message("mapping_file.asked", name=name), Message("mapping_file.asked_fix")
            )
            return ""
        if isinstance(found, WordNode) and (found.text or not needed):
            return found.text
        if found is not None:
            line = part.lines.get(name, part.line)
            self.wrong(line, Message("mapping_file.word", name=name), Message("mapping_file.word_fix"))
        elif needed:
            self.lacks(part, name)
        return ""

    def lacks(self, part: PartNode, name: str) -> None:
        self.wrong(
            part.line, Message("mapping_file.lacks", name=name), Message("mapping_file.lacks_fix", name=name)
        )

    def choice(self, part: PartNode, name: str, choices: tuple[str, ...]) -> str:
        found = self.word(part, name, needed=True)
        if found and found not in choices:
            self.not_among(part.lines.get(name, part.line), found, choices)
        return found

    def not_among(self, line: int, found: str, choices: tuple[str, ...]) -> None:
        rule = Message("mapping_file.not_among", word=found[:40])
        self.wrong(line, rule, Message("mapping_file.words_fix", words=choices))

    def part(self, part: PartNode, name: str, *, needed: bool = False) -> PartNode:
        found = part.items.get(name)
        line = part.lines.get(name, part.line)
        if isinstance(found, PartNode):
            return PartNode(found.items, line, found.lines)
        if found is not None:
            self.wrong(
                line, Message("mapping_file.part", name=name), Message("mapping_file.part_fix", name=name)
            )
        elif needed:
            self.lacks(part, name)
        return PartNode({}, line)

    def words(self, part: PartNode, name: str) -> tuple[str, ...]:
        """Return a list of words, or one word."""
        found = part.items.get(name)
        if found is None:
            return ()
        items = found.items if isinstance(found, ListNode) else (found,)
        if isinstance(found, PartNode) or not all(isinstance(each, WordNode) for each in items):
            line = part.lines.get(name, part.line)
            self.wrong(
                line, Message("mapping_file.words", name=name), Message("mapping_file.list_fix", name=name)
            )
            return ()
        return tuple(each.text for each in items if isinstance(each, WordNode))

    def each[T](self, part: PartNode, name: str, read: Callable[[PartNode], T]) -> list[T]:
        found = part.items.get(name)
        if found is None:
            return []
        items = found.items if isinstance(found, ListNode) else [found]
        wrong = (
            [each for each in items if not isinstance(each, PartNode)]
            if not isinstance(found, PartNode)
            else []
        )
        if isinstance(found, PartNode):
            items = [found]
        for each in wrong:
            self.wrong(
                each.line,
                Message("mapping_file.part", name=name),
                Message("mapping_file.part_fix", name=name),
            )
        return [read(each) for each in items if isinstance(each, PartNode)]

    def table(self, written: PartNode) -> TableShape:
        part = self.part(written, "table")
        self.known(part, _TABLE)
        return TableShape(
            sheet=self.word(part, "sheet"),
            header_row=self.number(part, "header_row", 0, 1_000_000),
            header_rows=self.number(part, "header_rows", 1, 5),
            encoding=self.word(part, "encoding"),
            key=self.words(part, "key"),
            repeats=tuple(self.each(part, "repeats", self.repeat)),
        )

    def number(self, part: PartNode, name: str, otherwise: int, most: int) -> int:
        text = self.word(part, name)
        if not text:
            return otherwise
        if text.isdecimal() and 1 <= int(text[:9]) <= most and len(text) < 9:
            return int(text)
        rule = Message("mapping_file.number", name=name, most=most)
        self.wrong(part.lines.get(name, part.line), rule, Message("mapping_file.number_fix"))
        return otherwise

    def repeat(self, part: PartNode) -> RepeatSheet:
        self.known(part, ("sheet", "key", "parent"))
        sheet_name, key, parent = (self.word(part, each, needed=True) for each in ("sheet", "key", "parent"))
        return RepeatSheet(sheet_name, key, parent, part.line)

    def fields(
        self, written: PartNode, name: str, of: str, needed: tuple[str, ...], also: tuple[str, ...] = ()
    ) -> Mapping[str, CellSource]:
        part = self.part(written, name, needed=True)
        return self.fields_of(part, of, needed, also)

    def fields_of(
        self, part: PartNode, of: str, needed: tuple[str, ...], also: tuple[str, ...]
    ) -> dict[str, CellSource]:
        allowed = tuple(each for each in sheet(of).names if each not in _MADE[of])
        self.known(part, (*allowed, *also))
        for each in needed:
            if each not in part.items:
                self.lacks(part, each)
        return {each: self.source(part, each, of) for each in part.items if each in allowed}

    def source(self, part: PartNode, name: str, of: str) -> CellSource:
        """Return where a field comes from: a word is the same for all rows."""
        found = part.items[name]
        line = part.lines.get(name, part.line)
        if isinstance(found, WordNode):
            source = CellSource(fixed=self.word(part, name), line=line)
        elif isinstance(found, ListNode):
            source = CellSource(fixed=";".join(self.words(part, name)), line=line)
        else:
            source = self.from_columns(found, line)
        self.means(source, name, of)
        return source

    def from_columns(self, part: PartNode, line: int) -> CellSource:
        self.known(part, _SOURCE)
        listed = self.pairs(part, "yes")
        columns = (*self.words(part, "column"), *self.words(part, "columns"))
        if bool(columns) == bool(listed):
            self.wrong(line, Message("mapping_file.no_column"), Message("mapping_file.no_column_fix"))
        dates = self.word(part, "dates")
        if dates and dates not in _DATES:
            self.not_among(part.lines.get("dates", line), dates, _DATES)
        return CellSource(
            columns=columns,
            codes={folded(cell): value for cell, value in self.pairs(part, "codes").items()},
            split=tuple(each.replace("\\n", "\n") for each in self.words(part, "split") if each),
            joined=self.word(part, "joined") or " ",
            dates=dates,
            century=str(self.number(part, "century", 0, 99) or ""),
            listed=listed,
            otherwise=self.word(part, "otherwise"),
            prefix=self.word(part, "prefix"),
            line=line,
        )

    def pairs(self, part: PartNode, name: str) -> dict[str, str]:
        within = self.part(part, name)
        return {each: self.word(within, each) for each in within.items}

    def means(self, source: CellSource, name: str, of: str) -> None:
        """Check that every word that a mapping gives itself may stand in its field."""
        column = _column(of, name)
        given = [
            *filter(None, (source.fixed, source.otherwise)),
            *source.codes.values(),
            *source.listed.values(),
        ]
        for each in given:
            if column is not None and column.choices and each and each not in column.choices:
                self.not_among(source.line, each, column.choices)

    def act(self, part: PartNode) -> MappedAct:
        fields = self.fields_of(part, "acts", ("type",), ("people", "where"))
        return MappedAct(
            fields, tuple(self.each(part, "people", self.people)), self.word(part, "where"), part.line
        )

    def people(self, part: PartNode) -> MappedPeople:
        fields = self.fields_of(part, "mentions", ("role",), _OF_PEOPLE)
        for each in ("status", "status_date"):
            if each in part.items:
                fields[each] = self.source(part, each, "statuses")
        number = self.source(part, "number", "mentions") if "number" in part.items else None
        names = self.source(part, "names", "mentions") if "names" in part.items else None
        return MappedPeople(fields, number, names, self.word(part, "each"), part.line)

    def kinds(self, written: PartNode) -> Mapping[str, str]:
        part = self.part(written, "sources")
        self.known(part, ("kinds", "other"))
        kinds = self.pairs(part, "kinds")
        allowed = sheet("sources").column("kind").choices
        for name, kind in kinds.items():
            if kind not in allowed:
                self.not_among(self.part(part, "kinds").lines.get(name, part.line), kind, allowed)
        return {folded(name): kind for name, kind in kinds.items()}

    def other_kind(self, written: PartNode) -> str:
        part = self.part(written, "sources")
        allowed = sheet("sources").column("kind").choices
        return self.choice(part, "other", allowed) if "other" in part.items else ""

    def own(self, written: PartNode) -> tuple[str, ...] | None:
        found = self.words(written, "own")
        return None if found in ((), ("all",)) else () if found == ("none",) else found


def _column(of: str, name: str) -> Column | None:
    if of == "statuses" and name == "status_date":
        return sheet("statuses").column("date")
    names = sheet(of).names
    return sheet(of).column(name) if name in names else None
