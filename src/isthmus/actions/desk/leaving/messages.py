"""What is said of lists and files that leave."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "export.files": plural(
        "Wrote {n} file of documents into files, with an index; {sealed} of sealed documents stay in the workspace.",
        "Wrote {n} files of documents into files, with an index; {sealed} of sealed documents stay in the workspace.",
        by="n",
    ),
    "export.files_wrong": plural(
        "{n} file is missing or not what came in, of these documents: {documents:comma}. The index says which. "
        "Verify the workspace, and bring it back from a backup.",
        "{n} files are missing or not what came in, of these documents: {documents:comma}. The index says which. "
        "Verify the workspace, and bring it back from a backup.",
        by="n",
    ),
    "list.unknown": text(
        "No list “{name}” came in. The mapping names the list: take the one by which it came. "
        "The desk shows all under Lists."
    ),
    "list.mapping_gone": text(
        "A mapping by which this list came in cannot be read any more, so it is not known which of its columns are "
        "alleged grounds. Verify the workspace; a backup may have it."
    ),
    "list.went_out": plural(
        "Wrote {path}: {n} row, {closed} of them closed because something of it is sealed.",
        "Wrote {path}: {n} rows, {closed} of them closed because something of them is sealed.",
        by="n",
    ),
    "list.grounds_closed": text(
        "Empty there, since it is an alleged ground and stands beside names: {columns:and}. "
        "The workbook with names has it."
    ),
}
