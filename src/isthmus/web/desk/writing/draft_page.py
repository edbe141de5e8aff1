"""Everything that the page of a draft shows."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from isthmus.actions.desk.coding.draft import DraftBody
from isthmus.actions.desk.coding.queue import next_to_code
from isthmus.actions.desk.coding.submission import FieldProblem
from isthmus.actions.desk.coding.tables import places_typed, sources_typed
from isthmus.actions.desk.coding.transcription import may_be_transcribed, transcription_job
from isthmus.core.messages import Message
from isthmus.files.document.faults import NOTES
from isthmus.files.recordings import is_recording
from isthmus.store.desk.models import Document
from isthmus.store.desk.scratch.models import Draft, Job
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.recording import RecordingShown
from isthmus.web.desk.reading.words import Labels
from isthmus.web.desk.writing.dates_offered import dates_offered
from isthmus.web.desk.writing.draft_form import DraftForms, in_words, shown
from isthmus.web.desk.writing.draft_pages import pages_shown
from isthmus.web.desk.writing.draft_questions import DraftQuestions, draft_questions
from isthmus.web.desk.writing.file_links import KnownFiles
from isthmus.web.desk.writing.forms import label_of
from isthmus.web.desk.writing.keepers import sealing_note
from isthmus.web.desk.writing.reading_choices import ASKED, open_reading
from isthmus.web.desk.writing.statement_line import in_a_line

__all__ = ["draft_page"]

# Whom it was done to, and by whom: with more of them it may matter whether they share anybody.
FEWEST_ROWS = 2
# As many as can be looked through: those that stand nearest before and after.
MOST_LISTED = 40
MOST_NAMES = 200

# What the file of a picture says of itself. It is the camera's word: its clock may be wrong, its place another.
_ABOUT = {
    "taken": gettext_lazy("When it was taken"),
    "camera": gettext_lazy("With what"),
    "program": gettext_lazy("Which program wrote it"),
    "place": gettext_lazy("Where (latitude, longitude)"),
}
# Of several pictures each value has the number of its page before it.
_OF_PAGE = re.compile(r"(\d+): (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One statement of the draft in a line, and how many problems it has."""

    index: int
    words: str
    quote: str
    problems: int
    open: bool

    @property
    def number(self) -> int:
        """Return the number as people count: from one."""
        return self.index + 1


@dataclass(frozen=True, slots=True)
class Pointer:
    """One problem for the summary, and the address of its field."""

    message: str
    where: str
    query: str
    field: str


def draft_page(
    draft: Draft, body: DraftBody, index: int, problems: Sequence[FieldProblem], *, more_rows: bool
) -> dict[str, Any]:
    """Return the context of the page on which statement `index` is open."""
    index = min(index, len(body.statements))
    forms = shown(body, index, problems, more_rows=more_rows)
    asked, known = draft_questions(draft, body, index), KnownFiles.beside([draft])
    return {
        "draft": draft,
        "unread": _unread(draft),
        "file_notes": _file_notes(draft),
        "file_about": _file_about(draft),
        "within": known.within(draft),
        "open_reading": open_reading(draft),
        "same": known.same(draft),
        "files_waiting": next_to_code(draft) is not None,
        "transcription": _transcription(draft),
        "recording": RecordingShown(draft.media_type) if is_recording(draft.media_type) else None,
        "pages": pages_shown(draft),
        "registered": Document.objects.filter(uid=draft.more_of).first() if draft.more_of else None,
        "index": index,
        "number": index + 1,
        "count": max(len(body.statements), index + 1),
        "count_kept": len(body.statements),
        "statements": listed_statements(body, index, problems),
        "inexact": any(each.index == index for each in asked.quotes),
        "pointers": [pointer(each, index, forms) for each in problems],
        **of_statement(body, index, forms),
        **names_context(body, index, forms, asked),
        **sealing_note(),
    }


@dataclass(frozen=True, slots=True)
class TranscriptionShown:
    """Whether a recording may be written down, and the last work that did, or is to."""

    is_possible: bool
    job: Job | None


def _transcription(draft: Draft) -> TranscriptionShown:
    return TranscriptionShown(may_be_transcribed(draft), transcription_job(draft))


def _unread(draft: Draft) -> list[str]:
    """Return why the file of a draft was not read, and what to do."""
    told: Any = draft.reading.get("unread", ())
    return [said(Message.from_json(each)) for each in told]


def _file_notes(draft: Draft) -> list[str]:
    """Return what whoever codes should know of the file: what its text does not show."""
    noted: Any = draft.reading.get("notes", ())
    return [said(Message(code)) for code in noted if code in NOTES and code != ASKED]


def _file_about(draft: Draft) -> list[str]:
    """Return what the file of a picture says of itself, or those of several, each with its number before it."""
    told: Any = draft.reading.get("about", ())
    found = ((_ABOUT[what], *_of_page(value)) for what, value in told if what in _ABOUT)
    return [f"{page}{words}: {value}" for words, page, value in found]


def _of_page(value: str) -> tuple[str, str]:
    """Return the page of a value of several pictures, in words, and what it says there."""
    several = _OF_PAGE.fullmatch(value)
    return (_("Page %(number)s: ") % {"number": several[1]}, several[2]) if several else ("", value)


def of_statement(body: DraftBody, index: int, forms: DraftForms) -> dict[str, Any]:
    """Return what the page shows of the statement that is open, and of the one before."""
    first = body.index_of(forms.statement["act_of"].value() or "")
    seldom = forms.statement.seldom()
    if first is not None:  # what is said of the statement stands with its first act
        seldom = [each for each in seldom if forms.statement.columns[each.field.name].sheet == "acts"]
    return {
        "forms": forms,
        "act_of": None if first is None else listed_statement(body, first),
        "before": index > 0,
        "seldom": seldom,
        "several": len(forms.mentions) > FEWEST_ROWS or bool(forms.statement["apart"].value()),
        "when": forms.statement.blank("date"),
    }


def names_context(body: DraftBody, index: int, forms: DraftForms, asked: DraftQuestions) -> dict[str, Any]:
    """Return the names of the draft: those that are offered while one is typed, dates among them, and the new ones."""
    return {
        "questions": asked,
        "names": {
            "sources": sources_typed(body)[:MOST_NAMES],
            "places": places_typed(body)[:MOST_NAMES],
            "dates": dates_offered(body, index, timezone.now().date())[:MOST_NAMES],
        },
        "new_names": [*forms.sources, *forms.places],
    }


def listed_statements(body: DraftBody, index: int, problems: Iterable[FieldProblem]) -> list[StatementLine]:
    """Return the statements of the draft near the one that is open, and those with problems, each in a line."""
    labels = Labels.load()
    wrong = Counter(each.spot.statement for each in problems)
    first = max(0, min(index, len(body.statements)) - MOST_LISTED)
    near = range(first, index + MOST_LISTED + 1)
    return [
        StatementLine(number, in_a_line(each, labels), each.quote, wrong[number], number == index)
        for number, each in enumerate(body.statements)
        if number in near or number in wrong
    ]


def listed_statement(body: DraftBody, index: int) -> StatementLine:
    """Return one statement in a line."""
    return StatementLine(index, "", body.statements[index].quote, 0, False)


def pointer(problem: FieldProblem, index: int, forms: DraftForms) -> Pointer:
    """Return where a problem is, as a link to its field."""
    spot = problem.spot
    statement = index if spot.statement is None else spot.statement
    prefix = spot.part if spot.index is None else f"{spot.part}-{spot.index}"
    where = [*_part_words(problem, statement, forms)]
    where += [label] if (label := label_of(spot.part, problem.column)) else []
    query = f"?statement={statement}&check=1"
    return Pointer(in_words(problem), ", ".join(map(str, where)), query, f"id_{prefix}-{problem.column}")


def _part_words(problem: FieldProblem, statement: int, forms: DraftForms) -> Iterator[str]:
    """Yield what a problem is about: the document, a new name as it was typed, or a statement and one of its people."""
    spot = problem.spot
    if spot.part == "document":
        yield _("The document")
    elif spot.part in ("source", "place"):
        rows = forms.sources if spot.part == "source" else forms.places
        yield from (str(each["name"].value()) for each in rows if each.prefix == f"{spot.part}-{spot.index}")
    else:
        yield _("Statement %(number)d") % {"number": statement + 1}
        if spot.index is not None:
            yield _("Person or group %(number)d") % {"number": spot.index + 1}
