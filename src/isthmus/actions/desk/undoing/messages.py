"""What taking back an action says."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "undo.added": plural(
        "{n} person or act that it added to a statement from before is taken out, "
        "and stands in a withdrawn statement of its own.",
        "{n} people or acts that it added to statements from before are taken out, "
        "and stand in withdrawn statements of their own.",
        by="n",
    ),
    "undo.answer": text("The question is open again, without its answer."),
    "undo.breaks_rule": text(
        "Put back, it would break a rule as the register is now. {rules:sentences} Correct the row instead."
    ),
    "undo.cells": plural(
        "{n} cell is what it was before. Later corrections of other cells stay.",
        "{n} cells are what they were before. Later corrections of other cells stay.",
        by="n",
    ),
    "undo.changed_since": text(
        "What this action wrote was changed again since. Undo the later change first, or correct the row."
    ),
    "undo.destroyed": text("What was destroyed is gone. It cannot be brought back."),
    "undo.done": text(
        "It is taken back, in event {event:plain}. `isthmus undo {event:plain}` brings it back."
    ),
    "undo.estimate": text("A plan of an estimate is changed and removed on its own page."),
    "undo.file": text("The document has the content that it had before. The file that came in stays listed."),
    "undo.file_stays": text("A file that came in stays listed. Destroy it from its history if it must go."),
    "undo.no_event": text("There is no event {event:plain}. `isthmus undo` lists what you did last."),
    "undo.not_confirmed": text("Nothing was taken back. With --yes it is done without asking."),
    "undo.not_held": text("The document is not held, as before. What came in stays listed."),
    "undo.held": text("The document is held again."),
    "undo.import": text(
        "An import is many rows at once. Correct or withdraw what is wrong, or restore the backup made before it."
    ),
    "undo.judgements": plural("{n} judgement holds no longer.", "{n} judgements hold no longer.", by="n"),
    "undo.judgements_hold": plural("{n} judgement holds again.", "{n} judgements hold again.", by="n"),
    "undo.linking": text("Runs of linking are undone on the page of links."),
    "undo.list": plural(
        "What the list brought is taken back: {n} statement is withdrawn. It stays in its history and counts nowhere. "
        "Rows that are set aside are as before. Document, sources, places and the file stay.",
        "What the list brought is taken back: {n} statements are withdrawn. They stay in their history and count "
        "nowhere. Rows that are set aside are as before. Document, sources, places and the file stay.",
        by="n",
    ),
    "undo.list_again": text("The rows of the list are again as they were."),
    "undo.list_later": text(
        "The list came in again since, in event {event:plain}. Undo that first: the last import is undone first."
    ),
    "undo.list_rows": text("The rows of the list are as they were before."),
    "undo.list_twice": text("The import of this list can be undone itself. Undo that."),
    "undo.not_yours": text("Somebody else did this. Correct, withdraw or undo it where it stands."),
    "undo.note": text("The note is destroyed. It cannot be brought back."),
    "undo.nothing_changed": text("This changed nothing of the register that could be taken back."),
    "undo.nothing_left": text("Nothing of it is left to be taken back."),
    "undo.people": text("Accounts and keepers are added and removed in the terminal, not undone."),
    "undo.row_gone": text("The row is gone, or has no cells that can be put back."),
    "undo.sealed": text("What it was before is sealed or destroyed. Correct the row instead."),
    "undo.since.coded": plural(
        "{n} other statement was coded from its document. It stays.",
        "{n} other statements were coded from its document. They stay.",
        by="n",
    ),
    "undo.since.corrected": plural(
        "{n} of its rows was corrected since. It is withdrawn with the correction.",
        "{n} of its rows were corrected since. They are withdrawn with the corrections.",
        by="n",
    ),
    "undo.since.decided": plural(
        "{n} row that it set aside was decided about since. That is taken back, too.",
        "{n} rows that it set aside were decided about since. That is taken back, too.",
        by="n",
    ),
    "undo.since.judged": plural(
        "{n} judgement was made about its rows since. It stays in its history and counts for nothing.",
        "{n} judgements were made about its rows since. They stay in their history and count for nothing.",
        by="n",
    ),
    "undo.since.noted": plural(
        "{n} note stands on its rows. It stays.", "{n} notes stand on its rows. They stay.", by="n"
    ),
    "undo.statements": plural(
        "{n} statement is withdrawn: it stays in its history and counts nowhere. Document, sources and places stay.",
        "{n} statements are withdrawn: they stay in their history and count nowhere. Document, sources and places "
        "stay.",
        by="n",
    ),
    "undo.taken_back": text("It is taken back already."),
}
