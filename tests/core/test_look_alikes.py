"""Look-alikes of sources and places against pairs tried one by one, and what they would change."""

from dataclasses import replace
from itertools import combinations
from random import Random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.corroborate import corroborate_incident, lines_if_one
from isthmus.core.names.name_keys import name_keys
from isthmus.core.register import Register
from isthmus.core.workbook.alike_names import keys_of
from isthmus.core.workbook.rows import Judgement, Place, Source, Workbook
from tests.core.small_registers import AT, often, workbooks

NAMES = ("Radio Valley", "radio valley", "RADIO-VALLEY", "Радио Валлеи", "Hill News", "hill news", "?")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Radio Valley", "radio  valley"),
        ("Radio-Valley", "“Radio Valley”"),
        ("R.V.N.", "RVN"),
        ("Café", "CAFE\N{COMBINING ACUTE ACCENT}"),
        ("Française", "Francaise"),
        ("Şeher", "Sheher"),
        ("Радио Долина", "Radio Dolina"),
        ("Вечерний Грозный", "Vecherniy Groznyy"),
        ("რადიო", "radio"),
        ("الوادي", "الوادى"),
        ("İSTANBUL", "istanbul"),
        ("Straße", "STRASSE"),
        ("Channel ٢", "Channel 2"),
    ],
)
def test_names_that_differ_in_writing_alone_share_a_key(one, other):
    assert name_keys(one) & name_keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Radio Valley", "Radio Valleys"),
        ("Channel 1", "Channel 2"),
        ("北京 Radio", "Radio"),
        ("?", "…"),
        ("", ""),
        ("Δίκη", "Dike"),
    ],
)
def test_other_names_share_none(one, other):
    assert not name_keys(one) & name_keys(other)


def book_of(random: Random) -> Workbook:
    """Draw sources and places with few names, and judgements about them."""
    sources = tuple(Source(f"s{n}", random.choice(NAMES), "outlet") for n in range(random.randint(2, 7)))
    places = tuple(
        Place(
            f"p{n}",
            random.choice(NAMES),
            random.choice(["", *NAMES]),
            parent=f"p{n - 1}" if n % 3 == 2 else "",
        )
        for n in range(random.randint(2, 6))
    )
    judgements = []
    for kind, rows in (("source", sources), ("place", places)):
        for left, right in combinations([row.id for row in rows], 2):
            if random.random() < 0.3:
                decision = random.choice(["same", "different", "different"])
                judgements.append(Judgement(f"j{len(judgements)}", kind, left, right, decision, "R", AT))
    return Workbook(sources=sources, places=places, judgements=tuple(judgements))


def open_pairs(register: Register, kind: str) -> set[tuple[str, str]]:
    """Return the pairs that are perhaps one, each looked at by itself."""
    rows = register.sources if kind == "source" else register.places
    decided = register.on_sources if kind == "source" else register.on_places
    owner = {each: register.place_of[each] if kind == "place" else register.controlled[each] for each in rows}
    parted = {
        frozenset((owner[left], owner[right]))
        for (left, right), said in decided.by_pair.items()
        if said == {"different"}
    }
    parted |= {
        frozenset((owner[each], owner[above]))
        for each in rows
        for above in (register.places_upward[each][1:] if kind == "place" else ())
    }
    return {
        (one, other)
        for one, other in combinations(sorted(rows), 2)
        if keys_of(rows[one]) & keys_of(rows[other])
        and owner[one] != owner[other]
        and frozenset((owner[one], owner[other])) not in parted
    }


@often
@given(st.integers(0, 2**32))
def test_every_pair_that_is_open_stands_in_a_group_and_nothing_else_does(seed):
    register = Register.of(book_of(Random(seed)))
    for kind in ("source", "place"):
        pairs = open_pairs(register, kind)
        groups = [set(each.ids) for each in register.look_alikes if each.kind == kind]
        for pair in pairs if kind == "source" else ():
            assert sum(group.issuperset(pair) for group in groups) == 1
        for pair in pairs:
            # A place is alike by a name that lies within another pair, too: the pair stands in a group all the same.
            assert any(group.issuperset(pair) for group in groups)
        for group in groups:
            inside = {each for pair in pairs if group.issuperset(pair) for each in pair}
            assert inside == group or kind == "place"
            assert inside


def named_alike(book: Workbook) -> Workbook:
    """Return the register with every second source named as the one before, in capitals."""
    sources = tuple(
        replace(row, name=f"Outlet {n // 2}".upper() if n % 2 else f"outlet {n // 2}")
        for n, row in enumerate(book.sources)
    )
    return replace(book, sources=sources)


@often
@given(workbooks())
def test_what_an_incident_would_have_is_what_judging_gives(drawn: Workbook):
    book = named_alike(drawn)
    register = Register.of(book)
    for incident in register.incidents:
        lines = corroborate_incident(register, incident).support.lines
        told = {each.sources: each.lines for each in lines_if_one(register, incident, lines)}
        assert all(fewer < lines for fewer in told.values())
        for group in register.look_alikes:
            if group.kind == "source":
                one, other = group.ids[0], group.ids[-1]
                joined = Judgement("zz", "source", one, other, "same", "R", AT)
                judged = Register.of(replace(book, judgements=(*book.judgements, joined)))
                fewer = corroborate_incident(judged, incident).support.lines
                assert (fewer < lines) == any(set(each) <= set(group.ids) for each in told)
                assert fewer >= lines or fewer in told.values()


def test_what_is_judged_or_sealed_or_closed_is_not_reported():
    sources = (
        Source("s0", "Radio Valley", "outlet"),
        Source("s1", "radio valley", "outlet"),
        Source("s2", "RADIO VALLEY", "outlet", protection="sealed"),
        Source("s3", "sealed-" + "0" * 32, "outlet"),
        Source("s4", "sealed-" + "0" * 32, "outlet"),
    )
    book = Workbook(sources=sources)
    assert [each.ids for each in Register.of(book).look_alikes] == [("s0", "s1")]
    for decision in ("same", "different"):
        judged = (Judgement("j", "source", "s0", "s1", decision, "R", AT),)
        assert not Register.of(replace(book, judgements=judged)).look_alikes


def test_a_place_and_the_one_in_which_it_lies_are_two():
    places = (Place("p0", "Valley"), Place("p1", "valley", parent="p0"), Place("p2", "Hill", "VALLEY"))
    (found,) = Register.of(Workbook(places=places)).look_alikes
    assert found.members == (("p0",), ("p1",), ("p2",))
    assert all(name_keys("Vallèy") <= keys_of(row) for row in places)


def test_a_group_of_many_is_one_report_and_fast():
    sources = tuple(
        Source(f"s{n:05}", f"Radio Valley {n % 25_000}" if n < 49_000 else "a resident", "person")
        for n in range(50_000)
    )
    different = tuple(
        Judgement(f"j{n}", "source", "s49000", f"s{n}", "different", "R", AT) for n in range(49_001, 49_400)
    )
    start = process_time()
    found = Register.of(Workbook(sources=sources, judgements=different)).look_alikes
    assert process_time() - start < 5
    assert len(found) == 24_001
    assert max(len(each.ids) for each in found) == 1_000
