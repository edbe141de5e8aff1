"""Overlapping lists of invented people, with who is the same judged: what an estimate can be made from."""

from itertools import pairwise
from random import Random

from isthmus.core.workbook.rows import Act, Document, Judgement, Mention, Place, Source, Statement, Workbook

__all__ = ["LISTS", "overlapping"]

LISTS = ("Monitoring group", "Newspaper", "Legal aid", "Relatives' list")
REACH = (0.4, 0.35, 0.3, 0.45)
PLACES = ("p2", "p3")
YEARS = ("2017", "2018")
SEED = 11


def overlapping(people: int = 60, lists: int = 4, *, copied: bool = True) -> Workbook:
    """Lists that each reach some of the people; who is on two is judged the same. With `copied`, the second list took
    some of its statements from the first. s9 is under the control of s0; s8 documents a group and a nameless one.
    """
    rng = Random(SEED)
    mentions: list[Mention] = []
    judgements: list[Judgement] = []
    for person in range(people):
        place, year, sex = rng.choice(PLACES), rng.choice(YEARS), rng.choice(("male", "male", "female"))
        same = []
        for at in range(lists):
            if rng.random() < REACH[at]:
                name = f"Person{person:03} Exemplarov"
                made = f"m{person:05}{at}"
                mentions.append(
                    Mention(
                        made, f"a{at}{place}{year}", "victim", 1, 1, kind="individual", name=name, sex=sex
                    )
                )
                same.append(made)
        judgements += [
            Judgement(f"j{left}", "person", left, right, "same", "B", "2020-01-01T00:00:00Z")
            for left, right in pairwise(same)
        ]
    return Workbook(
        sources=(
            *(Source(f"s{at}", LISTS[at], "organisation") for at in range(lists)),
            Source("s8", "Regional paper", "outlet"),
            Source("s9", "Field office", "organisation", affiliation="s0"),
        ),
        places=(
            Place("p1", "Republic N"),
            Place("p2", "District A", parent="p1"),
            Place("p3", "District B", parent="p1"),
        ),
        documents=(
            *(Document(f"d{at}", f"List {at}", (f"s{at}",), "yes", published="2019") for at in range(lists)),
            Document("d8", "An article", ("s8",), "yes"),
            Document("d9", "Notes of the field office", ("s9",), "yes"),
        ),
        statements=(
            *(
                _statement(at, place, year, copied=copied)
                for at in range(lists)
                for place in PLACES
                for year in YEARS
            ),
            Statement("t8", "d8", ("s8",), "asserts", "first_hand"),
            Statement("t9", "d9", ("s9",), "asserts", "first_hand"),
        ),
        acts=(
            *(
                Act(f"a{at}{place}{year}", f"t{at}{place}{year}", "killing", date=year, place=place)
                for at in range(lists)
                for place in PLACES
                for year in YEARS
            ),
            Act("a8", "t8", "unlawful_detention", date="2017", place="p1"),
            Act("a9", "t9", "killing", date="2017/2018", place="p1"),
        ),
        mentions=tuple(
            sorted(
                (
                    *mentions,
                    Mention("m8001", "a8", "victim", 100, None, kind="group"),
                    Mention("m8002", "a8", "victim", 1, 1, kind="individual", sex="male"),
                    Mention("m9001", "a9", "victim", 1, 1, kind="individual", name="Adan Exemplarov"),
                    Mention("m9002", "a9", "perpetrator", 1, 1, kind="individual", name="Musa Exemplarov"),
                ),
                key=lambda each: each.id,
            )
        ),
        judgements=tuple(sorted(judgements, key=lambda each: each.id)),
    )


def _statement(at: int, place: str, year: str, *, copied: bool) -> Statement:
    from_first = copied and at == 1 and (place, year) == ("p2", "2017")
    told_by = ("s0",) if from_first else ()
    basis = "told" if from_first else "first_hand"
    return Statement(f"t{at}{place}{year}", f"d{at}", (f"s{at}",), "asserts", basis, told_by)
