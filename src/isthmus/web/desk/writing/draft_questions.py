"""What the page of a draft asks before the draft goes into the register: names like known ones, quotes not in the text.

A page carries what it asked in hidden fields, so that a later post tells whether somebody saw it.
"""

from dataclasses import dataclass
from hashlib import sha256

from django.http import QueryDict

from isthmus.actions.desk.coding.alike import AlikeName, alike_names, with_known
from isthmus.actions.desk.coding.draft import DraftBody
from isthmus.core.workbook.quotes import FoldedText, is_checked
from isthmus.store.desk.scratch.models import Draft

__all__ = ["DraftQuestions", "InexactQuote", "draft_questions", "known_name_taken"]

SEEN = "asked"
# About a tenth of a second: each quote is looked for in the whole text.
MOST_LETTERS_SEARCHED = 50_000_000


@dataclass(frozen=True, slots=True)
class InexactQuote:
    """A statement whose quote the text of the document does not have."""

    index: int
    key: str

    @property
    def number(self) -> int:
        """Return the number of the statement as people count: from one."""
        return self.index + 1


@dataclass(frozen=True, slots=True)
class DraftQuestions:
    """Everything that is asked about a draft."""

    alike: tuple[AlikeName, ...]
    quotes: tuple[InexactQuote, ...]

    @property
    def keys(self) -> list[str]:
        """Return what the page says that it asked."""
        return [*(each.key for each in self.alike), *(each.key for each in self.quotes)]

    def unseen(self, posted: QueryDict) -> bool:
        """Return whether a page that was posted had not asked some of it yet."""
        return not set(self.keys) <= set(posted.getlist(SEEN))


def draft_questions(draft: Draft, body: DraftBody, index: int | None = None) -> DraftQuestions:
    """Return what is asked about a draft as it stands.

    `index`: the statement that is open; of a long document with many statements only its quote is looked for.
    """
    text = FoldedText(draft.text)
    is_long = index is not None and len(draft.text) * len(body.statements) > MOST_LETTERS_SEARCHED
    quotes = (
        InexactQuote(number, f"quote:{number}:{sha256(each.quote.encode()).hexdigest()[:16]}")
        for number, each in enumerate(body.statements if draft.text.strip() else ())
        if not is_long or number == index
        if is_checked(each.quote, each.wording, each.protection) and not text.has(each.quote)
    )
    return DraftQuestions(alike_names(body), tuple(quotes))


def known_name_taken(body: DraftBody, choice: str) -> DraftBody:
    """Return the draft with the known name that was chosen, as `kind:place among the known:name as typed`."""
    kind, _colon, rest = choice.partition(":")
    place, _colon, typed = rest.partition(":")
    for each in alike_names(body):
        if (each.kind, each.typed) == (kind, typed) and place.isdecimal() and int(place) < len(each.known):
            return with_known(body, kind, typed, each.known[int(place)].text)
    return body
