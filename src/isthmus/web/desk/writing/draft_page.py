"""Everything that the page of a draft shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from isthmus.actions.desk.coding.draft import DraftBody
from isthmus.actions.desk.coding.submission import FieldProblem
from isthmus.store.desk.models import Document
from isthmus.store.desk.scratch.models import Draft
from isthmus.web.desk.reading.words import Labels
from isthmus.web.desk.writing.draft_form import in_words, shown
from isthmus.web.desk.writing.draft_questions import draft_questions
from isthmus.web.desk.writing.forms import label_of
from isthmus.web.desk.writing.keepers import sealing_note
from isthmus.web.desk.writing.statement_line import in_a_line

__all__ = ["draft_page"]

PARTS = {
    "document": gettext_lazy("The document"),
    "source": gettext_lazy("A new source"),
    "place": gettext_lazy("A new place"),
}


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
    asked = draft_questions(draft, body)
    return {
        "draft": draft,
        "registered": Document.objects.filter(uid=draft.more_of).first() if draft.more_of else None,
        "forms": forms,
        "index": index,
        "number": index + 1,
        "count": max(len(body.statements), index + 1),
        "statements": listed_statements(body, index, problems),
        "questions": asked,
        "inexact": any(each.index == index for each in asked.quotes),
        "pointers": [pointer(each, index) for each in problems],
        **sealing_note(),
    }


def listed_statements(body: DraftBody, index: int, problems: Iterable[FieldProblem]) -> list[StatementLine]:
    """Return the statements of the draft, each in a line."""
    labels = Labels.load()
    wrong = [each.spot.statement for each in problems]
    return [
        StatementLine(number, in_a_line(each, labels), each.quote, wrong.count(number), number == index)
        for number, each in enumerate(body.statements)
    ]


def pointer(problem: FieldProblem, index: int) -> Pointer:
    """Return where a problem is, as a link to its field."""
    spot = problem.spot
    statement = index if spot.statement is None else spot.statement
    prefix = spot.part if spot.index is None else f"{spot.part}-{spot.index}"
    where = [PARTS.get(spot.part) or _("Statement %(number)d") % {"number": statement + 1}]
    where += [label] if (label := label_of(spot.part, problem.column)) else []
    query = f"?statement={statement}&check=1"
    return Pointer(in_words(problem), ", ".join(map(str, where)), query, f"id_{prefix}-{problem.column}")
