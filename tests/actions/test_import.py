"""Importing: new rows go in once, what differs is asked about, and nothing is ever half there."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from isthmus.actions.desk.import_workbook import ChangesNotAccepted, RegisterMoved, apply_import, plan_import
from isthmus.actions.desk.judge import withdraw
from isthmus.actions.desk.verification import verify
from isthmus.actions.desk.verifying import verify_workspace
from isthmus.core.workbook.canonical import digest
from isthmus.core.workbook.problems import UnsoundWorkbook
from isthmus.core.workbook.rows import Act, Document, Statement, Workbook
from isthmus.core.workbook.rows import Judgement as JudgementRow
from isthmus.core.workbook.rows import Mention as MentionRow
from isthmus.core.workbook.rows import Source as SourceRow
from isthmus.store.desk import models
from isthmus.store.desk.models import Event, Incident, Judgement, Mention, Source
from isthmus.store.desk.queries.workbook import whole
from tests.accounts import who
from tests.actions.cases import CASE, bring_in
from tests.actions.derived import empty_register
from tests.english import told


def sound_log() -> bool:
    return verify().sound


def changed(**cells: str) -> Workbook:
    return replace(CASE, mentions=(replace(CASE.mentions[0], **cells), *CASE.mentions[1:]))


def test_what_goes_in_comes_out_the_same_and_the_log_vouches_for_it() -> None:
    bring_in()
    assert whole() == CASE
    assert digest(whole()) == digest(CASE)
    assert sound_log()


def test_importing_again_changes_nothing_and_adds_no_event() -> None:
    bring_in()
    events = Event.objects.count()
    actor = who("tester")
    done = apply_import(plan_import(CASE), actor=actor)
    assert (done.added, done.changed, done.missing) == (0, 0, 0)
    assert done.same == 26
    assert Event.objects.count() == events


def test_a_row_that_changes_and_a_new_one_that_hangs_on_it_come_in_together() -> None:
    bring_in()
    first = CASE.statements[0]
    documents = tuple(
        replace(each, title="Another title") if each.id == first.document else each for each in CASE.documents
    )
    more = replace(
        CASE,
        documents=documents,
        statements=(*CASE.statements, replace(first, id="new1", quote="A new one.")),
    )
    done = apply_import(plan_import(more), actor=who("tester"), accept_because="Its title was mistyped.")
    assert (done.added, done.changed) == (1, 1)
    assert verify_workspace(derived=True).findings.total == 0


def test_a_changed_cell_is_shown_and_not_written_unless_accepted() -> None:
    bring_in()
    plan = plan_import(changed(age="16"))
    [change] = plan.changes
    assert (change.sheet, change.id, change.column, change.before, change.after) == (
        "mentions",
        "m1",
        "age",
        "15/17",
        "16",
    )
    with pytest.raises(ChangesNotAccepted) as asked:
        apply_import(plan, actor=who("tester"))
    assert "never edited in silence" in told(asked.value)
    assert whole() == CASE
    apply_import(plan, actor=who("tester"), accept_because="A correction.")
    assert whole() == changed(age="16")
    assert sound_log()


def test_rows_that_the_workbook_lacks_stay() -> None:
    bring_in()
    fewer = replace(CASE, statuses=(), judgements=())
    actor = who("tester")
    done = apply_import(plan_import(fewer), actor=actor)
    assert done.missing == 6
    assert whole() == CASE


def test_a_change_may_not_break_a_rule_beside_rows_that_stay() -> None:
    bring_in()
    other_type = replace(CASE, acts=(replace(CASE.acts[0], type="killing"), *CASE.acts[1:]), judgements=())
    with pytest.raises(UnsoundWorkbook):
        plan_import(other_type)


def test_a_judgement_that_was_undone_here_stays_undone() -> None:
    bring_in()
    withdraw(Judgement.objects.get(ref="j2"), actor=who("tester"))
    plan = plan_import(CASE)
    assert (plan.added, plan.withdrawn) == (0, 1)
    apply_import(plan, actor=who("tester"), accept_because="A correction.")
    assert Judgement.objects.get(ref="j2").withdrawn_at is not None


def test_a_plan_is_worth_nothing_once_the_register_moved() -> None:
    plan = plan_import(CASE)
    bring_in(Workbook(sources=CASE.sources))
    with pytest.raises(RegisterMoved) as moved:
        apply_import(plan, actor=who("tester"))
    assert "Plan it again" in told(moved.value)
    assert not Mention.objects.exists()


def test_cancelling_while_rows_are_saved_leaves_the_register_as_it_was() -> None:
    class JobCancellation(Exception):
        pass

    def progress(done: int, total: int) -> None:
        if done > 10:
            raise JobCancellation

    actor = who("tester")
    before = Event.objects.count()
    with pytest.raises(JobCancellation):
        apply_import(plan_import(CASE), actor=actor, progress=progress)
    assert whole() == Workbook()
    assert Event.objects.count() == before
    assert not Incident.objects.exists()
    bring_in()
    assert whole() == CASE


def test_dates_keep_their_bounds_and_names_their_script_and_folded_form() -> None:
    bring_in()
    document = models.Document.objects.get(ref="d2")
    assert (str(document.published_earliest), str(document.published_latest)) == ("1937-10-01", "1937-12-31")
    act = models.Act.objects.get(ref="a1")
    assert (str(act.date_earliest), act.date_latest) == ("2017-03-01", None)
    mention = Mention.objects.get(ref="m1")
    assert mention.name == "Ӏалиев А."
    assert mention.name_script == "CYRILLIC"
    assert "aliev" in mention.name_folded


def test_an_import_of_changes_replaces_lists_and_leaves_those_of_other_rows() -> None:
    bring_in()
    edited = replace(
        CASE,
        sources=(replace(CASE.sources[0], note="now with a note"), *CASE.sources[1:]),
        documents=(CASE.documents[0], replace(CASE.documents[1], author=("s4",))),
    )
    actor = who("tester")
    apply_import(plan_import(edited), actor=actor, accept_because="A correction.")
    assert whole() == edited
    assert Source.objects.get(ref="s1").voices.count() == 2


def queries_of(size: int, bring: Callable[[Workbook], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        bring(reports(size))
    return len(queries)


def overwrite(workbook: Workbook) -> None:
    """Import the same rows with other words in two columns."""
    mentions = tuple(replace(row, name="Person N") for row in workbook.mentions)
    statements = tuple(replace(row, quote="Words") for row in workbook.statements)
    plan = plan_import(replace(workbook, mentions=mentions, statements=statements))
    apply_import(plan, actor=who("tester"), accept_because="A correction.")


def reports(number: int) -> Workbook:
    """Return a register in which each of so many statements tells of one act, and half of the acts are one."""
    of = range(number)
    return Workbook(
        sources=tuple(SourceRow(f"s{n}", "Outlet", "outlet") for n in of),
        documents=tuple(Document(f"d{n}", "Article", (f"s{n}",), "yes") for n in of),
        statements=tuple(
            Statement(f"t{n}", f"d{n}", (f"s{n}",), "asserts", "told", (f"s{n // 2}",)) for n in of
        ),
        acts=tuple(Act(f"a{n}", f"t{n}", "killing") for n in of),
        mentions=tuple(MentionRow(f"m{n}", f"a{n}", "victim", 1, 1) for n in of),
        judgements=tuple(
            JudgementRow(f"j{n}", "incident", f"a{n}", "a0", "same", "A", "2020-01-01") for n in of if n % 2
        ),
    )


def test_a_larger_import_takes_as_many_queries_as_a_small_one() -> None:
    """New rows, more rows beside them, and changed ones: none is asked about by itself."""
    new, more, changed = [], [], []
    for size in (10, 60):
        empty_register()
        new.append(queries_of(size, bring_in))
        more.append(queries_of(2 * size, bring_in))
        changed.append(queries_of(2 * size, overwrite))
    for few, many in (new, more, changed):
        assert many <= few + 10
    assert max(*new, *more, *changed) < 250
