"""The words in which a spreadsheet that is brought in by a mapping is spoken of."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "answers.not_said": text("It is not said what the column “{column}” is. Choose, or keep it beside."),
    "answers.twice": text(
        "The columns “{one}” and “{other}” are said to be the same. Choose one, and keep the other beside."
    ),
    "mapped.age": text("This is no age: write years, or a number with its unit, as 7 months."),
    "mapped.at_least_so_many": plural(
        "The words are kept; counted as at least one.", "The words are kept; counted as at least {n}.", by="n"
    ),
    "mapped.blank": text("The row is blank."),
    "mapped.choice": text("This is none of {choices:comma}. Say in the mapping what it means (codes)."),
    "mapped.code": text(
        "This is no code of the list “{list}”. Say in the mapping which code it means (codes)."
    ),
    "mapped.document": text("The document of the list: {why}"),
    "mapped.ends": text(
        "This is no first and last day: the first must be before the last, each a day of its own."
    ),
    "mapped.error": text("The spreadsheet could not work out what stands here. Correct the cell."),
    "mapped.formula": text("A formula stands here as words. Write what it shows, or save the table as XLSX."),
    "mapped.header_again": text("The names of the columns once more, which are not a row of their own."),
    "mapped.key_alone": text("Only the number of the row is filled in."),
    "mapped.key_twice": text(
        "Another row has the same key. Keep one, or name a further column that tells them apart."
    ),
    "mapped.kinds_open": plural(
        "The mapping does not say of what kind this source is (sources, kinds): {names:comma}.",
        "The mapping does not say of what kind {n} sources are (sources, kinds): {names:comma}.",
        by="n",
    ),
    "mapped.many_repeated": text(
        "So many rows of other sheets belong to it that it is corrected in the list alone."
    ),
    "mapped.merged": text(
        "The cell is merged with rows above. Say in the mapping whether it holds for each of them (table, merged)."
    ),
    "mapped.merged_across": text(
        "The cell is merged over several columns: perhaps a heading between the rows."
    ),
    "mapped.missing": text("“{field}” must be stated, and the cell is empty."),
    "mapped.least_above_most": text(
        "At least so many, and at most {n}: the two columns may stand the other way round."
    ),
    "mapped.more_named": text("The row names {n} people, and says that there are fewer."),
    "mapped.name_and_number": text("A name, and a number of {n} people: which of them has the name?"),
    "mapped.new.places": plural("One new place: {names:comma}.", "{n} new places: {names:comma}.", by="n"),
    "mapped.new.sources": plural("One new source: {names:comma}.", "{n} new sources: {names:comma}.", by="n"),
    "mapped.nothing_written": text(
        "No workbook is written: there is something to answer first, or no row was understood."
        " Complete the mapping, and try again."
    ),
    "mapped.no_act": text("The row tells of no act."),
    "mapped.no_column": text(
        "The mapping (line {line:plain}) names a column “{column}” that the table does not have."
    ),
    "mapped.no_meaning": text("The mapping does not say what this means. Add it to the codes of the column."),
    "mapped.no_repeat": text("The mapping (line {line:plain}) names a sheet “{sheet}” that is no repeat."),
    "mapped.no_repeat_fix": text(
        "Name it under table, repeats, with the columns that tie the two sheets together."
    ),
    "mapped.no_number": text("How many people it was is not said."),
    "mapped.nobody": text("Nobody: the number is 0."),
    "mapped.number": text("This is no number of people."),
    "mapped.number_alone": text("A number and nothing else: perhaps a total."),
    "mapped.number_in_brackets": text("The number in brackets may be an age, or how many they are."),
    "mapped.number_in_name": text("A number stands in the name: it may be of further people."),
    "mapped.one_cell": text("Only one cell of the row is filled in: perhaps a heading between the rows."),
    "mapped.orphan": text("No row to which this one belongs has this key."),
    "mapped.remarks": text("Taken with less than the words may mean:"),
    "mapped.rows": plural("One row.", "{n} rows.", by="n"),
    "mapped.set_aside": plural("Set aside: one row.", "Set aside: {n} rows.", by="n"),
    "mapped.perhaps_nobody": text("It may have been nobody."),
    "mapped.perhaps_header": text(
        "This may be the second row of the names of columns. Say in the mapping how many rows they take (header_rows)."
    ),
    "mapped.perhaps_row": text(
        "It may be a row that the list had before, with something changed in it, or another one. "
        "Say which on its page in the desk."
    ),
    "mapped.perhaps_nothing": text(
        "This may mean that nothing is known. If so, say it in the mapping (table, nothing)."
    ),
    "mapped.serial": text(
        "A number that may be a day as a spreadsheet counts it. Say in the mapping since when (dates)."
    ),
    "mapped.several_in_name": text(
        "Several people may be named here. Give each a row, or read the column as names, with what parts them (split)."
    ),
    "mapped.several_names": text(
        "Several people may be named here. Say in the mapping what parts them (split)."
    ),
    "mapped.sum": text("The number is the sum of those above: a total, which is not a row of its own."),
    "mapped.total": text("A total of other rows, which is not a row of its own."),
    "mapped.two_orders": text(
        "The dates of this column are not all in the order that the mapping says. Say the order for each sign between"
        " the numbers (dates), or correct the cell."
    ),
    "mapped.understood": plural("Understood: one row.", "Understood: {n} rows.", by="n"),
    "mapped.width": plural(
        "The row has one cell, and the header {width}: perhaps other signs part it than the rows above.",
        "The row has {n} cells, and the header {width}.",
        by="n",
    ),
    "mapped.yes_or_no": text("This is neither yes nor no."),
    "mapping_file.alias": text("A mapping does not refer to other parts of itself (& and *)."),
    "mapping_file.alias_fix": text("Write the words where they are meant."),
    "mapping_file.asked": text("“{name}” is still to be said."),
    "mapping_file.asked_fix": text("Put what is true of this list in the place of the question mark."),
    "mapping_file.deep": text("This stands too deep within other parts."),
    "mapping_file.exists": text("{file} is there already. Choose another name, or remove it first."),
    "mapping_file.homeless": text(
        "Columns without a field, which are kept as the author's own: {columns:comma}."
    ),
    "mapping_file.homeless_more": plural("And one more.", "And {n} more.", by="n"),
    "mapping_file.lacks": text("“{name}” is missing."),
    "mapping_file.lacks_fix": text("Add a line “{name}: …”, beneath the part that it belongs to."),
    "mapping_file.list_fix": text("Write “{name}: [one, other]”."),
    "mapping_file.no_column": text("It is not said from which column this comes."),
    "mapping_file.no_column_fix": text("Add “column: NAME”, or “yes:” with the columns that say yes or no."),
    "mapping_file.no_such_word": text("“{word}” has no meaning here."),
    "mapping_file.none": text("This is no mapping."),
    "mapping_file.none_fix": text("A mapping begins with “mapping: {version}”."),
    "mapping_file.not_among": text("“{word}” cannot stand here."),
    "mapping_file.not_utf8": text("The file is not UTF-8."),
    "mapping_file.not_utf8_fix": text("Save it as UTF-8."),
    "mapping_file.number": text("“{name}” is a whole number from 1 to {most}."),
    "mapping_file.number_fix": text("Write the number alone."),
    "mapping_file.number_columns": text(
        "A number comes from one column, or from two: at least so many, and at most so many."
    ),
    "mapping_file.number_columns_fix": text("Give each kind of people a part of its own under “people”."),
    "mapping_file.part": text("“{name}” is a part with names of its own."),
    "mapping_file.part_fix": text(
        "Write each of them on a line of its own below “{name}:”, two blanks further in."
    ),
    "mapping_file.sound": text("The mapping “{name}” can be used."),
    "mapping_file.too_large": text("The file is too large for a mapping."),
    "mapping_file.too_large_fix": text("Choose the mapping, not the list."),
    "mapping_file.twice": text("The same name stands twice in this part."),
    "mapping_file.twice_fix": text("Remove one of them."),
    "mapping_file.unreadable": text("The file cannot be read."),
    "mapping_file.unreadable_fix": text("Check its place and whether you may read it."),
    "mapping_file.unsound": plural("The mapping has one problem.", "The mapping has {n} problems.", by="n"),
    "mapping_file.version": text("The mapping is of version “{found}”, which is not known here."),
    "mapping_file.version_fix": text("Write “mapping: 1”."),
    "mapping_file.word": text("“{name}” is one word or text."),
    "mapping_file.word_fix": text("Put it in quotes if it holds signs such as : or #."),
    "mapping_file.words": text("“{name}” is a list of words."),
    "mapping_file.words_fix": text("Use one of: {words:comma}."),
    "mapping_file.written": plural(
        "{file} is written. One thing is left to say, marked with a question mark:",
        "{file} is written. {n} things are left to say, marked with a question mark:",
        by="n",
    ),
    "mapping_file.yaml": text(
        "From here on the file cannot be read: blanks at the start of the line, a colon or a quote is amiss."
    ),
    "mapping_file.yaml_fix": text(
        "Compare the line with those above; names stand before a colon and a blank."
    ),
    "mapped.column_in_line": text("“{column}” (line {line:plain})"),
    "mapped.no_columns": text("The mapping names columns that the table does not have: {columns:comma}."),
    "mapped.no_columns_fix": text(
        "The table has: {names:comma}. Write each name in the mapping as the table has it, or remove the line if the"
        " list says nothing of that. If a question was renamed, write both: first_of: [new, old]."
    ),
    "mapped.no_option": text(
        "Something here is none of the answers that the mapping knows. Name all of them (where, among)."
    ),
    "mapped.says_less": plural(
        "It says less than its statement here, which has one more person or act. "
        "If that is right, withdraw that statement in the desk, and then bring the row in again.",
        "It says less than its statement here, which has {n} more people or acts. "
        "If that is right, withdraw that statement in the desk, and then bring the row in again.",
        by="n",
    ),
    "mapped.unknown_columns": plural(
        "The mapping does not speak of one column of the file, so nothing of it is brought in: {columns:comma}.",
        "The mapping does not speak of {n} columns of the file, so nothing of them is brought in: {columns:comma}.",
        by="n",
    ),
    "mapping_file.form.kobo": text(
        "The file is an export of KoBo: each submission becomes a document of its own, "
        "tied to its repeats by its _uuid."
    ),
    "mapping_file.form.odk": text(
        "The file is an export of ODK Central: each submission becomes a document of its own, "
        "tied to its repeats by KEY."
    ),
    "mapping_file.protected": plural(
        "Left out, since it tells who collected or could lead to people: {columns:comma}. "
        "To keep it, move it from leave_out to own.",
        "Left out, since they tell who collected or could lead to people: {columns:comma}. "
        "To keep one, move it from leave_out to own.",
        by="n",
    ),
    "mapping_file.form_twice": plural(
        "Left out, since several columns are called so: {columns:comma}. Export with XML values and headers.",
        "Left out, since several columns are called so, each: {columns:comma}. Export with XML values and headers.",
        by="n",
    ),
    "mapping_file.speaker_of_form": text(
        "The speaker is the person who answered, never the person who collected or sent the form."
    ),
    "mapping_file.of_forms": text("“{name}” can only be said where each row is a document of its own."),
    "mapping_file.of_forms_fix": text(
        "Remove it, or write “row: interview”. Any other list is kept as it is."
    ),
    "mapping_file.tie": text("A repeat is tied by as many columns there as here."),
    "mapping_file.tie_fix": text("Name one column of the other sheet in “parent” for each in “key”."),
}
