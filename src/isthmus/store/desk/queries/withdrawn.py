"""Statements that were coded by mistake: they stay, and count and are shown nowhere but in their history."""

from django.db.models import Model, Q, QuerySet

from isthmus.core.register import withdrawn_statements
from isthmus.store.desk.models import Judgement, Statement
from isthmus.store.desk.queries.workbook import judgements_of, some

__all__ = ["but_withdrawn", "holding", "withdrawals", "withdrawn"]

# Where a side of a judgement names its statement.
_SIDES = tuple(
    f"{side}_{row}" for side in ("left", "right") for row in ("act__statement", "mention__act__statement")
)


def withdrawn() -> set[int]:
    """Return the statements that are withdrawn, by primary key."""
    keys = set(Judgement.objects.in_force().filter(kind="statement").values_list("pk", flat=True))
    if not keys:
        return set()
    refs = withdrawn_statements(judgements_of(keys))
    return {pk for (pk,) in some(Statement.objects.all(), refs, "pk", by="ref")}


def but_withdrawn[Row: Model](found: QuerySet[Row], statement: str = "pk") -> QuerySet[Row]:
    """Return the rows whose statement, at this path from them, is not withdrawn."""
    back = withdrawn()
    return found.exclude(**{f"{statement}__in": back}) if back else found


def holding(judgements: QuerySet[Judgement]) -> QuerySet[Judgement]:
    """Return the judgements that hold: those of withdrawn statements' acts and mentions do not, while they are."""
    back = withdrawn()
    if not back:
        return judgements
    of_rows = Q(kind="retraction", left_statement__in=back)
    for side in _SIDES:
        of_rows |= Q(**{f"{side}__in": back})
    gone = Judgement.objects.filter(of_rows).order_by().values("pk")
    return judgements.exclude(pk__in=gone)


def withdrawals(statements: QuerySet[Statement]) -> QuerySet[Judgement]:
    """Return the judgements in force by which some of these statements are withdrawn."""
    gone = statements.filter(pk__in=withdrawn()).order_by()
    found = Judgement.objects.in_force().filter(kind="statement", left_statement__in=gone.values("pk"))
    return found.select_related("left_statement__document").order_by("left_statement__ref", "at", "ref")
