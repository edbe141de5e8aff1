"""A list goes back out of the desk: a page that says what the file holds, and a file for a purpose alone."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from isthmus.core.import_mapping.beside_columns import BESIDE
from isthmus.store.desk.models import ListChange, NamedExport, RegisterList
from isthmus.web.desk.attempts import ATTEMPTS
from tests.actions.list_case import LIST, MAPPING, Desk
from tests.web.reading.pages import text_of

NAMED = {"form": "csv", "purpose": "for the lawyers", "secret": "open"}
OF_GROUNDS = MAPPING.replace("    date:", "    ground: {column: note, codes: {faith: religion}}\n    date:")


@pytest.fixture(autouse=True)
def desk(db: None, tmp_path: Path, settings: Any) -> Desk:
    settings.DESK_PASSPHRASE_HOLDS = lambda secret: secret == "open"
    ATTEMPTS.clear()
    made = Desk(tmp_path)
    made.brought(LIST.replace("Hill,x", "Hill,faith"), mapping=OF_GROUNDS)
    return made


@pytest.fixture
def address() -> str:
    return reverse("list_file", args=[RegisterList.objects.get().uid])


def words(answer: Any) -> str:
    return " ".join(text_of(answer.content).split())


def test_the_list_leads_to_the_page_and_the_page_says_what_is_in_the_file(
    signed_in: Client, address: str
) -> None:
    of_list = signed_in.get(reverse("list", args=[RegisterList.objects.get().uid]))
    assert f'href="{address}"' in of_list.content.decode()
    page = words(signed_in.get(address))
    assert "Its 3 rows leave in the columns that they had" in page
    assert "Empty, since it is an alleged ground and would stand beside names: note" in page
    assert all(each in page for each in BESIDE)
    assert not NamedExport.objects.exists()


@pytest.mark.parametrize(
    ("said", "status", "words_of"),
    [
        ({**NAMED, "secret": "wrong"}, 403, "Nothing was exported"),
        ({**NAMED, "purpose": " "}, 403, "Names leave for a purpose"),
        ({"form": "csv"}, 403, "Names leave for a purpose"),
    ],
)
def test_nothing_leaves_without_passphrase_and_purpose(
    signed_in: Client, address: str, said: dict[str, str], status: int, words_of: str
) -> None:
    answer = signed_in.post(address, said)
    assert answer.status_code == status
    assert words_of in words(answer)
    assert "Content-Disposition" not in answer
    assert not NamedExport.objects.exists()


def test_the_rows_leave_with_their_purpose_logged_and_no_ground_beside_a_name(
    signed_in: Client, address: str
) -> None:
    answer: Any = signed_in.post(address, NAMED)
    assert answer["Content-Disposition"].endswith('.csv"')
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [each["name"] for each in rows] == ["Amba Arnov", "Belo Bexley", "Cita Corrin"]
    assert rows[0]["isthmus_row"] == "understood"
    assert "faith" not in text
    kept = NamedExport.objects.get()
    assert (kept.form, kept.purpose) == ("list", "for the lawyers")


def test_it_leaves_as_a_spreadsheet_too(signed_in: Client, address: str) -> None:
    answer: Any = signed_in.post(address, {**NAMED, "form": "xlsx"})
    [sheet] = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets
    assert [cell.value for cell in sheet[1]][-len(BESIDE) :] == list(BESIDE)
    assert sheet.max_row == 4


def test_nothing_leaves_where_nobody_can_tell_which_columns_are_grounds(
    signed_in: Client, address: str
) -> None:
    ListChange.objects.update(mapping="0" * 64)
    assert "cannot be read any more" in words(signed_in.get(address))
    assert signed_in.post(address, NAMED).status_code == 422
    assert not NamedExport.objects.exists()
