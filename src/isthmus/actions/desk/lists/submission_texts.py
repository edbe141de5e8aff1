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
from isthmus.store.desk.models import Arrival, Document

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
    arrive({ref: [(text, _NAME)] for ref, text in texts.items()}, event)
    for some in batched(sorted(texts), _AT_ONCE):
        for document in Document.objects.filter(ref__in=some):
            text = texts[document.ref]
            if document.content != text.name:
                content = {"content": text.name, "content_type": text.type, "content_size": text.size}
                set_held(document, document.held, event, {**content, "sha256": text.sha256})


def arrive(files: Mapping[str, Iterable[tuple[Content, str]]], event: Recorder) -> int:
    """Commit to what came in for documents, by id, each content once; return how many are new."""
    now, added = datetime.now(UTC), 0
    for some in batched(sorted(files), _AT_ONCE):
        here = Arrival.objects.filter(document__ref__in=some)
        known = set(here.values_list("document__ref", "content"))
        for document_is_sealed, documents in _by_seal(some).items():
            new = []
            for document in documents:
                once = {content.name: (content, name) for content, name in files[document.ref]}
                for each in once.values():
                    if (document.ref, each[0].name) not in known:
                        new.append(arrival_of(document.pk, *each, now))
                        new[-1].document = document  # at hand, so that nothing is asked for again
            added += len(new)
            if document_is_sealed:
                commit_arrivals(new, event, is_sealed=True)
            else:
                event.commit_many(new)
    return added


def _by_seal(refs: Iterable[str]) -> dict[bool, list[Document]]:
    """Return the documents of these ids, apart as they are sealed or not."""
    found: dict[bool, list[Document]] = {}
    for document in Document.objects.filter(ref__in=refs).order_by("ref"):
        found.setdefault(document.protection == "sealed", []).append(document)
    return found
