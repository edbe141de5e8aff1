"""The few static files, read once from the package, each under an address that changes with its content."""

import hashlib
import mimetypes
from functools import cache
from pathlib import Path

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from isthmus.web.base.public import public

__all__ = ["address", "asset"]


@cache
def contents() -> dict[str, bytes]:
    """Return every static file of our own apps by its name below their folder: no other can be asked for."""
    ours = [app for app in apps.get_app_configs() if app.name.startswith("isthmus.")]
    folders = [Path(app.path) / "static" for app in ours]
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    }


@cache
def address(name: str) -> str:
    """Return the address of a static file; a browser that kept an older version asks again."""
    digest = hashlib.sha256(contents()[name]).hexdigest()[:12]
    return f"{reverse('asset', args=[name])}?v={digest}"


@public
@require_safe
def asset(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with one static file; it holds nothing of the register, so the browser may keep it."""
    if name not in contents():
        raise Http404
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return HttpResponse(
        contents()[name], content_type=kind, headers={"Cache-Control": "private, max-age=86400"}
    )
