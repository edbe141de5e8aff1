"""What the parts of a text are called on pages."""

from django.utils.translation import gettext as _

from isthmus.core.reading import PartKind, Places

__all__ = ["part_words"]


def part_words(places: Places, part: int) -> str:
    """Return what stands beside the first paragraph of a part, counted from 1; nothing where a text is whole."""
    match places.kind:
        case PartKind.PAGE:
            return _("Page %(number)s") % {"number": places.mark(part) or part}
        case PartKind.MESSAGE | PartKind.CUE:
            return places.mark(part) or f"#{part}"
        case PartKind.WHOLE:
            return ""
