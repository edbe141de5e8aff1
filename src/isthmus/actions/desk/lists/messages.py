"""What is said of lists that are brought into the register."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "list.again": plural(
        "The list came in before: {n} row is as it was or left out. Of the others:",
        "The list came in before: {n} rows are as they were or left out. Of the others:",
        by="n",
    ),
    "list.not_ready": text(
        "The list cannot be brought in yet: there is something to answer first. Complete the mapping, and try again."
    ),
    "list.row.decided": text("Somebody decided about this row meanwhile. Look at it again."),
    "list.row.kinds_open": text(
        "The row names a source that is new, and the mapping does not say of what kind it is: {names:and}. "
        "Add the source first, or say the kind in the mapping and bring the list in again."
    ),
    "list.row.no_mapping": text(
        "The mapping by which the list came in is no longer kept. Correct the row in the list, and bring it in again."
    ),
    "list.row.none": text("No row was chosen. Choose one."),
    "list.row.not_understood": text(
        "The row cannot be read yet. Correct the cells named below, or leave it out."
    ),
    "list.row.reason_missing": text("Say why the row is left out: it is kept with it."),
    "list.row.repeats": text(
        "Rows of other sheets belong to the rows of this list. Correct it in the list, and bring that in again."
    ),
    "list.row.sealed": text(
        "Something of this list is sealed, so words of rows that are not in the register are not kept here. "
        "Correct the row in the list, and bring it in again."
    ),
    "list.row.which": text("Say whether this is one of the rows that the list had before, or another one."),
    "list.upload_form": text(
        "This is an export of a form (KoBo or ODK Central). Let a mapping be proposed for it with "
        "“isthmus mapping propose”, complete that, and choose it here together with the file."
    ),
    "list.upload_gone": text("The spreadsheet is no longer kept here. Choose it again."),
    "list.files": plural(
        "One file came in with its submission.", "{n} files came in with their submissions.", by="n"
    ),
    "list.files.damaged": plural(
        "One file cannot be read, or is larger than 2 GiB: {names:comma}. Its submission is in without it.",
        "{n} files cannot be read, or are larger than 2 GiB: {names:comma}. Their submissions are in without them.",
        by="n",
    ),
    "list.files.missing": plural(
        "One file that a submission names did not come: {names:comma}. "
        "Bring the form in again with its files (--media).",
        "{n} files that submissions name did not come: {names:comma}. "
        "Bring the form in again with its files (--media).",
        by="n",
    ),
    "list.files.unclear": plural(
        "One file may be of several submissions, or several files have its name; it did not come in: {names:comma}.",
        "{n} files may be of several submissions, or several files have their names; "
        "they did not come in: {names:comma}.",
        by="n",
    ),
    "list.files.unused": plural(
        "No submission here names one of the files in the ZIP; it did not come in.",
        "No submission here names {n} of the files in the ZIP; they did not come in.",
        by="n",
    ),
    "list.rows.changed": plural("One row changed in the list.", "{n} rows changed in the list.", by="n"),
    "list.rows.left_out": plural("One row stays left out.", "{n} rows stay left out.", by="n"),
    "list.rows.missing": plural(
        "One row is no longer in the list; it stays in the register.",
        "{n} rows are no longer in the list; they stay in the register.",
        by="n",
    ),
    "list.rows.new": plural("One row is new.", "{n} rows are new.", by="n"),
    "list.rows.renumbered": plural(
        "One row stands elsewhere in the list now.", "{n} rows stand elsewhere in the list now.", by="n"
    ),
    "list.rows.same": plural("One row is as it was.", "{n} rows are as they were.", by="n"),
    "list.rows.set_aside": plural(
        "One row is set aside and waits in the desk.", "{n} rows are set aside and wait in the desk.", by="n"
    ),
}
