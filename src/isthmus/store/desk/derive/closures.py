"""Sources under one control and places within places: tables that follow from rows alone."""

from isthmus.core.register import Register
from isthmus.store.desk.models import Judgement, Place, PlaceAbove, Source, SourceGroup
from isthmus.store.desk.queries.workbook import in_force, nothing_but, read

__all__ = ["groups_of", "places_above", "regroup_sources", "stack_places"]

AT_ONCE = 2_000


def regroup_sources(register: Register | None = None) -> None:
    """Make the groups of sources under one control, or judged the same, what they now are."""
    now = groups_of(register or _of_sources())
    if now == dict(SourceGroup.objects.values_list("pk", "ref")):
        return
    SourceGroup.objects.all().delete()
    SourceGroup.objects.bulk_create(
        [SourceGroup(source_id=pk, ref=ref) for pk, ref in now.items()], batch_size=AT_ONCE
    )


def groups_of(register: Register) -> dict[int, str]:
    """Return the group of each source that has one, by primary key."""
    pk_of = dict(Source.objects.values_list("ref", "pk"))
    return {pk_of[ref]: group for ref, group in register.controlled.items() if ref in pk_of}


def _of_sources() -> Register:
    judged = set(Judgement.objects.in_force().filter(kind="source").values_list("pk", flat=True))
    return Register.of(in_force(read(nothing_but(sources=None, judgements=judged))))


def stack_places() -> None:
    """Make the table of places above places what it now is."""
    now = places_above()
    columns = ("place_id", "above_id", "height")
    if now == {(place, above): height for place, above, height in PlaceAbove.objects.values_list(*columns)}:
        return
    PlaceAbove.objects.all().delete()
    PlaceAbove.objects.bulk_create(
        [PlaceAbove(place_id=place, above_id=above, height=height) for (place, above), height in now.items()],
        batch_size=AT_ONCE,
    )


def places_above() -> dict[tuple[int, int], int]:
    """Return how high each place is above each that lies in it, itself at 0, by primary keys.

    A place lies in all that those judged the same lie in, and above it stand all those judged the same as one above.
    """
    pk_of = dict(Place.objects.values_list("ref", "pk"))
    register = _of_places()
    members: dict[str, list[int]] = {}
    for place, one in register.place_of.items():
        members.setdefault(one, []).append(pk_of[place])
    return {
        (pk_of[place], above): height
        for place, chain in register.places_upward.items()
        for height, one in enumerate(chain)
        for above in members[one]
    }


def _of_places() -> Register:
    judged = set(Judgement.objects.in_force().filter(kind="place").values_list("pk", flat=True))
    return Register.of(in_force(read(nothing_but(places=None, judgements=judged))))
