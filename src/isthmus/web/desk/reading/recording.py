"""Recordings: played in the page, sent in pieces from the encrypted file, and the stretches of them that are quoted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from isthmus.core.reading import TimeStretch, time_stretch
from isthmus.files.recordings import PLAYED
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Arrival, Document
from isthmus.web.base.byte_ranges import ByteRange, NoSuchRange, asked_range
from isthmus.web.desk.sealed_words import look_of

__all__ = [
    "QuotedStretch",
    "RecordingShown",
    "arrival_recording",
    "document_recording",
    "quoted_stretches",
    "recording_answer",
]

# As much as one answer brings: a player that pauses would else keep a thread of the desk waiting. It asks for more.
MOST_AT_ONCE = 2 << 20


@dataclass(frozen=True, slots=True)
class QuotedStretch:
    """A stretch of a recording that a statement quotes."""

    stretch: TimeStretch
    statement: UUID
    quote: str
    asked: bool


@dataclass(frozen=True, slots=True)
class RecordingShown:
    """What a page shows of a recording: whether it is played, at which stretch it opens, what is quoted from it."""

    kind: str
    stretches: tuple[QuotedStretch, ...] = ()

    @property
    def is_played(self) -> bool:
        """Return whether browsers play its kind, or try to."""
        return self.kind in PLAYED

    @property
    def is_video(self) -> bool:
        """Return whether there is something to be seen."""
        return self.kind.startswith("video/")

    @property
    def statements(self) -> frozenset[UUID]:
        """Return the statements that quote a stretch of it."""
        return frozenset(each.statement for each in self.stretches)

    @property
    def fragment(self) -> str:
        """Return what the address of the recording ends with: the stretch that was asked for."""
        return next((each.stretch.fragment for each in self.stretches if each.asked), "")


def quoted_stretches(
    statements: Iterable[tuple[UUID, str, str]], asked: UUID | None = None
) -> Iterator[QuotedStretch]:
    """Yield the stretches that statements quote, by their locators, in the order of the recording.

    `statements`: the random number, the locator and the quote of each.
    """
    found = ((time_stretch(locator), uid, quote) for uid, locator, quote in statements)
    timed = [
        QuotedStretch(stretch, uid, quote, asked=uid == asked)
        for stretch, uid, quote in found
        if stretch is not None
    ]
    yield from sorted(timed, key=lambda each: (each.stretch.start, each.stretch.end or 0))


@require_safe
def document_recording(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """Send the recording of a document to be played; a sealed one while a keeper looks."""
    row = get_object_or_404(Document, uid=uid)
    if row.protection == "sealed" and not look_of(request):
        raise Http404
    return recording_answer(request, row.content, row.content_type)


@require_safe
def arrival_recording(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """Send a recording that came in of a document, under the same rules as the document's own."""
    came = get_object_or_404(Arrival.objects.select_related("document"), uid=uid)
    if came.document.protection == "sealed" and not look_of(request):
        raise Http404
    return recording_answer(request, came.content, came.kind)


def recording_answer(request: HttpRequest, name: str, kind: str) -> HttpResponseBase:
    """Return the part of a stored recording that is asked for, as sound or video and as nothing else."""
    if not name or kind not in PLAYED:
        raise Http404
    try:
        size = _size(name)
        asked = None if "If-Range" in request.headers else asked_range(request.headers.get("Range", ""), size)
    except FileNotFoundError:
        raise Http404 from None
    except NoSuchRange:
        return _secured(HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"}))
    if asked is None:
        return _sent(name, kind, ByteRange(0, size))
    part = ByteRange(asked.start, min(asked.end, asked.start + MOST_AT_ONCE))
    answer = _sent(name, kind, part, status=206)
    answer.headers["Content-Range"] = f"bytes {part.start}-{part.end - 1}/{size}"
    return answer


def _sent(name: str, kind: str, part: ByteRange, *, status: int = 200) -> HttpResponseBase:
    answer = StreamingHttpResponse(_pieces(name, part), status=status, content_type=kind)
    answer.headers["Content-Length"] = str(part.end - part.start)
    return _secured(answer)


def _secured[Answer: HttpResponseBase](answer: Answer) -> Answer:
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Content-Disposition"] = 'inline; filename="recording"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _size(name: str) -> int:
    blobs = current_workspace().blobs
    with blobs.path(name).open("rb") as file:
        return blobs.opened(file).size


def _pieces(name: str, part: ByteRange) -> Iterator[bytes]:
    blobs = current_workspace().blobs
    with blobs.path(name).open("rb") as file:
        yield from blobs.opened(file).read(part.start, part.end)
