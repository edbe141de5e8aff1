"""What lists owe to each other: a few pairs as sentences, many as one table."""

from itertools import permutations

from isthmus.core.messages import Message
from isthmus.web.desk.estimating.derivations import Derivation, derivations_of

NAMES = ("Court", "Aid", "Newspaper", "Relatives")


def copied(one, other):
    sentences = (
        Message("estimate.made_from", one=one, other=other),
        Message("estimate.documents_made_from", documents=2, of=5),
        Message("estimate.people_by_these_alone", n=7),
        Message("estimate.copied_names"),
    )
    return Message("estimate.objection", sentences=sentences)


def jointly(one, other):
    sentences = (
        Message("estimate.made_jointly", one=one, other=other),
        Message("estimate.documents_of_both", n=3),
        Message("estimate.copied_names"),
    )
    return Message("estimate.objection", sentences=sentences)


def test_two_are_told_in_full():
    told = [copied("Court", "Aid"), copied("Aid", "Court")]
    found = derivations_of(told)
    assert found.sentences == told == list(found.summary)
    assert not found.rows


def test_many_are_a_table_of_lists_by_lists_and_one_sentence():
    pairs = [copied(one, other) for one, other in permutations(NAMES, 2)]
    found = derivations_of(pairs)
    assert found.names == ["Aid", "Court", "Newspaper", "Relatives"]
    assert [name for name, _cells in found.rows] == found.names
    assert found.rows[0][1] == [None, *[Derivation(2, 5, 7, jointly=False)] * 3]
    assert found.summary[0] == Message("estimate.lists_made_from_others", n=12)
    assert len(found.summary) == 2


def test_documents_in_common_stand_on_both_sides():
    found = derivations_of(
        [jointly("Court", "Aid"), copied("Court", "Newspaper"), copied("Aid", "Newspaper")]
    )
    rows = dict(found.rows)
    assert rows["Court"][0] == rows["Aid"][1] == Derivation(3, 0, 0, jointly=True)
    assert rows["Newspaper"] == [None, None, None]


def test_what_was_kept_as_json_reads_the_same():
    kept = [Message.from_json(copied(one, other).as_json()) for one, other in permutations(NAMES, 2)]
    assert (
        derivations_of(kept).rows == derivations_of([copied(*each) for each in permutations(NAMES, 2)]).rows
    )
