"""What somebody types, and what it finds in other scripts and spellings; what it must not find."""

import pytest

from isthmus.core.names.finding import SearchQuery, sound_of
from isthmus.core.names.passages import passages
from isthmus.core.names.search_words import LONGEST_WORD, name_words, search_words, written_words


def answered(sought: str, text: str, *, name: bool = False) -> str | None:
    return SearchQuery.of(sought).answered(name_words(text) if name else search_words(text))


@pytest.mark.parametrize(
    ("sought", "text"),
    [
        ("Щербаков", "по словам Щербакова"),
        ("lukasz", "Łukasz Kowal"),
        ("łukasz", "Lukasz Kowal"),
        ("Đorđe", "Dorde Petrov"),
        ("djordje", "Đorđe Petrov"),
        ("shahin", "Şahin Demir"),
        ("Şahin", "Sahin Demir"),
        ("Королёв", "КОРОЛЕВ"),
        ("Королев", "Королёва"),
        ("مصطفى", "مصطفي"),
        ("فاطمة", "فاطمه"),
        ("أحمد", "احمد"),
        ("محمد", "محـــمد"),
        ("علی", "علي"),
        ("کریم", "كريم"),
        ("عبد الله", "عبدالله"),
        ("عبدالله", "عبد الله"),
        ("عبدالرحمن", "عبد الرحمن"),
        ("رشيد", "الرشيد"),
        ("أحمد", "قال خالد وأحمد"),
        ("الشرطة", "والشرطة"),
        ("شرطة", "للشرطة"),
        ("حلب", "بحلب"),
        ("حلب", "وبحلب"),
        ("مدرسة", "بالمدرسة"),
        ("al-Rashid", "alrashid"),
        ("alrashid", "al-Rashid"),
        ("2017", "في ٢٠١٧"),
        ("Said", "Sa'id"),
        ("Sa’id", "Said"),
        ("brien", "O'Brien"),
        ("Ӏалиев", "1алиев"),
        ("sea food", "seafood"),
        ("par", "Paragraph"),
    ],
)
def test_one_word_in_two_spellings_is_found_as_it_is_written(sought: str, text: str) -> None:
    assert answered(sought, text) == "written"


@pytest.mark.parametrize(
    ("sought", "text"),
    [
        ("Shcherbakov", "Щербаков"),
        ("Scherbakov", "Щербаков"),
        ("Sherbakov", "Щербаков"),
        ("Shcherbakov", "со слов Щербакова"),
        ("Щербаков", "Shcherbakov"),
        ("Ahmad", "أحمد"),
        ("Akhmed", "Ахмад"),
        ("Ahmad Nadirov", "Ахмед Надиров"),
        ("Muhammad", "Магомед"),
        ("Mustafa", "مصطفى"),
        ("Sadyrov", "Садиров"),
        ("Abd al-Rahman", "عبد الرحمن"),
        ("Abdurrahman", "عبد الرحمن"),
        ("Abdullah", "عبدالله"),
        ("Giorgi", "გიორგი"),
    ],
)
def test_a_name_in_another_script_or_form_is_found_by_its_sound(sought: str, text: str) -> None:
    assert answered(sought, text, name=True) in ("alike", "written")


@pytest.mark.parametrize(
    ("sought", "text"),
    [
        ("police", "a place of peace"),
        ("Hasan", "Hussein"),
        ("حسن", "حسين"),
        ("Ali", "Ola"),
        ("house", "his"),
        ("Ahmad Nadirov", "Ахмад"),
        ("صالح", "صلاح"),
        ("nowhere", "somewhere"),
        ("a", "Anna"),
        ("%", "100 %"),
        ("", "anything"),
    ],
)
def test_other_words_are_not_found(sought: str, text: str) -> None:
    assert answered(sought, text) is None


def test_a_name_is_found_without_its_title_and_by_any_of_its_words() -> None:
    assert answered("Dr. Sami Darzal", "Sami Darzal", name=True) == "written"
    assert answered("Darzal", "Dr. Sami Darzal", name=True) == "written"


@pytest.mark.parametrize(("sought", "name"), [("ليد", "وليد"), ("شار", "بشار"), ("بنى", "لبنى")])
def test_the_first_letter_of_a_name_is_no_word_before_it(sought: str, name: str) -> None:
    assert answered(sought, name, name=True) is None


def test_places_of_words_are_those_of_the_text() -> None:
    text = "Łukasz, Sa'id и 1алиев; ٢٠١٧"
    assert [text[start:end] for start, end, _ in written_words(text)] == [
        "Łukasz",
        "Sa'id",
        "и",
        "1алиев",
        "٢٠١٧",
    ]


def test_a_word_of_any_length_has_a_bounded_form() -> None:
    assert {len(word) for word in search_words("a" * 10_000)} == {LONGEST_WORD}
    assert answered("a" * 10_000, "a" * 10_000) == "written"


def test_words_hold_letters_and_digits_alone() -> None:
    words = search_words("a_b'c\"d*e%f(g) OR NOT \0 ' -- ﷺ ǆ Ⅷ ½")
    assert all(word.isalnum() for word in words)


@pytest.mark.parametrize("word", ["17", "ab", "日本語", ""])
def test_what_is_not_read_has_no_sound(word: str) -> None:
    assert sound_of(word) is None


def test_passages_are_the_whole_text_in_order() -> None:
    text = "\n".join("word " * n for n in range(120)) + "x" * 5_000
    places = list(passages(text))
    assert "".join(text[start:end] for start, end in places) == text
    assert max(end - start for start, end in places) <= 1_500
    assert len(places) > 20
