"""A mapping proposed for an export of a form: what ties its sheets, what is left out, and which questions are fields.

Who speaks is never proposed, nor how they know, nor what was done where no answer is a code of ours: they stand as `?`.
Nor is who collected the form, or with which telephone: these columns are left out, and said.
"""

import re
from collections.abc import Collection, Mapping, Sequence

from isthmus.core.dates.date_words import folded
from isthmus.core.import_mapping import form_words as words
from isthmus.core.import_mapping.form_tables import FormExport, FormTable, RepeatTable
from isthmus.core.import_mapping.mapping_parts import ASKED
from isthmus.core.import_mapping.nodes import Written
from isthmus.core.import_mapping.proposing import (
    Proposal,
    columns_in,
    dated,
    open_questions,
)
from isthmus.core.import_mapping.table_columns import homes_of
from isthmus.core.workbook.vocabularies import ACT_TYPES

__all__ = ["propose_form"]

_OF_PEOPLE = ("name", "other_names", "sex", "age", "born", "home", "occupation", "description")
_TELLS_OF_PEOPLE = {"name", "first_name", "age", "sex", "born"}
_NAME_OF_VICTIM = re.compile(
    rf"(?:{words.VICTIMS.pattern})\w*?[ _](?:full_?)?(?:name|имя|фио|nom|nombre|імя|піб|isim|ad[iı])s?$"
    rf"|(?:^|[/_ -])(?:nom|nombre|імя|піб|прізвище)[ _](?:d[eu][ _]|del[ _])?(?:la[ _])?(?:{words.VICTIMS.pattern})\w*$"
)
_FEWEST_CODES = 2  # answers that are codes of ours: one may be so by chance


def propose_form(name: str, export: FormExport) -> Proposal:
    """Return a mapping for an export."""
    every = [export.main, *(each.table for each in export.repeats)]
    statement, acts = _statement(export.main, is_story=not export.repeats), _acts(export)
    used = set(columns_in([statement, acts]))
    written: dict[str, Written] = {
        "mapping": "1",
        "name": name,
        "row": "interview",
        "table": _table(export, every, used),
        "document": _document(name, export),
        "sources": {"other": ASKED},
        "statement": statement,
        "acts": acts,
        "own": _own(export.main, used),
    }
    protected = tuple(dict.fromkeys(name for table in every for name in table.protected))
    twice = tuple(dict.fromkeys(name for table in every for name in table.twice))
    return Proposal(written, tuple(open_questions(written)), (), export.kind, protected, twice)


def _table(export: FormExport, every: Sequence[FormTable], used: Collection[str]) -> Written:
    ties = {
        export.key,
        export.second_key,
        *(name for each in export.repeats for name in each.key + each.parent),
    }
    left = [name for table in every for name in (*table.protected, *table.technical) if name not in ties]
    found: dict[str, Written] = {"sheet": export.main.sheet} if export.main.sheet else {}
    found["key"] = [export.key]
    if export.second_key:
        found["second_key"] = [export.second_key]
    if export.repeats:
        found["repeats"] = [_repeat(each, used) for each in export.repeats]
    media: list[Written] = list(dict.fromkeys(name for table in every for name in table.media))
    if media:
        found["media"] = media
    found["leave_out"] = list(dict.fromkeys(left))
    return found


def _repeat(repeat: RepeatTable, used: Collection[str]) -> Written:
    of: dict[str, Written] = {"of": repeat.of} if repeat.of else {}
    key, parent = list[Written](repeat.key), list[Written](repeat.parent)
    return {"sheet": repeat.table.sheet, "key": key, "parent": parent, **of, "own": _own(repeat.table, used)}


def _own(table: FormTable, used: Collection[str]) -> Written:
    return [each for each in table.answers if each not in used] or "none"


def _document(name: str, export: FormExport) -> Written:
    number = export.second_key or export.key
    return {"title": {"column": number, "prefix": f"{name}, "}, "author": ASKED, "held": "yes"}


def _statement(main: FormTable, *, is_story: bool) -> Written:
    """Return what is said of statements; `is_story`: they rest on what was told, and on no rows of other sheets."""
    found: dict[str, Written] = {"speaker": ASKED, "stance": "asserts", "basis": ASKED}
    if day := _day_of_asking(main):
        found["said"] = dated(day, main.columns)
    story = _homes(main).get("quote")
    if story and is_story:
        found["quote"] = {"column": story}
    return found


def _day_of_asking(main: FormTable) -> str:
    """Return the column that says on which day somebody was asked; nothing where there is none."""
    plain = {each: folded(each) for each in main.answers}
    asked = [
        each for each in plain if words.SPEAKER.search(plain[each]) or words.OF_TODAY.search(plain[each])
    ]
    return "today" if main.has("today") else homes_of(main.columns, asked).get("date", "")


def _homes(table: FormTable) -> Mapping[str, str]:
    """Return the column of each field, by the name of its question or the last part of it; of nobody who is asked."""
    asked = [each for each in table.answers if not _is_of_asking(each)]
    found = homes_of(table.columns, asked)
    for each in asked:
        if "name" not in found and _NAME_OF_VICTIM.search(folded(each)):
            found["name"] = each
    return found


def _is_of_asking(name: str) -> bool:
    plain = folded(name)
    of_asking = (words.SPEAKER, words.COLLECTOR, words.OF_TODAY)
    return name in words.KEPT_OF_SERVER or any(each.search(plain) for each in of_asking)


def _acts(export: FormExport) -> list[Written]:
    """Return the acts of rows of repeats, and those that a submission itself states: of its people, or without others.

    Rows that tell of a person and of a day of their own are acts, each of one person.
    """
    first = [each for each in export.repeats if not each.of]
    people = [_people(each) for each in first if _tells_of_people(each.table) and not _tells_when(each.table)]
    acts = [act for each in first if _tells_of_act(each, export) for act in _acts_of(each, export)]
    return acts if acts and not people else [*_main_acts(export.main, people), *acts]


def _tells_when(table: FormTable) -> bool:
    return "date" in _homes(table)


def _tells_of_act(repeat: RepeatTable, export: FormExport) -> bool:
    """Return whether each row of a repeat is an act: it has its own day, its kind, or people of its own."""
    nested = any(each.of == repeat.table.sheet and _tells_of_people(each.table) for each in export.repeats)
    return _tells_when(repeat.table) or bool(_coded(repeat.table)) or nested


def _main_acts(main: FormTable, people: Sequence[Written]) -> list[Written]:
    """Return the acts that a submission itself states."""
    told = list(people)
    if not told and _TELLS_OF_PEOPLE & _homes(main).keys():
        told = [{"role": ASKED, **_person(main)}]
    return _acts_told({}, main, told or [{"role": "victim"}])


def _coded(table: FormTable) -> list[tuple[str, Written]]:
    """Return the answers that are codes of acts, and how a row says that they were chosen."""
    for question, columns in table.options.items():
        options = {name.rpartition("/")[2]: name for name in columns}
        codes = [each for each in options if each in ACT_TYPES]
        if len(codes) >= _FEWEST_CODES:
            among: list[Written] = list(options)
            whole = question in table.names
            return [
                (code, {"column": question, "has": code, "among": among} if whole else options[code])
                for code in codes
            ]
    for question, answers in table.chosen.items():
        codes = [each for each in answers if each in ACT_TYPES]
        if len(codes) >= _FEWEST_CODES:
            every: list[Written] = list(answers)
            return [(code, {"column": question, "has": code, "among": every}) for code in codes]
    return []


def _acts_of(repeat: RepeatTable, export: FormExport) -> list[Written]:
    """Return the acts of which each row of a repeat is one."""
    nested = [each for each in export.repeats if each.of == repeat.table.sheet]
    people = [_people(each) for each in nested if _tells_of_people(each.table)]
    if not people and _tells_of_people(repeat.table):
        people = [{"role": _role(repeat), **_person(repeat.table)}]
    people = people or [{"role": "victim"}]
    return _acts_told({"each": repeat.table.sheet}, repeat.table, people)


def _acts_told(of: dict[str, Written], table: FormTable, people: list[Written]) -> list[Written]:
    """Return an act for each answer that is a code of ours, else one whose type is asked."""
    rest = {**_when_and_where(table), "people": people}
    coded = _coded(table)
    if not coded:
        return [{**of, "type": ASKED, **rest}]
    return [{**of, "type": code, "where": where, **rest} for code, where in coded]


def _when_and_where(table: FormTable) -> dict[str, Written]:
    home = _homes(table)
    found: dict[str, Written] = {}
    if "date" in home:
        found["date"] = dated(home["date"], table.columns)
    if "place" in home:
        found["place"] = {"column": home["place"]}
    return found


def _tells_of_people(table: FormTable) -> bool:
    return bool(_TELLS_OF_PEOPLE & _homes(table).keys())


def _people(repeat: RepeatTable) -> Written:
    return {"role": _role(repeat), "each": repeat.table.sheet, **_person(repeat.table)}


def _person(table: FormTable) -> dict[str, Written]:
    home = _homes(table)
    found: dict[str, Written] = {}
    parts: list[Written] = [home[each] for each in ("first_name", "family_name") if each in home]
    if "name" not in home and parts:
        found["name"] = {"columns": parts}
    for name in _OF_PEOPLE:
        if name in home:
            found[name] = dated(home[name], table.columns) if name == "born" else {"column": home[name]}
    return found


def _role(repeat: RepeatTable) -> str:
    """Return the role of the people of a repeat, where a name of it says that they are victims."""
    named = folded(" ".join((repeat.table.sheet, *repeat.table.names)))
    return "victim" if words.VICTIMS.search(named) else ASKED
