"""Our own short lists of codes: what was done, on which alleged ground, how, and with what outcome.

Codes are stable: a code is never given another meaning. `maps_to` is for codes of the HURIDOCS micro-thesauri; it is
empty where the code was not verified against the published list, which is everywhere so far.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from isthmus.core.messages import Message

__all__ = [
    "ACT_TYPES",
    "ALIASES",
    "GROUNDS",
    "METHODS",
    "ONCE",
    "OUTCOMES",
    "VERSION",
    "VOCABULARIES",
    "Code",
    "label",
]

VERSION = "2"


@dataclass(frozen=True, slots=True)
class Code:
    """A code of one list."""

    held_in: str
    code: str
    maps_to: str = ""

    @property
    def label(self) -> Message:
        """Return what to show for it."""
        return Message(f"vocabulary.{self.held_in}.{self.code}")

    @property
    def meaning(self) -> Message:
        """Return what it means, in words that a reader without training understands."""
        return Message(f"meaning.{self.held_in}.{self.code}")


def _listed(held_in: str, *codes: str) -> Mapping[str, Code]:
    return {code: Code(held_in, code) for code in codes}


ACT_TYPES = _listed(
    "type",
    "killing",
    "death_in_custody",
    "enforced_disappearance",
    "unlawful_detention",
    "torture",
    "sexual_violence",
    "extortion",
    "threat",
    "forced_displacement",
    "house_raid",
    "property_destruction",
    "denial_of_right",
    "forced_disclosure",
    "coerced_family_violence",
    "incitement",
)

# Types that happen to a person once in a life (where nobody says that the person lived).
ONCE = frozenset({"killing", "death_in_custody"})

GROUNDS = _listed(
    "ground",
    "ethnicity",
    "religion",
    "sexual_orientation",
    "gender_identity",
    "political_opinion",
    "journalism",
    "human_rights_work",
    "family_tie",
    "migration",
    "disability",
    "other",
)

METHODS = _listed(
    "method",
    "beating",
    "electric_shock",
    "suffocation",
    "burning",
    "stress_position",
    "deprivation",
    "humiliation",
    "shooting",
    "stabbing",
    "explosion",
    "abduction",
    "lure",
    "device_search",
    "blackmail",
    "legal_pretext",
    "other",
)

OUTCOMES = _listed(
    "outcome",
    "death",
    "injured",
    "lasting_harm",
    "released",
    "still_held",
    "handed_to_family",
    "fled",
    "property_lost",
    "refused",
    "no_harm",
    "other",
)

VOCABULARIES: Mapping[str, Mapping[str, Code]] = {
    "type": ACT_TYPES,
    "ground": GROUNDS,
    "method": METHODS,
    "outcome": OUTCOMES,
}

# A list is named after the column of `acts` that uses it; these spellings are taken for the same.
ALIASES: Mapping[str, str] = {
    **{name: name for name in VOCABULARIES},
    **{name + "s": name for name in VOCABULARIES},
    "act_type": "type",
    "act_types": "type",
}


def label(name: str, code: str) -> Message | str:
    """Return what to show for a code of a list; the code with blanks where nobody labelled it."""
    known = VOCABULARIES[name].get(code)
    return known.label if known else code.replace("_", " ")
