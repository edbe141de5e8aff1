"""How many candidates blocking missed: the loose blocker's pairs, scored like all others, and what follows."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from isthmus.core.link.recall import Recall, candidate_recall
from isthmus.engines import scoring
from isthmus.engines.loose import loose_pairs
from isthmus.engines.opening import Engine
from isthmus.engines.vectors import Backend

__all__ = ["Missed", "missed"]

SAMPLED = 1_500  # records whose partners are looked for


@dataclass(frozen=True, eq=False)
class Missed:
    """The loose blocker's pairs: records int64[k], probability float64[k], whether blocking found them too bool[k]."""

    left: npt.NDArray[np.int64]
    right: npt.NDArray[np.int64]
    probability: npt.NDArray[np.float64]
    found: npt.NDArray[np.bool_]
    recall: Recall

    def as_json(self) -> dict[str, Any]:
        """Return the estimate as the report gives it."""
        return {**asdict(self.recall), "loose_pairs": len(self.left), "sampled_records": SAMPLED}


def missed(engine: Engine, on: Backend, columns: set[str], score: scoring.Score, *, seed: int) -> Missed:
    """Compare the loose blocker's pairs of a sample of records; `scored` is the table of all candidates."""
    loose_pairs(engine, columns, "loose", sampled=SAMPLED, seed=seed)
    engine.execute("create or replace table loose_once as select distinct l, r from loose")
    on.compare_these("loose_once", "loose_levels")
    patterns = scoring.counted(engine, "loose_levels", score.comparisons)
    weight, probability = score(patterns)
    scoring.scored(engine, "loose_levels", "loose_scored", patterns, weight, probability)
    rows = engine.execute(
        "select s.l, s.r, s.probability, c.l is not null as found from loose_scored s "
        "left join scored c on c.l = s.l and c.r = s.r order by s.l, s.r"
    ).fetchnumpy()
    chance, found = np.asarray(rows["probability"]).astype(np.float64), np.asarray(rows["found"]).astype(bool)
    recall = candidate_recall(found, chance, np.random.default_rng(seed))
    return Missed(
        np.asarray(rows["l"]).astype(np.int64), np.asarray(rows["r"]).astype(np.int64), chance, found, recall
    )
