"""What import asks about beside years: names alike, quotes that are not in the text, totals among their rows."""

from datetime import date
from time import process_time

import pytest

from isthmus.core.workbook.cautions import Caution, Cautions
from isthmus.core.workbook.check import Table, check
from isthmus.language import english

type Sheets = dict[str, tuple[str, list[str]]]

HELD = {
    "sources": ("id,name,kind", ["s0,Radio Valley,outlet"]),
    "documents": ("id,title,author,held,file,lists_once", ["d1,A list,s0,yes,files/list.txt,incidents"]),
}
MENTION = "id,act,role,low,high,kind,name,as_said,within"


def asked(sheets: Sheets, texts: dict[str, str] | None = None) -> list[Caution]:
    tables = {
        name: Table(header.split(","), [row.split(",") for row in rows])
        for name, (header, rows) in sheets.items()
    }
    cautions = Cautions(date(2026, 11, 29))
    _, problems = check(tables, None, cautions, (texts or {}).get)
    assert not problems.first
    assert cautions.total == len(cautions.first)
    return cautions.first


def places(found: list[Caution]) -> list[tuple[str, int | None, str]]:
    return [(each.sheet, each.row, each.column) for each in found]


# -- names alike ---------------------------------------------------------------------------------------------


def test_two_sources_named_alike_are_asked_about_at_the_second():
    sources = ("id,name,kind", ["s0,Radio Valley,outlet", "s1,Hill News,outlet", "s2,radio  valley,outlet"])
    (found,) = asked({"sources": sources})
    assert (found.sheet, found.row, found.column, found.value) == ("sources", 4, "name", "radio  valley")
    assert english(found.doubt) == "Perhaps the same as Radio Valley in row 2: the names are alike."


@pytest.mark.parametrize("decision", ["same", "different"])
def test_what_the_workbook_judges_is_not_asked_about(decision):
    sources = ("id,name,kind", ["s0,Radio Valley,outlet", "s1,radio valley,outlet"])
    header = "id,kind,left,right,decision,by,at"
    judged = (header, [f"j1,source,s1,s0,{decision},R,2026-01-01"])
    assert not asked({"sources": sources, "judgements": judged})


def test_a_judgement_that_was_replaced_decides_nothing():
    sources = ("id,name,kind", ["s0,Radio Valley,outlet", "s1,radio valley,outlet", "s2,Other,outlet"])
    header = "id,kind,left,right,decision,by,at,replaces"
    judged = (header, ["j1,source,s1,s0,same,R,2026-01-01,", "j2,source,s1,s2,different,R,2026-01-02,j1"])
    assert places(asked({"sources": sources, "judgements": judged})) == [("sources", 3, "name")]


def test_many_of_one_name_are_one_question():
    rows = [f"s{n},a resident,anonymous" for n in range(50)]
    (found,) = asked({"sources": ("id,name,kind", rows)})
    assert english(found.doubt).startswith("49 rows are perhaps the same as a resident in row 2")


def test_places_are_alike_by_other_names_and_not_with_what_they_lie_in():
    header = "id,name,other_names,parent"
    rows = ["p0,Valley,,", "p1,Valley,,p0", "p2,Hill,долина;Dolina,", "p3,Dolina,,"]
    assert places(asked({"places": (header, rows)})) == [("places", 5, "name")]


def test_a_sealed_source_is_not_named():
    rows = ["s0,Radio Valley,outlet,", "s1,radio valley,outlet,sealed"]
    assert not asked({"sources": ("id,name,kind,protection", rows)})


# -- quotes --------------------------------------------------------------------------------------------------

STATEMENT = "id,document,speaker,stance,basis,quote,wording,protection"
TEXT = "They were taken\n  at night,\tall nine.\r\nNobody\N{NO-BREAK SPACE}came back."


def quoted(*quotes: str, wording: str = "", protection: str = "") -> list[Caution]:
    rows = [f"t{n},d1,s0,asserts,record,{quote},{wording},{protection}" for n, quote in enumerate(quotes)]
    return asked({**HELD, "statements": (STATEMENT, rows)}, {"files/list.txt": TEXT})


def test_a_quote_that_the_text_has_but_for_white_space_is_not_asked_about():
    assert not quoted("taken at night", "Nobody came  back.", "")


def test_a_quote_that_the_text_does_not_have_is_asked_about():
    assert places(quoted("taken at night", "taken by day")) == [("statements", 3, "quote")]
    assert places(quoted("taken by day", wording="verbatim")) == [("statements", 2, "quote")]


@pytest.mark.parametrize(("wording", "protection"), [("paraphrase", ""), ("translation", ""), ("", "sealed")])
def test_what_is_no_quote_or_sealed_is_not_looked_for(wording, protection):
    assert not quoted("taken by day", wording=wording, protection=protection)


def test_what_is_closed_is_not_looked_for():
    assert not quoted("sealed-" + "0" * 32)


def test_without_the_text_nothing_is_asked():
    rows = ["t1,d1,s0,asserts,record,taken by day,,"]
    assert not asked({**HELD, "statements": (STATEMENT, rows)}, {})


def test_a_quote_of_5000_words_is_looked_for_like_any_other():
    words = " ".join(f"word{n}" for n in range(5_000))
    rows = [f"t1,d1,s0,asserts,record,{words},,", f"t2,d1,s0,asserts,record,{words} end,,"]
    text = "Before. " + words.replace(" ", "\n") + " after."
    found = asked({**HELD, "statements": (STATEMENT, rows)}, {"files/list.txt": text})
    assert places(found) == [("statements", 3, "quote")]


# -- totals --------------------------------------------------------------------------------------------------


def listed(
    rows: list[tuple[str, str, int]], *, once: str = "incidents", within: str = "", **more: list[str]
) -> Sheets:
    """Return a list with one statement for each row: date, place, victims."""
    header, (document,) = HELD["documents"]
    return {
        "sources": HELD["sources"],
        "documents": (header, [document.replace("incidents", once)]),
        "places": ("id,name,parent", ["p0,Region,", "p1,Town,p0", "p2,Village,p0", "p3,Elsewhere,"]),
        "statements": (
            "id,document,speaker,stance,basis",
            [f"t{n},d1,s0,asserts,record" for n in range(len(rows))],
        ),
        "acts": (
            "id,statement,type,date,place",
            [f"a{n},t{n},killing,{day},{place}" for n, (day, place, _low) in enumerate(rows)],
        ),
        "mentions": (
            "id,act,role,low,within",
            [f"m{n},a{n},victim,{low},{within if n else ''}" for n, (*_, low) in enumerate(rows)],
        ),
        "judgements": ("id,kind,left,right,decision,by,at", more.get("judged", [])),
    }


ROWS = [("2017-03-01", "p1", 4), ("2017-03-05", "p2", 7), ("2017-03-09", "p1", 2), ("2017-04-02", "p2", 5)]


@pytest.mark.parametrize(
    "total", [("", "", 18), ("2017", "p0", 18), ("", "p0", 17), ("2017-03/2017-04", "", 19)]
)
def test_the_total_of_a_list_is_asked_about(total):
    (found,) = asked(listed([total, *ROWS]))
    assert (found.sheet, found.row, found.column, found.value) == ("mentions", 2, "low", str(total[2]))
    assert "total of 4 acts of the same document, with 18 victims" in english(found.doubt)


@pytest.mark.parametrize(
    "other",
    [
        ("", "", 30),  # nobody adds up to it
        ("2018", "p0", 18),  # another year
        ("", "p3", 18),  # another place
        ("2017-03-01", "p1", 4),  # one more like the first: equal dates and places hold nothing
    ],
)
def test_a_row_that_is_no_total_is_not_asked_about(other):
    assert not asked(listed([other, *ROWS]))


def test_a_total_that_says_what_it_holds_is_not_asked_about():
    assert not asked(listed([("", "", 18), *ROWS], within="m0"))
    judged = [f"j{n},incident,a{n},a0,part_of,R,2026-01-01" for n in range(1, 5)]
    assert not asked(listed([("", "", 18), *ROWS], judged=judged))


def test_a_few_statements_are_no_list_unless_the_document_says_so():
    assert not asked(listed([("", "", 18), *ROWS], once=""))
    assert asked(listed([("", "", 36), *ROWS, *ROWS, *ROWS][:10], once=""))


def test_the_total_of_a_part_of_a_list_is_asked_about_where_chance_is_unlikely():
    rest = [(f"2016-01-{n:02}", "p3", 3) for n in range(1, 20)]
    assert not asked(listed([("2017-03", "p0", 13), *ROWS, *rest]))
    more = [*ROWS, ("2017-03-20", "p2", 6), ("2017-03-21", "p1", 1), ("2017-03-22", "p1", 1)]
    assert places(asked(listed([("2017-03", "p0", 21), *more, *rest]))) == [("mentions", 2, "low")]


def test_rows_of_one_person_each_are_not_taken_for_totals_of_others():
    rows = [("2017", "p0", 1), ("", "", 1), *[(f"2017-03-{n:02}", "p1", 1) for n in range(1, 29)]]
    assert not asked(listed(rows))


def test_a_list_of_55_000_rows_is_looked_through_in_seconds():
    rows = [(f"20{n % 20:02}-03-{n % 28 + 1:02}", f"p{n % 4}", n % 9 + 1) for n in range(55_000)]
    sheets = listed([("", "", sum(low for *_, low in rows)), *rows])
    start = process_time()
    found = asked(sheets)
    assert process_time() - start < 20  # checking the rows takes most of it
    assert places(found)[0] == ("mentions", 2, "low")


def in_one_act(*mentions: str, apart: str = "") -> list[Caution]:
    return asked(
        {
            **HELD,
            "statements": ("id,document,speaker,stance,basis", ["t1,d1,s0,asserts,record"]),
            "acts": ("id,statement,type,apart", [f"a1,t1,killing,{apart}"]),
            "mentions": (MENTION, [f"m{n},a1,victim,{each}" for n, each in enumerate(mentions)]),
        }
    )


def test_a_group_of_exactly_one_beside_somebody_named_is_asked_about():
    assert places(in_one_act("1,1,individual,Arden Voss,,", "1,1,group,,,")) == [("mentions", 3, "within")]
    assert places(in_one_act("1,1,individual,Arden Voss,,", "1,1,,,one man,")) == [("mentions", 3, "within")]


@pytest.mark.parametrize(
    "other", ["1,1,group,,,m0", "1,1,individual,,,", "1,1,,Bela Orn,,", "2,2,group,,,", "1,,group,,,"]
)
def test_another_person_or_a_group_of_more_is_not_asked_about(other):
    assert not in_one_act("1,1,individual,Arden Voss,,", other)


def test_a_total_beside_those_it_adds_up_is_asked_about_where_all_are_apart():
    people = [f"1,1,individual,Person {n},," for n in range(5)]
    assert places(in_one_act("5,,group,,,", *people, apart="yes")) == [("mentions", 2, "within")]
    assert not in_one_act("5,,group,,,", *people)
    assert not in_one_act("2,,group,,,", *people, apart="yes")
