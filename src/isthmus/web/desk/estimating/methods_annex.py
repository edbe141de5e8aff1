"""What a run says in sentences: one that can be quoted, the assumption, and a paragraph for a methods annex."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from json import loads
from typing import Any

from django.utils.translation import gettext as _

from isthmus.core.estimate.quotable import Quotable, quotable
from isthmus.core.messages import Message
from isthmus.store.desk.models import EstimateRun
from isthmus.web.desk.estimating.stored_estimate import StoredEstimate, StoredModel
from isthmus.web.desk.language import renderer, said

__all__ = ["annex", "assumed", "objections_of", "quoted", "shown"]

PAPERS = {
    "lcmcr": "latent classes with a Dirichlet process prior (LCMCR; Manrique-Vallier 2016)",
    "dga": "averaging over decomposable graphs (Madigan & York 1997)",
    "loglinear": "the log-linear model of lowest BIC among the hierarchical ones (Fienberg 1972)",
}


def shown(number: float) -> str:
    """A figure with its thousands apart."""
    return f"{number:,.0f}"


def quoted(found: StoredEstimate, carried: Sequence[StoredModel]) -> Quotable:
    """Return what can be quoted as it stands; `carried`: models over draws of the linkage, if there are."""
    models = [*found.figures, *carried] if found.figures else []
    intervals = [each.at95 for each in models if each.at95]
    return quotable(found.n, len(found.lists), intervals, lower_bound=found.lower_bound)


def objections_of(given: Mapping[str, Any]) -> list[Message]:
    """Return what spoke against the lists themselves when they were built."""
    return [Message.from_json(each) for each in given["objections"]]


def annex(run: EstimateRun, found: StoredEstimate, carried: Sequence[StoredModel], acts: str) -> list[str]:
    """Paragraphs for a methods annex, in plain text."""
    return [
        *_about_lists(run, found, acts),
        *_about_models(found, carried, objections_of(run.given)),
        *_about_running(run),
    ]


def _about_lists(run: EstimateRun, found: StoredEstimate, acts: str) -> Iterator[str]:
    given = run.given
    names = [f"“{each['name']}” ({shown(n)})" for each, n in zip(given["lists"], _sizes(given), strict=True)]
    yield _(
        "Multiple systems estimation (acts: %(acts)s), from %(n)d lists: "
        "%(names)s; %(people)s people in all. A person is on a list where a statement in a document held by this "
        "organisation, authored by a source of that list and not retracted, asserts them as a victim. Sources under "
        "one control are one list. Only single people with a name enter; %(unnamed)s single people without one were "
        "left out (%(share)s %% of the single people in the record), and %(groups)s groups."
    ) % {
        "acts": acts,
        "n": len(names),
        "names": renderer().listed(names),
        "people": shown(found.n),
        "unnamed": shown(given["excluded"]["unnamed"]),
        "share": round(100 * given["excluded"]["share"]),
        "groups": shown(given["excluded"]["groups"]),
    }
    if given.get("linkage"):
        yield _(
            "Which reports are of the same person was drawn %(n)d times from the probabilities of link run %(run)s "
            "under what reviewers judged, and the estimates were averaged over the draws (Sadinle 2018)."
        ) % {"n": given["linkage"]["draws"], "run": given["linkage"]["run"]}


def _sizes(given: Mapping[str, Any]) -> list[int]:
    sizes = [0] * len(given["lists"])
    for each in given["strata"]:
        for row in each["patterns"]:
            for at, on in enumerate(row["on"]):
                sizes[at] += on * row["count"]
    return sizes


def _about_models(
    found: StoredEstimate, carried: Sequence[StoredModel], objections: Sequence[Message]
) -> Iterator[str]:
    asked = [PAPERS.get(each.key, each.key) for each in found.models]
    if found.figures:
        yield " ".join([_("Models: %(models)s.") % {"models": "; ".join(asked)}, *_figures(found.figures)])
        if carried:
            yield " ".join([_("Averaged over the draws of the linkage:"), *_figures(carried)])
    against = [said(each) for each in objections]
    if found.verdict == "refuse":
        yield _("No estimate is given: %(why)s") % {"why": " ".join([*found.reasons, *against])}
        return
    if found.reasons or against:
        yield _("Warnings: %(why)s") % {"why": " ".join([*against, *found.reasons])}
    yield _("What the models assume, and no data can prove: %(words)s") % {
        "words": " ".join(f"{label.capitalize()}: {words}" for label, words in assumed(found))
    }


def assumed(found: StoredEstimate) -> list[tuple[str, str]]:
    """Return what each model assumes; of strata, what it assumes in each."""
    strata = [each.models for each in found.strata.values() if each.figures]
    models = [each for each in found.models if each.assumption] or (strata[0] if strata else [])
    return [(each.label, each.assumption) for each in models if each.assumption]


def _figures(models: Sequence[StoredModel]) -> Iterator[str]:
    for each in models:
        if each.median is not None and each.at95:
            low, high = each.at95
            yield f"{each.label.capitalize()}: {shown(each.median)} ({shown(low)} – {shown(high)}, 95 %)."


def _about_running(run: EstimateRun) -> Iterator[str]:
    versions: dict[str, str] = loads(run.versions)
    words = ", ".join(f"{name} {version}" for name, version in sorted(versions.items()))
    yield _("Seed %(seed)d; %(versions)s; SHA-256 of the table of lists %(digest)s; computed %(day)s.") % {
        "seed": run.seed,
        "versions": words or _("versions not recorded"),
        "digest": run.input_digest,
        "day": _day(run.ended),
    }


def _day(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d")
