"""What every answer says to the browser, and what an error may say to the terminal."""

import logging
import traceback
from collections.abc import Callable
from types import TracebackType

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from isthmus.language import english
from isthmus.store.base.database_errors import error_message, is_of_the_store

__all__ = ["QuietFormatter", "keep_nothing"]

NOTHING_ALLOWED = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "microphone",
        "midi",
        "payment",
        "serial",
        "usb",
    )
)

type Answer = Callable[[HttpRequest], HttpResponse | StreamingHttpResponse]
type ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def keep_nothing(get_response: Answer) -> Answer:
    """Middleware: pages are never kept by the browser, and no feature of the device is asked for."""

    def answer(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", NOTHING_ALLOWED)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        return _without_body(response) if request.method == "HEAD" else response

    return answer


def _without_body[Sent: HttpResponse | StreamingHttpResponse](response: Sent) -> Sent:
    """Return the answer's headers alone, with the length that its body would have where that is known."""
    if isinstance(response, StreamingHttpResponse):
        response.streaming_content = ()
    else:
        length = len(response.content)
        response.content = b""
        response.headers["Content-Length"] = str(length)
    return response


class QuietFormatter(logging.Formatter):
    """Says what kind of error happened where in the code, never with which data."""

    def format(self, record: logging.LogRecord) -> str:
        """Level and logger, then the kind of the exception and its frames; a sentence where the store fails."""
        head = f"{record.levelname} {record.name}"
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and is_of_the_store(error):
            return f"{head}: {english(error_message(error))}"
        return "\n".join([head, self.formatException(record.exc_info)]) if record.exc_info else head

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802 - the name is logging's
        """File, line and function of each frame: messages and source lines may hold a person's data."""
        frames = traceback.extract_tb(ei[2])
        lines = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        return "\n".join([*lines, ei[0].__name__ if ei[0] else "no exception"])
