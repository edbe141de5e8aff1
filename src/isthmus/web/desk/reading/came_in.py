"""What came in with what: the mail of an attachment, the attachments of a mail."""

from collections.abc import Sequence

from isthmus.core.workbook.came_in import digest_came_in
from isthmus.store.desk.models import Document

__all__ = ["attachments_of", "mail_of"]

# Kinds of files in which others come.
_MAILS = ("message/rfc822", "application/mbox", "application/vnd.ms-outlook")


def mail_of(document: Document) -> Document | None:
    """Return the document of the mail that a document was attached to, where it is in the register."""
    digest = digest_came_in(document.own)
    return Document.objects.filter(sha256=digest).order_by("ref").first() if digest else None


def attachments_of(document: Document) -> Sequence[Document]:
    """Return the documents that came attached to a mail, in the order of their ids."""
    if document.content_type not in _MAILS or not document.sha256:
        return ()
    found = Document.objects.filter(own__contains=document.sha256).exclude(pk=document.pk).order_by("ref")
    return [each for each in found if digest_came_in(each.own) == document.sha256]
