"""A list as CSV, written while it is sent; what a spreadsheet might run stands behind an apostrophe."""

import csv
from collections.abc import Iterable, Iterator, Sequence

from django.http import HttpResponse, StreamingHttpResponse

from isthmus.core.workbook.formula_guard import guarded_cells

__all__ = ["Cell", "csv_answer", "not_understood"]

type Cell = str | int | None


class Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        """Return the text."""
        return text


def written(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Yield the lines of the file, one by one."""
    writer = csv.writer(Echo())
    yield "\ufeff" + writer.writerow(guarded_cells(header))
    for row in rows:
        yield writer.writerow(guarded_cells(row))


def csv_answer(name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> StreamingHttpResponse:
    """Send the file as a download, written while it is sent."""
    return StreamingHttpResponse(
        written(header, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def not_understood(problems: Iterable[str]) -> HttpResponse:
    """Send what was not understood of the filters, in the place of a file that would hold something else."""
    return HttpResponse("\n".join(problems), content_type="text/plain; charset=utf-8", status=400)
