"""Names found in texts: folded, in any script, inflected as listed; and not in every text."""

import pytest

from isthmus.core.names.occurrences import NameFinder

NAMES = (
    "Магомедов Магомед М.",
    "Ӏалиев А.; Aliev",
    "الأحمد خالد",
    "გიორგი ბერიძე",
    "Ли Ян",
    "王小明",
    "Sheikh Omar bin Yusuf",
)


@pytest.mark.parametrize(
    "text",
    [
        "Видели Магомедова вчера.",
        "with Магомедовым, they said",
        "MAGOMEDOV was taken",
        "1алиева забрали",
        "Al\u00edev’s house",
        "وخالد قال",
        "ბერიძემ თქვა",
        "пришла Ли Ян домой",
        "今天王小明来了",
        "omar was there",
    ],
)
def test_a_name_is_found_in_another_case_script_or_inflection(text: str) -> None:
    assert NameFinder(NAMES).stands_in(text)


@pytest.mark.parametrize(
    "text", ["", "Nobody saw it.", "говорят, что или", "the sheikh of a village", "ли он там", "3 men", "m17"]
)
def test_other_words_are_not_names(text: str) -> None:
    assert not NameFinder(NAMES).stands_in(text)


def test_of_whose_relative_somebody_is_the_other_person_is_found() -> None:
    finder = NameFinder(
        ["wife of Guy Darzal", "жена Адама Дарзаева", "unidentified man", "N.N.", "body no. 7"]
    )
    assert finder.stands_in("they asked Darzal")
    assert finder.stands_in("Guy said so")
    assert finder.stands_in("видели Адама")
    assert not finder.stands_in("The wife of one man was unidentified, and body 7 was a body.")


def test_names_beside_a_name_are_found_and_those_of_a_relative_too() -> None:
    finder = NameFinder(
        ["Hiba Nasser, wife of Guy Darzal", "Adam Orgala (Petrov)", "Karim Zelal Haj", "Omar Belal Junior"]
    )
    assert all(
        map(finder.stands_in, ("Guy said so", "Darzal came", "Nasser left", "Petrov saw it", "Haj ran"))
    )
    assert not finder.stands_in("The junior of the two was there.")


def test_without_names_nothing_is_found() -> None:
    assert not NameFinder(()).stands_in("Magomedov")
