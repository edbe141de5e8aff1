"""Links to what has the same file or the same words as a draft, and to what its file came in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from isthmus.actions.desk.accounts import names_of
from isthmus.actions.desk.coding.incoming import HeldFile
from isthmus.actions.desk.coding.submission import document_of
from isthmus.store.desk.models import Document
from isthmus.store.desk.scratch.models import Draft

__all__ = [
    "FileLink",
    "KnownFiles",
    "draft_of_account",
    "draft_words",
    "held_link",
    "link_to_document",
    "link_to_draft",
]


@dataclass(frozen=True, slots=True)
class FileLink:
    """A document or draft with the same file or words, or in which a file came: its name, and its address if any."""

    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class KnownFiles:
    """What is beside some drafts: documents by number and by stored file, drafts by their words and by number."""

    documents: Mapping[UUID, Document]
    stored: Mapping[str, Document]
    worded: Mapping[str, tuple[Draft, ...]]
    drafts: Mapping[UUID, Draft]

    @classmethod
    def beside(cls, drafts: Iterable[Draft]) -> "KnownFiles":
        """Return it for some drafts."""
        shown = [each for each in drafts if each.more_of is None]
        uids = {each.same_words for each in shown if each.same_words}
        names = {each.digest for each in shown if each.digest}
        words = {each.words for each in shown if each.words}
        worded: dict[str, tuple[Draft, ...]] = {}
        alike = Draft.objects.filter(words__in=words, more_of=None).defer("text", "content")
        for each in alike.order_by("came", "place"):
            worded[each.words] = (*worded.get(each.words, ()), each)
        return cls(
            {each.uid: each for each in Document.objects.filter(uid__in=uids)},
            {each.content: each for each in Document.objects.filter(content__in=names).order_by("-ref")},
            worded,
            Draft.objects.defer("text", "content").in_bulk([each.within for each in drafts if each.within]),
        )

    def same(self, draft: Draft) -> FileLink | None:
        """Return what has the same file or the same words: a document of the register, else another draft."""
        if draft.more_of:
            return None
        found = self.documents.get(draft.same_words) if draft.same_words else None
        if document := found or self.stored.get(draft.digest):
            return link_to_document(document)
        others = (each for each in self.worded.get(draft.words, ()) if each.pk != draft.pk)
        other = next(others, None)
        return None if other is None else link_to_draft(other, draft.owner)

    def within(self, draft: Draft) -> FileLink | None:
        """Return in which mail, chat or archive a file came: a link as long as that is a draft or a document."""
        name = str(draft.reading.get("within", ""))
        if not name or draft.within is None:
            return FileLink(name) if name else None
        if draft.within in self.drafts:
            return FileLink(name, reverse("draft", args=[draft.within]))
        document = document_of(draft.within)
        return FileLink(name, reverse("document", args=[document.uid]) if document else "")


def link_to_document(document: Document) -> FileLink:
    """Return a link to a document; of a sealed one the id alone is its name."""
    is_closed = document.protection == "sealed"
    name = document.ref if is_closed else document.title or document.ref
    return FileLink(name, reverse("document", args=[document.uid]))


def draft_words(draft: Draft) -> str:
    """Return by what a draft is called in a list of files."""
    body: Any = draft.body
    return body.get("document", {}).get("title") or draft.file_name or _("Not titled yet")


def held_link(held: HeldFile, reader: int) -> FileLink | None:
    """Return the draft that has the same file or words; None where a document of the register has."""
    return None if held.draft is None else link_to_draft(held.draft, reader)


def link_to_draft(draft: Draft, reader: int) -> FileLink:
    """Return a link to one's own draft; of somebody else's, whose it is."""
    if draft.owner != reader:
        return FileLink(draft_of_account(draft.owner))
    return FileLink(draft_words(draft), reverse("draft", args=[draft.pk]))


def draft_of_account(number: int) -> str:
    """Return how a draft of somebody else is spoken of, which only they see."""
    name = names_of({number}).get(number, "")
    return _("a draft of %(name)s") % {"name": name}
