"""Exporting: names and sealed sources leave as tokens that find their way back, and nowhere else."""

from dataclasses import replace
from pathlib import Path

import pytest

from isthmus.actions.desk.custody import read_head
from isthmus.actions.desk.export import PurposeMissing, export_register
from isthmus.actions.desk.import_workbook import apply_import, plan_import
from isthmus.actions.desk.verification import verify
from isthmus.core.workbook.canonical import canonical_csv, digest
from isthmus.core.workbook.problems import UnsoundWorkbook
from isthmus.core.workbook.tokens import is_token
from isthmus.files.workbook import read_workbook, write_csv, write_xlsx
from isthmus.store.desk.models import Event, NamedExport
from isthmus.store.desk.queries.workbook import whole
from tests.accounts import who
from tests.actions.cases import CASE, bring_in
from tests.actions.derived import empty_register
from tests.english import told


def text_of(names: bool) -> str:
    exported = export_register(names=names, purpose="a court asked" if names else "", actor=who("tester"))
    return b"".join(canonical_csv(exported.workbook)).decode()


def test_no_victims_name_leaves_without_names_asked_for() -> None:
    bring_in()
    text = text_of(names=False)
    assert "Ӏалиев" not in text
    assert "Aliev" not in text
    assert "Person P" in text


def test_a_name_is_closed_wherever_the_person_is_a_victim_somewhere() -> None:
    judged = replace(CASE.judgements[2], id="j9", left="m1", right="m3", decision="same")
    bring_in(replace(CASE, judgements=(*CASE.judgements, judged)))
    assert "Person P" not in text_of(names=False)


def test_a_sealed_source_is_closed_even_where_names_leave() -> None:
    bring_in()
    for names in (False, True):
        text = text_of(names=names)
        assert "Person W" not in text
        assert "lives in Town B" not in text


def test_sealed_sources_of_one_control_stay_together_under_a_stand_in() -> None:
    twin = replace(CASE.sources[2], id="s5", name="Person X")
    bring_in(replace(CASE, sources=(*CASE.sources, twin)))
    exported = export_register(actor=who("tester")).workbook
    sources = {row.id: row for row in exported.sources}
    [stand_in] = {row.affiliation for row in exported.sources if is_token(row.name) and row.affiliation}
    assert is_token(stand_in)
    assert sources[stand_in].contact == "no"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("names", [True, False])
def test_an_export_read_back_changes_nothing(form: str, names: bool, tmp_path: Path) -> None:
    bring_in()
    exported = export_register(names=names, purpose="a court asked", actor=who("tester"))
    path = tmp_path / ("out" if form == "csv" else "out.xlsx")
    (write_csv if form == "csv" else write_xlsx)(exported.workbook, path)
    plan = plan_import(read_workbook(path))
    assert (plan.added, plan.changes, plan.missing) == (0, (), 0)


def test_with_names_and_nothing_sealed_a_new_workspace_gets_the_same_digest() -> None:
    open_case = replace(CASE, sources=tuple(replace(row, protection="") for row in CASE.sources))
    bring_in(open_case)
    exported = export_register(names=True, purpose="moving house", actor=who("tester")).workbook
    empty_register()
    bring_in(exported)
    assert digest(whole()) == digest(open_case)


def test_other_cells_can_be_edited_around_a_token() -> None:
    bring_in()
    exported = export_register(actor=who("tester")).workbook
    edited = replace(exported, mentions=(replace(exported.mentions[0], age="16"), *exported.mentions[1:]))
    plan = plan_import(edited)
    assert [each.column for each in plan.changes] == ["age"]
    apply_import(plan, actor=who("tester"), accept_because="A correction.")
    assert whole().mentions[0].name == "Ӏалиев А."


def test_a_token_in_another_row_or_another_workspace_is_told_as_a_problem() -> None:
    bring_in()
    exported = export_register(actor=who("tester")).workbook
    token = exported.mentions[0].name
    moved = replace(exported, mentions=(*exported.mentions[:1], replace(exported.mentions[1], name=token)))
    with pytest.raises(UnsoundWorkbook) as unsound:
        plan_import(moved)
    assert unsound.value.problems.first[0].column == "name"
    empty_register()
    with pytest.raises(UnsoundWorkbook):
        plan_import(exported)


def test_names_leave_for_a_purpose_that_the_log_vouches_for() -> None:
    bring_in()
    with pytest.raises(PurposeMissing) as refused:
        export_register(names=True, purpose="  ", actor=who("tester"))
    assert "Say what" in told(refused.value)
    export_register(names=True, purpose="a court asked", actor=who("tester"))
    assert NamedExport.objects.get().purpose == "a court asked"
    assert Event.objects.order_by("-sequence")[0].action == "export_with_names"
    assert verify().sound


def test_an_export_carries_the_head_of_the_log() -> None:
    bring_in()
    head = export_register(actor=who("tester")).head
    assert verify(kept=head).sound
    assert read_head(head).size == Event.objects.count()
