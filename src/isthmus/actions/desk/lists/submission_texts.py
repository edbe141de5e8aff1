"""The text of each submission of a form: stored, measured, and the content of its document."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import batched

from isthmus.actions.desk.arriving import arrival_of, commit_arrivals
from isthmus.actions.desk.documents import set_held
from isthmus.actions.desk.import_workbook import ImportPlan
from isthmus.actions.desk.recorded import Recorder
from isthmus.actions.desk.staging import Content
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Document

__all__ = ["arrive", "arrive_texts", "stored_texts", "with_digests"]

_AT_ONCE = 500
_NAME = "submission.txt"


def stored_texts(texts: Mapping[str, str]) -> dict[str, Content]:
    """Store the texts of documents, by id, and return their measures. What is sealed here keeps no text in clear."""
    sealed = set(Document.objects.filter(protection="sealed").values_list("ref", flat=True))
    blobs = current_workspace().blobs
    kept = ((ref, blobs.add_pieces([text.encode()])) for ref, text in texts.items() if ref not in sealed)
    return {ref: Content(each.name, "text/plain", each.size, each.sha256) for ref, each in kept}


def with_digests(imported: ImportPlan, contents: Mapping[str, Content]) -> ImportPlan:
    """Return the plan with the digests of contents, by id, in the documents that are new."""
    documents = tuple(
        replace(each, sha256=contents[each.id].sha256) if each.id in contents else each
        for each in imported.new.documents
    )
    return replace(imported, new=replace(imported.new, documents=documents))


def arrive_texts(texts: Mapping[str, Content], event: Recorder) -> None:
    """Commit to the texts of documents, by id, inside an event that saved the documents.

    The text of a submission that was edited is its document's content from now on; the one before stays listed.
    """
    for some in batched(sorted(texts), _AT_ONCE):
        for document in Document.objects.filter(ref__in=some):
            text = texts[document.ref]
            arrive(document, [(text, _NAME)], event)
            if document.content != text.name:
                content = {"content": text.name, "content_type": text.type, "content_size": text.size}
                set_held(document, document.held, event, {**content, "sha256": text.sha256})


def arrive(document: Document, files: Iterable[tuple[Content, str]], event: Recorder) -> int:
    """Commit to what came in for a document, each content once; return how many are new."""
    known = set(document.arrivals.values_list("content", flat=True))
    now = datetime.now(UTC)
    new = {each[0].name: arrival_of(document.pk, *each, now) for each in files if each[0].name not in known}
    commit_arrivals(new.values(), event, is_sealed=document.protection == "sealed")
    return len(new)
