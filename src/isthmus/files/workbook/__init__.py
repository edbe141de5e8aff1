"""Workbooks on disk: folders of CSV files and XLSX files, read and written so that both round-trip exactly."""

from isthmus.files.atomic_write import FolderExists
from isthmus.files.workbook.reading import read_partial, read_workbook
from isthmus.files.workbook.writing import TooLargeForXlsx, write_csv, write_template, write_xlsx, write_zip

__all__ = [
    "FolderExists",
    "TooLargeForXlsx",
    "read_partial",
    "read_workbook",
    "write_csv",
    "write_template",
    "write_xlsx",
    "write_zip",
]
