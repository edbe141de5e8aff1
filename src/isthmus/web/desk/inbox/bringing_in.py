"""Letters brought in: files of any size, and armour that was pasted."""

import re
from collections.abc import Iterator
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from isthmus.actions.desk.inbox.bringing_in import ArrivedItem, bring_in
from isthmus.actions.desk.inbox.opened import OpenInbox
from isthmus.core.seal.armour import BEGIN, END
from isthmus.store.base.blob_writer import ArrivedFile
from isthmus.web.desk.inbox.outcome import keep_outcome
from isthmus.web.desk.inbox.session import while_open
from isthmus.web.desk.uploads import SealedUpload, takes_files_of_any_size

__all__ = ["bring_in_letters"]

_LETTER = re.compile(re.escape(BEGIN) + r".*?(?:" + re.escape(END) + r"|\Z)", re.DOTALL)


@takes_files_of_any_size
@require_POST
@while_open
def bring_in_letters(request: HttpRequest, inbox: OpenInbox) -> HttpResponse:
    """Bring in what was chosen and pasted, and say what came of it."""
    arrived = [*_files(request), *_pasted(request.POST.get("pasted", ""))]
    if not arrived:
        messages.warning(request, _("Nothing was given. Choose files, or paste a letter."))
        return redirect("inbox")
    keep_outcome(inbox, bring_in(inbox, arrived))
    return redirect("inbox")


def _files(request: HttpRequest) -> Iterator[ArrivedItem]:
    for each in request.FILES.getlist("files"):
        assert isinstance(each, SealedUpload)
        file = each.arrived
        digest = bytes.fromhex(file.measured.sha256)
        yield ArrivedItem(each.name or "", file.size, digest, partial(_pieces, file))


def _pieces(file: ArrivedFile) -> Iterator[bytes]:
    return file.opened().read(0, file.size)


def _pasted(text: str) -> Iterator[ArrivedItem]:
    """Yield each letter of a text; one without marks, or with quote marks within them, is looked for in all of it."""
    if not text.strip():
        return
    several = _LETTER.findall(text)
    for each in several if len(several) > 1 else [text]:
        yield ArrivedItem.of(_("what was pasted"), each.encode(errors="replace"))
