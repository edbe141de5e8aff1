"""Kills on PostgreSQL: of the process that writes, and of the server's process that it writes through.

As on SQLCipher, each moment has a copy of one small workspace, here of its folder and of its database. A server of the
tests' own runs meanwhile, which keeps what it has committed to when one of its processes is killed: it ends all
others then, and starts them again from its log.
"""

import os
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.custody_kills import Bench, Moment, filled, import_everything, moments_of
from benchmarks.custody_writings import WRITINGS, Writing
from benchmarks.measure import Measure

__all__ = ["ServerBench", "attack", "measures"]

KILLS = int(os.environ.get("ISTHMUS_BENCH_SERVER_KILLS", "100"))
SEED = int(os.environ.get("ISTHMUS_BENCH_SEED", "1"))
NAME = "isthmus"
# What is answered is out of the memory of the server: a process of it that is killed takes along what is not.
SETTINGS = ("fsync=off", "synchronous_commit=on", "autovacuum=off", "max_connections=40")
SECONDS_TO_RECOVER = 30


@dataclass
class ServerBench(Bench):
    """A workspace in a folder and in a database of a server, of which copies lie beside it."""

    url: str = ""

    def renew(self, kept: str = "kept") -> None:
        """Put folder and database as they were when they were kept under a name."""
        self.wait()
        super().renew(kept)
        self._server(
            f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)", f"CREATE DATABASE {NAME} TEMPLATE {kept}"
        )

    def keep(self, name: str) -> None:
        """Keep folder and database as they are, under a name, and nothing else under it."""
        super().keep(name)
        self._server(
            f"DROP DATABASE IF EXISTS {name} WITH (FORCE)",
            f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{NAME}'",
            f"ALTER DATABASE {NAME} RENAME TO {name}",
        )

    def look_at(self, writing: Writing, answered: bool) -> str:
        """Return what is wrong with what a kill left, what a doctor says of it included."""
        from isthmus.actions.desk.doctor import examine
        from isthmus.store.desk.django_setup import current_workspace

        self.wait()
        if told := super().look_at(writing, answered):
            return told
        ill = [each.fact.code for each in examine(current_workspace()) if each.level == "wrong"]
        return f"the doctor says: {ill}" if ill else ""

    def wait(self) -> None:
        """Wait until the server answers: after a process of its own was killed it starts again."""
        end = time.monotonic() + SECONDS_TO_RECOVER
        while True:
            try:
                self._server("SELECT 1")
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)
            else:
                return

    def _server(self, *statements: str) -> None:
        import psycopg

        try:
            with psycopg.connect(f"{self.url.rpartition('/')[0]}/postgres", autocommit=True) as connection:
                for each in statements:
                    connection.execute(each.encode())
        except psycopg.OperationalError as error:
            raise OSError(str(error)) from error


def attack(bench: ServerBench, kills: int, seed: int, writings: Sequence[Writing] = WRITINGS) -> None:
    """Kill each kind of writing at its share of the moments; at a third of them, the server's processes."""
    import_everything()
    rng = Random(seed)
    for number, writing in enumerate(writings):
        share = kills * (number + 1) // len(writings) - kills * number // len(writings)
        if not share:
            continue
        taken, seconds = bench.steps(writing)
        of_server = list(moments_of_server(taken, share // 3, rng))
        bench.attack(writing, of_server)
        bench.attack(writing, moments_of(taken, seconds, share - len(of_server), rng))


def moments_of_server(taken: Counter[str], number: int, rng: Random) -> Iterator[Moment]:
    """Yield moments at which the server's processes are killed: half around files and commits, half at statements."""
    kinds = [kind for kind in ("file", "sql") if taken[kind]]
    for _ in range(number):
        kind = rng.choice(kinds)
        yield Moment(kind, rng.randint(1, taken[kind]), of_server=True)


def measures() -> Iterator[Measure]:
    """Measure on a server and in a folder of our own."""
    from tests.postgresql import server

    with server(SETTINGS) as started, tempfile.TemporaryDirectory() as folder:
        bench = filled(ServerBench(Path(folder), url=started.url), started.url)
        attack(bench, KILLS, SEED)
    yield Measure(
        f"killed while writing to PostgreSQL, of {KILLS:,}: before the answer",
        bench.outcomes["not answered"],
        "",
    )
    yield Measure("  after the answer", bench.outcomes["answered"], "")
    yield Measure("  lost, half there, or not to be gone on with", len(bench.faults), "", 0.5)
