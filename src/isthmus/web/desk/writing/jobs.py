"""Long work: what it is doing, how far it is, how it ended; it goes on when the page is left."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from isthmus.actions.desk import jobs
from isthmus.actions.desk.accounts import names_of
from isthmus.actions.desk.keepers.looks import LOOKS
from isthmus.store.desk.scratch.models import Job, Upload
from isthmus.web.desk.access import asking_again
from isthmus.web.desk.requests import actor_of

__all__ = ["KIND_WORDS", "STATE_WORDS", "again", "cancel", "job", "jobs_list", "own", "state_words"]

MOST_SHOWN = 50
# What is computed of the common register, for everybody. An import is its account's own until it is in the register.
FOR_ALL = ("count", "estimate", "link", "verify")
# A folder is read file by file: what is done stands among the files to code, and leaves room for other work here.
READ = "read"
KIND_WORDS = {
    "count": _("Counting under filters"),
    "estimate": _("Estimating"),
    "import": _("Importing a workbook"),
    "link": _("Linking reports"),
    "verify": _("Verifying the custody log"),
    "export": _("Exporting the register"),
    "list_look": _("Looking at the columns of a spreadsheet"),
    "list_try": _("Trying a list by its mapping"),
    "list_import": _("Bringing in a list"),
    "read": _("Reading a file"),
    "copy": _("Reading the file of a document"),
    "transcribe": _("Writing a recording down"),
    "recognise": _("Recognising the letters of a draft"),
    "recognise_document": _("Recognising the letters of a document"),
    "undo": _("Taking back what a list brought"),
}
STATE_WORDS = {
    Job.State.WAITING: _("waiting its turn"),
    Job.State.RUNNING: _("running"),
    Job.State.DONE: _("done"),
    Job.State.FAILED: _("failed"),
    Job.State.CANCELLED: _("cancelled"),
    Job.State.INTERRUPTED: _("interrupted, run again"),
}


@require_safe
def jobs_list(request: HttpRequest) -> HttpResponse:
    """Show what was asked for lately, newest first."""
    listed = reachable(request).exclude(kind=READ, state=Job.State.DONE)
    found = list(listed[:MOST_SHOWN])
    waits = still_uploaded(found)
    names = names_of({each.owner for each in found})
    shown = [
        (KIND_WORDS.get(each.kind, each.kind), state_words(each, waits), each, names.get(each.owner, ""))
        for each in found
    ]
    waiting = sum(each.unfinished for each in found)
    return render(request, "desk/writing/jobs.html", {"jobs": shown, "unfinished": waiting})


@require_safe
def job(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show one piece of work; without script the page asks again every two seconds while it goes on."""
    found = get_object_or_404(reachable(request), pk=uid)
    context = {
        "job": found,
        "words": KIND_WORDS.get(found.kind, found.kind),
        "state": state_words(found),
        "outcome": outcome_template(found),
        "own": found.owner == actor_of(request).number,
    }
    response = render(request, "desk/writing/job.html", context)
    if found.unfinished:
        response.headers["Refresh"] = asking_again(request, 2)
    return response


def reachable(request: HttpRequest) -> "QuerySet[Job]":
    """Return the work that the account may look at: its own, and what others had computed of the register for all."""
    return Job.objects.filter(Q(owner=actor_of(request).number) | Q(kind__in=FOR_ALL))


def own(request: HttpRequest) -> "QuerySet[Job]":
    """Return the work that the account asked for."""
    return Job.objects.filter(owner=actor_of(request).number)


def still_uploaded(found: Iterable[Job]) -> set[str]:
    """Return the uploads of jobs that are still kept: of one that is brought in or given up nothing waits."""
    wanted = {
        str(each.about["upload"]) for each in found if each.result.get("asks") and each.about.get("upload")
    }
    return {str(pk) for pk in Upload.objects.filter(pk__in=wanted).values_list("pk", flat=True)}


def state_words(found: Job, waits: Collection[str] | None = None) -> str:
    """Return how it stands: what it asks or refuses tells more than that it ended.

    `waits`: the uploads that are still kept, where many jobs are looked at.
    """
    asks = found.result.get("asks")
    if asks and str(found.about.get("upload")) in (still_uploaded([found]) if waits is None else waits):
        return gettext("waiting for your answer")
    if found.result.get("problems"):
        return gettext("refused, nothing was written")
    return str(STATE_WORDS[Job.State(found.state)])


def outcome_template(found: Job) -> str:
    """Return the part of the page that shows what came of this kind of work."""
    if found.kind.startswith("list_"):
        return "desk/writing/list_outcome.html"
    own = found.kind in ("count", "estimate", "import", "link", "transcribe", "undo", "verify")
    return f"desk/writing/{found.kind if own else 'no'}_outcome.html"


@require_POST
def cancel(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask it to stop; what it had begun is undone."""
    jobs.cancel(get_object_or_404(own(request), pk=uid))
    return redirect("job", uid)


@require_POST
def again(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask for the same work once more."""
    found, owner = get_object_or_404(reachable(request), pk=uid), actor_of(request)
    if found.kind == "link":  # with what this session has open, not with what another had
        found.about = {**found.about, "look": LOOKS.ticket(request.session.session_key, owner.number)}
    return redirect("job", jobs.again(found, owner=owner).pk)
