"""Keep the filters of a list under a name, rename them, delete them. None is an event: nothing recorded changes."""

from django.db import IntegrityError, transaction

from isthmus.core.custody.actors import Actor
from isthmus.core.messages import Message, MessageError
from isthmus.store.desk.models import SavedView

__all__ = ["ViewRefused", "delete_view", "rename_view", "save_view", "views_of"]

LONGEST_NAME = 60
MOST_VIEWS = 50  # of one list: a longer list of names finds nothing faster than the filters do


class ViewRefused(MessageError):
    """The view cannot be kept under this name; the message says why and what to do."""


def views_of(actor: Actor, page: str) -> list[SavedView]:
    """Return the views that this actor keeps of a list, by name."""
    return list(SavedView.objects.filter(owner=actor.number, page=page).order_by("name"))


def save_view(*, page: str, name: str, query: str, actor: Actor) -> SavedView:
    """Keep filters, as the query of an address, under a name; those kept under that name before are replaced.

    Raises ViewRefused.
    """
    kept = SavedView.objects.filter(owner=actor.number, page=page)
    named = kept.filter(name=_named(name)).first()
    if named is None and kept.count() >= MOST_VIEWS:
        raise ViewRefused(Message("view.too_many", n=MOST_VIEWS))
    view = named or SavedView(owner_id=actor.number, page=page, name=_named(name))
    view.query = query
    view.save()
    return view


def rename_view(view: SavedView, *, name: str) -> SavedView:
    """Give a view another name; raises ViewRefused."""
    view.name = _named(name)
    try:
        with transaction.atomic():
            view.save(update_fields=["name"])
    except IntegrityError as error:
        raise ViewRefused(Message("view.name_taken")) from error
    return view


def delete_view(view: SavedView) -> None:
    """Delete a view; the list stays as it is."""
    view.delete()


def _named(name: str) -> str:
    """Return a name that a view can have; raises ViewRefused."""
    plain = " ".join(name.split())
    if not plain:
        raise ViewRefused(Message("view.no_name"))
    if len(plain) > LONGEST_NAME:
        raise ViewRefused(Message("view.name_too_long", most=LONGEST_NAME))
    return plain
