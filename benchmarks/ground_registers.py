"""Random registers of 60 people, 30 of them with an alleged ground that hangs on nothing else, and their named list."""

import random
from dataclasses import dataclass

from isthmus.core.workbook.rows import Act, Document, Judgement, Mention, Place, Source, Statement, Workbook

__all__ = ["GROUNDS", "PEOPLE", "WITH_GROUND", "GroundRegister", "ground_register"]

PEOPLE, WITH_GROUND = 60, 30
GROUNDS = ("religion", "sexual_orientation")
TYPES = ("killing", "torture", "unlawful_detention")
REGIONS, VILLAGES, SOURCES = 3, 12, 6
MADE_UP = ("bar", "dol", "gim", "kor", "lun", "mev", "nar", "pol", "sut", "tir", "vag", "zem")


@dataclass(frozen=True)
class GroundRegister:
    """A register; who is in it by name, in random order, with all that describes them; who has a ground."""

    workbook: Workbook
    named: tuple[dict[str, str], ...]
    with_ground: frozenset[str]


def ground_register(seed: int) -> GroundRegister:
    """Return a register in which nothing but the column `ground`, and denials of it, says who has one."""
    rng = random.Random(seed)
    names = _names(rng)
    chosen = set(rng.sample(range(PEOPLE), WITH_GROUND))
    grounds = {at: rng.choice(GROUNDS) if at in chosen else "" for at in range(PEOPLE)}
    described = [_person(rng, name) for name in names]
    listed = [dict(each) for each in described]
    rng.shuffle(listed)
    rows = [_rows(rng, at, each, grounds[at]) for at, each in enumerate(described)]
    workbook = Workbook(
        sources=tuple(Source(f"s{n}", f"Outlet {n}", "outlet") for n in range(SOURCES)),
        places=(
            *(Place(f"r{n}", f"Region {n}", precision="region") for n in range(REGIONS)),
            *(
                Place(f"v{n}", f"Village {n}", parent=f"r{n % REGIONS}", precision="settlement")
                for n in range(VILLAGES)
            ),
        ),
        documents=tuple(Document(f"d{n}", f"Report {n}", (f"s{n}",), "yes") for n in range(SOURCES)),
        statements=tuple(row for statements, _acts, _mentions in rows for row in statements),
        acts=tuple(row for _statements, acts, _mentions in rows for row in acts),
        mentions=tuple(row for _statements, _acts, mentions in rows for row in mentions),
        judgements=tuple(
            _denied(at) for at in range(PEOPLE) if any(row.id == f"n{at}" for row in rows[at][1])
        ),
    )
    return GroundRegister(workbook, tuple(listed), frozenset(names[at] for at in chosen))


def _names(rng: random.Random) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < PEOPLE:
        words = ("".join(rng.choices(MADE_UP, k=2)).capitalize() for _ in range(2))
        found[" ".join(words)] = None
    return list(found)


def _person(rng: random.Random, name: str) -> dict[str, str]:
    month, day = rng.randint(3, 6), rng.randint(1, 28)
    return {
        "name": name,
        "sex": rng.choice(("male", "female")),
        "age": str(rng.randint(16, 60)),
        "home": f"v{rng.randrange(VILLAGES)}",
        "occupation": rng.choice(("farmer", "teacher", "driver", "")),
        "type": rng.choice(TYPES),
        "date": f"2017-{month:02}-{day:02}",
        "place": f"v{rng.randrange(VILLAGES)}",
        "source": f"s{rng.randrange(SOURCES)}",
    }


def _rows(
    rng: random.Random, at: int, of: dict[str, str], ground: str
) -> tuple[list[Statement], list[Act], list[Mention]]:
    """Return a person's statement, act and mention; half of the ids hold the name; some grounds are denied."""
    ref = f"{of['name'].lower().replace(' ', '-')}" if rng.random() < 0.5 else f"{at:03}"
    document = f"d{of['source'][1:]}"
    statements = [
        Statement(f"t{ref}", document, (of["source"],), "asserts", "first_hand", quote="So it was.")
    ]
    acts = [Act(f"a{at}", f"t{ref}", of["type"], "this", of["date"], of["place"], ground)]
    mention = Mention(
        f"m{ref}",
        f"a{at}",
        "victim",
        1,
        1,
        "individual",
        name=of["name"],
        sex=of["sex"],
        age=of["age"],
        home=of["home"],
        occupation=of["occupation"],
    )
    if rng.random() < 0.2:
        denied = "ground" if ground else rng.choice(("occurrence", "number"))
        statements.append(Statement(f"u{ref}", document, (of["source"],), "denies", "unknown", denies=denied))
        acts.append(Act(f"n{at}", f"u{ref}", of["type"], "this", of["date"], of["place"]))
    return statements, acts, [mention]


def _denied(at: int) -> Judgement:
    return Judgement(f"j{at}", "incident", f"a{at}", f"n{at}", "same", "analyst", "2026-01-01")
