"""Judgements in force, persons, incidents and conflicts."""

from itertools import combinations, pairwise

from hypothesis import given

from isthmus.core.register import Conflict, Register, how_made, in_force
from isthmus.core.workbook.rows import Act, Document, Judgement, Mention, Source, Statement, Workbook
from tests.core.brute import Brute
from tests.core.small_registers import often, workbooks


def judged(name: str, left: str, right: str, decision: str, by: str = "A", *replaces: str) -> Judgement:
    return Judgement(name, "person", left, right, decision, by, "2026-01-01T00:00:00Z", replaces=replaces)


def register_of(*judgements: Judgement) -> Register:
    """Return a register of six mentions, each of an act and a statement of its own."""
    numbers = range(1, 7)
    return Register.of(
        Workbook(
            sources=(Source("s1", "A witness", "person"),),
            documents=(Document("d1", "An interview", ("s1",), "yes"),),
            statements=tuple(Statement(f"t{n}", "d1", ("s1",), "asserts", "first_hand") for n in numbers),
            acts=tuple(Act(f"a{n}", f"t{n}", "threat") for n in numbers),
            mentions=tuple(Mention(f"m{n}", f"a{n}", "victim", 1, 1) for n in numbers),
            judgements=judgements,
        )
    )


def test_mentions_judged_the_same_are_one_person_named_by_the_smallest_id() -> None:
    register = register_of(judged("j1", "m3", "m2", "same"), judged("j2", "m5", "m3", "same"))
    assert register.persons["m2"] == ("m2", "m3", "m5")
    assert register.person_of["m5"] == "m2"
    assert len(register.persons) == 4


def test_a_replaced_judgement_is_not_in_force_even_when_what_replaced_it_is_replaced() -> None:
    first, second, third = (
        judged("j1", "m1", "m2", "same"),
        judged("j2", "m1", "m2", "different", "A", "j1"),
        judged("j3", "m1", "m2", "unsure", "A", "j2"),
    )
    assert in_force((first, second, third)) == (third,)


def test_opposing_judgements_count_as_unsure_until_one_replaces_both() -> None:
    same, different = judged("j1", "m1", "m2", "same", "A"), judged("j2", "m2", "m1", "different", "B")
    assert register_of(same, different).on_persons.about("m1", "m2") == {"unsure"}
    assert register_of(same, different).persons["m1"] == ("m1",)
    settled = register_of(same, different, judged("j3", "m1", "m2", "same", "C", "j1", "j2"))
    assert settled.persons["m1"] == ("m1", "m2")


def test_different_and_disjoint_do_not_oppose_each_other() -> None:
    register = register_of(
        judged("j1", "m1", "m2", "different", "A"), judged("j2", "m1", "m2", "disjoint", "B")
    )
    assert register.on_persons.about("m2", "m1") == {"different", "disjoint"}


def test_each_within_the_other_is_unsure() -> None:
    register = register_of(judged("j1", "m1", "m2", "part_of", "A"), judged("j2", "m2", "m1", "part_of", "B"))
    assert register.on_persons.about("m1", "m2") == {"unsure"}


def test_a_conflict_has_the_shortest_path_and_of_equals_the_first_by_ids() -> None:
    same = (("m1", "m4"), ("m4", "m5"), ("m1", "m3"), ("m3", "m5"), ("m1", "m2"), ("m2", "m6"), ("m6", "m5"))
    judgements = [judged(f"j{n}", one, other, "same") for n, (one, other) in enumerate(same)]
    register = register_of(*judgements, judged("j9", "m5", "m1", "different"))
    assert register.conflicts == (Conflict("person", "m5", "m1", ("m5", "m3", "m1")),)


def test_a_conflict_leaves_the_person_whole_for_people_to_resolve() -> None:
    register = register_of(
        judged("j1", "m1", "m2", "same"),
        judged("j2", "m2", "m3", "same"),
        judged("j3", "m1", "m3", "disjoint"),
    )
    assert register.persons["m1"] == ("m1", "m2", "m3")
    assert [each.path for each in register.conflicts] == [("m1", "m2", "m3")]


def test_sources_under_one_control_count_as_one_through_any_number_of_steps() -> None:
    sources = (
        Source("s1", "A desk", "outlet", affiliation="s3"),
        Source("s2", "An agency", "outlet"),
        Source("s3", "A holding", "organisation", affiliation="s2"),
        Source("s4", "Another", "outlet"),
    )
    controlled = Register.of(Workbook(sources=sources)).controlled
    assert [controlled[each] for each in ("s1", "s2", "s3", "s4")] == ["s1", "s1", "s1", "s4"]


def test_a_link_run_is_known_by_what_it_says_or_by_its_name() -> None:
    assert how_made("link_run", "run 7") == "link_run"
    assert how_made("", "link run of May") == "link_run"
    assert how_made("in_one_go", "link run of May") == "in_one_go"
    assert how_made("", "an analyst") == "one_by_one"


@often
@given(workbooks())
def test_persons_incidents_and_conflicts_are_what_the_words_say(book: Workbook) -> None:
    brute, register = Brute(book), Register.of(book)
    assert {tuple(sorted(each)) for each in brute.persons()} == set(register.persons.values())
    assert {tuple(sorted(each)) for each in brute.incidents()} == set(register.incidents.values())
    conflicts = [each for each in register.conflicts if each.kind != "told_apart"]
    for conflict in conflicts:
        for one, other in pairwise(conflict.path):
            assert brute.decided(conflict.kind, one, other) == {"same"}
        assert {conflict.path[0], conflict.path[-1]} == {conflict.left, conflict.right}
        assert brute.decided(conflict.kind, conflict.left, conflict.right) & {"different", "disjoint"}
    assert {(each.kind, *sorted((each.left, each.right))) for each in conflicts} == brute.conflicts()


@often
@given(workbooks())
def test_who_is_told_apart_is_what_the_words_say(book: Workbook) -> None:
    brute, register = Brute(book), Register.of(book)
    told = {
        (one, other)
        for one, other in combinations(register.persons, 2)
        if register.told_apart.persons_apart(one, other)
    }
    assert told == brute.told_apart()
    conflicts = [each for each in register.conflicts if each.kind == "told_apart"]
    assert {(each.left, each.right) for each in conflicts} == brute.told_apart_conflicts()
    for conflict in conflicts:
        assert (conflict.path[0], conflict.path[-1]) == (conflict.left, conflict.right)


@often
@given(workbooks())
def test_a_place_lies_in_what_any_of_its_names_lies_in(book: Workbook) -> None:
    brute, register = Brute(book), Register.of(book)
    for one in brute.place:
        assert {other for other in brute.place if register.lies_in(one, other)} == brute.upward(one)
