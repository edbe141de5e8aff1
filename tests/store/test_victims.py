"""What lists are made of, read from the tables: the same as core says of the whole register."""

from uuid import UUID

import pytest

from isthmus.actions.desk.judge import judge, withdraw
from isthmus.core.count import Filter
from isthmus.core.dates import bounds
from isthmus.core.estimate.capture_lists import SourceList, capture_lists
from isthmus.core.estimate.stratification import Stratification
from isthmus.core.estimate.victims import victim_mentions
from isthmus.core.register import Register
from isthmus.core.workbook.rows import Mention as MentionRow
from isthmus.store.desk.derive.derived_rows import as_person
from isthmus.store.desk.models import Document, Judgement, Mention, Source
from isthmus.store.desk.queries.record import RecordFilter
from isthmus.store.desk.queries.victims import controls, list_derivations, place_levels, read_victims
from isthmus.store.desk.queries.workbook import whole
from tests.accounts import who
from tests.actions.cases import CASE, bring_in
from tests.actions.estimating_case import bring_in_overlapping

LISTS = tuple(SourceList(f"list {n}", frozenset({f"s{n}"})) for n in range(4))
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
    ours = capture_lists(read_victims(asked, Stratification.read(by)).mentions.values(), LISTS)
    theirs = capture_lists(victim_mentions(Register.of(whole()), keep, Stratification.read(by)), LISTS)
    assert ours == theirs
    assert ours.n > 0


def test_what_is_not_held_or_was_withdrawn_puts_nobody_on_a_list():
    bring_in(CASE)
    assert [each.person for each in read_victims(RecordFilter()).mentions.values()] == ["m1"]
    (coerced,) = Judgement.objects.filter(kind="retraction")
    withdraw(coerced, actor=who("B"))
    judge(kind="retraction", left="t4", right="", decision="accepted", actor=who("B"), because="free")
    assert read_victims(RecordFilter()).mentions == {}


@pytest.mark.parametrize("name", ["N.N.", "unidentified man", "wife of Sami Darzal", "مجهول الهوية 3"])
def test_a_name_that_is_none_puts_nobody_on_a_list(register, name):
    before = capture_lists(read_victims(RecordFilter()).mentions.values(), LISTS)
    person = read_victims(RecordFilter()).mentions
    one = next(each.person for each in person.values() if each.named and each.low == each.high == 1)
    theirs = [key for key, each in person.items() if each.person == one]
    Mention.objects.filter(pk__in=theirs).update(name=name, other_names="?")
    found = capture_lists(read_victims(RecordFilter()).mentions.values(), LISTS)
    assert (found.n, found.excluded.unnamed) == (before.n - 1, before.excluded.unnamed + 1)
    assert found == capture_lists(victim_mentions(Register.of(whole())), LISTS)
    Mention.objects.filter(pk__in=theirs).update(other_names="?; Abu Karim")
    assert capture_lists(read_victims(RecordFilter()).mentions.values(), LISTS) == before


def test_sources_under_one_control_stand_together(register):
    found = controls(read_victims(RecordFilter(type="killing")))
    named = {control.ref: [source.ref for source in control.sources] for control in found}
    assert named["s0"] == ["s0", "s9"]
    assert [len(each.people) for each in found] == sorted((len(each.people) for each in found), reverse=True)


def test_what_one_list_owes_to_another_is_counted(register):
    (found,) = list_derivations(read_victims(RecordFilter(type="killing")), LISTS)
    assert (found.list, found.other, found.documents, found.of, found.jointly) == (1, 0, 1, 1, False)
    assert 0 < found.people < 30


def test_lists_that_worked_apart_owe_nothing():
    bring_in_overlapping(copied=False)
    assert list_derivations(read_victims(RecordFilter()), LISTS) == []


def test_documents_by_sources_of_two_lists_are_noticed(register):
    document = Document.objects.get(ref="d2")
    document.authorships.create(source=Source.objects.get(ref="s3"), position=2)
    found = list_derivations(read_victims(RecordFilter(type="killing")), LISTS)
    assert [(each.list, each.other) for each in found if each.jointly] == [(2, 3)]


def test_places_have_the_levels_at_which_they_differ(register):
    (only,) = place_levels()
    assert (only.level, only.places, list(only.examples)) == (2, 2, ["District A", "District B"])


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (("N.N.", "Sami Darzal"), "Sami Darzal"),
        (("unknown", ""), "unknown"),
        (("", "wife of Sami Darzal"), "wife of Sami Darzal"),
        (("", ""), ""),
    ],
)
def test_a_person_goes_by_a_name_before_what_is_written_in_its_place(names, shown):
    members = [
        MentionRow(f"m{at}", "a1", "victim", 1, 1, kind="individual", name=name)
        for at, name in enumerate(names)
    ]
    assert as_person("m0", members, {"m0": UUID(int=1)})[4] == shown
