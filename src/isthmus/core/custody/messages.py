"""What is told about the custody log."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "custody.action_name": text("An action is named in lower-case letters, digits and underscores."),
    "custody.action_refused": text(
        "{name} may not do this ({action}). Nothing was changed. Ask somebody who may, or use another account."
    ),
    "custody.actor_gone": text(
        "The account {name} was removed. Nothing was changed. Sign in with another account."
    ),
    "custody.blocked": text(
        "The custody log is not as the program left it, and takes no further event. Nothing was changed. "
        "Run `isthmus custody verify` to see what does not fit, then restore a backup."
    ),
    "custody.base64": text("A root, key or signature is written in base64."),
    "custody.base64_spelling": text("Base64 has one spelling; this is another."),
    "custody.edge": text("A tree of {size} leaves has {hashes} hashes at its edge."),
    "custody.edge_wrong": text("What is kept beside the signed head, to add to the log, does not fit it."),
    "custody.entries_loose": plural(
        "{n} entry names event {event}, which is not in the log: it was inserted.",
        "{n} entries name event {event}, which is not in the log: they were inserted.",
        by="n",
    ),
    "custody.entry_impossible": text(
        "The log says of the {table} {row}, in event {event}, what cannot have happened to it: the log was rebuilt."
    ),
    "custody.event_without_place": text("An event has a number that no event has: it was inserted."),
    "custody.event_changed": text("Event {event} was changed: it is not what was logged."),
    "custody.event_moved": text(
        "Event {event} was logged as event {was}: events were inserted, removed or put in another order."
    ),
    "custody.events_inserted": plural(
        "Event {first} was inserted: the signed head counts {size}.",
        "Events {first} to {last} were inserted: the signed head counts {size}.",
        by="n",
    ),
    "custody.events_removed": plural(
        "Event {first} was removed.", "Events {first} to {last} were removed.", by="n"
    ),
    "custody.events_removed_of": plural(
        "Event {first} was removed: the signed head counts {size}.",
        "Events {first} to {last} were removed: the signed head counts {size}.",
        by="n",
    ),
    "custody.head_gone": text("The signed head of the log is gone."),
    "custody.heads": text("The log has one head; {n} are kept."),
    "custody.head_columns": text("What is kept beside the signed head is not what the program writes."),
    "custody.head_lines": text("A head has an origin, a number of events and a root, each on a line."),
    "custody.head_not_signed": text("The head of the log is not one that this workspace signed. {why}"),
    "custody.kept_differs": text(
        "The first {kept} events of the log are not those of the head kept elsewhere: history was rebuilt."
    ),
    "custody.kept_foreign": text("The head kept elsewhere is not of this log. {why}"),
    "custody.kept_newer": text(
        "The head kept elsewhere counts {kept} events, the log counts {size}: the log was cut off."
    ),
    "custody.key_form": text("A log's public key reads NAME+ID+KEY, and the id fits the name and the key."),
    "custody.list_changed": text("The list of rows of event {event} was changed."),
    "custody.no_column": text("The row has no column {columns:and}."),
    "custody.no_leaf": text("A tree of {size} leaves has no leaf {index}."),
    "custody.no_tree": text("A tree of {size} leaves had no earlier tree of {earlier} leaves."),
    "custody.note_form": text("A signed head is a text, an empty line and signatures, each line ended."),
    "custody.numbers": text("Sequence, size and actor are whole numbers below 2^53."),
    "custody.origin": text("The origin of a log is a name without blanks and plus signs."),
    "custody.proof_entry": text(
        "The fields do not lead to the event: the proof was altered, or is of another row."
    ),
    "custody.proof_event": text("The event does not lead to the signed head: the proof was altered."),
    "custody.proof_form": text("A proof is JSON of the format {format}, as docs/reference/custody.md says."),
    "custody.rewritten": text("The log does not lead to its signed head."),
    "custody.rewritten_between": text(
        "The log does not lead to its signed head: "
        "something between event {first} and event {last} was rewritten."
    ),
    "custody.root_length": text("The root of a head has 32 bytes."),
    "custody.row_changed": text(
        "The {table} {row}, last in event {event}, is not what that event committed to: "
        "changed behind the log's back."
    ),
    "custody.row_columns": text("A row without columns cannot be committed."),
    "custody.row_deleted": text(
        "The {table} {row}, last in event {event}, is gone, and no event removes it: deleted behind the log's back."
    ),
    "custody.row_form": text("A row is committed under {size} bytes of key, a cell for each column."),
    "custody.row_inserted": text("The {table} {row} is in no event: inserted behind the log's back."),
    "custody.row_key": text("A row's key has {size} bytes."),
    "custody.row_misderived": text(
        "The {table} {row} holds in {fields:and} what does not follow from it: changed behind the log's back. "
        "Search and filters by date go by these."
    ),
    "custody.rows_differ": text("Event {event} speaks of {said} rows, its list has {listed}."),
    "custody.signature_form": text("A signature line reads: dash, name, signature."),
    "custody.signature_missing": text("The head carries no signature by {name}."),
    "custody.signature_wrong": text("The signature of the head does not hold: the head was altered."),
    "custody.table_unreadable": plural(
        "A row of the table {table} cannot be read: it was changed behind the log's back.",
        "{n} rows of the table {table}, or all of it, cannot be read: changed behind the log's back.",
        by="n",
    ),
    "custody.time_minute": text("A time in the log is a whole minute."),
    "custody.time_zone": text("A time in the log has a time zone."),
    "custody.version_changed": text(
        "An earlier version of the {table} {row}, from event {event}, is not what that event committed to: "
        "changed behind the log's back."
    ),
    "custody.version_deleted": text(
        "An earlier version of the {table} {row}, from event {event}, is gone, and no event destroys it: "
        "deleted behind the log's back."
    ),
    "custody.version_inserted": text(
        "An earlier version of the row {row} is in no event: inserted behind the log's back."
    ),
}
