"""A desk in a process of its own, and a browser for it."""

import os
import re
import signal
import subprocess
import sys
import uuid
from http.cookiejar import CookieJar
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, ProxyHandler, Request, build_opener

ISTHMUS = [sys.executable, "-m", "isthmus"]


def browser() -> OpenerDirector:
    """A browser that keeps cookies and asks no proxy."""
    return build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))


class RunningDesk:
    """`isthmus desk` on a workspace; signed in by its link on entering."""

    def __init__(self, folder: Path, passphrase: Path, *options: str) -> None:
        command = [
            *ISTHMUS,
            "desk",
            str(folder),
            "--passphrase-file",
            str(passphrase),
            "--port",
            "0",
            *options,
        ]
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "NO_PROXY": "*"},
        )
        self.browser = browser()

    def __enter__(self) -> Self:
        assert self.process.stdout
        self.link = self.process.stdout.readline().strip()
        if not self.link:
            raise AssertionError(self.process.communicate()[1])
        self.base = self.link.split("/enter/")[0].removesuffix("/sign-in/")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=30)

    def kill(self) -> None:
        """End it as `kill -9` does."""
        self.process.kill()
        self.process.communicate(timeout=30)

    def sign_in(self) -> None:
        """Follow the link."""
        self.get(self.link)

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """The status and text of a page."""
        url = path if path.startswith("http") else self.base + path
        return self._answer(Request(url, headers=headers))

    def post(self, path: str, fields: dict[str, str], page: str = "/code/") -> tuple[int, str]:
        """Post fields, with the token of a page."""
        data = urlencode({**fields, "csrfmiddlewaretoken": self.token(page)}).encode()
        return self._answer(Request(self.base + path, data=data))

    def upload(self, path: str, field: str, content: bytes) -> tuple[int, str]:
        """Post one file."""
        mark = uuid.uuid4().hex
        part = f"--{mark}\r\nContent-Disposition: form-data; name="
        token = f'{part}"csrfmiddlewaretoken"\r\n\r\n{self.token("/code/")}\r\n'
        file = f'{part}"{field}"; filename="w.zip"\r\n\r\n'
        body = f"{token}{file}".encode() + content + f"\r\n--{mark}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={mark}"}
        return self._answer(Request(self.base + path, data=body, headers=kind))

    def token(self, page: str) -> str:
        """The token against forged requests in a page's forms."""
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(page)[1])
        assert found
        return found[1]

    def _answer(self, request: Request) -> tuple[int, str]:
        try:
            with self.browser.open(request, timeout=30) as answer:
                self.url = answer.url
                return answer.status, answer.read().decode()
        except HTTPError as error:
            with error:
                return error.code, error.read().decode()
