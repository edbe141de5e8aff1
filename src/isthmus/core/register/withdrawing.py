"""A register without what was coded by mistake: statements judged withdrawn count and are shown nowhere."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from isthmus.core.register.judgements import Decisions
from isthmus.core.workbook.judgement_kinds import SIDES
from isthmus.core.workbook.rows import Judgement, Workbook

__all__ = ["withdrawn_statements", "without_withdrawn"]

WITHDRAWN = frozenset({"withdrawn"})


def withdrawn_statements(judgements: Sequence[Judgement]) -> frozenset[str]:
    """Return the statements that judgements in force say were coded by mistake, and none says stand."""
    decided = Decisions.of(each for each in judgements if each.kind == "statement")
    return frozenset(left for (_, left), said in decided.by_pair.items() if said == WITHDRAWN)


def without_withdrawn(workbook: Workbook, judgements: Sequence[Judgement]) -> Workbook:
    """Return a workbook with judgements in force only, and without withdrawn statements and what hangs on them.

    Acts and mentions of such a statement go, what they are part of or take back is not said, and what was judged of
    them holds no longer.
    """
    gone = withdrawn_statements(judgements)
    if not gone:
        return replace(workbook, judgements=tuple(judgements))
    acts = {row.id for row in workbook.acts if row.statement in gone}
    mentions = {row.id for row in workbook.mentions if row.act in acts}
    left_out: dict[str, Collection[str]] = {"statements": gone, "acts": acts, "mentions": mentions}
    return replace(
        workbook,
        statements=tuple(
            replace(row, retracts=tuple(each for each in row.retracts if each not in gone))
            for row in workbook.statements
            if row.id not in gone
        ),
        acts=tuple(row for row in workbook.acts if row.id not in acts),
        mentions=tuple(
            replace(row, within="") if row.within in mentions else row
            for row in workbook.mentions
            if row.id not in mentions
        ),
        statuses=tuple(
            row for row in workbook.statuses if row.statement not in gone and row.mention not in mentions
        ),
        judgements=tuple(row for row in judgements if not _is_about(row, left_out)),
    )


def _is_about(judgement: Judgement, gone: dict[str, Collection[str]]) -> bool:
    rows = gone.get(SIDES[judgement.kind], ())
    return judgement.kind != "statement" and (judgement.left in rows or judgement.right in rows)
