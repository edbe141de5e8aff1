"""One desk at a time on one workspace in PostgreSQL, from wherever: also from a copied folder, or another machine."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import DatabaseError, InterfaceError, connections

from isthmus.core.messages import Message
from isthmus.store.base.lock import WorkspaceInUse

__all__ = ["DatabaseLock", "database_locked"]

SECONDS_BETWEEN_LOOKS = 5


class DatabaseLock:
    """An advisory lock under the workspace's id, on a connection of its own; the server lets go when that ends."""

    def __init__(self, workspace_id: str) -> None:
        digest = sha256(f"isthmus-desk/{workspace_id}".encode()).digest()
        self._key = int.from_bytes(digest[:8], signed=True)
        self._connection: Any = None
        self._backend: tuple[int, datetime] | None = None

    def take(self) -> None:
        """Take the lock; raises WorkspaceInUse, or what a server that does not answer raises."""
        self._connection = connections.create_connection("default")
        self._connection.inc_thread_sharing()
        if not self._ask("SELECT pg_try_advisory_lock(%s)", self._key)[0]:
            self.release()
            raise WorkspaceInUse(Message("store.database_in_use"))
        pid, began = self._ask("SELECT pid, backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid()")
        self._backend = (pid, began)

    def keep(self) -> None:
        """Take the lock again where its connection was cut; raises WorkspaceInUse where another desk was quicker."""
        try:
            self._ask("SELECT 1")
        except (DatabaseError, InterfaceError):
            self.release()
            self._end_old_session()
            self.take()

    def release(self) -> None:
        """Let go."""
        self._connection.close()

    def _end_old_session(self) -> None:
        """End our own session of before, which a server that did not notice the cut would keep the lock for."""
        other = connections.create_connection("default")
        other.inc_thread_sharing()
        try:
            with other.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity "
                    "WHERE (pid, backend_start) = (%s, %s)",
                    self._backend,
                )
        finally:
            other.close()

    def _ask(self, sql: str, *values: object) -> Any:
        with self._connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchone()


@contextmanager
def database_locked(
    workspace_id: str, lost: Callable[[WorkspaceInUse], None] | None = None
) -> Iterator[None]:
    """Hold the workspace's database, where it is PostgreSQL; raises WorkspaceInUse.

    With `lost` a thread looks now and then whether the lock still holds, takes it again after the server was away,
    and calls `lost` where another desk has it by then.
    """
    if connections["default"].vendor != "postgresql":
        yield
        return
    lock, ended = DatabaseLock(workspace_id), threading.Event()
    lock.take()
    watching = threading.Thread(target=_watch, args=(lock, ended, lost), name="isthmus-lock", daemon=True)
    if lost:
        watching.start()
    try:
        yield
    finally:
        ended.set()
        if lost:
            watching.join()
        lock.release()


def _watch(lock: DatabaseLock, ended: threading.Event, lost: Callable[[WorkspaceInUse], None]) -> None:
    while not ended.wait(SECONDS_BETWEEN_LOOKS):
        try:
            lock.keep()
        except WorkspaceInUse as error:
            lost(error)
            return
        except (DatabaseError, InterfaceError):  # the server is still away
            continue
