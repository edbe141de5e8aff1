"""Several reviewers on the same sample: who judged how many, how far they agree, and where they do not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from isthmus.actions.desk.linking import can_link
from isthmus.actions.desk.reviewing import DECISIONS, share
from isthmus.core.custody.actors import Actor
from isthmus.store.desk.models import BY_LINK_RUN, LINK_KINDS, Judgement, LinkRun, Proposal
from isthmus.store.desk.queries.proposals import asked_of, last_run, sides
from isthmus.web.desk.language import said
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.writing.judgement_context import pair_url
from isthmus.web.desk.writing.reviewing import installing

__all__ = ["agreement"]

# What every reviewer answered, by the place of the pair in the sample: reviewer -> place -> decision.
type Answers = Mapping[str, Mapping[int, str]]

MOST_REVIEWERS = 20
APART_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Reviewer:
    """How many pairs of the sample one reviewer judged, and how."""

    name: str
    judged: int
    same: int
    different: int
    part_of: int
    unsure: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A pair of the sample of which reviewers say different things, and where to judge it for all."""

    place: int
    pair: str
    answers: Sequence[tuple[str, str]]


@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: HttpRequest, kind: str) -> HttpResponse:
    """Draw the sample; see who judged it, and how far they agree."""
    if kind not in LINK_KINDS:
        raise Http404
    run = last_run(kind)
    if run is None:
        return render(request, "desk/writing/agreement.html", {"kind": kind, "run": None, **installing()})
    if request.method == "POST":
        written = request.POST.get("size", "")
        share(run, size=int(written[:4]) if written.isdecimal() else 0)
        return redirect("agreement", kind)
    return render(request, "desk/writing/agreement.html", page(run, actor_of(request)))


def page(run: LinkRun, actor: Actor) -> dict[str, Any]:
    """Return what the page shows."""
    shared = {
        each.pk: each for each in Proposal.objects.filter(run=run, shared__isnull=False).order_by("shared")
    }
    answers = answered(run, list(shared.values()))
    left = asked_of(actor, run, "shared").count() + asked_of(actor, run, "shared", again=True).count()
    said = coefficients(answers, len(shared), run.seed) if len(answers) > 1 and can_link() else []
    return {
        "kind": run.kind,
        "run": run,
        "size": len(shared),
        "mine_left": left,
        "reviewers": [reviewer(name, given) for name, given in answers.items()],
        "both": bool(said),
        "verdict": in_a_word(answers),
        "said": said,
        # Who has still to judge pairs does not learn here what others said of them.
        "apart": [] if left else apart(run, list(shared.values()), answers)[:APART_SHOWN],
    }


def answered(run: LinkRun, shared: Sequence[Proposal]) -> Answers:
    """Return the judgements in force of people on the sample; the most diligent first."""
    left, right = (f"{side}_id" for side in sides(run.kind))
    place = {frozenset((getattr(each, left), getattr(each, right))): each.shared or 0 for each in shared}
    keys = [key for pair in place for key in pair]
    rows = Judgement.objects.in_force().filter(
        kind=run.judged_as, decision__in=DECISIONS, **{f"{left}__in": keys}
    )
    found: dict[str, dict[int, str]] = {}
    for one, other, by, decision in rows.exclude(BY_LINK_RUN).values_list(left, right, "by", "decision"):
        at = place.get(frozenset((one, other)))
        if at is not None:
            found.setdefault(by, {})[at] = decision
    return dict(sorted(found.items(), key=lambda each: (-len(each[1]), each[0]))[:MOST_REVIEWERS])


def reviewer(name: str, given: Mapping[int, str]) -> Reviewer:
    """Return one reviewer's row."""
    said = list(given.values())
    return Reviewer(name, len(said), *(said.count(each) for each in DECISIONS))


def coefficients(answers: Answers, size: int, seed: int) -> list[str]:
    """Return kappa of the two who judged most, and alpha of all, in words."""
    import numpy as np  # noqa: PLC0415  not everybody has the extra

    from isthmus.core.link.agreement import MISSING, alpha, kappa  # noqa: PLC0415

    table = np.full((len(answers), size), MISSING, dtype=np.int64)
    for row, given in enumerate(answers.values()):
        for place, decision in given.items():
            table[row, place - 1] = DECISIONS.index(decision)
    first, second = list(answers)[:2]
    between = _("Between %(one)s and %(other)s:") % {"one": first, "other": second}
    two = kappa(table[0], table[1], np.random.default_rng(seed))
    return [f"{between} {said(two.message)}", said(alpha(table, np.random.default_rng(seed)).message)]


def in_a_word(answers: Answers) -> str:
    """Return how many of the pairs that two or more judged they agree on."""
    places = [set(given) for given in answers.values()]
    several = sorted({at for at in set().union(*places) if sum(at in each for each in places) > 1})
    agreed = sum(len({given[at] for given in answers.values() if at in given}) == 1 for at in several)
    return _("Of %(several)d that two or more have judged, they agree on %(agreed)d.") % {
        "several": len(several),
        "agreed": agreed,
    }


def apart(run: LinkRun, shared: Sequence[Proposal], answers: Answers) -> list[Disagreement]:
    """Return the pairs of which reviewers say different things."""
    found = []
    for proposal in shared:
        given = [
            (name, said[proposal.shared or 0]) for name, said in answers.items() if proposal.shared in said
        ]
        if len({decision for _name, decision in given}) > 1:
            found.append(
                Disagreement(proposal.shared or 0, pair_url(run.judged_as, beside(run, proposal)), given)
            )
    return found


def beside(run: LinkRun, proposal: Proposal) -> Judgement:
    """Return a judgement about the pair that is not there, for the address of its page."""
    return Judgement(kind=run.judged_as, **{side: getattr(proposal, side) for side in sides(run.kind)})
