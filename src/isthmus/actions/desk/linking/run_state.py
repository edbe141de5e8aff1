"""What a run keeps for the next one, in the register's own encrypted store: numbers and digests, packed."""

from io import BytesIO
from json import dumps, loads
from typing import TYPE_CHECKING, Any

from isthmus.store.desk.models import LinkMemory, LinkRun
from isthmus.store.desk.queries.linkable import Linkable

if TYPE_CHECKING:
    from isthmus.core.link.results import LinkResult
    from isthmus.core.link.run_state import RunState
    from isthmus.engines.linking import EarlierRun

__all__ = ["before_of", "forget", "keep_memory"]

MOST_PAIRS = 20_000_000  # some hundred megabytes; beyond, the next run compares everything


def keep_memory(run: LinkRun, given: Linkable, linked: "LinkResult") -> None:
    """Keep what the next run of this kind can build upon, in the place of what was kept before.

    Of a run that compared sealed texts nothing is kept: it would hold digests against which names can be tried.
    """
    forget(run.kind)
    memory = None if given.sealed else linked.memory
    if memory is not None and len(memory.pairs) <= MOST_PAIRS:
        LinkMemory.objects.create(run=run, content=_packed(memory, given))


def forget(kind: str) -> None:
    """Let the next run of a kind compare everything."""
    LinkMemory.objects.filter(run__kind=kind).delete()


def before_of(run: LinkRun, given: Linkable) -> "EarlierRun | None":
    """Return what a run kept, and where each of its records stands now; None where it kept nothing."""
    content = LinkMemory.objects.filter(run=run).values_list("content", flat=True).first()
    if content is None:
        return None
    import numpy as np  # noqa: PLC0415  not everybody has the extra

    from isthmus.engines.linking import EarlierRun  # noqa: PLC0415

    place = {key: at for at, key in enumerate(given.keys)}
    try:
        with np.load(BytesIO(content), allow_pickle=False) as found:
            now = np.array([place.get(key, -1) for key in found["keys"].tolist()], dtype=np.int64)
            return EarlierRun(_unpacked(found), now)
    except (KeyError, TypeError, ValueError):  # kept by a version that kept something else
        return None


def _packed(memory: "RunState", given: Linkable) -> bytes:
    import numpy as np  # noqa: PLC0415  not everybody has the extra

    missed = memory.missed
    words = {
        "basis": memory.basis,
        "taught_of": memory.taught.of,
        "candidates": memory.candidates,
        "left_out": memory.left_out,
        "unlikely": memory.unlikely,
        "proposed": memory.proposed,
        "recall": missed.recall.as_json(),
    }
    out = BytesIO()
    np.savez_compressed(
        out,
        keys=np.array(given.keys, dtype=np.int64),
        words=np.frombuffer(dumps(words).encode(), dtype=np.uint8),
        said=memory.records.said,
        compared_as=memory.records.compared_as,
        rarity=memory.records.rarity,
        blocks=memory.records.blocks,
        names=np.frombuffer(memory.names, dtype=np.uint8),
        clusters=np.stack(memory.clusters),
        left=memory.pairs.left,
        right=memory.pairs.right,
        probability=memory.pairs.probability,
        weight=memory.weight,
        levels=memory.levels,
        by_rule=memory.by_rule,
        same=memory.decided.same,
        different=memory.decided.different,
        taught_levels=memory.taught.levels,
        taught_same=memory.taught.same,
        missed_left=missed.left,
        missed_right=missed.right,
        missed_probability=missed.probability,
        missed_found=missed.found,
    )
    return out.getvalue()


def _unpacked(found: Any) -> "RunState":  # noqa: ANN401  an archive of arrays
    from isthmus.core.link.pairs import DecidedPairs, Pairs  # noqa: PLC0415
    from isthmus.core.link.recall import Recall  # noqa: PLC0415
    from isthmus.core.link.run_state import LoosePairs, RecordDigests, RunState, TrainingPairs  # noqa: PLC0415  not everybody has the extra

    words = loads(found["words"].tobytes())
    return RunState(
        basis=words["basis"],
        records=RecordDigests(found["said"], found["compared_as"], found["rarity"], found["blocks"]),
        clusters=list(found["clusters"]),
        pairs=Pairs(found["left"], found["right"], found["probability"]),
        weight=found["weight"],
        levels=found["levels"],
        by_rule=found["by_rule"],
        decided=DecidedPairs(found["same"], found["different"]),
        taught=TrainingPairs(found["taught_levels"], found["taught_same"], words["taught_of"]),
        candidates=words["candidates"],
        left_out=words["left_out"],
        missed=LoosePairs(
            found["missed_left"],
            found["missed_right"],
            found["missed_probability"],
            found["missed_found"],
            Recall.from_json(words["recall"]),
        ),
        unlikely=words["unlikely"],
        proposed=words["proposed"],
        names=found["names"].tobytes(),
    )
