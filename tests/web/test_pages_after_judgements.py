"""Every page of the desk opens, and in the reader's language, after every kind of judgement that can be made."""

from uuid import UUID

import pytest

from tests.web.crawling import crawl
from tests.web.judged import STATES, WORKBOOK
from tests.web.reading.pages import load, signed_in

# Pages are read by one set of queries: on PostgreSQL the states that hold most stand for the others.
ON_EVERY_DATABASE = {"by two reviewers", "examined", "in conflict"}
STATES_BY_DATABASE = [
    each if each in ON_EVERY_DATABASE else pytest.param(each, marks=pytest.mark.any_database)
    for each in STATES
]


def test_the_states_that_every_database_holds_are_there() -> None:
    assert set(STATES) >= ON_EVERY_DATABASE


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize("state", STATES_BY_DATABASE)
def test_what_was_judged_opens_and_speaks_the_readers_language(state: str) -> None:
    load(WORKBOOK)
    STATES[state]()
    crawled = crawl(signed_in(veil=False), each_to_destroy=False, each_choice=False)
    assert crawled.left == {}
    assert {"/judge/", "/link/", "/count/", "/people/"} <= crawled.opened
    assert len([each for each in crawled.opened if any(_is_uid(part) for part in each.split("/"))]) > 10


def _is_uid(part: str) -> bool:
    try:
        UUID(part)
    except ValueError:
        return False
    return True
