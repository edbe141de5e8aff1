"""Tables in files: one reader of whatever form they come in, with one set of messages."""

from isthmus.files.table.columns import check_decoded, column_texts
from isthmus.files.table.errors import TableError, TableFault, rows_named
from isthmus.files.table.opening import NotAFile, open_file
from isthmus.files.table.reading import Table, TablePlace, is_parquet, open_table
from isthmus.files.table.sheet_names import is_csv_archive, sheet_names

__all__ = [
    "NotAFile",
    "Table",
    "TableError",
    "TableFault",
    "TablePlace",
    "check_decoded",
    "column_texts",
    "is_csv_archive",
    "is_parquet",
    "open_file",
    "open_table",
    "rows_named",
    "sheet_names",
]
