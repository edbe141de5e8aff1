"""A workspace is linked again from what its last run kept: only what is new is compared, with a full run's result."""

from dataclasses import replace

import pytest

from isthmus.actions.desk.destroying import destroy
from isthmus.actions.desk.history import forget_versions, history_of
from isthmus.actions.desk.import_workbook import apply_import, plan_import
from isthmus.actions.desk.judge import judge, withdraw
from isthmus.actions.desk.linking import run_link
from isthmus.actions.desk.verification import verify
from isthmus.core.workbook.rows import Workbook
from isthmus.store.desk.models import (
    Document,
    IdentityMember,
    Judgement,
    LinkMemory,
    LinkRun,
    Mention,
    Proposal,
)
from tests.accounts import who
from tests.e2e.lists import lists
from tests.shared_rows import shared_rows

REGISTER = lists()
EVERY = REGISTER.mentions


@pytest.fixture(scope="module")
def linked_once(django_db_setup, django_db_blocker):
    with shared_rows(django_db_blocker):
        bring(Workbook(**{**rows_but_mentions(), "mentions": EVERY[:-12]}))
        yield run().pk


@pytest.fixture
def linked(linked_once):
    """A register of all mentions but the last twelve, linked."""
    return LinkRun.objects.get(pk=linked_once)


def rows_but_mentions():
    return {
        name: getattr(REGISTER, name) for name in ("sources", "places", "documents", "statements", "acts")
    }


def bring(rows, **how):
    actor = who("tester")
    apply_import(plan_import(rows), actor=actor, **how)


def run(**asked):
    return run_link(kind="person", actor=who("tester"), **asked)


def people():
    """The mentions of each proposed person, and every proposal with what the model said of it."""
    of = {}
    for identity, ref in IdentityMember.objects.values_list("identity", "mention__ref"):
        of.setdefault(identity, set()).add(ref)
    columns = (
        "left_mention__ref",
        "right_mention__ref",
        "probability",
        "weight",
        "levels",
        "effect",
        "inclusion",
    )
    proposed = sorted(Proposal.objects.values_list(*columns), key=repr)
    return sorted(map(sorted, of.values())), proposed


def assert_as_if_everything_were_compared(made):
    """Let the run be made once more, of everything, with the model that it had."""
    found = people()
    counted = made.things_strict, made.things_central, made.things_lenient
    LinkMemory.objects.all().delete()
    judged = judge(
        kind="person", left=EVERY[0].id, right=EVERY[1].id, decision="unsure", actor=who("C"), because="-"
    )
    withdraw(judged, actor=who("C"))  # something happened
    full = run()
    assert (full.added, full.trained) == (None, False)
    assert people() == found
    assert (full.things_strict, full.things_central, full.things_lenient) == counted
    assert verify().sound


def test_what_came_is_linked_with_what_was_there(linked):
    assert linked.added is None
    bring(Workbook(mentions=EVERY[-12:-6]))
    assert run().added["new"] == 6
    bring(Workbook(mentions=EVERY[-6:]))
    made = run()
    assert (made.added["new"], made.added["gone"], made.trained) == (6, 0, False)
    assert made.added["compared_pairs"] > 0
    assert made.records == len(EVERY)
    assert_as_if_everything_were_compared(made)


@pytest.mark.any_database
def test_what_was_edited_or_judged_is_linked_again(linked):
    bring(Workbook(mentions=(replace(EVERY[0], name=EVERY[40].name),)), accept_because="A correction.")
    likely = Proposal.objects.filter(proposed=True).order_by("-probability").first()
    left, right = likely.left_mention.ref, likely.right_mention.ref
    judged = judge(
        kind="person", left=left, right=right, decision="different", actor=who("C"), because="seen"
    )
    made = run()
    assert made.added["new"] == 1
    assert_as_if_everything_were_compared(made)
    withdraw(judged, actor=who("C"))
    back = run()
    assert (back.added["new"], back.added["compared_pairs"]) == (0, 0)
    assert back.added["clustered_again"] >= 2
    assert_as_if_everything_were_compared(back)


@pytest.mark.any_database
def test_what_went_is_left_out(linked):
    gone = Mention.objects.filter(ref__in=[each.id for each in EVERY[:100:20]])
    assert gone.delete()[0] >= 5  # as a later version may; destroying a document leaves nothing to build upon
    bring(Workbook(mentions=EVERY[-12:-9]))
    made = run()
    assert (made.added["new"], made.added["gone"]) == (3, 5)
    found = people()
    LinkMemory.objects.all().delete()
    bring(Workbook(sources=(REGISTER.sources[0],)))
    judge(kind="person", left=EVERY[1].id, right=EVERY[2].id, decision="unsure", actor=who("C"), because="-")
    full = run()
    assert full.added is None
    assert people() == found


def test_nothing_that_was_compared_stays_once_a_document_is_destroyed(linked):
    assert LinkMemory.objects.count() == 1
    destroy(Document.objects.get(ref="d1"), reason="Asked for.", actor=who("tester"))
    assert not LinkMemory.objects.exists()
    made = run()
    assert made.added is None
    assert LinkMemory.objects.get().run == made


def test_nothing_that_names_were_read_as_stays_once_an_earlier_version_is_forgotten(linked):
    bring(Workbook(mentions=(replace(EVERY[0], name=EVERY[40].name),)), accept_because="A correction.")
    mention = Mention.objects.get(ref=EVERY[0].id)
    assert LinkMemory.objects.exists()
    forget_versions(mention.uid, history_of(mention.uid)[0].event, reason="A name.", actor=who("tester"))
    assert not LinkMemory.objects.exists()


def test_proposals_that_are_what_they_were_stay_as_rows(linked):
    before = dict(Proposal.objects.values_list("uid", "pk"))
    bring(Workbook(mentions=EVERY[-12:-6]))
    made = run()
    after = dict(Proposal.objects.values_list("uid", "pk"))
    assert before.items() & after.items()
    assert after.items() - before.items()
    assert set(Proposal.objects.values_list("run", flat=True)) == {made.pk}


def test_where_nothing_happened_the_last_run_holds(linked):
    assert run() == linked
    assert not Judgement.objects.exists()
    assert run(full=True) != linked
