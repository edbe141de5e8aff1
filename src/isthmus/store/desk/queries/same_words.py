"""The document of the register whose text has the very words of another text, white space aside."""

import hmac

from isthmus.core.names.search_words import search_words
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Document, SearchKind, parts_of
from isthmus.store.desk.queries.document_texts import held_texts, readable_text
from isthmus.store.desk.queries.search import keys_with_words

__all__ = ["document_with_words", "folded_words", "words_digest"]

# What stands at the beginning of a text lies in its first passage, however much white space is between its words.
_LETTERS_AT_BEGINNING = 200
# The rarest words of a beginning are its longest ones; with so many of them no other text is likely to be found.
_MOST_WORDS = 8
# Forms that begin alike, of which somebody fills in hundreds.
_MOST_LOOKED_AT = 200


def folded_words(text: str) -> str:
    """Return the words of a text with one blank between them."""
    return " ".join(text.split())


def words_digest(text: str) -> str:
    """Return a digest of the words of a text: nothing to anybody without the workspace's key; empty for no words."""
    words = folded_words(text)
    if not words:
        return ""
    key = current_workspace().keys.subkey("draft-words")
    return hmac.digest(key, words.encode("utf-8", "surrogatepass"), "sha256").hex()


def document_with_words(text: str) -> Document | None:
    """Return the first document, by id, that has the same words; its text is looked up by words of its beginning."""
    words = folded_words(text)
    # The last ones may be cut, or be written together with what follows.
    beginning = search_words(words[:_LETTERS_AT_BEGINNING].rpartition(" ")[0] or words)
    sought = sorted(set(beginning), key=lambda word: (-len(word), word))[:_MOST_WORDS]
    if not sought:
        return None
    keys = keys_with_words(sought, SearchKind.DOCUMENT, _MOST_LOOKED_AT)
    documents = Document.objects.filter(pk__in={parts_of(key)[1] for key in keys})
    held = held_texts(documents)
    for each in sorted(documents, key=lambda document: document.ref):
        if each.pk in held and folded_words(readable_text(held[each.pk]).text) == words:
            return each
    return None
