"""Paragraphs for a methods annex: how lists were made, what models say and assume, and how to run it again."""

from collections.abc import Iterator, Mapping, Sequence
from json import loads
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from isthmus.core.estimate.vocabulary import NO_PRIOR, REFUSE
from isthmus.core.messages import Message
from isthmus.store.desk.models import EstimateRun
from isthmus.web.desk.estimating.derivations import derivations_of
from isthmus.web.desk.estimating.stored_estimate import StoredEstimate, StoredModel
from isthmus.web.desk.language import renderer, said

__all__ = ["annex", "objections_of"]


def objections_of(given: Mapping[str, Any]) -> list[Message]:
    """Return what spoke against the lists themselves when they were built."""
    return [Message.from_json(each) for each in given["objections"]]


def annex(run: EstimateRun, found: StoredEstimate, carried: Sequence[StoredModel], acts: str) -> list[str]:
    """Return paragraphs for a methods annex, in plain text."""
    return [
        " ".join(_about_lists(run.given, found, acts)),
        *_about_linkage(run.given),
        *_about_models(found, carried),
        *_about_warnings(found, objections_of(run.given)),
        *_about_running(run),
    ]


def number(value: float) -> str:
    """Return a figure to the nearest person, as the language writes it."""
    return renderer().number(value)


def _about_lists(given: Mapping[str, Any], found: StoredEstimate, acts: str) -> Iterator[str]:
    sizes = zip(given["lists"], _sizes(given), strict=True)
    names = [f"“{each['name']}” ({number(n)})" for each, n in sizes]
    excluded = given["excluded"]
    yield _("Multiple systems estimation. Acts: %(acts)s.") % {"acts": acts}
    yield _("Lists, with the people on each: %(names)s.") % {"names": renderer().listed(names)}
    yield ngettext("%(people)s person is on a list.", "%(people)s people are on a list.", found.n) % {
        "people": number(found.n)
    }
    yield _(
        "A person is on a list where a statement in a document held by this organisation, authored by a source of that "
        "list and not retracted, asserts them as a victim. Sources under one control are one list. Only single people "
        "with a name enter."
    )
    yield said(Message("estimate.unnamed_excluded", n=excluded["unnamed"], share=excluded["share"]))
    yield said(Message("estimate.groups_excluded", n=excluded["groups"]))


def _sizes(given: Mapping[str, Any]) -> list[int]:
    sizes = [0] * len(given["lists"])
    for each in given["strata"]:
        for row in each["patterns"]:
            for at, on in enumerate(row["on"]):
                sizes[at] += on * row["count"]
    return sizes


def _about_linkage(given: Mapping[str, Any]) -> Iterator[str]:
    if given.get("linkage"):
        linkage = given["linkage"]
        yield said(Message("estimate.drawn_by_linking", n=linkage["draws"], run=linkage["run"]))
        yield _("The estimates were averaged over the draws (Sadinle 2018).")


def _about_models(found: StoredEstimate, carried: Sequence[StoredModel]) -> Iterator[str]:
    if not found.figures:
        return
    asked = [said(Message(f"estimate.paper.{each.key}")) for each in found.models if each.ends]
    models = _("Models: %(models)s.") % {"models": "; ".join(asked)}
    yield " ".join([models, *_figures(found.figures)])
    yield " ".join(_priors(found.figures))
    if carried:
        yield " ".join([_("Averaged over the draws of the linkage:"), *_figures(carried)])


def _priors(models: Sequence[StoredModel]) -> Iterator[str]:
    for each in models:
        words = said(Message("estimate.assumed_by", model=each.label, words=each.prior or NO_PRIOR))
        yield _as_beginning(words)


def _figures(models: Sequence[StoredModel]) -> Iterator[str]:
    yield from (_as_beginning(said(each.figure)) for each in models if each.ends)


def _as_beginning(words: str) -> str:
    """Return words with a capital first, as a sentence begins."""
    return words[:1].upper() + words[1:]


def _about_warnings(found: StoredEstimate, objections: Sequence[Message]) -> Iterator[str]:
    """Yield why there is no estimate, or what speaks against it, and what models assume."""
    against = derivations_of(objections).summary
    if found.verdict == REFUSE:
        yield _("No estimate is given. %(why)s") % {"why": _sentences([*found.reasons, *against])}
        return
    if found.reasons or against:
        yield _("Warnings: %(why)s") % {"why": _sentences([*against, *found.reasons])}
    assumed = [
        _as_beginning(said(Message("estimate.assumed_by", model=label, words=words)))
        for label, words in found.assumptions()
    ]
    yield _("What the models assume, and no data can prove: %(words)s") % {
        "words": " ".join([*assumed, said(Message("estimate.assumed_by_all"))])
    }


def _sentences(messages: Sequence[Message]) -> str:
    return renderer().value(tuple(messages), "sentences")


def _about_running(run: EstimateRun) -> Iterator[str]:
    versions: dict[str, str] = loads(run.versions)
    words = ", ".join(f"{name} {version}" for name, version in sorted(versions.items()))
    yield _("Seed %(seed)d; %(versions)s; SHA-256 of the table of lists %(digest)s; computed %(day)s.") % {
        "seed": run.seed,
        "versions": words or _("versions not recorded"),
        "digest": run.input_digest,
        "day": run.ended.strftime("%Y-%m-%d"),
    }
