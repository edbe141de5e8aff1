"""A site on waitress, set up so that nothing that passes through is ever written to a temporary file."""

import errno
import ipaddress
import logging
import socket
from collections.abc import Callable
from typing import Any

from waitress.server import create_server

from isthmus.web.base.settings import UPLOAD_BYTES
from isthmus.web.base.streamed_bodies import StreamingChannel

__all__ = ["NoFreePort", "address", "listen", "server"]

PORTS_TRIED = 100
# Waitress moves a body or an answer past these sizes to a file on the disk, in the clear. Bodies end before
# that at `max_request_body_size`; an answer is held in memory whole.
NEVER = 1 << 40
# As much of a socket as is read at a time: a file of gigabytes comes in so.
RECEIVED_AT_ONCE = 64 * 1024


class NoFreePort(OSError):
    """No port could be listened on; the message says which were tried."""


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket on the first free port from `port` on; 0 takes any."""
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
    """Return the http address of a listening socket, without a path."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def server(
    application: Callable[..., Any],
    listening: socket.socket,
    *,
    https: bool,
    is_streamed: Callable[[str], bool] = lambda path: False,
) -> Any:
    """Return a server of the application on a socket that listens already.

    `is_streamed`: at which paths what is posted may be of any size, since the application reads it as it comes in.
    """
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    # A proxy on this machine says from where it was asked, so that guesses from one place stop nobody elsewhere.
    forwarded = {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": {"x-forwarded-for"}} if https else {}
    serving = create_server(
        application,
        **forwarded,
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
        recv_bytes=RECEIVED_AT_ONCE,
    )
    serving.channel_class, serving.is_streamed = StreamingChannel, is_streamed
    return serving
