"""A spreadsheet is brought in on pages alone: its columns said, its rows tried, and then it is in the register."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from isthmus.actions.desk.jobs import run_next
from isthmus.actions.desk.verification import verify
from isthmus.store.desk.models import Act, Arrival, Document, ListRow, RegisterList, Statement
from isthmus.store.desk.queries.workbook import whole
from isthmus.store.desk.scratch.models import Job, Upload
from tests.actions.list_case import MAPPING, names
from tests.foreign_tables import FOREIGN, book_of, saved
from tests.forms.completed import ODK, completed
from tests.forms.odk import OdkForm, calls
from tests.web.reading.pages import text_of

LIST = """\
no,name,date,place,remark
1,Amba Arnov,05/03/2017,Hill,x
2,Belo Bexley,06/03/2017,Hill,
3,Cita Corrin,sometime,River,
"""
ANSWERS = {
    "name": "Register of deaths",
    "row": "person",
    "author": "Ministry",
    "speaker": "Ministry",
    "basis": "record",
    "kind": "authority",
    "type": "killing",
    "once": "people",
    "column-0": "key",
    "column-1": "name",
    "column-2": "date",
    "order-2": "day_first",
    "column-3": "place",
    "column-4": "kept",
}


@pytest.fixture
def browser(signed_in: Client) -> Client:
    session = signed_in.session
    session["veil"] = False
    session.save()
    return signed_in


def words(answer: Any) -> str:
    return " ".join(text_of(answer.content).split())


def done(answer: Any) -> str:
    """Do the work that a page asked for, and return the address of its page."""
    assert answer.status_code == 302, words(answer)
    run_next()
    return str(answer["Location"])


def uploaded(browser: Client, text: str | bytes = LIST, **more: Any) -> str:
    file = SimpleUploadedFile("deaths.csv", text if isinstance(text, bytes) else text.encode())
    return done(browser.post(reverse("bring_in"), {"list": file, **more}))


def at(name: str, page: str) -> str:
    return reverse(name, args=[page.rstrip("/").rpartition("/")[2]])


def tried(browser: Client, page: str, **changed: str) -> str:
    return done(browser.post(at("bring_in_answers", page), ANSWERS | changed))


def test_a_list_is_brought_in_without_a_mapping_at_hand(browser: Client) -> None:
    page = uploaded(browser)
    shown = browser.get(page).content.decode()
    assert "Its dates can be read in two ways" in shown
    assert '<option value="name" selected>' in shown
    assert 'name="basis"' in shown
    assert 'value="record" selected' not in shown
    page = tried(browser, page)
    shown = words(browser.get(page))
    assert "3 rows were read: 2 understood, 1 set aside" in shown
    assert "Amba Arnov" in shown
    assert "Hill" in shown
    assert "“ sometime ”" in shown
    assert not Statement.objects.exists()
    page = done(browser.post(at("bring_in_now", page)))
    assert "The list is in the register." in words(browser.get(page))
    assert names() == ["Amba Arnov", "Belo Bexley"]
    assert ListRow.objects.filter(state="waiting").count() == 1
    assert next(each.name for each in Document.objects.get().arrivals.order_by("pk")) == "deaths.csv"
    assert not Upload.objects.exists()
    assert verify().sound


def test_what_is_not_said_is_asked_for_in_words(browser: Client) -> None:
    page = uploaded(browser)
    shown = words(browser.get(tried(browser, page, basis="")))
    assert "“basis” is still to be said" in shown
    assert "Register of deaths" in browser.get(tried(browser, page, basis="")).content.decode()
    shown = words(browser.get(tried(browser, page, **{"column-4": "name"})))
    assert "are said to be the same" in shown
    assert not RegisterList.objects.exists()


def test_the_mapping_can_be_saved_and_chosen_again(browser: Client) -> None:
    page = tried(browser, uploaded(browser))
    saved = browser.get(at("mapping_file", page))
    assert b"lists_once: people" in saved.content
    done(browser.post(at("bring_in_now", page)))
    more = LIST + "4,Dorun Dastan,08/03/2017,Hill,\n"
    page = uploaded(browser, more, saved=str(RegisterList.objects.get().uid))
    assert "New rows: 1; changed: 0; as they were: 2" in words(browser.get(page))
    done(browser.post(at("bring_in_now", page)))
    assert "Dorun Dastan" in names()


def test_a_mapping_in_a_file_is_used_and_changes_are_asked_about(browser: Client) -> None:
    given = SimpleUploadedFile("m.yaml", MAPPING.encode())
    done(browser.post(at("bring_in_now", uploaded(browser, mapping=given))))
    given = SimpleUploadedFile("m.yaml", MAPPING.encode())
    page = uploaded(browser, LIST.replace("Amba Arnov", "Amba Arnova"), mapping=given)
    assert "Amba Arnova" in words(browser.get(page))
    refused = done(browser.post(at("bring_in_now", page)))
    assert Job.objects.get(pk=refused.rstrip("/").rpartition("/")[2]).state == Job.State.FAILED
    done(browser.post(at("bring_in_now", page), {"because": "The ministry corrected it."}))
    assert "Amba Arnova" in names()


def test_what_is_no_table_is_refused_in_words_and_forgotten_when_given_up(browser: Client) -> None:
    page = uploaded(browser, "")
    assert "deaths.csv: The file is empty." in words(browser.get(page))
    browser.post(at("bring_in_leave", page))
    assert not Upload.objects.exists()
    assert browser.post(reverse("bring_in"), {}).status_code == 422


def test_names_are_veiled_on_its_pages(signed_in: Client) -> None:
    session = signed_in.session
    session["veil"] = True
    session.save()
    page = tried(signed_in, uploaded(signed_in))
    shown = words(signed_in.get(page))
    assert "Arnov" not in shown
    assert "Corrin" not in shown


def test_a_foreign_table_is_asked_about_and_what_is_not_read_is_said(browser: Client) -> None:
    book, page = book_of()
    for row, cell in enumerate(("3.4.2017", "4/3/2017", "5/3/2017", "4/4/2017", "N/A"), start=2):
        page.cell(row, 4).value = cell
    page.merge_cells("E4:E6")
    page["B3"].fill = PatternFill("solid", fgColor="FFFF0000")
    page["B2"].comment = Comment("also called Little Amba", "somebody")
    at_first = uploaded(browser, saved(book))
    shown = words(browser.get(at_first))
    assert "“name”: one cell is coloured (row 3)" in shown
    assert "Its dates with “.” can be read in two ways: 3.4.2017" in shown
    assert "Does a cell merged over several rows hold for each of them?" in shown
    said = {"column-2": "age", "column-3": "date", "column-4": "place", "column-5": "kept", "nothing": "N/A"}
    said |= {"column-6": "kept", "order-3-0": "day_first"}
    shown = words(browser.get(tried(browser, at_first, **said)))
    assert "“merged” is still to be said" in shown
    assert "“/” is still to be said" in shown
    said |= {"merged": "each_row", "order-3-1": "month_first"}
    page_tried = tried(browser, at_first, **said)
    shown = words(browser.get(page_tried))
    assert "5 rows were read: 5 understood, 0 set aside" in shown
    assert "One cell is merged over several rows. It is said of each of them." in shown
    done(browser.post(at("bring_in_now", page_tried)))
    assert Act.objects.filter(place__name="River Village").count() == 3
    assert set(Act.objects.values_list("date", flat=True)) == {"2017-04-03", "2017-05-03", "2017-04-04", ""}
    [first, *_] = whole().statements
    assert "Little Amba" in first.own


def test_names_of_columns_in_two_rows_are_looked_at_again(browser: Client) -> None:
    at_first = uploaded(browser, FOREIGN["headers.xlsx"]())
    assert "How many rows do the names of columns take?" in words(browser.get(at_first))
    again = done(browser.post(at("bring_in_answers", at_first), {"header_rows": "2"}))
    shown = browser.get(again).content.decode()
    assert "victim / name" in shown
    assert "How many rows do the names" not in shown


def test_a_table_of_thousands_of_columns_is_asked_about_in_part(browser: Client) -> None:
    page = uploaded(browser, FOREIGN["wide.csv"]())
    answer = browser.get(page)
    assert "15,806 further columns are kept beside" in words(answer)
    assert answer.content.count(b"<select") < 220


def test_a_ready_mapping_chooses_the_columns_and_says_which_the_list_lacks(browser: Client) -> None:
    list_of_dead = "no,name,age,date of death,Where\n1,Amba Arnov,31,2017-03-05,Hill\n"
    page = uploaded(browser, list_of_dead, ready="dead")
    shown = words(browser.get(page))
    assert "The list has no columns that are called place of death, other names, sex," in shown
    assert "day or year of birth" in shown
    chosen = browser.get(page).content.decode()
    assert chosen.count('<option value="date" selected>') == 1
    assert "Who publishes it" in shown  # which stays asked, as who speaks and how they know


def test_rows_are_told_apart_by_two_columns_and_know_what_they_know_row_by_row(browser: Client) -> None:
    text = "part,no,name,date,how\nA,1,Amba Arnov,2017-03-05,seen\nB,1,Belo Bexley,2017-03-06,heard\n"
    said = {"column-0": "key", "column-1": "key", "column-2": "name", "column-3": "date", "column-4": "basis"}
    first = uploaded(browser, text)
    page = tried(browser, first, **said, basis="")
    shown = words(browser.get(page))
    assert "“seen” means" in shown
    assert "is still to be said" in shown
    page = tried(browser, page, **said, **{"basis": "", "basis-4-0": "first_hand", "basis-4-1": "unknown"})
    assert "2 rows were read: 2 understood, 0 set aside" in words(browser.get(page))
    done(browser.post(at("bring_in_now", page)))
    assert sorted(Statement.objects.values_list("basis", flat=True)) == ["first_hand", "unknown"]


def test_an_export_of_a_form_is_brought_in_by_a_mapping_that_was_completed(
    browser: Client, tmp_path: Path
) -> None:
    path = OdkForm(sent=calls(4, seed=7)).write(tmp_path / "odk.zip")
    page = uploaded(browser, path.read_bytes())
    assert "an export of a form" in words(browser.get(page))
    given = SimpleUploadedFile("form.yaml", completed(path, ODK).encode())
    page = uploaded(browser, path.read_bytes(), mapping=given)
    assert "4 rows" in words(browser.get(page))
    brought = done(browser.post(at("bring_in_now", page)))
    assert "Files of submissions: 2" in words(browser.get(brought))
    assert Document.objects.count() == Statement.objects.count() == 4
    assert Arrival.objects.filter(name__endswith=".m4a").count() == 2
    assert verify().sound
