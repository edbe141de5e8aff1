"""A slip of ours is put right: the rules hold as for a workbook, what it was stays, and what it moves is foretold."""

import pytest

from isthmus.actions.desk import import_workbook
from isthmus.actions.desk.correcting import (
    NotCorrected,
    UnsoundCorrection,
    cells_of,
    columns_of,
    correct,
    is_correctable,
    plan_correction,
)
from isthmus.actions.desk.history import find_row, history_of
from isthmus.actions.desk.import_workbook import RegisterMoved, plan_import
from isthmus.actions.desk.recorded import recorded
from isthmus.actions.desk.verification import verify
from isthmus.core.messages import Message
from isthmus.language import english as told_message
from isthmus.store.desk import models
from isthmus.store.desk.derive import rebuild_derived
from isthmus.store.desk.queries.workbook import whole
from tests.accounts import who
from tests.actions.cases import bring_in
from tests.actions.derived import derived_tables
from tests.english import told


@pytest.fixture(autouse=True)
def register() -> None:
    bring_in()
    who("editor"), who("other")  # their accounts are events, too


def assert_sound() -> None:
    """The log holds, and what is derived is what it would be if it were all derived again."""
    assert verify().sound
    before = derived_tables()
    rebuild_derived()
    assert derived_tables() == before


def corrected(named: str, **typed: str) -> None:
    correct(plan_correction(find_row(named), typed), reason="A slip.", actor=who("editor"))
    assert_sound()


# One slip of each kind of row; the cell as it is kept.
SLIPS = [
    ("s1", "name", "Outlet Alpha"),
    ("s3", "affiliation", "s4"),
    ("p2", "parent", ""),
    ("d2", "held", "yes"),
    ("d1", "title", "The article"),
    ("t1", "told_by", "s3;s4"),
    ("t2", "via", ""),
    ("a1", "date", "2017-04"),
    ("a2", "ground", ""),
    ("m1", "age", "16"),
    ("m2", "low", "90"),
    ("u1", "status", "held"),
    ("type;stoning", "label", "stoned by a crowd"),
]


@pytest.mark.parametrize(("named", "column", "cell"), SLIPS)
def test_a_slip_is_put_right_in_the_row_alone_and_what_it_was_stays(named, column, cell):
    row = models.Term.objects.get() if ";" in named else find_row(named)
    was = cells_of(row)
    assert was[column] != cell
    correct(plan_correction(row, {column: cell}), reason="A slip.", actor=who("editor"))
    assert cells_of(type(row).objects.get(pk=row.pk)) == {**was, column: cell}
    assert_sound()
    last = history_of(row.uid)[-1]
    assert (last.action, last.reason, last.actor) == ("correct_row", "A slip.", who("editor"))
    assert [(each.column, each.before, each.after) for each in last.changes if each.column == column] == [
        (column, was[column], cell)
    ]


def test_the_register_is_then_what_an_import_of_it_would_be():
    corrected("a1", place="p1", date="2017-03-05")
    plan = plan_import(whole())
    assert not plan.changes
    assert not plan.added


@pytest.mark.parametrize(
    ("named", "typed", "column", "says"),
    [
        ("t1", {"document": "d9"}, "document", "documents"),
        ("p1", {"parent": "p2"}, "parent", "parent"),
        ("s2", {"affiliation": "s3"}, "affiliation", "affiliation"),
        ("a1", {"date": "20177"}, "date", "date"),
        ("m1", {"low": "5", "high": "2"}, "high", "high"),
        ("m1", {"role": "bystander"}, "role", "role"),
        ("t4", {"retracts": ""}, "retracts", "retract"),
        ("t1", {"speaker": ""}, "speaker", "speaker"),
        ("a1", {"type": ""}, "type", "type"),
    ],
)
def test_what_breaks_a_rule_is_refused_at_its_cell_and_nothing_is_changed(named, typed, column, says):
    before, events = derived_tables(), models.Event.objects.count()
    with pytest.raises(UnsoundCorrection) as refused:
        plan_correction(find_row(named), typed)
    [problem] = refused.value.cells.get(column) or refused.value.beside
    assert says in f"{problem.rule} {problem.column}"
    assert (derived_tables(), models.Event.objects.count()) == (before, events)


def test_a_type_that_a_judgement_forbids_is_refused_and_the_judgement_named():
    """j2 judges a1 and a2 one incident: acts of two types are not."""
    with pytest.raises(UnsoundCorrection) as refused:
        plan_correction(find_row("a1"), {"type": "killing"})
    assert [(each.sheet, each.column) for each in refused.value.beside] == [("judgements", "right")]


def test_what_moves_figures_is_foretold_and_nothing_is_written():
    before, events = derived_tables(), models.Event.objects.count()
    planned = plan_correction(find_row("d1"), {"held": "no"})
    effect = planned.effect()
    assert effect.moves
    assert [(each.before, each.after) for each in effect.incidents] == [(1, 0)]
    assert (derived_tables(), models.Event.objects.count()) == (before, events)
    correct(planned, reason="It was lost.", actor=who("editor"))
    assert plan_correction(find_row("d1"), {"held": "yes"}).effect().after == effect.before


def test_what_moves_nothing_says_so():
    assert not plan_correction(find_row("t2"), {"quote": "“Other words.”"}).effect().moves


def test_nothing_is_done_without_a_difference_a_reason_or_while_others_write():
    row = find_row("s1")
    with pytest.raises(NotCorrected) as same:
        plan_correction(row, {"name": "Outlet A"})
    assert told(same.value) == "Nothing differs from what the row holds. Change a field first."
    planned = plan_correction(row, {"name": "Outlet Alpha"})
    with pytest.raises(NotCorrected):
        correct(planned, reason=" ", actor=who("editor"))
    with recorded(action="code_document", actor=who("other")) as event:
        event.commit(models.Source(ref="s9", name="Another", kind="outlet"))
    with pytest.raises(RegisterMoved):
        correct(planned, reason="A slip.", actor=who("editor"))
    assert find_row("s1").name == "Outlet A"


def test_ids_digests_and_coders_are_never_typed_and_judgements_are_undone_instead():
    assert "sha256" not in {each.name for each in columns_of(find_row("d1"))}
    assert not {"id", "coder", "coded_at"} & {each.name for each in columns_of(find_row("t1"))}
    with pytest.raises(NotCorrected):
        plan_correction(find_row("t1"), {"id": "t9", "coder": "somebody"})
    assert not is_correctable(find_row("j2"))


def test_a_mention_stays_within_one_of_its_own_document_and_role():
    corrected("m3", role="victim", within="m2")
    with pytest.raises(UnsoundCorrection) as refused:
        plan_correction(find_row("m2"), {"role": "witness"})
    assert [each.column for each in refused.value.beside] == ["within"]
    with pytest.raises(UnsoundCorrection):
        plan_correction(find_row("m3"), {"within": "m1"})


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("m3", {"role": "victim", "within": "m2"}), ("m2", {"within": "m3"})),
        (("s4", {"affiliation": "s2"}), ("s2", {"affiliation": "s4"})),
        (("p2", {"parent": "p1"}), ("p1", {"parent": "p2"})),
    ],
)
def test_a_circle_of_two_is_refused_in_words(first, second):
    if cells_of(find_row(first[0])) != {**cells_of(find_row(first[0])), **first[1]}:
        corrected(first[0], **first[1])
    with pytest.raises(UnsoundCorrection) as refused:
        plan_correction(find_row(second[0]), second[1])
    found = [*refused.value.beside, *(each for cell in refused.value.cells.values() for each in cell)]
    assert all(isinstance(each.rule, Message) and told_message(each.rule) for each in found)
    assert found


def test_a_retraction_that_was_judged_cannot_become_an_assertion():
    with pytest.raises(UnsoundCorrection) as refused:
        plan_correction(find_row("t4"), {"stance": "asserts", "retracts": ""})
    assert [each.sheet for each in refused.value.beside] == ["judgements"]


def test_cut_off_in_between_the_row_and_its_versions_are_as_they_were(monkeypatch):
    planned, before = plan_correction(find_row("d1"), {"held": "no"}), derived_tables()
    versions = models.Version.objects.count()

    def cut_off(*given):
        raise KeyboardInterrupt

    monkeypatch.setattr(import_workbook, "keep_examined", cut_off)
    with pytest.raises(KeyboardInterrupt):
        correct(planned, reason="It was lost.", actor=who("editor"))
    assert (derived_tables(), models.Version.objects.count()) == (before, versions)
    assert find_row("d1").held == "yes"
    assert verify().sound
