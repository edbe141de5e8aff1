"""What the page of one run shows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from json import loads
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.safestring import mark_safe
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from isthmus.actions.desk.estimating import changed_since, filter_of
from isthmus.core.estimate.quotable import Quotable
from isthmus.core.estimate.vocabulary import model_name
from isthmus.core.messages import Message
from isthmus.draw import Interval, draw_intervals
from isthmus.store.desk.models import EstimateRun
from isthmus.web.desk import veil
from isthmus.web.desk.estimating.methods_annex import annex, objections_of
from isthmus.web.desk.estimating.plan_form import query_of
from isthmus.web.desk.estimating.plan_page import Overlap, acts_words, overlap_of, shown_names
from isthmus.web.desk.estimating.stored_estimate import (
    Pair,
    StoredEstimate,
    StoredModel,
    message_of,
    stored_estimate,
    stored_models,
)
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.count import Chart
from isthmus.web.desk.reading.words import Labels

__all__ = ["LeaveOneOutRow", "LinkageResult", "ResultPage", "Variant", "result_page"]


@dataclass(frozen=True, slots=True)
class LeaveOneOutRow:
    """A list that the models did not see: how many of it are on other lists, and how many the others predict."""

    name: str
    size: int
    overlap: int
    predicted: Pair | None
    outside: bool
    refusal: Message | None


@dataclass(frozen=True, slots=True)
class Variant:
    """The same under another prior, without a list, or under another linkage."""

    what: Message
    model: Message
    median: float
    at95: Pair


@dataclass(frozen=True, slots=True)
class LinkageResult:
    """The estimate over draws of the linkage: for each model what it says, and the share of variance by linking.

    `documented`: the fewest and the most people on lists in a draw; `strict` and `lenient`: with that linkage.
    """

    run: str
    draws: int
    documented: Sequence[int]
    strict: int
    lenient: int
    models: Sequence[tuple[StoredModel, float]]
    refused_draws: int
    why: Message | None


@dataclass(frozen=True, slots=True)
class ResultPage:
    """Everything that the page shows; names of lists as the veil lets them be shown."""

    found: StoredEstimate
    objections: Sequence[Message]
    quoted: Quotable
    chart: Chart | None
    overlap: Overlap
    stale: bool
    acts: str
    by: str
    query: str
    assumed: Sequence[tuple[Message, Message]]
    annex: Sequence[str]
    leave_one_out: Sequence[LeaveOneOutRow]
    variants: Sequence[Variant]
    linked: LinkageResult | None
    excluded: Mapping[str, Any]
    versions: Mapping[str, str]


def result_page(request: HttpRequest, run: EstimateRun) -> ResultPage:
    """Return everything that the page of one run shows."""
    everything, given = run.found, run.given
    found, linkage = stored_estimate(everything["estimate"]), everything.get("linkage")
    linked = linked_of(linkage) if linkage else None
    carried = [each for each, _share in linked.models] if linked else []
    words = found.quotable(carried)
    acts = acts_words(filter_of(run.plan), Labels.load())
    paragraphs = annex(run, found, carried, acts)
    names = shown_names(request, [each["name"] for each in given["lists"]])
    return ResultPage(
        found=found,
        objections=objections_of(given),
        quoted=words,
        chart=chart(found, carried) if words.span else None,
        overlap=overlap_of(names, patterns_of(given)),
        stale=changed_since(run),
        acts=acts,
        by=by_words(found.stratified_by),
        query=f"?{urlencode(asked)}" if (asked := query_of(run.plan)) else "",
        assumed=found.assumptions(),
        annex=[veil.veil_text(each, request) for each in paragraphs] if veil.veiled(request) else paragraphs,
        leave_one_out=[leave_one_out_row(each) for each in found.diagnostics.get("leave_one_out") or ()],
        variants=list(variants(found, linkage or {})) if words.span else [],
        linked=linked if words.span else None,
        excluded=given["excluded"],
        versions=loads(run.versions),
    )


def by_words(stratified: str) -> str:
    """What people are told apart by."""
    what, _space, level = stratified.partition(" ")
    words = {"sex": _("sex"), "year": _("year of the act"), "quarter": _("quarter of the act")}
    return words.get(what) or (_("place of the act, at level %(n)s") % {"n": level} if level else "")


def patterns_of(given: Mapping[str, Any]) -> dict[tuple[bool, ...], int]:
    """All strata together: how many people have each pattern."""
    found: dict[tuple[bool, ...], int] = {}
    for each in given["strata"]:
        for row in each["patterns"]:
            pattern = tuple(bool(on) for on in row["on"])
            found[pattern] = found.get(pattern, 0) + row["count"]
    return found


def chart(found: StoredEstimate, carried: Sequence[StoredModel]) -> Chart:
    """Every model on one axis, and what it says where the doubt of linking is carried.

    The drawing escapes every label itself: it is built as a tree, never as text.
    """
    rows = [interval(each, said(each.label)) for each in found.models]
    rows += [interval(each, said(Message("estimate.with_linking", model=each.label))) for each in carried]
    rtl = get_language_bidi()
    across = draw_intervals(rows, documented=found.n, rtl=rtl)
    down = draw_intervals(rows, documented=found.n, rtl=rtl, prefix="intervals-down", narrow=True)
    return Chart(mark_safe(across), mark_safe(down))  # noqa: S308


def interval(found: StoredModel, label: str) -> Interval:
    """One model as it is drawn."""
    return Interval(label, found.median, found.at50, found.at80, found.at95)


def leave_one_out_row(found: Mapping[str, Any]) -> LeaveOneOutRow:
    """Read what came of holding one list back."""
    predicted = found.get("predicted95")
    return LeaveOneOutRow(
        str(found["list"]),
        int(found["size"]),
        int(found["overlap"]),
        (float(predicted[0]), float(predicted[1])) if predicted else None,
        bool(found.get("outside")),
        message_of(found.get("refusal")),
    )


def variants(found: StoredEstimate, linkage: Mapping[str, Any]) -> Iterator[Variant]:
    """Yield the same without each list, under other priors, and under the strict and the lenient linkage."""
    for each in found.diagnostics.get("leave_one_out") or ():
        without = each.get("without") or {}
        if without.get("interval95"):
            yield variant(Message("estimate.without_list", list=each["list"]), without["model"], without)
    for each in found.diagnostics.get("priors") or ():
        what = Message("estimate.under_prior", prior=Message.from_json(each["prior"]))
        yield variant(what, each["model"], each)
    for name in ("strict", "lenient"):
        models = (linkage.get(name) or {}).get("models") or {}
        for each in stored_models(models):
            yield variant(Message(f"estimate.linkage.{name}"), each.key, models[each.key])


def variant(what: Message, model: str, found: Mapping[str, Any]) -> Variant:
    """Read one of them."""
    low, high = found["interval95"]
    return Variant(what, model_name(model), float(found["median"]), (float(low), float(high)))


def linked_of(found: Mapping[str, Any]) -> LinkageResult:
    """Read the estimate over draws of the linkage."""
    averaged = found["averaged"]
    models = averaged.get("models") or {}
    shares = {name: each["share_of_variance_by_linking"] for name, each in models.items()}
    return LinkageResult(
        str(found["run"]),
        int(averaged["draws"]),
        [int(each) for each in averaged["documented"]],
        int(found["strict"]["documented"][0]),
        int(found["lenient"]["documented"][0]),
        [(each, shares[each.key]) for each in stored_models(models)],
        int(averaged.get("refused_draws") or 0),
        message_of(averaged.get("refusal")),
    )
