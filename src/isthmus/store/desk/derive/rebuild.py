"""Everything that is derived, worked out from the register alone."""

from django.db import connection, models

from isthmus.core.progress import Progress
from isthmus.core.register import Register
from isthmus.core.workbook.rows import Workbook
from isthmus.store.desk.derive.closures import regroup_sources, stack_places
from isthmus.store.desk.derive.search_texts import index_everything
from isthmus.store.desk.derive.write import add_incidents, add_persons, refresh_persons
from isthmus.store.desk.models import (
    Incident,
    IncidentAct,
    IncidentGround,
    Person,
    PersonMention,
    PersonPart,
    PlaceAbove,
    SearchText,
    SearchWord,
    SourceGroup,
    VictimLevel,
)
from isthmus.store.desk.queries.workbook import whole
from isthmus.store.desk.search_index import drop_index, make_index

__all__ = ["rebuild_derived", "replace_derived"]


def rebuild_derived(
    workbook: Workbook | None = None, *, words: bool = False, progress: Progress | None = None
) -> None:
    """Make the derived tables anew: after an import or a restore, or when doctor finds them wrong.

    `workbook`: the register, if at hand. `words`: the search index too, which no other row depends on.
    """
    register = Register.of(workbook or whole())
    _empty(VictimLevel, PersonPart, IncidentGround, IncidentAct, PersonMention, Incident, Person)
    regroup_sources(register)
    stack_places()
    if words:
        _empty(SearchText, SearchWord)
        index_everything()
    add_persons(register.persons.values(), register.mentions)
    add_incidents(register, register.incidents, progress)
    refresh_persons(None)


def replace_derived(progress: Progress | None = None) -> None:
    """Make everything that is derived again, whatever the tables and the index of the search hold."""
    drop_index(connection)
    _empty(SourceGroup, PlaceAbove)
    rebuild_derived(words=True, progress=progress)
    make_index(connection)


def _empty(*tables: type[models.Model]) -> None:
    """Delete all rows, those that refer to others first: Django would fetch every row to see what hangs on it."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table._meta.db_table)}")  # noqa: S608
