"""A link run: read, compare, and keep what was found as one event."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from json import loads
from typing import TYPE_CHECKING

from isthmus.actions.desk.accounts import actor_numbered
from isthmus.actions.desk.jobs import JobRefused, Outcome, kind_of_work
from isthmus.actions.desk.keepers.looks import LOOKS, KeeperLook
from isthmus.actions.desk.linking.extra import INSTALL, NotLinked, can_link
from isthmus.actions.desk.linking.run_state import before_of
from isthmus.actions.desk.linking.save_run import THINGS, RunOrder, keep_run
from isthmus.actions.desk.recorded import recorded
from isthmus.core.custody.actors import Actor
from isthmus.core.messages import Message
from isthmus.core.names import nameless
from isthmus.core.progress import Progress
from isthmus.store.desk.models import LINK_KINDS, LinkRun
from isthmus.store.desk.queries.linkable import Linkable, linkable
from isthmus.store.desk.queries.proposals import last_run, open_of
from isthmus.store.desk.scratch.models import Job
from isthmus.store.desk.snapshot import snapshot

if TYPE_CHECKING:
    import pyarrow as pa

    from isthmus.core.link.labels import NumberedLabels
    from isthmus.core.link.pairs import DecidedPairs, Numbers
    from isthmus.core.link.results import LinkResult, LinkSettings

__all__ = ["decided", "linked", "run_link", "run_link_job"]

# A model trained on so much less than what there is now is trained anew.
STALE = 1.2
SEED = 1


def run_link(
    *,
    kind: str,
    actor: Actor,
    full: bool = False,
    seed: int = SEED,
    progress: Progress | None = None,
    look: KeeperLook | None = None,
) -> LinkRun:
    """Compare what is new of a kind, and keep the run and what it proposes; raises NotLinked.

    Sealed mentions are compared while a keeper looks, and left out otherwise; the run says how many.

    The model and the pairs of the last run are used again unless `full`, or unless the register outgrew it. Where
    nothing happened since, the last run itself is returned.
    """
    if kind not in LINK_KINDS:
        raise NotLinked(Message("linking.kinds", kinds=LINK_KINDS))
    if not can_link():
        raise NotLinked(Message("linking.not_installed", command=INSTALL))
    tell = progress or (lambda _done, _total: None)
    started = datetime.now(UTC)
    tell(0, 0)
    with snapshot():
        given, last = linkable(kind, read=look.read if look else None), last_run(kind)
        if last and not full and _nothing_happened(last, given, seed):
            return last
        before = None if full else _usable(last, given)
    if len(given.ids) < 2:
        too_few = Message("linking.too_few_open", n=given.left_out)
        raise NotLinked(too_few if given.left_out else Message("linking.too_few"))
    try:
        found, how = linked(given, before, seed, tell)
        found = kept_apart(given, found, how)
    except NotLinked:
        raise
    except ValueError:  # the model of before does not fit what there is to compare now
        if before is None:
            raise
        return run_link(kind=kind, actor=actor, full=True, seed=seed, progress=progress, look=look)
    order = RunOrder(kind, actor, started, before is None, how)
    with recorded(action="link_run", actor=actor) as event:
        return keep_run(event, order, given, found)


@kind_of_work("link")
def run_link_job(job: Job, progress: Progress) -> Outcome:
    """Run as long work of the desk."""
    started = datetime.now(UTC)
    look = LOOKS.admit(str(job.about.get("look", "")), job.owner)
    try:
        run = run_link(
            kind=str(job.about["kind"]),
            actor=actor_numbered(job.owner),
            full=bool(job.about.get("full")),
            progress=_while_looking(look, progress) if look else progress,
            look=look,
        )
    except NotLinked as refused:
        raise JobRefused(refused.message) from None
    return {
        "kind": run.kind,
        "run": str(run.uid),
        "nothing_new": run.started < started,
        "joined": run.joined,
        "open": open_of(run).pairs,
        "refusal": run.refusal.as_json() if run.refusal else None,
        "added": run.added,
        "sealed_compared": run.sealed_compared,
        "sealed_left_out": run.sealed_left_out,
    }


def _while_looking(look: KeeperLook, progress: Progress) -> Progress:
    """Return a progress that stops the work at its next step once the look is over."""

    def tell(done: int, total: int) -> None:
        if look.is_over:
            raise JobRefused(Message("linking.look_over"))
        progress(done, total)

    return tell


def _nothing_happened(last: LinkRun, given: Linkable, seed: int) -> bool:
    """Tell whether the last run is the last event of all, and nothing came between its reading and its writing.

    Nor may anything be open now that was left out then, nor other texts be names.
    """
    is_last = given.log_size == last.log_size + 1 and last.seed == seed
    is_last &= loads(last.versions).get("nameless", nameless.VERSION) == nameless.VERSION
    return is_last and given.sealed <= last.sealed_compared


def _usable(last: LinkRun | None, given: Linkable) -> LinkRun | None:
    """Return the last run if its model can be used again: not where the register outgrew what it was trained on."""
    if last is None or given.kind == "group":  # there are few, and what is chance is counted each time
        return None
    trained = LinkRun.objects.filter(kind=given.kind, trained=True).order_by("-ended", "uid").first()
    enough = trained is not None and len(given.ids) <= STALE * trained.records
    return last if enough and loads(last.report)["columns"] == sorted(given.columns) else None


def linked(
    given: Linkable, before: LinkRun | None, seed: int, tell: Progress
) -> "tuple[LinkResult, LinkSettings]":
    """Compare, with the model of an earlier run or one fitted now; everything of the extra is imported only here."""
    from isthmus.core.link.results import LinkModel, LinkSettings  # noqa: PLC0415  not everybody has the extra
    from isthmus.engines import linking  # noqa: PLC0415

    how = LinkSettings(seed=seed)
    try:
        found = linking.link(
            _table(given),
            kind=given.kind,
            decided=decided(given),
            labels=_labels(given),
            model=LinkModel.from_json(loads(before.model)) if before else None,
            before=before_of(before, given) if before else None,
            settings=how,
            progress=tell,
        )
    except linking.NothingToCompare as nothing:
        raise NotLinked(nothing.message) from nothing
    return found, how


def kept_apart(given: Linkable, found: "LinkResult", how: "LinkSettings") -> "LinkResult":
    """Return what was found with clusters in which nobody stands whom a source tells apart from another."""
    import numpy as np  # noqa: PLC0415  not everybody has the extra

    from isthmus.core.link.brackets import Brackets  # noqa: PLC0415
    from isthmus.core.link.kept_apart import partitions_apart  # noqa: PLC0415

    names, ids, apart = ("strict", "central", "lenient"), given.ids, given.apart
    clusters = partitions_apart(
        len(ids),
        found.pairs,
        decided(given),
        how.thresholds(),
        before=[getattr(found, name) for name in names],
        apart=lambda one, other: apart(ids[one], ids[other]),
    )
    strict, central, lenient = clusters
    counts = [len(np.unique(labels)) for labels in clusters]
    if "brackets" in found.report:
        equal = found.equal.doubt(
            strict, lenient, decided(given), lambda one, other: apart(ids[one], ids[other])
        )
        things = Brackets.from_json(found.report["brackets"]).people(clusters, found.pairs, equal)
    else:
        things = dict(zip(names, counts, strict=True))
    report = {**found.report, THINGS[given.kind]: things}
    return replace(found, strict=strict, central=central, lenient=lenient, report=report)


def _table(given: Linkable) -> "pa.Table":
    import pyarrow as pa  # noqa: PLC0415  not everybody has the extra

    text = pa.string()
    return pa.table(
        {name: pa.array([cell or None for cell in cells], type=text) for name, cells in given.columns.items()}
    )


def decided(given: Linkable) -> "DecidedPairs":
    """Return what people judged, by numbers of records."""
    import numpy as np  # noqa: PLC0415  not everybody has the extra

    from isthmus.core.link.pairs import DecidedPairs  # noqa: PLC0415

    number = {each: at for at, each in enumerate(given.ids)}

    def numbered(pairs: Iterable[tuple[str, str]]) -> "Numbers":
        rows = [(number[one], number[other]) for one, other in pairs]
        return np.array(rows, dtype=np.int64).reshape(-1, 2)

    return DecidedPairs(numbered(given.same), numbered(given.different))


def _labels(given: Linkable) -> "NumberedLabels":
    """Return what people judged as labels from which the probabilities are learned."""
    from isthmus.core.link.labels import Labels  # noqa: PLC0415  not everybody has the extra

    said = dict.fromkeys(given.same, True) | dict.fromkeys(given.different, False)
    return Labels(said, 0).numbered({each: at for at, each in enumerate(given.ids)})
