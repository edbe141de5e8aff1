"""Lines are counted up to a number: what has more has that number, however its paths are found."""

import pytest

from isthmus.core.corroborate import Evidence, LinesOf
from isthmus.core.count import count
from isthmus.core.register import Register
from isthmus.core.workbook.rows import Act, Document, Judgement, Mention, Source, Statement, Workbook

SAID = range(5)


@pytest.fixture
def told_together() -> Register:
    """Return five statements on one incident and one named person, each said by two people together."""
    pairs = [(f"s{n}", f"w{n}") for n in SAID]
    judged = [(kind, n) for kind in ("incident", "person") for n in SAID[1:]]
    return Register.of(
        Workbook(
            sources=tuple(Source(each, f"Source {each}", "person") for pair in pairs for each in pair),
            documents=tuple(Document(f"d{n}", f"Document {n}", (f"s{n}",), "yes") for n in SAID),
            statements=tuple(
                Statement(f"t{n}", f"d{n}", pair, "asserts", "first_hand") for n, pair in enumerate(pairs)
            ),
            acts=tuple(Act(f"a{n}", f"t{n}", "killing", date="2017-05") for n in SAID),
            mentions=tuple(Mention(f"m{n}", f"a{n}", "victim", 1, 1, name="Alpha Testperson") for n in SAID),
            judgements=tuple(
                Judgement(
                    f"j{kind}{n}", kind, f"{kind_id}0", f"{kind_id}{n}", "same", "A", "2020-01-01T00:00:00Z"
                )
                for kind, n in judged
                for kind_id in ("a" if kind == "incident" else "m",)
            ),
        )
    )


def test_more_lines_than_enough_are_enough(told_together: Register) -> None:
    evidence = Evidence.on(told_together, "a0")
    lines = LinesOf(told_together, evidence.routes, evidence.speakers)
    assert lines(evidence.routes).lines == len(SAID)
    assert [lines.up_to(enough, evidence.routes) for enough in (1, 3, 5, 7)] == [1, 3, 5, 5]


def test_a_person_named_on_more_than_three_lines_counts_on_three(told_together: Register) -> None:
    assert count(told_together).k[3].named == 1
