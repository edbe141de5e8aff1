"""Dates in the form as people write them, with and without script, and in the page of an import."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.test_journeys import begin, describe_document, describe_statement, submit
from tests.e2e.window import Window

pytestmark = pytest.mark.browser


def draft(seen: Window) -> None:
    seen.go("/code/")
    begin(seen.page)
    describe_document(seen.page)
    describe_statement(seen.page)


def date_of(seen: Window) -> str:
    return seen.page.locator("[name=statement-date]").input_value()


def test_a_date_is_explained_as_it_is_typed_and_goes_in_as_edtf(window):
    seen = window()
    draft(seen)
    seen.page.locator("[name=statement-date]").fill("after 5 March 2017")
    understood = seen.page.locator(".understood[data-for=id_statement-date]")
    expect(understood).to_contain_text("Understood as from 5 Mar 2017 on")
    expect(understood).to_contain_text("2017-03-05/..")
    assert seen.violations() == ""
    seen.picture("date-understood-1280")
    submit(seen.page)
    expect(seen.page.locator("main .problem")).to_have_count(0)
    assert "/code/" not in seen.page.url
    expect(seen.page.locator("main")).to_contain_text("from 5 Mar 2017 on")


def test_an_ambiguous_date_is_asked_about_as_it_is_typed(window):
    seen = window()
    draft(seen)
    seen.page.locator("[name=statement-date]").fill("05/03/2017")
    expect(seen.page.get_by_text("Which one is the month?")).to_be_visible()
    assert seen.violations() == ""
    seen.picture("date-asked-1280")
    seen.page.get_by_role("radio", name=re.compile("3 May 2017")).check()
    seen.page.get_by_role("button", name="Save draft").click()
    expect(seen.page.locator("[name=statement-date]")).to_have_value("2017-05-03")


def test_a_date_of_another_calendar_is_shown_in_both_and_kept_in_the_note(window):
    seen = window()
    draft(seen)
    seen.page.locator("[name=statement-date]").fill("رمضان ۱۴۳۸")
    expect(seen.page.get_by_text("Umm al-Qura")).to_be_visible()
    seen.picture("date-hijri-1280")
    seen.page.get_by_role("button", name="Save draft").click()
    expect(seen.page.locator("[name=statement-date]")).to_have_value("2017-05-27/2017-06-24")
    expect(seen.page.locator("[name=statement-note]")).to_have_value(re.compile("رمضان ۱۴۳۸"))
    seen.picture("date-hijri-kept-1280")


def test_without_script_a_date_is_shown_as_it_was_understood_before_it_is_kept(window):
    seen = window(java_script_enabled=False)
    draft(seen)
    seen.page.locator("[name=statement-date]").fill("05/03/2017")
    submit(seen.page)
    expect(seen.page.locator("main")).to_contain_text("Which one is the month?")
    seen.picture("date-asked-no-script-1280")
    seen.page.get_by_role("radio", name=re.compile("5 Mar 2017")).check()
    seen.page.locator("section.document summary").first.click()
    seen.page.locator("[name=document-published]").fill("May 2017")
    submit(seen.page)
    expect(seen.page.locator("main")).to_contain_text("Look at how the dates are understood")
    seen.picture("date-look-no-script-1280")
    assert date_of(seen) == "2017-03-05"
    submit(seen.page)
    assert "/code/" not in seen.page.url


def test_an_import_shows_what_is_unusual_before_it_is_kept(window, tmp_path: Path):
    seen = window()
    workbook = tmp_path / "w.zip"
    from tests.web.writing.test_importing import zipped

    sheets = {
        "sources": "id,name,kind\ncalendar-s1,Newspaper of the calendar,outlet\n",
        "documents": "id,title,author,held,published\ncalendar-d1,An article,calendar-s1,yes,1438-09\n",
    }
    workbook.write_bytes(zipped(**sheets))
    seen.go("/import/")
    seen.page.locator("#workbook").set_input_files(workbook)
    seen.page.get_by_role("button", name="Check and import").click()
    expect(seen.page.locator("main")).to_contain_text("1 unusual cell")
    assert seen.violations() == ""
    seen.picture("import-unusual-1280")
    seen.page.get_by_role("button", name="Give the import up").click()
    expect(seen.page.locator("main")).to_contain_text("given up")
