"""Statements that were coded by mistake: they stay, and count and are shown nowhere but in their history."""

from isthmus.core.register import withdrawn_statements
from isthmus.store.desk.models import Judgement, Statement
from isthmus.store.desk.queries.workbook import Part, in_force, read, some

__all__ = ["withdrawn"]


def withdrawn() -> set[int]:
    """Return the statements that are withdrawn, by primary key."""
    keys = set(Judgement.objects.in_force().filter(kind="statement").values_list("pk", flat=True))
    if not keys:
        return set()
    refs = withdrawn_statements(in_force(read(Part((), (), (), (), (), (), (), keys))).judgements)
    return {pk for (pk,) in some(Statement.objects.all(), refs, "pk", by="ref")}
