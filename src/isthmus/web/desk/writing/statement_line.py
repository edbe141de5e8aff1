"""A statement of a draft in a line: who says it, how they know, and what; never anybody's name among the people."""

from django.utils.translation import gettext as _

from isthmus.actions.desk.coding.draft import DraftMention, DraftStatement
from isthmus.core.workbook.schema import sheet
from isthmus.web.desk.language import renderer
from isthmus.web.desk.reading.words import Labels
from isthmus.web.desk.writing.forms import choice_words

__all__ = ["in_a_line"]


def in_a_line(statement: DraftStatement, labels: Labels) -> str:
    """Return who says it, how they know, and what: `Newspaper A, told by police source: killing`."""
    statements = sheet("statements")
    knows = choice_words(statements.column("basis")).get(statement.basis, "")
    knows = _("told by %(whom)s") % {"whom": statement.told_by} if statement.told_by else knows
    who = ", ".join(part for part in (statement.speaker or _("nobody yet"), knows) if part)
    stances = choice_words(statements.column("stance"))
    stance = "" if statement.stance == "asserts" else stances.get(statement.stance, "")
    what = labels.of("type", statement.type)
    about = renderer().listed([words for words in map(whom, statement.mentions) if words])
    what = what or (_("background") if statement.is_background and not statement.blank else "")
    if statement.act_of:
        return _("and: %(what)s") % {"what": " · ".join(part for part in (what, about) if part) or "…"}
    return f"{who}: {' · '.join(part for part in (stance, what, about) if part) or '…'}"


def whom(mention: DraftMention) -> str:
    """Return how many were meant; never a name, since this list stays on the screen."""
    if mention.role != "victim":
        return ""
    low, high = mention.low.strip() or "1", mention.high.strip()
    if low == "1" and high in ("", "1"):
        return _("one person")
    return _("at least %(low)s") % {"low": low}
