"""Which long work is about a thing, found without opening what other work is about."""

import hmac

from django.db.models import QuerySet

from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.scratch.models import Job

__all__ = ["last_job", "subject_digest", "unfinished_jobs"]


def subject_digest(kind: str, subject: str) -> str:
    """Return what a job's row says of its subject: nothing to anybody without the workspace's key.

    A filter may name a place or a ground; whoever reads a row on disk must not be able to try them all.
    """
    key = current_workspace().keys.subkey("job-subjects")
    return hmac.digest(key, f"{kind}\0{subject}".encode(), "sha256").hex()


def last_job(kind: str, subject: str) -> Job | None:
    """Return the job of a kind that was asked for last about a subject."""
    return _about(kind, subject).order_by("-asked").first()


def unfinished_jobs(kind: str, subject: str = "") -> "QuerySet[Job]":
    """Return the jobs of a kind that wait or run, oldest first: about one subject, or about any."""
    found = _about(kind, subject) if subject else Job.objects.filter(kind=kind)
    return found.filter(ended=None).order_by("asked")


def _about(kind: str, subject: str) -> "QuerySet[Job]":
    return Job.objects.filter(kind=kind, subject=subject_digest(kind, subject))
