"""What leaves beside the register, with names alone: lists in their own columns, and the files of documents."""

from isthmus.actions.desk.leaving.files import WrittenFiles, write_files
from isthmus.actions.desk.leaving.lists import ListExport, ListUnknown, export_list

__all__ = ["ListExport", "ListUnknown", "WrittenFiles", "export_list", "write_files"]
