"""The sheets of an export of a form, as KoBo and ODK Central write it, and what their columns are."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from isthmus.core.dates.date_words import folded
from isthmus.core.import_mapping import form_words as words
from isthmus.core.import_mapping.table_columns import TableColumns

__all__ = ["FormExport", "FormTable", "RepeatTable", "form_export"]

_YES_NO = frozenset(("0", "1", "true", "false", ""))
_PLACE = re.compile(r"-?\d{1,3}\.\d+ -?\d{1,3}\.\d+(?: -?\d+(?:\.\d+)?){0,2}(?:;.*)?", re.DOTALL)
_NUMBER = re.compile(r"[+(]?[\d][\d \-()/.]{6,}\d")
_FEWEST_DIGITS = 8  # of a telephone; a date has as many, and signs of its own between
_DATE = re.compile(r"\d{4}-\d\d-\d\d.*|\d{1,2}[./]\d{1,2}[./]\d{2,4}.*")
_MOSTLY = 0.8
_MOST_ANSWERS = 40  # of one question; a text has more words
_SHEET_NAME = 31  # as long as a spreadsheet lets the name of a sheet be


@dataclass(frozen=True)
class FormTable:
    """One sheet of an export: its name, its columns, and some of its first rows."""

    sheet: str
    names: tuple[str, ...]
    rows: Sequence[Sequence[str]]

    @cached_property
    def columns(self) -> TableColumns:
        """Return its columns with their cells."""
        return TableColumns(self.names, self.rows)

    def has(self, *names: str) -> bool:
        """Return whether it has all of these columns."""
        return set(names) <= set(self.names)

    @cached_property
    def twice(self) -> list[str]:
        """Return the names that several columns have: labels of questions may be equal."""
        return [name for name, times in Counter(filter(None, self.names)).items() if times > 1]

    @cached_property
    def options(self) -> dict[str, list[str]]:
        """Return the columns of each question of which several answers may be chosen: one for each answer."""
        found: dict[str, list[str]] = {}
        for name in filter(None, self.names):
            question, _, option = name.rpartition("/")
            cells = {cell.casefold() for cell in self.columns.cells[name]}
            if question and option and cells and cells <= _YES_NO:
                found.setdefault(question, []).append(name)
        return {each: listed for each, listed in found.items() if each in self.names or len(listed) > 1}

    @cached_property
    def chosen(self) -> dict[str, list[str]]:
        """Return the answers of each question of which several may stand in one cell, parted by blanks."""
        found: dict[str, list[str]] = {}
        for name in self.answers:
            cells = [cell.split() for cell in self.columns.cells[name]]
            answers = list(dict.fromkeys(word for words_of in cells for word in words_of))
            if any(len(each) > 1 for each in cells) and len(answers) <= _MOST_ANSWERS:
                found[name] = answers
        return found

    @cached_property
    def media(self) -> list[str]:
        """Return the columns that name files."""
        return [each for each in self.answers if self._mostly(each, words.MEDIA)]

    @cached_property
    def protected(self) -> list[str]:
        """Return the columns that tell who collected, or by which somebody can be found."""
        return [each for each in self._named if self._leads_to_people(each)]

    @cached_property
    def technical(self) -> list[str]:
        """Return the columns that only hold the export together, or say once more what others say."""
        several = [
            each for question in self.options if question in self.names for each in self.options[question]
        ]
        links = [
            each for each in self._named if each.endswith("_URL") and each.removesuffix("_URL") in self.names
        ]
        tied = list(filter(words.is_tie, self._named))
        return [each for each in self._named if each in {*several, *links, *tied}]

    @cached_property
    def answers(self) -> list[str]:
        """Return the columns that somebody answered, and what a server says of the answers."""
        left = {*self.protected, *self.technical}
        return [each for each in self._named if each not in left]

    @property
    def _named(self) -> list[str]:
        return [each for each in dict.fromkeys(self.names) if each and each not in self.twice]

    def _leads_to_people(self, name: str) -> bool:
        plain = folded(name)
        if plain in words.OF_DEVICE or plain.rpartition("/")[2] in words.OF_DEVICE:
            return True
        if words.LEADS_TO_PEOPLE.search(plain) or words.COLLECTOR.search(plain):
            return True
        if words.SPEAKER.search(plain) and words.NAMED.search(plain):
            return True
        return self._mostly(name, _PLACE) or (self._mostly(name, _NUMBER) and self._is_of_telephones(name))

    def _is_of_telephones(self, name: str) -> bool:
        cells = self.columns.cells[name]
        return all(
            sum(map(str.isdigit, cell)) >= _FEWEST_DIGITS and not _DATE.fullmatch(cell) for cell in cells
        )

    def _mostly(self, name: str, pattern: re.Pattern[str]) -> bool:
        cells = self.columns.cells[name]
        return bool(cells) and sum(bool(pattern.fullmatch(cell)) for cell in cells) >= _MOSTLY * len(cells)


@dataclass(frozen=True)
class RepeatTable:
    """A sheet whose rows belong to those of another (empty: the main one), and the columns that tie them."""

    table: FormTable
    of: str
    key: list[str]
    parent: list[str]


@dataclass(frozen=True)
class FormExport:
    """An export of a form: its main sheet, its repeats, and the columns that tell a submission."""

    kind: str
    main: FormTable
    key: str
    second_key: str = ""
    repeats: Sequence[RepeatTable] = field(default_factory=tuple)


def form_export(tables: Sequence[FormTable]) -> FormExport | None:
    """Return the export that sheets are; None where they are none of KoBo or ODK Central."""
    for each in tables:
        if each.has("_uuid", "_submission_time") or each.has("_uuid", "_id"):
            return _kobo(each, [other for other in tables if other is not each])
        if each.has("KEY", "SubmissionDate") and not each.has("PARENT_KEY"):
            return _odk(each, [other for other in tables if other.has("PARENT_KEY", "KEY")])
    return None


def _kobo(main: FormTable, others: Sequence[FormTable]) -> FormExport:
    repeats = [_kobo_repeat(each, main, others) for each in others if each.has("_parent_index")]
    second = "_id" if main.has("_id") else ""
    return FormExport("kobo", main, "_uuid", second, repeats)


def _kobo_repeat(table: FormTable, main: FormTable, others: Sequence[FormTable]) -> RepeatTable:
    """Return how a repeat is tied: by the submission, and within it by the number of the row that it belongs to."""
    counted = Counter(table.columns.cells.get("_parent_table_name", ()))
    parent = next((name for name, _ in counted.most_common(1)), "")
    of = next((each.sheet for each in others if _is_sheet(each.sheet, parent) and each is not table), "")
    # A row without it belongs to nothing that can be told; only where no row has it are they tied by number.
    by_submission = bool(table.columns.cells.get("_submission__uuid"))
    if not of or _is_sheet(main.sheet, parent):
        key = ("_submission__uuid", "_uuid") if by_submission else ("_parent_index", "_index")
        return RepeatTable(table, "", [key[0]], [key[1]])
    if not by_submission:
        return RepeatTable(table, of, ["_parent_index"], ["_index"])
    return RepeatTable(table, of, ["_submission__uuid", "_parent_index"], ["_submission__uuid", "_index"])


def _is_sheet(sheet: str, name: str) -> bool:
    return sheet == name or (len(sheet) >= _SHEET_NAME - 4 and name.startswith(sheet[: _SHEET_NAME - 4]))


def _odk(main: FormTable, others: Sequence[FormTable]) -> FormExport:
    repeats = [RepeatTable(each, _odk_parent(each, others), ["PARENT_KEY"], ["KEY"]) for each in others]
    return FormExport("odk", main, "KEY", repeats=repeats)


def _odk_parent(table: FormTable, others: Iterable[FormTable]) -> str:
    """Return the repeat whose keys the rows of a table have as their parent's; nothing: they are submissions."""
    parents = set(table.columns.cells["PARENT_KEY"])
    if not any("[" in each for each in parents):
        return ""
    found = [
        (len(parents & set(each.columns.cells["KEY"])), each.sheet) for each in others if each is not table
    ]
    return max(found, default=(0, ""))[1]
