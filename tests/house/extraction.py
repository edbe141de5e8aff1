"""Collects every text to translate into one template for translators: `make messages`.

Three places hold texts: catalogues (`messages.py`), calls of gettext in the pages' code, and the pages' templates.
A translation of the template, compiled, is read from `language/locale/LANGUAGE/LC_MESSAGES/django.mo`.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po
from django.utils.translation.template import templatize

from isthmus.core.messages import Text
from isthmus.language import CATALOGUES
from tests.house.sentences import SOURCE

__all__ = ["KEYWORDS", "TEMPLATE", "extracted", "from_page", "from_source"]

TEMPLATE = Path(__file__).parents[2] / "build" / "isthmus.pot"
# How Babel is told which arguments are texts: of `ngettext` the first two, of `pgettext` a context and a text.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
WEB = SOURCE / "web"

type Found = tuple[str | tuple[str, str], int, list[str], str | None]


def extracted() -> Catalog:
    """Return every text to translate, each with where it stands; a message's code as a comment for translators."""
    catalog = Catalog(project="isthmus", charset="utf-8", fuzzy=False)
    for code, known in sorted(CATALOGUES.items()):
        catalog.add(
            _id(known), auto_comments=[code], flags=["python-brace-format"] if "{" in known.one else ()
        )
    for path in sorted([*WEB.rglob("*.py"), *WEB.rglob("*.html")]):
        text = path.read_text(encoding="utf-8")
        for found, line, comments, context in from_source(text) if path.suffix == ".py" else from_page(text):
            catalog.add(
                found,
                locations=[(str(path.relative_to(SOURCE)), line)],
                auto_comments=comments,
                context=context,
            )
    return catalog


def _id(known: Text) -> str | tuple[str, str]:
    return (known.one, known.other) if known.by else known.one


def from_source(python: str) -> Iterator[Found]:
    """Yield the texts that a module marks, with their lines, comments and contexts."""
    for line, found, comments, context in extract(
        "python", io.BytesIO(python.encode()), KEYWORDS, ["Translators:"], strip_comment_tags=True
    ):
        yield found if isinstance(found, str) else (found[0], found[1]), line, comments, context


def from_page(html: str) -> Iterator[Found]:
    """Yield the texts that a template marks: Django turns its tags into calls of gettext."""
    return from_source(templatize(html))


def main() -> None:
    """Write the template for translators."""
    catalog = extracted()
    TEMPLATE.parent.mkdir(exist_ok=True)
    with TEMPLATE.open("wb") as stream:
        write_po(stream, catalog, width=120, omit_header=False, sort_output=False)
    sys.stdout.write(f"{len(catalog)} texts: {TEMPLATE.relative_to(Path.cwd())}\n")


if __name__ == "__main__":
    main()
