"""Workbooks on disk: folders of CSV files and XLSX files, read and written so that both round-trip exactly."""

from isthmus.files.workbook.reading import read_partial, read_workbook

__all__ = ["read_partial", "read_workbook"]
