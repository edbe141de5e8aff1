"""Whether the custody log knows an account as it stands: a row put in or changed behind its back opens nothing."""

from django.db import connection

from isthmus.core.custody.events import Entry, commitments_root, event_leaf
from isthmus.core.custody.rows import commit_row
from isthmus.store.desk.models import Account, Event

__all__ = ["is_committed", "is_vouched_for"]

# Read at every request: Django is slow to make the SQL.
_LAST = """
select entry.event_id, entry.operation, entry."table", entry.root
from desk_commitment entry join desk_event on desk_event.sequence = entry.event_id
where entry."row" = %s order by entry.event_id desc, entry.position desc limit 1
"""


def is_committed(account: Account) -> bool:
    """Return whether the account is what an event of the log last committed to under its number, name and password."""
    return _event_of(account) is not None


def is_vouched_for(account: Account) -> bool:
    """Return whether, beside that, the event is whole: its list of rows and its leaf are what they were."""
    found = _event_of(account)
    if found is None:
        return False
    event = Event.objects.get(sequence=found)
    entries: list[Entry] = [each.entry() for each in event.commitments.order_by("position")]
    whole = (event.size, bytes(event.root)) == (len(entries), commitments_root(entries))
    return whole and bytes(event.leaf) == event_leaf(event.value())


def _event_of(account: Account) -> int | None:
    """Return the event that committed to the account as it stands; none where the last one says otherwise."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST, [account.uid.bytes])
        last = cursor.fetchone()
    if last is None or last[1] == "remove":
        return None
    kind, _, version = str(last[2]).partition("/")
    try:
        columns = account.custody_columns_at(int(version))
        root = commit_row(bytes(memoryview(account.custody_key)), columns, account.custody_cells(columns))
    except (KeyError, TypeError, ValueError):
        return None
    return int(last[0]) if (kind, root) == (account._meta.model_name, bytes(last[3])) else None
