"""The words in which tables, and what is read of them, are spoken of where they cannot be used."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "file.no_memory": text(
        "On this system a spreadsheet cannot be read in the desk. Bring it in from a terminal: isthmus import."
    ),
    "transcription.no_program": text(
        "The program that is to write recordings down was not found, or may not be run. Name it with its whole path."
    ),
    "transcription.failed": text(
        "{program} ended with status {status:plain} and wrote nothing down. Try it in a terminal, with the "
        "recording on its standard input."
    ),
    "transcription.too_long": text(
        "The program answered more than any recording says. Nothing of it was kept."
    ),
    # Tables, whatever form they come in: rules, each with what to do next.
    "table.in_file": text("{file}: {rule} {fix}"),
    "table.in_row": text("{file}, row {row:plain}: {rule} {fix}"),
    "table.row": text("row {row:plain}"),
    "table.rows": text("rows {rows:and}"),
    "table.rows_and_more": text("rows {rows:comma} and {more} more"),
    "table.not_a_file": text("This is not a file: it is a folder, a link, a pipe or a device."),
    "table.not_a_file_fix": text("Give the file itself."),
    "table.unreadable": text("The file cannot be opened ({reason})."),
    "table.unreadable_fix": text("Check that it exists and that you may read it."),
    "table.empty": text("The file is empty."),
    "table.empty_fix": text("Give a table with a header and rows."),
    "table.no_rows": text("The table has a header and no rows."),
    "table.no_rows_fix": text("Give a table with rows."),
    "table.not_text": text("The file is not UTF-8 text. It may be UTF-16, or not a text file."),
    "table.not_text_fix": text("Save it as CSV UTF-8 or as XLSX, or name its encoding with --encoding."),
    "table.other_kind": text("A table cannot be read from {kind}."),
    "table.other_kind_fix": text("Save the table as CSV UTF-8 or as XLSX."),
    "table.kind.zip": text("a ZIP file"),
    "table.kind.gzip": text("a gzip file"),
    "table.kind.pdf": text("a PDF file"),
    "table.kind.xlsx": text("XLSX"),
    "table.kind.ods": text("ODS"),
    "table.kind.xls": text("XLS"),
    "table.kind.parquet": text("Parquet"),
    "table.encoding": text("There is no text encoding named {name}."),
    "table.encoding_fix": text("Name one such as utf-8, utf-16, windows-1251 or windows-1256."),
    "table.not_decoded": text(
        "The column {column} has text that is not {encoding} in {rows}: another encoding, or two mixed."
    ),
    "table.not_decoded_fix": text("Save the file as UTF-8, or name its encoding with --encoding."),
    "table.header_not_decoded": text("The names of the columns are not {encoding}."),
    "table.unclosed": text(
        "A quotation mark opens in this row and is not closed; the rest of the sheet was not read."
    ),
    "table.unclosed_fix": text("Close it, and double quotation marks within a cell."),
    "table.malformed": text(
        "From this row on the file cannot be read as CSV: text follows a closing quotation mark."
    ),
    "table.malformed_fix": text("Put the whole cell in quotation marks, and double those within it."),
    "table.long_cell": text("A cell holds at most {most} characters."),
    "table.long_cell_fix": text("Shorten it, or leave out the column."),
    "table.columns": text("A table has at most {most} columns; this one has {n}."),
    "table.columns_fix": text("Leave out the columns that are not needed."),
    "table.width": text(
        "Each row has as many cells as the table has columns ({n}); in {rows} there are more or fewer."
    ),
    "table.width_fix": text(
        "Put a cell that holds the sign between cells in quotation marks; fill a row up that is too short, or remove it"
        " if it is a note or a total."
    ),
    "table.header_cells": plural(
        "This row has {n} cell, and the rows below it have {below}: it does not name their columns.",
        "This row has {n} cells, and the rows below it have {below}: it does not name their columns.",
        by="n",
    ),
    "table.header_cells_fix": text(
        "If it is a title or a comment, remove it: the first row names the columns. If not, name each column. Where a"
        " mapping reads the list, it can say in which row the names stand (header_row), and how many rows they take"
        " (header_rows)."
    ),
    "table.separator": text(
        "The first line says that {said} stands between cells; the names of the columns have {found}."
    ),
    "table.separator_fix": text("Correct the first line, or remove it."),
    "table.tab": text("a tab"),
    "table.xlsx": text("The XLSX file cannot be read."),
    "table.spreadsheet": text("The file cannot be read as {kind}."),
    "table.spreadsheet_fix": text("Open it in a spreadsheet and save it again."),
    "table.formula": text("This row has a formula without a value."),
    "table.formula_fix": text("Open the file in a spreadsheet, let it calculate, and save it again."),
    "table.sheets": text("One table is read; the spreadsheet has several sheets with cells: {names:and}."),
    "table.sheets_fix": text("Keep one sheet, or save the right one as CSV UTF-8."),
    "table.no_sheet": text("There is no sheet “{sheet}”."),
    "table.no_sheet_fix": text("The spreadsheet has: {names:comma}."),
    "table.too_many_sheets": text("A spreadsheet has at most {most} sheets; this one has {n}."),
    "table.too_many_sheets_fix": text("Keep the sheets that are needed."),
    "table.too_many_cells": text("The spreadsheet has more than {most} cells."),
    "table.too_many_cells_fix": text("Save the sheet as CSV UTF-8."),
    "table.locked": text("The file is locked with a password."),
    "table.locked_fix": text("Save it without a password."),
    "table.extra": text("Reading {kind} needs a package that is not installed."),
    "table.extra_fix": text(
        "Install it with pip install 'isthmus[{extra}]', or save the file as CSV UTF-8 or XLSX."
    ),
    "table.not_shut_in": text(
        "{kind} is read only in a process without network, keys and workspace, and this machine cannot start one."
    ),
    "table.not_shut_in_fix": text(
        "Install bubblewrap and libseccomp (on Debian: apt install bubblewrap libseccomp2), "
        "or save the table as CSV UTF-8 or as XLSX."
    ),
    "table.parquet": text("The file begins as Parquet and cannot be read: it is cut off or damaged."),
    "table.parquet_fix": text("Write it again."),
    "table.not_plain": text("The column {column} holds {type}, which is not text, a number or a date."),
    "table.not_plain_fix": text("Write it as text, or leave out the column."),
    "archive.size": text("An archive unpacks to at most {most} GiB."),
    "archive.shared_texts": text("The shared texts of an XLSX file unpack to at most {most} MiB."),
    "archive.ratio": text("No part of an archive unpacks to more than {most} times its size."),
    "archive.locked": text("An archive is not locked with a password."),
    "archive.packing": text("The parts of an archive are stored or deflated."),
    "archive.parts": text("An archive has at most {most} parts."),
    "media.none": text("This is no ZIP file."),
    "media.none_fix": text("Give the ZIP of files that the form's server makes."),
    "archive.path": text("A file of the archive says that it lies outside of it."),
    "archive.same_name": text("Two tables of the archive are named “{name}”."),
    "archive.fix": text("Check where the file comes from; send a large register as a folder of CSV."),
    "archive.broken": text("This file of the archive cannot be read."),
    "archive.broken_fix": text("Make the archive again."),
    # Tables of lists.
    "lists.unsound": text("The table of lists is not sound."),
    # Cells.
    "lists.pattern": text("A cell of a list is 1 (the person is on it), or 0 or empty (is not)."),
    "lists.pattern_fix": text("Write 0 or 1. If the column is not a list, name the lists with --lists."),
    "lists.not_applicable": plural(
        "Whether people are on this list is not said (N/A) in {n} row, and is in others.",
        "Whether people are on this list is not said (N/A) in {n} rows, and is in others.",
        by="n",
    ),
    "lists.not_applicable_fix": text(
        "If it did not exist in a year or a region, estimate by that column with --strata. If not, write 0 or 1."
    ),
    "lists.not_applicable_in": plural(
        "Whether people are on this list is not said (N/A) in some rows of {strata:and}, and is in others.",
        "Whether people are on this list is not said (N/A) in some rows of {n} strata ({strata:and}),"
        " and is in others.",
        by="n",
    ),
    "lists.not_applicable_in_fix": text(
        "In a stratum a list existed or did not: write 0 or 1 in all of its rows, or N/A in all."
    ),
    "lists.no_count": text("A row of a table with counts says how many people have its pattern."),
    "lists.no_count_fix": text("Write the count, 0 for nobody."),
    "lists.negative": text("A count of people is never below 0."),
    "lists.count_fix": text("Write how many people have this pattern."),
    "lists.whole": text("People are counted in whole numbers."),
    "lists.whole_fix": text("Write how many people have this pattern, without decimals."),
    "lists.thousands": text(
        "A point before three digits may mark thousands or decimals: is 1.000 a thousand, or one?"
    ),
    "lists.thousands_fix": text("Write the number in digits alone, as 1000 or 1."),
    "lists.digits": text("A count is written in digits alone."),
    "lists.digits_fix": text("Write 1204, not 1,204 or 1204 people."),
    "lists.too_many": text("A count is at most {most}: no estimate is made from more people."),
    "lists.encoding": text("The text is not valid UTF-8."),
    "lists.encoding_fix": text("Save the sheet as CSV UTF-8 and check this cell."),
    # Rows.
    "lists.width": text("A row has as many cells as the table has columns ({n}); this one has {found}."),
    "lists.long_row_fix": text("Put a cell that holds the sign between cells in quotation marks."),
    "lists.short_row_fix": text(
        "Fill it up with empty cells; remove it if it is a note, a comment or a total."
    ),
    "lists.same_id": text(
        "A table without counts has one row for each person; an earlier row has the same id."
    ),
    "lists.same_id_fix": text("Put the rows of one person together: 1 for every list."),
    # Columns.
    "lists.not_stated": text("not stated"),
    "lists.numbers": text("The first row names the columns; this one holds numbers."),
    "lists.numbers_fix": text("Add a row on top with the name of each list, and count above the counts."),
    "lists.name": text("The name of this column cannot be read."),
    "lists.name_fix": text("Save the sheet as CSV UTF-8."),
    "lists.nameless": text("A list has a name; column {n:plain} has none."),
    "lists.nameless_fix": text("Name it in the first row; remove the column if it is not a list."),
    "lists.marks": text(
        "A list has 1 for each person on it, and 0 or nothing for others; this column has other values."
    ),
    "lists.marks_fix": text("Write 0 and 1. If the column is not a list, name the lists with --lists."),
    "lists.no_list": text(
        "A list has 1 for each person on it, and 0 or nothing for others; this column does not."
    ),
    "lists.no_list_fix": text("Write 0 and 1, or leave the column out of --lists."),
    "lists.none": text("A list is a column of 0 and 1; no column is."),
    "lists.none_fix": text("Give each list a column: 1 for who is on it, 0 for who is not."),
    "lists.most": text("At most {most} lists are read; there are {n} columns of 0 and 1."),
    "lists.most_fix": text("Put lists of one kind, or of sources under one control, together as one."),
    "lists.column_missing": text("There is no column {column}."),
    "lists.column_of_counts": text("The column {column} holds the counts."),
    "lists.column_of_strata": text("The column {column} holds the strata."),
    "lists.column_fix": text("The table has: {names:comma}."),
    # The whole.
    "lists.most_strata": text(
        "Lists are split into at most {most} strata; this column holds more different values."
    ),
    "lists.most_strata_fix": text("Choose a column of few groups, such as a region or a year."),
    "lists.most_people": text("A table of lists holds at most {most} people; this one has more."),
    "lists.most_people_fix": text("Check the counts; estimate a part of the people, such as a region."),
    "lists.like_counts": text(
        "The column of counts must be named count. No column has this name; this one may be meant."
    ),
    "lists.like_counts_fix": text("Name it count, or remove it if the table has a row for each person."),
    # Workbooks.
    "workbook.none": text(
        "A workbook is a folder of CSV files, a ZIP of them, or one XLSX, ODS or XLS file."
    ),
    "workbook.none_fix": text("Save it as one of these, without a password."),
    "workbook.no_file": text("A sheet is a file that can be read: no folder, link, pipe or device."),
    "workbook.no_file_fix": text("Put the CSV file itself in its place."),
    "results.earlier": text(
        "{path} holds the results of an earlier run. Add --replace to replace them, or name a new or an empty folder."
    ),
    "results.others": text(
        "{path} does not hold the results of an earlier run and nothing else, so it is not replaced. Name a new or an"
        " empty folder."
    ),
    "results.read_from": text(
        "{path} would be replaced, but {file} is read from it. Name a new or an empty folder."
    ),
    "workbook.exists": text(
        "{path} already exists. Results never overwrite anything: name a new or an empty folder."
    ),
    "workbook.many_rows": text("A spreadsheet has at most {most} rows; {sheet} has more. Export CSV."),
    "workbook.long_cell": text(
        "A spreadsheet's cell holds at most {most} characters; {cell} has more. Export CSV."
    ),
    # People, labels and rosters.
    "people.nothing_shared": text("The file has no id in common with {other}: nothing can be compared."),
    "people.nothing_shared_fix": text("Give the truth under the ids of the linked table."),
    "people.no_pairs": text("This is not a file of pairs with the columns {columns:comma}."),
    "people.no_pairs_fix": text("Run the linkage again to write it."),
    "people.empty": text("Each row needs an id and a person: there is no {column} in {rows}."),
    "people.empty_fix": text("Leave out records whose person is not known."),
    "people.twice": plural(
        "A record has one id and one person; {n} id stands more than once, in {rows}.",
        "A record has one id and one person; {n} ids stand more than once, in {rows}.",
        by="n",
    ),
    "people.twice_fix": text("Keep one row for each record."),
    "labels.unsound": text("The labels cannot be used."),
    "labels.all": text("{problems:sentences}"),
    "labels.no_id": plural(
        "An id is missing in row {rows}: a label is about two records.",
        "An id is missing in rows {rows}: a label is about two records.",
        by="n",
    ),
    "labels.itself": plural(
        "A record is paired with itself in row {rows}: leave this row out.",
        "A record is paired with itself in rows {rows}: leave these rows out.",
        by="n",
    ),
    "labels.unknown_word": plural(
        "The word in row {rows} is not a label: write same or different (1 or 0, true or false), or unsure.",
        "The words in rows {rows} are not labels: write same or different (1 or 0, true or false), or unsure.",
        by="n",
    ),
    "labels.contradictions": plural(
        "{n} pair is labelled both same and different: in rows {rows}. A pair has one label: let the reviewers agree,"
        " or label it unsure.",
        "{n} pairs are labelled both same and different: in rows {rows}. A pair has one label: let the reviewers"
        " agree, or label it unsure.",
        by="n",
    ),
    "dossier_file.fonts_missing": text(
        "A PDF needs a font for {script} letters, and this machine has none. Install one, as {font} (Debian: "
        "fonts-noto-core), or hand over HTML, which is shown with the reader's fonts."
    ),
    "letter_keyring.damaged": text(
        "The keyring for letters was altered or cut off, or a newer version of Isthmus wrote it. Put back its backup."
    ),
    "labels.rows": text("{rows:and}"),
    "labels.named": text("{rows:semicolon}"),
    "labels.named_and_more": text("{rows:semicolon} and {more} more"),
    "roster.one_row": text("There is one row only, and nothing to compare it with."),
    "roster.one_row_fix": text("Give at least two."),
    "roster.no_id": plural(
        "Each row needs an id of its own; {n} row has none, here first.",
        "Each row needs an id of its own; {n} rows have none, here first.",
        by="n",
    ),
    "roster.no_id_fix": text("Give each row an id."),
    "roster.id_twice": plural(
        "Each row needs an id of its own; {n} id stands more than once, here first.",
        "Each row needs an id of its own; {n} ids stand more than once, here first.",
        by="n",
    ),
    "roster.id_twice_fix": text("Where two lists count from 1, put the name of the list before the number."),
}
