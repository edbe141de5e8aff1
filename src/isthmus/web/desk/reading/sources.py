"""How a source is called on a page: sealed ones never by name, and people by initials under the veil."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from isthmus.store.desk.models import Document, Source
from isthmus.web.desk import veil
from isthmus.web.desk.sealed_words import closed_as

__all__ = ["KINDS", "PROTECTIONS", "document_title", "source_name", "token"]

KINDS = {
    "person": gettext_lazy("person"),
    "organisation": gettext_lazy("organisation"),
    "outlet": gettext_lazy("outlet"),
    "authority": gettext_lazy("authority"),
    "protected": gettext_lazy("protected: known to those who cite them, not to us"),
    "anonymous": gettext_lazy("anonymous: known to nobody"),
    "self": gettext_lazy("this organisation"),
}
PROTECTIONS = {
    "public": gettext_lazy("public"),
    "confidential": gettext_lazy("confidential"),
    "sealed": gettext_lazy("sealed"),
}
PEOPLE = ("person", "protected", "anonymous")


def token(source: Source) -> str:
    """Return the beginning of a source's random uid, to tell sealed sources apart."""
    return source.uid.hex[:4]


def source_name(source: Source, *, veiled: bool) -> str:
    """Return the name that a page shows."""
    if source.protection == "sealed":
        return closed_as(_("sealed source %(token)s") % {"token": token(source)}, source.name)
    return veil.capital_initials(source.name) if veiled and source.kind in PEOPLE else source.name


def document_title(document: Document, request: HttpRequest) -> str:
    """Return the title that a page shows."""
    if document.protection == "sealed":
        return closed_as(_("sealed document"), document.title)
    return veil.veil_text(document.title, request) if veil.veiled(request) else document.title
