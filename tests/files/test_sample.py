"""The sample case: sound, three states of one incident, words of our own, nobody named."""

from dataclasses import replace

import pytest

from isthmus.core.corroborate import corroborate_incident
from isthmus.core.count import Filter, count
from isthmus.core.register import Register
from isthmus.core.workbook.rows import Workbook
from isthmus.files.sample import sample_path
from isthmus.files.workbook import read_workbook

# Organisations that published under their name; everybody else stands by role.
NAMED = {"Interfax", "Novaya Gazeta", "The New York Times"}
ROLES = {
    "a user of a social network",
    "the analyst",
    "the analyst's contacts",
    "the government source",
    "the news site",
    "the police source",
    "the spokesman",
}


@pytest.fixture(scope="module")
def sample() -> Workbook:
    """The sample as it ships; reading it raises where a row is unsound."""
    return read_workbook(sample_path())


def holding(sample: Workbook, *held: str) -> Register:
    """Return the register with these documents held and no others."""
    documents = tuple(replace(each, held="yes" if each.id in held else "no") for each in sample.documents)
    return Register(replace(sample, documents=documents))


def test_it_ships_with_one_document_held(sample: Workbook) -> None:
    assert {each.id: each.held for each in sample.documents} == {
        "d1": "yes",
        "d2": "no",
        "d3": "no",
        "d4": "no",
    }


@pytest.mark.parametrize(
    ("held", "lines", "rests_on", "known_through"),
    [
        (("d1",), 1, ("second-newspaper",), ("news-site",)),
        (("d1", "d2"), 1, ("second-newspaper",), ("second-newspaper",)),
        (
            ("d1", "d2", "d3"),
            2,
            ("analyst-contacts", "first-newspaper"),
            ("first-newspaper", "second-newspaper"),
        ),
        (("d1", "d3"), 2, ("analyst-contacts", "first-newspaper"), ("first-newspaper", "news-site")),
    ],
)
def test_the_detention_has_the_lines_of_its_state(
    sample: Workbook,
    held: tuple[str, ...],
    lines: int,
    rests_on: tuple[str, ...],
    known_through: tuple[str, ...],
) -> None:
    found = corroborate_incident(holding(sample, *held), "a1")
    assert found.support.lines == lines
    assert found.support.rests_on == rests_on
    assert found.support.known_through == known_through


def test_a_document_of_the_analyst_or_of_the_first_newspaper_would_help_until_both_are_known(
    sample: Workbook,
) -> None:
    for held in (("d1",), ("d1", "d2")):
        found = corroborate_incident(holding(sample, *held), "a1").would_strengthen
        assert [(each.source, each.lines) for each in found] == [("analyst", 2), ("first-newspaper", 2)]
    assert corroborate_incident(holding(sample, "d1", "d2", "d3"), "a1").would_strengthen == ()


def test_what_nobody_says_how_they_know_has_no_line_and_at_most_one(sample: Workbook) -> None:
    register = Register(sample)
    lines = {each: corroborate_incident(register, each) for each in register.incidents}
    assert {each: found.support.lines for each, found in lines.items()} == {
        "a1": 1,
        "a6": 1,
        "a7": 0,
        "a8": 0,
        "a9": 0,
        "a12": 0,
        "a13": 0,
        "a14": 0,
        "a15": 0,
    }
    assert lines.pop("a7").lines_at_most == 0  # only suspected
    assert {found.lines_at_most for found in lines.values()} == {1}


def test_what_the_newspaper_suspects_is_no_line_and_shown_as_suspected(sample: Workbook) -> None:
    found = corroborate_incident(Register(sample), "a7")
    assert (found.support.lines, found.lines_at_most, found.suspected) == (0, 0, ("t7",))


def test_dozens_and_many_others_stand_as_they_were_said(sample: Workbook) -> None:
    said = {each.id: (each.as_said, each.low, each.high) for each in sample.mentions if each.as_said}
    assert said == {
        "m1": ("more than 100", 100, None),
        "m2": ("more than 100", 100, None),
        "m15": ("dozens", 24, None),
        "m17": ("two", 2, 2),
        "m9": ("many others", 2, None),
    }


def test_groups_of_the_hundred_lie_within_it_and_are_described_not_named(sample: Workbook) -> None:
    assert {each.id for each in sample.mentions if each.within == "m1"} == {"m12", "m16", "m17"}
    victims = [each for each in sample.mentions if each.role == "victim" and each.kind == "group"]
    assert {each.id for each in victims if not each.description} == {"m1", "m2", "m3", "m4", "m5"}


def test_the_general_denial_stands_beside_everything_in_the_republic(sample: Workbook) -> None:
    register = Register(sample)
    denied = {each: corroborate_incident(register, each).denials for each in register.incidents}
    assert denied.pop("a13") == ()  # the permits concern the region, of which the republic is a part
    for denials in denied.values():
        assert [(each.denies, each.statements, each.support.lines) for each in denials] == [
            ("occurrence", ("t10", "t9"), 0)
        ]


def test_at_least_a_hundred_people_are_documented_and_none_is_named(sample: Workbook) -> None:
    figures = count(Register(sample), Filter()).k[1]
    assert (figures.documented_minimum, figures.record_maximum, figures.named) == (100, None, 0)
    assert count(Register(sample), Filter(type="killing")).k[1].documented_minimum == 3


def test_every_quote_says_that_it_is_a_paraphrase(sample: Workbook) -> None:
    assert {each.wording for each in sample.statements if each.quote} == {"paraphrase"}
    assert sum(bool(each.quote) for each in sample.statements) == 11


def test_only_organisations_that_published_are_named(sample: Workbook) -> None:
    assert {each.name for each in sample.sources} == NAMED | ROLES
    assert {each.name for each in sample.mentions} == {""}
    assert not any(each.other_names or each.born or each.home for each in sample.mentions)
    assert {each.name for each in sample.places} == {"a village", "the mountain region", "the republic"}


def test_nobody_alleges_the_ground_of_the_boy(sample: Workbook) -> None:
    assert {each.ground for each in sample.acts if each.statement == "t8"} == {""}


def test_three_sources_are_protected_and_none_of_them_may_be_asked(sample: Workbook) -> None:
    protected = {each.id: each.contact for each in sample.sources if each.kind == "protected"}
    assert protected == {"analyst-contacts": "no", "government-source": "no", "police-source": "no"}
