"""The statements about one incident, sorted by what they do: assert, suspect, deny, retract; shown or counted.

*Counted* are statements in held documents whose retraction was not judged `accepted`; *shown* also those in
documents that are not held.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from isthmus.core.corroborate.support import Route, route_of
from isthmus.core.dates import bounds, overlap
from isthmus.core.register import Register
from isthmus.core.workbook.rows import Act, Statement

__all__ = ["Evidence"]

DENIED_BY_DEFAULT = "occurrence"


@dataclass(frozen=True)
class Evidence:
    """What the register holds on one incident; `acts` are those of its acts that are looked at."""

    register: Register
    acts: tuple[Act, ...]

    @classmethod
    def on(cls, register: Register, incident: str) -> "Evidence":
        """Return the evidence on all acts of an incident."""
        return cls(register, tuple(register.acts[act] for act in register.incidents[incident]))

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Return the statements of the acts, in id order."""
        known = self.register.statements
        return tuple([known[each] for each in sorted({act.statement for act in self.acts})])

    @cached_property
    def shown(self) -> tuple[Statement, ...]:
        """Return the asserting statements, held or not, that nobody took back."""
        return self._standing("asserts")

    @cached_property
    def suspecting(self) -> tuple[Statement, ...]:
        """Return the statements that suspect, held or not, that nobody took back, in id order."""
        return self._standing("suspects")

    def _standing(self, stance: str) -> tuple[Statement, ...]:
        back = self.register.taken_back
        return tuple([each for each in self.statements if each.stance == stance and each.id not in back])

    @cached_property
    def counted(self) -> tuple[Statement, ...]:
        """Return the asserting statements that count."""
        return tuple(self._in_held_documents(self.shown))

    @cached_property
    def routes(self) -> dict[str, Route]:
        """Return the routes of the asserting statements that count, by statement, in id order."""
        return {each.id: route_of(self.register, each) for each in self.counted}

    @cached_property
    def speakers(self) -> frozenset[str]:
        """Return who asserts something about this incident in a held document, retracted or not."""
        return self._speakers([each for each in self.statements if each.stance == "asserts"])

    @cached_property
    def denying(self) -> tuple[Statement, ...]:
        """Return the denying statements of this incident and the general ones that cover it, in id order."""
        return tuple(each for each in self._all_denying if each.id not in self.register.taken_back)

    @cached_property
    def denying_routes(self) -> dict[str, Route]:
        """Return the routes of the denying statements that count, by statement, in id order."""
        return {each.id: route_of(self.register, each) for each in self._in_held_documents(self.denying)}

    @cached_property
    def denying_speakers(self) -> frozenset[str]:
        """Return who denies something about this incident in a held document, retracted or not."""
        return self._speakers(self._all_denying)

    @cached_property
    def _all_denying(self) -> tuple[Statement, ...]:
        own = {each.id: each for each in self.statements if each.stance == "denies"}
        own.update(self._denying_in_general())
        return tuple(own[each] for each in sorted(own))

    def _denying_in_general(self) -> dict[str, Statement]:
        general = self.register.general_denials
        if not general:
            return {}
        covering = (denial.statement for act in self.acts for denial in self._covering(act))
        return {each: self.register.statements[each] for each in covering}

    def _covering(self, act: Act) -> Iterable[Act]:
        general = self.register.general_denials
        when = bounds(act.date)
        for place in (*self.register.places_upward.get(act.place, ()), ""):
            for kind in (act.type, ""):
                for denial in general.get((kind, place), ()):
                    if overlap(bounds(denial.date), when):
                        yield denial

    def retracting(self) -> tuple[str, ...]:
        """Return the statements that retract one of these, in id order."""
        concerned: Sequence[Statement] = (*self.statements, *self._all_denying)
        by = self.register.retractions_of
        return tuple(sorted({one for each in concerned for one in by.get(each.id, ())})) if by else ()

    def _in_held_documents(self, statements: Iterable[Statement]) -> list[Statement]:
        held = self.register.held
        return [each for each in statements if each.document in held]

    def _speakers(self, statements: Iterable[Statement]) -> frozenset[str]:
        return frozenset(one for each in self._in_held_documents(statements) for one in each.speaker)
