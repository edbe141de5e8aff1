"""Following what a figure rests on, in an open desk: suppositions over the record, a document of many quotes."""

import re
import statistics
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from benchmarks.measure import Measure

if TYPE_CHECKING:
    from isthmus.cli.demo_check import Visitor
    from isthmus.store.desk.models import Document

__all__ = ["quotes", "suppositions"]

QUOTES, ASKED = 3_000, 20
WORDS = (
    "they",
    "took",
    "the",
    "men",
    "from",
    "a",
    "house",
    "at",
    "night",
    "and",
    "said",
    "nothing",
    "to",
    "us",
)


def suppositions(visitor: "Visitor", start: str) -> Iterator[Measure]:
    """Measure the record without one source: those with a part in most statements, which take longest."""
    chosen = visitor.get(urljoin(start, "/what-if/"))
    addresses = re.findall(r'href="(/what-if/\?source=[^"]+)"', chosen.html)[:ASKED]
    seconds = [visitor.get(urljoin(start, each)).milliseconds / 1000 for each in (addresses[0], *addresses)]
    yield Measure("the record without one source, first after a change of the register", seconds[0], "s")
    yield Measure(
        f"  then, the {len(addresses)} sources with most statements, slowest", max(seconds[1:]), "s", 2
    )
    yield Measure("  median of these", statistics.median(seconds[1:]), "s")


def quotes(visitor: "Visitor", start: str) -> Iterator[Measure]:
    """Measure the page of a document with thousands of quotes, coded in another order than that of the text."""
    document = _long_document()
    address = urljoin(start, f"/document/{document.uid}/")
    times = [visitor.get(address).milliseconds for _ in range(20)]
    yield Measure(f"page of a document with {QUOTES:,} quotes, first visit", times[0], "ms")
    yield Measure("  95th percentile of 20 visits", statistics.quantiles(times, n=20)[-1], "ms", 500)


def _long_document() -> "Document":
    """Put a document with its text and its statements into the register."""
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.import_workbook import apply_import, plan_import
    from isthmus.core.workbook.rows import Act, Document, Source, Statement, Workbook
    from isthmus.store.desk.django_setup import current_workspace
    from isthmus.store.desk.models import Document as DocumentRow

    rng = Random(1)
    said = [f"{n} {' '.join(rng.choices(WORDS, k=rng.randint(10, 30)))}." for n in range(QUOTES)]
    statement = Statement("q", "quoted", ("quoting",), "asserts", "first_hand")
    coded = enumerate(rng.sample(said, QUOTES))
    workbook = Workbook(
        sources=(Source("quoting", "A witness", "person"),),
        documents=(Document("quoted", "A long testimony", ("quoting",), "yes"),),
        statements=tuple(replace(statement, id=f"q{n:05}", quote=quote) for n, quote in coded),
        acts=tuple(Act(f"qa{n:05}", f"q{n:05}", "threat") for n in range(QUOTES)),
    )
    apply_import(plan_import(workbook), actor=owner())
    content = current_workspace().blobs.add("\n".join(said).encode())
    found = DocumentRow.objects.filter(ref="quoted")
    found.update(content=content, content_type="text/plain", content_size=len("\n".join(said)))
    return found.get()
