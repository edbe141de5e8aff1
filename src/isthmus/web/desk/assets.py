"""The few static files, read once from the package, each under an address that changes with its content."""

import hashlib
import mimetypes
from functools import cache
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from isthmus.web.desk.access import public

__all__ = ["address", "asset"]

FOLDER = Path(__file__).parent / "static"


@cache
def contents() -> dict[str, bytes]:
    """Every static file by its name below the folder: nothing else can be asked for."""
    files = (path for path in FOLDER.rglob("*") if path.is_file())
    return {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in files}


@cache
def address(name: str) -> str:
    """The address of a static file; a browser that kept an older version asks anew."""
    digest = hashlib.sha256(contents()[name]).hexdigest()[:12]
    return f"{reverse('asset', args=[name])}?v={digest}"


@public
@require_safe
def asset(request: HttpRequest, name: str) -> HttpResponse:
    """One static file; it holds nothing of the register, so the browser may keep it."""
    if name not in contents():
        raise Http404
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return HttpResponse(
        contents()[name], content_type=kind, headers={"Cache-Control": "private, max-age=86400"}
    )
