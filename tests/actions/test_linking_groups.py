"""Groups and units: a run proposes which names may be one, people judge, and nothing is joined by itself."""

import pytest

from isthmus.actions.desk.import_workbook import apply_import, plan_import
from isthmus.actions.desk.linking import (
    NotLinked,
    leave_open_as_unsure,
    left_unsure,
    run_link,
    set_threshold,
    split_apart,
    take_back_unsure,
)
from isthmus.actions.desk.reviewing import decide
from isthmus.core.workbook.rows import Act, Document, Mention, Place, Source, Statement, Workbook
from isthmus.store.desk.models import Identity, IdentityMember, Judgement, LinkRun, Proposal
from isthmus.store.desk.queries.proposals import last_run, open_of, undecided, unlinked
from tests.accounts import who
from tests.english import raises_saying

pytestmark = pytest.mark.django_db

UNITS = (
    "Батальон Север",
    "Batalyon Sever",
    "5th Motor Brigade",
    "6th Motor Brigade",
    "Kestrel unit",
    "kestrel unit",
)


def book() -> Workbook:
    numbers = range(len(UNITS))
    return Workbook(
        sources=(Source("s", "Outlet", "outlet"),),
        places=(Place("p", "District N"),),
        documents=(Document("d", "Reports", ("s",), "yes"),),
        statements=tuple(Statement(f"t{n}", "d", ("s",), "asserts", "first_hand") for n in numbers),
        acts=tuple(Act(f"a{n}", f"t{n}", "torture", date="2017-03", place="p") for n in numbers),
        mentions=(
            *(Mention(f"u{n}", f"a{n}", "perpetrator", 1, None, kind="unit", name=UNITS[n]) for n in numbers),
            Mention("v0", "a0", "victim", 1, 1, kind="individual", name="Adan Exemplarov"),
            Mention("w0", "a0", "victim", 3, None, kind="group", description="three men"),
        ),
    )


@pytest.fixture(autouse=True)
def units(db: None) -> None:
    """Six mentions of units, a person, and a group without a name."""
    actor = who("tester")
    apply_import(plan_import(book()), actor=actor)


def run() -> LinkRun:
    return run_link(kind="group", actor=who("tester"))


def named(left: str, right: str) -> Proposal:
    return Proposal.objects.get(left_mention__ref=left, right_mention__ref=right)


def test_named_units_are_proposed_and_nothing_is_judged():
    made = run()
    assert (made.kind, made.records) == ("group", len(UNITS))
    found = {(each.left_mention.ref, each.right_mention.ref) for each in undecided(made)}
    assert found == {("u0", "u1"), ("u4", "u5")}
    assert not Judgement.objects.exists()
    assert unlinked("group") == 0
    assert open_of(made).pairs == 2


def test_a_review_judges_two_groups_the_same_as_it_does_persons():
    run()
    made = decide(named("u0", "u1"), decision="same", actor=who("tester"))
    assert (made.kind, made.decision) == ("person", "same")
    assert [each.left_mention.ref for each in undecided(last_run("group"))] == ["u4"]
    again = run()
    assert again != made
    assert Identity.objects.filter(kind="group", ended=None).count() == 4


def test_a_run_never_joins_groups_by_itself():
    with raises_saying(NotLinked, "A run never joins groups or units by itself"):
        set_threshold(kind="group", probability=0.9, actor=who("tester"))
    assert run().joined == 0


def test_what_is_open_can_be_left_unsure_and_asked_again():
    made = run()
    assert leave_open_as_unsure(made, actor=who("tester")) == 2
    assert set(left_unsure(made).values_list("kind", flat=True)) == {"person"}
    assert not undecided(made).exists()
    assert take_back_unsure(made, actor=who("tester")) == 2
    assert undecided(made).count() == 2


def test_a_split_is_obeyed_by_the_next_run():
    run()
    split_apart(
        kind="group", sides=[["u0"], ["u1"]], between=("u0", "u1"), actor=who("tester"), because="two"
    )
    made = run()
    assert [each.left_mention.ref for each in undecided(made)] == ["u4"]


def test_a_mention_that_becomes_a_single_person_goes_from_one_kind_of_run_to_the_other():
    run()
    person = Identity.objects.create(kind="person", made=last_run("group"))
    IdentityMember.objects.filter(mention__ref="u0").update(identity=person)
    again = run_link(kind="group", actor=who("tester"), full=True)
    assert IdentityMember.objects.get(mention__ref="u0").identity.kind == "group"
    assert again.records == len(UNITS)
