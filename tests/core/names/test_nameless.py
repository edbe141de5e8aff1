"""Names that name nobody, and names that only look so."""

import re
import string
from itertools import product
from pathlib import Path
from random import Random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.names import nameless_forms, variants_muslim, variants_slavic, variants_western
from isthmus.core.names.nameless import names_nobody, why_nameless
from tests.core.names.unseen_nameless import FORMS, MISSED, SECOND

STOCKS = Path(__file__).parents[3] / "benchmarks" / "rosters" / "names"
UNKNOWN = (
    *(
        "N.N.",
        "N. N.",
        "NN",
        "unknown",
        "unidentified man",
        "?",
        "???",
        "-",
        "n/a",
        "N/A",
        "NA",
        "unnamed",
        "no name",
    ),
    *(
        "name withheld",
        "anonymous",
        "John Doe",
        "Jane Doe",
        "неизвестный",
        "неизв.",
        "б/и",
        "не установлен",
        "مجهول",
    ),
    *(
        "مجهول الهوية",
        "ناشناس",
        "kimliği belirsiz",
        "KİMLİĞİ BELİRSİZ",
        "KIMLIGI BELIRSIZ",
        "inconnu",
        "non identifié",
    ),
    *(
        "desconocido",
        "sin identificar",
        "უცნობი",
        "невідомий",
        "Unknown 12",
        "unidentified male #3",
        "N.N. (2 men)",
    ),
    *(
        "N.N. (woman)",
        "ｕｎｋｎｏｗｎ",
        "مـجـهـول",
        "un\u200bknown",
        "\u202bمجهول\u202c",
        "[Unknown]",
        "a man",
        "2 men",
    ),
    *(
        "unknown from Example Valley",
        "unidentified woman, wife of a man",
        "X",
        "Mr X",
        "body of a man",
    ),
)
NUMBERED = (
    *(
        "body no. 7",
        "тело № 4",
        "جثة رقم ٣",
        "A-12",
        "M1",
        "X 3",
        "#12",
        "٣",
        "AB-1234",
        "Baby 3",
        "victim A",
    ),
    *("Body 12, Grave 4", "case 12", "ＩＤ ４５", "C\u20117"),
)
RELATIVES = (
    *(
        "wife of Sami Darzal",
        "son of Sami Darzal",
        "Sami Darzal's mother",
        "Sami’s wife and two children",
        "S/O Sami",
    ),
    *(
        "two children of Sami Darzal",
        "the Darzals' children",
        "family of Sami",
        "Darzal family",
        "his wife",
        "mother",
    ),
    *("жена Сами Дарзала", "сын Магомеда", "мать Айны", "дружина Самі", "زوجة سامي درزال", "ابن سامي درزال"),
    *("همسر سامی درزال", "Sami Darzal'ın eşi", "SAMİ DARZAL'IN OĞLU", "épouse de Sami", "l'épouse d'Ahmed"),
    *("esposa de Sami Darzal", "სამი დარზალის ცოლი", "Ахьмадан к1ант", "Сами Дарзалан зуда"),
)
NAMES = (
    # Words that are forms, beside one that is none.
    *(
        "Maria Unknown",
        "Unknown Darzal",
        "Baby Darzal",
        "NN Darzal",
        "body of Sami Darzal",
        "unknown, called Sami",
    ),
    *(
        "Эрнст Неизвестный",
        "Sami Darzal (Abu Karim)",
        "Hiba, wife of Sami Darzal",
        "Hiba Darzal (unidentified)",
    ),
    # Names that people go by.
    *(
        "Umm Sami Darzal",
        "أم سامي",
        "ابو كريم",
        "ابن خلدون",
        "بنت سامي",
        "Abu Karim",
        "Ahmad ibn Sami",
        "Тётя Маша",
    ),
    *(
        "أحمد ابن سامي",
        "Mother Teresa",
        "Sister Mary",
        "Father John Darzal",
        "Frau von Stein",
        "Primo de Rivera",
    ),
    # Names that forms are also, in this or another language.
    *(
        "Anon",
        "Nana",
        "Baby",
        "Boy",
        "Man",
        "Guy",
        "Nemo",
        "Adam",
        "Адам",
        "Salma",
        "Donna",
        "Nina",
        "Nino",
        "Tia",
    ),
    *(
        "Pere",
        "Olu",
        "Gift Witness",
        "Hasan Asker",
        "Солдатов",
        "Мальчиков",
        "Иван Бер",
        "Lee Child",
        "Samuel Doe",
    ),
    *(
        "جوان",
        "خاتون",
        "Genç",
        "Elder Darzal",
        "Un Esi",
        "Del Guy",
        "Ano Guy",
        "برادر",
        "Shepherd",
        "Driver",
        "Na Young Kim",
        "No Young",
        "Son Heung-min",
        "Li Na",
        "An",
        "Li",
        "O",
        "Xi",
        "Ismail",
        "جنين محمد",
        "مولود سالم",
    ),
    # Relatives that end or stand inside a whole name.
    *("Ali Hasan oğlu", "Əli Həsən oğlu", "Муса Ахьмадан кӏант", "Арутюнян Нана", "X. Darzal", "A. Man"),
    # Names with a number beside them, and what another part of the program writes for a name.
    *("Sami 2", "Ali 3", "Xi 3", "sealed-0123456789abcdef0123456789abcdef", "राम", "李", "राम 2"),
)


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_says_that_a_name_is_not_known_names_nobody(text):
    assert why_nameless(text) == "unknown"
    assert names_nobody(text)


@pytest.mark.parametrize("text", NUMBERED)
def test_a_number_in_the_place_of_a_name_names_nobody(text):
    assert why_nameless(text) == "numbered"


@pytest.mark.parametrize("text", RELATIVES)
def test_whose_relative_somebody_is_names_nobody(text):
    assert why_nameless(text) == "relative"


@pytest.mark.parametrize("text", NAMES)
def test_a_name_that_holds_such_a_word_is_a_name(text):
    assert why_nameless(text) == ""
    assert not names_nobody(text)


@pytest.mark.parametrize("text", ["", " ", "\t"])
def test_no_text_names_nobody_and_has_no_reason(text):
    assert names_nobody(text)
    assert why_nameless(text) == ""


def ordinary_words() -> list[str]:
    written = [path.read_text(encoding="utf-8") for path in sorted(STOCKS.glob("*.txt"))]
    groups = [each.GROUPS for each in (variants_muslim, variants_slavic, variants_western)]
    return sorted({word for text in (*written, *groups) for word in re.split(r"[\s,;|/]+", text) if word})


def test_no_ordinary_name_is_taken_for_none():
    words = ordinary_words()
    draw = Random(11)
    whole = [" ".join(draw.sample(words, draw.choice((2, 2, 3, 4)))) for _ in range(20_000)]
    assert len(words) > 4000
    assert [name for name in (*words, *whole) if names_nobody(name) or names_nobody(name.upper())] == []


def test_initials_are_a_part_of_a_name():
    caught = {
        f"{one}.{other}."
        for one, other in product(string.ascii_uppercase, repeat=2)
        if names_nobody(f"{one}.{other}.")
    }
    assert caught == {"N.A.", "N.N.", "X.X."} & caught
    assert not any(names_nobody(f"{each}.") for each in string.ascii_uppercase if each != "X")
    assert not any(
        names_nobody(f"{one}.{other}. Darzal") for one, other in product(string.ascii_uppercase, repeat=2)
    )


def test_each_form_of_the_table_that_stands_for_itself_names_nobody():
    """Only the forms of these kinds are enough alone."""
    missed = [
        form
        for block in nameless_forms.TABLE.values()
        for line in block.replace("\n  ", "; ").strip().splitlines()
        for kind, _, forms in [line.partition(": ")]
        if kind in {"unknown", "person", "alone"}
        for form in forms.split("; ")
        if not names_nobody(form.replace("*", "ый"))
    ]
    assert missed == []


def test_each_kind_of_the_table_is_explained():
    kinds = {
        line.partition(":")[0]
        for block in nameless_forms.TABLE.values()
        for line in block.strip().splitlines()
        if not line.startswith(" ")
    }
    assert kinds == set(nameless_forms.KINDS)


def test_forms_in_other_phrasing_are_found_but_for_those_that_are_known():
    assert len(FORMS) + len(SECOND) >= 400
    assert {form for _language, form in (*FORMS, *SECOND) if not names_nobody(form)} == MISSED


def test_the_reference_says_which_version_and_how_many_forms_of_each_language():
    page = (Path(__file__).parents[3] / "docs/reference/nameless.md").read_text(encoding="utf-8")
    counts = sorted(
        sum(len(line.split("; ")) for line in block.replace("\n  ", "; ").strip().splitlines())
        for block in nameless_forms.TABLE.values()
    )
    assert f"Version {nameless_forms.VERSION}," in page
    assert sorted(map(int, re.findall(r"^\| [^|]+ \| (\d+) \| no", page, re.MULTILINE))) == counts


SOME = st.sampled_from([*UNKNOWN, *NUMBERED, *RELATIVES, *NAMES])
DIGITS = [
    "0123456789",
    "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669",
    "\u06f0\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6\u06f7\u06f8\u06f9",
    "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19",
]


@given(SOME)
def test_case_makes_no_difference(text):
    for other in (text.upper(), text.lower(), text.casefold()):
        assert why_nameless(other) == why_nameless(text)


@given(SOME, st.sampled_from(DIGITS))
def test_digits_of_another_script_make_no_difference(text, digits):
    text = text.replace("к1ант", "кӏант")  # where it is a letter
    assert why_nameless(text.translate(str.maketrans(DIGITS[0], digits))) == why_nameless(text)


@given(
    SOME,
    st.sampled_from(["({})", "[{}]", " {} ", "«{}»", "“{}”", "* {}", "{}\u200f", "\u202a{}\u202c", "{} …"]),
)
def test_what_surrounds_it_makes_no_difference(text, around):
    assert why_nameless(around.format(text)) == why_nameless(text)


@given(st.text(max_size=500))
def test_any_text_has_an_answer(text):
    assert why_nameless(text) in {"", "unknown", "numbered", "relative"}
    assert names_nobody(text) == (not text.strip() or why_nameless(text) != "")


def test_a_long_list_is_read_at_once():
    draw, words = Random(12), ordinary_words()
    names = [f"{draw.choice(words)} {draw.choice(words)}{number}" for number in range(60_000)]
    started = process_time()
    assert sum(map(names_nobody, names)) == 0
    assert process_time() - started < 5  # 0.5 s on a free machine
