"""Whatever is spoiled in a workbook, its check ends, and what it leaves in is a sound workbook by itself."""

from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.workbook.canonical import table_of
from isthmus.core.workbook.check import Table, check
from isthmus.core.workbook.schema import SHEETS
from tests.core.workbook.books import checked, sound_book

PLACES = [
    (sheet.name, i, column.name)
    for sheet in SHEETS
    for i in range(len(sound_book()[sheet.name]))
    for column in sheet.columns
]
VALUES = st.one_of(
    st.sampled_from([
        *("", "a1", "a2", "a3", "m1", "m2", "t1", "t3", "s1", "s2", "p2", "j1", "j2", "j3", "d1", "s1;s2", "t1;t2;t3"),
        *("same", "unsure", "examined", "denies", "retracts", "general", "killing", "person", "incident", "retraction"),
        *("2017-02-30", "0", "7", "=1", "\x00", "\udce9"),
    ]),
    st.text(max_size=6),
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(PLACES), VALUES), max_size=6))
def test_what_is_left_of_a_spoiled_workbook_is_sound(changes: list[tuple[tuple[str, int, str], str]]) -> None:
    book = sound_book()
    for (sheet, row, column), value in changes:
        book[sheet][row][column] = value
    workbook, problems = checked(book)
    kept = {sheet.name: Table(*table_of(sheet, getattr(workbook, sheet.name))) for sheet in SHEETS}
    again, further = check(kept)
    assert further.first == []
    assert again == workbook
    rows = sum(len(rows) for rows in book.values())
    assert sum(problems.left_out.values()) + sum(len(getattr(workbook, s.name)) for s in SHEETS) <= rows
    assert problems or not problems.left_out
