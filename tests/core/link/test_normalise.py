"""What one value of a roster says."""

import pytest

from isthmus.core.link import normalise


def keys(name: str) -> dict[str, str]:
    """The sounds of the parts that are stated."""
    return {part: found.key for part, found in normalise.parts_of(name).items() if found.key}


def test_a_word_and_initials_are_a_family_name_with_initials() -> None:
    assert keys("Сахиров Б. Т.") == {"given": "b", "father": "t", "family": "sakhirov"}
    assert normalise.parts_of("Сахиров Б.")["given"].is_initial


def test_a_russian_name_has_family_given_and_patronymic() -> None:
    found = keys("Тахиров Муса Вахидович")
    assert found["given"] == "musa"
    assert found["family"] == "takhirov"
    assert found["father"]


def test_one_key_serves_two_scripts() -> None:
    assert keys("Магомед Сахиров")["given"] == keys("Muhammad Sakhirov")["given"]


def test_a_value_without_letters_says_nothing() -> None:
    assert keys("?? 12 --") == {}
    assert normalise.part_of("...") == normalise.NOTHING


def test_places_are_listed_from_narrow_to_wide_each_once() -> None:
    parts = normalise.place_parts("Orgala; Lower Orgala; Lower Orgala")
    assert len(parts) == 2
    assert parts[0] == normalise.place_parts("Orgala")[0]


def test_a_place_or_a_further_cell_that_says_unknown_says_nothing() -> None:
    assert normalise.place_parts("n/a") == normalise.place_parts("غير معروف") == []
    assert normalise.place_parts("unknown; Orgala") == normalise.place_parts("Orgala")
    assert normalise.further("not stated") == ""
    assert normalise.further("Teacher, unknown school") == "teacher, unknown school"


def test_other_names_are_words_without_initials() -> None:
    found = normalise.names_in("Musa; M.; Musa")
    assert len(found) == 1


@pytest.mark.parametrize(
    "text", ["N.N.", "unidentified man", "wife of Sami Darzal", "مجهول الهوية", "body no. 7"]
)
def test_a_name_that_is_none_is_not_stated(text: str) -> None:
    assert keys(text) == {}
    assert normalise.names_in(f"{text}; Abu Karim") == normalise.names_in("Abu Karim")
    assert normalise.named_part("given", text) == normalise.NOTHING


def test_a_fathers_column_may_say_whose_son_somebody_is() -> None:
    assert normalise.named_part("father", "son of Karim").key
    assert normalise.named_part("father", "unknown") == normalise.NOTHING
    assert normalise.named_part("family", "Darzal") == normalise.part_of("Darzal")


def test_a_nickname_beside_the_name_and_a_title_are_no_part_of_it() -> None:
    assert keys("Sami Darzal (Abu Karim)") == keys("Sami Darzal")
    assert keys("Haji Sami Darzal") == keys("Sami Darzal")
    assert keys("U Kyaw Min")["given"] == "kyaw"
    assert keys("Hiba Darzal, wife of Sami Nasser") == keys("Hiba Darzal")


def test_a_title_in_the_last_place_is_the_family_name_in_both_scripts() -> None:
    arabic, latin = keys("لؤي وديع سامح الحاج"), keys("Louay Wadie Sameh Al-Haj")
    assert arabic["family"] == latin["family"]
    assert normalise.part_of("الحاج").native == "حاج"


@pytest.mark.parametrize(
    ("text", "native", "other"),
    [
        ("Al-Raj", "raj", "alraj"),
        ("Alraj", "alraj", "raj"),
        ("الرج", "رج", "الرج"),
        ("Darzal", "darzal", ""),
    ],
)
def test_a_part_may_be_read_with_its_article_and_without(text: str, native: str, other: str) -> None:
    assert normalise.part_of(text).native == native
    assert normalise.other_reading(text) == other


def test_a_script_that_is_not_read_says_nothing_beside_another() -> None:
    chinese, other, latin = (normalise.part_of(text) for text in ("李明", "王芳", "Li"))
    assert chinese.key == "李明"
    assert chinese.script == "CJK"
    assert normalise.comparable(chinese, other)
    assert not normalise.comparable(chinese, latin)
    assert normalise.comparable(latin, normalise.part_of("משה"))


def test_places_of_one_name_are_told_by_their_numbers_and_what_stands_in_brackets() -> None:
    assert normalise.place_parts("Block II") != normalise.place_parts("Block III")
    assert normalise.place_name("Block II").key != normalise.place_name("Block III").key
    assert normalise.place_name("Orgala (north)").key != normalise.place_name("Orgala (south)").key
