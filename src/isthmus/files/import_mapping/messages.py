"""The words in which the file of a spreadsheet and the mappings that are shipped are spoken of."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "mapping_file.sheets_fix": text(
        "Say which one holds the rows: --sheet NAME as a mapping is proposed, “sheet: NAME” under “table” in a "
        "mapping, or its name in the desk. Others can belong to its rows (“repeats”)."
    ),
    "ready.casework": text("A casework list: one row is what one person went through."),
    "ready.columns": text("Its columns are called: {columns:comma}."),
    "ready.dead": text("A list of the dead: one row is one person."),
    "ready.incidents": text("A list of incidents with numbers: one row is one incident."),
    "ready.lacks": text(
        "The list has no column “{column}”. Write the name that it has there in the mapping, or remove the line."
    ),
    "ready.lacks_perhaps": text(
        "The list has no column “{column}”. Perhaps it is “{perhaps}”: then write that name in the mapping."
    ),
    "ready.lacks_these": plural(
        "The list has no column that is called {columns:comma}. If another holds that, choose it below.",
        "The list has no columns that are called {columns:comma}. If others hold that, choose them below.",
        by="n",
    ),
    "ready.use": text("isthmus mapping propose LIST --as {name} --out MAPPING writes it, to be completed."),
    "sheet.coloured": plural(
        "Column “{column}”: one cell is coloured ({rows}). If the colour means something, it is not read.",
        "Column “{column}”: {n} cells are coloured ({rows}). If the colour means something, it is not read.",
        by="n",
    ),
    "sheet.external": text("The file refers to other files. They are not opened; the last values are read."),
    "sheet.filter": text("A filter is set, which hides nothing now."),
    "sheet.filtered": plural(
        "One row is hidden, by a filter or by hand ({rows}). It is read like the others.",
        "{n} rows are hidden, by a filter or by hand ({rows}). They are read like the others.",
        by="n",
    ),
    "sheet.formulas": plural(
        "Column “{column}”: one cell is a formula ({rows}). Its last value is read.",
        "Column “{column}”: {n} cells are formulas ({rows}). Their last values are read.",
        by="n",
    ),
    "sheet.hidden_columns": plural(
        "One column is hidden: {names:comma}. It is read like the others.",
        "{n} columns are hidden: {names:comma}. They are read like the others.",
        by="n",
    ),
    "sheet.hidden_rows": plural(
        "One row is hidden ({rows}). It is read like the others.",
        "{n} rows are hidden ({rows}). They are read like the others.",
        by="n",
    ),
    "sheet.links": plural(
        "One cell has a link behind its words. Its address stands in a column “{column}”.",
        "{n} cells have links behind their words. The addresses stand in a column “{column}”.",
        by="n",
    ),
    "sheet.links_left": plural(
        "One cell has a link behind its words. Its address is left out: there is a column “{column}” already.",
        "{n} cells have links behind their words. The addresses are left out: there is a column “{column}” already.",
        by="n",
    ),
    "sheet.macros": text("The file holds macros. They are neither run nor read."),
    "sheet.merged": plural(
        "One cell is merged over several rows. Whether it holds for each of these rows has to be said"
        " (table, merged: each_row or first_row).",
        "{n} cells are merged over several rows. Whether they hold for each of these rows has to be said"
        " (table, merged: each_row or first_row).",
        by="n",
    ),
    "sheet.merged_each_row": plural(
        "One cell is merged over several rows. It is said of each of them.",
        "{n} cells are merged over several rows. They are said of each of these.",
        by="n",
    ),
    "sheet.merged_first_row": plural(
        "One cell is merged over several rows. It is said of the first of them alone.",
        "{n} cells are merged over several rows. They are said of the first of these alone.",
        by="n",
    ),
    "sheet.notes": plural(
        "One cell has a note. Its words stand in a column “{column}”.",
        "{n} cells have notes. Their words stand in a column “{column}”.",
        by="n",
    ),
    "sheet.notes_left": plural(
        "One cell has a note. It is left out: there is a column “{column}” already.",
        "{n} cells have notes. They are left out: there is a column “{column}” already.",
        by="n",
    ),
    "sheet.others": text("Only one sheet is read. Not read: {names:comma}."),
    "sheet.struck": plural(
        "Column “{column}”: words of one cell are struck out ({rows}). They are read like the others.",
        "Column “{column}”: words of {n} cells are struck out ({rows}). They are read like the others.",
        by="n",
    ),
    "sheet.two_headers": text(
        "The names of the columns probably take two rows. If so, propose again with --header-rows 2, or in the desk"
        " say that they take two."
    ),
    "sheet.unnamed": plural(
        "Column {names:comma} has no name. What stands there is not read: give it a name.",
        "{n} columns have no name: {names:comma}. What stands there is not read: give them names.",
        by="n",
    ),
    "sheet.unseen_ods": text(
        "Colours and words that are struck out are not seen in an ODS file. If they matter, save it as XLSX."
    ),
    "sheet.unseen_xls": text(
        "Colours, notes, links, formulas and hidden rows are not seen in an XLS file. If they matter, save it as XLSX."
    ),
}
