"""What a run says in sentences: one that can be quoted, the assumption, and a paragraph for a methods annex."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from json import loads
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from isthmus.store.desk.models import EstimateRun
from isthmus.web.desk.estimating.told import Told, ToldModel, outward, span_of
from isthmus.web.desk.reading.words import listed

__all__ = ["Quoted", "annex", "assumed", "quoted", "shown"]

PAPERS = {
    "lcmcr": "latent classes with a Dirichlet process prior (LCMCR; Manrique-Vallier 2016)",
    "dga": "averaging over decomposable graphs (Madigan & York 1997)",
    "loglinear": "the log-linear model of lowest BIC among the hierarchical ones (Fienberg 1972)",
}


def shown(number: float) -> str:
    """A figure with its thousands apart."""
    return f"{number:,.0f}"


@dataclass(frozen=True, slots=True)
class Quoted:
    """What can be quoted: a sentence or two, the range of all models, rounded outward, and of those not documented."""

    words: str
    span: tuple[int, int] | None = None
    missing: tuple[int, int] | None = None


def quoted(found: Told, carried: Sequence[ToldModel]) -> Quoted:
    """Return what can stand in a newspaper as it is; `carried`: models over draws of the linkage, if there are."""
    lists = ngettext("%(n)d list", "%(n)d lists", len(found.lists)) % {"n": len(found.lists)}
    known = ngettext(
        "%(n)s person is documented on %(lists)s.", "%(n)s people are documented on %(lists)s.", found.n
    )
    first = known % {"n": shown(found.n), "lists": lists}
    span = span_of([*found.figures, *carried]) if found.figures else None
    if span is None:
        return Quoted(f"{first} {_('How many nobody documented can not be said from these lists.')}")
    low, high = outward(span)
    missing = outward((max(0.0, span[0] - found.n), max(0.0, span[1] - found.n)))
    words = (
        _(
            "In all there were at least %(low)s to %(high)s, by the 95 %% intervals of all models together: a lower "
            "bound, since a part of them could not be estimated."
        )
        if found.lower_bound
        else _(
            "In all there were between %(low)s and %(high)s, by the 95 %% intervals of all models together: "
            "nobody documented %(few)s to %(many)s of them."
        )
    )
    figures = (low, high, *missing)
    named = dict(zip(("low", "high", "few", "many"), map(shown, figures), strict=True))
    return Quoted(f"{first} {words % named}", (low, high), missing)


def annex(run: EstimateRun, found: Told, carried: Sequence[ToldModel], acts: str) -> list[str]:
    """Paragraphs for a methods annex, in plain text."""
    return [*_about_lists(run, found, acts), *_about_models(found, carried), *_about_running(run)]


def _about_lists(run: EstimateRun, found: Told, acts: str) -> Iterator[str]:
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
        "names": listed(names),
        "people": shown(found.n),
        "unnamed": shown(given["left_out"]["unnamed"]),
        "share": round(100 * given["left_out"]["share"]),
        "groups": shown(given["left_out"]["groups"]),
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


def _about_models(found: Told, carried: Sequence[ToldModel]) -> Iterator[str]:
    asked = [PAPERS.get(each.key, each.key) for each in found.models]
    if found.figures:
        yield " ".join([_("Models: %(models)s.") % {"models": "; ".join(asked)}, *_figures(found.figures)])
        if carried:
            yield " ".join([_("Averaged over the draws of the linkage:"), *_figures(carried)])
    if found.verdict == "refuse":
        yield _("No estimate is given: %(why)s") % {"why": " ".join(found.reasons)}
        return
    if found.reasons:
        yield _("Warnings: %(why)s") % {"why": " ".join(found.reasons)}
    yield _("What the models assume, and no data can prove: %(words)s") % {
        "words": " ".join(f"{label.capitalize()}: {words}" for label, words in assumed(found))
    }


def assumed(found: Told) -> list[tuple[str, str]]:
    """Return what each model assumes; of strata, what it assumes in each."""
    strata = [each.models for each in found.strata.values() if each.figures]
    models = [each for each in found.models if each.assumption] or (strata[0] if strata else [])
    return [(each.label, each.assumption) for each in models if each.assumption]


def _figures(models: Sequence[ToldModel]) -> Iterator[str]:
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
