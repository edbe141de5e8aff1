"""New judgements that no form made: their ids, their moments, the row to save and the row to commit to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import choice
from typing import Any

from isthmus.actions.desk.changing import committed_cells
from isthmus.actions.desk.recorded import Recorder
from isthmus.actions.desk.staging import KnownRows
from isthmus.core.custody.actors import Actor
from isthmus.core.workbook import rows
from isthmus.core.workbook.schema import SIDES
from isthmus.store.desk.models import Judgement, LinkRun
from isthmus.store.desk.models.judgements import side_field
from isthmus.store.desk.queries.workbook import some

__all__ = ["JudgementBatch", "moment", "new_id"]

ALPHABET = "abcdefghjkmnpqrstvwxyz23456789"  # no letter that reads like a digit

# The id and the primary key of one side.
type Side = tuple[str, int]


def moment(at: datetime) -> str:
    """Return a moment as judgements write it."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def new_id(prefix: str = "j-", length: int = 12) -> str:
    """Return an id of random letters and digits."""
    return prefix + "".join(choice(ALPHABET) for _ in range(length))


@dataclass(frozen=True, slots=True)
class JudgementBatch:
    """Many judgements of one kind by one hand at one moment; a run has no actor who looked at them."""

    kind: str
    by: str
    actor: int | None
    made: str
    at: datetime

    @classmethod
    def of_run(cls, run: LinkRun, at: datetime) -> "JudgementBatch":
        """Return what makes judgements in the name of a link run."""
        return cls(run.judged_as, run.name, None, "link_run", at)

    @classmethod
    def of_actor(cls, kind: str, actor: Actor, at: datetime, *, made: str) -> "JudgementBatch":
        """Return what makes judgements of somebody, made `one_by_one` or `in_one_go`."""
        return cls(kind, actor.name, actor.number, made, at)

    def commit(self, event: Recorder, judged: Sequence[tuple[Sequence[Side], str, str]]) -> list[Judgement]:
        """Make and commit to judgements; each of them: its sides (none for `examined`), the decision, the reason."""
        fields = (side_field(side, self.kind) for side in ("left", "right"))
        columns = [f"{field}_id" for field in fields if field]
        values, made = [], []
        for given, decision, because in judged:
            left, right = (*(ref for ref, _ in given), "", "")[:2]
            value = rows.Judgement(
                new_id(), self.kind, left, right, decision, self.by, moment(self.at), self.made, because
            )
            keys = dict(zip(columns, (key for _, key in given), strict=False))
            values.append(value)
            made.append(
                Judgement(
                    ref=value.id,
                    kind=self.kind,
                    decision=decision,
                    by=self.by,
                    actor_id=self.actor,
                    made=self.made,
                    at=value.at,
                    because=because,
                    **keys,
                )
            )
        event.commit_many(made, self._cells(made, values, columns, judged))
        return made

    def _cells(
        self,
        made: Sequence[Judgement],
        values: Sequence[rows.Judgement],
        columns: Sequence[str],
        judged: Sequence[tuple[Sequence[Side], str, str]],
    ) -> list[tuple[str, ...]]:
        """Return what is committed to, the numbers of all sides read at once."""
        model: Any = Judgement._meta.get_field(columns[0].removesuffix("_id")).related_model
        keys = {key for given, _, _ in judged for _, key in given}
        numbers = dict(some(model._default_manager.all(), keys, "ref", "uid"))
        known = KnownRows(numbers={SIDES[self.kind]: {ref: uid.hex for ref, uid in numbers.items()}})
        return [committed_cells(*each, known) for each in zip(made, values, strict=True)]
