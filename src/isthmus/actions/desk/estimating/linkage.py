"""The last link run's probabilities, for estimates that carry what linking leaves open."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from json import loads
from typing import TYPE_CHECKING

from isthmus.store.desk.models import LinkRun, Proposal
from isthmus.store.desk.queries.linkable import Linkable, linkable
from isthmus.store.desk.queries.proposals import last_run

if TYPE_CHECKING:
    from isthmus.core.link.pairs import DecidedPairs, Numbers, Pairs

__all__ = ["Linkage", "read_linkage"]

KIND = "person"


@dataclass(frozen=True, slots=True)
class Linkage:
    """A run, what can be linked now with what people judged of it, and the pairs that the run proposed, by key."""

    run: LinkRun
    given: Linkable
    scored: list[tuple[int, int, float]]

    def strict(self) -> "Numbers":
        """Return a cluster for each mention as the run's strict threshold has it."""
        return self._at(self.run.strict)

    def lenient(self) -> "Numbers":
        """Return a cluster for each mention as the run's lenient threshold has it."""
        return self._at(self.run.lenient)

    def partitions(self, draws: int, seed: int) -> "Iterator[Numbers]":
        """Yield clusters drawn at random from the probabilities, under what people judged and sources tell apart."""
        import numpy as np  # noqa: PLC0415  not everybody has the extra

        from isthmus.core.link.draws import ODDS, drawn  # noqa: PLC0415
        from isthmus.core.link.kept_apart import barred  # noqa: PLC0415

        n, pairs = len(self.given.keys), self._pairs()
        rng, start = np.random.default_rng(seed), self._at(self.run.central)
        decided = barred(n, pairs, self._decided(), ODDS.floor, apart=self._apart)
        return islice(drawn(n, pairs, decided, rng=rng, start=start), draws)

    def _at(self, threshold: float) -> "Numbers":
        from isthmus.core.link.clustering import partitions  # noqa: PLC0415  not everybody has the extra
        from isthmus.core.link.kept_apart import partitions_apart  # noqa: PLC0415
        from isthmus.core.link.records_per_person import RecordsPerPerson, weighed_by_sizes  # noqa: PLC0415

        n, pairs, decided, at = len(self.given.keys), self._pairs(), self._decided(), (threshold,)
        learned = loads(self.run.model).get("sizes")  # by the run, from all its pairs
        pairs = weighed_by_sizes(n, pairs, decided, RecordsPerPerson.from_json(learned) if learned else None)
        before = partitions(n, pairs, decided, at)
        return partitions_apart(n, pairs, decided, at, before=before, apart=self._apart)[0]

    def _apart(self, one: int, other: int) -> bool:
        return self.given.apart(self.given.ids[one], self.given.ids[other])

    def _pairs(self) -> "Pairs":
        import numpy as np  # noqa: PLC0415  not everybody has the extra

        from isthmus.core.link.pairs import Pairs  # noqa: PLC0415

        number = {key: at for at, key in enumerate(self.given.keys)}
        known = [row for row in self.scored if row[0] in number and row[1] in number]
        rows = sorted((*sorted((number[one], number[other])), p) for one, other, p in known)
        left, right = (np.array([row[at] for row in rows], dtype=np.int64) for at in (0, 1))
        return Pairs(left, right, np.array([row[2] for row in rows], dtype=np.float64))

    def _decided(self) -> "DecidedPairs":
        from isthmus.actions.desk.linking.running import decided  # noqa: PLC0415  not everybody has the extra

        return decided(self.given)


def read_linkage() -> Linkage | None:
    """Return what the last link run of persons left; None where there was none. It opens nothing that is sealed."""
    run = last_run(KIND)
    if run is None:
        return None
    rows = Proposal.objects.filter(run=run, proposed=True, probability__isnull=False)
    columns = ("left_mention_id", "right_mention_id", "probability")
    return Linkage(run, linkable(KIND, with_tokens=True), list(rows.values_list(*columns)))
