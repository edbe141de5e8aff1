"""What tells people apart on the page of the count: lists first, and not hundreds of acts of one list."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.actions.list_case import Desk
from tests.web.reading.pages import text_of

MAPPING = """\
mapping: 1
name: Deaths at borders
row: incident
document: {title: Deaths at borders, author: Network, held: yes, lists_once: incidents}
sources: {other: organisation}
statement: {speaker: Network, basis: first_hand}
acts:
  - type: killing
    date: {column: date}
    people: [{role: victim, names: {column: names, split: ";"}}]
"""


@pytest.fixture(autouse=True)
def listed(db: None, tmp_path: Path) -> None:
    rows = "".join(f"2017-03-{day:02},Amba Arnov; Belo Bexley\n" for day in range(1, 16))
    Desk(tmp_path).brought(f"date,names\n{rows}", mapping=MAPPING)


def test_of_the_acts_of_a_list_some_are_shown_and_the_others_counted(browser: Client) -> None:
    page = " ".join(text_of(browser.get(reverse("count")).content).split())
    assert "names each incident once: killing" in page
    assert page.count("One act names them together") == 10
    assert "And 5 more, each with no more people." in page
