"""Reading the file of a draft, in the background: its text comes when it is there, and typing goes on meanwhile.

What was cut off is done again from its beginning: files within the file come first, each once, and its text last.
"""

from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from uuid import UUID

from django.db.models import QuerySet

from isthmus.actions.desk import jobs
from isthmus.actions.desk.accounts import actor_numbered
from isthmus.actions.desk.coding.draft_files import delete_drafts
from isthmus.actions.desk.coding.drafts import MOST_FILE_BYTES, drafts_of, keep_reading
from isthmus.actions.desk.coding.file_reading import reading_cells, unread_cells
from isthmus.actions.desk.coding.incoming import IncomingFile, take_in
from isthmus.actions.desk.coding.queue_place import TOO_LARGE, WITHIN_DIGEST, QueuePlace
from isthmus.actions.desk.jobs import Outcome
from isthmus.actions.desk.recognition.of_drafts import start_recognition
from isthmus.core.custody.actors import Actor
from isthmus.core.messages import Message
from isthmus.core.progress import Progress
from isthmus.files.document.answers import Attachment, ChatArchive, MemberFault
from isthmus.files.document.choices import Choices
from isthmus.files.document.errors import DocumentFault
from isthmus.files.document.reading import is_read, read, unpack
from isthmus.files.in_memory import stream_in_memory
from isthmus.store.desk.queries.jobs import subject_digest, unfinished_jobs
from isthmus.store.desk.scratch.models import Draft, Job, LeftOutFile

__all__ = [
    "KIND",
    "asked_pictures",
    "code_each",
    "read_again",
    "read_draft",
    "reading_job",
    "settle_question",
    "start_reading",
]

KIND = "read"
ZIP = "application/zip"
# A file with which the desk ended so often did not do so by chance.
MOST_BEGUN = 3
# Of fewer pictures nothing is asked.
FEWEST_PAGES = 2


def start_reading(draft: Draft, *, owner: Actor) -> Job | None:
    """Ask for the text of a draft's file; None where it needs no program, or none of ours reads its kind.

    A picture of which it is asked whether it is a page of several waits for the answer.
    """
    if not (draft.content or draft.blob) or draft.text or draft.is_asked:
        return None
    if not is_read(draft.media_type):
        keep_reading(draft, "", unread_cells(*_why_unread(draft)))
        return None
    return _ask_for_reading(draft, owner)


def _why_unread(draft: Draft) -> tuple[Message, Message]:
    if TOO_LARGE in draft.reading:
        return (
            Message("document.too_large_to_read", megabytes=MOST_FILE_BYTES >> 20),
            Message("document.too_large_to_read_fix"),
        )
    return Message("document.unread_kind"), Message("document.unread_kind_fix")


def read_again(draft: Draft, choices: Choices, *, owner: Actor) -> Job:
    """Read the file of a draft again, as somebody chose; what was typed stays, and the text comes anew."""
    draft.reading = {**draft.reading, "choices": choices.as_json()}
    keep_reading(draft, "", {})
    return _ask_for_reading(draft, owner)


def _ask_for_reading(draft: Draft, owner: Actor) -> Job:
    draft.job_subject = subject_digest(KIND, draft.pk.hex)
    Draft.objects.filter(pk=draft.pk).update(job_subject=draft.job_subject)
    return jobs.enqueue(kind=KIND, owner=owner, about={"draft": draft.pk.hex}, subject=draft.pk.hex)


def asked_pictures(actor: Actor, came_with: UUID) -> "QuerySet[Draft]":
    """Return the pictures of which it is asked what they are, in their order."""
    return drafts_of(actor).filter(came_with=came_with, is_asked=True).order_by("came", "place")


def settle_question(actor: Actor, came_with: UUID) -> bool:
    """Return whether there is something to ask of what came in together: all are pictures, two at least.

    Where there is not, what waited for the question is read.
    """
    together = drafts_of(actor).filter(came_with=came_with)
    pictures = together.filter(media_type__startswith="image/").count()
    refused = any("why" in each.told for each in LeftOutFile.objects.filter(came_with=came_with))
    is_all = together.count() == pictures and not refused  # one that is held already was a picture, too
    if pictures >= FEWEST_PAGES and is_all and asked_pictures(actor, came_with).exists():
        return True
    code_each(actor, came_with)
    return False


def code_each(actor: Actor, came_with: UUID) -> None:
    """Let each picture be a document of its own."""
    for each in Draft.objects.filter(owner=actor.number, came_with=came_with, is_asked=True).iterator(1):
        each.is_asked = False
        Draft.objects.filter(pk=each.pk).update(is_asked=False)
        start_reading(each, owner=actor)


def reading_job(draft: Draft) -> Job | None:
    """Return the work that reads the draft's file, as long as it goes on."""
    if draft.text or not is_read(
        draft.media_type
    ):  # asked at each save: nothing is looked up for what has its text
        return None
    return unfinished_jobs(KIND, draft.pk.hex).first()


@jobs.kind_of_work(KIND, taken_up=True)
def read_draft(job: Job, progress: Progress) -> Outcome:
    """Read the file of a draft; what is wrong with it is kept with the draft, which has no text then."""
    draft = Draft.objects.filter(pk=UUID(str(job.about["draft"]))).first()
    if draft is None or not draft.content:
        return {}
    progress(0, 1)
    try:
        _refuse_again(job)
        if draft.media_type == ZIP and _is_unpacked(draft):
            delete_drafts(Draft.objects.filter(pk=draft.pk))
        else:
            _read(draft)
    except DocumentFault as fault:
        keep_reading(draft, "", unread_cells(fault.rule, fault.fix))
    progress(1, 1)
    return {}


def _refuse_again(job: Job) -> None:
    begun = job.about.get("begun", 0)
    if isinstance(begun, int) and begun >= MOST_BEGUN:
        raise DocumentFault(Message("coding.reading_cut_off", n=begun), Message("coding.reading_cut_off_fix"))


def _read(draft: Draft) -> None:
    with stream_in_memory(bytes(draft.content or b"")) as stream:
        found = read(stream, draft.media_type, Choices.from_json(draft.reading.get("choices")))
    files = (IncomingFile(each.name, each.content, is_titled=True) for each in found.attachments)
    _begin(files, draft, within=draft.pk)
    about: dict[str, object] = {"about": [list(each) for each in found.about]} if found.about else {}
    scans: dict[str, object] = {"scans": list(found.scans)} if found.scans else {}
    keep_reading(draft, found.reading.text, reading_cells(found.reading) | about | scans)
    start_recognition(draft, owner=actor_numbered(draft.owner))


def _is_unpacked(draft: Draft) -> bool:
    """Begin a draft of each file of an archive; return False where it is one chat. Raises DocumentFault."""
    try:
        with stream_in_memory(bytes(draft.content or b"")) as stream, closing(unpack(stream)) as files:
            if draft.reading.get("unpacked"):
                next(files, None)  # a chat within an archive is one document
                raise DocumentFault(
                    Message("document.nested_archive"), Message("document.nested_archive_fix")
                )
            _begin(map(_incoming, files), draft, within=draft.within, unpacked=True)
            settle_question(actor_numbered(draft.owner), draft.pk)
    except ChatArchive:
        return False
    return True


def _incoming(member: Attachment | MemberFault) -> IncomingFile:
    if isinstance(member, MemberFault):
        return IncomingFile(member.name, fault=(member.fault.rule, member.fault.fix))
    return IncomingFile(member.name, member.content)


def _begin(
    files: Iterator[IncomingFile], draft: Draft, *, within: UUID | None, unpacked: bool = False
) -> None:
    """Begin a draft of each file within the file; it stands beneath the draft, and says in what it came."""
    note: dict[str, object] = {"within": draft.file_name}
    if within == draft.pk and draft.content:
        note[WITHIN_DIGEST] = sha256(bytes(draft.content)).hexdigest()
    if unpacked or draft.reading.get("unpacked"):
        note["unpacked"] = True
    at = QueuePlace(draft.came, draft.place, draft.pk, within, note, is_asked=unpacked)
    owner = actor_numbered(draft.owner)
    for each in take_in(files, actor=owner, at=at):
        start_reading(each, owner=owner)
