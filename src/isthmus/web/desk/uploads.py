"""Files that are given to the desk: hashed and encrypted while they come in, so that none ever lies in the clear."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from isthmus.store.base.blob_writer import ArrivedFile, BlobWriter
from isthmus.store.desk.django_setup import current_workspace
from isthmus.web.base.public import View

__all__ = ["FilesOfAnySize", "SealedUpload", "is_streamed", "takes_files_of_any_size"]

# As much of a body as is looked through for its boundaries at a time.
PIECE = 256 * 1024


class SealedUpload(UploadedFile):  # type: ignore[type-arg]  # it takes none when it runs
    """A file that came in: it lies encrypted beside the stored files, and goes with the request unless it is kept."""

    def __init__(self, arrived: ArrivedFile, name: str) -> None:
        super().__init__(name=name, size=arrived.size)
        self.arrived = arrived

    def read(self, size: int = -1, /) -> bytes:
        """Return its content, or as much of its beginning: whoever asks has looked at its size."""
        return self.arrived.read(None if size < 0 else size)

    def close(self) -> None:
        """Leave nothing of it but what was kept."""
        self.arrived.discard()


class _SealingHandler(FileUploadHandler):
    """Writes each file to the disk as it comes, hashed and encrypted."""

    chunk_size = PIECE

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self._writer: BlobWriter | None = None
        self._failure: OSError | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._failure = None
        self._writer = BlobWriter(current_workspace().blobs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take a piece; once the disk failed the rest is read to its end, so that the browser reads the answer."""
        if self._writer is None:
            return
        try:
            self._writer.write(raw_data)
        except OSError as failure:
            self._writer, self._failure = None, failure

    def file_complete(self, file_size: int) -> SealedUpload:
        """Return the whole file. Raises OSError where the disk is full or fails."""
        if self._writer is None:
            raise self._failure or OSError
        writer, self._writer = self._writer, None
        return SealedUpload(writer.end(), self.file_name or "")

    def upload_interrupted(self) -> None:
        """Leave nothing of the file that was coming in."""
        if self._writer is not None:
            self._writer.discard()
            self._writer = None


class FilesOfAnySize:
    """Middleware: at some addresses what is posted is read as it comes in. It stands within SignedInOnly."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; what came in and was not kept is gone once it is answered."""
        try:
            return self.get_response(request)
        finally:
            for each in request.upload_handlers:
                if isinstance(each, _SealingHandler):
                    each.upload_interrupted()
                    request.close()

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Read what comes in; stop short of the view where it broke off."""
        if not _is_marked(view) or request.method != "POST":
            return None
        request.upload_handlers = [_SealingHandler(request)]
        try:
            request.POST  # noqa: B018  (read here, to its end)
        except UnreadablePostError:
            return HttpResponse(status=400)
        return None


def takes_files_of_any_size[V: View](view: V) -> V:
    """Mark a view to which files of any size are given; its form is asked for its token once the session was looked at.

    The token stands in the body, and nobody who is not signed in has a body read.
    """
    marked: Any = csrf_exempt(csrf_protect(view))
    marked.takes_files_of_any_size = True
    return marked  # type: ignore[no-any-return]


def is_streamed(path: str) -> bool:
    """Return whether an address is of a view that is marked so: there the server hands a body over as it comes in."""
    try:
        return _is_marked(resolve(path).func)
    except Resolver404:
        return False


def _is_marked(view: Callable[..., Any]) -> bool:
    return bool(getattr(view, "takes_files_of_any_size", False))
