"""Export: an empty workbook to fill in; the register as a workbook, with names only for a purpose."""

from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from isthmus.files.workbook import write_template

__all__ = ["export_template"]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def export_template(request: HttpRequest) -> HttpResponse:
    """An empty workbook whose sheets explain each column."""
    workbook = BytesIO()
    write_template(workbook)
    return download(workbook.getvalue(), "isthmus-workbook.xlsx", XLSX)


def download(content: bytes, name: str, kind: str) -> HttpResponse:
    """A file to save, never to show."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=kind, headers=headers)
