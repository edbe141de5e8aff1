"""What lists are made of, read from the tables: the same as core says of the whole register."""

import pytest

from isthmus.actions.desk.judge import judge, withdraw
from isthmus.core.count import Filter
from isthmus.core.dates import bounds
from isthmus.core.estimate.drawn_up import ListOf, draw_up
from isthmus.core.estimate.recorded import mentioned
from isthmus.core.estimate.stratifying import By
from isthmus.core.register import Register
from isthmus.store.desk.models import Document, Judgement, Source
from isthmus.store.desk.queries.listed import controls, made_from, place_levels, recorded_victims
from isthmus.store.desk.queries.record import RecordFilter
from isthmus.store.desk.queries.workbook import whole
from tests.actions.cases import CASE, bring_in
from tests.actions.estimating_case import bring_in_overlapping

LISTS = tuple(ListOf(f"list {n}", frozenset({f"s{n}"})) for n in range(4))
WANTED = {
    "everything": (RecordFilter(), Filter()),
    "a type": (RecordFilter(type="killing"), Filter(type="killing")),
    "a place": (RecordFilter(place="p2"), Filter(place="p2")),
    "a period": (
        RecordFilter(earliest=bounds("2018").earliest, latest=bounds("2018").latest),
        Filter(period=bounds("2018")),
    ),
}


@pytest.fixture
def register() -> None:
    bring_in_overlapping()


@pytest.mark.parametrize("wanted", WANTED)
@pytest.mark.parametrize("by", ["", "sex", "year", "place 2"])
def test_lists_are_those_of_core(register, wanted, by):
    asked, keep = WANTED[wanted]
    ours = draw_up(recorded_victims(asked, By.read(by)).mentioned.values(), LISTS)
    theirs = draw_up(mentioned(Register.of(whole()), keep, By.read(by)), LISTS)
    assert ours == theirs
    assert ours.n > 0


def test_what_is_not_held_or_was_withdrawn_puts_nobody_on_a_list():
    bring_in(CASE)
    assert [each.person for each in recorded_victims(RecordFilter()).mentioned.values()] == ["m1"]
    (coerced,) = Judgement.objects.filter(kind="retraction")
    withdraw(coerced, actor="B")
    judge(kind="retraction", left="t4", right="", decision="accepted", actor="B", because="free")
    assert recorded_victims(RecordFilter()).mentioned == {}


def test_sources_under_one_control_stand_together(register):
    found = controls(recorded_victims(RecordFilter(type="killing")))
    named = {control.ref: [source.ref for source in control.sources] for control in found}
    assert named["s0"] == ["s0", "s9"]
    assert [len(each.people) for each in found] == sorted((len(each.people) for each in found), reverse=True)


def test_what_one_list_owes_to_another_is_counted(register):
    (found,) = made_from(recorded_victims(RecordFilter(type="killing")), LISTS)
    assert (found.list, found.other, found.documents, found.of, found.jointly) == (1, 0, 1, 1, False)
    assert 0 < found.people < 30


def test_lists_that_worked_apart_owe_nothing():
    bring_in_overlapping(copied=False)
    assert made_from(recorded_victims(RecordFilter()), LISTS) == []


def test_documents_by_sources_of_two_lists_are_noticed(register):
    document = Document.objects.get(ref="d2")
    document.authorships.create(source=Source.objects.get(ref="s3"), position=2)
    found = made_from(recorded_victims(RecordFilter(type="killing")), LISTS)
    assert [(each.list, each.other) for each in found if each.jointly] == [(2, 3)]


def test_places_have_the_levels_at_which_they_differ(register):
    (only,) = place_levels()
    assert (only.level, only.places, list(only.examples)) == (2, 2, ["District A", "District B"])
