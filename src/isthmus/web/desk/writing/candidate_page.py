"""From an incident, a person, a source or a place: which others may be the same, and one decision about several."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from isthmus.actions.desk import judge as actions
from isthmus.store.desk.models import Incident, Person, Place, Source
from isthmus.store.desk.queries.candidates import Candidate, Thing, candidates, judged_of
from isthmus.store.desk.queries.sealed import ReadTokens
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.judgements import JudgementShown, judged
from isthmus.web.desk.reading.words import Labels
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.sealed_words import look_of
from isthmus.web.desk.writing.judged_page import judged_page, uids_of
from isthmus.web.desk.writing.judgement_search import sides_found, unsearched_sides
from isthmus.web.desk.writing.pair_facts import PairSide
from isthmus.web.desk.writing.pair_sides import FACTS, rows_of

__all__ = ["CandidateShown", "candidate_page"]

THINGS: Mapping[str, Any] = {"incident": Incident, "person": Person, "source": Source, "place": Place}
OF_ROW = {"incident": "of_incident", "person": "of_person"}
WHY = {
    "proposed": gettext_lazy("a link run proposes it"),
    "same_name": gettext_lazy("the same name"),
    "name_alike": gettext_lazy("a name like it"),
    "victim": gettext_lazy("a victim in common"),
    "same_place": gettext_lazy("the same kind of act in the same place, and the times can meet"),
    "place_and_time": gettext_lazy("the same kind of act; places and times can meet"),
    "same_part": gettext_lazy("the same part in the same incident"),
}
# What may be decided: the word that the form sends, the decision, and whether the other one stands first in it.
CHOICES = {
    "same": ("same", False),
    "different": ("different", False),
    "disjoint": ("disjoint", False),
    "part_of": ("part_of", False),
    "holds": ("part_of", True),
    "unsure": ("unsure", False),
}
LABELS = {
    ("incident", "same"): gettext_lazy("the same incident"),
    ("incident", "different"): gettext_lazy("not the same"),
    ("incident", "part_of"): gettext_lazy("this one is part of what is ticked"),
    ("incident", "holds"): gettext_lazy("what is ticked is part of this one"),
    ("incident", "unsure"): gettext_lazy("unsure"),
    ("person", "same"): gettext_lazy("the same person, group or unit"),
    ("person", "different"): gettext_lazy("not the same"),
    ("person", "disjoint"): gettext_lazy("no person in common"),
    ("person", "part_of"): gettext_lazy("this one lies within what is ticked"),
    ("person", "holds"): gettext_lazy("what is ticked lies within this one"),
    ("person", "unsure"): gettext_lazy("unsure"),
    ("source", "same"): gettext_lazy("the same source"),
    ("source", "different"): gettext_lazy("not the same"),
    ("place", "same"): gettext_lazy("one place"),
    ("place", "different"): gettext_lazy("not the same"),
}
OF_GROUPS = ("disjoint",)  # of two single persons it says what "not the same" says


@dataclass(frozen=True, slots=True)
class CandidateShown:
    """One that may be the same: what its first row states, why it stands here, and what was judged of the two."""

    side: PairSide
    why: Sequence[str]
    earlier: Sequence[JudgementShown]
    ticked: bool


@require_http_methods(["GET", "HEAD", "POST"])
def candidate_page(request: HttpRequest, kind: str, uid: UUID) -> HttpResponse:
    """Show what may be the same; record one decision about all that are ticked."""
    if kind not in THINGS:
        raise Http404
    thing = thing_of(kind, uid)
    if request.method != "POST" or "find" in request.POST:
        return page(request, kind, thing)
    return decide(request, kind, thing)


def thing_of(kind: str, uid: UUID) -> Thing:
    """Return what the row of this uid belongs to: an incident of acts, a person of mentions, else itself."""
    row = get_object_or_404(rows_of(kind), uid=uid)
    if kind not in OF_ROW:
        found: Thing = row
        return found
    member = getattr(row, OF_ROW[kind], None)
    if member is None:
        raise Http404
    belonging: Thing = getattr(member, kind)
    return belonging


def page(request: HttpRequest, kind: str, thing: Thing, problem: str = "") -> HttpResponse:
    """Return the page with what is found, typed and ticked so far."""
    words, look = request.POST.get("words", "").strip(), look_of(request)
    read = look.read if look else None
    shown = listed(kind, thing, found_by(kind, words, read), request.POST.getlist("other"))
    context = {
        "kind": kind,
        "thing": thing,
        "left": first_side(kind, thing),
        "words": words,
        "found": [each for each in shown if not each.why],
        "candidates": [each for each in shown if each.why],
        "unsearched": unsearched_sides(kind) if words and not look else 0,
        "choices": choices(kind, thing),
        "decision": request.POST.get("decision", ""),
        "because": request.POST.get("because", ""),
        "back": address(kind, thing),
        "problem": problem,
        "actor": actor_of(request),
    }
    return render(request, "desk/writing/candidates.html", context, status=422 if problem else 200)


def choices(kind: str, thing: Thing) -> list[tuple[str, str]]:
    """Return what may be decided from this page, in words."""
    single = isinstance(thing, Person) and thing.at_most == 1
    named = [(code, LABELS[kind, code]) for code in CHOICES if (kind, code) in LABELS]
    return [(code, str(words)) for code, words in named if not (single and code in OF_GROUPS)]


def found_by(kind: str, words: str, read: ReadTokens | None) -> list[int]:
    """Return the things that words find, by primary key."""
    rows = [each.row for each in sides_found(kind, words, read=read)]
    if kind not in OF_ROW:
        return [row.pk for row in rows]
    members = (getattr(row, OF_ROW[kind], None) for row in rows)
    return list(dict.fromkeys(getattr(member, f"{kind}_id") for member in members if member))


def listed(kind: str, thing: Thing, found: Iterable[int], ticked: Sequence[str]) -> list[CandidateShown]:
    """Return what was found and what may be the same, each once; what is ticked stays in the list."""
    known = [*candidates(kind, thing)]
    keys = {each.key for each in known} | {thing.pk}
    kept = [pk for pk in ticked_keys(kind, ticked) if pk not in keys]
    more = [pk for pk in dict.fromkeys((*found, *kept)) if pk not in keys]
    sides = sides_of(kind, [*more, *(each.key for each in known)])
    earlier = judged_of(kind, thing) if more else {}
    return [
        CandidateShown(
            sides[each.key],
            [str(WHY[why]) for why in each.why],
            judged(earlier.get(each.key, ())),
            str(sides[each.key].row.uid) in ticked,
        )
        for each in (*(Candidate(pk, ()) for pk in more), *known)
        if each.key in sides
    ]


def ticked_keys(kind: str, ticked: Iterable[str]) -> list[int]:
    """Return the things of the rows that are ticked."""
    uids = uids_of(ticked)
    column = f"{OF_ROW[kind]}__{kind}" if kind in OF_ROW else "pk"
    return [pk for pk in rows_of(kind).filter(uid__in=uids).values_list(column, flat=True) if pk]


def sides_of(kind: str, keys: Sequence[int]) -> dict[int, PairSide]:
    """Return the first row of each thing with what it states, by the thing's key."""
    things = THINGS[kind].objects.in_bulk(keys)
    labels = Labels.load()
    rows = {row.ref: row for row in rows_of(kind).filter(ref__in=[each.ref for each in things.values()])}
    return {pk: FACTS[kind](rows[each.ref], labels) for pk, each in things.items() if each.ref in rows}


def first_side(kind: str, thing: Thing) -> PairSide:
    """Return the first row of the thing that the page is about."""
    found = sides_of(kind, [thing.pk]).get(thing.pk)
    if found is None:
        raise Http404
    return found


def decide(request: HttpRequest, kind: str, thing: Thing) -> HttpResponse:
    """Record the decision about each that is ticked; ask again where something is missing."""
    chosen, because = request.POST.get("decision", ""), request.POST.get("because", "").strip()
    keys = [pk for pk in ticked_keys(kind, request.POST.getlist("other")) if pk != thing.pk]
    if not keys:
        return page(request, kind, thing, _("Nothing is ticked. Tick those that the judgement is about."))
    if chosen not in dict(choices(kind, thing)) or not because:
        told = _("A judgement says what was decided, and why. Fill in both.")
        return page(request, kind, thing, told)
    decision, turned = CHOICES[chosen]
    others = THINGS[kind].objects.filter(pk__in=keys).order_by("ref").values_list("ref", flat=True)
    try:
        made = actions.judge_together(
            kind=kind,
            pairs=[(ref, thing.ref) if turned else (thing.ref, ref) for ref in others],
            decision=decision,
            because=because,
            actor=actor_of(request),
        )
    except actions.NotJudged as refusal:
        return page(request, kind, thing, said(refusal.message))
    return judged_page(request, made, back=address(kind, thing))


def address(kind: str, thing: Thing) -> str:
    """Return the page of a thing."""
    return reverse(kind, args=[thing.uid])
