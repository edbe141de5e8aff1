"""Reasons of the program are kept as code and values, read back as they were, and told from what people write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.link.reasons import reason, reason_text
from isthmus.core.messages import Message
from isthmus.language import english


@given(st.floats(0, 1), st.floats(0.5, 1))
def test_a_reason_comes_back_as_it_was(probability, threshold):
    message = Message("link.reason.joined", probability=probability, threshold=threshold)
    assert reason(reason_text(message)) == message


def test_a_run_is_a_text_even_where_it_looks_like_a_number():
    message = Message("link.reason.left_open", run="2e6345")
    assert reason_text(message) == 'link.reason.left_open run="2e6345"'
    assert reason(reason_text(message)) == message
    assert english(message) == "left open after link run 2e6345, not compared side by side"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "the same village",
        "link.reason.joined by hand",
        "link.reason.other run=1",
        "link.reason.joined p=1.2.3",
    ],
)
def test_what_somebody_wrote_is_no_reason_of_the_program(written):
    assert reason(written) is None
