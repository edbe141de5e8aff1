"""What custody costs: proofs, a row's history, a large stored file, and versions beside an import."""

import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import Measure, peak_gb, timed

if TYPE_CHECKING:
    from isthmus.core.workbook.rows import Workbook

__all__ = ["measures"]

STATEMENTS = int(os.environ.get("ISTHMUS_BENCH_CUSTODY_STATEMENTS", "1000"))
FILE_GB = float(os.environ.get("ISTHMUS_BENCH_FILE_GB", "4"))
PIECE = 1 << 20
TURNS = 3


def measures() -> Iterator[Measure]:
    """Measure on an encrypted store: a log of a million events, then a register and a large file."""
    from benchmarks.verifying import EVENTS, _write_log
    from isthmus.actions.desk.workspace import make
    from isthmus.store.base.keys import Cost
    from isthmus.web.desk.settings import desk_settings

    with tempfile.TemporaryDirectory() as folder:
        settings = desk_settings(hosts=["testserver"])
        make(Path(folder) / "w", "a passphrase for a benchmark only", cost=Cost(64, 1, 1), **settings)
        yield from _stored_file()
        _write_log(EVENTS)
        yield from _proofs()
        yield from _history()
        yield from _overwriting()


def _stored_file() -> Iterator[Measure]:
    from isthmus.store.desk.django_setup import current_workspace

    blobs, before = current_workspace().blobs, peak_gb()
    pieces = (bytes([at % 251]) * PIECE for at in range(int(FILE_GB * 1024)))
    found, seconds = timed(lambda: blobs.add_pieces(pieces))
    yield Measure(f"storing a file of {FILE_GB:g} GB", seconds, "s")
    _, seconds = timed(lambda: blobs.check(found.name))
    yield Measure("  checking it", seconds, "s")
    _, seconds = timed(lambda: sum(map(len, blobs.pieces(found.name))))
    yield Measure("  reading it", seconds, "s")
    yield Measure("  memory added at the peak", (peak_gb() - before) * 1024, "MB", 200)
    blobs.remove(found.name)


def _register() -> "Workbook":
    from benchmarks.synthetic import register

    return register(STATEMENTS)


def _proofs() -> Iterator[Measure]:
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.import_workbook import apply_import, plan_import
    from isthmus.actions.desk.proving import Prover
    from isthmus.store.desk.models import Statement

    apply_import(plan_import(_register()), actor=owner())
    uids = list(Statement.objects.values_list("uid", flat=True))
    five = ("id", "document#", "stance", "basis", "quote")
    prover = Prover()
    first, seconds = timed(lambda: prover.prove(uids[0], five))
    yield Measure("the first proof, in a log of a million events", seconds, "s")
    size = len(json.dumps(first.as_json(), ensure_ascii=False, separators=(",", ":")).encode())
    yield Measure("  five fields of a statement among an import's rows", size / 1024, "KB", 4)
    _, seconds = timed(lambda: [prover.prove(uid, five) for uid in uids])
    yield Measure(f"proofs of {len(uids):,} statements", seconds, "s", 30)


def _history() -> Iterator[Measure]:
    from django.test import Client
    from django.urls import reverse

    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.recorded import recorded
    from isthmus.store.desk.models import Source
    from isthmus.web.desk.one_time_link import LINKS

    source = Source.objects.order_by("ref")[0]
    for at in range(20):
        source.reliability = f"0{at % 5 + 1}"
        with recorded(action="import_workbook", actor=owner(), reason="Again.") as event:
            event.commit(source)
    browser = Client()
    browser.get(f"/enter/{LINKS.issue(owner())}/")
    address = reverse("history", args=[source.uid])
    browser.get(address)
    slowest = max(timed(lambda: browser.get(address))[1] for _ in range(10))
    yield Measure("page of the history of a row with 20 versions, slowest of 10", slowest * 1000, "ms", 200)


def _overwriting() -> Iterator[Measure]:
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.import_workbook import apply_import, plan_import
    from isthmus.actions.desk.recorded import Recorder

    def overwrite(mark: str) -> float:
        register = _register()
        changed = replace(
            register, statements=tuple(replace(each, locator=mark) for each in register.statements)
        )
        plan = plan_import(changed)
        return timed(lambda: apply_import(plan, actor=owner(), accept_because="A benchmark."))[1]

    overwrite("p. 0")
    # In turns, the quickest of each: now and then the index of the search is merged, which has nothing to do with it.
    kept, keep, without = Recorder.keep_versions, [], []
    for turn in range(TURNS):
        keep.append(overwrite(f"p. {2 * turn + 1}"))
        Recorder.keep_versions = lambda *_: None  # type: ignore[method-assign]
        try:
            without.append(overwrite(f"p. {2 * turn + 2}"))
        finally:
            Recorder.keep_versions = kept  # type: ignore[method-assign]
    ratio = min(keep) / min(without)
    yield Measure(f"overwriting {STATEMENTS:,} statements with versions, times without", ratio, "", 1.2)
