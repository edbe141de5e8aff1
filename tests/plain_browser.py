"""What a browser sends to a desk over its socket, piece by piece, with its cookies."""

import http.client
import re
from collections.abc import Iterator
from typing import Self
from urllib.parse import urlencode, urlsplit

__all__ = ["Browser"]


class Browser:
    """What a browser sends to a desk, with its cookies."""

    def __init__(self, link: str) -> None:
        parts = urlsplit(link)
        self._connection = http.client.HTTPConnection(parts.netloc, timeout=600)
        self._cookies: dict[str, str] = {}
        self.open(parts.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()

    def open(self, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        """Ask for a page."""
        return self._ask("GET", path, None, headers)

    def post(self, path: str, form: dict[str, str]) -> str:
        """Send a form; return the address to which it leads."""
        body = urlencode({**form, "csrfmiddlewaretoken": self.token()}).encode()
        kind = "application/x-www-form-urlencoded"
        return self._ask("POST", path, body, {"Content-Type": kind})[0].headers["Location"]

    def upload(self, path: str, name: str, size: int, pieces: Iterator[bytes]) -> str:
        """Send a file of a size as a form does; return the address to which it leads."""
        head = _part("csrfmiddlewaretoken", "") + self.token().encode() + b"\r\n" + _part("file", name)
        end = b"\r\n--b--\r\n"
        headers = {
            "Content-Type": "multipart/form-data; boundary=b",
            "Content-Length": str(len(head) + size + len(end)),
        }
        body = (piece for part in ((head,), pieces, (end,)) for piece in part)
        return self._ask("POST", path, body, headers)[0].headers["Location"]

    def leave(self) -> None:
        """Break off what was being sent."""
        self._connection.close()

    def token(self) -> str:
        """Return the token of a form of this session."""
        found = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', self.open("/code/")[1])
        assert found
        return found[1].decode()

    def _ask(
        self, method: str, path: str, body: bytes | Iterator[bytes] | None, headers: dict[str, str]
    ) -> tuple[http.client.HTTPResponse, bytes]:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        self._connection.request(method, path, body, {**headers, "Cookie": cookies})
        answer = self._connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer, answer.read()


def _part(name: str, file: str) -> bytes:
    told = f'; filename="{file}"' if file else ""
    return f'--b\r\nContent-Disposition: form-data; name="{name}"{told}\r\n\r\n'.encode()
