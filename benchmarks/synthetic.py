"""A seeded synthetic register of any size: about 10 statements an incident, as a busy monitoring group would have.

Sources are cited unevenly (a few outlets carry most), a third of what is said is second hand through one or two
others, some documents are not held, some statements deny or retract, groups are counted with open upper ends, and
reports are joined into incidents and persons by judgements, as people and link runs would make them.
"""

from random import Random

from isthmus.core.workbook.rows import (
    Act,
    Document,
    Judgement,
    Mention,
    Place,
    Source,
    Statement,
    Workbook,
)

__all__ = ["register"]

TYPES = ("unlawful_detention", "torture", "killing", "enforced_disappearance", "house_raid", "threat")
GROUNDS = ("", "", "ethnicity", "religion", "political_opinion")
BASES = ("first_hand", "first_hand", "told", "told", "told", "record", "unknown")
KINDS = ("person", "person", "person", "outlet", "organisation", "authority", "protected", "anonymous")
PER_INCIDENT = 10
AT = "2026-01-01T00:00:00Z"


def register(statements: int, seed: int = 1) -> Workbook:
    """Return a sound workbook with this many statements, one incident for every ten."""
    return _Generator(statements, Random(seed)).workbook()


class _Generator:
    """Draws rows in id order; ids are numbered with leading zeros so that their order is their number.

    Rows that name the same row or date hold one text together, as a workbook does that was read from its files.
    """

    def __init__(self, statements: int, rng: Random) -> None:
        self.rng = rng
        self.incidents = max(1, statements // PER_INCIDENT)
        self.statements = statements
        self.sources = max(12, statements // 100)
        self.documents = max(6, statements // 4)
        self.places = max(4, statements // 5_000)
        self.source_ids = [_id("s", n) for n in range(self.sources)]
        self.alone = [(each,) for each in self.source_ids]
        self.document_ids = [_id("d", n) for n in range(self.documents)]
        self.place_ids = [_id("p", n) for n in range(self.places)]
        self.texts: dict[str, str] = {}

    def workbook(self) -> Workbook:
        said, acts, mentions, judgements = self._reports()
        return Workbook(
            sources=tuple(self._source(n) for n in range(self.sources)),
            places=tuple(
                Place(each, f"Place {n}", parent=self.place_ids[n // 8] if n else "")
                for n, each in enumerate(self.place_ids)
            ),
            documents=tuple(self._document(n) for n in range(self.documents)),
            statements=tuple(said),
            acts=tuple(acts),
            mentions=tuple(mentions),
            judgements=tuple(judgements),
        )

    def _any_source(self) -> str:
        return self._any_alone()[0]

    def _any_alone(self) -> tuple[str, ...]:
        # Squared, so that the first sources are cited far more often than the last.
        return self.alone[int(self.sources * self.rng.random() ** 2)]

    def _once(self, text: str) -> str:
        return self.texts.setdefault(text, text)

    def _source(self, n: int) -> Source:
        kind = self.rng.choice(KINDS)
        affiliation = self.source_ids[n // 2] if n and self.rng.random() < 0.05 else ""
        return Source(self.source_ids[n], f"Source {n}", kind, affiliation)

    def _document(self, n: int) -> Document:
        held = "yes" if self.rng.random() < 0.85 else "no"
        return Document(self.document_ids[n], f"Document {n}", self._any_alone(), held)

    def _reports(self) -> tuple[list[Statement], list[Act], list[Mention], list[Judgement]]:
        said: list[Statement] = []
        acts: list[Act] = []
        mentions: list[Mention] = []
        judgements: list[Judgement] = []
        for n in range(self.statements):
            incident = n % self.incidents
            said.append(self._statement(n))
            acts.append(self._act(n, said[n].id, incident))
            mentions.append(self._victim(n, acts[n].id, incident))
            first = n == incident
            if not first:
                judgements.append(_judged(len(judgements), "incident", acts[incident].id, acts[n].id))
                if self.rng.random() < 0.7:
                    judgements.append(
                        _judged(len(judgements), "person", mentions[incident].id, mentions[n].id)
                    )
        return said, acts, mentions, judgements

    def _statement(self, n: int) -> Statement:
        rng = self.rng
        basis = rng.choice(BASES)
        told_by = tuple(dict.fromkeys(self._any_source() for _ in range(rng.choice((0, 1, 1, 2)))))
        return Statement(
            _id("t", n),
            self.document_ids[rng.randrange(self.documents)],
            self._any_alone(),
            "denies" if n >= self.incidents and rng.random() < 0.03 else "asserts",
            basis,
            told_by=told_by if basis == "told" else (),
            via=self._any_alone() if rng.random() < 0.3 else (),
            locator=self._once(f"p. {n % 30}"),
            quote=f"Report {n} tells what happened in the words of its speaker.",
        )

    def _act(self, n: int, statement: str, incident: int) -> Act:
        kind = TYPES[incident % len(TYPES)]
        date = self._once(f"20{10 + incident % 15:02}-{1 + incident % 12:02}")
        place = self.place_ids[incident % self.places]
        return Act(_id("a", n), statement, kind, date=date, place=place, ground=self.rng.choice(GROUNDS))

    def _victim(self, n: int, act: str, incident: int) -> Mention:
        group = incident % 9 == 0
        low = self.rng.choice((3, 5, 12)) if group else 1
        name = "" if group or self.rng.random() < 0.4 else f"Person {incident}"
        return Mention(_id("m", n), act, "victim", low, None if group else 1, name=name)


def _judged(n: int, kind: str, left: str, right: str) -> Judgement:
    return Judgement(_id("j", n), kind, left, right, "same", "analyst", AT, because="same week, same place")


def _id(letter: str, n: int) -> str:
    return f"{letter}{n:08}"
