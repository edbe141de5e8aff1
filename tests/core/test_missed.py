"""What a minimum probably owes to pairs that link runs missed, and what it is less these."""

import pytest

from isthmus.core.count import (
    AtLevel,
    ExaminedPairs,
    MissedPairs,
    count,
    examined_pairs,
    headline,
    missed_sentences,
    probably_missed,
)
from isthmus.core.register import Register
from isthmus.core.workbook.rows import Act, Document, Judgement, Mention, Source, Statement, Workbook
from isthmus.language import english

NOW = "2026-01-01T00:00:00Z"
ONE = AtLevel(1, 1, named=True)


def examined(because: str) -> Judgement:
    return Judgement("j1", "person", "", "", "examined", "link run 3", NOW, "link_run", because)


def reason(missed: float, records: int = 40) -> str:
    return f"link.reason.examined_and_missed records={records} lenient=0.08 missed={missed}"


def people(alone: int, of_one_act: int = 0, *judgements: Judgement) -> Register:
    """So many named people each in an act of their own, and so many in one act, which tells them apart."""
    acts = [f"a{n:02}" for n in range(alone)] + ["z"]
    mentions = [Mention(f"m{act}", act, "victim", 1, 1, name=f"Name {act}") for act in acts[:-1]]
    mentions += [Mention(f"z{n:02}", "z", "victim", 1, 1, name=f"Name z{n}") for n in range(of_one_act)]
    return Register.of(
        Workbook(
            sources=(Source("s", "A source", "organisation"),),
            documents=(Document("d", "A letter", ("s",), "yes"),),
            statements=tuple(Statement(f"t{act}", "d", ("s",), "asserts", "first_hand") for act in acts),
            acts=tuple(Act(act, f"t{act}", "threat") for act in acts),
            mentions=tuple(mentions),
            judgements=judgements,
        )
    )


@pytest.mark.parametrize(("expected", "most"), [(0, 0), (0.02, 0), (0.3, 2), (1, 4), (3, 11), (30, 95)])
def test_of_so_many_expected_19_of_20_runs_miss_no_more(expected: float, most: int) -> None:
    """The numbers are those of scipy.stats.nbinom.ppf(0.975, 1.5, 1.5 / (1.5 + expected))."""
    assert probably_missed(expected) == most


def test_the_minimum_less_the_missed_pairs_is_said_in_the_count() -> None:
    found = count(people(40, 0, examined(reason(3))))
    assert found.k[1].documented_minimum == 40
    assert found.k[1].missed == MissedPairs(rests=True, pairs=11, less=29)
    assert "At least 29 people, if pairs of one person are taken off" in english(*headline(found.k, {}))
    assert "up to 11 pairs of one person: less these, the minimum is 29." in english(
        *missed_sentences(found.k[1].missed)
    )


def test_what_sources_tell_apart_is_never_taken_off() -> None:
    found = count(people(4, 36, examined(reason(3)))).k[1]
    assert found.documented_minimum == 40
    assert found.missed == MissedPairs(rests=True, pairs=11, less=36)


def test_where_nothing_rests_on_a_run_nothing_is_taken_off() -> None:
    for register in (people(0, 40, examined(reason(3))), people(40, 0), people(0)):
        found = count(register).k[1]
        assert found.missed == MissedPairs(rests=False, pairs=0, less=found.documented_minimum)
        assert missed_sentences(found.missed) == ()


@pytest.mark.parametrize(
    "because",
    [
        "",
        "all were compared",
        "link.reason.examined records=40 lenient=0.08",
        'link.reason.examined_and_missed records=40 lenient=0.08 missed="many"',
    ],
)
def test_where_no_run_says_how_many_it_missed_that_is_said(because: str) -> None:
    found = count(people(5, 0, examined(because))).k[1]
    assert (found.documented_minimum, found.missed) == (5, MissedPairs(rests=True, pairs=None, less=None))
    assert "is not stated: link again to know." in english(*missed_sentences(found.missed))


def test_a_part_of_the_mentions_has_its_part_of_the_missed_pairs() -> None:
    run = ExaminedPairs(30, 100, {"a": 50})
    assert run.among(["b", "c"]) == probably_missed(0.6)
    assert run.among(["a"]) == probably_missed(15)
    assert run.among([f"p{n}" for n in range(200)]) == probably_missed(30)


def test_of_several_runs_the_one_that_missed_least_is_enough() -> None:
    assert examined_pairs([reason(9), reason(2, 50), "in words"]) == ExaminedPairs(2, 50)
