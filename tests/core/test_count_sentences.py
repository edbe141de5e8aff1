"""What a count says in sentences: by whom pairs were compared, what has no line, why a minimum is so low."""

from dataclasses import replace

from isthmus.core.count import cautions, compared_sentences, count, far_below, headline, telling_lists
from isthmus.core.count.compared_by import pair_judgements
from isthmus.core.register import Register
from isthmus.core.workbook.rows import Act, Document, Judgement, Mention, Source, Statement, Workbook
from isthmus.language import english

AT = "2026-01-02T10:00:00Z"


def listing(people: int, *judgements: Judgement, lists_once: str = "", stance: str = "asserts") -> Workbook:
    """Return a document in which each statement is about one named dead."""
    each = range(people)
    return Workbook(
        sources=(Source("s1", "A paper", "outlet"),),
        documents=(Document("d1", "A list", ("s1",), "yes", lists_once=lists_once),),
        statements=tuple(Statement(f"t{n}", "d1", ("s1",), stance, "first_hand") for n in each),
        acts=tuple(Act(f"a{n}", f"t{n}", "killing", "this", "2020") for n in each),
        mentions=tuple(Mention(f"m{n}", f"a{n}", "victim", 1, 1, name=f"Testperson {n}") for n in each),
        judgements=judgements,
    )


def of_pair(number: int, left: str, right: str, decision: str, by: str, made: str = "") -> Judgement:
    return Judgement(f"j{number}", "person", left, right, decision, by, AT, made)


def said(workbook: Workbook) -> list[str]:
    """Return what is said of comparing."""
    found = count(Register.of(workbook))
    return [english(each) for each in compared_sentences(found.k[1], found.compared)]


def test_nothing_is_said_of_comparing_where_there_are_no_pairs() -> None:
    assert said(listing(1)) == []
    assert said(Workbook()) == []


def test_pairs_that_nobody_compared_are_told() -> None:
    assert said(listing(3))[0].startswith("3 pairs of single people were never compared")


def test_a_list_compares_by_itself_and_is_named_so() -> None:
    sentences = said(listing(3, lists_once="people"))
    assert sentences[0].startswith("Every one of the 3 pairs")
    assert sentences[1:] == [
        "3 pairs are told apart by a source: the two stand in one act or one list, or died in two incidents."
    ]


def test_each_way_of_comparing_is_told_with_who_did_it() -> None:
    workbook = listing(
        5,
        of_pair(1, "m0", "m1", "different", "A."),
        of_pair(2, "m0", "m2", "unsure", "R.", "in_one_go"),
        of_pair(3, "m1", "m2", "unsure", "R.", "in_one_go"),
        of_pair(4, "m3", "m1", "different", "Q.", "in_one_go"),
        of_pair(5, "", "", "examined", "link run L7"),
    )
    assert said(workbook) == [
        "Every one of the 10 pairs of single people was compared, or a source tells the two apart.",
        "1 pair was judged by people, one by one.",
        "In one go, without looking at each, Q. judged 1 pair.",
        "In one go, without looking at each, R. left 2 pairs unsure.",
        "The other pairs were compared by link run L7.",
    ]


def test_a_pair_that_two_people_judged_is_one_pair() -> None:
    workbook = listing(
        2, of_pair(1, "m0", "m1", "different", "A."), of_pair(2, "m1", "m0", "different", "B.", "in_one_go")
    )
    assert count(Register.of(workbook)).compared.one_by_one == 1
    assert count(Register.of(workbook)).compared.in_one_go == ()


def test_a_judgement_between_two_mentions_of_one_person_compares_no_pair() -> None:
    workbook = listing(
        3,
        of_pair(1, "m0", "m1", "same", "A."),
        of_pair(2, "m1", "m2", "same", "A."),
        of_pair(3, "m0", "m2", "different", "B."),
    )
    assert count(Register.of(workbook)).compared.pairs == 0
    assert said(workbook) == []


def test_a_minimum_far_below_the_names_says_why_and_what_to_do() -> None:
    found = count(Register.of(listing(8)))
    assert found.k[1].documented_minimum == 1
    sentences = english(*far_below(found.k[1]))
    assert sentences.startswith("8 people are named, and yet the minimum is 1: nobody compared them")
    assert "link run" in sentences
    assert "names each person once" in sentences
    assert far_below(count(Register.of(listing(8, lists_once="people"))).k[1]) == ()
    assert far_below(count(Register.of(listing(1))).k[1]) == ()


def test_what_nobody_asserts_is_told_apart_from_the_incidents() -> None:
    for stance, only in (("suspects", "suspected"), ("denies", "denied")):
        found = count(Register.of(listing(2, stance=stance)))
        assert found.no_line == {only: 2}
        assert f"2 incidents are only {only}." in english(*headline(found.k, found.no_line))
        assert "0 incidents stand" in english(*headline(found.k, found.no_line))


def test_each_reason_for_no_line_is_told() -> None:
    def reason(**changes: object) -> str:
        workbook = listing(1)
        statement = replace(workbook.statements[0], **changes)
        found = count(Register.of(replace(workbook, statements=(statement,)))).no_line
        return ",".join(found)

    assert reason(basis="unknown") == "at_most"
    assert reason(basis="told", told_by=("s1",)) == "leads_nowhere"
    workbook = listing(1)
    not_held = replace(workbook, documents=(replace(workbook.documents[0], held="no"),))
    assert count(Register.of(not_held)).no_line == {"not_held": 1}
    back = Statement("t9", "d1", ("s1",), "retracts", "first_hand", retracts=("t0",))
    taken = replace(
        workbook,
        statements=(*workbook.statements, back),
        judgements=(Judgement("j1", "retraction", "t9", "", "accepted", "A.", AT),),
    )
    assert count(Register.of(taken)).no_line == {"taken_back": 1}


def test_a_count_on_no_judgement_says_so() -> None:
    found = count(Register.of(listing(1)))
    said_of_it = english(*cautions(found.k, found.compared, period=False))
    assert "The figures rest on no judgement." in said_of_it
    assert "0 judgement" not in said_of_it


def test_the_lists_that_tell_people_apart_are_named_with_how_many_people_stand_in_them() -> None:
    register = Register.of(listing(4, of_pair(1, "m0", "m1", "different", "A."), lists_once="people"))
    from isthmus.core.count import AtLevel, VictimFigures

    victims = [VictimFigures(f"m{n}", (AtLevel(1, 1, True), None, None)) for n in range(4)]
    found = telling_lists(victims, register.told_apart, list(pair_judgements(register)))
    assert [(each.kind, each.ids, each.people) for each in found.shown] == [("people", ("d1",), (4, 0, 0))]
    assert (found.total, found.judged) == (1, (("A.", 1),))
