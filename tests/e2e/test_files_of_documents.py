"""A PDF in three scripts is coded by selecting on its text, and each quote opens on its page."""

import re
from pathlib import Path

import pytest
import typst
from playwright.sync_api import expect

from tests.e2e.test_journeys import describe_document, submit
from tests.walls import reads_foreign_kinds

pytestmark = [pytest.mark.browser, reads_foreign_kinds]

FONTS = '("Noto Serif", "Noto Naskh Arabic", "Noto Sans Georgian")'
PAGES = (
    "По словам адвоката, 12 мая 2017 года в селе задержали 27 человек.",
    '#set text(lang: "ar")\nاعتقل الرجال في عام ٢٠١٧ وأُطلق سراحهم في 5 مارس 2018.',
    "მამაკაცები დააკავეს 2017 წლის მარტში.",
)
QUOTE = "اعتقل الرجال في عام ٢٠١٧"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("files") / "report.pdf"
    body = "\n#pagebreak()\n".join(PAGES)
    path.write_bytes(bytes(typst.compile(f"#set text(font: {FONTS}, size: 16pt)\n{body}".encode())))
    return path


def begin(page, report: Path, read: str = "#text") -> None:
    page.locator("#file").set_input_files(report)
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url(re.compile(r"/code/[0-9a-f-]{36}/"))
    expect(page.locator(read).first).to_be_visible()


def select(page, words: str) -> None:
    """Select words of the text as a mouse does: from the first letter to the last."""
    page.evaluate(
        """words => {
          const panel = document.getElementById("text");
          const walker = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(words);
            if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + words.length);
          }
        }""",
        words,
    )


def code(page) -> None:
    """Fill in the statement whose quote was taken, and put the document into the register."""
    describe_document(page)
    for name, value in {
        "statement-speaker": "Person A",
        "statement-date": "2017",
        "mention-0-low": "3",
    }.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=statement-basis][value=first_hand]").check()
    page.locator("[name=statement-stance][value=asserts]").check()
    page.locator("[name=statement-type]").select_option("unlawful_detention")
    expect(page.locator("#saved")).to_contain_text(re.compile(r"Saved at \d"))
    submit(page)
    page.wait_for_url("**/document/**")


def test_a_quote_is_selected_on_its_page_and_opens_there(window, report):
    seen = window()
    seen.go("/code/")
    begin(seen.page, report)
    assert seen.violations() == ""
    select(seen.page, QUOTE)
    seen.picture("draft-pdf-1280")
    seen.page.locator("#take").click()
    expect(seen.page.locator("[name=statement-locator]")).to_have_value("p. 2, ¶1")
    expect(seen.page.locator("[name=statement-quote]")).to_have_value(QUOTE)
    code(seen.page)
    assert seen.violations() == ""
    seen.picture("document-pdf-1280")
    seen.page.locator("nav.printed a", has_text="2").click()
    expect(seen.page.locator("svg rect.quoted")).to_have_count(1)
    expect(seen.page.locator("svg image")).to_be_visible()
    assert seen.elsewhere() == []
    assert seen.complaints == []


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_a_page_as_it_is_printed_suits_every_window(window, report, width, colours):
    seen = window()
    seen.go("/documents/")
    seen.page.get_by_role("link", name="A letter to the desk").first.click()
    seen.page.locator("nav.printed a", has_text="2").click()
    expect(seen.page.locator("svg image")).to_be_visible()
    seen.look({"width": width, "height": 900}, colours)
    assert seen.overflow() == 0
    assert seen.violations(colours) == ""
    seen.picture(f"page-of-document-{width}-{colours}")
    seen.page.get_by_role("link", name="Next page").click()
    expect(seen.page.locator("main")).to_contain_text("2017 წლის მარტში")
    assert seen.complaints == []


def test_a_page_is_looked_at_without_script(window, report):
    seen = window(java_script_enabled=False)
    seen.go("/documents/")
    seen.page.get_by_role("link", name="A letter to the desk").first.click()
    seen.page.locator("nav.printed a", has_text="2").click()
    expect(seen.page.locator("svg rect.quoted")).to_have_count(1)
    seen.picture("page-of-document-no-script-1280")


def test_pages_without_words_stand_beside_the_form(window, tmp_path):
    path = tmp_path / "scan.pdf"
    lines = "#for n in range(30) { line(length: 80%, stroke: 3pt); v(0.3cm) }"
    path.write_bytes(bytes(typst.compile(f"{lines}\n#pagebreak()\n{lines}".encode())))
    seen = window()
    seen.go("/code/")
    begin(seen.page, path, "#text .sheet img")
    for width in (1280, 320):
        for colours in ("light", "dark"):
            seen.look({"width": width, "height": 800}, colours)
            assert seen.overflow() == 0
            assert seen.violations(colours) == ""
            seen.picture(f"draft-of-scan-{width}-{colours}")
    expect(seen.page.locator("#text .sheet img").first).to_have_js_property("complete", value=True)
    assert seen.elsewhere() == []
    assert seen.complaints == []
