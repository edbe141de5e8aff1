"""A document made of a letter: a draft to be coded, whose writer is a sealed source under an alias."""

from dataclasses import replace

from django.db import transaction

from isthmus.actions.desk.coding.draft import DraftBody, DraftDocument, NewSource
from isthmus.actions.desk.coding.drafts import save_draft, start_draft
from isthmus.actions.desk.inbox.keeping import day_of_event
from isthmus.actions.desk.inbox.opened import OpenInbox
from isthmus.actions.desk.recorded import recorded
from isthmus.core.custody.actors import Action, Actor
from isthmus.core.inbox.threads import Thread
from isthmus.store.desk.scratch.models import Draft

__all__ = ["make_document"]


def make_document(inbox: OpenInbox, thread: Thread, item: bytes, alias: str, *, actor: Actor) -> Draft:
    """Begin to code a letter under an alias; return the draft. The log keeps that a document was begun, and the day.

    Raises UnfitUpload for an empty letter, ItemAltered, InboxChanged.
    """
    body = DraftBody(
        document=DraftDocument(title=alias, author=alias, protection="sealed"),
        sources=(NewSource(name=alias, kind="person", protection="sealed"),),
    )
    with inbox.writing:
        head, text = inbox.now(thread).head, inbox.body(item).text
        with (
            recorded(action=Action.MAKE_DOCUMENT_OF_LETTER, actor=actor, at=day_of_event()),
            transaction.atomic(
                using="scratch"
            ),  # a draft that its thread does not know is destroyed by nobody
        ):
            draft = save_draft(start_draft(actor=actor, text=text), body, revision=0)
            made = (*head.made, str(draft.pk))
            inbox.replace({thread.item: replace(head, made=made, seen=head.seen | {item})})
        return draft
