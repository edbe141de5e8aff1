"""The texts of documents that are held, and the quotes that do not stand in them."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import batched

from isthmus.core.reading import WHOLE_TEXT, StoredText
from isthmus.core.workbook.quotes import FoldedText, is_checked
from isthmus.store.base.blobs import BlobDamaged
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import DerivedCopy, Document, Statement

__all__ = [
    "PLAIN",
    "HeldText",
    "held_texts",
    "newest_copy",
    "quotes_not_found",
    "readable_text",
    "stored_text",
]

# By the stored text and the digest of a quote. Contents are named by what they hold: nothing here goes stale.
_FOUND: OrderedDict[tuple[str, bytes], bool] = OrderedDict()
_MOST_KEPT = 50_000
_AT_ONCE = 2_000
# The kind of a file that is its text; any other is read by a program.
PLAIN = "text/plain"
_NO_TEXT = StoredText("", WHOLE_TEXT)


@dataclass(frozen=True, slots=True)
class HeldText:
    """Where the text of a document is stored: as it came, or as a copy that a tool made of its file.

    `earlier`: where copies are that were made of it before, whose words may be others.
    """

    name: str
    is_copy: bool = False
    earlier: tuple[str, ...] = ()

    def read(self) -> StoredText:
        """Return the text with its places. Raises BlobDamaged, OSError, and ValueError for what is no copy of ours."""
        content = bytes(current_workspace().blobs.read(self.name))
        if self.is_copy:
            return StoredText.from_bytes(content)
        return StoredText(content.decode("utf-8", "replace"), WHOLE_TEXT)


def held_texts(documents: Iterable[Document]) -> dict[int, HeldText]:
    """Return where the text of each document is stored, by key; those without any are left out."""
    found: dict[int, HeldText] = {}
    made_of: dict[int, str] = {}
    for each in documents:
        if each.content_type == PLAIN and each.content:
            found[each.pk] = HeldText(each.content)
        elif each.content:
            made_of[each.pk] = each.content
    return found | dict(_copies(made_of))


def _copies(made_of: Mapping[int, str]) -> Iterator[tuple[int, HeldText]]:
    """Yield the newest copy of each document that was made of its content."""
    for keys in batched(sorted(made_of), _AT_ONCE):
        names: dict[int, list[str]] = {}
        rows = DerivedCopy.objects.filter(document__in=keys).order_by("at", "uid")
        for document, made, content in rows.values_list("document", "made_of", "content"):
            if made == made_of[document]:
                names.setdefault(document, []).append(content)
        for document, (*earlier, newest) in names.items():
            yield document, HeldText(newest, is_copy=True, earlier=tuple(reversed(earlier)))


def newest_copy(document: Document) -> DerivedCopy | None:
    """Return the copy that was made last of the content of a document; None where its content is its text."""
    made = DerivedCopy.objects.filter(document=document.pk, made_of=document.content)
    return made.order_by("at", "uid").last() if document.content else None


def stored_text(document: Document) -> StoredText:
    """Return the text of a document, with its places; an empty one of a picture. Raises as `HeldText.read` does."""
    held = held_texts([document]).get(document.pk)
    return held.read() if held else _NO_TEXT


def readable_text(held: HeldText) -> StoredText:
    """Return a stored text; an empty one where it cannot be read, which is said where stored files are checked."""
    try:
        return held.read()
    except (BlobDamaged, OSError, ValueError):
        return _NO_TEXT


def quotes_not_found(statements: Iterable[Statement]) -> set[int]:
    """Return the statements, by key, whose quote should stand in the text of their document and does not.

    Each statement has its document at hand. What is sealed or closed, and what cannot be read, is left out. A quote may
    stand in the text as it was read, or recognised, before: it was taken from that.
    """
    listed = [
        each
        for each in statements
        if each.document.protection != "sealed" and is_checked(each.quote, each.wording, each.protection)
    ]
    held = held_texts({each.document_id: each.document for each in listed}.values())
    texts: dict[str, FoldedText | None] = {}
    return {each.pk for each in listed if each.document_id in held and _is_missing(each, held, texts)}


def _is_missing(
    statement: Statement, held: Mapping[int, HeldText], texts: dict[str, FoldedText | None]
) -> bool:
    stored = held[statement.document_id]
    if _stands_in(stored, statement.quote, texts, wordless=True):
        return False
    before = (HeldText(name, is_copy=True) for name in stored.earlier)
    return not any(_stands_in(each, statement.quote, texts, wordless=False) for each in before)


def _stands_in(stored: HeldText, quote: str, texts: dict[str, FoldedText | None], *, wordless: bool) -> bool:
    """Return whether a text has a quote; `wordless`: what is said of one that cannot be read, or has no words."""
    key = stored.name, sha256(quote.encode()).digest()
    found = _FOUND.get(key)
    if found is None:
        if stored.name not in texts:
            texts[stored.name] = _folded(stored)
        text = texts[stored.name]
        found = wordless if text is None else text.has(quote)
        if text is not None:
            _keep(key, found)
    return found


def _folded(held: HeldText) -> FoldedText | None:
    """Return the text in which quotes are looked for; None where none can be found: a scan has pages, and no words."""
    try:
        text = held.read().text
        return FoldedText(text) if text.strip() else None
    except (BlobDamaged, OSError, ValueError):  # said where stored files are checked
        return None


def _keep(key: tuple[str, bytes], found: bool) -> None:
    _FOUND[key] = found
    if len(_FOUND) > _MOST_KEPT:
        _FOUND.popitem(last=False)
