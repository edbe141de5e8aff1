"""The groups of a draft that somebody may be part of, as the form offers them."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from isthmus.actions.desk.coding.draft import DraftBody, DraftMention
from isthmus.web.desk.language import renderer
from isthmus.web.desk.reading.words import short

__all__ = ["groups_offered"]

LONGEST = 60


def groups_offered(body: DraftBody, mention: DraftMention) -> Mapping[str, str]:
    """Return, by key, the groups typed so far that have the role of a mention, and the one chosen before."""
    found = dict(_groups(body, mention))
    if mention.within and mention.within not in found:
        found[mention.within] = _("a group that was taken out")
    return found


def _groups(body: DraftBody, mention: DraftMention) -> Iterator[tuple[str, str]]:
    for number, statement in enumerate(body.statements, start=1):
        for each in statement.mentions:
            if each.key == mention.within or _is_choice(each, mention):
                yield each.key, _("Statement %(number)d: %(who)s") % {"number": number, "who": _who(each)}


def _is_choice(group: DraftMention, mention: DraftMention) -> bool:
    is_other = bool(group.key) and group.key != mention.key
    return is_other and group.role == mention.role and not group.blank and group.may_hold_others


def _who(group: DraftMention) -> str:
    """Return a group as it was typed: how many, and who they are."""
    who = group.description.strip() or group.name.strip()
    parts = (part for part in (_how_many(group), short(who, LONGEST)) if part)
    return renderer().listed(list(parts))


def _how_many(group: DraftMention) -> str:
    if group.as_said.strip():
        return f"“{group.as_said.strip()}”"
    low, high = group.low.strip() or "1", group.high.strip()
    if high == low:
        return low
    return f"{low}–{high}" if high else _("at least %(low)s") % {"low": low}
