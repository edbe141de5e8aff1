"""What leaves of an estimate: the table of lists, which can be run again, the figures, and everything as JSON.

Of a run about one alleged ground only the figures leave: who is on which lists would lead to people.
"""

from collections.abc import Iterator, Sequence
from json import dumps, loads
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from isthmus.actions.desk.estimating.leaving import by_ground, leaving_lists, tellable
from isthmus.core.estimate.vocabulary import REFUSE
from isthmus.core.messages import Message
from isthmus.store.desk.models import EstimateRun
from isthmus.web.base.errors import page
from isthmus.web.desk.estimating.methods_annex import objections_of
from isthmus.web.desk.estimating.stored_estimate import LEVELS, StoredEstimate, StoredModel, stored_estimate
from isthmus.web.desk.language import renderer, said
from isthmus.web.desk.reading.table import Cell, csv_answer

__all__ = ["estimate_figures", "estimate_json", "estimate_table"]

FIGURES = (
    "of",
    "model",
    "median",
    *(f"{side}{level}" for level in LEVELS for side in ("low", "high")),
    "at_least",
    "fit",
    "refused",
    "warnings",
)
OF_MODEL = ("median", *(f"interval{level}" for level in LEVELS), "at_least")


@require_safe
def estimate_table(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """Show the lists by pattern: 0 and 1 for each list, the stratum where there are any, and how many people."""
    run = get_object_or_404(EstimateRun, uid=uid)
    if by_ground(run):
        return stays_here(request)
    given = run.given
    names = leaving_lists(given).close([each["name"] for each in given["lists"]])
    stratum = ["stratum"] if given["stratified"] else []
    return csv_answer(f"lists-{run.ref}", [*names, *stratum, "count"], table_rows(given))


def stays_here(request: HttpRequest) -> HttpResponse:
    """Say why a file is not to be had."""
    return page(
        request,
        403,
        _("The lists of an estimate by alleged ground do not leave the desk."),
        _("Who is on which lists would join people to the ground."),
        _("Take the figures, or estimate without a ground."),
    )


def table_rows(given: dict[str, Any]) -> Iterator[Sequence[Cell]]:
    """Return the rows of the table."""
    for each in given["strata"]:
        for row in each["patterns"]:
            stratum = [each["stratum"]] if given["stratified"] else []
            yield [*row["on"], *stratum, row["count"]]


@require_safe
def estimate_figures(request: HttpRequest, uid: UUID) -> StreamingHttpResponse:
    """Show each model's figures, of all and of each stratum."""
    run = get_object_or_404(EstimateRun, uid=uid)
    lists = leaving_lists(run.given)
    return csv_answer(f"estimate-{run.ref}", FIGURES, map(lists.close, figure_rows(run)))


def figure_rows(run: EstimateRun) -> Iterator[Sequence[Cell]]:
    """Yield a row for each model, after one for what is documented."""
    found = stored_estimate(run.found["estimate"])
    if by_ground(run):
        if tellable(run):
            yield from (
                [*each[:-2], "", ""] for each in of_one("all", found)
            )  # no sentence that counts people
        return
    yield from of_one("all", found, objections_of(run.given))
    for stratum, each in found.strata.items():
        yield from of_one(stratum, each)


def of_one(of: str, found: StoredEstimate, objections: Sequence[Message] = ()) -> Iterator[Sequence[Cell]]:
    """Yield the rows of one estimate; `objections`: what speaks against the lists themselves."""
    refused = found.verdict == REFUSE
    why = found.reasons if refused else ()
    warnings = objections if refused else [*objections, *found.reasons]
    blank: list[Cell] = [None] * (2 * len(LEVELS) + 2)
    yield [of, "documented", found.n, *blank, sentences(why), sentences(warnings)]
    for each in found.models:
        figures = [None, *blank] if refused else figures_of(each)
        yield [of, each.key, *figures, why_none(each), ""]


def figures_of(found: StoredModel) -> list[Cell]:
    """Return the median, the ends of each interval, the lower bound and the fit, as far as the model has them."""
    ends: list[Cell] = []
    for level in LEVELS:
        low, high = found.intervals.get(level, (None, None))
        ends += [None if low is None else round(low), None if high is None else round(high)]
    median, least, fit = found.median, found.at_least, found.fit
    return [
        None if median is None else round(median),
        *ends,
        None if least is None else round(least),
        None if fit is None else f"{fit:.1f}",
    ]


def why_none(found: StoredModel) -> str:
    """Return why a model has no figure, or no middle."""
    why = found.refused or found.unsettled
    return said(why) if why else ""


def sentences(messages: Sequence[Message]) -> str:
    """Return messages as sentences in a row."""
    return renderer().value(tuple(messages), "sentences")


@require_safe
def estimate_json(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show everything that the figures were made from and that came of it; nobody's name."""
    run = get_object_or_404(EstimateRun, uid=uid)
    kept = of_ground(run) if by_ground(run) else everything(run)
    text = dumps(leaving_lists(run.given).close(kept), ensure_ascii=False, indent=1)
    name = f'attachment; filename="estimate-{run.ref}.json"'
    return HttpResponse(text + "\n", content_type="application/json", headers={"Content-Disposition": name})


def everything(run: EstimateRun) -> dict[str, Any]:
    """Return the whole run as one object."""
    given, found = run.given, run.found
    reasons = [] if run.verdict == REFUSE else stored_estimate(found["estimate"]).reasons
    warnings = [*objections_of(given), *reasons]
    return {
        "run": run.ref,
        "by": run.by_id,
        "started": run.started.isoformat(),
        "ended": run.ended.isoformat(),
        "seed": run.seed,
        "settings": loads(run.settings),
        "versions": loads(run.versions),
        "digest": run.input_digest,
        "events_of_the_log": run.log_size,
        "documented": {"on_lists": run.n, "minimum_of_the_count": run.documented},
        "verdict": run.verdict,
        "warnings": [with_text(each) for each in warnings],
        "given": {**given, "acts": loads(given["acts"])},
        "found": found,
    }


def of_ground(run: EstimateRun) -> dict[str, Any]:
    """Return what leaves of a run about one alleged ground."""
    estimate = run.found["estimate"]
    models = {name: {key: each.get(key) for key in OF_MODEL} for name, each in estimate["models"].items()}
    shown = tellable(run)
    return {
        "run": run.ref,
        "by": run.by_id,
        "seed": run.seed,
        "settings": loads(run.settings),
        "versions": loads(run.versions),
        "documented": run.n if shown else None,
        "verdict": run.verdict,
        "acts": loads(run.given["acts"]) | {"place": "", "earliest": "", "latest": ""},
        "models": models if shown and run.verdict != REFUSE else {},
    }


def with_text(message: Message) -> dict[str, Any]:
    """Return a message for programs, with its sentence for people."""
    code, values = message.as_json().values()
    return {"code": code, "text": said(message), "values": values}
