from gettext import NullTranslations
from itertools import count

import pytest

from isthmus.core.messages import Message, plural, text
from isthmus.language import CATALOGUES, ENGLISH, Renderer, english, rendering

NUMBERS = count()


@pytest.fixture
def words(monkeypatch):
    """Give a function that renders a text with values."""
    known = dict(CATALOGUES)
    monkeypatch.setattr(rendering, "CATALOGUES", known)

    def render(english_text, say=ENGLISH, **values):
        code = f"test.{next(NUMBERS)}"
        known[code] = english_text if not isinstance(english_text, str) else text(english_text)
        return say(Message(code, **values))

    return render


@pytest.mark.parametrize(
    ("form", "value", "expected"),
    [
        ("", 1234567, "1,234,567"),
        (":plain", 2017, "2017"),
        (":.1f", 1.94, "1.9"),
        (":.0%", 0.126, "13%"),
        (":.1%", 0.126, "12.6%"),
        (":rounded", 2324, "2,320"),
        (":rounded", 987.4, "987"),
        (":and", ["a"], "a"),
        (":and", ["a", "b", "c"], "a, b and c"),
        (":or", ["a", "b", "c"], "a, b or c"),
        (":semicolon", ["a", "b"], "a; b"),
        (":edtf", "2017-03-05", "5 Mar 2017"),
        (":edtf", "2017-02/2017-04", "Feb–Apr 2017"),
        (":edtf", "2017-21~", "about spring 2017"),
        (":edtf", "201X?", "the 2010s?"),
        (":edtf", "../2017-04", "by Apr 2017"),
        (":edtf", "2017-04/..", "from Apr 2017 on"),
        (":date", "2017-03-05", "5 Mar 2017"),
    ],
)
def test_a_field_is_written_in_its_format(words, form, value, expected):
    assert words("{x" + form + "}", x=value) == expected


def test_one_and_other_are_two_sentences(words):
    counted = plural("{n} man was held.", "{n} men were held.", by="n")
    assert words(counted, n=1) == "1 man was held."
    assert words(counted, n=1200) == "1,200 men were held."


def test_a_message_stands_in_a_sentence_as_its_own(words):
    assert english(Message("date.span", first=Message("date.open"), last="2017")) == "open to 2017"


def test_numbers_and_lists_are_written_as_the_language_does(words):
    french = Renderer("fr", NullTranslations())
    assert words("{n} {names:and}", french, n=1234567, names=["a", "b"]) == "1\u202f234\u202f567 a et b"


def test_a_text_of_the_other_direction_is_kept_apart_on_pages_alone(words):
    page = Renderer("en", NullTranslations(), isolate=True)
    assert words("by {name}", page, name="ليلى") == "by \u2068ليلى\u2069"
    assert words("by {name}", name="ليلى") == "by ليلى"


def test_braces_in_a_value_are_no_fields(words):
    assert words("“{quote}”", quote="{n} {x:edtf}") == "“{n} {x:edtf}”"


def test_a_code_of_another_version_shows_itself():
    assert english(Message("gone.long_ago", n=3)) == "gone.long_ago"


def test_a_value_cannot_act_on_a_terminal(words):
    assert words("by {name}", name="A\x1b[31mZ\x07") == "by A�[31mZ�"
