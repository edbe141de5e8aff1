"""Names that somebody unknown chose lead nowhere but into the folder that files are saved in."""

from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.unseal.file_names import safe_name


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("picture.jpg", "picture.jpg"),
        ("Снимок экрана.png", "Снимок экрана.png"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\x.bat", "x.bat"),
        ("/", "file"),
        ("..", "file"),
        ("", "file"),
        (".bashrc", "bashrc"),
        ("C:\\boot.ini", "boot.ini"),
        ("a\0b\nc\x1b[2J.txt", "a_b_c_[2J.txt"),
        ("photo\u202egpj.exe", "photo_gpj.exe"),
        ("con.txt", "_con.txt"),
        ("COM1", "_COM1"),
        ("name. . ", "name"),
        ("a" * 300 + ".jpeg", "a" * 195 + ".jpeg"),
        ("я" * 255, "я" * 100),
    ],
)
def test_names(name, kept):
    assert safe_name(name) == kept


def test_a_name_that_is_taken_has_a_number():
    assert safe_name("X.png", {"x.PNG", "x (2).png"}) == "X (3).png"
    assert len(safe_name("я" * 255, {"я" * 100}).encode()) <= 200


@given(st.text(max_size=300), st.sets(st.text(max_size=20), max_size=4))
def test_any_name_is_one_file_of_the_folder(name, taken):
    kept = safe_name(name, taken)
    assert PurePosixPath(kept).parts == (kept,)
    assert PureWindowsPath(kept).parts == (kept,)
    assert not kept.startswith((".", " "))
    assert 0 < len(kept.encode()) <= 200
    assert kept.casefold() not in {each.casefold() for each in taken}
    assert safe_name(kept) == kept
