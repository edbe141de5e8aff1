"""Bringing in a spreadsheet that was uploaded, as long work of the desk: looked at, tried, and brought in."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from isthmus.actions.desk.accounts import actor_numbered
from isthmus.actions.desk.import_cautions import look_at_register
from isthmus.actions.desk.import_workbook import ChangesNotAccepted, RegisterMoved
from isthmus.actions.desk.importing import changes_shown
from isthmus.actions.desk.jobs import JobRefused, Outcome, kind_of_work
from isthmus.actions.desk.lists.bringing_in import bring_in, outcome_of
from isthmus.actions.desk.lists.planning import ListNotReady, ListPlan, plan_list
from isthmus.actions.desk.named_references import changes_in_names
from isthmus.core.import_mapping.answers import DATED, KEPT, MEANINGS, MappingAnswers, mapping_from
from isthmus.core.import_mapping.mapped_list import ColumnQuestion
from isthmus.core.import_mapping.proposing import kind_of_row
from isthmus.core.import_mapping.table_columns import TableColumns
from isthmus.core.messages import Message
from isthmus.core.progress import Progress
from isthmus.core.workbook.cautions import Cautions
from isthmus.core.workbook.rows import Mention, Workbook
from isthmus.files.import_mapping.applying import AppliedMapping
from isthmus.files.import_mapping.mapping_file import UnsoundMapping
from isthmus.files.import_mapping.ready import READY, ReadyMapping, ready_mapping, there
from isthmus.files.import_mapping.writing import first_rows, is_form, mapping_words, table_words
from isthmus.files.in_memory import file_in_memory
from isthmus.files.media_archive import MediaArchive, open_media
from isthmus.files.table import TableError, TablePlace, is_csv_archive
from isthmus.store.desk.scratch.models import Job, Upload

__all__ = ["bring_in_upload", "give_up_list", "look_at_upload", "try_upload"]

_EXAMPLES = 4
_SENTENCES = 8
_QUESTIONS = 50
_FEW = 12  # words of a column of which somebody may be asked what each means
_LONGEST = 200  # letters of an example
_NAMES = 50
_COLUMNS = 200  # that are asked about on a page: a table of more is said in the file of a mapping
_WORDS_KEPT = ("name", "names", "other_names")


def give_up_list(job: Job) -> None:
    """Forget the spreadsheet of a list that is not wanted."""
    Upload.objects.filter(pk=str(job.about.get("upload"))).delete()


@contextmanager
def _file(job: Job) -> Iterator[tuple[Path, str]]:
    """Yield the spreadsheet as a file in memory, and what it was called. Raises JobRefused where it is gone."""
    upload = Upload.objects.filter(pk=str(job.about.get("upload")), owner=job.owner).first()
    if upload is None:
        raise JobRefused(Message("list.upload_gone"))
    with file_in_memory(bytes(upload.content)) as path:
        try:
            yield path, upload.name
        except TableError as unusable:
            raise TableError(upload.name, unusable.fault) from None


def _place(job: Job) -> TablePlace:
    about: dict[str, Any] = job.about
    return TablePlace(
        str(about.get("sheet", "")), int(about.get("header_row", 0)), int(about.get("header_rows", 1))
    )


@kind_of_work("list_look")
def look_at_upload(job: Job, progress: Progress) -> Outcome:
    """Read the columns of a spreadsheet and its first rows; say what each may be."""
    progress(0, 0)
    with _file(job) as (path, name):
        encoding = str(job.about.get("encoding", ""))
        if is_form(path, _place(job), encoding):
            raise JobRefused(Message("list.upload_form"))
        seen = first_rows(path, _place(job), encoding)
    columns = TableColumns(seen.names, seen.rows)
    home, notices = columns.homes(), seen.notices
    row = kind_of_row(home)
    if ready := _ready(job):
        notices = (*_lacking(ready, seen.names), *notices)
        home, row = {**home, **there(ready, seen.names)}, ready.row
    meaning = {column: each for each, column in home.items() if each in MEANINGS}
    return {
        "asks": "columns",
        "name": Path(name).stem,
        "row": row,
        "columns": [_column(columns, each, meaning.get(each, KEPT)) for each in _shown(seen.names, meaning)],
        "more_columns": max(0, len(list(filter(None, seen.names))) - _COLUMNS),
        "nothing": columns.silent(each for each in seen.names if meaning.get(each) not in _WORDS_KEPT),
        "merged": seen.is_merged_down,
        "two_headers": seen.perhaps_two_headers,
        "notices": [each.as_json() for each in notices],
    }


def _ready(job: Job) -> ReadyMapping | None:
    """Return the shipped mapping that was chosen for a list."""
    name = str(job.about.get("ready", ""))
    return ready_mapping(name) if name in READY else None


def _lacking(ready: ReadyMapping, names: tuple[str, ...]) -> Iterator[Message]:
    """Yield which columns of a shipped mapping a list does not have, to be chosen among those that it has."""
    found = there(ready, names)
    if lacks := tuple(column for field, column in ready.homes.items() if field not in found):
        yield Message("ready.lacks_these", n=len(lacks), columns=lacks)


def _shown(names: Sequence[str], meaning: Mapping[str, str]) -> list[str]:
    """Return the columns that are asked about: those that may mean something first, and as many as a page holds."""
    named = [each for each in names if each]
    if len(named) <= _COLUMNS:
        return named
    chosen = {*meaning, *[each for each in named if each not in meaning][: _COLUMNS - len(meaning)]}
    return [each for each in named if each in chosen]


def _column(columns: TableColumns, name: str, meaning: str) -> dict[str, object]:
    asked = [
        {"sign": sign, "examples": [each[:_LONGEST] for each in cells[:_EXAMPLES]], "order": order}
        for sign, cells, order in columns.asked_orders(name, numbers=meaning in DATED)
    ]
    years, century = columns.asked_century(name)
    examples = list(dict.fromkeys(each[:_LONGEST] for each in columns.cells[name]))
    values = list(dict.fromkeys(columns.cells[name]))
    return {
        "name": name,
        "examples": examples[:_EXAMPLES],
        "meaning": meaning,
        "asked": asked,
        "century": {"examples": [each[:_LONGEST] for each in years[:_EXAMPLES]], "shown": century},
        "values": values if len(values) <= _FEW and max(map(len, values), default=0) <= _LONGEST else [],
    }


@kind_of_work("list_try")
def try_upload(job: Job, progress: Progress) -> Outcome:
    """Say what the rows of a spreadsheet would become by a mapping; nothing is written."""
    progress(0, 0)
    with _file(job) as (path, _):
        words = _mapping(job, path)
        try:
            plan = plan_list(path, words, datetime.now(UTC).date(), progress)
        except UnsoundMapping as unsound:
            raise _refused(unsound, words) from None
        except ListNotReady as not_ready:
            return {"asks": "answers", "mapping": words, **_applied(not_ready.applied)}
    return {"asks": "list", "mapping": words, **_applied(plan.applied), **_planned(plan)}


def _mapping(job: Job, path: Path) -> str:
    """Return the words of the mapping: as given, or as somebody answered column by column."""
    if given := str(job.about.get("mapping", "")):
        return given
    place = _place(job)
    encoding = str(job.about.get("encoding", ""))
    seen = first_rows(path, place, encoding)
    about: dict[str, Any] = job.about
    answers = MappingAnswers(**about["answers"])
    columns, words = TableColumns(seen.names, seen.rows), table_words(place, encoding, seen)
    return mapping_words(mapping_from(answers, columns, words))


def _refused(unsound: UnsoundMapping, words: str) -> JobRefused:
    problems = [
        {"line": each.line, "rule": each.rule.as_json(), "fix": each.fix.as_json()}
        for each in unsound.problems
    ]
    return JobRefused(unsound.message, {"wrong": problems, "mapping": words})


def _applied(applied: AppliedMapping) -> Outcome:
    found = applied.found
    return {
        "rows": found.rows,
        "understood": len(found.passages),
        "set_aside": len(found.aside),
        "questions": list(map(_question, _commonest(found.questions))),
        "remarks": list(map(_question, _commonest(found.remarks))),
        "document": [each.message.as_json() for each in applied.document],
        "kinds_open": list(applied.open_kinds)[:_NAMES],
        "new": {sheet: list(names.values())[:_NAMES] for sheet, names in applied.new.items()},
        "new_totals": {sheet: len(names) for sheet, names in applied.new.items()},
        "notices": [each.as_json() for each in (*_unknown(applied), *applied.notices)],
        "sentences": list(_sentences(applied.workbook)),
    }


def _unknown(applied: AppliedMapping) -> Iterator[Message]:
    """Yield that there are columns of a form which the mapping does not speak of, if there are any."""
    if applied.unknown:
        yield Message(
            "mapped.unknown_columns", n=len(applied.unknown), columns=tuple(applied.unknown[:_QUESTIONS])
        )


def _commonest(asked: Mapping[Any, ColumnQuestion]) -> list[ColumnQuestion]:
    return sorted(asked.values(), key=lambda each: -each.rows)[:_QUESTIONS]


def _question(each: ColumnQuestion) -> dict[str, object]:
    return {
        "column": each.column,
        "rows": each.rows,
        "examples": each.examples,
        "message": each.message.as_json(),
    }


def _sentences(workbook: Workbook) -> Iterator[dict[str, object]]:
    """Yield the first statements in their parts, without what is sealed."""
    sources = {each.id: each.name for each in workbook.sources}
    places = {each.id: each.name for each in workbook.places}
    for statement in workbook.statements[:_SENTENCES]:
        acts = [each for each in workbook.acts if each.statement == statement.id]
        yield {
            "speakers": [sources.get(each, each) for each in statement.speaker],
            "told_by": [sources.get(each, each) for each in statement.told_by],
            "basis": statement.basis,
            "acts": [
                {
                    "type": act.type,
                    "date": act.date,
                    "place": places.get(act.place, ""),
                    "people": [_person(each) for each in workbook.mentions if each.act == act.id],
                }
                for act in acts
            ],
        }


def _person(mention: Mention) -> dict[str, object]:
    return {
        "role": mention.role,
        "name": "" if mention.protection == "sealed" else mention.name,
        "low": mention.low,
        "high": mention.high,
    }


def _planned(plan: ListPlan) -> Outcome:
    counted = outcome_of(plan)
    outcome: Outcome = {
        "new_rows": counted.new,
        "changed_rows": counted.changed,
        "same": counted.same,
        "renumbered": counted.renumbered,
        "missing": counted.missing,
        "left_out": counted.left_out,
    }
    if plan.imported is None:
        return outcome
    cautions = Cautions(datetime.now(UTC).date())
    look_at_register(plan.imported, cautions)
    shown = list(changes_shown(plan.imported))
    changes = [asdict(each) for each in changes_in_names(shown, plan.imported)]
    return {
        **outcome,
        "changes": changes,
        "total_changes": len(plan.imported.changes),
        **(cautions.as_json() if cautions else {}),
    }


@kind_of_work("list_import")
def bring_in_upload(job: Job, progress: Progress) -> Outcome:
    """Bring a spreadsheet in by the mapping that was tried; all of it, or nothing."""
    progress(0, 0)
    with _file(job) as (path, name):
        try:
            plan = plan_list(path, str(job.about["mapping"]), datetime.now(UTC).date(), progress)
            because = str(job.about.get("because", ""))
            plan = replace(plan, file_name=name)
            with _media(path) as media:
                actor = actor_numbered(job.owner)
                done = bring_in(plan, actor=actor, because=because, progress=progress, media=media)
        except (ListNotReady, ChangesNotAccepted, RegisterMoved, UnsoundMapping) as refused:
            raise JobRefused(refused.message) from None
    give_up_list(job)
    left = [each.as_json() for each in done.left]
    return {**done.as_json(), "list": plan.mapping.name, "left": left}


@contextmanager
def _media(path: Path) -> Iterator[MediaArchive | None]:
    """Yield the files of submissions that lie in a ZIP of tables; None of another file."""
    if not is_csv_archive(path):
        yield None
        return
    with open_media(path) as media:
        yield media
