"""What is written about lists once they are in: rows corrected or left out, the list again, all of it taken back.

Each kind is its name, what is written before it, and what writes it. Whether it is there is told by the whole state of
the lists, and of what they say in the register: as it was before or as it is after, and nothing between.
"""

import json
from collections.abc import Callable
from typing import Any

from benchmarks.custody_desk_writings import (
    AGAIN,
    FIRST,
    MAPPING,
    ROWS,
    SECOND,
    TODAY,
    _actor,
    _bring_in,
    _destroy_list,
)

__all__ = ["LIST_WRITINGS", "KnownStates", "fill_lists", "lists_state"]

type ListWriting = tuple[str, Callable[[], object], Callable[[], object] | None]

THIRD = "Third register"
WHY = "no death"


class KnownStates:
    """The state of the lists before and after a writing, by which it is told whether it is there."""

    def __init__(self) -> None:
        self.before = self.after = ""

    def __call__(self) -> bool:
        """Return whether it is there; a state that is neither is half of something."""
        now = lists_state()
        assert now in (self.before, self.after), f"neither before nor after: {now}"
        return now == self.after


def lists_state() -> str:
    """Return all that lists are and say, without numbers, keys and times that differ each time."""
    from isthmus.store.desk.models import Arrival, ListChange, ListRow, ListRowEnd, RegisterList, UndoneAction
    from isthmus.store.desk.queries.lists import counts_of

    columns = ("list__name", "number", "state", "is_gone", "cells", "corrected", "why", "statement__ref")
    said = ("list__name", "kind", "rows", "undone_by")
    return json.dumps(
        {
            "lists": [(each.name, str(counts_of(each))) for each in RegisterList.objects.order_by("name")],
            "rows": sorted(map(repr, ListRow.objects.current().values_list(*columns))),
            "changes": [list(each) for each in ListChange.objects.order_by("event").values_list(*said)],
            "ends": ListRowEnd.objects.count(),
            "arrivals": sorted(Arrival.objects.values_list("document__title", "name")),
            "undone": list(UndoneAction.objects.order_by("event").values_list("event", "undone")),
            "says": _says(),
        }
    )


def _says() -> list[Any]:
    from isthmus.store.desk.models import Mention, Person, Statement
    from isthmus.store.desk.queries.withdrawn import withdrawn

    gone = withdrawn()
    quotes = Statement.objects.order_by("ref").values_list("pk", "ref", "quote")
    named = Mention.objects.order_by("ref").values_list("ref", "name", "act__date")
    return [
        [(ref, quote, pk in gone) for pk, ref, quote in quotes],
        [list(each) for each in named],
        sorted(Person.objects.values_list("ref", "name")),
    ]


def fill_lists() -> None:
    """Do with lists all that can be done: some of it stands, some is taken back, some of that is brought back."""
    _bring_in(SECOND, ROWS)
    _correct_row(SECOND)
    _bring_in(THIRD, ROWS)
    _leave_out(THIRD)
    _take_back("bring_in_list")
    _bring_in(FIRST, AGAIN, "a slip")
    _take_back("bring_in_list")
    _take_back("undo")


def _waiting(name: str) -> Any:  # noqa: ANN401  (a row of a list)
    from isthmus.store.desk.models import ListRow

    return ListRow.objects.current().get(list__name=name, state="waiting")


def _correct_row(name: str = FIRST) -> None:
    from isthmus.actions.desk.lists import enter_row, plan_row

    enter_row(plan_row(_waiting(name), {"date": "08/03/2017"}, TODAY), actor=_actor(), because="told so")


def _leave_out(name: str = FIRST) -> None:
    from isthmus.actions.desk.lists import leave_out

    leave_out([_waiting(name)], actor=_actor(), because=WHY)


def _again() -> None:
    _bring_in(FIRST, AGAIN, "a slip")


def _last(action: str) -> Any:  # noqa: ANN401  (an event)
    from isthmus.store.desk.models import Event

    return Event.objects.filter(action=action).order_by("-sequence")[0]


def _take_back(action: str) -> None:
    from isthmus.actions.desk.undoing import plan_undo, undo

    undo(plan_undo(_last(action), actor=_actor(), because="a mistake"), because="a mistake")


def _take_import_back() -> None:
    _take_back("bring_in_list")


def _in_a_job() -> None:
    """Bring the second list in as the desk's wizard does: its file is uploaded, and a job brings it in."""
    from isthmus.actions.desk.jobs import enqueue
    from isthmus.actions.desk.lists import from_upload  # noqa: F401  (so that its kind of work is known)
    from isthmus.store.desk.scratch.models import Upload

    content = "\n".join((*ROWS, "")).encode()
    upload = Upload.objects.create(owner=_actor().number, name="list.csv", content=content)
    about: dict[str, object] = {"upload": str(upload.pk), "mapping": MAPPING.format(name=SECOND)}
    enqueue(kind="list_import", owner=_actor(), about=about)
    _run_job()


def _take_back_in_a_job() -> None:
    from isthmus.actions.desk.jobs import enqueue
    from isthmus.actions.desk.undoing import long_work  # noqa: F401  (so that its kind of work is known)

    about: dict[str, object] = {"event": _last("bring_in_list").sequence, "because": "a mistake"}
    enqueue(kind="undo", owner=_actor(), about=about)
    _run_job()


def _run_job() -> None:
    from isthmus.actions.desk.jobs import run_next

    job = run_next()
    assert job is not None
    assert job.state == "done", (job.state, job.error)


LIST_WRITINGS: tuple[ListWriting, ...] = (
    ("a waiting row corrected", _correct_row, None),
    ("waiting rows left out", _leave_out, None),
    ("a list by long work", _in_a_job, None),
    ("a list taken back", _take_import_back, None),
    ("a list taken back by long work", _take_back_in_a_job, None),
    ("a list brought back", lambda: _take_back("undo"), _take_import_back),
    ("changes by a list taken back", _take_import_back, _again),
    ("a corrected row taken back", lambda: _take_back("enter_row"), _correct_row),
    ("rows left out taken back", lambda: _take_back("leave_out_rows"), _leave_out),
    ("a list and what was decided taken back", _take_import_back, _correct_row),
    ("the same list after a correction", _again, _correct_row),
    ("a list destroyed that was taken back", _destroy_list, _take_import_back),
)
