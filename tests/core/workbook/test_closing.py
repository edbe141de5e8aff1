"""What is closed of a register: as much as its marks say, and every token finds its way back to its cell."""

import io
from collections.abc import Iterator
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.core.corroborate import corroborate
from isthmus.core.names.nameless import names_nobody
from isthmus.core.register import Register
from isthmus.core.workbook.canonical import canonical_csv, digest
from isthmus.core.workbook.closing import Quotes, closed
from isthmus.core.workbook.problems import UnsoundWorkbook
from isthmus.core.workbook.reopening import reopened
from isthmus.core.workbook.rows import Workbook
from isthmus.core.workbook.schema import SHEETS
from isthmus.core.workbook.tokens import MARKED, NAMING, TEXTS, Tokens, closable, is_token
from isthmus.files.sample import sample_path
from isthmus.files.workbook import read_workbook, write_xlsx, write_zip
from tests.core.workbook.random_books import workbooks

TOKENS = Tokens(b"k" * 32)
# Columns of marked rows that stay open, each decided: numbers, dates and codes that the lines and counts rest on.
LEFT_OPEN = {
    "sources": {"id", "kind", "protection", "contact", "reliability"},
    "documents": {"id", "author", "held", "protection", "published", "language", "captured", "lists_once"},
    "statements": {
        *("id", "document", "speaker", "stance", "basis", "told_by", "via", "denies", "retracts"),
        *("protection", "wording", "said", "coder", "coded_at"),
    },
    "mentions": {"id", "act", "role", "low", "high", "within", "kind", "speaker", "protection"},
}


def marked(workbook: Workbook, marks: str) -> Workbook:
    """Return the workbook with the mark on every row that can have one."""
    sheets = {
        name: tuple(replace(row, protection=marks) for row in getattr(workbook, name)) for name in MARKED
    }
    return replace(workbook, **sheets)


@pytest.mark.parametrize(
    "sheet", [sheet for sheet in SHEETS if sheet.name in MARKED], ids=lambda each: each.name
)
def test_every_column_of_a_row_with_marks_is_closed_or_left_open_by_decision(sheet) -> None:
    assert set(sheet.names) == set(MARKED[sheet.name]) | LEFT_OPEN[sheet.name]


def test_what_names_somebody_is_closed_of_marked_mentions_too() -> None:
    assert set(NAMING) <= set(MARKED["mentions"])


@settings(max_examples=40)
@given(
    workbooks(),
    st.sampled_from(["", "public", "confidential", "sealed"]),
    st.booleans(),
    st.sampled_from(Quotes),
    st.sampled_from([write_zip, write_xlsx]),
)
def test_an_export_reads_back_as_what_it_was(
    workbook: Workbook, marks: str, names: bool, quotes: Quotes, write: object
) -> None:
    register = marked(workbook, marks)
    leaving = closed(
        register, TOKENS, named={row.id for row in register.mentions}, names=names, quotes=quotes
    )
    stream = io.BytesIO()
    write(leaving.workbook, stream)  # type: ignore[operator]
    back = reopened(read_workbook(stream), register, TOKENS)
    assert digest(back) == digest(register)


@settings(max_examples=40)
@given(workbooks(), st.sampled_from(["confidential", "sealed"]), st.booleans())
def test_no_cell_that_is_closed_is_in_clear(workbook: Workbook, marks: str, names: bool) -> None:
    leaving = closed(marked(workbook, marks), TOKENS, named=(), names=names).workbook
    shut = marks == "sealed" or not names
    for sheet, columns in MARKED.items():
        for row in getattr(leaving, sheet):
            cells = [getattr(row, name) for name in columns if hasattr(row, name)]
            assert all(is_token(cell) or not cell for cell in cells) == (shut or not any(cells))
            assert is_token(row.id) == shut


def test_ids_are_closed_wherever_they_are_referred_to() -> None:
    register = marked(read_workbook(sample_path()), "sealed")
    leaving = closed(register, TOKENS, named=()).workbook
    hidden = {row.id for name in MARKED for row in getattr(register, name)}
    assert not hidden & set(_pointed(leaving))


def test_lines_stay_what_they_were_whatever_is_closed() -> None:
    register = read_workbook(sample_path())
    leaving = closed(marked(register, "sealed"), TOKENS, named=()).workbook
    before, after = (corroborate(Register.of(each)) for each in (register, leaving))
    assert sorted(each.support.lines for each in before.incidents) == sorted(
        each.support.lines for each in after.incidents
    )


def test_a_closed_name_that_is_none_is_none_still_and_no_other_is() -> None:
    register = read_workbook(sample_path())
    one, other, *rest = register.mentions
    mentions = (replace(one, name="wife of Sami Darzal"), replace(other, name="Sami Darzal"), *rest)
    register = replace(register, mentions=mentions)
    leaving = closed(register, TOKENS, named={each.id for each in mentions}).workbook
    found = [each.name for each in leaving.mentions if each.name]
    assert all(map(is_token, found))
    assert sum(map(names_nobody, found)) == 1
    assert digest(reopened(leaving, register, TOKENS)) == digest(register)


def test_a_token_is_read_whichever_version_of_the_forms_wrote_it() -> None:
    now = TOKENS.of("mentions", "m1", "name", "N.N.")
    assert TOKENS.is_of(now, "mentions", "m1", "name", "N.N.")
    assert not TOKENS.is_of(now, "mentions", "m1", "name", "N. N.")
    assert not TOKENS.is_of(now, "mentions", "m2", "name", "N.N.")
    earlier = TOKENS._plain("mentions", "m1", "name", "N.N.")
    assert earlier != now
    assert TOKENS.is_of(earlier, "mentions", "m1", "name", "N.N.")
    assert not TOKENS.is_of(f"sealed-12345678{now[15:]}", "mentions", "m1", "name", "N.N.")


def test_no_ground_is_told_by_an_export_without_names() -> None:
    register = read_workbook(sample_path())
    leaving = closed(register, TOKENS, named=()).workbook
    assert {is_token(act.ground) for act in leaving.acts} == {True}
    assert len({act.ground for act in leaving.acts}) == len(leaving.acts)
    assert {is_token(row.denies) for row in leaving.statements if row.stance == "denies"} <= {True}
    assert not [each for found in corroborate(Register.of(leaving)).incidents for each in found.grounds]


def test_a_token_of_another_row_or_workspace_is_a_problem() -> None:
    register = marked(read_workbook(sample_path()), "sealed")
    leaving = closed(register, TOKENS, named=()).workbook
    with pytest.raises(UnsoundWorkbook):
        reopened(leaving, register, Tokens(b"x" * 32))
    first, second, *rest = leaving.sources
    moved = replace(leaving, sources=(replace(first, name=second.name), second, *rest))
    with pytest.raises(UnsoundWorkbook):
        reopened(moved, register, TOKENS)


def test_quotes_are_counted_and_closed_by_the_names_in_them() -> None:
    sample_case = read_workbook(sample_path())
    first, *others = sample_case.mentions
    named = replace(first, role="victim", name="Testov Petr")
    [statement] = [row for row in sample_case.statements if row.id == _statement_of(sample_case, first.act)]
    quote = {statement.id: "They saw Testova's son."}
    spoken = tuple(replace(row, quote=quote.get(row.id, "Nobody.")) for row in sample_case.statements)
    register = replace(sample_case, mentions=(named, *others), statements=spoken)
    counted = closed(register, TOKENS, named={first.id})
    assert counted.open["quotes.named"] == 1
    assert counted.with_name == (statement.id,)
    shut = closed(register, TOKENS, named={first.id}, quotes=Quotes.CLOSE_NAMED)
    assert shut.closed["quotes"] == 1
    assert "Testov" not in b"".join(canonical_csv(shut.workbook)).decode()
    all_shut = closed(register, TOKENS, named={first.id}, quotes=Quotes.CLOSE_ALL)
    assert {is_token(row.quote) for row in all_shut.workbook.statements} == {True}


def test_an_id_in_which_a_closed_name_stands_is_closed() -> None:
    sample_case = read_workbook(sample_path())
    first, document = sample_case.mentions[0], sample_case.documents[0]
    register = Workbook(
        documents=(replace(document, id="testov-letter"),),
        sources=sample_case.sources,
        mentions=(replace(first, name="Testov P."),),
        acts=tuple(act for act in sample_case.acts if act.id == first.act),
    )
    leaving = closed(register, TOKENS, named={first.id}).workbook
    assert is_token(leaving.documents[0].id)


def test_only_columns_that_are_decided_may_hold_tokens() -> None:
    columns = [(sheet.name, name) for sheet in SHEETS for name in sheet.names if closable(sheet.name, name)]
    assert not [each for each in columns if each[1] in ("protection", "low", "high", "role", "kind")]
    assert {sheet for sheet, _name in columns} == {*MARKED, *TEXTS}
    assert {each.name for each in fields(Workbook)} >= {*MARKED, *TEXTS}


def _pointed(workbook: Workbook) -> Iterator[str]:
    """Yield every id of sources, documents, statements and mentions that a row has or refers to."""
    for sheet in SHEETS:
        for row in getattr(workbook, sheet.name):
            for column in sheet.columns:
                own = column.name == "id" and sheet.name in MARKED
                if own or (column.type in ("ref", "refs") and column.to in MARKED):
                    value = getattr(row, column.name)
                    yield from (value,) if isinstance(value, str) else value


def _statement_of(workbook: Workbook, act: str) -> str:
    return next(row.statement for row in workbook.acts if row.id == act)
