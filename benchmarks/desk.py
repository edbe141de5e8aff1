"""The desk with 100,000 statements: importing them, saving drafts meanwhile, and every page afterwards."""

import os
import statistics
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin

from benchmarks.following import quotes, suppositions
from benchmarks.measure import Measure, Memory, timed
from benchmarks.search import searches
from benchmarks.visiting import visited

if TYPE_CHECKING:
    from isthmus.cli.demo_check import Visitor
    from isthmus.core.workbook.rows import Workbook

__all__ = ["import_rows", "measures", "open_desk"]

STATEMENTS = int(os.environ.get("ISTHMUS_BENCH_DESK_STATEMENTS", "100000"))
VISITS = 40


def measures() -> Iterator[Measure]:
    """Measure through the store and the real server, encrypted."""
    from benchmarks.desk_register import desk_register, put_texts
    from isthmus.files.workbook import write_csv

    with tempfile.TemporaryDirectory() as folder, ExitStack() as held:
        workbook = Path(folder) / "workbook"
        rng = Random(1)
        write_csv(desk_register(STATEMENTS, rng), workbook)
        link = open_desk(Path(folder) / "workspace", held)
        yield from _imported(workbook)
        put_texts(rng)
        yield from _pages(link)


def open_desk(folder: Path, held: ExitStack) -> str:
    """Make a workspace, serve its desk beside, and return the link that opens it."""
    from isthmus.actions.desk.workspace import make
    from isthmus.store.base.keys import Cost
    from isthmus.web.desk import serving

    listening = held.enter_context(serving.listen("127.0.0.1", 0))
    settings = serving.settings_for(folder, listening, veiled=True)
    make(folder, "a passphrase for a benchmark", cost=Cost(64, 1, 1), **settings)
    desk = serving.Desk(listening)
    desk.run_beside()
    from isthmus.actions.desk.accounts import owner

    return desk.link(owner())


def _imported(workbook: Path) -> Iterator[Measure]:
    saving = _Drafts()
    with Memory() as memory, saving:
        _, seconds = timed(lambda: _import(workbook))
    yield Measure(f"import of a workbook with {STATEMENTS:,} statements", seconds, "s", 60)
    yield Measure("  peak memory, desk included", memory.peak_gb, "GB")
    yield Measure(f"  saving a draft meanwhile, slowest of {len(saving.times)}", max(saving.times), "s", 1)


def _import(workbook: Path) -> None:
    from isthmus.files.workbook import read_workbook

    assert import_rows(read_workbook(workbook)) > STATEMENTS


def import_rows(workbook: "Workbook") -> int:
    """Put rows into the workspace that is open; return how many."""
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.import_workbook import apply_import, plan_import

    return apply_import(plan_import(workbook), actor=owner()).added


class _Drafts:
    """Saves a draft over and over, as somebody who types does, until told to stop."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._save)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _save(self) -> None:
        from django.db import connections

        from isthmus.actions.desk.accounts import owner
        from isthmus.store.desk.scratch.models import Draft

        draft = Draft.objects.create(owner=owner().number)
        while not self._stop.wait(0.2):
            self.times.append(timed(draft.save)[1])
        connections.close_all()


def _pages(link: str) -> Iterator[Measure]:
    from isthmus.cli.demo_check import Visitor

    visitor = Visitor()
    record = visitor.get(link)
    slowest = slowest_cpu = 0.0
    for name, urls in _addresses(visitor, record.url).items():
        times = [visited(partial(visitor.get, urls[n % len(urls)])) for n in range(VISITS)]
        wall, cpu = (_p95(getattr(each, kind) for each in times) for kind in ("wall", "cpu"))
        slowest, slowest_cpu = max(slowest, wall), max(slowest_cpu, cpu)
        told = f"CPU {cpu:.0f} ms, first visit {times[0].cpu:.0f}"
        yield Measure(f"  page {name}: 95th percentile of {VISITS} ({told})", wall, "ms", 200)
    yield Measure(f"slowest page at the 95th percentile, {STATEMENTS:,} statements", slowest, "ms", 200)
    yield Measure("  CPU", slowest_cpu, "ms", 200)
    yield from searches(visitor, record.url, STATEMENTS)
    yield from suppositions(visitor, record.url)
    yield from quotes(visitor, record.url)


def _p95(times: Iterable[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _addresses(visitor: "Visitor", start: str) -> dict[str, list[str]]:
    """Return addresses of each kind of page, found by following links."""
    record = visitor.get(start)
    incidents = record.links("incident")
    within = [visitor.get(each) for each in incidents[:10]]
    addresses = {
        "record": [start, urljoin(start, "/?page=2"), urljoin(start, "/?type=killing&lines=2")],
        "search": [urljoin(start, "/search/")],
        "incident": incidents,
        "the same as": [each.replace("/incident/", "/judge/incident/same/") for each in incidents],
    }
    for kind in ("person", "source", "document", "place"):
        addresses[kind] = list(dict.fromkeys(link for page in within for link in page.links(kind)))
    # Whatever grows with the register most: a source in the middle of it, lists, the place in which all places lie.
    addresses |= {name: [urljoin(start, path) for path in paths] for name, paths in _largest().items()}
    for name in (
        "people",
        "people/?lines=1&who=victims",
        "people/?name=nadirov",
        "documents",
        "sources",
        "places",
        "timeline",
        "count",
        "code",
        "judge",
        "link",
        "notes",
        "import",
        "custody",
    ):
        addresses[name] = [urljoin(start, f"/{name}" if "?" in name else f"/{name}/")]
    addresses["count, filtered"] = [
        urljoin(start, f"/count/?type={kind}") for kind in ("killing", "torture", "threat")
    ]
    return {name: urls for name, urls in addresses.items() if urls}


def _largest() -> dict[str, list[str]]:
    from isthmus.store.desk.models import Document, Incident, Mention, Place, Source

    person = Mention.objects.filter(act__statement__document__ref="list-1").first()
    assert person is not None
    incident = Incident.objects.get(members__act=person.act_id)
    lists = Document.objects.filter(ref__startswith="list-").order_by("ref")
    return {
        "source of most": [f"/source/{Source.objects.order_by('ref')[0].uid}/"],
        "place of all": [f"/place/{Place.objects.order_by('ref')[0].uid}/"],
        "lists": [f"/document/{each.uid}/" for each in lists],
        "person of a list": [f"/person/{person.uid}/"],
        "incident of a list": [f"/incident/{incident.uid}/"],
    }
