"""A list of deaths that comes in by a mapping, for tests of lists, of rows set aside, and of taking an import back."""

from datetime import date
from pathlib import Path

from isthmus.actions.desk.lists import ListOutcome, bring_in, plan_list
from isthmus.store.desk.models import Event, ListRow, Mention, Statement
from isthmus.store.desk.queries.withdrawn import withdrawn
from tests.accounts import who

__all__ = ["LIST", "MAPPING", "TODAY", "Desk", "current", "last_event", "names"]

TODAY = date(2026, 11, 1)
MAPPING = """\
mapping: 1
name: Register of deaths
row: person
table: {key: [no]}
document: {title: Register, author: Ministry, held: yes, lists_once: people}
sources: {other: authority}
statement: {speaker: Ministry, basis: record}
acts:
  - type: killing
    date: {column: date, dates: day_first}
    place: {column: place}
    people: [{role: victim, name: {column: name}}]
"""
LIST = """\
no,name,date,place,note
1,Amba Arnov,05/03/2017,Hill,x
2,Belo Bexley,06/03/2017,Hill,
3,Cita Corrin,sometime,River,
"""


class Desk:
    """Brings lists in from a folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "list.csv"

    def brought(
        self, table: str = LIST, because: str = "", mapping: str = MAPPING, by: str = "tests"
    ) -> ListOutcome:
        """Bring the list in with these words."""
        self.path.write_text(table, encoding="utf-8")
        actor = who(by)
        plan = plan_list(self.path, mapping, TODAY)
        return bring_in(plan, actor=actor, because=because)


def names() -> list[str]:
    """Return the names that count."""
    said = Statement.objects.exclude(pk__in=withdrawn())
    return sorted(Mention.objects.filter(act__statement__in=said).values_list("name", flat=True))


def current(number: int) -> ListRow:
    """Return the row of this number as it is now."""
    return ListRow.objects.current().get(number=number, is_gone=False)


def last_event() -> Event:
    """Return the last event."""
    found = Event.objects.order_by("-sequence").first()
    assert found is not None
    return found
