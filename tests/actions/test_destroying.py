"""What goes with a destroyed row beside itself, and what stays."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from isthmus.actions.desk import recorded as recording
from isthmus.actions.desk.code_document import code_document
from isthmus.actions.desk.destroying import DestructionRefused, StillReferredTo, destroy, plan_destruction
from isthmus.actions.desk.estimating import Plan, save_plan
from isthmus.actions.desk.history import find_row, history_of
from isthmus.actions.desk.import_workbook import apply_import, plan_import
from isthmus.actions.desk.judge import judge
from isthmus.actions.desk.recorded import recorded
from isthmus.actions.desk.scratch_copies import settle_copies
from isthmus.actions.desk.verification import verify
from isthmus.actions.desk.views import save_view
from isthmus.core.workbook import rows
from isthmus.store.base.blobs import blobs_set_aside
from isthmus.store.desk import models
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.health_checks import in_folder
from isthmus.store.desk.overwriting_marks import marks_in, overwriting_due
from isthmus.store.desk.queries.workbook import whole
from isthmus.store.desk.scratch.models import Draft, Job, Upload
from isthmus.store.desk.stored_files import settle_removals
from tests.accounts import who
from tests.actions.cases import bring_in
from tests.actions.derived import derived_tables
from tests.english import raises_saying

AT = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def register() -> None:
    bring_in()
    with recorded(action="code_document", actor=who("coder")) as event:
        event.commit(models.Source(ref="s9", name="Source that goes", kind="outlet"))


def destroyed(ref: str) -> None:
    destroy(find_row(ref), reason="Asked for.", actor=who("keeper"))
    assert verify().sound


def test_a_plan_changes_nothing_and_foretells_what_is_done() -> None:
    before, size = derived_tables(), models.Event.objects.count()
    row = find_row("u1")
    planned = plan_destruction(row)
    assert planned.refs == {"statuses": ("u1",)}
    assert (derived_tables(), models.Event.objects.count(), find_row("u1")) == (before, size, row)


def test_a_source_leaves_the_lists_of_estimates_and_the_runs_that_name_it() -> None:
    actor = who("planner").number
    with recorded(action="plan_estimate", actor=who("planner")) as event:
        plan = event.commit(models.EstimatePlan(title="All", acts="{}", by_id=actor, at=AT))
        event.commit(models.EstimateList(plan=plan, position=0, name="A", sources=["s1", "s9"]))
        for ref, sources in (("with", ["s1", "s9"]), ("without", ["s1"])):
            run = models.EstimateRun(
                ref=ref, plan=plan, by_id=actor, started=AT, ended=AT, seed=1, log_size=1, n=1
            )
            run.settings = run.versions = run.result = "{}"
            run.lists, run.verdict = json.dumps({"lists": [{"sources": sources}]}), "refuse"
            event.commit(run)
    assert plan_destruction(find_row("s9")).runs == 1
    destroyed("s9")
    assert models.EstimateList.objects.get().sources == ["s1"]
    assert [run.ref for run in models.EstimateRun.objects.all()] == ["without"]
    assert not models.Version.objects.filter(cells__contains="s9").exists()


def test_a_source_leaves_what_a_list_of_an_estimate_was_before() -> None:
    with_it, without = (Plan("All", [("A", sources)]) for sources in (["s1", "s9"], ["s1"]))
    plan = save_plan(with_it, actor=who("planner"))
    save_plan(without, actor=who("planner"), plan=plan)
    assert models.Version.objects.filter(cells__contains="s9").exists()
    destroyed("s9")
    assert not models.Version.objects.filter(cells__contains="s9").exists()


@pytest.mark.parametrize("fails", [True, False])
def test_a_stored_file_goes_with_its_row_or_stays_with_it(
    fails: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = rows.Document("d9", "A page", ("s1",), "yes")
    content = code_document(
        rows=rows.Workbook(documents=(page,)), content=b"A page.", actor=who("coder")
    ).content
    blobs = current_workspace().blobs
    if fails:
        monkeypatch.setattr(recording, "_append", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            destroy(find_row("d9"), reason="Asked for.", actor=who("keeper"))
        monkeypatch.undo()
        assert blobs.read(content) == b"A page."
    else:
        destroyed("d9")
        assert content not in blobs
    assert blobs_set_aside(blobs.folder) == []
    blobs.remove(content)


def test_a_removal_that_was_cut_off_is_ended_or_undone_by_what_the_rows_say() -> None:
    page = rows.Document("d9", "A page", ("s1",), "yes")
    content = code_document(
        rows=rows.Workbook(documents=(page,)), content=b"A page.", actor=who("coder")
    ).content
    blobs = current_workspace().blobs
    orphan = blobs.add(b"A page that no row holds any more.")
    for name in (content, orphan):
        blobs.path(name).replace(blobs.folder / f".{name}.leaving")
    settle_removals(blobs)
    assert [content in blobs, orphan in blobs, blobs_set_aside(blobs.folder)] == [True, False, []]
    blobs.remove(content)


def test_an_earlier_version_of_a_row_that_stays_goes_where_it_named_what_is_destroyed() -> None:
    document = models.Document.objects.get(ref="d1")
    editor = who("editor")
    for author in ("s9", "s1"):
        documents = tuple(
            replace(each, author=(author,)) if each.id == "d1" else each for each in whole().documents
        )
        plan = plan_import(replace(whole(), documents=documents))
        apply_import(plan, actor=editor, accept_because="The wrong author.")
    assert models.Version.objects.filter(cells__contains="s9").exists()
    planned = plan_destruction(find_row("s9"))
    assert planned.versions >= 1
    destroyed("s9")
    assert not models.Version.objects.filter(cells__contains="s9").exists()
    assert "forget" in [each.operation for each in history_of(document.uid)]


def test_a_judgement_that_replaces_a_destroyed_one_stays_without_it() -> None:
    destroyed("j1")
    [row] = [each for each in whole().judgements if each.id == "j2"]
    assert row.replaces == ()
    assert not models.Version.objects.filter(cells__contains="j1").exists()


def test_a_destroyed_judgement_puts_what_it_replaced_in_force_again() -> None:
    destroyed("j2")
    assert models.Judgement.objects.in_force().filter(ref="j1").exists()


def test_reasons_of_other_rows_stay() -> None:
    source, place = models.Source.objects.get(ref="s9"), models.Place.objects.get(ref="p2")
    with recorded(action="import_workbook", actor=who("editor"), reason="Of it alone.") as event:
        event.commit(source)
    with recorded(action="import_workbook", actor=who("editor"), reason="Of two.") as event:
        event.commit(source)
        event.commit(place)
    destroyed("s9")
    assert {reason.text for reason in models.Reason.objects.all()} == {"Of two.", "Asked for."}


def test_a_mention_goes_with_what_its_own_statement_says_became_of_it() -> None:
    with raises_saying(StillReferredTo, "statuses:u1"):
        destroyed("m1")
    destroyed("u1")
    destroyed("m1")
    assert {each.id for each in whole().mentions} == {"m2", "m3"}


@pytest.mark.parametrize(
    ("ref", "referring"), [("p1", "places:p2"), ("p2", "acts:a1"), ("s1", "documents:d1")]
)
def test_what_others_refer_to_stays(ref: str, referring: str) -> None:
    with raises_saying(StillReferredTo, referring):
        destroyed(ref)
    assert find_row(ref).pk is not None


def test_drafts_jobs_and_uploads_go_where_they_hold_it_and_others_stay() -> None:
    judge(kind="person", left="m1", right="m3", decision="different", because="Two fathers.", actor=who("B"))
    owner = who("coder").number
    holding = {"body": {"note": "of Source that goes"}}, {"text": "See s9"}, {"body": {"speaker": "s9"}}
    drafts = [Draft.objects.create(owner=owner, **each) for each in (*holding, {"text": "nothing of it"})]
    jobs = [
        Job.objects.create(kind="import", owner=owner, state="done", ended=AT, about={"row": row})
        for row in (find_row("s9").uid.hex, find_row("s1").uid.hex)
    ]
    Upload.objects.create(owner=owner, name="a.xlsx", content=b"PK")
    for name, query in (("one", "name=that+goes"), ("two", "name=source+a"), ("Source that goes", "")):
        save_view(page="sources", name=name, query=query, actor=who("coder"))
    copies = plan_destruction(find_row("s9")).copies
    assert (len(copies.drafts), copies.jobs, len(copies.uploads)) == (2, (jobs[0].pk,), 1)
    assert len(copies.views) == 2
    destroyed("s9")
    assert [each.name for each in models.SavedView.objects.all()] == ["two"]
    assert set(Draft.objects.values_list("pk", flat=True)) == {drafts[1].pk, drafts[3].pk}
    assert Job.objects.get() == jobs[1]
    assert not Upload.objects.exists()


@pytest.mark.parametrize(("ref", "stays"), [("s9", True), ("", False)])
def test_what_a_kill_left_to_overwrite_is_ended_by_whoever_opens_the_workspace_next(
    ref: str, stays: bool
) -> None:
    draft = Draft.objects.create(owner=who("coder").number, text="See Source that goes")
    folder = current_workspace().folder
    uid = find_row(ref).uid if ref else uuid4()
    with overwriting_due(rows=[uid], drafts=[draft.uid], uploads=[]):
        """Killed after this, before or after its event."""
    assert marks_in(folder)
    assert "health.overwriting_due" in {each.fact.code for each in in_folder(folder, AT)}
    settle_copies(folder)
    assert (Draft.objects.exists(), marks_in(folder)) == (stays, [])


def test_a_mark_that_was_not_written_to_its_end_takes_nothing() -> None:
    Job.objects.create(kind="import", owner=who("coder").number, state="done", ended=AT)
    folder = current_workspace().folder
    for content in ("", "[]", '{"drafts": 1}'):
        (folder / ".overwriting-cut-off").write_text(content)
        settle_copies(folder)
        assert (Job.objects.count(), marks_in(folder)) == (1, [])


def test_what_was_not_done_after_all_leaves_nothing_to_overwrite() -> None:
    with pytest.raises(ZeroDivisionError), overwriting_due():
        raise ZeroDivisionError
    with raises_saying(DestructionRefused, "reason"):
        destroy(find_row("s9"), reason=" ", actor=who("keeper"))
    destroyed("s9")
    assert marks_in(current_workspace().folder) == []


def test_a_word_of_the_vocabulary_is_not_destroyed() -> None:
    term = models.Term.objects.get()
    with raises_saying(DestructionRefused, "says nothing of anybody"):
        destroy(term, reason="Asked for.", actor=who("keeper"))
    assert models.Term.objects.exists()


def test_a_row_that_somebody_else_destroyed_is_gone() -> None:
    row = find_row("s9")
    destroyed("s9")
    with raises_saying(DestructionRefused, "destroyed already"):
        destroy(row, reason="Asked for.", actor=who("keeper"))
