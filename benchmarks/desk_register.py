"""The register that the desk is measured on: quotes and names in three scripts, texts of documents, and three lists.

Of the lists, one is a statement that names thousands, one has a row a person, one a row an incident with a number.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import batched
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from isthmus.core.workbook.rows import Workbook

__all__ = ["desk_register", "put_texts"]

# Of a quote, and of the text of each document; there are as many documents as a large monitoring group holds.
QUOTE_WORDS, TEXT_WORDS, STATEMENTS_A_DOCUMENT = 25, 2_000, 20
# So many names are not in one of the questions, as in a real register.
OTHER_NAMES = 0.97
# Of all statements, how many are rows of the two lists that have some; and how many people the third names at once.
ROWS_OF_PEOPLE, ROWS_OF_INCIDENTS, PEOPLE_AT_ONCE = 0.03, 0.01, 0.06

# Invented family and given names, each as three scripts write it.
FAMILIES = (
    ("Shcherbakov", "Щербаков", "شيرباكوف"),
    ("Kadyrzade", "Кадырзаде", "قاديرزاده"),
    ("Daroshvili", "Дарошвили", "داروشفيلي"),
    ("Nadirov", "Надиров", "ناديروف"),
)
GIVEN = (
    ("Ahmad", "Ахмад", "أحمد"),
    ("Yusuf", "Юсуф", "يوسف"),
    ("Mustafa", "Мустафа", "مصطفى"),
    ("Abdullah", "Абдулла", "عبد الله"),
)
SYLLABLES = [
    first + second for first, second in zip("bdfglmnprstvzkhjcwxy", "aeioueaiouaeoaiouaei", strict=True)
]


def desk_register(statements: int, rng: Random) -> "Workbook":
    """Return a workbook with so many statements, three lists among them."""
    from benchmarks.synthetic import register

    people, incidents = int(statements * ROWS_OF_PEOPLE), int(statements * ROWS_OF_INCIDENTS)
    return _with_lists(
        _worded(register(statements - 1 - people - incidents), rng),
        rng,
        at_once=int(statements * PEOPLE_AT_ONCE),
        people=people,
        incidents=incidents,
    )


def _worded(workbook: "Workbook", rng: Random) -> "Workbook":
    """Return the workbook with quotes of their own, names of people, and fewer documents."""
    documents = workbook.documents[: max(1, len(workbook.statements) // STATEMENTS_A_DOCUMENT)]
    return replace(
        workbook,
        documents=documents,
        statements=tuple(
            replace(
                each,
                document=documents[n % len(documents)].id,
                quote=f"{_text(rng, QUOTE_WORDS)} {_name(rng)}",
            )
            for n, each in enumerate(workbook.statements)
        ),
        mentions=tuple(replace(each, name=_name(rng)) if each.name else each for each in workbook.mentions),
    )


def _with_lists(
    workbook: "Workbook", rng: Random, *, at_once: int, people: int, incidents: int
) -> "Workbook":
    from isthmus.core.workbook.rows import Act, Document, Mention, Statement

    source, places = workbook.sources[0].id, [each.id for each in workbook.places]
    said, acts, mentions = list(workbook.statements), list(workbook.acts), list(workbook.mentions)

    def stated(document: str, n: int, year: int) -> str:
        row = f"{document}-{n:06}"
        said.append(Statement(f"t-{row}", document, (source,), "asserts", "record", locator=f"row {n}"))
        day = f"{year}-{1 + n % 12:02}-{1 + n % 28:02}"
        acts.append(Act(f"a-{row}", f"t-{row}", "killing", date=day, place=places[n % len(places)]))
        return row

    def named(row: str, n: int) -> None:
        mentions.append(Mention(f"m-{row}-{n:06}", f"a-{row}", "victim", 1, 1, name=_name(rng)))

    first = stated("list-1", 0, 2017)
    for n in range(at_once):
        named(first, n)
    for n in range(people):
        named(stated("list-2", n, 2018), 0)
    for n in range(incidents):
        row, dead = stated("list-3", n, 2019), rng.choice((1, 2, 5, 14))
        mentions.append(Mention(f"m-{row}", f"a-{row}", "victim", dead, dead))
    lists = (
        Document(f"list-{n}", f"List {n}", (source,), "yes", lists_once=once)
        for n, once in enumerate(("people", "people", "incidents"), start=1)
    )
    return replace(
        workbook,
        documents=(*workbook.documents, *lists),
        statements=tuple(said),
        acts=tuple(acts),
        mentions=tuple(mentions),
    )


def put_texts(rng: Random) -> None:
    """Give each document of the open workspace a text, as pasting one does, and index it."""
    from django.db import transaction

    from isthmus.store.desk.derive import index_words
    from isthmus.store.desk.django_setup import current_workspace
    from isthmus.store.desk.models import Document

    blobs = current_workspace().blobs
    for some in batched(Document.objects.order_by("pk"), 500):
        for each in some:
            found = blobs.add_pieces(_pasted(rng))
            each.content, each.content_type, each.content_size = found.name, "text/plain", found.size
        with transaction.atomic():
            Document.objects.bulk_update(some, ["content", "content_type", "content_size"])
            index_words("documents", [each.pk for each in some])


def _pasted(rng: Random) -> Iterator[bytes]:
    yield f"{_text(rng, TEXT_WORDS)} {_name(rng)}".encode()


def _text(rng: Random, words: int) -> str:
    """Return invented words, a few of them frequent and most of them rare."""
    lengths = rng.choices((2, 3, 4, 5), (6, 3, 2, 1), k=words)
    return " ".join("".join(SYLLABLES[int(20 * rng.random() ** 2)] for _ in range(n)) for n in lengths)


def _name(rng: Random) -> str:
    if rng.random() < OTHER_NAMES:
        return f"{_text(rng, 1).title()} {_text(rng, 1).title()}"
    script = rng.randrange(3)
    return f"{rng.choice(GIVEN)[script]} {rng.choice(FAMILIES)[script]}"
