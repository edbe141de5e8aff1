"""The texts of documents that are held, and the quotes that do not stand in them."""

from collections import OrderedDict
from collections.abc import Iterable
from hashlib import sha256

from isthmus.core.workbook.quotes import FoldedText, is_checked
from isthmus.store.base.blobs import BlobDamaged
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Document, Statement

__all__ = ["quotes_not_found", "readable_text", "text_of"]

# By a document's content and the digest of a quote. Contents are named by what they hold: nothing here goes stale.
_FOUND: OrderedDict[tuple[str, bytes], bool] = OrderedDict()
_MOST_KEPT = 50_000


def text_of(document: Document) -> str:
    """Return the text that was pasted or uploaded; none for a picture."""
    if not document.content or not document.content_type.startswith("text/"):
        return ""
    return _read(document.content)


def readable_text(content: str) -> str:
    """Return a stored text by its name; none where it cannot be read, which is said where stored files are checked."""
    try:
        return _read(content)
    except (BlobDamaged, OSError):
        return ""


def _read(content: str) -> str:
    return bytes(current_workspace().blobs.read(content)).decode("utf-8", "replace")


def quotes_not_found(statements: Iterable[Statement]) -> set[int]:
    """Return the statements, by key, whose quote should stand in the text of their document and does not.

    Each statement has its document at hand. What is sealed or closed, and what cannot be read, is left out.
    """
    missing: set[int] = set()
    texts: dict[str, FoldedText | None] = {}
    for each in statements:
        document = each.document
        if not document.content_type.startswith("text/") or document.protection == "sealed":
            continue
        if not is_checked(each.quote, each.wording, each.protection):
            continue
        key = document.content, sha256(each.quote.encode()).digest()
        found = _FOUND.get(key)
        if found is None:
            if document.content not in texts:
                texts[document.content] = _folded(document)
            text = texts[document.content]
            found = text is None or text.has(each.quote)
            if text is not None:
                _keep(key, found)
        if not found:
            missing.add(each.pk)
    return missing


def _folded(document: Document) -> FoldedText | None:
    try:
        return FoldedText(text_of(document))
    except (BlobDamaged, OSError):  # said where stored files are checked
        return None


def _keep(key: tuple[str, bytes], found: bool) -> None:
    _FOUND[key] = found
    if len(_FOUND) > _MOST_KEPT:
        _FOUND.popitem(last=False)
