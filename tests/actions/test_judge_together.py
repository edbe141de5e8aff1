"""One decision about several pairs: one event, judgements that can be undone at once, and what they moved."""

from typing import Any

import pytest

from isthmus.actions.desk.effects import IncidentLines
from isthmus.actions.desk.import_workbook import apply_import, plan_import
from isthmus.actions.desk.judge import NotJudged, judge, judge_together, withdraw_together
from isthmus.actions.desk.verification import verify
from isthmus.store.desk.models import Act as ActRow
from isthmus.store.desk.models import Event, Incident, Judgement, Person
from isthmus.store.desk.models import Place as PlaceRow
from isthmus.store.desk.models import Source as SourceRow
from isthmus.store.desk.queries.candidates import candidates
from tests.accounts import who
from tests.actions.derived import derived_tables
from tests.actions.six_statements import BOOK
from tests.english import raises_saying

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def register(db: None) -> None:
    actor = who("tester")  # making an account is an event, which would come between
    apply_import(plan_import(BOOK), actor=actor)


def together(kind: str, left: str, *others: str, decision: str = "same"):
    pairs = [(left, other) for other in others]
    return judge_together(kind=kind, pairs=pairs, decision=decision, because="one unit", actor=who("B"))


def offered(kind: str, thing: Any) -> dict[str, tuple[str, ...]]:
    """Return what is offered beside a thing, by its id, with the reasons."""
    model = type(thing)
    refs = dict(model._default_manager.values_list("pk", "ref"))
    return {refs[each.key]: each.why for each in candidates(kind, thing)}


def test_one_unit_in_several_statements_is_one_event_and_is_undone_as_one():
    who("B")
    before, events = derived_tables(), Event.objects.count()
    made = together("person", "u0", "u1", "u2", "u3", "u5")
    assert len(made.judgements) == 4
    assert Event.objects.count() == events + 1
    assert Person.objects.filter(members__mention__ref__in=["u0", "u5"]).distinct().count() == 1
    withdraw_together(made.judgements, actor=who("B"))
    assert Event.objects.count() == events + 2
    assert derived_tables() == before
    assert verify().sound


def test_it_says_which_figures_moved_from_what_to_what():
    made = together("incident", "a0", "a1")
    moved = made.effect
    assert (moved.before[1].incidents, moved.after[1].incidents) == (6, 5)
    assert (moved.before[2].incidents, moved.after[2].incidents) == (0, 1)
    assert moved.incidents == (IncidentLines("a0", 1, 2), IncidentLines("a1", 1, None))
    back = withdraw_together(made.judgements, actor=who("B"))
    assert back
    assert back.incidents == (IncidentLines("a0", 2, 1), IncidentLines("a1", None, 1))


def test_what_opposes_a_new_judgement_of_the_same_two_is_replaced_whatever_rows_it_names():
    together("incident", "a0", "a1")
    judge(kind="incident", left="a1", right="a5", decision="different", actor=who("C"), because="other days")
    together("incident", "a0", "a5")
    assert Incident.objects.filter(members__act__ref__in=["a0", "a1", "a5"]).distinct().count() == 1
    assert set(Judgement.objects.in_force().values_list("decision", flat=True)) == {"same"}


def test_opinions_that_can_both_be_true_both_stay():
    together("incident", "a0", "a1", decision="different")
    together("incident", "a1", "a0", decision="part_of")
    assert set(Judgement.objects.in_force().values_list("decision", flat=True)) == {"different", "part_of"}
    together("incident", "a0", "a1", decision="part_of")  # the other way round: it cannot be both
    [part] = Judgement.objects.in_force().filter(decision="part_of")
    assert (part.left, part.right) == tuple(ActRow.objects.filter(ref__in=["a0", "a1"]).order_by("ref"))


def test_none_of_them_is_judged_where_a_rule_forbids_one():
    with raises_saying(NotJudged, "two incidents"):
        together("incident", "a0", "a1", "a3")
    with raises_saying(NotJudged, "needs two rows"):
        together("incident", "a0")
    assert not Judgement.objects.exists()


def test_a_judgement_that_was_undone_is_not_undone_again_with_others():
    made = together("incident", "a0", "a1", "a5")
    withdraw_together(made.judgements[:1], actor=who("B"))
    with raises_saying(NotJudged, "undone already"):
        withdraw_together(list(Judgement.objects.all()), actor=who("B"))
    assert Judgement.objects.standing().count() == 1


def test_incidents_of_one_kind_place_and_time_are_offered():
    found = offered("incident", Incident.objects.get(ref="a0"))
    assert found == {"a5": ("same_place",), "a1": ("place_and_time",)}


def test_an_incident_with_a_victim_in_common_is_offered_wherever_and_whenever_it_was():
    together("person", "v0", "v2")
    assert "victim" in offered("incident", Incident.objects.get(ref="a0"))["a2"]


@pytest.mark.any_database
def test_units_and_people_with_names_alike_are_offered_across_scripts():
    found = offered("person", Person.objects.get(ref="u0"))
    assert found["u2"] == ("same_name",)
    assert {"u1", "u3"} <= found.keys()
    assert "u4" not in found
    assert offered("person", Person.objects.get(ref="v0"))["v1"] == ("name_alike",)
    assert "v2" not in offered("person", Person.objects.get(ref="v0"))


def test_the_unnamed_of_one_incident_are_offered():
    together("incident", "a0", "a5")
    assert offered("person", Person.objects.get(ref="v5")) == {"v0": ("same_part",)}


def test_sources_and_places_with_names_alike_are_offered():
    assert offered("source", SourceRow.objects.get(ref="s0")) == {"s1": ("name_alike",)}
    found = offered("place", PlaceRow.objects.get(ref="p1"))
    assert "p2" in found
    assert "p0" not in found


def test_what_is_judged_already_is_offered_no_more():
    together("incident", "a0", "a5", decision="different")
    together("person", "u0", "u2", decision="unsure")
    together("source", "s0", "s1")
    assert "a5" not in offered("incident", Incident.objects.get(ref="a0"))
    assert "u2" not in offered("person", Person.objects.get(ref="u0"))
    assert offered("source", SourceRow.objects.get(ref="s1")) == {}
