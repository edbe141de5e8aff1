"""The check of a workbook: what it takes, and what it tells of each broken rule."""

import pytest

from isthmus.core.workbook.check import Table, check
from isthmus.core.workbook.rows import Statement
from isthmus.language import english
from tests.core.workbook.books import Book, checked, problems_of, sound_book, table, with_cell


def test_a_sound_workbook_has_no_problem_and_all_its_rows() -> None:
    workbook, problems = checked(sound_book())
    assert problems.first == []
    assert {name: len(rows) for name, rows in sound_book().items()} == {
        name: len(getattr(workbook, name)) for name in sound_book()
    }


def test_cells_become_values() -> None:
    workbook, _ = checked(sound_book())
    said, mentioned = workbook.statements[0], workbook.mentions[0]
    assert said == Statement(
        "t1", "d1", ("s1",), "asserts", "told", ("s3", "s2"), ("s2",), "", (), "sealed", "p. 2",
        "“So it was.”\nThey said.", "", "2017-03?", "coder", "2026-11-22",
    )  # fmt: skip
    assert (mentioned.low, mentioned.high) == (2, 5)
    assert (workbook.mentions[1].low, workbook.mentions[1].high) == (1, None)


# Where, the new value, and a word of the rule that is told.
BROKEN = [
    ("sources", "s1", "name", "", "empty"),
    ("sources", "s1", "name", "  ", "empty"),
    ("sources", "s1", "kind", "paper", "One of"),
    ("sources", "s1", "affiliation", "s9", "none has this id"),
    ("sources", "s1", "protection", "secret", "One of"),
    ("sources", "s1", "contact", "maybe", "One of"),
    ("sources", "s1", "reliability", "06", "One of"),
    ("sources", "s1", "note", "a\x00b", "control character"),
    ("sources", "s1", "note", "a\x1bb", "control character"),
    ("sources", "s1", "note", "a\udce9b", "UTF-8"),
    ("sources", "s1", "note", "x" * 1_000_001, "1,000,000"),
    ("sources", "s2", "id", "", "empty"),
    ("places", "p2", "latitude", "90.1", "-90 to 90"),
    ("places", "p2", "latitude", "43,5", "-90 to 90"),
    ("places", "p2", "longitude", "181", "-180 to 180"),
    ("places", "p2", "longitude", "nan", "-180 to 180"),
    ("places", "p2", "precision", "house", "One of"),
    ("places", "p2", "parent", "p9", "none has this id"),
    ("documents", "d1", "author", "", "empty"),
    ("documents", "d1", "author", " ; ", "empty"),
    ("documents", "d1", "author", "s1;s9", "none has this id"),
    ("documents", "d1", "held", "", "empty"),
    ("documents", "d1", "published", "2017-02-30", "calendar"),
    ("documents", "d1", "language", "english language", "BCP 47"),
    ("documents", "d1", "file", "../secret", "relative"),
    ("documents", "d1", "file", "/etc/passwd", "relative"),
    ("documents", "d1", "file", "C:\\x", "relative"),
    ("documents", "d1", "file", "a/../../b", "relative"),
    ("documents", "d1", "url", "javascript:alert(1)", "address"),
    ("documents", "d1", "captured", "2026-02-30T10:00:00Z", "RFC 3339"),
    ("documents", "d1", "captured", "yesterday", "RFC 3339"),
    ("documents", "d1", "captured", "2026-11-22T09:30:00", "RFC 3339"),
    ("documents", "d1", "sha256", "0f0f", "64"),
    ("statements", "t1", "document", "d9", "none has this id"),
    ("statements", "t1", "speaker", "", "empty"),
    ("statements", "t1", "stance", "claims", "One of"),
    ("statements", "t1", "basis", "", "empty"),
    ("statements", "t1", "told_by", "s2;s8", "none has this id"),
    ("statements", "t1", "via", "s8", "none has this id"),
    ("statements", "t2", "denies", "place", "One of"),
    ("statements", "t1", "retracts", "t2", "only where stance is retracts"),
    ("statements", "t3", "retracts", "", "says which"),
    ("statements", "t3", "retracts", "t9", "none has this id"),
    ("statements", "t1", "said", "2017-03-15/2017-03-01", "begins before"),
    ("statements", "t1", "coded_at", "soon", "time of day"),
    ("acts", "a1", "statement", "", "empty"),
    ("acts", "a1", "type", "murder", "list type"),
    ("acts", "a1", "type", "", "only where scope is general"),
    ("acts", "a2", "scope", "all", "One of"),
    ("acts", "a1", "date", "March 2017", "EDTF"),
    ("acts", "a1", "place", "p9", "none has this id"),
    ("acts", "a1", "ground", "hair", "list ground"),
    ("acts", "a1", "method", "hair", "list method"),
    ("acts", "a1", "outcome", "hair", "list outcome"),
    ("mentions", "m1", "act", "a9", "none has this id"),
    ("mentions", "m1", "role", "hero", "One of"),
    ("mentions", "m1", "low", "", "empty"),
    ("mentions", "m2", "low", "0", "At least 1"),
    ("mentions", "m2", "low", "-1", "whole number"),
    ("mentions", "m2", "low", "about 100", "whole number"),
    ("mentions", "m1", "high", "1", "low must not be above high"),
    ("mentions", "m1", "kind", "crowd", "One of"),
    ("mentions", "m1", "speaker", "s9", "none has this id"),
    ("mentions", "m1", "age", "teen", "Years"),
    ("mentions", "m1", "age", "17/15", "lower one"),
    ("mentions", "m1", "age", "2/7m", "lower one"),
    ("mentions", "m1", "age", "6/9m", "lower one"),
    ("mentions", "m1", "age", "7y", "months, weeks or days"),
    ("mentions", "m1", "age", "7 m", "months, weeks or days"),
    ("mentions", "m1", "born", "2017-13", "EDTF"),
    ("mentions", "m1", "home", "p9", "none has this id"),
    ("statuses", "u1", "mention", "m9", "none has this id"),
    ("statuses", "u1", "status", "gone", "One of"),
    ("statuses", "u1", "date", "x", "EDTF"),
    ("judgements", "j1", "kind", "spot", "One of"),
    ("judgements", "j1", "decision", "accepted", "person judgement"),
    ("judgements", "j1", "left", "m9", "none has this id"),
    ("judgements", "j1", "left", "a1", "row of mentions"),
    ("judgements", "j1", "right", "", "what it is about"),
    ("judgements", "j1", "right", "m1", "two different"),
    ("judgements", "j1", "by", "", "empty"),
    ("judgements", "j1", "at", "", "empty"),
    ("judgements", "j2", "replaces", "j9", "none has this id"),
    ("judgements", "j3", "right", "a4", "one type"),
    ("judgements", "j3", "right", "a3", "scope general"),
    ("judgements", "j3", "decision", "examined", "incident judgement"),
    ("judgements", "j4", "left", "t1", "retracts"),
    ("judgements", "j4", "right", "t1", "nothing on its right"),
    ("judgements", "j5", "left", "m2", "left and right are empty"),
    ("vocabulary", "own_type", "list", "colour", "One of"),
]


@pytest.mark.parametrize(("sheet", "row", "column", "value", "rule"), BROKEN)
def test_a_broken_rule_is_told_once_at_its_place(
    sheet: str, row: str, column: str, value: str, rule: str
) -> None:
    book = with_cell(sheet, row, column, value)
    number = next(i for i, one in enumerate(book[sheet], start=2) if one.get(column) == value)
    found = [one for one in problems_of(book) if (one.sheet, one.row, one.column) == (sheet, number, column)]
    assert len(found) == 1
    assert rule in english(found[0].rule)
    assert english(found[0].mend)
    assert len(found[0].value) <= 80
    assert found[0].value.isprintable()


# What a careful author may well write, and no rule forbids.
TAKEN = [
    ("statements", "t1", "denies", "occurrence"),
    ("statements", "t1", "coded_at", "2017-04-02T10:00"),
    ("documents", "d1", "captured", "2026-11-22"),
    ("sources", "s1", "name", "@newsdesk"),
    ("sources", "s1", "name", "+7 900 000-00-00 (desk)"),
    ("sources", "s1", "note", "- No, it was not so!"),
    ("sources", "s1", "note", "-5"),
    ("sources", "s1", "note", 'two\nlines\r\nand a\ttab, “quotes” "and" commas; 🙂'),
    ("sources", "s1", "note", "x" * 1_000_000),
    ("sources", "s1", "reliability", "2"),
    ("sources", "s1", "contact", "TRUE"),
    ("sources", "s1", "kind", " Outlet "),
    ("documents", "d1", "author", " s1 ;s2; "),
    ("documents", "d1", "language", "ce"),
    ("documents", "d1", "captured", "2026-11-22 09:30:00.123+03:00"),
    ("documents", "d1", "file", "a..b/c d.pdf"),
    ("documents", "d1", "url", "http://example.onion/x?a=1"),
    ("statements", "t1", "speaker", "s1;s2;s3"),
    ("statements", "t1", "said", "2017-1X"),
    ("statements", "t2", "denies", ""),
    ("acts", "a1", "date", "/2017"),
    ("acts", "a3", "type", "killing"),
    ("acts", "a1", "place", " p1 "),
    ("mentions", "m1", "age", "0.5"),
    ("mentions", "m1", "age", "7m"),
    ("mentions", "m1", "age", "3w"),
    ("mentions", "m1", "age", "2d"),
    ("mentions", "m1", "age", "7m/2"),
    ("mentions", "m1", "age", "3w/2m"),
    ("mentions", "m1", "age", "15/17"),
    ("mentions", "m1", "high", ""),
    ("judgements", "j2", "replaces", ""),
]


@pytest.mark.parametrize(("sheet", "row", "column", "value"), TAKEN)
def test_what_no_rule_forbids_is_taken(sheet: str, row: str, column: str, value: str) -> None:
    assert problems_of(with_cell(sheet, row, column, value)) == []


def test_every_fault_of_one_row_is_told() -> None:
    book = sound_book()
    book["acts"].append(
        {"id": "a99", "statement": "t99", "type": "murder", "date": "2017-02-30", "place": "p99"}
    )
    book["judgements"].append(
        {"id": "j9", "kind": "person", "left": "m99", "right": "m1", "decision": "same"}
    )
    book["mentions"].append({"id": "m99", "act": "a99", "role": "hero", "low": "3", "high": "2"})
    assert [(p.sheet, p.row, p.column) for p in problems_of(book)] == [
        ("acts", 6, "statement"),
        ("acts", 6, "type"),
        ("acts", 6, "date"),
        ("acts", 6, "place"),
        ("mentions", 4, "role"),
        ("mentions", 4, "high"),
        ("judgements", 8, "by"),
        ("judgements", 8, "at"),
    ]


def test_an_id_stands_once_and_both_rows_are_left_out() -> None:
    book = sound_book()
    book["statuses"].append(dict(book["statuses"][0]))
    workbook, problems = checked(book)
    assert [(p.row, p.column, english(p.rule)) for p in problems.first] == [
        (3, "id", "An id appears only once in a sheet; row 2 has this one, too.")
    ]
    assert workbook.statuses == ()


def test_a_semicolon_in_an_id_is_refused_only_where_lists_name_it() -> None:
    book = sound_book()
    book["sources"].append({"id": "s;4", "name": "x", "kind": "outlet"})
    book["places"].append({"id": "p;4", "name": "x"})
    assert [(p.sheet, p.row) for p in problems_of(book)] == [("sources", 5)]


@pytest.mark.parametrize(
    ("sheet", "column", "first", "second"),
    [
        ("sources", "affiliation", "s1", "s2"),
        ("places", "parent", "p1", "p2"),
        ("judgements", "replaces", "j1", "j2"),
    ],
)
def test_a_loop_is_told_once_with_its_path(sheet: str, column: str, first: str, second: str) -> None:
    book = with_cell(sheet, first, column, second)
    next(row for row in book[sheet] if row["id"] == second)[column] = first
    found = [p for p in problems_of(book) if "lead back" in english(p.rule)]
    assert [(p.sheet, p.row, p.column, p.value) for p in found] == [
        (sheet, 2, column, f"{first} → {second} → {first}")
    ]


def test_a_row_that_points_to_itself_is_a_loop() -> None:
    assert [p.value for p in problems_of(with_cell("places", "p1", "parent", "p1"))] == ["p1 → p1"]


def test_a_replaced_judgement_may_join_two_types() -> None:
    book = with_cell("judgements", "j3", "right", "a4")
    book["judgements"].append(
        {
            "id": "j7",
            "kind": "incident",
            "left": "a1",
            "right": "a4",
            "decision": "part_of",
            "by": "x",
            "at": "2026-11-03",
            "replaces": "j3",
        }
    )
    assert problems_of(book) == []


def test_what_depends_on_an_unsound_row_is_left_out_and_told_only_as_a_number() -> None:
    workbook, problems = checked(with_cell("documents", "d1", "held", "perhaps"))
    assert problems.total == 1
    assert not any(
        (workbook.documents, workbook.statements, workbook.acts, workbook.mentions, workbook.statuses)
    )
    assert [j.id for j in workbook.judgements] == ["j5", "j6"]
    assert problems.left_out == {
        "documents": 1, "statements": 3, "acts": 4, "mentions": 2, "statuses": 1, "judgements": 4,
    }  # fmt: skip


@pytest.mark.parametrize(("column", "value"), [("at", "soon"), ("left", "m9")])
def test_what_a_left_out_judgement_replaces_does_not_come_back_in_force(column: str, value: str) -> None:
    workbook, problems = checked(with_cell("judgements", "j2", column, value))
    assert problems.total == 1
    assert [j.id for j in workbook.judgements] == ["j3", "j4", "j5", "j6"]
    assert problems.left_out == {"judgements": 2}


def test_a_missing_required_column_is_told_once_beside_the_other_problems() -> None:
    book = sound_book()
    for row in book["documents"]:
        del row["held"]
        row["published"] = "never"
    found = problems_of(book)
    assert [(p.row, p.column, english(p.rule)[:26]) for p in found] == [
        (1, "held", "This column is required."),
        (2, "published", "A date is written with the"),
    ]


def test_a_missing_id_column_makes_no_reference_dangle() -> None:
    book = sound_book()
    for row in book["sources"]:
        del row["id"]
    assert [(p.sheet, p.row, p.column) for p in problems_of(book)] == [("sources", 1, "id")]


def test_of_many_unknown_or_repeated_columns_one_problem_gives_the_number() -> None:
    tables = {name: table(rows) for name, rows in sound_book().items()}
    header, row = tables["places"].header, next(iter(tables["places"].rows))
    more = [f"c{n}" for n in range(200_000)] + ["Name"] * 200_000
    tables["places"] = Table([*header, *more], [[*row, *[""] * len(more)]])
    problems = check(tables)[1]
    found = [p for p in problems.first if p.sheet == "places" and p.row == 1]
    assert [(p.column, english(p.rule)) for p in found] == [
        (
            "c0",
            "The sheet has no column of this name; 200,000 columns here have names that it does not know.",
        ),
        ("Name", "This column appears 200,001 times."),
    ]
    assert problems.total < 10


def test_unknown_and_repeated_columns_and_sheets_are_told() -> None:
    tables = {name: table(rows) for name, rows in sound_book().items()}
    tables["places"] = Table(
        ["ID", " Name ", "name", "colour", ""], [["p1", "x", "y", "red", ""], ["p2", "x", "y", "", ""]]
    )
    tables["people"] = Table(["id"], [])
    tables["Statements "] = Table(["id"], [])
    found = check(tables)[1].first
    assert {(p.sheet, p.row, p.column) for p in found} == {
        ("people", None, ""),
        ("Statements ", None, ""),
        ("places", 1, "name"),
        ("places", 1, "colour"),
    }


def test_names_of_sheets_and_columns_are_taken_in_any_case() -> None:
    tables = {name.upper(): table(rows) for name, rows in sound_book().items()}
    tables["STATEMENTS"].header = [name.replace("_", " ").title() for name in tables["STATEMENTS"].header]
    workbook, problems = check(tables)
    assert not problems
    assert workbook == checked(sound_book())[0]


def test_empty_rows_and_columns_are_passed_over_but_counted() -> None:
    header = ["id", "name", "", ""]
    rows = [["", "", "", ""], ["p1", "x"], [], ["p2", "", "", ""], ["p3", "x", "", "", "over"]]
    found = check({"places": Table(header, rows)})[1].first
    assert [(p.row, p.column) for p in found] == [(5, "name"), (6, "")]


def test_a_reference_into_an_absent_sheet_says_so() -> None:
    book = sound_book()
    del book["places"]
    found = problems_of(book)
    assert {(p.sheet, p.column) for p in found} == {("acts", "place"), ("mentions", "home")}
    assert all("has no sheet places" in english(p.mend) for p in found)


@pytest.mark.parametrize("book", [{}, {"people": [{"id": "x"}]}])
def test_no_sheet_at_all_is_a_problem(book: Book) -> None:
    assert problems_of(book)


def test_semicolons_between_columns_are_recognised() -> None:
    found = check({"places": Table(["id;name;parent"], [["p1;x;"]])})[1].first
    assert any("commas" in english(p.mend) for p in found)


def test_ids_are_compared_in_nfc_and_text_is_kept_as_written() -> None:
    book = sound_book()
    decomposed = "e\N{COMBINING ACUTE ACCENT}"
    book["places"].append({"id": f"p {decomposed}", "name": decomposed})
    book["acts"][0]["place"] = "p é"
    workbook, problems = checked(book)
    assert not problems
    assert next(place for place in workbook.places if place.id == "p é").name == decomposed


def test_rows_come_in_code_point_order_of_their_ids() -> None:
    rows = [{"id": one, "name": "x"} for one in ("b", "Я", "10", "9", "B", "🙂")]
    assert [place.id for place in checked({"places": rows})[0].places] == ["10", "9", "B", "b", "Я", "🙂"]


def test_a_hundred_thousand_problems_are_counted_and_a_thousand_kept() -> None:
    rows = [{"id": f"m{i % 50_000}", "act": "a9", "role": "x", "low": "0"} for i in range(100_000)]
    workbook, problems = checked({"mentions": rows})
    assert problems.total == 350_000
    assert len(problems.first) == 1_000
    assert [p.row for p in problems.first[:4]] == [2, 2, 3, 3]
    assert workbook.mentions == ()


UNSEEN = ["\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e"]
UNSEEN += ["\u2066", "\u2067", "\u2068", "\u2069", "\ufeff", "\u200b", "\u2060", "\u00a0", "\u202f", "\u3000"]


@pytest.mark.parametrize("mark", UNSEEN)
def test_marks_that_nobody_sees_are_trimmed_around_ids_and_what_points_to_them(mark: str) -> None:
    book = sound_book()
    book["sources"][1]["id"] = f"{mark}s2{mark} "
    book["documents"][0]["author"] = f"s1{mark};{mark}{mark}s2"
    book["documents"][0]["held"] = f"{mark}yes"
    book["documents"][0]["published"] = f"2017-04-01{mark}"
    workbook, problems = checked(book)
    assert problems.first == []
    assert [each.id for each in workbook.sources] == ["s1", "s2", "s3"]
    assert workbook.documents[0].author == ("s1", "s2")
    assert workbook.documents[0].published == "2017-04-01"


def test_a_mark_within_an_id_stays_and_shows_where_it_meets_nothing() -> None:
    book = sound_book()
    book["places"].append({"id": "p\u200e9", "name": "Somewhere"})
    assert "p\u200e9" in [each.id for each in checked(book)[0].places]
    book["places"][-1]["parent"] = "p\u200e1"
    assert [each.value for each in checked(book)[1].first] == ["p\N{REPLACEMENT CHARACTER}1"]


def test_an_id_of_marks_alone_is_missing() -> None:
    found = problems_of(with_cell("sources", "s3", "id", "\u200e\u00a0"))[0]
    assert (found.column, english(found.rule)) == ("id", "This cannot be empty.")


def test_a_name_of_a_column_and_of_a_sheet_may_carry_them() -> None:
    tables = {name: table(rows) for name, rows in sound_book().items()}
    tables["places"].header = ["\ufeff" + name + "\u200e" for name in tables["places"].header]
    tables["\u200fsources"] = tables.pop("sources")
    assert not check(tables)[1]


def test_a_text_keeps_them() -> None:
    workbook, _ = checked(with_cell("sources", "s1", "note", "\u200fx\u200e "))
    assert workbook.sources[0].note == "\u200fx\u200e "
