"""What a statement of a draft takes over from another: what is as before, or a further act of the same statement."""

from dataclasses import replace

from isthmus.actions.desk.coding.draft import DraftBody, DraftMention, DraftStatement
from isthmus.actions.desk.new_judgements import new_id

__all__ = ["as_before", "new_key", "with_further_act"]

# Who did it, and on whose order: the same in most statements of a document.
CARRIED = ("perpetrator", "ordered")


def new_key(prefix: str) -> str:
    """Return a key that tells a statement (`t-`) or somebody in one (`g-`) from all others of the draft."""
    return new_id(prefix, 10)


def as_before(body: DraftBody, index: int) -> DraftBody:
    """Return the draft with statement `index` as the one before, where nothing was typed in it yet.

    Who passed it on, who says it, the place and who did it; these are then the same ones, as whoever codes judges.
    """
    if not 0 < index <= len(body.statements):
        return body
    before = _with_its_statement(body, index - 1)
    now = body.statements[index] if index < len(body.statements) else DraftStatement(key=new_key("t-"))
    mentions = now.mentions
    if not any(each.role in CARRIED and not each.blank for each in mentions):
        kept = (each for each in mentions if each.role not in CARRIED)
        carried = (each for each in before.mentions if each.role in CARRIED and not each.blank)
        mentions = (*kept, *map(_same, carried))
    return body.with_statement(
        index,
        replace(
            now,
            speaker=now.speaker or before.speaker,
            via=now.via or before.via,
            place=now.place or before.place,
            mentions=mentions,
        ),
    )


def _with_its_statement(body: DraftBody, index: int) -> DraftStatement:
    """Return an act with who says it: of a further act that stands with the first one."""
    said = body.statements[index]
    first = body.index_of(said.act_of)
    if first is None:
        return said
    return replace(said, speaker=body.statements[first].speaker, via=body.statements[first].via)


def with_further_act(body: DraftBody, index: int) -> DraftBody:
    """Return the draft with a further act of statement `index` at its end: the same people, place and time.

    "Arrested and killed": what else was done is typed, and whoever it was not done to is taken out.
    """
    if index >= len(body.statements):
        return body
    said = body.statements[index]
    further = DraftStatement(
        key=new_key("t-"),
        act_of=said.act_of or said.key,
        stance=said.stance,
        place=said.place,
        date=said.date,
        ground=said.ground,
        mentions=tuple(_same(each) for each in said.mentions if not each.blank),
    )
    return replace(body, statements=(*body.statements, further))


def _same(mention: DraftMention) -> DraftMention:
    """Return a mention of the same ones: what one statement says of them beside is not said by the other."""
    return DraftMention(
        key=new_key("g-"),
        role=mention.role,
        low=mention.low,
        high=mention.high,
        as_said=mention.as_said,
        name=mention.name,
        description=mention.description,
        kind=mention.kind,
        same_as=mention.key,
    )
