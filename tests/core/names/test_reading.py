"""Reading a name: words, sounds, roles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.names.reading import read
from isthmus.core.names.romanising import skeleton
from isthmus.core.names.variants import representative


def roles(text: str) -> dict[str, str]:
    return {token.text: token.role for token in read(text).tokens}


def keys(text: str) -> list[str]:
    return [token.key for token in read(text).tokens]


@pytest.mark.parametrize("text", ["Muhammad", "Magomed", "Мохьмад", "МАГОМЕД", "محمد", "مُحَمَّد", "Mehmet"])
def test_the_variants_of_a_name_have_one_key(text):
    assert keys(text) == ["muhammad"]


@pytest.mark.parametrize(
    ("one", "other"), [("Hava", "Hawa"), ("Хава", "حواء"), ("Bill", "William"), ("Саша", "Alexander")]
)
def test_names_of_one_group_are_one_across_scripts_and_short_forms(one, other):
    assert keys(one) == keys(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Hasan", "Husein"), ("Зара", "Зарема"), ("Ali", "Adil"), ("Karim", "Kamil")]
)
def test_names_that_only_look_alike_keep_their_keys_apart(one, other):
    assert keys(one) != keys(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Образцов Пример Иванович", ["family", "given", "father"]),
        ("Пример Иванович Образцов", ["given", "father", "family"]),
        ("Пример Образцов Иванович", ["given", "family", "father"]),
        ("Primer Obraztsov Ivanovich", ["given", "family", "father"]),
        ("Черных Константин Ильич", ["family", "given", "father"]),
        ("Образцов Пример Ахмед оглы", ["family", "given", "father"]),
        ("Obraztsova, Primera Ivanovna", ["family", "given", "father"]),
        ("Obraztsov Primer Ivanovich", ["family", "given", "father"]),
        ("Primer Ali oglu", ["given", "father"]),
        ("Пример Ахмед кызы", ["given", "father"]),
        ("سالم محمد حسن المثال", ["given", "father", "grandfather", "family"]),
        ("Salim bin Hasan", ["given", "father"]),
        ("Salim Mohammed Hasan Example", ["given", "father", "grandfather", "family"]),
        ("P. Obraztsov", ["given", "family"]),
        ("Example", [""]),
    ],
)
def test_roles_follow_from_form_and_order(text, expected):
    assert [token.role for token in read(text).tokens] == expected


@pytest.mark.parametrize(
    "text", ["Abd al-Rahman", "Abdulrahman", "عبد الرحمن", "عبدالرحمن", "Абдурахман", "Abdel Rahman"]
)
def test_a_servant_of_is_one_word(text):
    assert keys(text) == ["abdurrahman"]


def test_articles_particles_and_titles_are_no_words_of_a_name():
    assert list(roles("Dr. Salim al-Example")) == ["salim", "example"]
    assert list(roles("Anna von der Example")) == ["anna", "example"]
    assert list(roles("سالم المثال")) == ["سالم", "مثال"]


@pytest.mark.parametrize("text", ["alkassaf", "Al Kassaf", "al-Kassaf", "ElKassaf", "el-kassaf"])
def test_an_article_glued_to_a_word_is_taken_off_like_one_apart(text):
    assert read(text).tokens[0].text == "kassaf"


@pytest.mark.parametrize(
    "text",
    [
        *("Alan", "Elena", "Albert", "Elmira", "Alkhan", "Elshan", "Elkhan", "Elham", "Alexander", "Elkins"),
        *("Alhanov", "Альбина", "Эльхан", "Эльдар", "Альберт", "إلهام", "إلياس"),
    ],
)
def test_a_name_that_begins_like_an_article_is_left_whole(text):
    assert [token.text for token in read(text).tokens] == [text.lower()]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("هبة الله", "هبةالله"),
        ("نور الهدى", "نورالهدى"),
        ("Saif Allah", "Сайфулла"),
        ("سيف الدين", "سيفالدين"),
    ],
)
def test_a_name_of_two_words_is_one_however_it_is_written(one, other):
    assert keys(one) == keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("فاطمة", "فاطمه"),
        ("مصطفى", "مصطفي"),
        ("أحمد", "احمد"),
        ("علی", "علي"),
        ("عائشة", "عايشه"),
        ("کریم", "كريم"),
        ("مُحَمَّد", "محـمـد"),
        ("\u202bمحمد\u202c", "محمد"),
        ("عبد\u200cالله", "عبد الله"),
        ("فؤاد", "فواد"),
    ],
)
def test_spellings_of_one_arabic_name_have_one_key(one, other):
    assert keys(one) == keys(other)


def test_initials_are_told_from_words_in_any_script():
    assert [(token.initial, token.is_initial) for token in read("M.М. م. Example").tokens] == [
        ("M", True),
        ("M", True),
        ("M", True),
        ("A", False),
    ]


def test_one_skeleton_serves_all_scripts():
    assert {read(text).tokens[0].skeleton for text in ("Shahrazad", "Шахразад", "شهرزاد")} == {"CHRSD"}
    assert skeleton("yusuf") == skeleton("jusuf".replace("j", "y")) == "ASF"


def test_a_palochka_typed_in_any_way_is_the_same_word():
    assert {read(typed).tokens[0].text for typed in ("Г1ала", "ГӀала", "гӏала", "Гlала", "ГIала")} == {
        "гӏала"
    }


def test_a_digit_typed_for_a_letter_is_that_letter():
    assert read("Ex4mple 0bject").tokens[0].text == "example"


@pytest.mark.parametrize("text", ["", "  ", "...", "-", ","])
def test_what_holds_no_letters_has_no_words(text):
    assert read(text).tokens == ()


@given(st.text(max_size=80))
def test_any_text_is_read_and_nothing_in_it_is_invented(text):
    name = read(text)
    assert name.text == text
    assert len(name.tokens) <= len(text)
    assert read(text) == name


def test_a_representative_stands_for_itself():
    assert representative("muhammad", "muhammad") == "muhammad"
    assert representative("example", "example") == "example"
