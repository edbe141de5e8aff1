"""A list as CSV or XLSX, written while it is sent.

What a spreadsheet might run stands behind an apostrophe in CSV, and is text in XLSX.
"""

from collections.abc import Callable, Iterable, Sequence

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from isthmus.files.table.list_writing import csv_lines
from isthmus.files.table.xlsx_cells import MOST_ROWS
from isthmus.files.table.xlsx_writing import list_pieces

__all__ = ["FORMS", "Cell", "csv_answer", "file_answer", "not_understood"]

type Cell = str | int | None

FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The kinds of file in which a list leaves, by how their names end."""


def file_answer(
    form: str,
    name: str,
    header: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    count: Callable[[], int],
) -> HttpResponseBase:
    """Send a list as a download, written while it is sent. `form`: one of `FORMS`; `count`: how many rows there are."""
    if form == "xlsx" and count() >= MOST_ROWS:
        words = _("A spreadsheet holds at most %(most)s rows. Take the CSV file.")
        return not_understood([words % {"most": f"{MOST_ROWS:,}"}])
    if form == "csv":
        return csv_answer(name, header, rows)
    return _download(list_pieces(name, header, rows), name, form)


def csv_answer(name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> StreamingHttpResponse:
    """Send a table as CSV, written while it is sent."""
    return _download(csv_lines(header, rows), name, "csv")


def _download(content: Iterable[str] | Iterable[bytes], name: str, form: str) -> StreamingHttpResponse:
    return StreamingHttpResponse(
        content,
        content_type=FORMS[form],
        headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'},
    )


def not_understood(problems: Iterable[str]) -> HttpResponse:
    """Send what was not understood of the filters, in the place of a file that would hold something else."""
    return HttpResponse("\n".join(problems), content_type="text/plain; charset=utf-8", status=400)
