"""Search over 100,000 statements with quotes, and the texts of their documents: the page as a browser asks for it."""

import os
import re
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from benchmarks.measure import Measure
from benchmarks.visiting import Visited, visited

if TYPE_CHECKING:
    from isthmus.cli.demo_check import Visitor

__all__ = ["measures", "searches"]

STATEMENTS = int(os.environ.get("ISTHMUS_BENCH_SEARCH_STATEMENTS", "100000"))
VISITS = 10  # of each question
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
    from benchmarks.desk import import_rows, open_desk
    from benchmarks.desk_register import desk_register, put_texts
    from isthmus.cli.demo_check import Visitor

    with tempfile.TemporaryDirectory() as folder, ExitStack() as held:
        link = open_desk(Path(folder) / "workspace", held)
        rng = Random(1)
        import_rows(desk_register(STATEMENTS, rng))
        put_texts(rng)
        visitor = Visitor()
        start = visitor.get(link).url
        yield from searches(visitor, start, STATEMENTS)


def searches(visitor: "Visitor", start: str, statements: int) -> Iterator[Measure]:
    """Ask each question some times, in a desk that holds so many statements with their texts."""
    wall, own = [], []
    for name, words in QUESTIONS.items():
        times = [_search(visitor, start, words) for _ in range(VISITS)]
        wall += [each.wall for each in times]
        own += [each.cpu for each in times]
        slowest = max(each.wall for each in times)
        cpu = max(each.cpu for each in times)
        yield Measure(f"  {name}: slowest of {VISITS} (CPU {cpu:.0f} ms)", slowest, "ms", 200)
    for kind, listed in (("", wall), (", CPU", own)):
        p95 = statistics.quantiles(listed, n=20)[-1]
        yield Measure(f"search, 95th percentile, {statements:,} statements with texts{kind}", p95, "ms", 200)


def _search(visitor: "Visitor", start: str, words: str) -> Visited:
    """Return the milliseconds from sending words to having the page of what was found."""
    page = visitor.get(urljoin(start, "/search/"))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.html)
    assert token is not None
    fields = {"csrfmiddlewaretoken": token[1], "words": words}
    return visited(lambda: visitor.get(urljoin(start, "/search/"), fields))
