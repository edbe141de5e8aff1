"""Pictures that came together: each a document, or all the pages of one. Until that is answered, none is read."""

from collections.abc import Sequence

from django.db import transaction

from isthmus.actions.desk.coding.drafts import MOST_FILE_BYTES, UnfitUpload, start_draft
from isthmus.actions.desk.coding.queue_place import QueuePlace
from isthmus.actions.desk.coding.read_draft import start_reading
from isthmus.core.custody.actors import Actor
from isthmus.core.messages import Message
from isthmus.files.document.picture_pages import MOST_PAGES, pages_file
from isthmus.store.desk.scratch.models import Draft

__all__ = ["begin_pages", "move_picture"]


def move_picture(pictures: Sequence[Draft], index: int, by: int) -> int:
    """Let a picture change places with the one before or after it; return where it stands then."""
    other = min(max(index + by, 0), len(pictures) - 1)
    here, there = pictures[index], pictures[other]
    with transaction.atomic(using="scratch"):
        Draft.objects.filter(pk=here.pk).update(came=there.came, place=there.place)
        Draft.objects.filter(pk=there.pk).update(came=here.came, place=here.place)
    return other


def begin_pages(pictures: Sequence[Draft], *, actor: Actor, name: str) -> Draft:
    """Make one file of pictures, a page each in this order, and begin a draft of it instead. Raises UnfitUpload."""
    if len(pictures) > MOST_PAGES:
        raise UnfitUpload(Message("coding.too_many_pages", most=MOST_PAGES))
    contents, size = list[bytes](), 0
    for each in pictures:
        contents.append(bytes(each.content or b""))
        size += len(contents[-1])
        if size > MOST_FILE_BYTES:
            raise UnfitUpload(Message("coding.pages_too_large", megabytes=MOST_FILE_BYTES >> 20))
    first = pictures[0]
    at = QueuePlace(first.came, first.place, within=first.within, note=dict(first.reading))
    with transaction.atomic(using="scratch"):
        draft = start_draft(actor=actor, content=pages_file(contents), file_name=name, at=at)
        Draft.objects.filter(pk__in=[each.pk for each in pictures]).delete()
    start_reading(draft, owner=actor)
    return draft
