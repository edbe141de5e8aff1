"""Every page of the desk opens, and in the reader's language, after every kind of judgement that can be made."""

from uuid import UUID

import pytest

from tests.web.crawling import crawl
from tests.web.judged import STATES, WORKBOOK
from tests.web.reading.pages import load, signed_in


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize("state", STATES)
def test_what_was_judged_opens_and_speaks_the_readers_language(state: str) -> None:
    load(WORKBOOK)
    STATES[state]()
    crawled = crawl(signed_in(veil=False))
    assert crawled.left == {}
    assert {"/judge/", "/link/", "/count/", "/people/"} <= crawled.opened
    assert len([each for each in crawled.opened if any(_is_uid(part) for part in each.split("/"))]) > 10


def _is_uid(part: str) -> bool:
    try:
        UUID(part)
    except ValueError:
        return False
    return True
