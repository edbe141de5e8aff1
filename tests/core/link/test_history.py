import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.link.history import Change, carried_on
from tests.english import raises_saying


def people(**persons):
    return {record: person for person, records in persons.items() for record in records.split()}


def changes(previous, *clusters, **options):
    return carried_on(previous, [each.split() for each in clusters], **options).changes


def test_what_stays_keeps_its_id_and_is_no_change():
    history = carried_on(people(p="a b", q="c"), [["c"], ["b", "a"]])
    assert history.assignment == {"a": "p", "b": "p", "c": "q"}
    assert history.changes == ()


def test_a_new_record_alone_is_a_new_person_of_its_own_name():
    assert changes(people(p="a"), "a", "b") == (Change("b", "new", (), ("b",)),)


def test_of_a_split_the_greater_part_keeps_the_id():
    found = changes(people(p="a b c"), "a", "b c", named=lambda record: f"of-{record}")
    assert found == (
        Change("of-a", "new", ("p",), ("of-a",)),
        Change("p", "split", ("p",), ("of-a", "p")),
    )


def test_of_equal_parts_the_one_with_the_smallest_record_keeps_the_id():
    assert carried_on(people(p="a b"), [["b"], ["a"]]).assignment == {"a": "p", "b": "b"}


def test_of_a_merge_the_greater_person_stays():
    assert changes(people(p="a", q="b c"), "a b c") == (
        Change("p", "gone", ("p",), ("q",)),
        Change("q", "merge", ("p", "q"), ("q",)),
    )


def test_a_record_that_moves_between_persons_is_told():
    assert changes(people(p="a b c", q="d e"), "a b", "c d e") == (Change("p", "moved", ("p",), ("q",)),)


def test_a_person_without_a_record_left_is_gone():
    assert changes(people(p="a", q="b"), "a") == (Change("q", "gone", ("q",), ()),)


def test_an_id_is_never_given_twice():
    assert carried_on(people(a="a b c"), [["a"], ["b", "c"]], taken=["a-2"]).assignment["a"] == "a-3"
    with raises_saying(ValueError, "given before"):
        changes(people(p="a b c"), "a", "b c", named=lambda record: "p")


@pytest.mark.parametrize(("clusters", "said"), [(["a b", "b"], "two clusters"), (["a", ""], "no record")])
def test_clusters_that_are_none_are_named(clusters, said):
    with raises_saying(ValueError, said):
        changes({}, *clusters)


numbers = st.lists(st.integers(0, 4), max_size=9)


@given(numbers, numbers)
def test_persons_are_the_clusters_and_every_changed_person_is_told(before, after):
    previous = {f"r{i}": f"p{person}" for i, person in enumerate(before)}
    clusters = [[f"r{i}" for i, each in enumerate(after) if each == k] for k in set(after)]
    history = carried_on(previous, clusters)
    found = {}
    for record, person in history.assignment.items():
        found.setdefault(person, set()).add(record)
    assert sorted(map(sorted, found.values())) == sorted(map(sorted, clusters))
    still = {record: person for record, person in previous.items() if record in history.assignment}
    were = {person: {r for r in still if still[r] == person} for person in set(previous.values())}
    told = {each for change in history.changes for each in (change.person, *change.from_ids, *change.to_ids)}
    records = {person: {r for r in found.get(person, ()) if r in previous} for person in {*found, *were}}
    assert {person for person in records if records[person] != were.get(person, set())} <= told
    again = carried_on(history.assignment, clusters)
    assert again.changes == ()


@given(numbers)
def test_the_order_of_clusters_does_not_matter(after):
    previous = {f"r{i}": f"p{i % 3}" for i in range(9)}
    clusters = [[f"r{i}" for i, each in enumerate(after) if each == k] for k in set(after)]
    assert carried_on(previous, clusters) == carried_on(previous, clusters[::-1])
