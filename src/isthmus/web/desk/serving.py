"""Serving the desk: waitress, set up so that nothing that passes through is ever written to a temporary file."""

import errno
import ipaddress
import logging
import socket
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from waitress.server import create_server

from isthmus.web.desk.settings import UPLOAD_BYTES, desk_settings

__all__ = ["Desk", "NoFreePort", "address", "listen", "settings_for"]

PORTS_TRIED = 100
# Waitress moves a body or an answer past these sizes to a file on the disk, in the clear. Bodies end before
# that at `max_request_body_size`; an answer is held in memory whole.
NEVER = 1 << 40


class NoFreePort(OSError):
    """No port could be listened on; the message says which were tried."""


def listen(host: str, port: int) -> socket.socket:
    """A listening socket on the first free port from `port` on; 0 takes any."""
    for candidate in range(port, min(port + PORTS_TRIED, 65536)):
        try:
            return _bound(host, candidate)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    raise NoFreePort(f"No free port on {host} from {port} on. Name another one with --port.")


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ipaddress.ip_address(host).version == 6 else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen()
    except OSError:
        listening.close()
        raise
    return listening


def address(listening: socket.socket) -> str:
    """The http address of a listening socket, without a path."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def settings_for(
    folder: Path, listening: socket.socket, *, hosts: Sequence[str] = (), **options: Any
) -> dict[str, Any]:
    """The settings of a desk on this workspace; any other name in the Host header is refused."""
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
    from isthmus.store.desk.description import read_description  # noqa: PLC0415  after the settings, as all of store
    from isthmus.store.desk.keys import WrongPassphrase  # noqa: PLC0415

    def opens(passphrase: str) -> bool:
        try:
            read_description(folder).envelope.open(passphrase)
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

        # What the worker can do.
        from isthmus.actions.desk import counting, importing, verifying  # noqa: F401, PLC0415
        from isthmus.actions.desk.jobs import Worker  # noqa: PLC0415

        self.listening = listening
        self.worker = Worker()
        self.server = _server(WSGIHandler(), listening, https=https)

    def link(self, actor: str) -> str:
        """A link that signs `actor` in, once, within minutes."""
        from isthmus.web.desk.enter import LINKS  # noqa: PLC0415

        return f"{address(self.listening)}/enter/{LINKS.issue(actor)}/"

    def run(self) -> None:
        """Serve until `KeyboardInterrupt`, then let the worker end its step and close."""
        from isthmus.actions.desk.importing import forget_old_uploads  # noqa: PLC0415
        from isthmus.actions.desk.jobs import interrupt_unfinished  # noqa: PLC0415

        interrupt_unfinished()
        forget_old_uploads()
        self.worker.start()
        try:
            self.server.run()
        finally:
            self.worker.stop()
            self.server.close()

    def run_beside(self) -> threading.Thread:
        """Serve in a thread of its own, for a caller that goes on; it ends with the process."""
        thread = threading.Thread(target=self.run, name="isthmus-desk", daemon=True)
        thread.start()
        return thread


def _server(application: Callable[..., Any], listening: socket.socket, *, https: bool) -> Any:
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    return create_server(
        application,
        sockets=[listening],
        ident="isthmus",
        threads=6,
        connection_limit=40,
        url_scheme="https" if https else "http",
        inbuf_overflow=NEVER,
        outbuf_overflow=NEVER,
        max_request_body_size=UPLOAD_BYTES + 1,
        max_request_header_size=32 * 1024,
        log_socket_errors=False,
    )
