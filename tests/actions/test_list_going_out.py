"""A list goes back out in the columns that it had, with what was judged of it beside, and comes in again unchanged."""

from pathlib import Path

import pytest

from isthmus.actions.desk.export import PurposeMissing
from isthmus.actions.desk.judge import judge
from isthmus.actions.desk.leaving import ListExport, ListUnknown, MappingGone, export_list
from isthmus.actions.desk.lists import enter_row, leave_out, plan_list, plan_row
from isthmus.core.import_mapping.beside_columns import BESIDE
from isthmus.files.import_mapping.mapping_file import mapping_of
from isthmus.files.table.list_writing import list_bytes
from isthmus.store.desk.models import Act, ListChange, ListRow, Mention, NamedExport, Source
from tests.accounts import who
from tests.actions.list_case import LIST, MAPPING, TODAY, Desk, current
from tests.english import told

MORE = LIST + "4,Amba Arnov,05/03/2017,Hill,=1+1\n"
COLUMNS = ("no", "name", "date", "place", "note")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    who(), who("tests")
    return Desk(tmp_path)


def out(purpose: str = "for the lawyers") -> ListExport:
    return export_list("Register of deaths", purpose=purpose, actor=who("tests"))


def beside(exported: ListExport, at: int) -> dict[str, str]:
    """Our columns of a row, by name."""
    return dict(zip(BESIDE, exported.rows[at][-len(BESIDE) :], strict=True))


def row(no: int) -> ListRow:
    """The row that its author calls so; the first one is the second of the file."""
    return current(no + 1)


def mention(no: int) -> Mention:
    return Mention.objects.get(act__statement=row(no).statement)


def same(one: int, other: int) -> None:
    left, right = mention(one).ref, mention(other).ref
    judge(kind="person", left=left, right=right, decision="same", because="one", actor=who("tests"))


def test_the_rows_leave_as_they_came_with_what_was_judged(desk: Desk) -> None:
    desk.brought(MORE)
    same(1, 4)
    leave_out([row(3)], because="nobody knows when", actor=who("tests"))
    exported = out()
    assert exported.columns == (*COLUMNS, *BESIDE)
    assert [",".join(row[: len(COLUMNS)]) for row in exported.rows] == MORE.splitlines()[1:]
    first, second, third, fourth = (beside(exported, at) for at in range(4))
    assert (first["isthmus_row"], third["isthmus_row"]) == ("understood", "left_out")
    assert (first["isthmus_same_person_in_rows"], fourth["isthmus_same_person_in_rows"]) == ("5", "2")
    assert first["isthmus_people"] == fourth["isthmus_people"] != second["isthmus_people"]
    assert first["isthmus_statement"] == mention(1).act.statement.ref
    assert first["isthmus_incidents"] != fourth["isthmus_incidents"]
    assert second["isthmus_lines"] == "1"
    assert not any(third[each] for each in BESIDE[1:])
    assert (exported.closed, NamedExport.objects.get().purpose) == (0, "for the lawyers")


def test_what_was_corrected_withdrawn_and_is_gone_is_said(desk: Desk) -> None:
    desk.brought(MORE)
    enter_row(plan_row(row(3), {"date": "07/03/2017"}, TODAY), actor=who("tests"))
    gone = mention(2).act.statement.ref
    judge(kind="statement", left=gone, right="", decision="withdrawn", because="twice", actor=who("tests"))
    desk.brought("\n".join(line for line in MORE.splitlines() if not line.startswith("4,")))
    exported = out()
    assert beside(exported, 2)["isthmus_corrected"] == "date: 07/03/2017"
    assert exported.rows[2][2] == "sometime"
    assert [beside(exported, at)["isthmus_row"] for at in range(4)] == [
        "understood",
        "withdrawn",
        "understood",
        "gone",
    ]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_it_comes_in_again_as_it_was(desk: Desk, tmp_path: Path, suffix: str) -> None:
    plain = MORE.replace("=1+1", "x")
    desk.brought(plain)
    same(1, 4)
    exported = out()
    path = tmp_path / f"again{suffix}"
    path.write_bytes(b"".join(list_bytes(suffix, exported.columns, exported.rows)))
    plan = plan_list(path, MAPPING, TODAY)
    assert plan.applied.is_whole
    assert (plan.matched.same, plan.matched.changed, plan.matched.missing) == (3, [], [])
    assert (plan.unstated.same, plan.unstated.changed) == (1, [])
    assert plan.imported is None


def test_a_row_of_which_anything_is_sealed_has_no_words(desk: Desk) -> None:
    desk.brought(MORE)
    Mention.objects.filter(pk=mention(1).pk).update(protection="sealed")
    exported = out()
    assert exported.rows[0] == ("",) * len(COLUMNS) + ("understood; sealed",) + ("",) * (len(BESIDE) - 1)
    assert exported.closed == 1
    assert exported.rows[1][1] == "Belo Bexley"


def test_nor_has_one_in_which_a_sealed_source_speaks(desk: Desk) -> None:
    desk.brought()
    Source.objects.filter(name="Ministry").update(protection="sealed")
    exported = out()
    assert [row[1] for row in exported.rows] == ["", "", "Cita Corrin"]
    assert exported.closed == 2


def test_nothing_leaves_without_a_purpose_and_an_unknown_list_is_named(desk: Desk) -> None:
    desk.brought()
    with pytest.raises(PurposeMissing):
        out(" ")
    with pytest.raises(ListUnknown) as refused:
        export_list("Another", purpose="x", actor=who("tests"))
    assert "No list “Another” came in." in told(refused.value)
    assert not NamedExport.objects.exists()


OF_GROUNDS = MAPPING.replace("    date:", "    ground: {column: note, codes: {faith: religion}}\n    date:")


def test_a_column_of_grounds_stays_empty_beside_names(desk: Desk) -> None:
    desk.brought(LIST.replace("Hill,x", "Hill,faith"), mapping=OF_GROUNDS)
    exported = out()
    assert exported.grounds == ("note",)
    assert {row[COLUMNS.index("note")] for row in exported.rows} == {""}


def test_also_where_only_an_earlier_mapping_or_the_one_that_is_given_reads_it_so(desk: Desk) -> None:
    listed = LIST.replace("Hill,x", "Hill,faith")
    desk.brought(listed)
    given = mapping_of(OF_GROUNDS)
    assert out().grounds == ()
    assert export_list(given.name, mapping=given, purpose="for the lawyers", actor=who("tests")).grounds == (
        "note",
    )
    desk.brought(listed, mapping=OF_GROUNDS, because="read again")
    desk.brought(listed, mapping=MAPPING, because="read again")
    assert out().grounds == ("note",)


def test_nor_does_what_was_corrected_in_it_leave(desk: Desk) -> None:
    desk.brought(MORE.replace("=1+1", ""), mapping=OF_GROUNDS)
    enter_row(plan_row(row(3), {"date": "07/03/2017", "note": "faith"}, TODAY), actor=who("tests"))
    corrected = [each[-len(BESIDE) + 1] for each in out().rows]
    assert "date: 07/03/2017" in corrected
    assert "faith" not in str(corrected)
    assert Act.objects.filter(ground="religion").exists()


def test_nothing_leaves_where_a_mapping_of_it_cannot_be_read(desk: Desk) -> None:
    desk.brought()
    ListChange.objects.update(mapping="0" * 64)
    with pytest.raises(MappingGone):
        out()
    assert not NamedExport.objects.exists()
