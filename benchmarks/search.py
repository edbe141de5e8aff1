"""Search over 100,000 statements with quotes, and the texts of their documents: the page as a browser asks for it."""

import os
import re
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import batched
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from benchmarks.measure import Measure

if TYPE_CHECKING:
    from isthmus.cli.demo_check import Visitor
    from isthmus.core.workbook.rows import Workbook

__all__ = ["measures"]

STATEMENTS = int(os.environ.get("ISTHMUS_BENCH_SEARCH_STATEMENTS", "100000"))
VISITS = 10  # of each question
# Of a quote, and of the text of each document; there are as many documents as a large monitoring group holds.
QUOTE_WORDS, TEXT_WORDS, DOCUMENTS = 25, 2_000, STATEMENTS // 20
# So many names are not in one of the questions, as in a real register.
OTHER_NAMES = 0.97

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
QUESTIONS = {
    "a name in its script": "Щербаков",
    "a name in another script": "Shcherbakov",
    "a name of two words in another script": "Ahmad Nadirov",
    "a name written as one word": "عبدالله",
    "a frequent word": "bade",
    "the beginning of most words": "ba",
    "one letter": "b",
    "two frequent words": "bade figo",
    "a rare word": "zoxeyicuwa",
    "a word that stands nowhere": "nowherewritten",
    "ten words": "bade figo lume napi rosu tave zoka hijo cuwa xeyi",
}


def measures() -> Iterator[Measure]:
    """Measure through the store and the real server, encrypted."""
    from benchmarks.desk import open_desk
    from isthmus.cli.demo_check import Visitor

    with tempfile.TemporaryDirectory() as folder, ExitStack() as held:
        link = open_desk(Path(folder) / "workspace", held)
        _fill(Random(1))
        visitor = Visitor()
        start = visitor.get(link).url
        yield from _asked(visitor, start)


def _fill(rng: Random) -> None:
    """Put a register with quotes and texts into the workspace."""
    from benchmarks.desk import import_rows
    from benchmarks.synthetic import register

    import_rows(_worded(register(STATEMENTS), rng))
    _put_texts(rng)


def _worded(workbook: "Workbook", rng: Random) -> "Workbook":
    """Return the workbook with quotes of their own, names of people, and fewer documents."""
    documents = workbook.documents[:DOCUMENTS]
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


def _put_texts(rng: Random) -> None:
    """Give each document a text, as pasting one does, and index it."""
    from django.db import transaction

    from isthmus.store.desk.derive import index_words
    from isthmus.store.desk.django_setup import current_workspace
    from isthmus.store.desk.models import Document

    blobs = current_workspace().blobs
    for some in batched(Document.objects.order_by("pk"), 500):
        for each in some:
            found = blobs.add_pieces([f"{_text(rng, TEXT_WORDS)} {_name(rng)}".encode()])
            each.content, each.content_type, each.content_size = found.name, "text/plain", found.size
        with transaction.atomic():
            Document.objects.bulk_update(some, ["content", "content_type", "content_size"])
            index_words("documents", [each.pk for each in some])


def _text(rng: Random, words: int) -> str:
    """Return invented words, a few of them frequent and most of them rare."""
    lengths = rng.choices((2, 3, 4, 5), (6, 3, 2, 1), k=words)
    return " ".join("".join(SYLLABLES[int(20 * rng.random() ** 2)] for _ in range(n)) for n in lengths)


def _name(rng: Random) -> str:
    if rng.random() < OTHER_NAMES:
        return f"{_text(rng, 1).title()} {_text(rng, 1).title()}"
    script = rng.randrange(3)
    return f"{rng.choice(GIVEN)[script]} {rng.choice(FAMILIES)[script]}"


def _asked(visitor: "Visitor", start: str) -> Iterator[Measure]:
    times: list[float] = []
    for name, words in QUESTIONS.items():
        own = [_search(visitor, start, words) for _ in range(VISITS)]
        times += own
        yield Measure(f"  {name}: slowest of {VISITS}", max(own), "ms", 200)
    p95 = statistics.quantiles(times, n=20)[-1]
    yield Measure(f"search, 95th percentile, {STATEMENTS:,} statements with texts", p95, "ms", 200)


def _search(visitor: "Visitor", start: str, words: str) -> float:
    """Return the milliseconds from sending words to having the page of what was found."""
    page = visitor.get(urljoin(start, "/search/"))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.html)
    assert token is not None
    found = visitor.get(urljoin(start, "/search/"), {"csrfmiddlewaretoken": token[1], "words": words})
    assert found.status == 200
    return found.milliseconds
