"""Words and letters for sexes."""

import pytest

from isthmus.core.link.sexes import letters_of, sex_of, sexes_of


@pytest.mark.parametrize(
    ("words", "sex"),
    [
        (
            "Male,m,M.,boy,man,муж.,мужской,мальчик,чол,чоловіча,хлопчик,ذكر,رجل,ولد,مرد,پسر,erkek,homme,garçon",
            "m",
        ),
        ("hombre,varón,niño,GARCON,(m),adult male", "m"),
        ("  F ,female,girl,woman,жен.,женский,девочка,жіноча,дівчинка,أنثى,انثى,انثي,بنت,امرأة,إمرأة", "f"),
        ("زن,دختر,kadın,KADIN,Kız,femme,fille,féminin,mujer,niña,w", "f"),
        ("other,x,non-binary", "other"),
        ("unknown,?,n/a,#N/A,-,غير معروف,مجهول,неизвестно,нет данных,невідомо,نامشخص,bilinmiyor,inconnu", ""),
        ("desconocido,NaN,none,missing,not stated", ""),
    ],
)
def test_sexes_in_eight_languages(words: str, sex: str) -> None:
    assert {word: sex_of(word) for word in words.split(",")} == dict.fromkeys(words.split(","), sex)


@pytest.mark.parametrize("code", ["1", "2", "h", "k", "e"])
def test_what_is_somebodys_own_code_stays_as_it_is(code: str) -> None:
    assert sex_of(code) == code
    assert sexes_of([code, "m", "f"]) == {"m": "m", "f": "f"}


def test_letters_of_one_language_are_read_where_a_list_has_no_others() -> None:
    assert sexes_of(["H", "M"]) == {"H": "m", "M": "f"}
    assert sexes_of(["H", "F"]) == {"H": "m", "F": "f"}
    assert sexes_of(["E", "K"]) == {"E": "m", "K": "f"}
    assert sexes_of(["ذ", "أ"]) == {"ذ": "m", "أ": "f"}
    assert letters_of(["1", "2"]) == {}
