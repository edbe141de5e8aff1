"""Text that Arrow reads: the same cells as the reader of all tables gives, or none, and then that one reads."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.files.table import TableError, open_table, plain
from isthmus.files.table.plain import NotPlain, plain_batches

COMMON = "a,b\n1,2\n"


def plainly(path: Path, encoding: str = "") -> list[list[str]] | None:
    """The cells as Arrow reads them; None where it is not asked to."""
    with open_table(path, encoding) as table:
        try:
            batches = list(plain_batches(path, table))
        except NotPlain:
            return None
        return [list(row) for batch in batches for row in zip(*batch.to_pydict().values(), strict=True)]


def cells(path: Path, encoding: str = "") -> list[list[str]]:
    with open_table(path, encoding) as table:
        return [row for _, rows in table.rows() for row in rows]


def written(folder: Path, content: bytes) -> Path:
    (folder / "t.csv").write_bytes(content)
    return folder / "t.csv"


PIECES = [
    '"',
    '""',
    ",",
    ";",
    "\n",
    "\r\n",
    "\r",
    " ",
    "\t",
    "a",
    "é",
    "\u00a0",
    "\x1c",
    "\0",
    '"a"',
    "\ufeff",
    "NULL",
]
SOUND = ['"a ""b"", c"', '"two\nlines"', '"x\r\ny"', "Али", "", " ", '""', "NULL", "7", "\u00a0"]


@given(
    st.lists(st.sampled_from(PIECES), max_size=25),
    st.sampled_from([COMMON, "\ufeff" + COMMON, "id;b\n", "a\n1\n", ""]),
    st.integers(1, 40),
)
def test_whatever_the_text_it_has_the_same_cells_or_is_read_by_the_other(
    pieces: list[str], before: str, block: int
) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr(plain, "_BLOCK", block)
        path = written(Path(folder), (before + "".join(pieces)).encode())
        try:
            found = plainly(path)
        except TableError:
            return
        assert found is None or found == cells(path)


@given(
    st.lists(st.lists(st.sampled_from(SOUND), min_size=3, max_size=3), min_size=1),
    st.sampled_from(["\n", "\r\n"]),
)
def test_a_sound_text_goes_the_fast_way(rows: list[list[str]], end: str) -> None:
    with TemporaryDirectory() as folder:
        text = end.join(",".join(row) for row in [["a", "b", "c"], *(["1", *row[1:]] for row in rows)])
        path = written(Path(folder), text.encode())
        assert plainly(path) == cells(path)


@pytest.mark.parametrize(
    "content",
    [
        b"a,b\n1,\xff\n",
        b"a,b\n1,2,3\n",
        b'a,b\n1,"2\n',
        b'a,b\n1,"2"3\n',
        b'a,b\n1,2"3\n',
        b"a,b\n1,2\n\n3,4\n",
        b"a,b\n1,2\n , \n",
        b"a,b\n1,2\r3,4\n",
        b"\na,b\n1,2\n",
        b"sep=,\na,b\n1,2\n",
        b"a,b\n1," + b"x" * 1_000_001,
        "a,b\n1,2\n".encode("utf-16"),
    ],
)
def test_what_is_odd_is_left_to_the_other(tmp_path: Path, content: bytes) -> None:
    assert plainly(written(tmp_path, content)) is None


def test_another_encoding_is_left_to_the_other(tmp_path: Path) -> None:
    assert plainly(written(tmp_path, "имя\nАли\n".encode("windows-1251")), "windows-1251") is None
