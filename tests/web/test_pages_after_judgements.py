"""Every page of the desk opens, and in the reader's language, after every kind of judgement that can be made."""

from uuid import UUID

import pytest

from tests.web.crawling import crawl
from tests.web.judged import STATES, WORKBOOK
from tests.web.reading.pages import load, signed_in

# What these read of the database others read, too: on PostgreSQL the others stand for them.
READ_ALIKE = {
    "withdrawn",
    "reinstated",
    "replaced",
    "opposed",
    "taken apart",
    "examined, until a decision was undone",
    "asked about again",
    "split",
}
STATES_BY_DATABASE = [
    pytest.param(each, marks=pytest.mark.any_database) if each in READ_ALIKE else each for each in STATES
]


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize("state", STATES_BY_DATABASE)
def test_what_was_judged_opens_and_speaks_the_readers_language(state: str) -> None:
    load(WORKBOOK)
    STATES[state]()
    crawled = crawl(signed_in(veil=False), each_to_destroy=False)
    assert crawled.left == {}
    assert {"/judge/", "/link/", "/count/", "/people/"} <= crawled.opened
    assert len([each for each in crawled.opened if any(_is_uid(part) for part in each.split("/"))]) > 10


def _is_uid(part: str) -> bool:
    try:
        UUID(part)
    except ValueError:
        return False
    return True
