"""What leaves beside the register, with names alone: lists in their own columns, and the files of documents."""

from isthmus.actions.desk.leaving.files import WrittenFiles, write_files
from isthmus.actions.desk.leaving.lists import (
    ListExport,
    ListUnknown,
    MappingGone,
    columns_of_grounds,
    export_list,
)

__all__ = [
    "ListExport",
    "ListUnknown",
    "MappingGone",
    "WrittenFiles",
    "columns_of_grounds",
    "export_list",
    "write_files",
]
