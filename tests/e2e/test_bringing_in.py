"""A spreadsheet is brought in, its rows decided about, and the import taken back."""

import pytest
from playwright.sync_api import expect

from tests.e2e.window import NARROW, WIDE, Window

pytestmark = pytest.mark.browser

LIST = """\
no,Full name,Age,Date,Place,Remark
1,Amba Arnov,31,05/03/2017,Hill Village,by shelling
2,Belo Bexley,24,06/03/2017,Hill Village,
3,Cita Corrin,58,sometime,River Village,
4,Dorun Dastan,7 months,11/03/2017,River Village,
,Total 4,,,,
"""


def looked_at(seen: Window, name: str) -> None:
    """Nothing that axe finds, nothing beyond the edge of a phone."""
    seen.page.wait_for_load_state()
    assert seen.violations() == "", name
    seen.picture(f"{name}-1280")
    seen.look(NARROW)
    assert seen.overflow() == 0, name
    seen.picture(f"{name}-320")
    seen.look(WIDE)


def lead(seen: Window, words: str) -> None:
    expect(seen.page.locator("h1")).to_contain_text(words)


def columns_said(seen: Window) -> None:
    seen.go("/lists/bring-in/")
    looked_at(seen, "bring-in")
    file = {"name": "deaths.csv", "mimeType": "text/csv", "buffer": LIST.encode()}
    seen.page.get_by_label("The spreadsheet").set_input_files(files=[file])
    seen.page.get_by_role("button", name="Look at its columns").click()
    lead(seen, "Say what each column is")
    looked_at(seen, "bring-in-columns")
    seen.page.get_by_label("the day stands first").check()
    for label, words in (("Who publishes it", "Ministry"), ("Who speaks in it", "Ministry")):
        seen.page.get_by_label(label).fill(words)
    seen.page.get_by_label("How do they know").select_option("record")
    seen.page.get_by_label("What was done").select_option("killing")
    seen.page.get_by_label("Of what kind").select_option("authority")
    seen.page.get_by_label("Does it set out").select_option("people")
    seen.page.get_by_role("button", name="See what becomes of its rows").click()


def tried_and_brought_in(seen: Window) -> None:
    lead(seen, "5 rows were read: 3 understood, 2 set aside. Nothing is written yet.")
    looked_at(seen, "bring-in-tried")
    seen.page.get_by_role("button", name="Bring it in").click()
    lead(seen, "The list is in the register.")
    looked_at(seen, "bring-in-done")


def decided(seen: Window) -> None:
    seen.page.get_by_role("link", name="See its rows").click()
    lead(seen, "1 list was brought in")
    looked_at(seen, "lists")
    seen.page.get_by_role("link", name="deaths").click()
    lead(seen, "5 rows came in")
    looked_at(seen, "list")
    seen.page.get_by_role("link", name="4", exact=True).click()
    looked_at(seen, "list-row-waiting")
    seen.page.get_by_label("Date").fill("07/03/2017")
    seen.page.get_by_role("button", name="Read it again and bring it in").click()
    lead(seen, "It is a statement of the register.")
    looked_at(seen, "list-row")


def test_a_list_goes_in_and_comes_back(window) -> None:
    seen = window()
    seen.go("/")
    if seen.page.get_by_role("button", name="Show names").count():
        seen.page.get_by_role("button", name="Show names").click()
    columns_said(seen)
    tried_and_brought_in(seen)
    decided(seen)
    seen.page.get_by_role("link", name="The list", exact=True).click()
    seen.page.get_by_role("link", name="Undo the last import").click()
    expect(seen.page.locator("main")).to_contain_text("1 row that it set aside was decided about since.")
    looked_at(seen, "undo-list")
    seen.page.get_by_role("button", name="Take it back").click()
    lead(seen, "The last thing that you did")
