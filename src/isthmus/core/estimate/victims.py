"""The victims that counted statements of a register mention: what lists are drawn up from."""

from collections.abc import Iterator

from isthmus.core.count import Filter
from isthmus.core.count.counting import passes
from isthmus.core.estimate.capture_lists import VictimMention
from isthmus.core.estimate.stratification import Stratification
from isthmus.core.names.nameless import identified_by_name
from isthmus.core.register import Register
from isthmus.core.workbook.rows import Act, Mention

__all__ = ["victim_mentions"]


def victim_mentions(
    register: Register, keep: Filter | None = None, by: Stratification | None = None
) -> Iterator[VictimMention]:
    """Yield the victims of the acts that pass, where a held and not withdrawn statement asserts them (MODEL 3, 4).

    With a period, acts without a date are left out. The keys count the mentions of the register.
    """
    wanted, chosen = keep or Filter(), by or Stratification()
    for key, mention in enumerate(register.workbook.mentions):
        act = register.acts[mention.act]
        if (
            mention.role == "victim"
            and _counts(register, act)
            and _on_time(act, wanted)
            and passes(register, act, wanted)
        ):
            yield _mentioned(register, key, mention, act, chosen)


def _counts(register: Register, act: Act) -> bool:
    said = register.statements[act.statement]
    return (
        act.scope != "general"
        and said.stance == "asserts"
        and said.document in register.held
        and said.id not in register.taken_back
    )


def _on_time(act: Act, keep: Filter) -> bool:
    """Return whether the act has a date where a period is asked for: who was hit when is not known without one."""
    return keep.period is None or bool(act.date)


def _mentioned(register: Register, key: int, mention: Mention, act: Act, by: Stratification) -> VictimMention:
    places = register.places_upward.get(act.place, ())
    return VictimMention(
        key=key,
        person=register.person_of[mention.id],
        authors=register.authors[register.statements[act.statement].document],
        low=mention.low,
        high=mention.high,
        named=identified_by_name(mention.name, mention.other_names),
        unit=mention.kind == "unit",
        stratum=by.stratum(sex=mention.sex, date=act.date, places=places),
    )
