"""What notes on rows say."""

from isthmus.core.messages import text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "note.answered_already": text("This is no open question: it was answered already. Nothing was written."),
    "note.empty": text("Nothing was written: the field is empty."),
    "note.gone": text("The note was destroyed already. Nothing was written."),
    "note.no_such_row": text(
        "Notes stand on rows of the register. This row is not there. Nothing was written."
    ),
    "note.nobody": text("Nobody has this account any more. Choose another one, or ask everybody."),
    "note.too_long": text(
        "A note has at most {most} characters. Shorten it, or code it as a document. Nothing was written."
    ),
}
