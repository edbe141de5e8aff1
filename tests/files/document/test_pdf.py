"""PDF as programs of three hands make it: its text as it is printed, its words where they stand, pages as pictures."""

import base64
import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import typst
from PIL import Image

from isthmus.files.document.answers import read_document
from isthmus.files.document.errors import DocumentFault
from isthmus.files.document.pdf import pdf, pdf_page
from isthmus.files.document.png import as_png
from isthmus.files.document.reading import draw_page, read
from tests.files.document.printed_pages import saved
from tests.walls import reads_foreign_kinds

ARABIC = "اعتقل الرجال في عام ٢٠١٧ وأُطلق سراحهم في 5 مارس 2018، كما قال الشاهد في لا مكان آخر. الله أعلم."
NUMBERS = "قال الشاهد إن الشرطة أخذت 12 رجلاً (بينهم 3 أطفال) إلى سجن Argun يوم 2017/03/05."
RUSSIAN = "По словам адвоката, 12 мая 2017 года в селе задержали 27 человек; «никто не знал», говорит он."
GEORGIAN = "მამაკაცები დააკავეს 2017 წლის მარტში და გაათავისუფლეს ორი კვირის შემდეგ."
FONTS = '("Noto Serif", "Noto Naskh Arabic", "Noto Sans Georgian")'


def _typeset(body: str, **page: str) -> bytes:
    settings = "".join(f", {name}: {value}" for name, value in page.items())
    made = typst.compile(
        f'#set text(font: {FONTS}, size: 11pt)\n#set page(paper: "a4"{settings})\n{body}'.encode()
    )
    assert isinstance(made, bytes)
    return made


def _parts(content: bytes) -> list[Any]:
    answers = list(pdf(BytesIO(content)))
    assert answers[0][:3] == ["reading", "page", "pdfium"]  # type: ignore[index]
    assert answers[-1] == ["end"]
    return [each for each in answers if each[0] == "part"]  # type: ignore[index]


def _fault(answers: Iterator[Any]) -> str:
    *_, last = answers
    assert last[0] == "fault"
    return str(last[1])


@pytest.mark.parametrize(
    ("text", "language"),
    [(ARABIC, "ar"), (ARABIC, "ru"), (NUMBERS, "ar"), (RUSSIAN, "ar"), (RUSSIAN, "ru"), (GEORGIAN, "ar")],
)
def test_each_script_is_read_as_it_is_printed(text: str, language: str) -> None:
    """With `ar` the file says of itself that it is read from right to left, and each line of it was turned round."""
    [part] = _parts(_typeset(f'#set text(lang: "{language}")\n{text}'))
    assert " ".join(part[1].split()) == text


@pytest.mark.browser
def test_what_a_browser_printed_is_read_as_well(tmp_path: Path) -> None:
    """Chromium writes each glyph by itself, marks above the line and lines in no order."""
    page = tmp_path / "page.html"
    body = "".join(f'<p dir="auto">{text}</p>' for text in (ARABIC, NUMBERS, RUSSIAN, GEORGIAN))
    page.write_text(
        f'<meta charset="utf-8"><body style="font: 12pt Noto Serif, Noto Naskh Arabic, Noto Sans Georgian">{body}',
        encoding="utf-8",
    )
    browser = shutil.which("chromium-headless-shell") or "/usr/bin/chromium-headless-shell"
    subprocess.run(
        [
            browser,
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--print-to-pdf={tmp_path}/a.pdf",
            page,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    [part] = _parts((tmp_path / "a.pdf").read_bytes())
    assert [" ".join(each.split()) for each in part[1].split("\n\n")] == [ARABIC, NUMBERS, RUSSIAN, GEORGIAN]


def test_columns_pages_and_notes_come_in_the_order_of_reading() -> None:
    words = " ".join(f"w{n:03}" for n in range(400))
    made = _typeset(f"#columns(2)[{words}]\n#pagebreak()\nThe last page.#footnote[The note.]", columns="1")
    first, second = _parts(made)
    read_words = [each for each in first[1].split() if each.startswith("w")]
    assert read_words == sorted(read_words)
    assert len(read_words) == 400
    assert second[1].split("\n\n") == ["The last page.1", "1The note."]


def test_boxes_lie_where_the_words_are() -> None:
    [part] = _parts(_typeset("#place(top + right)[corner]\n#v(50%)\nmiddle"))
    boxes = {part[1][start:end]: (left, top) for start, end, left, top, _, _ in part[5]}
    assert boxes["corner"][0] > 7_500
    assert boxes["corner"][1] < 1_500
    assert boxes["middle"][0] < 2_000
    assert 4_000 < boxes["middle"][1] < 6_000


def test_soft_hyphens_and_ligatures_are_gone() -> None:
    [part] = _parts(
        _typeset(
            '#set text(hyphenate: true, lang: "en")\n#set page(width: 60mm)\n'
            + "office internationalisation " * 9
        )
    )
    assert part[1].replace("\n", " ").split() == ["office", "internationalisation"] * 9


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "document.damaged"),
        (b"%PDF-1.7\nnothing", "document.damaged"),
        (b"\0" * 4096, "document.damaged"),
    ],
)
def test_what_is_no_pdf_is_told(content: bytes, code: str) -> None:
    assert _fault(pdf(BytesIO(content))) == code
    assert _fault(pdf_page(BytesIO(content), "1", "600")) == code


def test_a_cut_file_gives_what_can_be_read_or_says_so() -> None:
    """Each ends with a fault or the end, whatever is cut off or turned over."""
    whole = _typeset("#for n in range(5) [Page #n #pagebreak()]")
    for at in range(50, len(whole), len(whole) // 25):
        damaged = (whole[:at], whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        for content in damaged:
            *_, last = pdf(BytesIO(content))
            assert last in (["end"], ["fault", "document.damaged", {}])


def test_a_page_without_text_is_a_page() -> None:
    first, second = _parts(_typeset("#pagebreak()\nwords"))
    assert (first[1], second[1]) == ("", "words")


def test_pages_of_any_size_are_drawn_within_bounds() -> None:
    """200 inches are the widest that the format knows."""
    for size in ("14400pt", "20pt"):
        made = _typeset("#rect(width: 5pt, height: 5pt)", width=size, height=size, margin="2pt")
        answers: list[Any] = list(pdf_page(BytesIO(made), "1", "1200"))
        tag, width, height, pixels = answers[1]
        assert tag == "picture"
        assert 0 < width * height <= 12_000_000
        assert len(base64.b64decode(pixels)) == width * height * 3


@reads_foreign_kinds
def test_through_the_process_that_is_shut_in(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(_typeset(f"{ARABIC}\n#pagebreak()\n{RUSSIAN}"))
    with path.open("rb") as stream:
        found = read(stream, "application/pdf").reading
        drawn = draw_page(stream, "application/pdf", 2, 400)
    assert [" ".join(part.text.split()) for part in found.parts] == [ARABIC, RUSSIAN]
    assert drawn.part.text == found.parts[1].text
    assert (drawn.width, as_png(drawn)[:8]) == (400, b"\x89PNG\r\n\x1a\n")
    with path.open("rb") as stream, pytest.raises(DocumentFault):
        draw_page(stream, "application/pdf", 3)


def test_a_page_that_a_picture_covers_is_told_and_no_other() -> None:
    """Words under the picture of a page were made by some program; of a page with a small picture they were not."""
    picture = saved(Image.new("L", (60, 80), 250), "PNG")
    shown = f"image(bytes(({', '.join(map(str, picture))})), width: WIDTH)"
    pages = (
        "A page of words.",
        f"Words under a scan. #place(top + left, {shown.replace('WIDTH', '100%')})",
        f"Words beside a photo. #place(top + left, {shown.replace('WIDTH', '20%')})",
    )
    found = read_document(pdf(BytesIO(_typeset("#pagebreak()".join(pages), margin="0pt"))))
    assert found.scans == (2,)
    assert "Words under a scan." in found.reading.parts[1].text
