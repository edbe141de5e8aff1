"""From a mapping as written to its values; everything that is wrong is told at once, with its line."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from isthmus.core.dates.date_cells import ORDERS
from isthmus.core.dates.date_words import folded
from isthmus.core.import_mapping.cells import EXCEL
from isthmus.core.import_mapping.date_orders import NUMBER, SIGNS
from isthmus.core.import_mapping.mapping_parts import MappingParts
from isthmus.core.import_mapping.nodes import ListNode, MappingProblem, Node, PartNode, WordNode
from isthmus.core.import_mapping.values import (
    MERGED,
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
from isthmus.core.workbook.vocabularies import VOCABULARIES

__all__ = ["VERSION", "read_mapping"]

VERSION = "1"
_PARTS = ("mapping", "name", "row", "table", "document", "sources", "statement", "acts", "own")
_TABLE = (
    *("sheet", "header_row", "header_rows", "encoding", "key", "second_key", "repeats", "merged", "nothing"),
    *("media", "leave_out"),
)
_REPEAT = ("sheet", "key", "parent", "of", "own")
_WHERE = ("column", "has", "among")
_SOURCE = (
    *("column", "columns", "first_of", "codes", "split", "joined", "dates", "century", "yes", "otherwise"),
    "prefix",
)
_DATES = (*ORDERS, *EXCEL)
# What a mapping gives of itself, and what its rows are tied together by.
_MADE = {
    "documents": ("id", "own", "sha256", "file"),
    "statements": ("id", "own", "document", "retracts", "coder", "coded_at"),
    "acts": ("id", "own", "statement"),
    "mentions": ("id", "own", "act", "low", "high", "within"),
}
# Fields in which whatever is written stands for somebody, also "unknown": how it is read is for the names to say.
_KEPT_AS_WRITTEN = ("name", "names", "other_names")
_BOUNDS = 2  # of a number: at least, and at most
_OF_PEOPLE = ("number", "names", "each", "where", "status", "status_date")


def read_mapping(written: Node) -> tuple[ImportMapping | None, list[MappingProblem]]:
    """Return the mapping, or None and the problems that it has."""
    reader = _MappingReader()
    mapping = reader.mapping(written)
    return (None if reader.problems else mapping), sorted(reader.problems, key=lambda each: each.line)


@dataclass
class _MappingReader(MappingParts):
    nothing: frozenset[str] = frozenset()

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
        self.nothing = frozenset(map(folded, self.words(self.part(written, "table"), "nothing")))
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
            own_line=written.lines.get("own", 0),
        )

    def table(self, written: PartNode) -> TableShape:
        part = self.part(written, "table")
        self.known(part, _TABLE)
        return TableShape(
            sheet=self.word(part, "sheet"),
            header_row=self.number(part, "header_row", 0, 1_000_000),
            header_rows=self.number(part, "header_rows", 0, 5),
            encoding=self.word(part, "encoding"),
            key=self.words(part, "key"),
            repeats=tuple(self.each(part, "repeats", self.repeat)),
            merged=self.choice(part, "merged", MERGED) if "merged" in part.items else "",
            second_key=self.words(part, "second_key"),
            media=self.of_forms(written, part, "media"),
            leave_out=self.of_forms(written, part, "leave_out"),
            line=part.lines.get("key", part.line),
        )

    def of_forms(self, written: PartNode, part: PartNode, name: str) -> tuple[str, ...]:
        """Return columns that only rows can have that are documents of their own: other files are kept as they are."""
        found = self.words(part, name)
        if found and written.items.get("row") != WordNode("interview", written.lines.get("row", 1)):
            rule = Message("mapping_file.of_forms", name=name)
            self.wrong(part.lines.get(name, part.line), rule, Message("mapping_file.of_forms_fix"))
        return found

    def repeat(self, part: PartNode) -> RepeatSheet:
        self.known(part, _REPEAT)
        key, parent = self.words(part, "key"), self.words(part, "parent")
        for name, found in (("key", key), ("parent", parent)):
            if not found:
                self.lacks(part, name)
        if key and parent and len(key) != len(parent):
            self.wrong(part.line, Message("mapping_file.tie"), Message("mapping_file.tie_fix"))
        own = self.own(part) if "own" in part.items else ()
        return RepeatSheet(
            self.word(part, "sheet", needed=True), key, parent, self.word(part, "of"), own, part.line
        )

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
            nothing = None if of == "mentions" and name in _KEPT_AS_WRITTEN else self.nothing
            source = replace(source, nothing=nothing, own_words=_own_words(of, name))
        self.means(source, name, of)
        return source

    def from_columns(self, part: PartNode, line: int) -> CellSource:
        self.known(part, _SOURCE)
        listed = self.pairs(part, "yes")
        first_of = self.words(part, "first_of")
        columns = (*self.words(part, "column"), *self.words(part, "columns"), *first_of)
        if bool(columns) == bool(listed):
            self.wrong(line, Message("mapping_file.no_column"), Message("mapping_file.no_column_fix"))
        orders = self.orders(part) if isinstance(part.items.get("dates"), PartNode) else {}
        return CellSource(
            columns=columns,
            codes={folded(cell): value for cell, value in self.pairs(part, "codes").items()},
            split=tuple(each.replace("\\n", "\n") for each in self.words(part, "split") if each),
            joined=self.word(part, "joined") or " ",
            dates="" if orders else self.dates(part, "dates"),
            orders=orders,
            century=str(self.number(part, "century", 0, 99) or ""),
            listed=listed,
            otherwise=self.word(part, "otherwise"),
            prefix=self.word(part, "prefix"),
            first_of=bool(first_of),
            line=line,
        )

    def orders(self, part: PartNode) -> dict[str, str]:
        """Return how dates are meant, by the sign between their numbers."""
        within = self.part(part, "dates")
        self.known(within, (*SIGNS, NUMBER))
        return {sign: self.dates(within, sign) for sign in within.items}

    def dates(self, part: PartNode, name: str) -> str:
        said = self.word(part, name)
        if said and said not in _DATES:
            self.not_among(part.lines.get(name, part.line), said, _DATES)
        return said

    def means(self, source: CellSource, name: str, of: str) -> None:
        """Check that every word that a mapping gives itself may stand in its field."""
        column = _column(of, name)
        given = [
            *filter(None, (source.fixed, source.otherwise)),
            *source.codes.values(),
            *source.listed.values(),
        ]
        allowed = _words_allowed(column) if column is not None else ()
        for each in given:
            if allowed and each and each not in allowed:
                self.not_among(source.line, each, allowed)

    def act(self, part: PartNode) -> MappedAct:
        fields = self.fields_of(part, "acts", ("type",), ("people", "where", "each"))
        people = tuple(self.each(part, "people", self.people))
        where, has, among = self.where(part)
        return MappedAct(fields, people, where, has, among, self.word(part, "each"), part.line)

    def where(self, part: PartNode) -> tuple[str, str, tuple[str, ...]]:
        """Return the column that tells whether there is such an act or person, what is chosen in it, and among what."""
        if not isinstance(part.items.get("where"), PartNode):
            return self.word(part, "where"), "", ()
        within = self.part(part, "where")
        self.known(within, _WHERE)
        has = self.word(within, "has", needed=True)
        return self.word(within, "column", needed=True), has, self.words(within, "among")

    def people(self, part: PartNode) -> MappedPeople:
        fields = self.fields_of(part, "mentions", ("role",), _OF_PEOPLE)
        for each in ("status", "status_date"):
            if each in part.items:
                fields[each] = self.source(part, each, "statuses")
        number = self.source(part, "number", "mentions") if "number" in part.items else None
        if number and len(number.columns) > _BOUNDS and not number.first_of:
            rule = Message("mapping_file.number_columns")
            self.wrong(number.line, rule, Message("mapping_file.number_columns_fix"))
        names = self.source(part, "names", "mentions") if "names" in part.items else None
        where, has, among = self.where(part)
        return MappedPeople(fields, number, names, self.word(part, "each"), where, has, among, part.line)

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


def _words_allowed(column: Column) -> tuple[str, ...]:
    """Return the words that may stand in a column; none where any may."""
    return tuple(sorted(VOCABULARIES[column.to])) if column.type == "code" else column.choices


def _column(of: str, name: str) -> Column | None:
    if of == "statuses" and name == "status_date":
        return sheet("statuses").column("date")
    names = sheet(of).names
    return sheet(of).column(name) if name in names else None


def _own_words(of: str, name: str) -> frozenset[str]:
    """Return the codes of a field, folded, among which "unknown" may be one that says something."""
    column = _column(of, name)
    if column is None:
        return frozenset()
    codes = VOCABULARIES[column.to] if column.type == "code" else ()
    return frozenset(map(folded, (*column.choices, *codes)))
