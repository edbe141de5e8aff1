"""The pages of a list in the desk: what waits and why, a row corrected or left out, a statement on its row."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from isthmus.store.desk.models import Document, ListRow, RegisterList, Statement
from tests.actions.list_case import LIST, Desk, current, last_event, names
from tests.web.reading.pages import text_of


@pytest.fixture(autouse=True)
def desk(db: None, tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.brought(LIST + ",Total 3,,,\n")
    return made


@pytest.fixture
def browser(signed_in: Client) -> Client:
    signed_in.post("/veil/", {"veil": "no"})
    session = signed_in.session
    session["veil"] = False
    session.save()
    return signed_in


def words(answer: Any) -> str:
    return " ".join(text_of(answer.content).split())


def address(number: int) -> str:
    return reverse("list_row", args=[current(number).uid])


def of_list(name: str = "list") -> str:
    return reverse(name, args=[RegisterList.objects.get().uid])


def code_of(row: ListRow) -> str:
    return sha256(row.why.encode()).hexdigest()[:12]


def test_the_page_of_a_list_says_what_became_of_its_rows(browser: Client) -> None:
    page = words(browser.get(of_list()))
    assert "4 rows came in: 2 understood , 2 set aside and waiting , 0 left out" in page
    assert "1 × date:" in page
    assert "Cita Corrin" in page
    assert "“ sometime ”" in page
    assert "Register of deaths" in words(browser.get(reverse("lists")))
    document = words(browser.get(reverse("document", args=[Document.objects.get().uid])))
    assert "4 rows came in" in document


def test_rows_are_filtered_by_state_and_by_reason(browser: Client) -> None:
    page = words(browser.get(of_list(), {"state": "understood"}))
    assert "Amba Arnov" in page
    assert "Cita Corrin" not in page
    why = code_of(current(4))
    page = words(browser.get(of_list(), {"why": why}))
    assert "Cita Corrin" in page
    assert "Total 3" not in page


def test_a_row_is_corrected_without_script(browser: Client) -> None:
    page = browser.get(address(4)).content.decode()
    assert 'name="cell-2"' in page
    refused = browser.post(address(4), {"cell-2": "some day"})
    assert refused.status_code == 422
    assert "“ some day ”" in words(refused)
    assert browser.post(address(4), {"cell-2": "07/03/2017"}).status_code == 302
    assert "Cita Corrin" in names()
    page = words(browser.get(address(4)))
    assert "corrected here" in page
    assert "07/03/2017" in page


def test_rows_are_left_out_one_by_one_and_by_their_reason(browser: Client) -> None:
    assert browser.post(address(4), {"leave": "yes", "because": ""}).status_code == 422
    assert browser.post(address(4), {"leave": "yes", "because": "No day is known."}).status_code == 302
    assert current(4).state == "left_out"
    row = current(5)
    given = {"why": code_of(row), "all": "yes", "because": "It is a total."}
    assert browser.post(of_list("leave_out_rows"), given).status_code == 302
    assert current(5).state == "left_out"
    assert browser.post(of_list("leave_out_rows"), {"row": [], "because": "x"}).status_code == 422


def test_a_statement_leads_to_its_row_with_the_cells_marked(browser: Client) -> None:
    document = browser.get(reverse("document", args=[Document.objects.get().uid])).content.decode()
    assert address(2) in document
    page = browser.get(address(2)).content.decode()
    assert "<mark><bdi>Amba Arnov</bdi></mark>" in page
    assert "<mark><bdi>05/03/2017</bdi></mark>" in page
    assert "<mark><bdi>x</bdi></mark>" not in page
    assert "kept as x_note" in page
    statement = Statement.objects.get(list_rows__number=2)
    assert reverse("history", args=[statement.uid]) in page


def test_under_the_veil_names_of_rows_are_initials(signed_in: Client) -> None:
    session = signed_in.session
    session["veil"] = True
    session.save()
    for page in (of_list(), address(4), address(2)):
        shown = words(signed_in.get(page))
        assert "Corrin" not in shown
        assert "Arnov" not in shown
    assert signed_in.post(address(4), {"cell-2": "07/03/2017"}).status_code == 403
    assert ListRow.objects.current().filter(state="waiting").count() == 2


def test_an_import_is_taken_back_from_its_list(signed_in: Client, desk: Desk) -> None:
    session = signed_in.session
    session["veil"] = False
    session.save()
    desk.brought(LIST.replace("sometime", "07/03/2017"), by="coder")
    undo = reverse("undo_action", args=[last_event().sequence])
    assert undo in signed_in.get(of_list()).content.decode()
    signed_in.post(address(2), {})
    page = signed_in.get(undo)
    assert "1 statement is withdrawn" in words(page)
    seen = page.content.decode().partition('name="seen" value="')[2].partition('"')[0]
    assert signed_in.post(undo, {"seen": seen}).status_code == 302
    assert names() == ["Amba Arnov", "Belo Bexley"]
