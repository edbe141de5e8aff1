"""The page on which one's own last action is taken back, and what stands below pages: notes, who coded."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pyrage import x25519

from isthmus.actions.desk.correcting import correct, plan_correction
from isthmus.actions.desk.history import find_row as found_row
from isthmus.actions.desk.judge import judge
from isthmus.actions.desk.keepers import add_keeper
from isthmus.actions.desk.notes import write_note
from isthmus.actions.desk.withdrawing import plan_withdrawal
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.keyring import KEYRING
from isthmus.store.desk.models import Event, Judgement, Note
from tests.accounts import the_owner, who
from tests.actions.cases import bring_in
from tests.web.reading.pages import text_of

CANARY = "qvzxwordle"


def find_row(ref: str) -> Any:
    """Return a row of the case by its id."""
    return found_row(ref)


@pytest.fixture(autouse=True)
def register(db: None) -> None:
    bring_in()


@pytest.fixture
def browser(signed_in: Client) -> Client:
    signed_in.post("/veil/", {"veil": "no"})
    session = signed_in.session
    session["veil"] = False
    session.save()
    return signed_in


def words(answer: Any) -> str:
    return " ".join(text_of(answer.content).split())


def corrected(ref: str, **typed: str) -> None:
    correct(plan_correction(find_row(ref), typed), reason="A slip.", actor=the_owner("coder"))


def last() -> str:
    return reverse("undo_action", args=[Event.objects.order_by("-sequence")[0].sequence])


def test_the_last_action_is_shown_with_what_it_moves_and_taken_back(browser: Client) -> None:
    corrected("d1", held="no")
    listed = browser.get("/undo/")
    assert "The last thing that you did: row corrected." in words(listed)
    assert last() in listed.content.decode()
    asked = browser.get(last())
    assert "The document is held again." in words(asked)
    assert "Lines of incidents" in words(asked)
    assert browser.post(last()).status_code == 200
    assert find_row("d1").held == "no"
    address, mark = last(), asked.context["seen"]
    assert browser.post(address, {"seen": mark, "because": "Wrong row."})["Location"] == "/undo/"
    assert find_row("d1").held == "yes"
    page = words(browser.get("/undo/"))
    assert "The last thing that you did: own action taken back." in page
    assert "bring it back…" in page
    assert "It is taken back already." in page
    assert "It is taken back already." in words(browser.get(address))
    assert browser.post(address, {"seen": mark}).status_code == 409


def test_cells_that_are_put_back_are_shown_and_under_the_veil_only_initials(browser: Client) -> None:
    corrected("s3", name="Somebody Else", protection="public")
    corrected("m3", name="Person Quinn")
    assert "Person Quinn → Person P" in words(browser.get(last()))
    browser.post("/veil/", {})
    page = words(browser.get(last()))
    assert "Quinn" not in page


def test_what_it_says_of_a_statement_that_was_withdrawn_since_is_not_shown(browser: Client) -> None:
    corrected("t1", quote=f"said {CANARY}")
    address = last()
    plan_withdrawal([find_row("t1")], "withdrawn", because="Twice.", actor=who("other")).carry_out()
    assert CANARY not in words(browser.get(address))


def test_nobody_takes_back_what_others_did(browser: Client) -> None:
    judge(kind="source", left="s1", right="s4", decision="same", because="x", actor=who("other"))
    assert browser.get(last()).status_code == 404
    assert browser.post(last(), {"seen": "0:x"}).status_code == 404
    assert "You have done nothing here yet" in words(browser.get("/undo/"))


def test_a_judgement_is_named_by_its_words(browser: Client) -> None:
    judge(kind="source", left="s1", right="s4", decision="same", because="one desk", actor=the_owner("coder"))
    page = words(browser.get(last()))
    assert "1 judgement holds no longer." in page
    assert "The same source “ one desk ”" in page
    browser.post(last(), {"seen": browser.get(last()).context["seen"]})
    assert not Judgement.objects.in_force().filter(left_source__ref="s1", right_source__ref="s4").exists()


def test_a_question_is_asked_listed_answered_and_destroyed(browser: Client) -> None:
    uid = find_row("t1").uid
    page = browser.get(reverse("row_notes", args=[uid]))
    assert "Notes and questions about a statement." in words(page)
    me = the_owner("coder").number
    empty = browser.post(reverse("row_notes", args=[uid]), {"text": " "})
    assert (empty.status_code, "the field is empty" in words(empty)) == (422, True)
    browser.post(
        reverse("row_notes", args=[uid]), {"text": f"Is {CANARY}?", "kind": "question", "asked": str(me)}
    )
    note = Note.objects.get()
    listed = words(browser.get("/notes/?for=me"))
    assert "1 open question is for you." in listed
    assert f"Is {CANARY}?" in listed
    document = browser.get(reverse("document", args=[find_row("d1").uid]))
    assert f"Is {CANARY}?" in words(document)
    browser.post(reverse("answer_note", args=[note.uid]), {"answer": "It is.", "next": "/notes/"})
    assert "0 questions are open." in words(browser.get("/notes/"))
    assert "answers: It is." in words(browser.get(reverse("row_notes", args=[uid])))
    browser.post(reverse("destroy_note", args=[note.uid]), {"next": "/notes/"})
    assert not Note.objects.exists()
    assert "This row was destroyed" in words(browser.get(reverse("history", args=[note.uid])))


@pytest.mark.parametrize("with_keeper", [False, True])
def test_a_note_on_what_is_sealed_is_shown_nowhere(browser: Client, with_keeper: bool) -> None:
    if with_keeper:
        made = x25519.Identity.generate()
        add_keeper(name="Mara", recipient=str(made.to_public()), actor=the_owner("coder"))
    row = find_row("s3")
    note = write_note(row, text=f"It is {CANARY}", is_question=True, actor=the_owner("coder"))
    addresses = ["/notes/", *(reverse(name, args=[row.uid]) for name in ("row_notes", "source", "history"))]
    pages = [browser.get(each).content.decode() for each in addresses]
    pages.append(browser.get(reverse("history", args=[note.uid])).content.decode())
    (current_workspace().folder / KEYRING).unlink(missing_ok=True)
    assert [each for each in pages if CANARY in each] == []
    assert all("sealed" in each for each in pages)
    assert [each for each in pages if "sealed-" in text_of(each.encode())] == []


PAGES = [
    ("document", "d1"),
    ("source", "s1"),
    ("place", "p1"),
    ("incident", "a1"),
    ("person", "m1"),
    ("history", "t1"),
]


@pytest.mark.parametrize(("name", "ref"), PAGES)
def test_each_page_says_who_coded_what_and_what_changed_last(browser: Client, name: str, ref: str) -> None:
    corrected("t1", locator="p. 3")
    page = words(browser.get(reverse(name, args=[find_row(ref).uid])))
    assert "Notes and open questions" in page
    changed = "workbook imported" if name in ("source", "place") else "row corrected"
    assert f"UTC : {changed}." in page


def test_a_source_typed_twice_is_offered_on_its_page(browser: Client) -> None:
    corrected("s4", name="OUTLET A.")
    one, other = find_row("s1"), find_row("s4")
    page = browser.get(reverse("source", args=[one.uid])).content.decode()
    assert f'href="/judge/source/pair/?left={one.uid}&amp;right={other.uid}"' in page
    judge(kind="source", left="s1", right="s4", decision="same", because="x", actor=who("other"))
    page = browser.get(reverse("source", args=[one.uid])).content.decode()
    assert f"right={other.uid}" not in page
    assert f'href="/judge/source/same/{one.uid}/"' in page


def test_a_place_typed_twice_is_judged_from_its_page_and_the_judgement_is_undone_there(
    browser: Client,
) -> None:
    corrected("p1", name="TOWN-B")
    one, other = find_row("p1"), find_row("p2")
    corrected("p2", parent="")
    page = browser.get(reverse("place", args=[one.uid])).content.decode()
    assert f'href="/judge/place/pair/?left={one.uid}&amp;right={other.uid}"' in page
    pair = f"/judge/place/pair/?left={one.uid}&right={other.uid}"
    browser.post(pair, {"decision": "same", "because": "Typed twice."})
    page = browser.get(reverse("place", args=[one.uid])).content.decode()
    assert f"right={other.uid}" not in page
    made = Judgement.objects.get(kind="place")
    assert f'action="/judge/{made.uid}/undo/"' in page
    browser.post(f"/judge/{made.uid}/undo/", {"next": "/"})
    assert f"right={other.uid}" in browser.get(reverse("place", args=[one.uid])).content.decode()
