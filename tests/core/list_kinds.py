"""Five kinds of lists as monitors publish them, of people who are invented: who is meant by each entry is known.

Each kind is a register in three states: as brought in; after a link run, which joined what is spelt alike; and after a
review, in which people said the same, different or unsure of what only resembles. Nothing that is said is false, so no
minimum may exceed the number of the dead who are listed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from isthmus.core.workbook.rows import Act, Document, Judgement, Mention, Place, Source, Statement, Workbook

__all__ = [
    "KINDS",
    "ListedKind",
    "incidents",
    "nameless",
    "one_statement",
    "overlapping",
    "people",
    "two_lists",
]

AT = "2026-01-01T00:00:00Z"
RUN, REVIEWER = "link run 1", "a reviewer"
FIRST = ("Amba", "Belo", "Cita", "Dorun", "Elva", "Fasim", "Goro", "Hanat", "Ilmo", "Jesta", "Karu", "Lomi")
LAST = (
    "Arnov",
    "Bexley",
    "Corrin",
    "Dastan",
    "Emrik",
    "Falco",
    "Gurman",
    "Hollis",
    "Istok",
    "Jarnas",
    "Kelvar",
)
VOWELS = str.maketrans("aou", "oua")
SOURCES = (
    Source("s1", "Ministry of the example", "authority"),
    Source("s2", "Monitor of the example", "organisation"),
)
PLACES = (Place("r", "A region"), *(Place(f"v{n}", f"Village {n}", parent="r") for n in range(1, 41)))


@dataclass(frozen=True)
class Person:
    """One dead person: the day and village are those of the incident."""

    name: str
    day: str
    village: str


@dataclass(frozen=True)
class ListedKind:
    """A register of one kind in its three states, how many dead are in it in truth, and the minimum of each state."""

    brought_in: Workbook
    linked: Workbook
    reviewed: Workbook
    truth: int
    minimums: tuple[int, int, int]

    @property
    def states(self) -> tuple[Workbook, Workbook, Workbook]:
        """Return the register before the link run, after it, and after the review."""
        return self.brought_in, self.linked, self.reviewed


def drawn_people(n: int, rng: Random) -> list[Person]:
    """Draw n dead; every seventh has the name of the one before, and died on another day."""
    found: list[Person] = []
    for at in range(n):
        name = f"{rng.choice(FIRST)}{at // 7} {rng.choice(LAST)}"
        day = date(2017, 1, 1) + timedelta(days=at % 360)
        found.append(
            Person(found[-1].name if at % 7 == 6 else name, day.isoformat(), f"v{rng.randint(1, 40)}")
        )
    return found


def _rows(
    prefix: str, document: str, source: str, entries: Sequence[Person]
) -> tuple[tuple[Statement, ...], tuple[Act, ...], tuple[Mention, ...]]:
    """Return one statement, act and mention for each entry."""
    ids = [f"{prefix}{at:06}" for at in range(len(entries))]
    return (
        tuple(Statement(f"t{each}", document, (source,), "asserts", "record") for each in ids),
        tuple(
            Act(f"a{each}", f"t{each}", "killing", date=who.day, place=who.village, outcome="death")
            for each, who in zip(ids, entries, strict=True)
        ),
        tuple(
            Mention(f"m{each}", f"a{each}", "victim", 1, 1, kind="individual", name=who.name)
            for each, who in zip(ids, entries, strict=True)
        ),
    )


def _list_of_people(prefix: str, document: str, source: str, entries: Sequence[Person]) -> Workbook:
    statements, acts, mentions = _rows(prefix, document, source, entries)
    title = Document(document, f"The list {document}", (source,), "yes", lists_once="people")
    return Workbook(SOURCES, PLACES, (title,), statements, acts, mentions)


def one_statement(n: int, rng: Random) -> ListedKind:
    """Draw a notice: one statement, one act, n people by name."""
    mentions = tuple(
        Mention(f"m{at:06}", "a1", "victim", 1, 1, kind="individual", name=who.name)
        for at, who in enumerate(drawn_people(n, rng))
    )
    book = Workbook(
        SOURCES,
        PLACES,
        (Document("d1", "A notice", ("s2",), "yes"),),
        (Statement("t1", "d1", ("s2",), "asserts", "first_hand"),),
        (Act("a1", "t1", "killing", date="2017", place="r", outcome="death"),),
        mentions,
    )
    return ListedKind(book, book, book, n, (n, n, n))


def people(n: int, rng: Random) -> ListedKind:
    """Draw a list of n people, one row each, that sets out to name each once."""
    book = _list_of_people("x", "d1", "s1", drawn_people(n, rng))
    return ListedKind(book, book, book, n, (n, n, n))


def incidents(n: int, rng: Random, *, total: bool = True) -> ListedKind:
    """Draw a list of n incidents with numbers, one of them undated, and with its own total of all the dead.

    Without the total the undated one is not added up: it may be one of the others.
    """
    villages = [(day, village) for day in range(360) for village in range(1, 41)]
    chosen, numbers = rng.sample(villages, n), [rng.randint(1, 9) for _ in range(n)]
    dates = ["", *((date(2017, 1, 1) + timedelta(days=day)).isoformat() for day, _ in chosen[1:])]
    ids, dead = [f"i{at:06}" for at in range(n)], sum(numbers)
    book = Workbook(
        SOURCES,
        PLACES,
        (Document("d1", "A list of incidents", ("s2",), "yes", lists_once="incidents"),),
        tuple(Statement(f"t{each}", "d1", ("s2",), "asserts", "record") for each in ids),
        tuple(
            Act(f"a{each}", f"t{each}", "killing", date=day, place=f"v{village}", outcome="death")
            for each, day, (_, village) in zip(ids, dates, chosen, strict=True)
        ),
        tuple(
            Mention(f"m{each}", f"a{each}", "victim", number, number, within="m0" if total else "")
            for each, number in zip(ids, numbers, strict=True)
        ),
    )
    if not total:
        return ListedKind(book, book, book, dead, (dead - numbers[0],) * 3)
    book = replace(
        book,
        statements=(*book.statements, Statement("t0", "d1", ("s2",), "asserts", "record")),
        acts=(*book.acts, Act("a0", "t0", "killing", date="2017", outcome="death")),
        mentions=(*book.mentions, Mention("m0", "a0", "victim", dead, dead, kind="group")),
    )
    return ListedKind(book, book, book, dead, (dead,) * 3)


def two_lists(
    first: int, second: int, shared: int, doubtful: int, rng: Random, *, unknown: Callable[[int], bool]
) -> ListedKind:
    """Draw two lists, of whom `shared` people stand in both, half of them spelt alike and `doubtful` spelt otherwise.

    `doubtful` others of the second list have the name of somebody of the first. `unknown` tells of which entries of
    the second list, by place, the name is not known; of those who stand in both it is.
    """
    everyone = drawn_people(first + second - shared, rng)
    listed, other = everyone[:first], [*everyone[:shared], *everyone[first:]]
    otherwise, alike = range(doubtful), range(doubtful, shared)
    namesakes = {shared + at: shared + at for at in range(doubtful)}
    entries = [
        replace(who, name="N.N.")
        if at >= shared + doubtful and unknown(at)
        else replace(who, name=who.name.translate(VOWELS))
        if at in otherwise
        else replace(who, name=listed[namesakes[at]].name)
        if at in namesakes
        else who
        for at, who in enumerate(other)
    ]
    one, two = _list_of_people("x", "d1", "s1", listed), _list_of_people("y", "d2", "s2", entries)
    book = replace(
        one,
        documents=one.documents + two.documents,
        statements=one.statements + two.statements,
        acts=one.acts + two.acts,
        mentions=one.mentions + two.mentions,
    )
    joined = tuple(_judged("js", at, at, "same", RUN) for at in alike)
    said = [("same" if at % 3 else "unsure") for at in otherwise]
    of_namesakes = [("different" if at % 2 else "unsure") for at in range(doubtful)]
    reviewed = (
        *(_judged("jo", at, at, decision, REVIEWER) for at, decision in zip(otherwise, said, strict=True)),
        *(
            _judged("jn", left, right, decision, REVIEWER)
            for (right, left), decision in zip(namesakes.items(), of_namesakes, strict=True)
        ),
        Judgement("je", "person", "", "", "examined", RUN, AT),
    )
    linked = replace(book, judgements=joined)
    nobody = sum(each.name == "N.N." for each in entries)
    largest = max(first, second)
    after = first + second - shared - nobody - of_namesakes.count("unsure")
    return ListedKind(
        book,
        linked,
        replace(linked, judgements=(*joined, *reviewed)),
        len(everyone),
        (largest, largest, max(after, second)),
    )


def _judged(prefix: str, left: int, right: int, decision: str, by: str) -> Judgement:
    return Judgement(f"{prefix}{left:06}", "person", f"mx{left:06}", f"my{right:06}", decision, by, AT)


def overlapping(n: int, rng: Random) -> ListedKind:
    """Draw two lists that name each once, of n and n/2 people, a quarter of n in both."""
    return two_lists(n, n // 2, n // 4, n // 10, rng, unknown=lambda _: False)


def nameless(n: int, rng: Random) -> ListedKind:
    """Draw the same with every third of the second list not known by name."""
    return two_lists(n, n // 2, n // 4, n // 20, rng, unknown=lambda at: at % 3 == 0)


KINDS: Mapping[str, Callable[[int, Random], ListedKind]] = {
    "one statement with many mentions": one_statement,
    "one row a person": people,
    "one row an incident, with numbers": incidents,
    "two overlapping lists": overlapping,
    "a list with N.N. beside one with names": nameless,
}
