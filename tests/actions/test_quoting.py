"""Where a quote stands in its text, and that a text is walked no farther than the quote."""

import pytest

from isthmus.actions.desk.coding import quoting
from isthmus.actions.desk.coding.quoting import paragraph_of

TEXT = "One man.\n\nTwo men.\n \n\nرجلان\n\nTwo men again."


@pytest.mark.parametrize(
    ("quote", "place"),
    [("One", "¶1"), ("Two men", "¶2"), ("رجلان", "¶3"), ("again.", "¶4"), ("three", ""), ("", "")],
)
def test_the_first_place_of_a_quote_is_its_paragraph(quote, place):
    assert paragraph_of(TEXT, quote) == place


def test_a_text_is_walked_as_far_as_its_quote_and_not_at_all_without_one(monkeypatch):
    walked = []
    every = quoting.paragraphs
    monkeypatch.setattr(
        quoting, "paragraphs", lambda *given: (walked.append(each) or each for each in every(*given))
    )
    paragraph_of(TEXT, "Two men")
    assert len(walked) == 2
    paragraph_of(TEXT, "three")
    assert len(walked) == 2
