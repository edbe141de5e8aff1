"""Bodies that the program reads as they come in."""

import resource
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from isthmus.web.base import serving
from isthmus.web.base.settings import UPLOAD_BYTES
from isthmus.web.base.streamed_bodies import MOST_WAITING

PIECE = bytes(1 << 20)


class Program:
    """Answers with what it was told to do with each body; remembers what came of it."""

    def __init__(self, use: Callable[[Any, int], object]) -> None:
        self.use = use
        self.results: list[object] = []

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        try:
            result = self.use(environ["wsgi.input"], int(environ.get("CONTENT_LENGTH") or 0))
        except OSError as error:
            result = error
        self.results.append(result)
        said = str(result).encode()
        start_response("200 OK", [("Content-Length", str(len(said)))])
        return [said]


@contextmanager
def running(program: Program) -> Iterator[Callable[[], socket.socket]]:
    with serving.listen("127.0.0.1", 0) as listening:
        server = serving.server(program, listening, https=False, is_streamed="/in/".__eq__)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        try:
            yield lambda: socket.create_connection(listening.getsockname()[:2], timeout=20)
        finally:
            server.trigger.pull_trigger(lambda: server.asyncore.close_all(server._map, ignore_all=True))
            thread.join(5)
            server.task_dispatcher.shutdown()


def head(length: int, path: str = "/in/", *more: str) -> bytes:
    lines = [f"POST {path} HTTP/1.1", "Host: a", f"Content-Length: {length}", *more]
    return "\r\n".join([*lines, "", ""]).encode()


def counted(stream: Any, length: int) -> int:
    """Read to the end; return how much there was."""
    total = 0
    while total < length and (piece := stream.read(min(65_536, length - total))):
        total += len(piece)
    return total


def nothing(_stream: Any, _length: int) -> str:
    return "unread"


def answer(connection: socket.socket) -> bytes:
    """Return the body of an answer."""
    got = b""
    while b"\r\n\r\n" not in got:
        got += connection.recv(65_536)
    start, _, body = got.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1])
        for line in start.split(b"\r\n")
        if line.lower().startswith(b"content-length")
    )
    while len(body) < length:
        body += connection.recv(65_536)
    return body


def test_a_body_larger_than_any_that_is_gathered_passes_in_pieces() -> None:
    size = 3 * UPLOAD_BYTES
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with running(program := Program(counted)) as connect, connect() as connection:
        connection.sendall(head(size))
        for _ in range(size // len(PIECE)):
            connection.sendall(PIECE)
        assert answer(connection) == str(size).encode()
    assert program.results == [size]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < UPLOAD_BYTES // 1024


def test_elsewhere_a_body_is_refused_past_the_most_that_is_gathered() -> None:
    with running(program := Program(counted)) as connect, connect() as connection:
        connection.sendall(head(3 * UPLOAD_BYTES, "/elsewhere/"))
        assert b"413" in connection.recv(65_536)
    assert program.results == []


def test_who_sends_faster_than_is_read_waits() -> None:
    may_go_on = threading.Event()

    def late(stream: Any, length: int) -> int:
        may_go_on.wait(20)
        return counted(stream, length)

    with running(Program(late)) as connect, connect() as connection:
        size = 64 * len(PIECE)
        connection.sendall(head(size))
        connection.settimeout(1)
        sent = 0
        with suppress(TimeoutError):
            while sent < size:
                sent += connection.send(PIECE[: min(len(PIECE), size - sent)])
        # What the kernel holds on both sides comes to some MiB.
        assert sent < size // 2 + MOST_WAITING
        may_go_on.set()
        connection.settimeout(20)
        while sent < size:
            sent += connection.send(PIECE[: min(len(PIECE), size - sent)])
        assert answer(connection) == str(size).encode()


def test_what_nobody_reads_is_thrown_away_and_the_next_request_is_answered() -> None:
    with running(program := Program(nothing)) as connect, connect() as connection:
        connection.sendall(head(8 * len(PIECE)))
        for _ in range(8):
            connection.sendall(PIECE)
        assert answer(connection) == b"unread"
        connection.sendall(head(3) + b"abc")
        assert answer(connection) == b"unread"
    assert program.results == ["unread", "unread"]


def test_requests_that_follow_at_once_are_kept_apart() -> None:
    with running(Program(counted)) as connect, connect() as connection:
        connection.sendall(head(3) + b"abc" + head(5) + b"defgh" + head(0))
        got = b""
        while got.count(b"\r\n\r\n") < 3 or not got.endswith((b"0", b"3", b"5")):
            got += connection.recv(65_536)
        assert [part[:1] for part in got.split(b"\r\n\r\n")[1:]] == [b"3", b"5", b"0"]


def test_who_waits_to_be_told_to_go_on_is_told() -> None:
    with running(Program(counted)) as connect, connect() as connection:
        connection.sendall(head(3, "/in/", "Expect: 100-continue"))
        assert connection.recv(100).startswith(b"HTTP/1.1 100")
        connection.sendall(b"abc")
        assert answer(connection) == b"3"


def test_whoever_reads_is_told_that_the_sender_is_gone() -> None:
    begun = threading.Event()

    def noted(stream: Any, length: int) -> int:
        begun.set()
        return counted(stream, length)

    with running(program := Program(noted)) as connect:
        with connect() as connection:
            connection.sendall(head(1_000) + b"abc")
            assert begun.wait(20)
        end = time.monotonic() + 20
        while not program.results and time.monotonic() < end:
            time.sleep(0.05)
    assert isinstance(program.results[0], ConnectionResetError)


def test_two_bodies_come_in_side_by_side() -> None:
    with running(program := Program(counted)) as connect, connect() as one, connect() as other:
        for connection in (one, other):
            connection.sendall(head(2 * len(PIECE)) + PIECE)
        for connection in (other, one):
            connection.sendall(PIECE)
        assert answer(one) == answer(other) == str(2 * len(PIECE)).encode()
    assert len(program.results) == 2
