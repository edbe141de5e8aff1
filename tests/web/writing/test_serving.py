"""What passes through the server is never written to a file."""

import gc
import socket
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.request import ProxyHandler, build_opener

import pytest
import waitress.server

from isthmus.web.base import serving as base
from isthmus.web.base.settings import UPLOAD_BYTES
from isthmus.web.desk import serving

pytestmark = pytest.mark.any_database

MANY = 24 * 1024**2


def echo(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answer with the body, in one piece."""
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]


@contextmanager
def running(server: Any) -> Iterator[None]:
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        # In its own thread, once no socket is left, the server's loop ends.
        server.trigger.pull_trigger(lambda: server.asyncore.close_all(server._map, ignore_all=True))
        thread.join(5)
        server.task_dispatcher.shutdown()


@pytest.fixture
def spooled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Takes note of every temporary file that is made."""
    made: list[str] = []
    for name in ("TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile"):
        really = getattr(tempfile, name)

        def noted(*args: Any, _name: str = name, _really: Any = really, **kwargs: Any) -> Any:
            made.append(_name)
            return _really(*args, **kwargs)

        monkeypatch.setattr(tempfile, name, noted)
    return made


def sent(listening: socket.socket) -> int:
    url = serving.address(listening)
    with build_opener(ProxyHandler({})).open(url, b"\0" * MANY) as answer:
        return len(answer.read())


def test_a_large_body_and_its_answer_stay_in_memory(spooled: list[str]) -> None:
    with serving.listen("127.0.0.1", 0) as listening, running(base.server(echo, listening, https=False)):
        assert sent(listening) == MANY
    assert spooled == []


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")  # it leaves closing them to the collector
def test_the_server_as_it_comes_would_write_them_to_files(spooled: list[str]) -> None:
    with serving.listen("127.0.0.1", 0) as listening:
        plain = waitress.server.create_server(echo, sockets=[listening])
        with running(plain):
            assert sent(listening) == MANY
    assert spooled
    for thread in threading.enumerate():
        if thread.name.startswith("waitress"):
            thread.join(10)
    gc.collect()


def test_uploads_are_parsed_in_memory(settings: Any) -> None:
    assert settings.FILE_UPLOAD_HANDLERS == ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE >= UPLOAD_BYTES


def test_no_free_port_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "PORTS_TRIED", 1)
    with serving.listen("127.0.0.1", 0) as taken, pytest.raises(serving.NoFreePort, match="--port"):
        serving.listen("127.0.0.1", taken.getsockname()[1])
