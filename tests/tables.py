"""One table of cells in every form in which a table comes, for tests of whatever reads tables."""

import csv
import io
import struct
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

from openpyxl import Workbook

from tests.walls import MAY_BE_SHUT_IN

type Cell = str | float
type Rows = Sequence[Sequence[Cell]]

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def written(form: str, rows: Rows) -> bytes:
    """The rows in one of `FORMS`."""
    return FORMS[form](rows)


def _csv(delimiter: str, encoding: str, start: str = "") -> Callable[[Rows], bytes]:
    def write(rows: Rows) -> bytes:
        text = io.StringIO()
        csv.writer(text, delimiter=delimiter).writerows(rows)
        return (start + text.getvalue()).encode(encoding)

    return write


def xlsx(rows: Rows, **more: Rows) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Sheet1"
    for name, content in {"Sheet1": rows, **more}.items():
        page = page if name == "Sheet1" else book.create_sheet(name)
        for at, row in enumerate(content, start=1):
            for place, content_of in enumerate(row, start=1):
                cell = page.cell(at, place, content_of if content_of != "" else None)
                if isinstance(content_of, str) and content_of:
                    cell.data_type = "s"  # and no formula, whatever it begins with
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods(rows: Rows, **more: Rows) -> bytes:
    sheets = "".join(_ods_sheet(name, content) for name, content in {"Sheet1": rows, **more}.items())
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{_OFFICE}:office:1.0"'
        f' xmlns:table="{_OFFICE}:table:1.0" xmlns:text="{_OFFICE}:text:1.0" office:version="1.2">'
        f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    )
    return ods_of(content)


def ods_of(content: str) -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{_OFFICE}:manifest:1.0"/>',
        )
        archive.writestr("content.xml", content)
    return stream.getvalue()


def _ods_sheet(name: str, rows: Rows) -> str:
    cells = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    filler = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell'
    filler += ' table:number-columns-repeated="16384"/></table:table-row>'
    return f'<table:table table:name="{escape(name)}">{cells}{filler}</table:table>'


def _ods_cell(cell: Cell) -> str:
    if cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, str):
        lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.split("\n"))
        return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'
    value = f'office:value-type="float" office:value="{cell}"'
    return f"<table:table-cell {value}><text:p>{cell}</text:p></table:table-cell>"


def xls(rows: Rows, **more: Rows) -> bytes:
    """As spreadsheet programs wrote until 2007: records of BIFF8 in a compound file."""
    sheets = {"Sheet1": rows, **more}
    bodies = [_biff_sheet(content) for content in sheets.values()]
    start = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    frame = len(start) + sum(len(_bound(0, name)) for name in sheets) + len(_record(0x0A, b""))
    places = [frame + sum(map(len, bodies[:at])) for at in range(len(bodies))]
    bounds = b"".join(_bound(place, name) for place, name in zip(places, sheets, strict=True))
    return _compound(start + bounds + _record(0x0A, b"") + b"".join(bodies))


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _bound(place: int, name: str) -> bytes:
    return _record(0x85, struct.pack("<IHBB", place, 0, len(name), 1) + name.encode("utf-16-le"))


def _biff_sheet(rows: Rows) -> bytes:
    found = [_record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))]
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                if cell:
                    text = struct.pack("<HHHHB", at, place, 0, len(cell.encode("utf-16-le")) // 2, 1)
                    found.append(_record(0x204, text + cell.encode("utf-16-le")))
            else:
                found.append(_record(0x203, struct.pack("<HHHd", at, place, 0, cell)))
    return b"".join(found) + _record(0x0A, b"")


def _compound(stream: bytes) -> bytes:
    """A compound file with one stream, `Workbook`, long enough not to be among the short ones."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(stream) // 512
    tables = 1
    while tables * 128 < tables + 1 + sectors:
        tables += 1
    chain = [0xFFFFFFFD] * tables + [0xFFFFFFFE]
    chain += [*range(tables + 2, tables + 1 + sectors), 0xFFFFFFFE]
    fat = b"".join(struct.pack("<I", each) for each in chain).ljust(tables * 512, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head += bytes(6) + struct.pack("<IIIIIIIII", 0, tables, tables, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += b"".join(struct.pack("<I", at) for at in range(tables))
    entries = [("Root Entry", 5, 1, 0xFFFFFFFE, 0), ("Workbook", 2, 0xFFFFFFFF, tables + 1, len(stream))]
    folder = b"".join(map(_entry, entries)).ljust(512, b"\0")
    return head.ljust(512, b"\xff") + fat + folder + stream


def _entry(entry: tuple[str, int, int, int, int]) -> bytes:
    name, kind, child, first, size = entry
    spelled = name.encode("utf-16-le") + b"\0\0"
    found = spelled.ljust(64, b"\0") + struct.pack(
        "<HBBIII", len(spelled), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child
    )
    return found + bytes(36) + struct.pack("<IQ", first, size)


FORMS: Mapping[str, Callable[[Rows], bytes]] = {
    ",": _csv(",", "utf-8"),
    ";": _csv(";", "utf-8"),
    "tab": _csv("\t", "utf-8"),
    "UTF-16": _csv("\t", "utf-16"),
    "BOM, sep=": _csv("|", "utf-8-sig", "sep=|\r\n"),
    "XLSX": xlsx,
    **({"ODS": ods, "XLS": xls} if MAY_BE_SHUT_IN else {}),
}
TEXTS = tuple(FORMS)[:5]
SUFFIXES = {"XLSX": "xlsx", "ODS": "ods", "XLS": "xls"}


def suffix(form: str) -> str:
    """How the name of a file of this form ends."""
    return SUFFIXES.get(form, "csv")


def workbook(form: str, folder: Path, sheets: Mapping[str, Rows]) -> Path:
    """A workbook in one of `FORMS`: a folder of texts, or one spreadsheet."""
    if form in TEXTS:
        (folder / "w").mkdir()
        for name, rows in sheets.items():
            (folder / "w" / f"{name}.csv").write_bytes(written(form, rows))
        return folder / "w"
    path = folder / f"w.{suffix(form)}"
    path.write_bytes({"XLSX": xlsx, "ODS": ods, "XLS": xls}[form]([], **sheets))
    return path
