"""Error pages: the fact, the rule, the next step, and no data."""

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from isthmus.core.messages import Message
from isthmus.store.base.database_errors import error_message, is_of_the_store
from isthmus.web.base.public import public
from isthmus.web.base.settings import UPLOAD_BYTES, UPLOAD_FILES

__all__ = ["broken", "forbidden", "forged", "malformed", "missing"]


def page(request: HttpRequest, status: int, fact: str | Message, rule: str, step: str) -> HttpResponse:
    """Show one error page."""
    return render(request, "error.html", {"fact": fact, "rule": rule, "step": step}, status=status)


def malformed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request itself was not sound; 413: there was more of it than is taken at once."""
    if isinstance(exception, TooManyFilesSent | RequestDataTooBig):
        return too_much(request, exception)
    return page(
        request,
        400,
        _("This request could not be read."),
        _("This site answers only what its own pages ask, at its own address."),
        _("Go back to the first page and try again from there."),
    )


def too_much(request: HttpRequest, exception: Exception) -> HttpResponse:
    """413: how much is taken at once, and how more comes in."""
    if isinstance(exception, TooManyFilesSent):
        fact = _("These are more files than one form takes, and none was kept.")
        rule = _("A form takes at most %(n)d files at once.") % {"n": UPLOAD_FILES}
        step = _(
            "Choose them again in several parts, or put them into one ZIP. Where the browser runs the script of the "
            "page, files are sent one after the other, as many as you like."
        )
        return page(request, 413, fact, rule, step)
    return page(
        request,
        413,
        _("This is more than one form takes, and nothing was kept."),
        _("A form takes at most %(n)d million letters, its files aside.") % {"n": UPLOAD_BYTES // 1_000_000},
        _("A longer text comes in as a file."),
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: this may not be done."""
    return page(
        request,
        403,
        _("This may not be done here."),
        _("Some actions need the passphrase again, or another account."),
        _("Go back to the first page, or sign in with an account that may do this."),
    )


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such page."""
    return page(
        request,
        404,
        _("This page does not exist."),
        _("What was deleted or judged again may have moved; addresses are never used again."),
        _("Look for it from the first page."),
    )


@public
def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that does not come from a page of this session."""
    return page(
        request,
        403,
        _("This form was not accepted, and nothing was changed."),
        _(
            "A form must come from a page that this site gave to this session; a lock or a restart ends its forms."
        ),
        _("Open the page again and send the form from there."),
    )


def broken(request: HttpRequest) -> HttpResponse:
    """500: our mistake; 503: the database, its server or the disk fails, and says how."""
    error = sys.exc_info()[1]
    if error is not None and is_of_the_store(error):
        rule = _(
            "Nothing is lost that was saved before. What was not answered may have been kept: look first."
        )
        return page(request, 503, error_message(error), rule, _("Then open this page again."))
    return page(
        request,
        500,
        _("Something went wrong, and nothing was changed."),
        _("Every action is written whole or not at all."),
        _(
            "Try again. The terminal names the place in the code, without any data: pass that on if it happens again."
        ),
    )
