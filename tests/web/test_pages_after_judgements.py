"""Every page of the desk opens, and in the reader's language, after every kind of judgement that can be made."""

from uuid import UUID

import pytest

from tests.web.crawling import crawl
from tests.web.judged import STATES, WORKBOOK
from tests.web.reading.pages import load, signed_in

# Pages are read by one set of queries: on PostgreSQL the state that holds most stands for the others. What is in
# neither set shows what these show, one judgement at a time, and is marked long.
ON_EVERY_DATABASE = {"examined"}
SOON = {"by two reviewers", "in conflict"}


def marked(state: str) -> object:
    marks = [] if state in ON_EVERY_DATABASE else [pytest.mark.any_database]
    return pytest.param(
        state, marks=marks if state in ON_EVERY_DATABASE | SOON else [*marks, pytest.mark.long]
    )


def test_the_states_that_are_looked_at_soon_are_there() -> None:
    assert set(STATES) > ON_EVERY_DATABASE | SOON


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize("state", [marked(each) for each in STATES])
def test_what_was_judged_opens_and_speaks_the_readers_language(state: str) -> None:
    load(WORKBOOK)
    STATES[state]()
    crawled = crawl(signed_in(veil=False), each_row=False, each_choice=False)
    assert crawled.left == {}
    assert {"/judge/", "/link/", "/count/", "/people/"} <= crawled.opened
    assert len([each for each in crawled.opened if any(_is_uid(part) for part in each.split("/"))]) > 10


def _is_uid(part: str) -> bool:
    try:
        UUID(part)
    except ValueError:
        return False
    return True
