"""Drafts, uploads, jobs and kept letters: outside the register, outside the custody log, in the scratch database.

`owner` is the number of an account, which lies in the register's database.
"""

import uuid
from json import loads

from django.db import models
from django.utils import timezone

from isthmus.core.messages import Message
from isthmus.store.desk.scratch.sealed import SealedBytes, SealedJSON, SealedText

__all__ = ["Draft", "Job", "LeftOutFile", "LetterItem", "RecognisedPage", "Upload"]


class Draft(models.Model):
    """A document being coded; `body` is the whole form as last saved, `revision` counts the saves.

    `more_of`: the random number of a document of the register, where further statements of it are coded.

    `text` is what can be selected; `content` is an uploaded file, byte for byte, which came as `file_name`. A file of
    any size lies among the stored files instead, as `blob`, measured as it came in. `reading` says what read the text
    in the file and where its parts begin; empty where the file is the text, or none was read.

    `came` and `place` are its place in the queue: a file within a mail has the moment of the mail, and a place beneath
    it; `within` is the mail. What was brought in at once has one `came_with`. `digest` and `words` are keyed digests of
    the file and of its words; `same_words` is a document of the register that has these words, too. `job_subject` is
    the subject of the work that reads the file.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.PositiveBigIntegerField()
    created = models.DateTimeField(auto_now_add=True)
    saved = models.DateTimeField(auto_now=True)
    revision = models.PositiveIntegerField(default=0)
    more_of = models.UUIDField(null=True)
    body = SealedJSON(default=dict)
    text = SealedText(default="")
    content = SealedBytes(null=True)  # type: ignore[misc]  # None without a file
    blob = models.CharField(max_length=64, blank=True)
    measures = SealedJSON(default=dict)
    media_type = models.CharField(max_length=100, blank=True)
    file_name = SealedText(default="")
    reading = SealedJSON(default=dict)
    came = models.DateTimeField(default=timezone.now)
    place = models.CharField(max_length=200, blank=True)
    came_with = models.UUIDField(default=uuid.uuid4)
    within = models.UUIDField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    words = models.CharField(max_length=64, blank=True)
    same_words = models.UUIDField(null=True)
    job_subject = models.CharField(max_length=64, blank=True)
    opened = models.DateTimeField(null=True)
    # Somebody looked, and there is nothing in it to code.
    empty_since = models.DateTimeField(null=True)
    empty_by = models.PositiveBigIntegerField(null=True)
    is_unread = models.BooleanField(default=False)
    # Pictures that came together: whether they are the pages of one document is asked, and none is read before.
    is_asked = models.BooleanField(default=False)

    class Meta:
        ordering = ("-saved",)
        indexes = (
            models.Index(fields=["owner", "came", "place"], name="draft_in_the_queue"),
            models.Index(fields=["digest"], name="draft_by_digest"),
            models.Index(fields=["words"], name="draft_by_words"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(empty_since__isnull=True) ^ models.Q(empty_by__isnull=False),
                name="a_draft_is_empty_by_somebody",
            ),
        )


class LeftOutFile(models.Model):
    """A file of which no draft was begun: why, and what holds it already.

    `told` has the message that says why, and the number of the document or draft with the same file.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.PositiveBigIntegerField()
    came = models.DateTimeField(default=timezone.now)
    came_with = models.UUIDField(default=uuid.uuid4)
    place = models.CharField(max_length=200, blank=True)
    file_name = SealedText(default="")
    told = SealedJSON(default=dict)


class RecognisedPage(models.Model):
    """A page whose letters were recognised: of a draft, or of a document of the register until all its pages are there.

    `words`: where they stand on the page (a line of `StoredText`). `languages` are those in which it was recognised,
    `asked` those that somebody had asked for, both parted by `+`. `corrected`: somebody has corrected its text.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="recognised", null=True)
    document = models.UUIDField(null=True)
    number = models.PositiveIntegerField()
    text = SealedText()
    words = SealedBytes()
    languages = SealedText(default="")
    asked = SealedText(default="")
    corrected = models.BooleanField(default=False)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("draft", "number"), name="one_recognition_of_a_page_of_a_draft"),
            models.UniqueConstraint(
                fields=("document", "number"), name="one_recognition_of_a_page_of_a_document"
            ),
            models.CheckConstraint(
                condition=models.Q(draft__isnull=True) ^ models.Q(document__isnull=True),
                name="a_recognised_page_is_of_a_draft_or_of_a_document",
            ),
        )


class Upload(models.Model):
    """A workbook somebody gave us, kept until its import is done or given up."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.PositiveBigIntegerField()
    created = models.DateTimeField(auto_now_add=True)
    name = SealedText()
    content = SealedBytes()


class LetterItem(models.Model):
    """A letter, an answer or what is known of a thread: age files of a key of its own, in the keyring for letters.

    Nothing of it can be read without that keyring, not even what it is. `head` is what a list shows, `body` the text;
    `revision` counts the writes. `is_going`: it is being destroyed, which the next opening of the keyring finishes.
    """

    uid = models.UUIDField(primary_key=True, editable=False)
    head = models.BinaryField()
    body = models.BinaryField(default=bytes)
    revision = models.PositiveIntegerField(default=0)
    is_going = models.BooleanField(default=False)


class Job(models.Model):
    """One piece of long work: what it is, how far it came, and how it ended.

    `subject` is a keyed digest of what it is about, by which it is found again.
    """

    class State(models.TextChoices):
        """`interrupted` is what the next start of the desk makes of whatever was still going on."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"
        INTERRUPTED = "interrupted"

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    owner = models.PositiveBigIntegerField()
    about = SealedJSON(default=dict)
    subject = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    asked_to_stop = models.BooleanField(default=False)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    result = SealedJSON(default=dict)
    error = SealedText(default="")
    asked = models.DateTimeField(auto_now_add=True)
    started = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-asked",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=("waiting", "running")) ^ models.Q(ended__isnull=False),
                name="a_job_has_ended_when_it_neither_waits_nor_runs",
            ),
        )

    @property
    def failure(self) -> Message | None:
        """Why it failed; nothing where it did not."""
        return Message.from_json(loads(self.error)) if self.error else None

    @property
    def unfinished(self) -> bool:
        """Return whether it still waits or runs."""
        return self.state in (Job.State.WAITING, Job.State.RUNNING)
