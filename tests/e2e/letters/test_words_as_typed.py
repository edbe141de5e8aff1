"""Words of a codename as people type them are read alike by the page and by Python."""

import pytest

from isthmus.language.codename_words import LANGUAGES, WordsRefused, word_list
from isthmus.language.codename_words import _typed_words as typed_words
from tests.e2e.letters.chance import Drawn
from tests.e2e.letters.format import browser_format, units
from tests.e2e.letters.test_format import SOME, differing

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    with browser_format(browser, tmp_path_factory.mktemp("format")) as opened:
        yield opened


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_read_as_people_type_them_alike(page, language):
    chance = Drawn(9).chance
    words = word_list(language)
    given = [typed_by_somebody(words.words, chance) for _ in range(SOME)]
    asked = [
        {"language": language, "words": " ".join(words.words) if at == 0 else "", "typed": units(each)}
        for at, each in enumerate(given)
    ]
    found = page.asked("typed", asked)
    expected = [as_python_reads(words, each) for each in given]
    alike = [each["unknown"][:1] or each["words"] for each in found]
    assert differing(given, alike, expected) == []
    assert 0 < sum(not each["unknown"] for each in found) < SOME


def as_python_reads(words, typed):
    """The numbers of words, or the place of the first that is in no list."""
    try:
        return words.as_numbers(typed)
    except WordsRefused as error:
        at = error.message.values["at"]
        return [{"at": at, "near": words.near(typed_words(typed)[at - 1])}]


def typed_by_somebody(words, chance):
    """Nine words of a list, with the slips and signs that people add."""

    def one(word):
        changes = [
            word.upper(),
            word[:4],
            word[:5],
            word.replace("е", "ё"),
            "?",
            "—",
            word + "\u0301",
            word[1:],
            word[1] + word[0] + word[2:],
            word[:3] + "x" + word[3:],
            "qqqqqq",
        ]
        return word if chance.random() < 0.6 else chance.choice(changes)

    def numbered(at, word):
        return chance.choice([word, f"{at}. {word}", f"{at}) {word}", f"{at} {word}", f"«{word}»"])

    parts = [numbered(at, one(word)) for at, word in enumerate(chance.choices(words, k=9), start=1)]
    return chance.choice([" ", "\n", ", ", " \u00a0", "\u200b "]).join(parts)
