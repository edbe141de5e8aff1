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
    "custody.base64": text("A root, key or signature is written in base64."),
    "custody.base64_spelling": text("Base64 has one spelling; this is another."),
    "custody.edge": text("A tree of {size} leaves has {hashes} hashes at its edge."),
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
    "custody.no_leaf": text("A tree of {size} leaves has no leaf {index}."),
    "custody.no_tree": text("A tree of {size} leaves had no earlier tree of {earlier} leaves."),
    "custody.note_form": text("A signed head is a text, an empty line and signatures, each line ended."),
    "custody.numbers": text("Sequence, size and actor are whole numbers below 2^53."),
    "custody.origin": text("The origin of a log is a name without blanks and plus signs."),
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
    "custody.row_unreadable": text(
        "A row holds what its table cannot hold: it was changed behind the log's back."
    ),
    "custody.rows_differ": text("Event {event} speaks of {said} rows, its list has {listed}."),
    "custody.signature_form": text("A signature line reads: dash, name, signature."),
    "custody.signature_missing": text("The head carries no signature by {name}."),
    "custody.signature_wrong": text("The signature of the head does not hold: the head was altered."),
    "custody.stored_file_bad": text("Stored file {name}…: {why}"),
    "custody.stored_file_missing": text("Stored file {name}… of a document is missing."),
    "custody.time_zone": text("A time in the log has a time zone."),
}
