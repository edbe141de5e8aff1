"""Serving the desk: the private site and its worker, in one process."""

import socket
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from isthmus.core.custody.actors import Actor
from isthmus.web.base.serving import NoFreePort, address, listen, server
from isthmus.web.desk.settings import desk_settings

__all__ = ["Desk", "NoFreePort", "address", "listen", "settings_for"]


def settings_for(
    folder: Path, listening: socket.socket, *, hosts: Sequence[str] = (), **options: Any
) -> dict[str, Any]:
    """Return the settings of a desk on this workspace; any other name in the Host header is refused."""
    host, port = listening.getsockname()[:2]
    own = f"[{host}]" if ":" in host else host
    return desk_settings(
        hosts=[own, *hosts],
        port=port,
        name=folder.resolve().name,
        passphrase_holds=_opener(folder),
        backed_up=_backup_teller(folder),
        **options,
    )


def _opener(folder: Path) -> Callable[[str], bool]:
    from isthmus.store.base.keys import WrongPassphrase  # noqa: PLC0415  after the settings, as all of store
    from isthmus.store.desk.manifest import read_manifest  # noqa: PLC0415

    def opens(passphrase: str) -> bool:
        try:
            read_manifest(folder).envelope.open(passphrase)
        except WrongPassphrase:
            return False
        return True

    return opens


def _backup_teller(folder: Path) -> Callable[[], datetime | None]:
    from isthmus.store.desk.workspace import last_backup  # noqa: PLC0415

    return lambda: last_backup(folder)


class Desk:
    """The private site and its worker, on a socket that listens already; Django has been booted."""

    def __init__(self, listening: socket.socket, *, https: bool = False) -> None:
        from django.core.handlers.wsgi import WSGIHandler  # noqa: PLC0415  models are loaded by now

        from isthmus.actions.desk import kinds_of_work  # noqa: F401, PLC0415  what the worker can do
        from isthmus.actions.desk.jobs import Worker  # noqa: PLC0415
        from isthmus.web.desk.uploads import is_streamed  # noqa: PLC0415

        self.listening = listening
        self.worker, self.slow_worker = Worker(), Worker(is_slow=True)
        self.server = server(WSGIHandler(), listening, https=https, is_streamed=is_streamed)

    def link(self, actor: Actor) -> str:
        """Return a link that signs `actor` in, once, within minutes."""
        from isthmus.web.desk.one_time_link import LINKS  # noqa: PLC0415

        return f"{address(self.listening)}/enter/{LINKS.issue(actor)}/"

    def run(self) -> None:
        """Serve until `KeyboardInterrupt`, then let the worker end its step and close."""
        from isthmus.actions.desk.accounts import end_all_sessions  # noqa: PLC0415
        from isthmus.actions.desk.coding.draft_files import forget_half_arrived  # noqa: PLC0415
        from isthmus.actions.desk.importing import forget_old_uploads  # noqa: PLC0415
        from isthmus.actions.desk.jobs import interrupt_unfinished  # noqa: PLC0415
        from isthmus.web.desk.open_here import end_all_open  # noqa: PLC0415

        interrupt_unfinished()
        forget_old_uploads()
        forget_half_arrived()
        end_all_sessions()
        self.worker.start()
        self.slow_worker.start()
        try:
            self.server.run()
        finally:
            end_all_open()
            self.worker.stop()
            self.slow_worker.stop()
            self.server.close()

    def run_beside(self) -> threading.Thread:
        """Serve in a thread of its own, for a caller that goes on; it ends with the process."""
        thread = threading.Thread(target=self.run, name="isthmus-desk", daemon=True)
        thread.start()
        return thread
