"""Pages of a register with notes, files that came later, and own actions: each opens, in the reader's words."""

from typing import Any

import pytest
from django.urls import reverse

from isthmus.actions.desk.correcting import correct, plan_correction
from isthmus.actions.desk.documents import Artefact, take_in
from isthmus.actions.desk.history import find_row as found_row
from isthmus.actions.desk.judge import judge
from isthmus.actions.desk.notes import answer_note, write_note
from isthmus.actions.desk.undoing import plan_undo, undo
from isthmus.actions.desk.withdrawing import plan_withdrawal
from isthmus.core.custody.actors import Actor
from isthmus.store.desk.models import Arrival, Event, Note
from tests.accounts import the_owner
from tests.actions.cases import bring_in
from tests.web.crawling import crawl
from tests.web.reading.pages import signed_in


def find_row(ref: str) -> Any:
    """Return a row of the case by its id."""
    return found_row(ref)


def much_done(me: Actor) -> None:
    """Do one of everything that has a way back, and take some of it back."""
    judge(kind="source", left="s1", right="s4", decision="same", because="one desk", actor=me)
    correct(plan_correction(find_row("d1"), {"title": "Another title"}), reason="A slip.", actor=me)
    undo(plan_undo(Event.objects.order_by("-sequence")[0], actor=me), because="Wrong one.")
    take_in(find_row("d2"), Artefact(b"%PDF-1", "scan.pdf", "the archive"), actor=me)
    take_in(find_row("d2"), Artefact(b"Perhaps twelve."), actor=me)
    correct(plan_correction(find_row("s4"), {"name": "Outlet B."}), reason="A slip.", actor=me)
    for ref in ("t1", "d1", "m1"):
        write_note(find_row(ref), text="Perhaps twelve.", is_question=True, asked=me.number, actor=me)
    answer_note(write_note(find_row("s3"), text="Who?", is_question=True, actor=me), answer="Him.", actor=me)
    plan_withdrawal([find_row("t2")], "withdrawn", because="Twice.", actor=me).carry_out()


@pytest.mark.any_database
@pytest.mark.usefixtures("pseudo")
def test_every_page_speaks_the_readers_language() -> None:
    bring_in()
    much_done(the_owner("tester"))
    rows = [("document", find_row("d2")), ("source", find_row("s2")), ("history", Note.objects.first())]
    rows += [("history", Arrival.objects.first()), ("withdraw_statement", find_row("t1"))]
    rows += [("unhold_document", find_row("d1")), ("hold_document", find_row("d2"))]
    pages = [reverse(name, args=[row.uid]) for name, row in rows]
    crawled = crawl(signed_in(veil=False), *pages, within=("/notes/", "/undo/", *pages))
    assert crawled.left == {}
    assert {"/notes/", "/undo/", *pages} < crawled.opened
    assert len([each for each in crawled.opened if each.startswith("/undo/")]) > 5
