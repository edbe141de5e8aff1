"""Those of a draft whom somebody may be part of, or the same as, in another statement, as the form offers them."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from isthmus.actions.desk.coding.draft import DraftBody, DraftMention
from isthmus.web.desk.language import renderer
from isthmus.web.desk.reading.words import short

__all__ = ["groups_offered", "same_offered"]

LONGEST = 60
# As many as can be looked through: those of the statements that stand nearest.
MOST_STATEMENTS = 40


def groups_offered(body: DraftBody, mention: DraftMention, index: int) -> Mapping[str, str]:
    """Return, by key, the groups near statement `index` that have the role of a mention, and the one chosen before."""
    found = dict(_groups(body, mention, index))
    if mention.within and mention.within not in found:
        found[mention.within] = _("a group that was taken out")
    return found


def same_offered(body: DraftBody, mention: DraftMention, index: int) -> Mapping[str, str]:
    """Return, by key, those of other acts who have the role of a mention of act `index`, and the one chosen before."""
    here = {each.key for each in body.statements[index].mentions} if index < len(body.statements) else set()
    found = {
        each.key: _called(number, each)
        for number, each in _near(body, index)
        if each.key == mention.same_as
        or (each.key and each.key not in here and each.role == mention.role and not each.blank)
    }
    if mention.same_as and mention.same_as not in found:
        found[mention.same_as] = _("somebody who was taken out")
    return found


def _near(body: DraftBody, index: int) -> Iterator[tuple[int, DraftMention]]:
    """Yield the people of the statements that stand nearest to one, with the number of their statement."""
    first = max(0, min(index, len(body.statements)) - MOST_STATEMENTS)
    for number, statement in enumerate(body.statements[first : index + MOST_STATEMENTS], start=first + 1):
        yield from ((number, each) for each in statement.mentions)


def _groups(body: DraftBody, mention: DraftMention, index: int) -> Iterator[tuple[str, str]]:
    for number, each in _near(body, index):
        if each.key == mention.within or _is_choice(each, mention):
            yield each.key, _called(number, each)


def _called(number: int, mention: DraftMention) -> str:
    return _("Statement %(number)d: %(who)s") % {"number": number, "who": _who(mention)}


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
    low, high = group.low.strip(), group.high.strip()
    if not low + high and (group.name.strip() or group.description.strip()):
        return ""
    low = low or "1"
    if high == low:
        return low
    return f"{low}–{high}" if high else _("at least %(low)s") % {"low": low}
