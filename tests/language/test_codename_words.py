"""Lists of words for codenames: frozen, of one size, told apart by four letters, and read as people write them."""

import random
import unicodedata
from collections import Counter
from hashlib import sha256
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.seal.codename import CODE, WORDS, code_of, words_of
from isthmus.language import codename_words, english
from isthmus.language.codename_words import LANGUAGES, SIZE, WordList, WordsRefused, word_list

FROZEN = {
    "en": "2d218544353c9cd45ae0e9f6ef8a9710006c64bfb820b753dc1a69d470ca9099",
    "ru": "4a4993e8289b6cdb1f3a0e1b7292b99401fab54b29da2d4d4ce05f068be2c3fd",
}
ALPHABETS = {"en": "abcdefghijklmnopqrstuvwxyz", "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя"}
codes = st.binary(min_size=CODE, max_size=CODE)
lists = pytest.mark.parametrize("words", [word_list(each) for each in LANGUAGES], ids=LANGUAGES)


def marked(word: str) -> set[str]:
    """A word with a mark in the place of each letter: two words that share one differ in one letter."""
    return {word[:at] + "*" + word[at + 1 :] for at in range(len(word))}


def shortened(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def exchanged(word: str) -> set[str]:
    return {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_is_frozen(language):
    data = (files(codename_words) / f"{language}.txt").read_bytes()
    assert sha256(data).hexdigest() == FROZEN[language], (
        "A list of words was changed. Codenames that people keep on paper or in memory would be read as others, and"
        " their answers lost. Undo the change; a new list is a new version beside this one."
    )
    assert word_list(language).digest == FROZEN[language]
    assert word_list(language).version == 1


def test_a_changed_file_is_refused(monkeypatch, tmp_path):
    words = (files(codename_words) / "en.txt").read_text(encoding="utf-8").replace("abacus", "abacas", 1)
    (tmp_path / "en.txt").write_text(words, encoding="utf-8")
    monkeypatch.setattr(codename_words, "files", lambda package: tmp_path)
    with pytest.raises(ValueError, match="en"):
        word_list.__wrapped__("en")


@lists
def test_a_list_has_2048_words_of_3_to_8_letters_of_its_alphabet_in_order(words: WordList):
    assert len(words.words) == SIZE == 2048
    assert list(words.words) == sorted(set(words.words))
    assert {len(word) for word in words.words} <= set(range(3, 9))
    assert set("".join(words.words)) <= set(ALPHABETS[words.language])
    assert (
        "\n".join(words.words).encode() + b"\n"
        == (files(codename_words) / f"{words.language}.txt").read_bytes()
    )


@lists
def test_four_letters_tell_a_word_and_no_word_begins_another(words: WordList):
    assert len({word[:4] for word in words.words}) == SIZE
    short = [word for word in words.words if len(word) < 4]
    assert [word for word in short if words.beginning_with(word) != [word]] == []


@lists
def test_no_two_words_are_one_letter_or_one_exchange_apart(words: WordList):
    traces = Counter(trace for word in words.words for trace in marked(word))
    known = set(words.words)
    assert [trace for trace, times in traces.items() if times > 1] == []
    assert [word for word in words.words if shortened(word) & known] == []
    assert [word for word in words.words if (exchanged(word) - {word}) & known] == []


@lists
def test_no_list_says_that_it_was_reviewed_before_it_was(words: WordList):
    assert not words.is_reviewed


@lists
def test_every_word_is_found_as_it_is_and_by_its_first_four_letters(words: WordList):
    for number, word in enumerate(words.words):
        for written in (word, word[:4], word.upper(), word.capitalize(), unicodedata.normalize("NFD", word)):
            assert words.as_numbers(written) == [number]
    assert words.as_numbers(list(words.words)) == list(range(SIZE))
    assert words.as_words(range(SIZE)) == list(words.words)


@given(codes, st.sampled_from(LANGUAGES))
def test_a_codename_comes_back_from_its_words(code, language):
    words = word_list(language)
    assert code_of(words.as_numbers(" ".join(words.as_words(words_of(code))))) == code


@given(
    codes, st.sampled_from(LANGUAGES), st.integers(0, WORDS - 1), st.sampled_from(["?", "…", "___", "—", "-"])
)
def test_one_missing_word_is_restored(code, language, at, gap):
    words = word_list(language)
    written = words.as_words(words_of(code))
    written[at] = gap
    typed = "\n".join(f"{place}. {word}" for place, word in enumerate(written, start=1))
    assert words.as_numbers(typed)[at] is None
    assert code_of(words.as_numbers(typed)) == code


@pytest.mark.parametrize(
    "written",
    [
        "abacus abide ability",
        "  Abacus,abide;\n\n ABILITY. ",
        "1. abacus 2. abide 3. ability",
        "1) abac\r\n2) abid\r\n3) abil",
        "1 abacus 2 abide 3 ability",
        "1.abacus 2.abide 3.ability",
        "«abacus» “abide” 'ability'!",
        "1abacus\n2abide\n3ability",
        "\ufeffaba\u00adcus\u00a0abide\u200b / abilíty",
        "ａｂａｃｕｓ\u3000abide (ability)",
    ],
)
def test_words_are_taken_as_people_write_them(written):
    assert word_list("en").as_numbers(written) == [0, 1, 2]


def test_yo_is_ye_and_a_stress_is_not_read_but_short_i_stays_itself():
    words = word_list("ru")
    tree, yogurt = words.words.index("дерево"), words.words.index("йогурт")
    typed = unicodedata.normalize("NFD", "ДЁРЕВО, де́рево; Йогурт йогу")
    assert words.as_numbers(typed) == [tree, tree, yogurt, yogurt]
    with pytest.raises(WordsRefused):
        words.as_numbers("иогурт")


@lists
def test_no_word_of_a_list_is_written_with_yo(words: WordList):
    assert "ё" not in "".join(words.words)


@pytest.mark.parametrize("typed", ["abacus zzzz abide", "abacus\n2. zzzz", ["abacus", "zzzz"]])
def test_an_unknown_word_is_told_by_its_place_and_never_shown(typed):
    with pytest.raises(WordsRefused) as refused:
        word_list("en").as_numbers(typed)
    assert refused.value.message.values == {"at": 2}
    assert "zzzz" not in str(refused.value) + english(refused.value.message) + repr(refused.value)


@pytest.mark.parametrize("typed", ["aba", "abacuss", "abacxx", "abacusabide", "дерево", "é"])
def test_what_only_begins_like_a_word_is_not_taken_for_it(typed):
    with pytest.raises(WordsRefused):
        word_list("en").as_numbers(typed)


@pytest.mark.parametrize("typed", ["", "  \n", [], "1. 2.", ",;", "'"])
def test_nothing_typed_is_no_word(typed):
    assert word_list("en").as_numbers(typed) == []


@pytest.mark.parametrize("number", [-1, 2048])
def test_a_number_outside_the_list_has_no_word(number):
    with pytest.raises(IndexError):
        word_list("en").as_words([0, number])


def test_a_language_without_a_list_is_refused():
    with pytest.raises(KeyError):
        word_list("fr")


@lists
def test_of_a_slip_of_one_letter_the_word_is_offered_first_or_soon(words: WordList):
    chance = random.Random(1)
    offered = first = tried = 0
    for word in chance.sample(words.words, 40):
        at = chance.randrange(len(word))
        wrong = word[:at] + chance.choice(ALPHABETS[words.language]) + word[at + 1 :]
        if wrong != word:
            tried += 1
            near = words.near(wrong)
            offered += word in near
            first += near[:1] == [word]
    assert offered == tried
    assert first > 0.9 * tried


def test_words_that_are_far_from_all_are_not_guessed():
    assert word_list("en").near("qqqqqqq") == []
    assert word_list("en").near("") == []
    assert word_list("en").near("abaucs") == ["abacus"]
    assert word_list("ru").near("йёгурт") == ["йогурт"]
    assert word_list("en").beginning_with("aba") == ["abacus"]
    assert word_list("en").beginning_with("") == []
