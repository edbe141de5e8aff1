"""Names of accounts that read alike, and that do not."""

import pytest

from isthmus.actions.desk.account_names import look_alike, name_problem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("anna", "Anna"),
        ("anna", "аnnа"),
        ("Ivan", "lvan"),
        ("Ivan", "1van"),
        ("bob", "b0b"),
        ("mara", "rnara"),
        ("paypal", "раураl"),
        ("José", "José"),
        ("ＡＮＮＡ", "anna"),
        ("a b", "a  b"),
        ("straße", "STRASSE"),
        ("Ⅳan", "IVan"),
        ("می\u200cخواهم", "میخواهم"),
    ],
)
def test_names_that_read_alike_are_told(one: str, other: str) -> None:
    assert look_alike(one, other)
    assert look_alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("anna", "hanna"), ("maria", "mario"), ("anna", "arma"), ("Иван", "Иванна"), ("علي", "علا")],
)
def test_names_that_differ_are_left_alone(one: str, other: str) -> None:
    assert not look_alike(one, other)


@pytest.mark.parametrize("name", ["Anna", "аня", "علي", "می\u200cخواهم", "安娜", "o'neil", "J. R."])
def test_names_of_every_script_are_taken(name: str) -> None:
    assert name_problem(name) is None
