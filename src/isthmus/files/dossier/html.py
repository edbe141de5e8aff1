"""A dossier as one HTML file: no script, no address that is fetched, printed as it is read."""

from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

from isthmus.files.dossier.contents import (
    DossierDrawings,
    DossierText,
    JudgementText,
    LabelledText,
    StatementGroup,
    StatementText,
)

__all__ = ["dossier_html"]

_STYLE = Path(__file__).with_name("dossier.css")
_DOCTYPE = b"<!doctype html>\n"  # no element, and so not in the tree
# Nothing is fetched, run or sent, whatever a quote holds.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def dossier_html(
    text: DossierText, drawings: DossierDrawings, *, language: str = "en", rtl: bool = False
) -> bytes:
    """Return the file. Everything in it is set as text; nothing that a source wrote becomes markup."""
    page = ET.Element("html", {"lang": language, "dir": "rtl" if rtl else "ltr"})
    _add_head(page, text)
    body = ET.SubElement(page, "body")
    _add_opening(body, text)
    _add_drawing(body, text, drawings)
    for group in text.groups:
        _add_group(body, group)
    _add_judgements(body, text)
    _add_list(body, text.not_said_head, text.not_said)
    if text.closed:
        section = _section(body, text.closed_head)
        _add(section, "p", text.closed_note, "note")
        _add_labelled(section, text.closed, "tokens")
    section = _section(body, text.about_head)
    _add_labelled(section, text.about)
    _add(section, "p", text.head_label, "label")
    _add(section, "pre", "\n".join(text.head))
    written = ET.tostring(page, encoding="unicode", method="html")
    return _DOCTYPE + written.encode()


def _add(parent: ET.Element, tag: str, text: str, kind: str = "", *, own: bool = False) -> ET.Element:
    """Append an element with a text; `own`: it runs in its own direction."""
    made = ET.SubElement(parent, tag)
    if kind:
        made.set("class", kind)
    if own:
        made.set("dir", "auto")
    made.text = _without_controls(text)
    return made


def _without_controls(text: str) -> str:
    """Return a text without the signs that stand in no HTML."""
    return "".join(
        each for each in text if each in "\n\t" or (each >= " " and each not in "\x7f\ufffe\uffff")
    )


def _section(body: ET.Element, head: str) -> ET.Element:
    section = ET.SubElement(body, "section")
    _add(section, "h2", head)
    return section


def _add_head(page: ET.Element, text: DossierText) -> None:
    head = ET.SubElement(page, "head")
    ET.SubElement(head, "meta", {"charset": "utf-8"})
    ET.SubElement(head, "meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    ET.SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY})
    ET.SubElement(head, "meta", {"name": "referrer", "content": "no-referrer"})
    _add(head, "title", text.title)
    _add(head, "style", _STYLE.read_text(encoding="utf-8"))


def _add_opening(body: ET.Element, text: DossierText) -> None:
    header = ET.SubElement(body, "header")
    _add(header, "h1", text.title)
    _add(header, "p", text.kicker, "kicker")
    _add(header, "p", text.lines, "lines")
    _add(header, "p", " ".join(text.lead), "lead")


def _add_drawing(body: ET.Element, text: DossierText, drawings: DossierDrawings) -> None:
    section = _section(body, text.drawing_head)
    if text.drawing_note:
        _add(section, "p", text.drawing_note)
        return
    for kind, svg in (("across", drawings.across), ("down" if drawings.across else "", drawings.down)):
        if svg:
            frame = ET.SubElement(section, "div", {"class": f"drawing {kind}".strip()})
            # The drawing is our own: a tree in which every label is text.
            frame.append(_without_namespace(ET.fromstring(svg)))  # noqa: S314
    details = ET.SubElement(section, "details")
    _add(details, "summary", text.as_table)
    _add_table(details, drawings.table)


def _without_namespace(svg: ET.Element) -> ET.Element:
    for each in svg.iter():
        each.tag = each.tag.rpartition("}")[2]
    return svg


def _add_table(parent: ET.Element, rows: Iterable[Iterable[str]]) -> None:
    table = ET.SubElement(parent, "table")
    for number, row in enumerate(rows):
        line = ET.SubElement(table, "tr")
        for cell in row:
            _add(line, "td" if number else "th", cell, own=True)


def _add_group(body: ET.Element, group: StatementGroup) -> None:
    section = _section(body, group.head)
    for note in group.notes:
        _add(section, "p", note, "note")
    for statement in group.statements:
        _add_statement(section, statement)


def _add_statement(section: ET.Element, statement: StatementText) -> None:
    article = ET.SubElement(section, "article")
    _add(article, "h3", statement.head)
    if statement.quote:
        quote = ET.SubElement(article, "blockquote", {"dir": "auto"})
        for line in statement.quote:
            _add(quote, "p", line, own=True)
    if statement.quote_note:
        _add(article, "p", statement.quote_note, "note")
    _add(article, "p", " ".join(statement.says), "says")
    _add(article, "p", " ".join(statement.source), "note")
    _add_labelled(article, statement.proofs, "proofs")
    for kind in (statement.acts, statement.people):
        if kind:
            listed = ET.SubElement(article, "ul")
            for each in kind:
                _add(listed, "li", each, own=True)


def _add_judgements(body: ET.Element, text: DossierText) -> None:
    section = _section(body, text.judged_head)
    if text.judged_nothing:
        _add(section, "p", text.judged_nothing)
    for each in text.judgements:
        _add_judgement(section, each)


def _add_judgement(section: ET.Element, judgement: JudgementText) -> None:
    article = ET.SubElement(section, "article")
    head = _add(article, "p", f"{judgement.sides}: ")
    _add(head, "strong", judgement.verdict)
    _add(article, "p", judgement.made, "note")
    _add(article, "p", judgement.because, own=True)


def _add_list(body: ET.Element, head: str, sentences: Iterable[str]) -> None:
    listed = ET.SubElement(_section(body, head), "ul")
    for each in sentences:
        _add(listed, "li", each)


def _add_labelled(parent: ET.Element, labelled: Iterable[LabelledText], kind: str = "") -> None:
    rows = list(labelled)
    if not rows:
        return
    listed = ET.SubElement(parent, "dl", {"class": kind} if kind else {})
    for each in rows:
        _add(listed, "dt", each.label)
        _add(listed, "dd", each.text, own=True)
