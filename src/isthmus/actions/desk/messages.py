"""What actions of the desk say."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "correct.nothing": text("Nothing differs from what the row holds. Change a field first."),
    "correct.reason_missing": text("A correction needs a reason, which stays. Say why. Nothing was changed."),
    "correct.unsound": plural(
        "The row as it would be breaks a rule. Nothing was changed.",
        "The row as it would be breaks {n} rules. Nothing was changed.",
        by="n",
    ),
    "destroy.gone": text("This row was destroyed already. Nothing else was destroyed."),
    "destroy.no_such_kind": text(
        "A row of this kind is not destroyed: it says nothing of anybody. Name a source, place, document, statement, "
        "act, mention, status or judgement."
    ),
    "destroy.own_content": text(
        "The document shows this file as its own. Undo that it was taken in, or destroy the document. Nothing was "
        "destroyed."
    ),
    "destroy.reason_missing": text(
        "Destroying needs a reason, which stays. Say why, and name nobody. Nothing was destroyed."
    ),
    "destroy.referred_to": plural(
        "{n} row that stays refers to it: {rows:and}. Destroy that row first, or correct it so that it no longer "
        "refers to this one. Nothing was destroyed.",
        "{n} rows that stay refer to it, the first of them: {rows:and}. Destroy those rows first, or correct them so "
        "that they no longer refer to this one. Nothing was destroyed.",
        by="n",
    ),
    "destroy.work_goes_on": text(
        "Work is going on that may hold what is to be destroyed. Wait until it is done, or cancel it. Nothing was "
        "destroyed."
    ),
    "destroy.work_not_ended": text(
        "A file is being read that may hold what is to be destroyed, and did not stop in time. It goes on. Try again "
        "in some minutes, or once it is done. Nothing was destroyed."
    ),
    "history.ambiguous": text(
        "Rows of {sheets:and} have this id. Name one of these sheets before the id, with a colon between them."
    ),
    "history.drafts_left": plural(
        "{n} draft holds some of what was destroyed. Finish or delete it.",
        "{n} drafts hold some of what was destroyed. Finish or delete them.",
        by="n",
    ),
    "history.no_version": text(
        "Event {event} made no earlier version of this row that is still kept. Nothing was destroyed. "
        "`isthmus custody history` lists the versions; the row as it is now is corrected or destroyed, not forgotten."
    ),
    "history.not_proven": text(
        "There is no such version of this row, or it was destroyed: what is gone cannot be proven. "
        "`isthmus custody history` lists the versions."
    ),
    "history.version_sealed": text(
        "This version is sealed: nothing of it can be proven without opening it. A keeper opens it with "
        "`isthmus keys open`."
    ),
    "history.reason_missing": text(
        "Say why: a reason is kept with what was destroyed. Nothing was destroyed."
    ),
    "history.unknown": text(
        "No row has this id or number. Ids are those of the workbook; `isthmus export` writes them all."
    ),
    "document.not_held": text("The document is not held. Nothing was changed."),
    "document.file_here_already": text("This very file is with the document already. Nothing was changed."),
    "document.nothing_given": text(
        "Nothing was given. Choose a file, paste the text, or write where it is kept on paper."
    ),
    "withdraw.reason_missing": text("Nothing was changed. Say why, then press the button again."),
    # Linking.
    "linking.kinds": text("A run links one of {kinds:or}. Choose one of these."),
    "linking.never_joined": text(
        "A run never joins groups or units by itself: two units can share a name. Review what it proposes."
    ),
    "linking.not_a_probability": text("A probability is a number from 0.5 to 1. Write for example 0.99."),
    "linking.not_installed": text("Linking needs packages that are not installed. Run: {command}"),
    "linking.nothing_joined": text("This run has joined nothing that still stands. Nothing was undone."),
    "linking.nothing_open": text("Every pair of this run is decided. No pair is left open."),
    "linking.nothing_unsure": text("No pair of this run was left unsure. Nothing was undone."),
    "linking.split_gone": text("One of the two is no longer in the register. Look at what is left."),
    "linking.split_needs_reason": text("A judgement needs a reason. Write what keeps the two sides apart."),
    "linking.threshold_out_of_range": text("The threshold for automatic links is between 0.5 and 1."),
    "linking.too_few": text(
        "There are not two records to compare yet. Code or import more statements, then link."
    ),
    "linking.too_few_open": plural(
        "There are not two records to compare. {n} sealed mention is left out: it is compared while a keeper looks.",
        "There are not two records to compare. {n} sealed mentions are left out: they are compared while a keeper "
        "looks.",
        by="n",
    ),
    "linking.look_over": text(
        "What is sealed was closed while the run compared it: nothing was written. Open it again, then link again."
    ),
    # Judging.
    "judging.decisions": text("The decision is one of {decisions:or}. Choose one of these."),
    "judging.general": text("An act of scope “general” is not an incident. Judge acts of scope “this”."),
    "judging.kinds": text("A judgement is about one of {kinds:or}. Choose one of these."),
    "judging.no_such_row": text("No row of the sheet {sheet} has this id. Look up the id."),
    "judging.not_undone": text("This judgement was not undone. It still stands."),
    "judging.nothing_decided": text("Nothing was decided about this pair. There is nothing to undo."),
    "judging.sides": text("A judgement needs two rows (one for a retraction, none for “examined”)."),
    "judging.two_types": text(
        "Acts of two types are two incidents. Judge one part_of the other, or both part_of an episode."
    ),
    "judging.undone_already": text("This judgement was undone already. There is nothing to undo."),
    "judging.with_itself": text("A row cannot be judged against itself. Name another one."),
    "export.closed.confidential.sources": plural(
        "{n} confidential source", "{n} confidential sources", by="n"
    ),
    "export.closed.confidential.documents": plural(
        "{n} confidential document", "{n} confidential documents", by="n"
    ),
    "export.closed.confidential.statements": plural(
        "{n} confidential statement", "{n} confidential statements", by="n"
    ),
    "export.closed.confidential.mentions": plural(
        "{n} confidential mention", "{n} confidential mentions", by="n"
    ),
    "export.closed.sealed.sources": plural("{n} sealed source", "{n} sealed sources", by="n"),
    "export.closed.sealed.documents": plural("{n} sealed document", "{n} sealed documents", by="n"),
    "export.closed.sealed.statements": plural("{n} sealed statement", "{n} sealed statements", by="n"),
    "export.closed.sealed.mentions": plural("{n} sealed mention", "{n} sealed mentions", by="n"),
    "export.closed.control": plural(
        "who controls {n} source: lines worked out from this file alone may be more than the desk shows",
        "who controls {n} sources: lines worked out from this file alone may be more than the desk shows",
        by="n",
    ),
    "export.closed.grounds": plural("{n} alleged ground", "{n} alleged grounds", by="n"),
    "export.closed.ids": plural(
        "{n} id of what is marked, or in which a closed name stands",
        "{n} ids of what is marked, or in which a closed name stands",
        by="n",
    ),
    "export.closed.own": plural("{n} row’s own columns", "{n} rows’ own columns", by="n"),
    "export.closed.names.mentions": plural(
        "{n} name of a victim or witness", "{n} names of victims and witnesses", by="n"
    ),
    "export.closed.names.sources": plural(
        "{n} source that is a victim or a witness", "{n} sources that are victims or witnesses", by="n"
    ),
    "export.closed.quotes": plural("{n} quote", "{n} quotes", by="n"),
    "export.closed.texts": plural(
        "{n} note, title, place in a document or reason",
        "{n} notes, titles, places in a document and reasons",
        by="n",
    ),
    "export.open.coders": plural(
        "{n} statement with the name of who coded it",
        "{n} statements with the names of who coded them",
        by="n",
    ),
    "export.open.grounds": plural("{n} alleged ground", "{n} alleged grounds", by="n"),
    "export.open.names": plural("{n} mention with its name", "{n} mentions with their names", by="n"),
    "export.open.quotes": plural(
        "{n} quote as written, which may name people and grounds",
        "{n} quotes as written, which may name people and grounds",
        by="n",
    ),
    "export.open.quotes.named": plural(
        "{n} quote in which a closed name stands", "{n} quotes in which a closed name stands", by="n"
    ),
    "export.open.texts": plural(
        "{n} note, title, place in a document or reason as written",
        "{n} notes, titles, places in a document and reasons as written",
        by="n",
    ),
    "export.open.texts.named": plural(
        "{n} such text in which a closed name stands", "{n} such texts in which a closed name stands", by="n"
    ),
    "export.purpose": text("Names leave only for a purpose. Say what the names are needed for."),
    "import.changes": plural(
        "{n} row differs from the register. What a source said is never edited in silence: look at the changes, "
        "then accept them.",
        "{n} rows differ from the register. What a source said is never edited in silence: look at the changes, "
        "then accept them.",
        by="n",
    ),
    "import.moved": text("The register changed after this import was planned. Plan it again."),
    "import.unsound": text("The workbook breaks rules. Nothing was written."),
    "import.upload_gone": text("The workbook is no longer kept. Choose it again."),
    "account.name_length": text(
        "A name has 1 to {most} characters. Choose a short one: it stands beside every event."
    ),
    "account.name_unseen": text(
        "A name has no signs that cannot be seen. Type it again, without what was pasted in."
    ),
    "account.looks_alike": text(
        "This reads like the account {other}: names differ by more than case and look-alike letters, so that nobody is "
        "taken for another. Choose another name."
    ),
    "account.taken": text(
        "An account has this name already. Choose another name, or remove that account first."
    ),
    "account.unknown": text("No account has this name. `isthmus account list DIR` shows the accounts."),
    "view.name_taken": text("You keep another view of this list under this name. Choose another name."),
    "view.name_too_long": text("The name of a view has at most {most} characters. Choose a shorter one."),
    "view.no_name": text("A view needs a name, by which you find it again. Type one."),
    "view.too_many": text("A list has at most {n} saved views. Delete one that you no longer need."),
    "job.disk_full": text("The disk is full: nothing was written. Make room, then run it again."),
    "job.server_away": text(
        "The database server went away each time while this ran: nothing was written. Run it again when it is back."
    ),
    "job.error": text(
        "It stopped on an error of ours ({kind}): nothing was written. Run it again, or report it."
    ),
}
