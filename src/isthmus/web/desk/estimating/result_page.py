"""What the page of one run shows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from json import loads
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import mark_safe
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from isthmus.actions.desk.estimating import changed_since, filter_of
from isthmus.actions.desk.estimating.leaving import by_ground
from isthmus.core.estimate.quotable import Quotable
from isthmus.core.estimate.vocabulary import model_name
from isthmus.core.messages import Message
from isthmus.draw import Interval, draw_intervals
from isthmus.store.desk.models import EstimateRun
from isthmus.web.desk import veil
from isthmus.web.desk.estimating.derivations import Derivations, derivations_of
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
from isthmus.web.desk.language import renderer, said
from isthmus.web.desk.reading.count import Chart
from isthmus.web.desk.reading.kept_filters import sealed_query
from isthmus.web.desk.reading.words import Labels

__all__ = ["LeaveOneOutRow", "LinkageResult", "ModelRow", "ResultPage", "Variant", "result_page"]

LEAST_EDGE = 0.0005  # of the mass: less would read as 0.0 %


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
    """The estimate over draws of the linkage: what each model says, and sentences about it."""

    models: Sequence[StoredModel]
    sentences: Sequence[Message]


@dataclass(frozen=True, slots=True)
class ModelRow:
    """One model in the table, as it is called there."""

    label: Message
    found: StoredModel


@dataclass(frozen=True, slots=True)
class ResultPage:
    """Everything that the page shows; names of lists as the veil lets them be shown."""

    found: StoredEstimate
    objections: Derivations
    quoted: Quotable
    models: Sequence[ModelRow]
    remarks: Sequence[Message]
    with_fit: bool
    chart: Chart | None
    overlap: Overlap
    stale: bool
    acts: str
    by: str
    query: str
    assumed: Sequence[tuple[Message, Message]]
    assumed_by_all: Message
    cannot_know: Message
    may_be_quoted: Message
    estimated: Message | None
    sensitivity: Message | None
    annex: Sequence[str]
    leave_one_out: Sequence[LeaveOneOutRow]
    variants: Sequence[Variant]
    linked: LinkageResult | None
    excluded: Message
    facts: Sequence[tuple[Message, Message]]
    versions: Sequence[str]
    by_ground: bool


def result_page(request: HttpRequest, run: EstimateRun) -> ResultPage:
    """Return everything that the page of one run shows."""
    everything, given = run.found, run.given
    found, linkage = stored_estimate(everything["estimate"]), everything.get("linkage")
    linked = linked_of(linkage) if linkage else None
    carried = linked.models if linked else []
    rows = model_rows(found, carried)
    words = found.quotable(carried)
    acts = acts_words(filter_of(run.plan), Labels.load())
    paragraphs = annex(run, found, carried, acts)
    names = shown_names(request, [each["name"] for each in given["lists"]])
    return ResultPage(
        found=found,
        objections=derivations_of(objections_of(given)),
        quoted=words,
        models=rows,
        remarks=list(remarks(found)),
        with_fit=any(each.fit is not None for each in found.figures),
        chart=chart(found.n, rows) if words.span and not found.lower_bound else None,
        overlap=overlap_of(names, patterns_of(given)),
        stale=changed_since(run),
        acts=acts,
        by=by_words(found.stratified_by),
        query=f"?{asked}" if (asked := sealed_query(query_of(run.plan))) else "",
        assumed=found.assumptions(),
        assumed_by_all=Message("estimate.assumed_by_all"),
        cannot_know=Message("estimate.cannot_know"),
        may_be_quoted=Message("estimate.may_be_quoted"),
        estimated=span_of(words),
        sensitivity=message_of((found.diagnostics.get("sensitivity") or {}).get("message")),
        annex=[veil.veil_text(each, request) for each in paragraphs] if veil.veiled(request) else paragraphs,
        leave_one_out=[leave_one_out_row(each) for each in found.diagnostics.get("leave_one_out") or ()],
        variants=list(variants(found, linkage or {})) if words.span and not found.lower_bound else [],
        linked=linked if words.span else None,
        excluded=excluded_message(given["excluded"]),
        facts=list(facts_of(found)),
        versions=[f"{name} {version}" for name, version in loads(run.versions).items()],
        by_ground=by_ground(run),
    )


def span_of(quoted: Quotable) -> Message | None:
    """Return from how many to how many people there were; of a lower bound, at least how many."""
    if quoted.span is None:
        return None
    low, high = quoted.span
    bound = Message("estimate.bound", low=low)
    return bound if high is None else Message("estimate.interval", low=low, high=high)


def by_words(stratified: str) -> str:
    """Return what people are told apart by."""
    what, _space, level = stratified.partition(" ")
    words = {"sex": _("sex"), "year": _("year of the act"), "quarter": _("quarter of the act")}
    return words.get(what) or (_("place of the act, at level %(n)s") % {"n": level} if level else "")


def patterns_of(given: Mapping[str, Any]) -> dict[tuple[bool, ...], int]:
    """Return all strata together: how many people have each pattern."""
    found: dict[tuple[bool, ...], int] = {}
    for each in given["strata"]:
        for row in each["patterns"]:
            pattern = tuple(bool(on) for on in row["on"])
            found[pattern] = found.get(pattern, 0) + row["count"]
    return found


def model_rows(found: StoredEstimate, carried: Sequence[StoredModel]) -> list[ModelRow]:
    """Return every model, and what it says where the doubt of linking is carried."""
    rows = [ModelRow(each.label, each) for each in found.models]
    return rows + [ModelRow(Message("estimate.with_linking", model=each.label), each) for each in carried]


def chart(documented: int, rows: Sequence[ModelRow]) -> Chart:
    """Draw every row on one axis. The drawing escapes every label itself: it is built as a tree, never as text."""
    drawn = [
        Interval(said(each.label), each.found.median, each.found.at50, each.found.at80, each.found.at95)
        for each in rows
    ]
    rtl = get_language_bidi()
    say = renderer()
    across = draw_intervals(drawn, documented=documented, rtl=rtl, say=say)
    down = draw_intervals(
        drawn, documented=documented, rtl=rtl, prefix="intervals-down", narrow=True, say=say
    )
    return Chart(mark_safe(across), mark_safe(down))  # noqa: S308


def remarks(found: StoredEstimate) -> Iterator[Message]:
    """Yield the several answers of a model with the ends of each, and how many people no list would reach."""
    for each in found.figures:
        if len(each.modes) > 1:
            modes = [
                Message("estimate.mode_with_ends", share=mode.share, at=mode.at, low=mode.low, high=mode.high)
                for mode in each.modes
            ]
            fits = Message("estimate.modes_with_ends", modes=modes)
            yield Message("estimate.assumed_by", model=each.label, words=fits)
        if each.out_of_reach:
            yield Message("estimate.assumed_by", model=each.label, words=each.out_of_reach)


def excluded_message(excluded: Mapping[str, Any]) -> Message:
    """Return who was left out of the lists."""
    known = (
        ("unnamed", Message("estimate.unnamed_excluded", n=excluded["unnamed"], share=excluded["share"])),
        ("groups", Message("estimate.groups_excluded", n=excluded["groups"])),
        ("elsewhere", Message("estimate.on_no_list", n=excluded["elsewhere"])),
    )
    return Message("estimate.excluded", sentences=[each for name, each in known if excluded[name]])


def facts_of(found: StoredEstimate) -> Iterator[tuple[Message, Message]]:
    """Yield how far the chains of a model agree, and what lies at the edge of its range."""
    for each in found.figures:
        facts = [each.unsettled] if each.unsettled else []
        if each.rhat:
            facts.append(Message("estimate.rhat", rhat=each.rhat))
        if each.ess:
            facts.append(Message("estimate.effective_draws", n=round(each.ess)))
        if each.edge > LEAST_EDGE:
            facts.append(Message("estimate.at_edge", share=each.edge))
        if facts:
            yield each.label, Message("estimate.facts", sentences=facts)


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
    kept = averaged.get("models") or {}
    models = stored_models(kept)
    few, many = averaged["documented"]
    strict, lenient = (found[name]["documented"][0] for name in ("strict", "lenient"))
    shares = [
        Message(
            "estimate.share_by_linking",
            model=each.label,
            share=kept[each.key]["share_of_variance_by_linking"],
        )
        for each in models
    ]
    sentences = [
        Message("estimate.drawn_by_linking", n=averaged["draws"], run=str(found["run"])),
        Message("estimate.documented_in_draws", few=few, many=many, strict=strict, lenient=lenient)
        if few < many
        else Message("estimate.documented_in_every_draw", n=many, strict=strict, lenient=lenient),
        Message("estimate.variance_by_linking", shares=shares),
    ]
    if averaged.get("refused_draws"):
        why = message_of(averaged.get("refusal"))
        sentences.append(Message("estimate.draws_left_out", n=averaged["refused_draws"], why=why))
    return LinkageResult(models, sentences)
