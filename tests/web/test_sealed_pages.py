"""Pages of a register in which everything that may be is sealed to a keeper: each opens, and none shows any of it."""

import re
from dataclasses import replace

import pytest
from pyrage import x25519

from isthmus.actions.desk.keepers import add_keeper
from isthmus.core.workbook.tokens import SEALED_TEXTS
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.keyring import KEYRING
from tests.accounts import the_owner
from tests.web.crawling import crawl
from tests.web.judged import STATES, WORKBOOK
from tests.web.reading.pages import load, signed_in


@pytest.fixture
def keeper():
    """A keeper of the empty workspace."""
    path = current_workspace().folder / KEYRING
    path.unlink(missing_ok=True)
    add_keeper(name="Mara", recipient=str(x25519.Identity.generate().to_public()), actor=the_owner())
    yield
    path.unlink(missing_ok=True)


def all_sealed():
    """The workbook with a mark on every row that can have one."""
    marked = {
        sheet: tuple(replace(row, protection="sealed") for row in getattr(WORKBOOK, sheet))
        for sheet in SEALED_TEXTS
    }
    return replace(WORKBOOK, **marked)


def texts(workbook):
    """Every text that is sealed, and long enough to be told from words of the pages."""
    cells = {
        str(getattr(row, name))
        for sheet, names in SEALED_TEXTS.items()
        for row in getattr(workbook, sheet)
        for name in names
    }
    return {cell for cell in cells if len(cell) > 9}


@pytest.mark.any_database
@pytest.mark.usefixtures("pseudo", "keeper")
@pytest.mark.parametrize("each", [False, pytest.param(True, marks=pytest.mark.long)])
def test_no_page_shows_what_is_sealed_and_each_says_so_in_words(each, monkeypatch):
    load(all_sealed())
    next(iter(STATES.values()))()
    browser, pages = signed_in(veil=False), {}
    get = browser.get
    monkeypatch.setattr(browser, "get", lambda address: pages.setdefault(address, get(address)))
    crawled = crawl(browser, each_row=each, each_choice=each)
    assert crawled.left == {}
    whole = {
        at: answer.content.decode(errors="replace") for at, answer in pages.items() if not answer.streaming
    }
    assert len(texts(WORKBOOK)) > 5
    assert {(at, text) for at, page in whole.items() for text in texts(WORKBOOK) if text in page} == set()
    html = {at: page for at, page in whole.items() if pages[at]["Content-Type"].startswith("text/html")}
    spoken = {at: re.findall(r">[^<]*sealed-[0-9a-f]{32}[^<]*<", page) for at, page in html.items()}
    assert {at: each[:2] for at, each in spoken.items() if each} == {}
    heard = {
        at: re.findall(r'(?:title|alt|aria-label|data-label)="[^"]*sealed-[0-9a-f]{32}', page)
        for at, page in html.items()
    }
    assert {at: each[:2] for at, each in heard.items() if each} == {}
    assert [at for at, page in html.items() if "\ufdd1" in page] == []
