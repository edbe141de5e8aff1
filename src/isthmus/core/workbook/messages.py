"""The English of what a workbook breaks: rules, and how to fix what breaks them."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "token.rule": text("A token stands for what the workspace that wrote it holds in the same cell."),
    "token.fix": text("Import it into the workspace that it was exported from, or write what it stands for."),
    "caution.year": text("The year lies outside {first:plain} to {last:plain}."),
    "caution.year_fix": text(
        "Correct it if it is a slip. Convert a date of another calendar, and keep the original in the note."
    ),
    "caution.alike": plural(
        "Perhaps the same as {name} in row {row:plain}: the names are alike.",
        "{n} rows are perhaps the same as {name} in row {row:plain}, this is the first: their names are alike.",
        by="n",
    ),
    "caution.alike_known": plural(
        "The register has {name} ({id}): perhaps it is the same.",
        "The register has {name} ({id}): perhaps {n} rows of the workbook are the same, this is the first.",
        by="n",
    ),
    "caution.alike_source_fix": text(
        "If they are one source, keep one row, or judge them the same. If they are not, judge them different."
    ),
    "caution.alike_place_fix": text(
        "If they are one place, keep one row, or judge them the same. If they are not, judge them different."
    ),
    "caution.quote": text("The document does not contain this quote."),
    "caution.quote_fix": text(
        "Copy it from the document word for word, or set wording to paraphrase or translation."
    ),
    "caution.group_of_one": text(
        "A group of exactly 1 stands beside a person with a name: they count as 2 people."
    ),
    "caution.group_of_one_fix": text(
        "If it is the same person, name the group in within of that person, or remove the group."
    ),
    "caution.total_in_act": text(
        "This may be the total of the {n} others in this act, who are {sum}: people would be counted twice."
    ),
    "caution.total_in_act_fix": text("If it is, name it in within of the others, or remove it."),
    "caution.total": text(
        "This may be the total of {n} acts of the same document, with {sum} victims: people would be counted twice."
    ),
    "caution.total_fix": text(
        "If it is, name it in within of the others, judge their acts part_of this one, or remove the total."
    ),
    "workbook.cautions": plural(
        "{n} cell of the workbook is unusual. It is kept as it is: look at it again.",
        "{n} cells of the workbook are unusual. They are kept as they are: look at them again.",
        by="n",
    ),
    "workbook.problems": plural("{n} problem in the workbook.", "{n} problems in the workbook.", by="n"),
    "cell.age": text("Years as a number, months, weeks or days with their letter, or an interval."),
    "cell.ages": text("An interval of ages begins with the lower one."),
    "cell.within_document": text("A mention is part of one in the same document."),
    "cell.within_role": text("A mention is part of one with the same role."),
    "cell.place_in_itself": text("Of places judged the same, none lies in another."),
    "cell.identifiers": text("Each identifier as scheme:value, several with “;” between."),
    "cell.at_least_one": text("At least 1."),
    "cell.code": text("A code of the list {list}, or one that the sheet vocabulary adds to it."),
    "cell.control": text("The text holds a control character."),
    "cell.dangling": text("{column} must name a row of {sheet}; none has this id."),
    "cell.date": text("{why} A date is EDTF (ISO 8601-2)."),
    "cell.decision": text("A {kind} judgement is one of: {decisions:comma}."),
    "cell.degrees": text("Decimal degrees from -{limit} to {limit}."),
    "cell.formula": text("This cell holds a formula, not a text."),
    "cell.general_act": text(
        "An act of scope general is not an incident, so it cannot be the same as another act."
    ),
    "cell.id_twice": text("An id appears only once in a sheet; row {row:plain} has this one, too."),
    "cell.judged_retraction": text("A retraction judgement is about a statement whose stance is retracts."),
    "cell.language": text("A language tag, as defined by BCP 47."),
    "cell.loop": text("{column} must never lead back to its own row."),
    "cell.low_high": text("low must not be above high."),
    "cell.missing": text("This cannot be empty."),
    "cell.moment": text("A day, or a day and time of day."),
    "cell.no_sides": text("examined speaks of every pair: left and right are empty."),
    "cell.not_utf8": text("The text is not valid UTF-8."),
    "cell.number": text("A whole number, written in digits."),
    "cell.one_of": text("One of: {choices:comma}."),
    "cell.one_side": text("A retraction judgement has nothing on its right."),
    "cell.only_retracts": text("retracts is filled only where stance is retracts."),
    "cell.path": text("A path within the workbook's folder, relative and without “..”."),
    "cell.retracts_which": text("A statement that retracts says which statements."),
    "cell.semicolon": text("An id that a list may name holds no semicolon."),
    "cell.sha256": text("64 hexadecimal digits."),
    "cell.side_needed": text("A judgement says what it is about."),
    "cell.timestamp": text("A day, or a day and time with its offset, as RFC 3339."),
    "cell.too_long": text("A cell holds at most {most} characters."),
    "cell.too_wide": text("This row has cells beyond the last column."),
    "cell.two_rows": text("left and right are two different rows."),
    "cell.two_types": text("Acts of one incident have one type; these are {left} and {right}."),
    "cell.type_needed": text("type may be empty only where scope is general."),
    "cell.url": text("A web address, not a script or a local file."),
    "fix.absent_sheet": text("The workbook has no sheet {sheet}: add it, with this row."),
    "fix.add_column": text("Add a column named {column} to the first row."),
    "fix.add_sheets": text("Add sources.csv, documents.csv, statements.csv, acts.csv."),
    "fix.age": text("Write as 16 or 15/17, or with a unit as 7m, 3w or 2d."),
    "fix.ages": text("Write as 15/17, or as 7m/2 from 7 months to 2 years."),
    "fix.within": text("Name a mention of the same document and role, or empty the cell."),
    "fix.place_in_itself": text("Judge them different, or correct in which place they lie."),
    "fix.identifiers": text("Write as list-of-2017:104."),
    "fix.another_id": text("Give one of the rows another id."),
    "fix.formula": text("Write the formula's value in its place."),
    "fix.at_least_one": text("Count one person as 1."),
    "fix.choose": text("Choose one of these."),
    "fix.choose_or_empty": text("Choose one of these, or leave the cell empty."),
    "fix.code": text("Use one of {codes:comma}; or add the code to vocabulary."),
    "fix.column_name": text("Remove it, or name it as one of: {columns:comma}."),
    "fix.commas": text(
        "The columns are not separated by commas: save the sheet as CSV with commas, in UTF-8."
    ),
    "fix.correct_one": text("Correct one of them."),
    "fix.csv_utf8": text("Save the sheet as CSV UTF-8 and check this cell."),
    "fix.dangling": text("Correct the id, or add the row to {sheet}."),
    "fix.date": text(
        "Write as 2017, 2017-03, 2017-03-15, 2017-03?, 2017-02/2017-04 or ../2017, or leave it empty."
    ),
    "fix.decision": text("Choose one, or correct kind."),
    "fix.degrees": text("Write as 43.5, with a point and no letter."),
    "fix.empty": text("Empty it."),
    "fix.file": text("Put the text in a file and name that."),
    "fix.fill_in": text("Fill it in."),
    "fix.judged_retraction": text("Name that statement."),
    "fix.keep_one": text("Keep one of them."),
    "fix.language": text("Write as en, ru or sr-Latn."),
    "fix.loop": text("Empty or correct {column} in one of these rows."),
    "fix.low_high": text("Correct one of them, or leave high empty."),
    "fix.moment": text("Write as 2026-11-22T09:30:00Z or 2026-11-22."),
    "fix.number": text("Write as 100, with no sign, point or word."),
    "fix.only_retracts": text("Empty it, or set stance to retracts."),
    "fix.other_act": text("Remove the judgement, or name another act."),
    "fix.other_id": text("Choose another id, here and where it is used."),
    "fix.part_of": text("Judge them part_of, or correct the type."),
    "fix.path": text("Write as files/letter.pdf, with forward slashes."),
    "fix.remove_one": text("Remove one of the two."),
    "fix.retracts_which": text("Name them in retracts."),
    "fix.sha256": text("Copy what sha256sum prints."),
    "fix.sheet_name": text("Remove it, or name it as one of: {sheets:comma}."),
    "fix.too_wide": text("Remove them, or put quotation marks around a cell with a comma."),
    "fix.type_again": text("Type the cell again without it."),
    "fix.type_needed": text("Choose a type, or set scope to general."),
    "fix.url": text("Write as https://example.org/page."),
    "sheet.column_required": text("This column is required."),
    "sheet.column_twice": plural("This column appears {n} time.", "This column appears {n} times.", by="n"),
    "sheet.no_such_column": text("The sheet has no column of this name."),
    "sheet.no_such_columns": plural(
        "The sheet has no column of this name; {n} column here has a name that it does not know.",
        "The sheet has no column of this name; {n} columns here have names that it does not know.",
        by="n",
    ),
    "workbook.empty": text("A workbook has at least one sheet."),
    "workbook.no_such_sheet": text("A workbook has no sheet of this name."),
    "workbook.sheet_twice": text("This sheet appears twice."),
}
