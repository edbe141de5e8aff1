"""Processes that are killed at any moment of every kind of writing: what was answered stays, and nothing is half there.

Each moment has a copy of one small workspace and a process of its own, forked from one that has imported everything.
Four of ten moments lie before the answer: at each step on the files and around each commit, at statements of SQL,
and at random times; the others after it. Then another process opens what is left, verifies all of it, looks for what
was written, and writes it where it is not there.
"""

import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from random import Random
from typing import Any

import isthmus.actions.desk as actions
from benchmarks.custody_list_writings import KnownStates, lists_state
from benchmarks.custody_writings import PASSPHRASE, WRITINGS, Writing, fill
from benchmarks.measure import Measure
from isthmus import store

__all__ = [
    "Bench",
    "Moment",
    "attack",
    "filled",
    "import_everything",
    "in_child",
    "measures",
    "moments_of",
    "prepared",
]

KILLS = int(os.environ.get("ISTHMUS_BENCH_KILLS", "1000"))
SEED = int(os.environ.get("ISTHMUS_BENCH_SEED", "1"))
BEFORE = 0.4
FILES = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.chmod")
LATEST = 0.05
# What a workspace is copied from: as it was filled, as it is before a writing, and a backup of it.
KEPT = ("kept", "ready", "made-before")


@dataclass(frozen=True)
class Moment:
    """When a writing is killed: at its nth step of a kind, after some seconds, or some seconds after its answer.

    `of_server`: it is not the process that writes that is killed, but those of the server that serve it.
    """

    kind: str
    step: int = 0
    seconds: float = 0.0
    of_server: bool = False

    def kill(self) -> None:
        """Kill what is killed at this moment; of a server's processes, those that this process writes through."""
        from django.db import connections

        if not self.of_server:
            os.kill(os.getpid(), signal.SIGKILL)
        for each in connections.all(initialized_only=True):
            if each.connection is not None:
                os.kill(each.connection.info.backend_pid, signal.SIGKILL)


@dataclass
class Steps:
    """Counts the steps of this process, and kills at one of them."""

    moment: Moment
    taken: Counter[str] = field(default_factory=Counter)

    def take(self, kind: str) -> None:
        """Take a step."""
        self.taken[kind] += 1
        if self.moment.kind == kind and self.moment.step == self.taken[kind]:
            self.moment.kill()

    def watch(self) -> None:
        """Take a step before each change of a file, each statement of SQL, and before and after each commit."""
        from django.db.backends.base.base import BaseDatabaseWrapper
        from django.db.backends.utils import CursorWrapper

        sys.addaudithook(self._audit)
        commit, execute = BaseDatabaseWrapper.commit, CursorWrapper.execute
        base: Any = BaseDatabaseWrapper
        cursors: Any = CursorWrapper

        def counted_commit(connection: Any) -> None:  # noqa: ANN401  (Django's)
            self.take("file")
            commit(connection)
            self.take("file")

        def counted_execute(cursor: Any, *given: Any) -> Any:  # noqa: ANN401  (Django's)
            self.take("sql")
            return execute(cursor, *given)

        base.commit, cursors.execute = counted_commit, counted_execute

    def _audit(self, event: str, given: tuple[Any, ...]) -> None:
        if event in FILES and (event != "open" or _writes(given)):
            self.take("file")


def _writes(given: tuple[Any, ...]) -> bool:
    _path, mode, flags = given
    return bool(mode and set("wax+") & set(mode)) or bool((flags or 0) & (os.O_WRONLY | os.O_RDWR))


@dataclass
class Bench:
    """A workspace in a folder, its state before, and what was found."""

    root: Path
    size: int = 0
    ready: str = "kept"
    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def renew(self, kept: str = "kept") -> None:
        """Put everything as it was when it was kept under a name."""
        for path in self.root.iterdir():
            if path.name not in KEPT:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(self.root / kept, self.root / "w")

    def keep(self, name: str) -> None:
        """Keep everything as it is, under a name, and nothing else under it."""
        shutil.rmtree(self.root / name, ignore_errors=True)
        (self.root / "w").rename(self.root / name)

    def prepare(self, writing: Writing) -> None:
        """Write what comes before a writing, and keep that; look at what there is then."""
        self.renew()
        if writing.before:
            in_child(partial(_quietly, writing.before))
        self.size = int(in_child(_log_size))
        if isinstance(writing.there, KnownStates):
            writing.there.before = in_child(lists_state)
        self.ready = "ready" if writing.before else "kept"
        if writing.before:
            self.keep("ready")

    def attack(self, writing: Writing, moments: Sequence[Moment]) -> None:
        """Kill a writing at each of these moments, and look at what is left."""
        for moment in moments:
            self.renew(self.ready)
            answered = killed(writing, moment)
            self.outcomes["answered" if answered else "not answered"] += 1
            told = in_child(partial(self.look_at, writing, answered))
            if told:
                self.faults.append(f"{writing.name}, {moment}, {'answered' if answered else ''}: {told}")
                print(self.faults[-1], flush=True)

    def look_at(self, writing: Writing, answered: bool) -> str:
        """Return what is wrong with what a kill left; nothing where all is well."""
        from isthmus.actions.desk.jobs import interrupt_unfinished
        from isthmus.actions.desk.verifying import verify_workspace
        from isthmus.actions.desk.workspace import settle_unfinished
        from isthmus.store.desk.django_setup import current_workspace

        try:
            settle_unfinished(current_workspace())  # as opening it does
            interrupt_unfinished()
            report = verify_workspace(derived=True)
            if not report.sound:
                return f"unsound: {[each.message for each in report.findings.first[:3]]}"
            there = writing.there()
            if answered and not there:
                return "lost"
            more = int(_log_size()) - self.size
            if writing.events is not None and more != (writing.events if there else 0):
                return f"{more} events, {'there' if there else 'not there'}"
            if not there:
                writing.write()
                if not (writing.there() and verify_workspace(derived=True).sound):
                    return "not written when it was tried again"
        except Exception:  # noqa: BLE001  (whatever it is, it is told)
            return traceback.format_exc(limit=-4)
        return ""

    def steps(self, writing: Writing) -> tuple[Counter[str], float]:
        """Return how many steps of each kind a writing takes, and how many seconds."""
        self.prepare(writing)
        self.renew(self.ready)

        def run() -> str:
            steps = Steps(Moment("never"))
            steps.watch()
            began = time.perf_counter()
            writing.write()
            return f"{steps.taken['file']} {steps.taken['sql']} {time.perf_counter() - began}"

        files, sql, seconds = in_child(run).split()
        if isinstance(writing.there, KnownStates):
            writing.there.after = in_child(lists_state)
        return Counter(file=int(files), sql=int(sql)), float(seconds)


def _quietly(work: Callable[[], object]) -> str:
    work()
    return ""


def _log_size() -> str:
    from isthmus.store.desk.models import Head

    return str(Head.objects.values_list("size", flat=True)[0])


def moments_of(taken: Counter[str], seconds: float, number: int, rng: Random) -> list[Moment]:
    """Return moments of a writing: those around files and commits all, of the others some, most after the answer."""
    before = max(round(number * BEFORE), 1)
    files = [Moment("file", step) for step in range(1, taken["file"] + 1)]
    found = rng.sample(files, min(len(files), before * 2 // 3))
    while len(found) < before:
        if rng.random() < 0.5:
            found.append(Moment("sql", rng.randint(1, max(taken["sql"], 1))))
        else:
            found.append(Moment("time", seconds=rng.uniform(0, 1.2 * seconds)))
    after = [
        Moment("answer", seconds=rng.choice((0.0, rng.uniform(0, LATEST)))) for _ in range(number - before)
    ]
    return found + after


def killed(writing: Writing, moment: Moment) -> bool:
    """Write in a process of its own, kill it at a moment, and return whether it had answered by then."""
    reading, sending = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _write_and_answer(writing, moment, sending)
    os.close(sending)
    if moment.kind == "time":
        time.sleep(moment.seconds)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reading, "rb") as answers:
        answered = answers.read(1) == b"."
        if moment.kind == "answer":
            time.sleep(moment.seconds)
            os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return answered


def _write_and_answer(writing: Writing, moment: Moment, sending: int) -> None:
    try:
        Steps(moment).watch()
        writing.write()
        os.write(sending, b".")
        from django.db import connections

        connections.close_all()  # as a process does that ends
        time.sleep(LATEST)
    except BaseException:  # noqa: BLE001  (a child never goes on)
        if not moment.of_server:
            traceback.print_exc()
    finally:
        os._exit(0)


def in_child(work: Callable[[], str]) -> str:
    """Return what some work returns that is done in a process of its own."""
    reading, sending = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reading)
            with os.fdopen(sending, "w") as answer:
                answer.write(work())
        except BaseException:  # noqa: BLE001  (a child never goes on)
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(sending)
    with os.fdopen(reading) as answer:
        told = answer.read()
    os.waitpid(child, 0)
    return told


def prepared(root: Path) -> Bench:
    """Make and fill a workspace under a folder."""
    return filled(Bench(root))


def filled[B: Bench](bench: B, database: str | None = None) -> B:
    """Make and fill the workspace of a bench."""
    from django.db import connections

    from isthmus.actions.desk.workspace import make
    from isthmus.store.base.keys import Cost
    from isthmus.web.desk.settings import desk_settings

    settings = desk_settings(hosts=["testserver"])
    make(bench.root / "w", PASSPHRASE, database=database, cost=Cost(64, 1, 1), **settings)
    fill()
    connections.close_all()
    bench.keep("kept")
    return bench


def import_everything() -> None:
    """Import what a writing imports where it needs it, so that no child does."""
    for package in (actions, store):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            if "migrations" not in module.name:
                import_module(module.name)
    for name in ("duckdb", "splink", "isthmus.engines.linking"):
        import_module(name)


def attack(bench: Bench, kills: int, seed: int, writings: Sequence[Writing] = WRITINGS) -> None:
    """Kill each kind of writing at its share of the moments."""
    import_everything()
    rng = Random(seed)
    for number, writing in enumerate(writings):
        share = kills * (number + 1) // len(writings) - kills * number // len(writings)
        if share:
            bench.attack(writing, moments_of(*bench.steps(writing), share, rng))


def measures() -> Iterator[Measure]:
    """Measure in a folder of our own."""
    with tempfile.TemporaryDirectory() as folder:
        bench = prepared(Path(folder))
        began = time.perf_counter()
        attack(bench, KILLS, SEED)
        seconds = time.perf_counter() - began
    yield Measure(
        f"killed while writing, of {KILLS:,}: before the answer", bench.outcomes["not answered"], ""
    )
    yield Measure("  after the answer", bench.outcomes["answered"], "")
    yield Measure("  lost, half there, or not to be gone on with", len(bench.faults), "", 0.5)
    yield Measure("  seconds for each", seconds / KILLS, "s", 0.3)
