"""Two sides field by field: by codes, whatever the words for them are."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.utils.translation import trans_real

from isthmus.actions.desk.importing import import_sample
from isthmus.store.desk.models import Act, Mention, Place
from isthmus.web.desk.writing.pair_diff import field_diffs
from isthmus.web.desk.writing.pair_facts import PairSide
from isthmus.web.desk.writing.pair_sides import pair_side
from tests.accounts import who
from tests.pseudo import LANGUAGE, speaking, speaking_pseudo


class OneWord(trans_real.DjangoTranslation):
    """A language with one word for everything."""

    def gettext(self, message: str) -> str:
        return "word"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return "word"


@pytest.fixture(autouse=True)
def sample(db: None) -> None:
    """The sample case."""
    import_sample(actor=who("tests"))


@pytest.fixture(params=["English", "pseudo", "one word"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    if request.param == "English":
        yield request.param
        return
    with speaking_pseudo() if request.param == "pseudo" else speaking(OneWord(LANGUAGE)):
        yield request.param


def sides(kind: str, *rows: Any) -> Sequence[PairSide]:
    found = [pair_side(kind, each.uid) for each in rows]
    return [each for each in found if each]


def test_fields_with_one_word_in_a_language_keep_their_own_notes(language: str) -> None:
    home, where = Place.objects.all()[:2]
    victims = Mention.objects.filter(role="victim")[:2]
    Mention.objects.update(home=home, low=1, high=1, age="30")
    Act.objects.update(place=where, date="2017-03")
    rows = {each.code: each for each in field_diffs(*sides("person", *victims))}
    assert {"home", "where", "age"} <= rows.keys()
    notes = [rows[code].note for code in ("home", "where", "age")]
    assert all(notes)
    if language == "English":
        assert notes == ["the same place", "the same place", "the ages can be of one person"]


def test_the_ground_is_hidden_in_every_language(language: str) -> None:
    Act.objects.update(ground="sexual_orientation")
    left, right = sides("incident", *Act.objects.all()[:2])
    assert "ground" in {each.code for each in left.facts}
    assert "ground" not in {each.code for each in left.groundless}
    assert {each.code for each in left.groundless} > {"act", "when", "where"}
    assert "ground" not in {each.code for each in field_diffs(left, right)}


def test_a_person_and_a_group_are_compared_field_by_field() -> None:
    one, group = Mention.objects.filter(role="victim")[:2]
    Mention.objects.update(occupation="driver", age="30", sex="male")
    Mention.objects.filter(pk=one.pk).update(low=1, high=1)
    Mention.objects.filter(pk=group.pk).update(low=3, high=None)
    rows = {each.code: each for each in field_diffs(*sides("person", one, group))}
    assert {"who", "age", "act"} <= rows.keys()
    assert [word.text for word in rows["age"].right.words] == ["30"]


@pytest.mark.parametrize(
    ("left", "right", "differs"),
    [
        ({"age": "16"}, {"age": "15/17"}, False),
        ({"age": "16"}, {"age": "40"}, True),
        ({"born": "1990"}, {"born": "1990-03"}, False),
        ({"born": "1990"}, {"born": "1970"}, True),
        ({"name": "Adan Exemplarov"}, {"name": "A. Exemplarov"}, False),
        ({"name": "Adan Obraztsov"}, {"name": "Адан Образцов"}, False),
        ({"name": "Adan Exemplarov"}, {"name": "Isa Obraztsov"}, True),
        ({"occupation": "driver"}, {"occupation": "bus driver"}, False),
        ({"occupation": "driver"}, {"occupation": "teacher"}, True),
    ],
)
def test_a_field_differs_only_where_the_two_cannot_be_one(
    left: dict[str, str], right: dict[str, str], differs: bool
) -> None:
    one, other = Mention.objects.filter(role="victim")[:2]
    Act.objects.update(date="2017-03")
    Mention.objects.update(low=1, high=1, age="", born="", occupation="")
    Mention.objects.filter(pk=one.pk).update(**left)
    Mention.objects.filter(pk=other.pk).update(**right)
    rows = {each.code: each for each in field_diffs(*sides("person", one, other))}
    [code] = left
    assert rows[code].differs is differs
    assert rows[code].note


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("N.N.", "not compared: a name that is not known"),
        ("body no. 7", "not compared: a number in the place of a name"),
        ("wife of Sami Darzal", "not compared: whose relative somebody is, and no name"),
    ],
)
def test_a_name_that_is_none_is_shown_and_not_compared(name: str, note: str) -> None:
    one, other = Mention.objects.filter(role="victim")[:2]
    Mention.objects.filter(pk=one.pk).update(name=name)
    Mention.objects.filter(pk=other.pk).update(name="Sami Darzal")
    rows = {each.code: each for each in field_diffs(*sides("person", one, other))}
    assert rows["name"].note == note
    assert [word.text for word in rows["name"].left.words] == name.split()
    assert not any(word.differs for word in (*rows["name"].left.words, *rows["name"].right.words))
