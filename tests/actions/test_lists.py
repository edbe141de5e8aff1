"""A list in the register, and the same list again: nothing is doubled, nothing is deleted."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from isthmus.actions.desk.correcting import correct, plan_correction
from isthmus.actions.desk.destroying import destroy
from isthmus.actions.desk.history import forget_versions, history_of
from isthmus.actions.desk.import_workbook import ChangesNotAccepted
from isthmus.actions.desk.importing import changes_shown
from isthmus.actions.desk.lists import ListNotReady, plan_list
from isthmus.actions.desk.named_references import changes_in_names
from isthmus.actions.desk.verification import verify
from isthmus.actions.desk.views import save_view
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import (
    Act,
    Arrival,
    Document,
    ListRow,
    Mention,
    RegisterList,
    SavedView,
    Source,
    Statement,
)
from isthmus.store.desk.queries.list_rows import close_list_rows
from isthmus.store.desk.scratch.models import Job
from tests.accounts import who
from tests.actions.list_case import LIST, MAPPING, TODAY, Desk, current, names


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_its_rows_are_statements_or_wait_with_their_reason(desk: Desk) -> None:
    done = desk.brought(LIST)
    assert (done.rows, done.new, done.set_aside) == (3, 2, 1)
    assert names() == ["Amba Arnov", "Belo Bexley"]
    (waiting,) = ListRow.objects.filter(statement=None)
    assert (waiting.number, waiting.cells[1]) == (4, "Cita Corrin")
    assert waiting.reasons[0]["message"]["code"] == "date.not_understood"
    row = current(2)
    assert row.cells == ["1", "Amba Arnov", "05/03/2017", "Hill", "x"]
    assert Act.objects.get(statement=row.statement).date == "2017-03-05"


def test_its_file_and_its_mapping_are_measured_as_they_came(desk: Desk) -> None:
    desk.brought(LIST)
    document = Document.objects.get()
    assert [each.name for each in Arrival.objects.order_by("pk")] == ["list.csv", "Register of deaths.yaml"]
    assert document.sha256 == Arrival.objects.order_by("pk")[0].sha256 != ""
    assert verify().sound


def test_the_same_list_again_changes_nothing(desk: Desk) -> None:
    desk.brought(LIST)
    before = list(Statement.objects.values_list("uid", "custody_key"))
    done = desk.brought(LIST)
    assert (done.new, done.same, done.added, done.set_aside) == (0, 2, 0, 1)
    assert list(Statement.objects.values_list("uid", "custody_key")) == before
    assert ListRow.objects.count() == 3
    assert Arrival.objects.count() == 2


def test_more_rows_are_added_and_numbers_given_anew_are_known(desk: Desk) -> None:
    desk.brought(LIST)
    again = "no,name,date,place,note\n1,Dorun Dastan,01/03/2017,Hill,\n2,Amba Arnov,05/03/2017,Hill,x\n"
    done = desk.brought(again + "3,Belo Bexley,06/03/2017,Hill,\n")
    assert (done.new, done.renumbered, done.changed, done.missing) == (1, 2, 0, 0)
    assert names() == ["Amba Arnov", "Belo Bexley", "Dorun Dastan"]
    moved = ListRow.objects.current().get(statement__acts__mentions__name="Amba Arnov")
    assert (moved.number, moved.cells[1]) == (3, "Amba Arnov")
    assert Source.objects.count() == 1


def test_words_that_changed_are_shown_and_asked_about(desk: Desk) -> None:
    desk.brought(LIST)
    changed = LIST.replace("Amba Arnov", "Amba Arnova")
    with pytest.raises(ChangesNotAccepted) as asked:
        desk.brought(changed)
    told = {(each.sheet, each.column, each.before, each.after) for each in asked.value.plan.changes}
    assert ("mentions", "name", "Amba Arnov", "Amba Arnova") in told
    assert names() == ["Amba Arnov", "Belo Bexley"]
    done = desk.brought(changed, because="The ministry corrected it.")
    assert (done.changed, done.same, done.new) == (1, 1, 0)
    assert names() == ["Amba Arnova", "Belo Bexley"]
    assert desk.brought(changed).same == 2


def test_a_change_of_who_told_and_where_is_shown_by_names(desk: Desk) -> None:
    told = MAPPING.replace("basis: record", "basis: told, told_by: {column: note}")
    desk.brought(LIST, mapping=told)
    desk.path.write_text(LIST.replace(",x", ",y").replace("06/03/2017,Hill", "06/03/2017,Lake"))
    plan = plan_list(desk.path, told, TODAY)
    assert plan.imported is not None
    shown = changes_in_names(list(changes_shown(plan.imported)), plan.imported)
    found = {each.column: (each.before, each.after) for each in shown}
    assert (found["told_by"], found["place"]) == (("x", "y"), ("Hill", "Lake"))


def test_a_row_that_names_fewer_people_than_before_waits_and_counts_nobody_twice(desk: Desk) -> None:
    several = MAPPING.replace("row: person", "row: incident").replace(
        "lists_once: people", "lists_once: incidents"
    )
    several = several.replace("name: {column: name}", 'names: {column: name, split: ";"}')
    rows = "no,name,date,place\n1,Amba Arnov;Belo Bexley;Cita Corrin,05/03/2017,Hill\n2,Dorun Dastan,06/03/2017,Hill\n"
    desk.brought(rows, mapping=several)
    done = desk.brought(rows.replace("Amba Arnov;", ""), mapping=several)
    assert (done.changed, done.set_aside) == (0, 1)
    assert names() == ["Amba Arnov", "Belo Bexley", "Cita Corrin", "Dorun Dastan"]


def test_a_cell_that_was_emptied_is_empty_then(desk: Desk) -> None:
    desk.brought(LIST)
    done = desk.brought(LIST.replace("06/03/2017,Hill", "06/03/2017,"), because="The ministry took it back.")
    assert done.changed == 1
    assert Act.objects.get(mentions__name="Belo Bexley").place is None


def test_a_row_that_is_gone_from_the_list_stays(desk: Desk) -> None:
    desk.brought(LIST)
    done = desk.brought("no,name,date,place,note\n1,Amba Arnov,05/03/2017,Hill,x\n")
    assert (done.same, done.missing) == (1, 1)
    assert names() == ["Amba Arnov", "Belo Bexley"]


def test_what_somebody_corrected_here_is_not_put_back(desk: Desk) -> None:
    desk.brought(LIST)
    Mention.objects.filter(name="Belo Bexley").update(name="Belo Bexlej")
    assert desk.brought(LIST).changed == 0
    assert "Belo Bexlej" in names()


def test_a_row_set_aside_enters_once_it_is_understood(desk: Desk) -> None:
    desk.brought(LIST)
    done = desk.brought(LIST.replace("sometime", "07/03/2017"))
    assert (done.new, done.set_aside, done.same) == (1, 0, 2)
    assert not ListRow.objects.current().filter(statement=None).exists()


def test_a_list_that_asks_something_brings_nothing(desk: Desk) -> None:
    desk.path.write_text(LIST, encoding="utf-8")
    with pytest.raises(ListNotReady) as refused:
        plan_list(desk.path, MAPPING.replace("{other: authority}", "{}"), TODAY)
    assert refused.value.applied.open_kinds == ("Ministry",)
    assert not Statement.objects.exists()


def test_a_corrected_mapping_reads_every_row_again(desk: Desk) -> None:
    desk.brought(LIST)
    corrected = MAPPING.replace("day_first", "month_first")
    with pytest.raises(ChangesNotAccepted):
        desk.brought(LIST, mapping=corrected)
    done = desk.brought(LIST, because="The month stands first.", mapping=corrected)
    assert (done.changed, done.new) == (2, 0)
    assert set(Act.objects.values_list("date", flat=True)) == {"2017-05-03", "2017-06-03"}
    assert desk.brought(LIST, mapping=corrected).changed == 0


def kept_cells() -> dict[int, list[str]]:
    return {each.number: each.cells for each in ListRow.objects.all()}


def test_rows_set_aside_go_with_the_document_of_their_list(desk: Desk) -> None:
    desk.brought(LIST)
    assert kept_cells()[4][1] == "Cita Corrin"
    destroy(Document.objects.get(title="Register"), reason="asked for", actor=who("tests"))
    assert not ListRow.objects.exists()
    assert not RegisterList.objects.exists()


def test_a_file_of_which_nothing_was_understood_is_kept_nowhere(desk: Desk) -> None:
    header, *_, unread = LIST.splitlines(keepends=True)
    before = set(current_workspace().blobs.names())
    assert desk.brought(header + unread).set_aside == 1
    assert not ListRow.objects.exists()
    assert set(current_workspace().blobs.names()) == before


def test_what_is_destroyed_of_a_row_stands_in_no_row_of_the_list(desk: Desk) -> None:
    desk.brought(LIST.replace(",x", ",seen by Belo Bexley"))
    destroy(Mention.objects.get(name="Belo Bexley"), reason="asked for", actor=who("tests"))
    assert (kept_cells()[2], kept_cells()[3], kept_cells()[4][1]) == ([], [], "Cita Corrin")
    assert desk.brought(LIST.replace(",x", ",seen by Belo Bexley")).same == 2


def test_a_name_that_was_corrected_and_forgotten_stands_nowhere_beside(desk: Desk) -> None:
    desk.brought(LIST)
    row, actor = Mention.objects.get(name="Amba Arnov"), who("tests")
    correct(plan_correction(row, {"name": "N.N."}), reason="a slip", actor=actor)
    Job.objects.create(
        kind="import", owner=actor.number, state="done", ended=datetime.now(UTC), result={"of": "Amba Arnov"}
    )
    for name, query in (("one", "name=Arnov"), ("other", "name=Belo")):
        save_view(page="people", name=name, query=query, actor=actor)
    assert forget_versions(row.uid, history_of(row.uid)[0].event, reason="a name", actor=actor).n == 1
    assert (kept_cells()[2], kept_cells()[3][1]) == ([], "Belo Bexley")
    assert not Job.objects.exists()
    assert [each.name for each in SavedView.objects.all()] == ["other"]


def test_a_statement_is_marked_as_strictly_as_the_people_that_it_quotes(desk: Desk) -> None:
    marked = "people: [{role: victim, name: {column: name}, protection: {column: note, codes: {s: sealed}}}]"
    mapping = MAPPING.replace("people: [{role: victim, name: {column: name}}]", marked)
    desk.brought(LIST.replace(",x", ",s"), mapping=mapping)
    assert dict(Mention.objects.values_list("name", "act__statement__protection")) == {
        "Amba Arnov": "sealed",
        "Belo Bexley": "",
    }


def test_rows_set_aside_are_closed_with_the_first_sealed_row_of_their_list(desk: Desk) -> None:
    desk.brought(LIST)
    Mention.objects.filter(name="Amba Arnov").update(protection="sealed")
    close_list_rows()
    aside = ListRow.objects.get(statement=None)
    assert (aside.cells, aside.reasons) == ([], [])


def test_once_something_of_a_row_is_sealed_its_cells_are_not_kept_beside(desk: Desk) -> None:
    desk.brought(LIST)
    Mention.objects.filter(name="Amba Arnov").update(protection="sealed")
    close_list_rows()
    kept = {each.number: each.cells for each in ListRow.objects.filter(statement__isnull=False)}
    assert kept[2] == []
    assert kept[3][1] == "Belo Bexley"
    assert desk.brought(LIST).same == 2  # known by its digests all the same
