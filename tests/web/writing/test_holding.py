"""*We now hold this article*: asked for with what it changes, recognised, and taken back after a look."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from isthmus.actions.desk.correcting import correct, plan_correction
from isthmus.actions.desk.documents import Artefact, take_in
from isthmus.actions.desk.history import find_row as found_row
from isthmus.store.desk.models import Arrival
from tests.accounts import who
from tests.actions.cases import bring_in
from tests.web.reading.pages import text_of

PDF = b"%PDF-1.7 a scan"


def find_row(ref: str) -> Any:
    """Return a row of the case by its id."""
    return found_row(ref)


@pytest.fixture(autouse=True)
def register(db: None) -> None:
    bring_in()
    who("colleague")


def address(ref: str = "d2", name: str = "hold_document") -> str:
    return reverse(name, args=[find_row(ref).uid])


def seen(browser: Client, ref: str = "d2", name: str = "hold_document") -> str:
    answer = browser.get(address(ref, name))
    assert answer.status_code == 200
    return answer.context["seen"]


def words(answer: Any) -> str:
    return " ".join(text_of(answer.content).split())


def test_the_form_says_what_holding_it_changes_and_a_file_is_taken_in(signed_in: Client) -> None:
    page = words(signed_in.get(address()))
    assert "As soon as it is held, its statements count." in page
    assert "Lines of incidents" in page
    given = {"file": SimpleUploadedFile("scan.pdf", PDF), "kept_at": "", "text": "", "seen": seen(signed_in)}
    answer = signed_in.post(address(), given)
    assert answer["Location"] == address(name="held_now")
    assert (find_row("d2").held, find_row("d2").content_type) == ("yes", "application/pdf")
    page = words(signed_in.get(address(name="document")))
    assert "What came in" in page
    assert "scan.pdf" in page


def test_it_is_not_done_before_the_change_was_seen(signed_in: Client) -> None:
    answer = signed_in.post(address(), {"kept_at": "the archive"})
    assert answer.status_code == 200
    assert "Look at what changes, then press again." in words(answer)
    assert find_row("d2").held == "no"
    signed_in.post(address(), {"kept_at": "the archive", "seen": answer.context["seen"]})
    assert find_row("d2").held == "yes"
    assert "On paper: the archive" in words(signed_in.get(address(name="document")))


def test_what_was_seen_holds_where_others_wrote_what_changes_nothing_of_it(signed_in: Client) -> None:
    mark = seen(signed_in)
    correct(plan_correction(find_row("s1"), {"note": "x"}), reason="x", actor=who("colleague"))
    signed_in.post(address(), {"text": "Its words.", "seen": mark})
    assert find_row("d2").held == "yes"


def test_a_text_that_another_document_has_is_recognised_and_taken_all_the_same_when_asked(
    signed_in: Client,
) -> None:
    take_in(find_row("d1"), Artefact.of_text("The same\r\nwords."), actor=who("colleague"))
    given = {"text": "The same\r\nwords.", "seen": seen(signed_in)}
    asked = signed_in.post(address(), given)
    assert asked.status_code == 409
    assert address("d1", "document") in asked.content.decode()
    assert find_row("d2").held == "no"
    signed_in.post(address(), {**given, "anew": "1"})
    assert find_row("d2").content == find_row("d1").content


def test_nothing_given_is_said_at_the_form(signed_in: Client) -> None:
    answer = signed_in.post(address(), {"text": " ", "kept_at": " ", "seen": seen(signed_in)})
    assert answer.status_code == 422
    assert "Nothing was given." in words(answer)


def test_quotes_that_the_text_does_not_have_and_another_digest_are_told(signed_in: Client) -> None:
    typed = {"quote": "“Twelve.”", "wording": ""}
    correct(plan_correction(find_row("t2"), typed), reason="x", actor=who("colleague"))
    given = {"text": "Other words.", "seen": seen(signed_in)}
    page = words(signed_in.post(address(), given, follow=True))
    assert "1 quote does not stand in this text as it was coded." in page


def test_a_further_file_is_added_without_a_question(signed_in: Client) -> None:
    answer = signed_in.post(address("d1"), {"file": SimpleUploadedFile("two.pdf", PDF)})
    assert answer["Location"] == address("d1", "document")
    came = Arrival.objects.get()
    file = signed_in.get(reverse("arrival_file", args=[came.uid]))
    assert b"".join(file) == PDF
    assert file["Content-Disposition"].startswith("attachment")
    again = signed_in.post(address("d1"), {"file": SimpleUploadedFile("two.pdf", PDF)})
    assert again.status_code == 422
    assert "with the document already" in words(again)


@pytest.mark.parametrize("mark", ["sealed", "confidential"])
def test_of_a_marked_document_no_file_leaves(signed_in: Client, mark: str) -> None:
    take_in(find_row("d1"), Artefact(PDF, "secret-name.pdf"), actor=who("colleague"))
    correct(plan_correction(find_row("d1"), {"protection": mark}), reason="x", actor=who("colleague"))
    came = Arrival.objects.get()
    assert signed_in.get(reverse("arrival_file", args=[came.uid])).status_code == 404
    page = words(signed_in.get(address("d1", "document")))
    assert ("secret-name.pdf" in page) == (mark == "confidential")
    history = words(signed_in.get(reverse("history", args=[came.uid])))
    assert ("secret-name.pdf" in history) == (mark == "confidential")


def test_that_it_is_not_held_after_all_is_asked_with_what_it_changes(signed_in: Client) -> None:
    asked = signed_in.post(address("d1", "unhold_document"))
    assert asked.status_code == 200
    assert "Lines of incidents" in words(asked)
    assert find_row("d1").held == "yes"
    signed_in.post(address("d1", "unhold_document"), {"seen": asked.context["seen"]})
    assert find_row("d1").held == "no"


def test_files_of_one_moment_stand_in_an_order_that_the_log_speaks_for(signed_in: Client) -> None:
    for number in range(4):
        signed_in.post(address("d1"), {"file": SimpleUploadedFile(f"{number}.pdf", PDF + bytes([number]))})
    Arrival.objects.update(at=Arrival.objects.earliest("at").at)
    page = signed_in.get(address("d1", "document")).content.decode()
    uids = list(Arrival.objects.order_by("uid").values_list("uid", flat=True))
    places = [page.index(reverse("arrival_file", args=[uid])) for uid in uids]
    assert len(places) == 4
    assert places == sorted(places)
